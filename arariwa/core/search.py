"""One search box over every system: each registers a finder of what the actor may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from arariwa.core.actor import Actor

LIMIT = 8


@dataclass(frozen=True)
class Hit:
    """One thing found: its address, title and a line below."""

    url: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class Group:
    """What one finder found, under its heading."""

    label: Any
    hits: list[Hit]


Finder = Callable[[str, Actor | None], Iterable[Hit]]
_finders: list[tuple[int, Any, Finder]] = []


def register(order: int, label: Any, finder: Finder) -> None:
    """Add a finder; called from a system's `panels.py`."""
    _finders.append((order, label, finder))


def find(text: str, by: Actor | None) -> list[Group]:
    """What every finder finds, without empty groups."""
    groups = []
    for _, label, finder in sorted(_finders, key=lambda row: row[0]):
        hits = list(finder(text, by))[:LIMIT]
        if hits:
            groups.append(Group(label, hits))
    return groups
