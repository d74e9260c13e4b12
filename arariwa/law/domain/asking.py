"""Asking a condition: the tree as a function of the known facts, answered in three values with the facts that decided.

Satisfied, contradicted, not known. A fact that is not told is not known, never false. Two leaves look at the telling
itself and so have two values: `known` (is the fact told at all) and `told` (is it told to be this).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from arariwa.core.domain.spans import Span
from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, OFFENCE, SATISFIED, Node, State, Times
from arariwa.law.domain.situation import UNSURE, Facts, Settled, Told
from arariwa.law.domain.terms import TERMS


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
