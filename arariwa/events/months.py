"""A month of events, or of anything else with a first and a last day, in weeks from Monday."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.utils.translation import gettext as _


class Dated(Protocol):
    """What stands in a calendar: from a day until a day, inclusive."""

    @property
    def from_on(self) -> Any: ...

    @property
    def until_on(self) -> Any: ...


@dataclass(frozen=True)
class Day:
    """A day of the month and the events held on it; `inside` false: it belongs to the month beside."""

    on: date
    inside: bool
    events: list[Dated]


@dataclass(frozen=True)
class Month:
    """A month with what is held in it, and the months beside it as they stand in an address."""

    first: date
    weeks: list[list[Day]]
    before: str
    after: str


def first_day(text: str, today: date) -> date:
    """The month asked for as 2026-11; this month for anything else."""
    try:
        year, month = text.split("-")
        return date(int(year), int(month), 1) if 1900 < int(year) < 2200 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def month_of(first: date, events: Sequence[Dated]) -> Month:
    """The month with these events on each of their days."""
    weeks = [
        [
            Day(on, on.month == first.month, [e for e in events if e.from_on <= on <= e.until_on])
            for on in week
        ]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = first - timedelta(days=1), first + timedelta(days=32)
    return Month(first, weeks, f"{before:%Y-%m}", f"{after:%Y-%m}")


def weekdays() -> list[tuple[str, str]]:
    """Short and full names of the days, from Monday."""
    full = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
    return [(day[:2], day) for day in full]
