"""Numbers and dates as platforms and spreadsheets write them. What a mark means is decided from all cells of a column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from arariwa.core.domain.places import folded
from arariwa.outreach.domain.kinds import WordsFile

# What a person reads as a space between thousands.
SPACES = "\u0020\u00a0\u202f\u2009'\u2019"
NUMBER = re.compile(rf"^([-\u2212+]?)\s*(\d[\d.,{SPACES}]*?)\s*([^\W\d_][^\W\d_ ]*\.?)?\s*(%?)$")
# An id a spreadsheet took for a number: its tail is lost.
BLURRED = re.compile(r"^\d+([.,]\d+)?[eE]\+?\d+$")
CLOCK = re.compile(r"^(?:(\d+):)?(\d{1,3}):(\d{2})$")
# Days since 30 December 1899, as spreadsheets keep dates.
SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
FIRST_SERIAL = date(1899, 12, 30)


class Unread(ValueError):
    """A cell that cannot be read; `code` says why (platform_file.<code>)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Open(Exception):
    """The file alone does not decide it; a person has to say."""


@dataclass(frozen=True)
class Number:
    """A value, and to what it was rounded where the file shows that it was (1.2K: 100)."""

    value: Decimal
    precision: Decimal | None = None


def evidence(text: str, whole: bool) -> tuple[str, bool]:
    """(the decimal mark this cell shows, whether surely); ("", False) when it shows none."""
    match = NUMBER.match(text.strip())
    if not match:
        return "", False
    body, suffix = match[2].strip(SPACES), match[3]
    marks = [sign for sign in body if sign in ".,"]
    if not marks:
        return "", False
    last, other = marks[-1], {".": ",", ",": "."}[marks[-1]]
    if len(set(marks)) == 2:
        return last, True
    if len(marks) > 1:
        return other, True
    head, tail = body.split(last)
    if suffix or len(tail) != 3 or not 1 <= len(head) <= 3 or head == "0":
        return last, True
    return (other, False) if whole else ("", False)


def decimal_mark(cells: Iterable[str], whole: bool) -> tuple[str, bool]:
    """(decimal mark of a column, whether surely); the first sure cell decides, others then read wrong if they differ."""
    weak = ""
    for text in cells:
        mark, sure = evidence(text, whole)
        if sure:
            return mark, True
        weak = weak or mark
    return weak, False


def is_open(text: str) -> bool:
    """Whether the cell reads two ways: one mark with three digits behind it."""
    match = NUMBER.match(text.strip())
    return bool(match and not match[3] and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", match[2]))


def number(text: str, decimal: str, words: WordsFile, *, whole: bool) -> Number:
    """The number a cell holds, by that decimal mark ("" where none was seen: then a full stop)."""
    if BLURRED.match(text.strip()):
        raise Unread("blurred")
    match = NUMBER.match(text.strip())
    if not match:
        raise Unread("not_number")
    sign, body, suffix, _percent = match[1], match[2].strip(SPACES), (match[3] or "").rstrip("."), match[4]
    mark = decimal or "."
    # Before “mil” or “K” one mark alone parts decimals, however the rest of the column is written.
    if suffix and len(marks := [sign for sign in body if sign in ".,"]) == 1:
        mark = marks[0] if len(body.split(marks[0])[1]) != 3 else decimal or marks[0]
    grouping = "," if mark == "." else "."
    left, _mark, tail = body.partition(mark)
    if not tail.isdecimal() and tail:
        raise Unread("not_number")
    groups = [group for group in re.split(rf"[{re.escape(grouping)}{SPACES}]", left)]
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        raise Unread("not_number")
    plain = "".join(groups)
    if not plain.isdecimal() or len(plain) > 15:
        raise Unread("not_number")
    value, power = Decimal(f"{plain}.{tail or 0}"), _power(suffix, words)
    precision = Decimal(10) ** (power - len(tail)) if suffix else None
    value *= Decimal(10) ** power
    if whole and value != value.to_integral_value():
        raise Unread("not_whole")
    value = value.to_integral_value() if whole else value
    return Number(-value if sign in "-\u2212" and sign else value, precision)


def _power(suffix: str, words: WordsFile) -> int:
    if not suffix:
        return 0
    if suffix.casefold() in words.thousand:
        return 3
    if suffix.casefold() in words.million:
        return 6
    raise Unread("not_number")


def clock(text: str) -> Number:
    """Seconds of 0:04:45 or 4:45."""
    match = CLOCK.match(text.strip())
    if not match or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        raise Unread("not_clock")
    return Number(Decimal(int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])))


