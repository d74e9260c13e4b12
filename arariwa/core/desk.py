"""Someone's home: what waits for them first, then what they may look up again; what is empty shrinks to a sentence.

Each system registers its blocks in `panels.py`; core knows none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from arariwa.core.actor import Actor

# Rows of one block; the list page has the rest.
SHOWN = 6


@dataclass(frozen=True)
class Block:
    """A part of someone's home.

    `rows` as `core/_rows.html` takes them, one more than SHOWN when there are more; `things` says what they are
    ("hand-overs to receive"), to tell that there are none; `comes` what comes here and how, told to whom nothing
    has come yet; `waits` whether something has to be done about them; `last` what is only looked up after the rest.
    """

    heading: Any
    rows: Sequence[Mapping[str, Any]]
    things: Any
    comes: Any
    waits: bool = True
    more_url: str = ""
    last: bool = False

    @property
    def key(self) -> str:
        """What names the block's heading within the page."""
        return slugify(str(self.heading))

    @property
    def shown(self) -> Sequence[Mapping[str, Any]]:
        return self.rows[:SHOWN]

    @property
    def all_url(self) -> str:
        """The list page, where it helps: of what waits always, of the rest when there is more than stands here."""
        return self.more_url if self.waits or len(self.rows) > SHOWN else ""


@dataclass(frozen=True)
class Verb:
    """Something one begins from home: a page and the words of its button."""

    url: str
    label: Any


@dataclass
class Desk:
    """What stands on the home of one actor."""

    waiting: list[Block] = field(default_factory=list)
    other: list[Block] = field(default_factory=list)
    empty: list[Block] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)


Offer = Callable[[Actor], Block | Verb | None]
_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Offer a block or a verb; the function answers None to whom it does not concern."""
    _offers.append(offer)


def desk_of(by: Actor) -> Desk:
    """The home of this actor, each kind of block in the order of the systems."""
    desk = Desk()
    offered_all = [offer(by) for offer in _offers]
    for offered in sorted(offered_all, key=lambda one: isinstance(one, Block) and one.last):
        if isinstance(offered, Verb):
            desk.verbs.append(offered)
        elif offered and not offered.rows:
            desk.empty.append(offered)
        elif offered:
            (desk.waiting if offered.waits else desk.other).append(offered)
    return desk
