"""Conditions of the law as a small typed tree, answered in three values with the facts that decided.

A node is one of: `all`, `any`, `not`, `use` (a condition named in conditions.yaml), `offence` (the verdict lists this
offence or aggravated form, as applying or as one that may; only for rules that follow the verdict), or a leaf:
`fact` with exactly one of `is`, `in`, `at_least`, `more_than`, `at_most`, `less_than`, `more_than_times`,
`at_most_times` (amounts in a dated unit of values.yaml, such as 4 UIT), `from`, `before`, `known`, `told`.

Three values: satisfied, contradicted, not known. A fact that is not told is not known, never false. Two leaves look
at the telling itself and so have two values: `known` (is the fact told at all) and `told` (is it told to be this).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.core.domain.spans import Span
from arariwa.law.domain.situation import UNSURE, Facts, Settled, Told
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


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of a condition, the facts that decided it, and the terms that would decide what is not known.

    `hint`: not known as a whole, yet something told points to it.
    """

    state: State
    hint: bool
    facts: tuple[Told, ...] = ()
    missing: tuple[str, ...] = ()


Test = Callable[[Facts], Answer]
# (unit, day) -> its amount in money on that day; None: not known.
Amounts = Callable[[str, date], Decimal | None]


# Told what each leaf answers, while a law is asked its examples.
Watcher = Callable[[Node, State], None]


def no_amounts(unit: str, day: date) -> None:
    """The amounts of a law that has no dated units."""


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