# Days

ISO = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$")
PARTED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ ,T].*)?$")
HOUR = re.compile(r"\b\d{1,2}:\d{2}(:\d{2})?\b( ?[ap]\.? ?m\.?)?", re.IGNORECASE)
WEEKDAYS = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lun",
        "mar",
        "mie",
        "jue",
        "vie",
        "sab",
        "dom",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "seg",
        "ter",
        "qua",
        "qui",
        "sex",
        "de",
        "del",
        "of",
    ]
)


@dataclass(frozen=True)
class Day:
    """A day of the calendar; without its year where the file leaves it out."""

    month: int
    day: int
    year: int | None

    def in_(self, year: int) -> date:
        """That day of a year; Unread when there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError as error:
            raise Unread("not_day") from error


def order_of(cells: Iterable[tuple[int, str]]) -> str:
    """Which comes first in 03/11/2025: "mdy" or "dmy"; "" when no cell has such a form.

    Raises Open when no day above 12 tells it, Unread with the row and the cell as further arguments when cells disagree.
    """
    seen = found = ""
    for row, text in cells:
        match = PARTED.match(text.strip())
        if not match:
            continue
        seen = "seen"
        first, second = int(match[1]), int(match[2])
        if first > 12 and second > 12:
            raise _unread("not_day", row, text)
        here = "dmy" if first > 12 >= second else "mdy" if second > 12 >= first else ""
        if here and found and here != found:
            raise _unread("mixed_days", row, text)
        found = found or here
    if seen and not found:
        raise Open
    return found


def _unread(code: str, row: int, text: str) -> Unread:
    error = Unread(code)
    error.args = (code, row, text)
    return error


def day(text: str, order: str, months: Mapping[str, int]) -> Day:
    """The day a cell holds."""
    text = text.strip()
    if match := ISO.match(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := PARTED.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        month, of = (first, second) if order != "dmy" else (second, first)
        return _checked(year if year > 99 else 2000 + year, month, of)
    if SERIAL.match(text):
        found = FIRST_SERIAL + timedelta(days=int(text.split(".")[0]))
        return Day(found.month, found.day, found.year)
    month, of, year = 0, 0, 0
    for word in folded(HOUR.sub(" ", text)).split():
        if word in months and not month:
            month = months[word]
        elif word.isdecimal() and len(word) == 4 and not year:
            year = int(word)
        elif word.isdecimal() and len(word) <= 2 and not of:
            of = int(word)
        elif word not in WEEKDAYS:
            raise Unread("not_day")
    if not month or not of:
        raise Unread("not_day")
    return _checked(year or None, month, of)


def _checked(year: int | None, month: int, of: int) -> Day:
    try:
        date(year or 2000, month, of)
    except ValueError as error:
        raise Unread("not_day") from error
    if year is not None and not 2000 <= year <= 2100:
        raise Unread("not_day")
    return Day(month, of, year)


def years(days: list[Day], first: date | None, last: date | None) -> list[date]:
    """Consecutive days without a year, oldest first, as dates: forward from a first day, else back from a last one."""
    found: list[date] = []
    if first is not None:
        year, before = first.year, (first.month, first.day)
        for one in days:
            # A file may begin a day before its name says.
            if found and (one.month, one.day) < before:
                year += 1
            found.append(one.in_(one.year or year))
            before = (one.month, one.day)
        return found
    if last is None:
        raise Open
    year, after = last.year, (last.month, last.day)
    for one in reversed(days):
        if (one.month, one.day) > after:
            year -= 1
        found.append(one.in_(one.year or year))
        after = (one.month, one.day)
    return found[::-1]
