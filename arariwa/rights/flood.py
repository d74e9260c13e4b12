"""How often one connection writes to us, without keeping whose it is: past a measure a plain question is asked, nothing is refused.

Counted in memory only, by a keyed digest whose key lives a day in this process and is written nowhere: no address can be
read from it, and after a day nothing can be matched. Each process of the server counts for itself.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections import Counter

from django.http import HttpRequest

DAY = 86_400
# Of one connection in a day before a question is asked: a village may share one. And of everyone together.
PLENTY, PLENTY_OF_ALL = 6, 300
_lock = threading.Lock()


class _Day:
    """The counts of one day and the key they are under."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.key = secrets.token_bytes(32)
        self.counts: Counter[bytes] = Counter()


_day = _Day()


def _now() -> _Day:
    global _day
    if time.monotonic() - _day.began > DAY:
        _day = _Day()
    return _day


def _who(day: _Day, request: HttpRequest, what: str) -> bytes:
    text = f"{what} {request.META.get('REMOTE_ADDR', '')}".encode()
    return hmac.new(day.key, text, hashlib.sha256).digest()[:12]


def count(request: HttpRequest, what: str) -> None:
    """Count one writing of this connection."""
    with _lock:
        day = _now()
        day.counts[_who(day, request, what)] += 1
        day.counts[what.encode()] += 1


def often(request: HttpRequest, what: str) -> bool:
    """Whether this connection, or everyone together, has written often today."""
    with _lock:
        day = _now()
        return day.counts[_who(day, request, what)] >= PLENTY or day.counts[what.encode()] >= PLENTY_OF_ALL


def forget() -> None:
    """Begin a new day now."""
    global _day
    with _lock:
        _day = _Day()
