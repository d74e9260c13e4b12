"""The first step: an intervention that does not exist yet."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from arariwa.core import formatting, testing
from arariwa.core.domain import steering
from arariwa.core.models import JournalEntry
from arariwa.evidence.models import Intervention
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db
NEW = "/intervenciones/nueva/"
HOSTILE = "<script>alert(1)</script> '; DROP TABLE x;-- {{7*7}} {% url %} 王 \U0001f98e"


@pytest.fixture
def alba():
    return testing.sign_in(testing.people().alba)


def said(answer):
    return answer.content.decode()


def test_sent_twice_makes_one(alba):
    sent = filled.place()
    assert [alba.post(NEW, sent).status_code for _ in range(2)] == [302, 302]
    assert Intervention.objects.count() == 1
    assert JournalEntry.objects.filter(verb="intervention.begun").count() == 1


def test_sent_again_with_other_content_shows_both_sides(alba):
    sent = filled.place()
    alba.post(NEW, sent)
    answer = alba.post(NEW, {**sent, "place_text": "Puerto, embarcación"})
    assert answer.status_code == 409
    assert "Mercado Belén, puesto 12" in said(answer) and "Puerto, embarcación" in said(answer)
    assert Intervention.objects.get().place_text == "Mercado Belén, puesto 12"


def test_the_id_of_someone_elses_record_is_refused_as_malformed(alba):
    other = testing.an_intervention(testing.people().carla, registered=False)
    answer = alba.post(NEW, filled.place(id=str(other.pk)))
    assert answer.status_code == 422 and "no es correcto" in said(answer)
    other.refresh_from_db()
    assert other.place_text == "Mercado, puesto 12"


@pytest.mark.parametrize("id", ["", "1", "x" * 500, "../../etc"])
def test_a_wrong_id_makes_nothing(alba, id):
    assert alba.post(NEW, filled.place(id=id)).status_code == 422
    assert not Intervention.objects.exists()


def test_the_future_is_refused_with_the_sentence(alba):
    tomorrow = timezone.localdate() + timedelta(days=1)
    when = {"day_day": tomorrow.day, "day_month": tomorrow.month, "day_year": tomorrow.year}
    answer = alba.post(NEW, filled.place(**when, place_text="Muelle"))
    assert answer.status_code == 422 and "futuro" in said(answer) and 'value="Muelle"' in said(answer)
    assert not Intervention.objects.exists()


def test_every_mistake_is_told_at_once(alba):
    wrong = {
        "day_year": "2030",
        "began": "",
        "place_text": "",
        "end_time": "99",
        "district_text": "miraflores",
    }
    page = said(alba.post(NEW, filled.place(**wrong, ubigeo="", coordinates="x")))
    summary = page[page.index('class="errors"') :]
    for said_of in ("futuro", "Cómo comenzó", "Lugar exacto", "14:35", "elija uno", "coordenadas"):
        assert said_of in summary[: summary.index("</ul>")], said_of


def test_a_day_before_the_law_is_told_with_the_rest(alba):
    page = said(alba.post(NEW, filled.place(day_year="1900", place_text="")))
    assert "9 de abril de 1991" in page and "Complete «Lugar exacto»" in page


def test_an_end_before_the_start_is_asked_about(alba):
    sent = filled.place(start_time="08:10", end_time="07:40")
    day = timezone.localdate() - timedelta(days=2)
    sent |= {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year)}
    assert "id_next_day" not in said(alba.get(NEW))
    asked = alba.post(NEW, sent)
    assert asked.status_code == 422 and 'href="#id_next_day"' in said(asked)
    assert not Intervention.objects.exists()
    assert alba.post(NEW, {**sent, "next_day": "on"}).status_code == 302
    made = Intervention.objects.get()
    assert made.ends_next_day and (made.facts.until - made.facts.start).days == 1
    at = f"/intervenciones/{made.pk}/lugar/"
    again = filled.fields(alba, at)
    assert again["next_day"] == "on", "what was answered is not asked again"
    ended = f"07:40\u00a0horas del {formatting.day(day + timedelta(days=1), 'es')}"
    assert ended in said(alba.get(f"/intervenciones/{made.pk}/revisar/"))
    assert alba.post(at, {**again, "end_time": "09:00"}).status_code == 302
    made.refresh_from_db()
    assert not made.ends_next_day


def test_hours_in_their_order_are_not_asked_about(alba):
    for end in ("08:10", "08:11", ""):
        assert alba.post(NEW, filled.place(start_time="08:10", end_time=end)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "first", "until"),
    [
        (("", "2", "2026"), date(2026, 2, 1), date(2026, 3, 1)),
        (("", "", "2025"), date(2025, 1, 1), date(2026, 1, 1)),
        (("29", "febrero", "2024"), date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_a_day_may_be_a_month_or_a_year(alba, typed, first, until):
    alba.post(NEW, filled.place(day_day=typed[0], day_month=typed[1], day_year=typed[2]))
    made = Intervention.objects.get()
    assert (made.facts_from, made.facts_until) == (first, until)


@pytest.mark.parametrize(
    "typed", [("31", "2", "2026"), ("", "", "99999"), ("x", "3", "2026"), ("", "", ""), ("1", "", "2026")]
)
def test_a_day_that_does_not_exist(alba, typed):
    answer = alba.post(NEW, filled.place(day_day=typed[0], day_month=typed[1], day_year=typed[2]))
    assert answer.status_code == 422 and 'href="#id_day_0"' in said(answer)


def test_hostile_text_is_kept_and_shown_as_text(alba):
    alba.post(NEW, filled.place(place_text=HOSTILE, title=HOSTILE, coordinates=""))
    made = Intervention.objects.get()
    assert made.place_text == HOSTILE
    for page in (
        f"/intervenciones/{made.pk}/",
        f"/intervenciones/{made.pk}/lugar/",
        f"/intervenciones/{made.pk}/revisar/",
        "/intervenciones/",
        "/",
    ):
        assert "<script>alert(1)" not in said(alba.get(page))
    assert alba.get(f"/intervenciones/{made.pk}/acta.pdf").content.startswith(b"%PDF")


def test_what_turns_the_text_beside_it_is_refused_naming_the_field_and_shown_as_its_mark(alba):
    sent = filled.place(place_text="Mercado \u202enéleB", title="Puesto \u2066doce\u2069")
    answer = alba.post(NEW, sent)
    page = said(answer)
    assert answer.status_code == 422 and not Intervention.objects.exists()
    assert not steering.marks(page), "the page itself carries none"
    for label, marks in (("Lugar exacto", "[U+202E]"), ("Nombre para las listas", "[U+2066] [U+2069]")):
        assert f"«{label}» lleva un carácter oculto que cambia cómo se muestra el texto: {marks}." in page
    assert 'value="Mercado [U+202E]néleB"' in page, "what was typed stays, readable"
    kept = alba.post(NEW, {**sent, "place_text": "Mercado [U+202E]néleB", "title": ""})
    assert kept.status_code == 302 and Intervention.objects.get().place_text == "Mercado [U+202E]néleB"


@pytest.mark.parametrize("column", ["title", "place_text"])
def test_an_old_record_with_such_a_character_leaves_as_its_mark(alba, column):
    alba.post(NEW, filled.place())
    Intervention.objects.update(**{column: "Puesto \u202e12"})
    exported = b"".join(alba.get("/intervenciones/exportar.csv").streaming_content).decode()
    at = f"/intervenciones/{Intervention.objects.get().pk}/lugar/"
    assert not steering.marks(exported) and ("Puesto [U+202E]12" in exported) == (column == "place_text")
    assert 'value="Puesto [U+202E]12"' in said(alba.get(at))


def test_a_null_character_is_a_mistake_not_a_crash(alba):
    assert alba.post(NEW, filled.place(place_text="a\x00b")).status_code == 422


def test_too_long_is_said(alba):
    assert alba.post(NEW, filled.place(place_text="x" * 301)).status_code == 422
    assert alba.post(NEW, filled.place(place_text="x" * 300)).status_code == 302


def test_looking_for_a_district_saves_nothing_and_names_the_homonyms(alba):
    page = said(
        alba.post(NEW, filled.place(ubigeo="", district_text="miraflores", buscar="distrito", place_text=""))
    )
    assert "Miraflores, Lima, Lima" in page and "Miraflores, Arequipa, Arequipa" in page
    assert 'class="errors"' not in page and not Intervention.objects.exists()


def test_homonyms_must_be_told_apart_and_a_single_one_is_taken(alba):
    answer = alba.post(NEW, filled.place(ubigeo="", district_text="miraflores"))
    assert answer.status_code == 422 and "elija uno" in said(answer)
    alba.post(NEW, filled.place(ubigeo="", district_text="yurimaguas"))
    assert Intervention.objects.get().ubigeo == "160201"


def test_a_code_that_is_no_district_is_refused(alba):
    assert alba.post(NEW, filled.place(ubigeo="999999")).status_code == 422


def test_abroad_there_is_no_district(alba):
    alba.post(NEW, filled.place(country="HK", ubigeo="160101"))
    assert (Intervention.objects.get().country, Intervention.objects.get().ubigeo) == ("HK", "")


def test_coordinates_are_kept_as_written_and_read(alba):
    alba.post(NEW, filled.place(coordinates="18M 376462 9348168"))
    made = Intervention.objects.get()
    assert made.coordinates == "18M 376462 9348168"
    assert (round(made.latitude, 3), round(made.longitude, 3)) == (
        round(made.latitude, 3),
        round(made.longitude, 3),
    )
    assert abs(float(made.latitude) + 5.896) < 0.001 and abs(float(made.longitude) + 76.116) < 0.001


def test_coordinates_that_cannot_be_read_are_asked_about_once(alba):
    sent = filled.place(coordinates="376462 9348168")
    answer = alba.post(NEW, sent)
    assert answer.status_code == 422 and "zona" in said(answer)
    assert alba.post(NEW, {**sent, "coordinates_seen": "376462 9348168"}).status_code == 302
    assert Intervention.objects.get().latitude is None


def test_coordinates_confirmed_once_are_not_asked_about_at_every_save(alba):
    odd = "376462 9348168"
    alba.post(NEW, filled.place(coordinates=odd, coordinates_seen=odd))
    at = f"/intervenciones/{Intervention.objects.get().pk}/lugar/"
    sent = {**filled.fields(alba, at), "place_text": "Muelle"}
    assert "coordinates_seen" not in sent and sent["coordinates"] == odd
    assert alba.post(at, sent).status_code == 302
    other = alba.post(at, {**filled.fields(alba, at), "coordinates": "376462 9348169"})
    assert other.status_code == 422 and "zona" in said(other), "another value is asked about again"
    assert Intervention.objects.get().coordinates == odd


def test_someone_without_the_role_is_not_let_in():
    ada = testing.sign_in(testing.people().ada)
    assert ada.get(NEW).status_code == 404 and ada.post(NEW, filled.place()).status_code == 404


def test_each_showing_has_its_own_id(alba):
    ids = {filled.fields(alba, NEW)["id"] for _ in range(2)}
    assert len(ids) == 2 and all(UUID(i) for i in ids) and str(uuid4()) not in ids
