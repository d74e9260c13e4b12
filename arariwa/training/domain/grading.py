"""Grading: each criterion of an exercise held against what the exercise left behind. Pure: same traces, same grade."""

from dataclasses import dataclass
from fractions import Fraction

from arariwa.law.domain.text import Text
from arariwa.training.domain.checks import CHECKS, Finding
from arariwa.training.domain.exercise import Criterion, Exercise
from arariwa.training.domain.traces import Evidence, Traces

# The rubric of the programme: from which share of the points a level is reached.
LEVELS = ((Fraction(1), 3), (Fraction(7, 10), 2), (Fraction(1, 100), 1), (Fraction(0), 0))
# Of the whole exercise, nobody is without one slip.
SOUND = Fraction(9, 10)


@dataclass(frozen=True)
class Marked:
    """A criterion with the points it got, what was found, and where it can be seen."""

    criterion: Criterion
    got: int
    level: int
    said: Text
    evidence: tuple[Evidence, ...]

    @property
    def lost(self) -> int:
        return self.criterion.points - self.got

    @property
    def critical_failure(self) -> bool:
        """Nothing of a criterion without which the exercise fails."""
        return self.criterion.critical and self.lost > 0


@dataclass(frozen=True)
class Graded:
    """The grade: every criterion, the score of 100, the rubric's level, and whether it is passed."""

    criteria: tuple[Marked, ...]
    score: int
    level: int
    passed: bool

    @property
    def critical_failures(self) -> tuple[Marked, ...]:
        return tuple(m for m in self.criteria if m.critical_failure)


def grade(exercise: Exercise, traces: Traces) -> Graded:
    """Hold every criterion against the traces."""
    marked = tuple(_marked(criterion, traces) for criterion in exercise.criteria)
    return total(exercise, marked)


def total(exercise: Exercise, marked: tuple[Marked, ...]) -> Graded:
    """The grade of criteria already marked; also after a trainer changed the points of some."""
    most = sum(m.criterion.points for m in marked)
    share = Fraction(sum(m.got for m in marked), most) if most else Fraction(0)
    score = int(share * 100 + Fraction(1, 2))
    failed = any(m.critical_failure for m in marked)
    level = 3 if share >= SOUND and not failed else min(level_of(share), 2)
    return Graded(marked, score, min(level, 1) if failed else level, score >= exercise.pass_at and not failed)


def _marked(criterion: Criterion, traces: Traces) -> Marked:
    finding: Finding = CHECKS[criterion.check].run(traces, **criterion.given)
    share = max(Fraction(0), min(Fraction(1), Fraction(finding.share)))
    got = int(share * criterion.points + Fraction(1, 2))
    if share < 1:
        got = min(got, criterion.points - 1)
    return Marked(criterion, got, level_of(share), finding.said, finding.evidence)


def level_of(share: Fraction) -> int:
    """The rubric's level of a share: absent or wrong, partial, adequate, sound."""
    return next(level for least, level in LEVELS if share >= least)
