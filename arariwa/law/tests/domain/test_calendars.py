"""Holidays of Peru, against an independent calendar; places and single days."""

from datetime import date

import holidays
import pytest
from pydantic import ValidationError

from arariwa.law.domain.calendars import Calendar, Holiday, easter
from arariwa.law.tests.worlds import law

READ = {"title": "prueba"}
SOURCED = {
    "source": {"norm": "pe/dleg-713", "article": "6", "read": [READ]},
    "confidence": "low",
    "review": "unreviewed",
}


def a_holiday(**parts):
    return Holiday.model_validate({"code": "x", "name": {"es": "Fiesta", "en": "Feast"}, **SOURCED, **parts})


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1992, "1992-04-19"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2011, "2011-04-24"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2038, "2038-04-25"),
    ],
)
def test_easter_sunday(year, day):
    assert easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize("year", range(1992, 2051))
def test_the_national_holidays_are_those_of_another_calendar(year):
    # which lists Easter Sunday besides: no norm does, and it is a Sunday
    theirs = set(holidays.country_holidays("PE", years=year)) - {easter(year)}
    ours = {day for h in law().calendar.holidays if not h.places and (day := h.in_year(year))}
    assert ours == theirs


@pytest.mark.parametrize(
    ("first", "norm"),
    [
        ("2024-06-07", "pe/ley-31788"),
        ("2023-07-23", "pe/ley-31822"),
        ("2022-08-06", "pe/ley-31530"),
        ("2022-12-09", "pe/ley-31381"),
    ],
)
def test_a_holiday_begins_with_its_norm(first, norm):
    day = date.fromisoformat(first)
    assert law().calendar.holiday(day).source.amended_by == [norm]
    assert law().calendar.holiday(day.replace(year=day.year - 1)) is None


def test_before_the_first_norm_nothing_is_known():
    assert law().calendar.begins == date(1991, 12, 8)
    assert law().calendar.holiday(date(1991, 5, 1)) is None
    assert law().calendar.holiday(date(1991, 12, 25)).code == "navidad"


def test_a_regional_holiday_is_kept_in_its_districts_only():
    calendar = Calendar([a_holiday(on="06-24", places=["16", "2501"])], date(2026, 1, 1))
    day = date(2026, 6, 24)
    assert calendar.holiday(day, "160101") and calendar.holiday(day, "250107")
    assert not calendar.holiday(day, "250201") and not calendar.holiday(day, "150101")
    assert calendar.holiday(day) is None and calendar.working(day) and not calendar.working(day, "160101")
    assert calendar.regional("160101") and not calendar.regional("150101") and not calendar.regional(None)


def test_one_single_day_and_the_days_a_norm_holds():
    calendar = Calendar(
        [
            a_holiday(day="2024-11-14"),
            a_holiday(on="02-29"),
            a_holiday(on="03-02", **{"from": "2020-01-01", "until": "2022-01-01"}),
        ],
        date(2026, 1, 1),
    )
    assert not calendar.working(date(2024, 11, 14)) and calendar.working(date(2025, 11, 14))
    assert not calendar.working(date(2024, 2, 29)) and calendar.holiday(date(2025, 3, 1)) is None
    assert [y for y in range(2019, 2024) if calendar.holiday(date(y, 3, 2))] == [2020, 2021]


@pytest.mark.parametrize("forms", [{}, {"on": "01-01", "easter": 1}, {"on": "13-01"}, {"on": "1-1"}])
def test_a_holiday_is_told_in_one_way(forms):
    with pytest.raises(ValidationError):
        a_holiday(**forms)
