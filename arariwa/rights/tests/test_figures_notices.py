"""OUT-13 on a world of ten notices."""

from datetime import UTC, date, datetime

import pytest

from arariwa.core import testing
from arariwa.events.figures import Scope
from arariwa.rights import actions_notices as actions
from arariwa.rights import figures_notices as figures
from arariwa.rights.models import Notice
from arariwa.rights.tests import small

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2025)


def on(month: int, day: int, hour: int = 15) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


@pytest.fixture
def world():
    """Six that count in 2025, one of which reaches a case; four that do not."""
    people = testing.people()
    small.programme()
    rows = [small.a_notice(text=f"Loros {n}", at=on(3, 1 + n)) for n in range(4)]
    small.a_notice(text="En Pucallpa", ubigeo="250101", at=on(5, 1))
    small.a_notice(text="En algún lugar", ubigeo="", place_text="Río Ucayali", at=on(6, 1))
    small.a_notice(text="Sin lugar", ubigeo="", place_text="", at=on(6, 2))
    small.a_notice(text="Loros 0", at=on(3, 2))
    spam = small.a_notice(text="Publicidad", at=on(4, 1))
    # The last hour of the year in Peru is the next day in UTC; the first of 2026 is not counted.
    small.a_notice(text="Del otro año", at=datetime(2026, 1, 1, 5, 0, tzinfo=UTC))
    actions.set_aside(by=people.carla.actor, id=spam.pk, reason="Publicidad.")
    actions.take_up(by=people.carla.actor, id=rows[0].pk)
    made = actions.begin_intervention(by=people.carla.actor, id=rows[0].pk)
    made.in_case_at = on(8, 1)
    made.save()
    return people


def test_notices_with_place_and_fact_of_the_year(world):
    found = figures.received(YEAR)
    assert found.value == found.rows[0].count() == 6
    assert found.parts["region"] == {"16": 4, "25": 1, "99": 1}
    assert found.parts["channel"] == {"web": 6}
    assert found.parts["year"] == {"2025": 6}
    assert all(sum(cells.values()) == 6 for cells in found.parts.values())
    assert found.beside == {"reach_a_case": 1}


def test_the_share_that_reaches_a_case(world):
    found = figures.share_in_cases(YEAR)
    assert (found.value, found.of, round(found.result or 0, 1)) == (1, 6, 16.7)
    assert found.of_parts["region"]["16"] == 4


def test_a_year_without_notices_has_no_share(world):
    found = figures.share_in_cases(Scope.year(2020))
    assert (found.result, found.unknown) == (None, "nothing_to_count")
    assert figures.received(Scope.year(2020)).value == 0


def test_what_counts_is_what_one_works_on(world):
    assert figures.received(Scope(date(2025, 1, 1), date(2026, 1, 1), by=world.carla.actor)).value == 4
    assert figures.received(Scope(by=world.ada.actor)).value == 0


def test_the_last_hour_of_the_year_is_the_years(world):
    small.a_notice(text="Año Nuevo", at=datetime(2026, 1, 1, 4, 59, tzinfo=UTC))
    assert figures.received(YEAR).value == 7
    assert Notice.objects.count() == 11
