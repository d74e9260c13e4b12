"""Whether a promise was kept, from its evidence and the calendar alone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# "Due soon" from so many days before.
SOON = timedelta(days=30)
# Evidence of a study trip counts as use at home when it is of the first twelve months (indicator CAP-16).
YEAR = 12


class Standing(StrEnum):
    """Where a promise stands."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BEGUN = "begun"  # something was shown, not all, and it is not late
    OPEN = "open"
    SOON = "soon"
    LATE = "late"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Shown:
    """One piece of evidence that stands: of which day, and whether it shows that all was done."""

    on: date
    fulfils: bool


def standing(due_on: date, evidence: Iterable[Shown], today: date, dropped: bool = False) -> Standing:
    """Where it stands on `today`. The day itself is not late; evidence of a day still to come shows nothing yet."""
    shown = [one for one in evidence if one.on <= today]
    done = min((one.on for one in shown if one.fulfils), default=None)
    if done is not None:
        return Standing.KEPT if done <= due_on else Standing.KEPT_LATE
    if dropped:
        return Standing.DROPPED
    if today > due_on:
        return Standing.LATE
    if shown:
        return Standing.BEGUN
    return Standing.SOON if due_on - today <= SOON else Standing.OPEN


def a_year_after(day: date) -> date:
    """The same day of the next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def used_within_a_year(returned_on: date, evidence: Iterable[Shown]) -> bool:
    """Whether something shows that what was seen on a trip is in use, within the twelve months after its last day."""
    return any(returned_on < one.on <= a_year_after(returned_on) for one in evidence)
