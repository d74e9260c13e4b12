"""Working days: which days are holidays, where and since when; and the table of travel times a court may add."""

from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.core.domain.months import MONTHS, day_words
from arariwa.law.domain.offences import Confidence
from arariwa.law.domain.rules import Dated
from arariwa.law.domain.text import Shape, Text, text

SATURDAY = 5
UBIGEO = r"^[0-9]{2}([0-9]{2}([0-9]{2})?)?$"


class Holiday(Dated):
    """A holiday: every year on a day of a month, or so many days from Easter Sunday, or on one single day.

    `places`: beginnings of the district codes where it is kept; none: the whole country.
    """

    code: str
    name: Text
    on: str | None = Field(None, pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
    easter: int | None = Field(None, ge=-60, le=60)
    day: date | None = None
    places: list[str] = []

    @model_validator(mode="after")
    def _one_form(self) -> "Holiday":
        if [self.on, self.easter, self.day].count(None) != 2:
            raise PydanticCustomError("pack.holiday_form", "a holiday is told in one way")
        return self

    @property
    def kept(self) -> Text:
        """When it is kept, in words."""
        if self.day:
            return text(day_words(self.day, "es"), day_words(self.day, "en"))
        if self.easter is not None:
            n, side = abs(self.easter), self.easter < 0
            return text(
                f"{n} días {'antes' if side else 'después'} del Domingo de Pascua",
                f"{n} days {'before' if side else 'after'} Easter Sunday",
            )
        month, day = (int(part) for part in (self.on or "").split("-"))
        return text(f"cada {day} de {MONTHS['es'][month - 1]}", f"every {day} {MONTHS['en'][month - 1]}")

    def in_year(self, year: int) -> date | None:
        """Its day in a year; None when it was not kept then."""
        try:
            if self.day:
                found = self.day
            elif self.easter is not None:
                found = easter(year) + timedelta(days=self.easter)
            else:
                found = date.fromisoformat(f"{year:04}-{self.on}")
        except ValueError:  # 29 February
            return None
        return found if found.year == year and self.holds(found) else None


class Holidays(Shape):
    """holidays.yaml"""

    holidays: list[Holiday]


class Distance(Shape):
    """A row of distances.csv: how many calendar days are added for the way from one place to another."""

    from_: str = Field(alias="from", pattern=UBIGEO)
    to: str = Field(pattern=UBIGEO)
    days: int = Field(ge=0)
    norm: str
    from_day: date
    until: date | None = None
    source: str = Field(min_length=1)
    confidence: Confidence

    def holds(self, on: date) -> bool:
        """Whether the row is in force on a day."""
        return self.from_day <= on and (self.until is None or on < self.until)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, short = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * short + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


class Calendar:
    """The holidays of a country. Read up to a day: of later ones that a new law adds it knows nothing."""

    def __init__(self, holidays: Iterable[Holiday], read_until: date) -> None:
        self.holidays, self.read_until = tuple(holidays), read_until
        self._years: dict[int, dict[date, list[Holiday]]] = {}

    @property
    def begins(self) -> date | None:
        """The first day from which some holiday is known."""
        return min((h.from_ for h in self.holidays if h.from_), default=None)

    def holiday(self, day: date, place: str | None = None) -> Holiday | None:
        """The holiday kept on a day at a place; without a place, in the whole country."""
        for holiday in self._of(day.year).get(day, ()):
            if not holiday.places or (place and place.startswith(tuple(holiday.places))):
                return holiday
        return None

    def working(self, day: date, place: str | None = None) -> bool:
        """Neither Saturday, Sunday nor a holiday."""
        return day.weekday() < SATURDAY and self.holiday(day, place) is None

    def regional(self, place: str | None) -> bool:
        """Whether it knows any holiday of this place alone."""
        return any(h.places and place and place.startswith(tuple(h.places)) for h in self.holidays)

    def _of(self, year: int) -> dict[date, list[Holiday]]:
        if year not in self._years:
            found: dict[date, list[Holiday]] = {}
            for holiday in self.holidays:
                if (day := holiday.in_year(year)) and year < MAXYEAR:
                    found.setdefault(day, []).append(holiday)
            self._years[year] = found
        return self._years[year]
