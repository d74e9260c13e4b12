"""Identifiers: time-ordered UUIDs that may be made anywhere, also offline, and short numbers for people."""

import secrets
import time
import uuid

# 31 signs, none that a hurried hand confuses (no 0 1 I L O); prime, so that the check sign below
# finds every single wrong sign and every swap of two.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BODY = 5


def uuid7(at_ms: int | None = None) -> uuid.UUID:
    """A UUID version 7 (RFC 9562): 48 bits of milliseconds since 1970, the rest random."""
    ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (ms & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def check_sign(body: str) -> str:
    """The sign that makes the weighted sum of `body` and itself divisible by 31."""
    total = sum((i + 2) * ALPHABET.index(sign) for i, sign in enumerate(body))
    return ALPHABET[-total % len(ALPHABET)]


def short_number(year: int, owner: str) -> str:
    """A number people can say over the telephone, such as `2026-FEMA-7K3QXM`.

    Random, not counted: a counter would tell how many sealed cases there are and cannot be kept offline.
    It never has the shape of an official number.
    """
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    return f"{year}-{owner}-{body}{check_sign(body)}"


def is_short_number(text: str) -> bool:
    """Whether the last part of `text` carries its right check sign."""
    tail = text.strip().upper().rsplit("-", 1)[-1]
    return (
        len(tail) == BODY + 1 and all(sign in ALPHABET for sign in tail) and check_sign(tail[:-1]) == tail[-1]
    )
