"""OUT-13 on a world of eleven notices: what counts, who counts how much of it, and what nobody reads from it."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events.figures import Scope
from arariwa.rights import actions_notices as actions
from arariwa.rights import figures_notices as figures
from arariwa.rights import return_codes
from arariwa.rights.models import Notice
from arariwa.rights.tests import small

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2025)
PAGE = ["OUT-13"]


def on(month: int, day: int, hour: int = 15) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


def seen_by(who: testing.Someone, since: date | None = None, until: date | None = None) -> Scope:
    return Scope(since or YEAR.since, until or YEAR.until, by=who.actor)


def rows_of(client) -> list[dict[str, str]]:
    answer = client.get(reverse("rights:figure_rows_csv", args=PAGE))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def world():
    """Six that count in 2025, one of which reaches a case; three that do not, and one of 2026."""
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
    assert found.parts["month"] == {"2025-03": 4, "2025-05": 1, "2025-06": 1}
    assert found.parts["state"] == {"taken": 1, "waiting": 5}
    assert all(sum(cells.values()) == 6 for cells in found.parts.values())


def test_what_does_not_count_and_the_share_that_reaches_a_case_stand_beside(world):
    assert figures.received(YEAR).beside == {
        "reach_a_case": 1,
        "reach_a_case_share": pytest.approx(1 / 6),
        "without_place": 1,
        "repeated": 1,
        "spam": 1,
    }


def test_a_year_without_notices_has_no_share(world):
    found = figures.received(Scope.year(2020))
    assert (found.value, found.beside["reach_a_case"], found.beside["reach_a_case_share"]) == (0, 0, None)


def test_the_last_hour_of_the_year_is_the_years(world):
    small.a_notice(text="Año Nuevo", at=datetime(2026, 1, 1, 4, 59, tzinfo=UTC))
    assert figures.received(YEAR).value == 7
    assert Notice.objects.count() == 11


def test_the_programme_counts_what_the_console_counts(world):
    whole, told = figures.received(YEAR), figures.received(seen_by(small.programme()))
    assert (told.value, told.parts, told.beside) == (whole.value, whole.parts, whole.beside)
    assert told.rows[0].count() == 6


def test_a_desk_counts_what_it_works_on_and_nothing_else(world):
    found = figures.received(seen_by(world.carla))
    assert found.value == 4 and found.parts["region"] == {"16": 4}
    assert (found.beside["repeated"], found.beside["spam"], found.beside["without_place"]) == (1, 1, 0)
    for who in (world.ada, world.pilar, world.alba):
        assert figures.received(seen_by(who)).value == 0
    client = testing.sign_in(world.carla)
    carlas = Notice.objects.filter(office=world.carla.office, joined_to=None, spam_at=None)
    assert {row["Id"] for row in rows_of(client)} == {str(row.pk) for row in carlas}
    page = client.get(reverse("rights:figure", args=PAGE) + "?periodo=2025").content.decode()
    assert "Ucayali" not in page and f"<dt>Valor</dt><dd>{4}</dd>" in page


def test_in_an_exercise_nobody_counts_real_notices(world):
    eva = testing.someone("Eva", small.programme().office, "programme", exercise=uuid7())
    assert figures.received(seen_by(eva)).value == 0


def test_a_notice_of_an_exercise_never_counts(world):
    eva = testing.someone("Eva", world.carla.office, "wildlife", exercise=uuid7())
    values = small.about_notice(text="Simulado")
    actions.send_notice(by=eva.actor, id=uuid7(), code=return_codes.new_code(), values=values)
    today = eva.actor.today
    assert Notice.objects.filter(text="Simulado").exists()
    for by in (None, small.programme().actor, eva.actor):
        assert figures.received(Scope(today, by=by)).value == 0


def test_a_row_of_a_notice_one_may_not_read_tells_nothing_that_was_told(world):
    client = testing.sign_in(small.programme())
    rows, page = rows_of(client), client.get(reverse("rights:figure", args=PAGE)).content.decode()
    told = page + "".join(",".join(row.values()) for row in rows)
    others = Notice.objects.exclude(office=small.programme().office)
    for row in others:
        for secret in (row.number, str(row.pk), row.text, row.code_digest):
            assert secret not in told, secret
    for secret in ("Belén", "Iquitos", "Maynas", "1 mar 2025", "2 mar 2025", "ATFFS"):
        assert secret not in told, secret
    untold = [row for row in rows if not row["Id"]]
    assert len(untold) == others.filter(joined_to=None, spam_at=None).count() == 5
    assert sorted(row["Qué es"] for row in untold) == ["enero de 2026"] + ["marzo de 2025"] * 4
    assert {row["Detalle"].split(" · ")[2] for row in untold} == {"Loreto"}


def test_a_row_leads_to_its_record_only_who_may_read_it(world):
    client = testing.sign_in(small.programme())
    page = client.get(reverse("rights:figure", args=PAGE)).content.decode()
    for row in Notice.objects.filter(joined_to=None, spam_at=None).exclude(ubigeo="", place_text=""):
        address = reverse("rights:notice_at_desk", args=[row.pk])
        opens = client.get(address).status_code == 200
        assert (address in page) == opens == (row.office == small.programme().office)


def test_the_order_of_rows_tells_no_order_of_arrival(world):
    small.a_notice(text="Monos", kind="hunting", at=on(3, 31))
    small.a_notice(text="Nidos", kind="hunting", at=on(3, 1, 6))
    rows = figures.counted(seen_by(small.programme(), date(2025, 3, 1), date(2025, 4, 1)))
    assert [row.kind for row in rows] == ["hunting"] * 2 + ["sale"] * 4


def test_of_a_kind_only_its_route_reads_neither_region_nor_state_is_told(world):
    secret = small.a_notice(text="Cobran por dejar pasar", kind="official", at=on(7, 1))
    actions.take_up(by=world.pilar.actor, id=secret.pk)
    for scope in (YEAR, seen_by(small.programme())):
        found = figures.received(scope)
        assert found.parts["region"] == {"16": 4, "25": 1, "99": 1, "reserved": 1}
        assert found.parts["state"] == {"taken": 1, "waiting": 5, "reserved": 1}
        assert "reserved" in found.not_known
    client = testing.sign_in(small.programme())
    row = next(row for row in rows_of(client) if row["Qué es"] == "julio de 2025")
    assert row["Id"] == "" and "Loreto" not in row["Detalle"] and "no se dicen" in row["Detalle"]
    page = client.get(reverse("rights:figure", args=PAGE)).content.decode()
    assert "solo lo leen las oficinas encargadas" in page and "solo leen las oficinas encargadas" in page
    assert [row["Id"] for row in rows_of(testing.sign_in(world.pilar))] == [str(secret.pk)]


def test_of_few_notices_the_programme_is_not_told_on_how_many_a_case_rests(world):
    march = (date(2025, 3, 1), date(2025, 4, 1))
    told = figures.received(seen_by(small.programme(), *march))
    assert told.value == 4 and "reach_a_case" not in told.beside and "few_in_cases" in told.not_known
    assert figures.received(Scope(*march)).beside["reach_a_case"] == 1
    assert figures.received(seen_by(world.carla, *march)).beside["reach_a_case"] == 1, "her own work"


def test_what_is_published_hides_small_parts_and_shows_no_row(world):
    small.a_notice(text="Loros 4", at=on(3, 9))
    client = testing.sign_in(small.programme())
    query = "?periodo=2025&celdas=ocultar"
    page = client.get(reverse("rights:figure", args=PAGE) + query).content.decode()
    assert "<dt>Valor</dt><dd>7</dd>" in page
    for label in (
        "Avisos sobre los que descansa un caso",
        "Proporción de avisos sobre los que descansa un caso",
    ):
        assert f"<dt>{label}</dt><dd>no se publica</dd>" in page
    assert "Avisos de ciudadanos (" not in page and "registros.csv" not in page
    assert client.get(reverse("rights:figure_rows_csv", args=PAGE) + query).status_code == 404
    found = figures.received(seen_by(small.programme()))
    # Of two hidden parts of one each, the rest would tell both: a third goes with them.
    assert found.for_public()["region"] == {"16": None, "25": None, "99": None}
    assert found.for_public()["channel"] == {"web": 7}
    answer = client.get(reverse("rights:figure_csv", args=PAGE) + query)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    regions = [row for row in rows if row[3] == "Región"]
    assert len(regions) == 3 and all(row[5] == "no se publica" for row in regions)
    assert any(row[3] == "Lo que no se sabe" and "no se preguntan" in row[9] for row in rows)


def test_the_page_says_what_is_counted_and_what_is_not_known(world):
    client = testing.sign_in(small.programme())
    page = client.get(reverse("rights:figure", args=PAGE)).content.decode()
    assert "El personal del programa los cuenta todos" in page
    assert "Lo que no se sabe" in page and "no se preguntan" in page
    assert 'value="2025"' in client.get(reverse("rights:figures")).content.decode(), "since the first notice"
