"""From what is held to the penalty: the range of each offence, the range reached, and what a disputed reading would make of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from arariwa.law.domain.holding import Considered, Raised
from arariwa.law.domain.offences import Range
from arariwa.law.domain.text import Text, text
from arariwa.law.domain.verdict import DayFines
from arariwa.law.domain.wording import article, years


@dataclass(frozen=True, slots=True)
class Reached:
    """The range of one offence with its aggravation, and the steps that led to it."""

    id: str
    prison: Range | None
    day_fines: DayFines | None
    steps: Text
    # The article of the aggravated form that leaves day-fines open.
    raised_by: str = ""

    @property
    def gravity(self) -> tuple[int, int]:
        """For choosing the gravest: the maximum, then the minimum."""
        return (self.prison.max, self.prison.min) if self.prison else (0, 0)


def range_of(base: Considered, raised: Iterable[Raised], *, read: Raised | None = None) -> Reached:
    """The range of one offence. An aggravated form replaces the base range; it does not add to it.

    `read`: a circumstance counted although only a disputed reading reaches it.
    """
    penalty, source = base.ready.version.penalty, base.ready.version.source
    shown = article(source)
    step = text(
        f"{shown.es}: {years(penalty.prison_years).es}", f"{shown.en}: {years(penalty.prison_years).en}"
    )
    fines = penalty.day_fines
    base_fines = DayFines(fines.min, fines.max, None) if fines else None
    raising = [r for r in raised if base.id in r.settled_for or r is read]
    if not raising:
        return Reached(base.id, penalty.prison_years, base_fines, step)
    top = max(raising, key=lambda r: _gravity(r.penalty.prison_years))
    higher = top.penalty
    at = article(top.ready.version.source, top.circumstance.num)
    steps = text(
        f"{step.es}; con el {at.es}: {years(higher.prison_years).es}",
        f"{step.en}; with {at.en}: {years(higher.prison_years).en}",
    )
    if higher.day_fines:
        fines_reached: DayFines | None = DayFines(higher.day_fines.min, higher.day_fines.max, None)
    elif fines and higher.day_fines_disputed:
        fines_reached = _disputed(fines.min, fines.max, top.ready.version.source.article)
    else:
        fines_reached = None
    open_fines = top.ready.version.source.article if higher.day_fines_disputed else ""
    return Reached(base.id, higher.prison_years, fines_reached, steps, open_fines)


def gravest(reached: list[Reached]) -> Reached | None:
    """The gravest of several ranges; ranges are never added (concurrence is decided apart). Day-fines of equals are joined."""
    if not reached:
        return None
    top = max(reached, key=lambda r: r.gravity)
    equal = [r for r in reached if r.gravity == top.gravity and r.day_fines]
    if len(equal) < 2:
        return top
    fines = [r.day_fines for r in equal if r.day_fines]
    low, high = min(f.min for f in fines), max(f.max for f in fines)
    joined = _disputed(low, high, top.raised_by) if top.raised_by else DayFines(low, high, None)
    steps = text("; ".join(r.steps.es for r in equal), "; ".join(r.steps.en for r in equal))
    return Reached(top.id, top.prison, joined, steps, top.raised_by)


def _disputed(low: int, high: int, raised_by: str) -> DayFines:
    note = text(
        f"Discutido: el art. {raised_by} no fija días-multa propios; los del tipo base son {low} a {high}.",
        f"Disputed: art. {raised_by} sets no day-fines of its own; those of the base offence are {low} to {high}.",
    )
    return DayFines(low, high, note)


def _gravity(r: Range | None) -> tuple[int, int]:
    return (r.max, r.min) if r else (0, 0)
