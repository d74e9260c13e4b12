"""A hash chain: each entry seals the one before it, so that a changed, missing or moved entry is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What the first entry follows.
START = "0" * 64


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8: equal content gives equal bytes.

    Floats are refused (they print differently); decimals and times come as strings.
    """
    if _has_float(value):
        raise TypeError("a float has no canonical form; give a string")
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _has_float(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_has_float(v) for v in value.values())
    if isinstance(value, list | tuple):
        return any(_has_float(v) for v in value)
    return isinstance(value, float)


def link(previous: str, content: Mapping[str, object]) -> str:
    """The hash (hexadecimal SHA-256) of an entry with that content following `previous`."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: the sequence number and what is wrong (`gap`, `previous`, `content`)."""

    seq: int
    what: str


def breaks(entries: Iterable[tuple[int, str, str, Mapping[str, object]]]) -> Iterable[Break]:
    """Walk (seq, previous, hash, content) in order from 1 and yield each place where the chain does not hold."""
    expected_seq, expected_previous = 1, START
    for seq, previous, own, content in entries:
        if seq != expected_seq:
            yield Break(seq, "gap")
        if previous != expected_previous:
            yield Break(seq, "previous")
        if link(previous, content) != own:
            yield Break(seq, "content")
        expected_seq, expected_previous = seq + 1, own
