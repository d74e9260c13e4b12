"""Forms of a test: drawn from the bank by the course's blueprint and a seed, and shuffled by it. Pure and reproducible.

Chance is SHA-256 of seed and name, so that a form is the same in every version of the language, and a question added to
the bank moves no other. The two forms of one learner (`pre`, `post`) come from opposite ends of one order: they share a
question only where a module holds fewer than both need.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from arariwa.training.domain.questions import Match, One, Order, Question, Several, Vignette

Named = TypeVar("Named")


def chance(seed: str, *names: object) -> int:
    """A number that looks like chance and is always the same for these words."""
    text = "\x1f".join([seed, *map(str, names)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def shuffled(seed: str, names: Iterable[str], *about: object) -> list[str]:
    """The names in an order that only the seed decides, whatever order they came in."""
    return sorted(set(names), key=lambda name: (chance(seed, *about, name), name))


@dataclass(frozen=True, slots=True)
class Form:
    """A drawn form: ids of questions in the order they are asked, and cells of the blueprint the bank cannot fill
    (module -> missing)."""

    questions: tuple[str, ...]
    missing: Mapping[int, int]


def draw(
    questions: Iterable[Question],
    blueprint: Mapping[int, int],
    seed: str,
    *,
    side: int = 0,
    seen: Iterable[str] = (),
) -> Form:
    """A form. `seed`: of the learner, the same for all forms; `side`: 0 pre, 1 post, 2 and on for further ones.
    `seen`: questions the learner has met, taken only when the others do not suffice, the one met longest ago first.
    """
    met = {id_: place for place, id_ in enumerate(seen, 1)}
    chosen: list[str] = []
    missing: dict[int, int] = {}
    by_module: dict[int, list[str]] = {}
    for asked in questions:
        by_module.setdefault(asked.module, []).append(asked.id)
    for module, count in sorted(blueprint.items()):
        order = shuffled(seed, by_module.get(module, ()), module)
        if side % 2:
            order.reverse()
        order.sort(key=lambda id_: met.get(id_, 0))
        chosen += sorted(order[:count], key=lambda id_: chance(seed, side, "place", id_))
        if len(order) < count:
            missing[module] = count - len(order)
    return Form(tuple(chosen), missing)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a question stands on a page: what there is to choose in the order shown. Pages send places, never ids, since
    an id may give the answer away."""

    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()

    def id(self, place: str) -> str | None:
        """The id at a place ("0", "1", ...), None for anything else."""
        if not place.isascii() or not place.isdigit() or len(place) > 2 or int(place) >= len(self.options):
            return None
        return self.options[int(place)]


def shown(asked: Question, seed: str) -> Shown:
    """The order in which options, items or rights stand for that seed. What has an order of its own keeps it (yes and
    no, how far an offence applies). Things to put in order never stand in the right one."""
    if isinstance(asked, One | Several):
        return Shown(tuple(shuffled(seed, [o.id for o in asked.options], asked.id)))
    if isinstance(asked, Vignette):
        own = asked.choices
        return Shown(tuple(shuffled(seed, own, asked.id)) if asked.ask == "offence" else own)
    if isinstance(asked, Order):
        right = [i.id for i in asked.items]
        order = shuffled(seed, right, asked.id)
        return Shown(tuple(order[1:] + order[:1] if order == right else order))
    if isinstance(asked, Match):
        rights = tuple(shuffled(seed, asked.rights, asked.id, "right"))
        return Shown(rights, tuple(shuffled(seed, asked.lefts, asked.id, "left")))
    return Shown()


def shared(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Questions two forms have in common."""
    return [id_ for id_ in one if id_ in set(other)]
