"""Conditions of the law as a small typed tree, answered in three values with the facts that decided.

A node is one of: `all`, `any`, `not`, `use` (a condition named in conditions.yaml), `offence` (the verdict lists this
offence or aggravated form, as applying or as one that may; only for rules that follow the verdict), or a leaf:
`fact` with exactly one of `is`, `in`, `at_least`, `more_than`, `at_most`, `less_than`, `more_than_times`,
`at_most_times` (amounts in a dated unit of values.yaml, such as 4 UIT), `from`, `before`, `known`, `told`.

Three values: satisfied, contradicted, not known. A fact that is not told is not known, never false. Two leaves look
at the telling itself and so have two values: `known` (is the fact told at all) and `told` (is it told to be this).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.text import Shape

State = Literal["satisfied", "contradicted", "not_known"]
SATISFIED: State = "satisfied"
CONTRADICTED: State = "contradicted"
NOT_KNOWN: State = "not_known"

Scalar = bool | str | int | Decimal
_NODES = ("all", "any", "not", "use", "offence", "fact")
_TIMES = ("more_than_times", "at_most_times")
_TESTS = (
    "is",
    "in",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    *_TIMES,
    "from",
    "before",
    "known",
    "told",
)
# The day of the facts, which is always told.
DAY = "on"
# Facts of the verdict itself, which only rules that follow it may ask for.
OFFENCE = "verdict.offence."
# Which tests make sense for which kind of fact.
TESTS_OF = {
    "yes_no": {"is", "known", "told"},
    "one_of": {"is", "in", "known", "told"},
    "number": {"at_least", "more_than", "at_most", "less_than", *_TIMES, "known"},
    "taxa": {"is", "in", "known"},
    "day": {"from", "before"},
    "text": {"known"},
}


class Times(Shape):
    """So many of a dated unit: {unit: UIT, times: 4}."""

    unit: str
    times: Decimal = Field(gt=0)


class Node(Shape):
    """One node of a condition as a lawyer writes it."""

    all_: list["Node"] | None = Field(None, alias="all", min_length=1)
    any_: list["Node"] | None = Field(None, alias="any", min_length=1)
    not_: "Node | None" = Field(None, alias="not")
    use: str | None = None
    offence: list[str] | None = Field(None, min_length=1)
    fact: str | None = None
    is_: Scalar | None = Field(None, alias="is")
    in_: list[Scalar] | None = Field(None, alias="in", min_length=1)
    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None
    more_than_times: Times | None = None
    at_most_times: Times | None = None
    from_: date | None = Field(None, alias="from")
    before: date | None = None
    known: Literal[True] | None = None
    told: Scalar | None = None

    def given(self, names: tuple[str, ...]) -> list[str]:
        """Which of the named parts stand in this node."""
        fields = type(self).model_fields
        by_alias = {(fields[attribute].alias or attribute): attribute for attribute in fields}
        return [name for name in names if getattr(self, by_alias[name]) is not None]

    @property
    def test(self) -> str:
        """The one test of a leaf."""
        return self.given(_TESTS)[0]

    @model_validator(mode="after")
    def _one_meaning(self) -> "Node":
        kinds, tests = self.given(_NODES), self.given(_TESTS)
        if len(kinds) != 1:
            raise PydanticCustomError(
                "pack.condition_form", "a condition says one thing", {"found": ", ".join(kinds) or "-"}
            )
        if len(tests) != (1 if kinds == ["fact"] else 0):
            raise PydanticCustomError(
                "pack.condition_test", "a fact has one test", {"found": ", ".join(tests) or "-"}
            )
        return self


def mistakes(
    node: Node, named: Mapping[str, Any], at: tuple[str | int, ...]
) -> list[tuple[tuple[str | int, ...], str, dict[str, str]]]:
    """(where, code, values) of each word that is not in the vocabulary or in the pack's named conditions."""
    found: list[tuple[tuple[str | int, ...], str, dict[str, str]]] = []
    for key, children in (("all", node.all_), ("any", node.any_)):
        for i, child in enumerate(children or []):
            found += mistakes(child, named, (*at, key, i))
    if node.not_:
        found += mistakes(node.not_, named, (*at, "not"))
    if node.use and node.use not in named:
        found.append(((*at, "use"), "pack.unknown_condition", {"given": node.use}))
    if node.fact:
        term = TERMS.get(node.fact)
        if term is None:
            return [*found, ((*at, "fact"), "pack.unknown_term", {"given": node.fact})]
        if node.test not in TESTS_OF[term.kind]:
            return [*found, ((*at, node.test), "pack.wrong_test", {"given": node.test, "term": node.fact})]
        for value in _values(node):
            fits = {
                "yes_no": isinstance(value, bool),
                "one_of": value in term.values,
                "taxa": isinstance(value, str),
            }
            if not fits.get(term.kind, True):
                expected = ", ".join(term.values) or "true, false"
                found.append(
                    ((*at, node.test), "pack.unknown_value", {"given": str(value), "expected": expected})
                )
    return found


def children(node: Node) -> list[Node]:
    """The conditions a condition is put together from, without the named one it uses."""
    return [*(node.all_ or []), *(node.any_ or []), *([node.not_] if node.not_ else [])]


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a condition, without those of the named conditions it uses."""
    below = children(node)
    if not below and not node.use:
        yield node
    for child in below:
        yield from leaves(child)


def uses_of(node: Node) -> set[str]:
    """The named conditions a condition uses, straight."""
    return ({node.use} if node.use else set()).union(*(uses_of(child) for child in children(node)))


def terms_of(node: Node) -> set[str]:
    """The terms a condition asks for, without those of the named conditions it uses."""
    return {leaf.fact for leaf in leaves(node) if leaf.fact}


def all_terms_of(node: Node, named: Mapping[str, Node]) -> set[str]:
    """All a condition asks for, with what the named conditions it uses ask for: terms, and offences of the verdict."""
    own = terms_of(node) | {OFFENCE + code for code in offences_of(node)}
    return own.union(*(all_terms_of(named[name], named) for name in uses_of(node)))


def silent_states(node: Node, named: Mapping[str, Node]) -> frozenset[State]:
    """What a condition may answer while nothing it asks for is told but the day, which always is."""
    if node.fact == DAY:
        return frozenset((SATISFIED, CONTRADICTED, NOT_KNOWN))
    if node.fact or node.offence:
        about_the_telling = node.known or node.told is not None or node.offence
        return frozenset((CONTRADICTED,) if about_the_telling else (NOT_KNOWN,))
    if node.use:
        return silent_states(named[node.use], named)
    below = [silent_states(child, named) for child in children(node)]
    if node.not_:
        other = {SATISFIED: CONTRADICTED, CONTRADICTED: SATISFIED, NOT_KNOWN: NOT_KNOWN}
        return frozenset(other[state] for state in below[0])
    # of `all` the worst state decides, of `any` the best
    order = (CONTRADICTED, NOT_KNOWN, SATISFIED) if node.all_ else (SATISFIED, NOT_KNOWN, CONTRADICTED)
    return frozenset(min(states, key=order.index) for states in product(*below))


def offences_of(node: Node) -> set[str]:
    """The offences a condition asks the verdict about."""
    return {code for leaf in leaves(node) for code in leaf.offence or []}


def units_of(node: Node) -> set[str]:
    """The dated units a condition counts in."""
    return {t.unit for leaf in leaves(node) for t in (leaf.more_than_times, leaf.at_most_times) if t}


def _values(node: Node) -> list[Scalar]:
    return node.in_ or [value for value in (node.is_, node.told) if value is not None]
