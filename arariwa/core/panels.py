"""How upper systems show something on a lower page: they register a panel; the page says `{% panels case %}`.

Each system may have `panels.py`, and `words.py` for its journal verbs; both are imported once at start.
`places` are the entries of the menu. What stands on someone's home is in `desk.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from arariwa.core.actor import Actor


@dataclass(frozen=True)
class Panel:
    """A piece of page: a template and its context."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """An entry of the menu. `url_name` is its list page; `count` waits for the actor (None: not counted)."""

    url_name: str
    label: Any
    order: int
    count: Callable[[Actor], int] | None = None
    roles: frozenset[str] | None = None


Offer = Callable[[Any, Any], Panel | None]
_panels: dict[str, list[Offer]] = defaultdict(list)
_places: list[Place] = []


def register(page: str, offer: Offer) -> None:
    """Offer a panel for a page such as "case" or "item"; the function answers None where it has nothing."""
    _panels[page].append(offer)


def register_place(place: Place) -> None:
    """Add an entry to the menu."""
    _places.append(place)


def panels_for(page: str, record: Any, by: Actor | None) -> Iterator[Panel]:
    """The panels other systems offer for this record, in the order of the systems."""
    for offer in _panels[page]:
        if panel := offer(record, by):
            yield panel


def places_for(by: Actor | None) -> list[Place]:
    """The menu of this actor, in order."""
    if by is None:
        return []
    return sorted((p for p in _places if p.roles is None or by.role in p.roles), key=lambda p: p.order)


def leads(by: Actor, url_name: str) -> bool:
    """Whether a page leads this actor anywhere: one of the menu only where it is on theirs."""
    mine = places_for(by)
    return all(place in mine for place in _places if place.url_name == url_name)


def autodiscover() -> None:
    """Import every system's `panels.py` and `words.py`."""
    for config in apps.get_app_configs():
        if not config.name.startswith("arariwa.") or config.name == "arariwa.core":
            continue
        for name in ("panels", "words"):
            if find_spec(f"{config.name}.{name}"):
                import_module(f"{config.name}.{name}")
