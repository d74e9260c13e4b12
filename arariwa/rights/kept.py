"""What is made for visitors and kept in the process: the same choice on the same day, from the same packs, in the same language, is
one page; a file or paper that takes long to make is made once.

Only what holds nothing of the visitor is kept; whoever is signed in, or has a message waiting, gets a page of their own.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Seconds for which the process takes it that the packs are the same: a database opened for each reader costs more than the page.
LOOK_AGAIN = 0.0 if settings.TEST else 2.0
# Some 7 kB each, packed; the least recently read leaves first.
MOST = 4_000
OWN = (settings.SESSION_COOKIE_NAME, "messages")
_pages: OrderedDict[Hashable, bytes] = OrderedDict()
_lock = Lock()
_lately: dict[str, tuple[float, Hashable]] = {}


def lately(name: str, look: Callable[[], Hashable]) -> Hashable:
    """What `look` last saw, at most LOOK_AGAIN seconds ago."""
    at, seen = _lately.get(name, (float("-inf"), None))
    if monotonic() - at >= LOOK_AGAIN:
        at, seen = _lately[name] = (monotonic(), look())
    return seen


def kept(request: HttpRequest, key: Hashable, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page of `key`, made once for all visitors; a refusal is made anew each time."""
    if any(name in request.COOKIES for name in OWN):
        return make()
    with _lock:
        held = _pages.get(key)
        if held is not None:
            _pages.move_to_end(key)
    if held is None:
        made = make()
        if made.status_code != 200:
            return made
        held = gzip.compress(made.content, 6, mtime=0)
        with _lock:
            _pages[key] = held
            while len(_pages) > MOST:
                _pages.popitem(last=False)
    return unpacked(request, held)


def unpacked(request: HttpRequest, held: bytes) -> HttpResponse:
    """What is kept compressed, as this browser takes it."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(held)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(gzip.decompress(held))
    patch_vary_headers(answer, ("Accept-Encoding", "Cookie"))
    return answer


T = TypeVar("T")
_making = Lock()


class Shelf(Generic[T]):
    """The last few things that take long to make, each made once for everyone. A process makes one at a time, of all shelves: who
    asks for another one waits, who asks for one that is there does not, and pages are answered meanwhile.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Hashable, make: Callable[[], T]) -> T:
        """What lies under the key, made now if nothing does."""
        if (held := self._find(key)) is None:
            with _making:
                # Whoever waited may find what the one before them made.
                if (held := self._find(key)) is None:
                    held = make()
                    with self._lock:
                        self._held[key] = held
                        while len(self._held) > self._most:
                            self._held.popitem(last=False)
        return held

    def _find(self, key: Hashable) -> T | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)


def count() -> int:
    """How many pages are kept."""
    return len(_pages)


def forget() -> None:
    """Let every page go; for tests."""
    with _lock:
        _pages.clear()
        _lately.clear()
