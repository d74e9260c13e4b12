"""Pages for visitors kept in the process: the same choice on the same day, from the same packs, in the same language, is one page.

Only what holds nothing of the visitor is kept; whoever is signed in, or has a message waiting, gets a page of their own.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

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
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(held)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(gzip.decompress(held))
    patch_vary_headers(answer, ("Accept-Encoding", "Cookie"))
    return answer


def count() -> int:
    """How many pages are kept."""
    return len(_pages)


def forget() -> None:
    """Let every page go; for tests."""
    with _lock:
        _pages.clear()
        _lately.clear()