def _children(node: Node) -> list[Node]:
    return [*(node.all_ or []), *(node.any_ or []), *([node.not_] if node.not_ else [])]


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a condition, without those of the named conditions it uses."""
    children = _children(node)
    if not children and not node.use:
        yield node
    for child in children:
        yield from leaves(child)


def uses_of(node: Node) -> set[str]:
    """The named conditions a condition uses, straight."""
    return ({node.use} if node.use else set()).union(*(uses_of(child) for child in _children(node)))


def terms_of(node: Node) -> set[str]:
    """The terms a condition asks for, without those of the named conditions it uses."""
    return {leaf.fact for leaf in leaves(node) if leaf.fact}


def offences_of(node: Node) -> set[str]:
    """The offences a condition asks the verdict about."""
    return {code for leaf in leaves(node) for code in leaf.offence or []}


def units_of(node: Node) -> set[str]:
    """The dated units a condition counts in."""
    return {t.unit for leaf in leaves(node) for t in (leaf.more_than_times, leaf.at_most_times) if t}


def _values(node: Node) -> list[Scalar]:
    return node.in_ or [value for value in (node.is_, node.told) if value is not None]


def compiled(
    node: Node, named: Mapping[str, Node], amounts: Amounts = no_amounts, watch: Watcher | None = None
) -> Test:
    """The condition as a function of the known facts. `named` must hold every `use` (see `mistakes`)."""

    def inner(child: Node) -> Test:
        return compiled(child, named, amounts, watch)

    if node.all_:
        return _all([inner(child) for child in node.all_])
    if node.any_:
        return _any([inner(child) for child in node.any_])
    if node.not_:
        return _not(inner(node.not_))
    if node.use:
        return _use(node.use, inner(named[node.use]))
    test = _ready_leaf(node, amounts)
    return _watched(node, test, watch) if watch else test


def _ready_leaf(node: Node, amounts: Amounts) -> Test:
    if node.offence:
        return _any([_listed(code) for code in node.offence])
    if times := node.more_than_times or node.at_most_times:
        return _times(str(node.fact), times, node.more_than_times is not None, amounts)
    return _leaf(node)


def _watched(node: Node, test: Test, watch: Watcher) -> Test:
    def watched(facts: Facts) -> Answer:
        answer = test(facts)
        watch(node, answer.state)
        return answer

    return watched


def _listed(code: str) -> Test:
    """Whether the verdict lists an offence or aggravated form; two values, since the verdict is at hand."""
    path = OFFENCE + code
    return lambda facts: Answer(SATISFIED if path in facts else CONTRADICTED, path in facts)


def _times(path: str, times: Times, more: bool, amounts: Amounts) -> Test:
    """More than, or at most, so many of a unit whose amount is that of the day of the facts."""
    unknown = Answer(NOT_KNOWN, False, (), (path,))

    def test(facts: Facts) -> Answer:
        told = facts.get(path)
        if told is None:
            return unknown
        span: Span = facts["on"].values[0]
        limits = [amounts(times.unit, day) for day in (span.start, span.until - timedelta(days=1))]
        held = [value > limit * times.times for value in told.values for limit in limits if limit is not None]
        if None in limits or any(held) != all(held):
            return Answer(NOT_KNOWN, True, (told,), (path,))
        return Answer(SATISFIED if held[0] == more else CONTRADICTED, held[0] == more, (told,))

    return test


def _all(tests: list[Test]) -> Test:
    def test(facts: Facts) -> Answer:
        answers = [t(facts) for t in tests]
        against = [a for a in answers if a.state == CONTRADICTED]
        if against:
            return Answer(CONTRADICTED, False, _facts(against))
        open_ = [a for a in answers if a.state == NOT_KNOWN]
        if open_:
            return Answer(NOT_KNOWN, any(a.hint for a in answers), _facts(answers), _missing(open_))
        return Answer(SATISFIED, any(a.hint for a in answers), _facts(answers))

    return test


def _any(tests: list[Test]) -> Test:
    def test(facts: Facts) -> Answer:
        answers = [t(facts) for t in tests]
        for_it = [a for a in answers if a.state == SATISFIED]
        if for_it:
            return Answer(SATISFIED, any(a.hint for a in for_it), _facts(for_it))
        open_ = [a for a in answers if a.state == NOT_KNOWN]
        if open_:
            return Answer(NOT_KNOWN, any(a.hint for a in open_), _facts(open_), _missing(open_))
        return Answer(CONTRADICTED, False, _facts(answers))

    return test


def _use(name: str, inner: Test) -> Test:
    def test(facts: Facts) -> Answer:
        if not isinstance(facts, Settled):
            return inner(facts)
        answer: Answer | None = facts.answers.get(name)
        if answer is None:
            answer = facts.answers[name] = inner(facts)
        return answer

    return test


def _not(inner: Test) -> Test:
    def test(facts: Facts) -> Answer:
        a = inner(facts)
        if a.state == SATISFIED:
            return Answer(CONTRADICTED, False, a.facts)
        if a.state == CONTRADICTED:
            return Answer(SATISFIED, False, a.facts)
        return Answer(NOT_KNOWN, False, a.facts, a.missing)

    return test


def _facts(answers: list[Answer]) -> tuple[Told, ...]:
    if len(answers) == 1:
        return answers[0].facts
    return tuple({f.path: f for a in answers for f in a.facts}.values())


def _missing(answers: list[Answer]) -> tuple[str, ...]:
    if len(answers) == 1:
        return answers[0].missing
    return tuple(dict.fromkeys(path for a in answers for path in a.missing))


def _leaf(node: Node) -> Test:
    path, name = str(node.fact), node.test
    unknown = Answer(NOT_KNOWN, False, (), (path,))
    if name == "known":
        absent = Answer(CONTRADICTED, False)
        return lambda facts: Answer(SATISFIED, True, (facts[path],)) if path in facts else absent
    if name == "told":
        other = Answer(CONTRADICTED, False)
        return lambda facts: (
            Answer(SATISFIED, True, (facts[path],))
            if path in facts and facts[path].values == (node.told,)
            else other
        )
    if name in ("from", "before"):
        return _day(path, name, node.from_ or node.before)  # type: ignore[arg-type]
    holds = _holds(node)
    open_values = TERMS[path].open_values

    def test(facts: Facts) -> Answer:
        told = facts.get(path)
        if told is None:
            return unknown
        if open_values and not open_values.isdisjoint(told.values):
            return Answer(NOT_KNOWN, True, (told,), (path,))
        held = [holds(value) for value in told.values if value != UNSURE]
        if len(held) < len(told.values):
            return Answer(NOT_KNOWN, any(held), (told,), (path,))
        if all(held):
            return Answer(SATISFIED, True, (told,))
        # Alternatives that disagree leave the fact open; that one of them fits points to it.
        return (
            Answer(NOT_KNOWN, True, (told,), (path,)) if any(held) else Answer(CONTRADICTED, False, (told,))
        )

    return test


def _holds(node: Node) -> Callable[[Any], bool]:
    if node.in_ is not None:
        allowed = frozenset(node.in_)
        return lambda value: value in allowed
    if node.is_ is not None:
        expected = node.is_
        return lambda value: bool(value == expected)
    for limit, compare in (
        (node.at_least, lambda value, bound: value >= bound),
        (node.more_than, lambda value, bound: value > bound),
        (node.at_most, lambda value, bound: value <= bound),
    ):
        if limit is not None:
            return lambda value, bound=limit, compare=compare: bool(compare(value, bound))  # type: ignore[misc]
    return lambda value: bool(value < node.less_than)


def _day(path: str, name: str, day: date) -> Test:
    def test(facts: Facts) -> Answer:
        told = facts[path]
        span: Span = told.values[0]
        after, earlier = span.start >= day, span.until <= day
        # A day alone never points to anything, so it is no hint.
        if not after and not earlier:
            return Answer(NOT_KNOWN, False, (told,), (path,))
        return Answer(SATISFIED if after == (name == "from") else CONTRADICTED, False, (told,))

    return test
