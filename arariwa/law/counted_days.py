"""A time limit counted in days as a calendar: what each day was to the counting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.law.domain.calendars import SATURDAY, Calendar
from arariwa.law.domain.rules import Limit, TimeLimit

DAY = timedelta(days=1)
# A calendar of more months is not drawn.
MOST_MONTHS = 14
BY_DAYS = ("working_days", "calendar_days")


@dataclass(frozen=True)
class Cell:
    """A day of the calendar. `kind`: start, counted, last, rest (Saturday or Sunday), holiday, suspended, moved, out."""

    on: date | None
    kind: str = "out"
    words: str = ""
    number: int = 0


@dataclass(frozen=True)
class Month:
    """A month of the calendar, in weeks from Monday."""

    name: str
    weeks: list[list[Cell]]


def days(
    time_limit: TimeLimit,
    limit: Limit,
    day: date,
    ends: date,
    calendar: Calendar,
    place: str | None,
    suspended: Sequence[Span],
) -> Iterator[Cell]:
    """Each day from the first to the last, and what it was to the counting; nothing for a length not counted in days."""
    wanted = _amount(time_limit, limit)
    if limit.unit not in BY_DAYS or (ends - day).days > 31 * MOST_MONTHS:
        return
    yield Cell(day, "start", _("start"))
    n = 0
    while day < ends:
        day += DAY
        kind, words = _kind(day, limit, calendar, place, suspended)
        n += kind == "counted"
        number = n if kind == "counted" and n <= wanted else 0
        if kind == "counted" and not number:
            kind, words = "moved", _("added")
        if day == ends:
            kind, words = "last", _("ends")
        yield Cell(day, kind, words, number)


def _amount(time_limit: TimeLimit, limit: Limit) -> int:
    """Its days and those of what it prolongs."""
    before = next((x for x in time_limit.limits if x.code == limit.extends), None)
    return limit.amount + (_amount(time_limit, before) if before else 0)


def _kind(
    day: date, limit: Limit, calendar: Calendar, place: str | None, suspended: Sequence[Span]
) -> tuple[str, str]:
    if any(span.start <= day < span.until for span in suspended):
        return "suspended", _("does not run")
    holiday = calendar.holiday(day, place)
    if limit.unit == "working_days":
        if holiday:
            return "holiday", _("holiday")
        if day.weekday() >= SATURDAY:
            return "rest", "–"
    return "counted", ""


def months(counted: Iterable[Cell]) -> Iterator[Month]:
    """The days by month, in whole weeks from Monday."""
    cells = {cell.on: cell for cell in counted if cell.on}
    if not cells:
        return
    first, last = min(cells), max(cells)
    month = first.replace(day=1)
    while month <= last:
        after = (month + timedelta(days=32)).replace(day=1)
        own = [month + DAY * n for n in range((after - month).days)]
        row = [Cell(None)] * month.weekday() + [cells.get(one, Cell(one)) for one in own]
        row += [Cell(None)] * (-len(row) % 7)
        weeks = [row[i : i + 7] for i in range(0, len(row), 7)]
        near = [week for week in weeks if any(cell.on and first <= cell.on <= last for cell in week)]
        yield Month(formatting.month(month), near)
        month = after
