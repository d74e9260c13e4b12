"""Can a condition ever be satisfied? Found before anyone is asked a question that no answer could decide.

A condition is turned over branch by branch, collecting what each fact would have to be; a branch whose demands on one
fact cannot stand together is dead. What one fact says of another is not known here, so a condition that passes may
still never happen; one that fails never can.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from arariwa.core.domain.spans import Span
from arariwa.law.domain.conditions import Node, Scalar
from arariwa.law.domain.terms import TERMS

Place = tuple[str | int, ...]
# Two ends that no number reaches.
LOWEST, HIGHEST = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Demand:
    """What a branch asks of one fact: values it may have and may not, a stretch of numbers, a stretch of days."""

    allowed: frozenset[Scalar] | None = None
    refused: frozenset[Scalar] = frozenset()
    low: Decimal = LOWEST
    above: bool = False
    high: Decimal = HIGHEST
    below: bool = False
    since: date = date.min
    before: date = date.max

    @property
    def possible(self) -> bool:
        """Whether some value meets it."""
        if self.allowed is not None and not self.allowed - self.refused:
            return False
        if self.low > self.high or (self.low == self.high and (self.above or self.below)):
            return False
        return self.since < self.before


Demands = Mapping[str, Demand]


def satisfiable(node: Node, named: Mapping[str, Node], days: Span) -> bool:
    """Whether some facts on some of those days satisfy the condition."""
    return _solve([(node, False)], {"on": Demand(since=days.start, before=days.until)}, named)


def dead_branches(node: Node, named: Mapping[str, Node], days: Span, at: Place = ()) -> Iterator[Place]:
    """Where a condition, or one of the alternatives in it, can never be satisfied."""
    if not satisfiable(node, named, days):
        yield at
        return
    for place, whole in _alternatives(node, at):
        if not satisfiable(whole, named, days):
            yield place


def _alternatives(node: Node, at: Place) -> Iterator[tuple[Place, Node]]:
    """The condition once for each alternative of each `any` outside a `not`, with only that alternative left."""
    for i, child in enumerate(node.any_ or []):
        yield (*at, "any", i), child
        yield from _alternatives(child, (*at, "any", i))
    for i, child in enumerate(node.all_ or []):
        others = [n for j, n in enumerate(node.all_ or []) if j != i]
        for place, alternative in _alternatives(child, (*at, "all", i)):
            yield place, Node.model_construct(all_=[*others, alternative])


def _solve(todo: list[tuple[Node, bool]], demands: Demands, named: Mapping[str, Node]) -> bool:
    """Whether all of `todo` (condition, is it to be contradicted) can hold beside the demands made so far."""
    if not todo:
        return True
    (node, against), rest = todo[0], todo[1:]
    if node.use:
        return _solve([(named[node.use], against), *rest], demands, named)
    if node.not_:
        return _solve([(node.not_, not against), *rest], demands, named)
    children = node.all_ or node.any_
    if children:
        if bool(node.all_) != against:
            return _solve([*((child, against) for child in children), *rest], demands, named)
        return any(_solve([(child, against), *rest], demands, named) for child in children)
    if not node.fact:
        return _solve(rest, demands, named)
    narrowed = _narrowed(node, against, demands.get(node.fact) or _all_values(node.fact))
    return narrowed.possible and _solve(rest, {**demands, node.fact: narrowed}, named)


def _all_values(path: str) -> Demand:
    term = TERMS[path]
    if term.kind == "yes_no":
        return Demand(allowed=frozenset({True, False}))
    if term.kind == "one_of":
        return Demand(allowed=frozenset(term.values) - term.open_values)
    return Demand(low=Decimal(0)) if term.kind == "number" else Demand()


def _narrowed(node: Node, against: bool, d: Demand) -> Demand:
    """The demand with what one leaf asks added."""
    given = node.in_ or [v for v in (node.is_, node.told) if v is not None]
    if given:
        asked = frozenset(given)
        if against:
            return replace(d, refused=d.refused | asked)
        return replace(d, allowed=asked if d.allowed is None else d.allowed & asked)
    if node.from_ or node.before:
        begins = node.from_ if not against else node.before
        ends = node.before if not against else node.from_
        return replace(d, since=max(d.since, begins or date.min), before=min(d.before, ends or date.max))
    for limit, upper, strict in (
        (node.at_least, False, False),
        (node.more_than, False, True),
        (node.at_most, True, False),
        (node.less_than, True, True),
    ):
        if limit is not None:
            if against:
                upper, strict = not upper, not strict
            return _bounded(d, limit, upper=upper, strict=strict)
    # `known`, and amounts of a dated unit, which are numbers only on a day
    return d


def _bounded(d: Demand, limit: Decimal, *, upper: bool, strict: bool) -> Demand:
    if upper:
        if limit < d.high:
            return replace(d, high=limit, below=strict)
        return replace(d, below=d.below or (strict and limit == d.high))
    if limit > d.low:
        return replace(d, low=limit, above=strict)
    return replace(d, above=d.above or (strict and limit == d.low))
