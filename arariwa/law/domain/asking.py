"""Asking a condition: the tree as a function of the known facts, answered in three values with the facts that decided.

A condition is asked in two ways. `mark` says only where it stands, and stops as soon as that is settled; `answer`
says also why, from which facts and what is missing, and so asks every branch. They never disagree.

Satisfied, contradicted, not known. A fact that is not told is not known, never false. Two leaves look at the telling
itself and so have two values: `known` (is the fact told at all) and `told` (is it told to be this).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from arariwa.core.domain.spans import Span
from arariwa.law.domain.conditions import (
    CONTRADICTED,
    DAY,
    NOT_KNOWN,
    OFFENCE,
    SATISFIED,
    Node,
    State,
    Times,
    all_terms_of,
    children,
)
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


# A state and its hint as one small number, the place of both in STATES and HINTS.
Mark = int
AGAINST, OPEN, POINTED, SILENT, HELD = range(5)
STATES: tuple[State, ...] = (CONTRADICTED, NOT_KNOWN, NOT_KNOWN, SATISFIED, SATISFIED)
HINTS = (False, False, True, False, True)


@dataclass(frozen=True, slots=True)
class Test:
    """A condition ready to be asked: where it stands (`mark`), or that with every reason (`answer`)."""

    mark: Callable[[Facts], Mark]
    answer: Callable[[Facts], Answer]

    def state(self, facts: Facts) -> State:
        """Satisfied, contradicted or not known."""
        return STATES[self.mark(facts)]


# (unit, day) -> its amount in money on that day; None: not known.
Amounts = Callable[[str, date], Decimal | None]
# Told what each leaf answers, while a law is asked its examples.
Watcher = Callable[[Node, State], None]


def no_amounts(unit: str, day: date) -> None:
    """The amounts of a law that has no dated units."""


def compiled(
    node: Node, named: Mapping[str, Node], amounts: Amounts = no_amounts, watch: Watcher | None = None
) -> Test:
    """The condition ready to be asked. `named` must hold every `use` (see `mistakes`).

    With `watch`, `mark` asks every branch as `answer` does, so that no leaf goes unseen.
    """
    if node.fact or node.offence:
        test = _ready_leaf(node, amounts)
        return _watched(node, test, watch) if watch else test
    parts = [compiled(child, named, amounts, watch) for child in children(node)]
    if node.all_:
        test = Test(_all_marked(parts), _all_answered(parts))
    elif node.any_:
        test = Test(_any_marked(parts), _any_answered(parts))
    elif node.not_:
        test = _not(parts[0])
    else:
        test = _use(str(node.use), compiled(named[str(node.use)], named, amounts, watch))
    return Test(_marked_by(test.answer), test.answer) if watch else _quick(test, all_terms_of(node, named))


def _marked_by(answer: Callable[[Facts], Answer]) -> Callable[[Facts], Mark]:
    marks = {pair: mark for mark, pair in enumerate(zip(STATES, HINTS, strict=True))}

    def mark(facts: Facts) -> Mark:
        a = answer(facts)
        return marks[a.state, a.hint]

    return mark


def _quick(test: Test, asked: set[str]) -> Test:
    """The same, answered at once while nothing it asks for is told: so it is with most conditions of most rules."""
    if DAY in asked:
        return test
    unsaid, unsaid_mark = test.answer({}), test.mark({})

    def mark(facts: Facts) -> Mark:
        return unsaid_mark if facts.keys().isdisjoint(asked) else test.mark(facts)

    def answer(facts: Facts) -> Answer:
        return unsaid if facts.keys().isdisjoint(asked) else test.answer(facts)

    return Test(mark, answer)


def _watched(node: Node, test: Test, watch: Watcher) -> Test:
    def answer(facts: Facts) -> Answer:
        found = test.answer(facts)
        watch(node, found.state)
        return found

    return Test(_marked_by(answer), answer)


def _ready_leaf(node: Node, amounts: Amounts) -> Test:
    if node.offence:
        paths = [OFFENCE + code for code in node.offence]
        listed = [_leaf(path, lambda facts, path=path: HELD if path in facts else AGAINST) for path in paths]  # type: ignore[misc]
        return Test(_any_marked(listed), _any_answered(listed))
    path, name = str(node.fact), node.test
    if times := node.more_than_times or node.at_most_times:
        return _leaf(path, _times(path, times, node.more_than_times is not None, amounts))
    if name == "known":
        return _leaf(path, lambda facts: HELD if path in facts else AGAINST)
    if name == "told":
        said = (node.told,)
        return _leaf(path, lambda facts: HELD if path in facts and facts[path].values == said else AGAINST)
    if name in ("from", "before"):
        return _leaf(path, _day(path, name, node.from_ or node.before))  # type: ignore[arg-type]
    return _leaf(path, _value(node, path))


def _leaf(path: str, mark: Callable[[Facts], Mark]) -> Test:
    """A leaf decided by one fact, which is its reason; while it is open, that fact is what is missing."""

    def answer(facts: Facts) -> Answer:
        at, told = mark(facts), facts.get(path)
        open_ = at in (OPEN, POINTED)
        return Answer(STATES[at], HINTS[at], (told,) if told else (), (path,) if open_ else ())

    return Test(mark, answer)


def _times(path: str, times: Times, more: bool, amounts: Amounts) -> Callable[[Facts], Mark]:
    """More than, or at most, so many of a unit whose amount is that of the day of the facts."""

    def mark(facts: Facts) -> Mark:
        told = facts.get(path)
        if told is None:
            return OPEN
        span: Span = facts[DAY].values[0]
        limits = [amounts(times.unit, day) for day in (span.start, span.until - timedelta(days=1))]
        held = [value > limit * times.times for value in told.values for limit in limits if limit is not None]
        if None in limits or any(held) != all(held):
            return POINTED
        return HELD if held[0] == more else AGAINST

    return mark


def _value(node: Node, path: str) -> Callable[[Facts], Mark]:
    """A comparison with what is told; told alternatives that disagree leave it open, and the one that fits points to it."""
    holds = _holds(node)
    open_values = TERMS[path].open_values

    def mark(facts: Facts) -> Mark:
        told = facts.get(path)
        if told is None:
            return OPEN
        if open_values and not open_values.isdisjoint(told.values):
            return POINTED
        if len(told.values) == 1 and told.values[0] != UNSURE:
            return HELD if holds(told.values[0]) else AGAINST
        held = [holds(value) for value in told.values if value != UNSURE]
        if len(held) < len(told.values):
            return POINTED if any(held) else OPEN
        if all(held):
            return HELD
        return POINTED if any(held) else AGAINST

    return mark


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


def _day(path: str, name: str, day: date) -> Callable[[Facts], Mark]:
    def mark(facts: Facts) -> Mark:
        span: Span = facts[path].values[0]
        after, earlier = span.start >= day, span.until <= day
        # A day alone never points to anything, so it is no hint.
        if not after and not earlier:
            return OPEN
        return SILENT if after == (name == "from") else AGAINST

    return mark


def _all_marked(tests: list[Test]) -> Callable[[Facts], Mark]:
    marks = [test.mark for test in tests]

    def mark(facts: Facts) -> Mark:
        open_ = hint = False
        for each in marks:
            at = each(facts)
            if at == AGAINST:
                return AGAINST
            open_ |= at < SILENT
            hint |= at in (POINTED, HELD)
        return (POINTED if hint else OPEN) if open_ else (HELD if hint else SILENT)

    return mark


def _any_marked(tests: list[Test]) -> Callable[[Facts], Mark]:
    marks = [test.mark for test in tests]

    def mark(facts: Facts) -> Mark:
        most = AGAINST
        for each in marks:
            at = each(facts)
            if at == HELD:
                return HELD
            # the marks stand in the order in which one prevails over another
            most = max(most, at)
        return most

    return mark


def _all_answered(tests: list[Test]) -> Callable[[Facts], Answer]:
    def answer(facts: Facts) -> Answer:
        answers = [test.answer(facts) for test in tests]
        against = [a for a in answers if a.state == CONTRADICTED]
        if against:
            return Answer(CONTRADICTED, False, _facts(against))
        open_ = [a for a in answers if a.state == NOT_KNOWN]
        hint = any(a.hint for a in answers)
        if open_:
            return Answer(NOT_KNOWN, hint, _facts(answers), _missing(open_))
        return Answer(SATISFIED, hint, _facts(answers))

    return answer


def _any_answered(tests: list[Test]) -> Callable[[Facts], Answer]:
    def answer(facts: Facts) -> Answer:
        answers = [test.answer(facts) for test in tests]
        for state in (SATISFIED, NOT_KNOWN):
            some = [a for a in answers if a.state == state]
            if some:
                return Answer(state, any(a.hint for a in some), _facts(some), _missing(some))
        return Answer(CONTRADICTED, False, _facts(answers))

    return answer


def _use(name: str, inner: Test) -> Test:
    """A named condition; what it answered on facts that will not change is kept with them."""

    def mark(facts: Facts) -> Mark:
        if not isinstance(facts, Settled):
            return inner.mark(facts)
        at: Mark | None = facts.marks.get(name)
        if at is None:
            at = facts.marks[name] = inner.mark(facts)
        return at

    def answer(facts: Facts) -> Answer:
        if not isinstance(facts, Settled):
            return inner.answer(facts)
        found: Answer | None = facts.answers.get(name)
        if found is None:
            found = facts.answers[name] = inner.answer(facts)
        return found

    return Test(mark, answer)


def _not(inner: Test) -> Test:
    other = (SILENT, OPEN, OPEN, AGAINST, AGAINST)

    def answer(facts: Facts) -> Answer:
        a = inner.answer(facts)
        if a.state == SATISFIED:
            return Answer(CONTRADICTED, False, a.facts)
        if a.state == CONTRADICTED:
            return Answer(SATISFIED, False, a.facts)
        return Answer(NOT_KNOWN, False, a.facts, a.missing)

    return Test(lambda facts: other[inner.mark(facts)], answer)


def _facts(answers: list[Answer]) -> tuple[Told, ...]:
    if len(answers) == 1:
        return answers[0].facts
    return tuple({f.path: f for a in answers for f in a.facts}.values())


def _missing(answers: list[Answer]) -> tuple[str, ...]:
    if len(answers) == 1:
        return answers[0].missing
    return tuple(dict.fromkeys(path for a in answers for path in a.missing))
