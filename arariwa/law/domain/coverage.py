"""Which leaf of which condition the examples have shown satisfied, contradicted and not known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, SATISFIED, Node, State

Place = tuple[str | int, ...]
# What a leaf can answer at all.
BOTH: tuple[State, ...] = (SATISFIED, CONTRADICTED)
ALL: tuple[State, ...] = (SATISFIED, CONTRADICTED, NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf where it stands, what it asks, and the states some example has shown of it."""

    file: str
    place: Place
    asks: str
    seen: frozenset[State]
    wanted: tuple[State, ...]

    @property
    def missing(self) -> tuple[State, ...]:
        """The states no example shows."""
        return tuple(state for state in self.wanted if state not in self.seen)


class Watch:
    """Keeps what each leaf answered while a law was asked; given to `lawbook.build`."""

    def __init__(self) -> None:
        self.seen: dict[int, set[State]] = {}

    def __call__(self, node: Node, state: State) -> None:
        self.seen.setdefault(id(node), set()).add(state)


def wanted(node: Node, changes: frozenset[date]) -> tuple[State, ...]:
    """The states a leaf can have: whether a thing is told, and what the verdict lists, is always known.

    So is on which side of a day the facts lie when the law changes on it, since a span is answered version by version.
    """
    if (node.from_ or node.before) in changes:
        return BOTH
    if node.known or node.told is not None or node.offence:
        return BOTH
    # What the verdict says of itself is known once there is one.
    return BOTH if (node.fact or "").startswith("verdict.") else ALL


def leaves_at(node: Node, at: Place) -> Iterator[tuple[Place, Node]]:
    """Each leaf of a condition with its place."""
    children = [("all", i, n) for i, n in enumerate(node.all_ or [])]
    children += [("any", i, n) for i, n in enumerate(node.any_ or [])]
    for key, i, child in children:
        yield from leaves_at(child, (*at, key, i))
    if node.not_:
        yield from leaves_at(node.not_, (*at, "not"))
    if node.fact or node.offence:
        yield at, node


def asks(node: Node) -> str:
    """A leaf in a few words, as a lawyer wrote it: `acts.sell is True`."""
    if node.offence:
        return f"offence {', '.join(node.offence)}"
    value = next(
        getattr(node, name)
        for name, field in type(node).model_fields.items()
        if (field.alias or name) == node.test
    )
    return f"{node.fact} {node.test} {value}"


def coverage(
    nodes: Iterable[tuple[str, Place, Node]], watch: Watch, changes: Iterable[date] = ()
) -> list[Leaf]:
    """Every leaf of `nodes`, with what a watched law answered on it. `changes`: the days on which its versions change."""
    days = frozenset(changes)
    return [
        Leaf(file, place, asks(leaf), frozenset(watch.seen.get(id(leaf), ())), wanted(leaf, days))
        for file, at, node in nodes
        for place, leaf in leaves_at(node, at)
    ]
