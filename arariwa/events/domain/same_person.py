"""Which rows may be one person: pairs for a person to decide on, and what follows from the decisions. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz.distance import OSA

from arariwa.core.domain.places import folded

Key = TypeVar("Key")
# A block of rows that share a rare word; larger ones say nothing ("Juan", "Quispe").
MOST_IN_A_BLOCK = 40


@dataclass(frozen=True)
class Row:
    """A person as registered."""

    key: str
    given_names: str
    surnames: str
    document: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Pair:
    """Two rows that may be one person, with the codes of what points to it and what speaks against it."""

    first: str
    second: str
    signs: tuple[str, ...]
    against: tuple[str, ...]


def pairs(rows: Iterable[Row]) -> Iterator[Pair]:
    """Pairs worth a decision, each once: the same e-mail or telephone, the same name, or a name a slip apart.

    Two different documents of identity speak against it but do not rule it out: numbers are mistyped.
    """
    held = {row.key: row for row in rows}
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in held.values():
        for kind, value in _marks(row):
            blocks[kind, value].add(row.key)
    seen: set[tuple[str, str]] = set()
    for keys in blocks.values():
        if not 1 < len(keys) <= MOST_IN_A_BLOCK:
            continue
        for first, second in combinations(sorted(keys), 2):
            if (first, second) in seen:
                continue
            seen.add((first, second))
            if pair := _weighed(held[first], held[second]):
                yield pair


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    if row.email:
        yield "email", row.email.casefold()
    if phone := "".join(c for c in row.phone if c.isdigit()):
        yield "phone", phone[-9:]
    names, surnames = folded(row.given_names).split(), folded(row.surnames).split()
    if names and surnames:
        yield "first", f"{names[0]} {surnames[0]}"
        yield "last", f"{names[0][:3]} {surnames[-1]}"


def _weighed(one: Row, other: Row) -> Pair | None:
    signs: list[str] = []
    against: list[str] = []
    name, other_name = (folded(f"{r.given_names} {r.surnames}") for r in (one, other))
    if name == other_name or sorted(name.split()) == sorted(other_name.split()):
        signs.append("same_name")
    elif set(name.split()) < set(other_name.split()) or set(other_name.split()) < set(name.split()):
        signs.append("part_of_name")
    elif OSA.distance(name, other_name, score_cutoff=2) <= 2:
        signs.append("near_name")
    if not signs:
        return None
    if one.email and one.email.casefold() == other.email.casefold():
        signs.append("same_email")
    if one.document and other.document and one.document != other.document:
        near = OSA.distance(one.document, other.document, score_cutoff=1) <= 1
        (signs if near else against).append("near_document" if near else "other_document")
    return Pair(one.key, other.key, tuple(signs), tuple(against))


def joined(same: Iterable[tuple[Key, Key]]) -> Mapping[Key, Key]:
    """{row: the row that stands for its person} of all rows in pairs decided to be the same person.

    The smallest key of a group stands for it, whatever the order of the decisions.
    """
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for one, other in same:
        low, high = sorted((top(one), top(other)), key=str)
        above[high] = low
    return {key: top(key) for key in above}
