"""The certificate's rule, grade and days. Pure: what happened comes in, conditions with their reasons go out.

Who was there (80 % of the sessions of a live course, every required module of one at one's own pace), passed the
final test and solved the exercise without a critical failure gets the certificate; nothing else is asked.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

State = Literal["met", "not_met", "open", "not_asked"]
SCALE = 20  # marks in Peru go from 0 to 20
RENEW_BEFORE_DAYS = 90


@dataclass(frozen=True)
class Rule:
    """What the course asks for. `attendance` and `cut` are percentages."""

    attendance: int
    cut: int


@dataclass(frozen=True)
class Exercised:
    """An exercise of the course: its cut, and the score once graded. `available` False: its screens do not exist yet."""

    code: str
    cut: int
    score: int | None = None
    critical: tuple[str, ...] = ()
    available: bool = True

    @property
    def passed(self) -> bool:
        return self.score is not None and self.score >= self.cut and not self.critical


@dataclass(frozen=True)
class Facts:
    """What is known of one official's course. `live` tells sessions from modules; `test` is the best final test, in percent."""

    live: bool
    parts: int  # sessions held, or modules required
    done: int  # sessions attended, or required modules read
    test: Decimal | int | None
    exercises: tuple[Exercised, ...] = ()


@dataclass(frozen=True)
class Condition:
    """One thing the certificate rests on: whether it holds, and a reason to be worded with its values."""

    code: str
    state: State
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return self.state in ("met", "not_asked")


def conditions(facts: Facts, rule: Rule) -> tuple[Condition, ...]:
    """Attendance or modules, test, exercise, critical failures: each with its state and reason."""
    return (_presence(facts, rule), _test(facts, rule), *_exercises(facts))


def earned(found: tuple[Condition, ...]) -> bool:
    """Whether the certificate is to be issued."""
    return all(condition.holds for condition in found)


def _presence(facts: Facts, rule: Rule) -> Condition:
    values = {"done": facts.done, "parts": facts.parts}
    if not facts.live:
        state: State = "met" if facts.parts and facts.done >= facts.parts else "not_met"
        return Condition("modules", state, f"modules.{state}", values)
    values |= {"percent": percent(facts.done, facts.parts), "asked": rule.attendance}
    if not facts.parts:
        return Condition("attendance", "open", "attendance.no_sessions", values)
    # Of the sessions themselves: a percentage already rounded up would let through who was not there.
    state = "met" if facts.done * 100 >= rule.attendance * facts.parts else "not_met"
    return Condition("attendance", state, f"attendance.{state}", values)


def _test(facts: Facts, rule: Rule) -> Condition:
    if facts.test is None:
        return Condition("test", "open", "test.open", {"cut": rule.cut})
    state: State = "met" if facts.test >= rule.cut else "not_met"
    # Cut off, not rounded: 69.6 is not the 70 that is asked for and must not read like it.
    return Condition("test", state, f"test.{state}", {"percent": int(facts.test), "cut": rule.cut})


def _exercises(facts: Facts) -> tuple[Condition, ...]:
    if not facts.exercises:
        return (Condition("exercise", "not_asked", "exercise.none"),)
    return tuple(_exercise(one) for one in facts.exercises)


def _exercise(one: Exercised) -> Condition:
    values = {"exercise": one.code, "cut": one.cut, "percent": one.score, "critical": one.critical}
    if not one.available:
        return Condition("exercise", "not_asked", "exercise.not_available", values)
    if one.score is None:
        return Condition("exercise", "open", "exercise.open", values)
    if one.critical:
        return Condition("exercise", "not_met", "exercise.critical", values)
    return Condition(
        "exercise",
        "met" if one.passed else "not_met",
        f"exercise.{'met' if one.passed else 'not_met'}",
        values,
    )


def grade(facts: Facts) -> int | None:
    """The final mark in percent: the mean of the final test and of the exercises graded; None while there is no test."""
    if facts.test is None:
        return None
    scores = [one.score for one in facts.exercises if one.score is not None]
    parts = [Fraction(facts.test)] + ([Fraction(sum(scores), len(scores))] if scores else [])
    return half_up(sum(parts, Fraction(0)) / len(parts))


def out_of_twenty(percentage: int) -> int:
    """The mark on the scale from 0 to 20: the percentage divided by five, halves up."""
    return half_up(Fraction(percentage * SCALE, 100))


def percent(part: int, whole: int) -> int:
    """A share in percent, halves up; 0 of nothing."""
    return half_up(Fraction(part * 100, whole)) if whole else 0


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return int(value + Fraction(1, 2))


def expires_on(issued: date, valid_months: int) -> date:
    """The last day it holds: the same day so many months later, or the last of a shorter month."""
    months = issued.year * 12 + issued.month - 1 + valid_months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Standing:
    """What a certificate is worth on a day: `valid`, `expired` or `revoked`; whether and why it may be renewed."""

    state: Literal["valid", "expired", "revoked"]
    renewable: bool = False
    why: Literal["", "law_changed", "expires", "expired"] = ""


def standing(*, expires: date, revoked: bool, law_changed: bool, on: date) -> Standing:
    """A revoked certificate is renewed by nobody; another when the law it was earned by has changed, or its end is near."""
    if revoked:
        return Standing("revoked")
    if on > expires:
        return Standing("expired", True, "law_changed" if law_changed else "expired")
    if law_changed:
        return Standing("valid", True, "law_changed")
    near = (expires - on).days <= RENEW_BEFORE_DAYS
    return Standing("valid", near, "expires" if near else "")
