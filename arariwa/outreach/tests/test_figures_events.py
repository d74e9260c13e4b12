"""What is counted of conferences: who received something, and what changed between the polls."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from arariwa.core import testing
from arariwa.events import actions, attending, stocking
from arariwa.events.figures import Scope
from arariwa.events.tests import small
from arariwa.outreach import actions_polls, figure_words
from arariwa.outreach import showing_figures as showing
from arariwa.outreach.figures import FIGURES, figure
from arariwa.outreach.tests.campaigning import a_campaign
from arariwa.outreach.tests.polling import a_poll, counted

pytestmark = pytest.mark.django_db
uuid7 = testing.uuid7
TALK = {"kind": "conference", "title_es": "Vida silvestre y justicia de paz"}


def a_talk(public: int = 10, cap: int = 12, poster: int = 0, close: bool = True, **changes):
    """A conference of two by name and so many of the public, with caps and posters handed to all."""
    tania = small.coordinator()
    event = small.an_event(tania, **{**TALK, **changes})
    for n in (1, 2):
        small.attended(small.registered(event, n, tania), by=tania)
    session = event.sessions.get()
    cells = [("F", "NOT_RECORDED", "RONDERO", public)]
    attending.count_public(by=tania.actor, event_id=event.pk, session_id=session.pk, cells=cells)
    for name, pieces in (("Gorro", cap), ("Afiche", poster)):
        if pieces:
            row = stocking.add_material(by=tania.actor, id=uuid7(), name_es=name)
            stocking.move(by=tania.actor, material_id=row.pk, id=uuid7(), quantity=pieces, reason="received")
            stocking.hand_to_all(by=tania.actor, event_id=event.pk, material_id=row.pk, id=uuid7())
    return actions.close(by=tania.actor, id=event.pk) if close else event


def test_conferences_and_sessions_stand_under_their_year_and_every_language_spoken():
    a_talk(languages=["es", "agr"])
    session = a_talk(kind="know_your_rights", title_es="Conozca sus derechos")
    year = str(session.until_on.year)
    talks, sessions = figure("OUT-05"), figure("OUT-07")
    assert talks.parts["language"] == {"es": 1, "agr": 1} and "language" in talks.overlapping
    assert (talks.value, talks.parts["year"], sessions.parts["year"]) == (1, {year: 1}, {year: 1})
    page = testing.sign_in(small.coordinator()).get(reverse("outreach:figure", args=["OUT-05"]))
    assert "Awajún" in page.content.decode()


def test_who_received_something_is_of_those_who_were_there():
    one, other = a_talk(cap=9, poster=12), a_talk(cap=7, ubigeo="010101")
    found = figure("OUT-09")
    assert (found.value, found.of, found.beside["went_without"]) == (12 + 7, 24, 5)
    assert found.parts["conference"] == {one.number: 12, other.number: 7}
    assert found.parts["region"] == {"16": 12, "01": 7} and found.of_parts["region"] == {"16": 12, "01": 12}
    assert found.parts["item"] == {"Gorro": 16, "Afiche": 12} and "item" in found.overlapping
    moves = found.rows[0]
    assert -sum(moves.values_list("quantity", flat=True)) == 9 + 12 + 7


def test_a_conference_without_any_delivery_recorded_is_not_nought():
    a_talk(cap=0)
    assert (figure("OUT-09").result, figure("OUT-09").unknown) == (None, "no_delivery")


def test_what_was_given_back_was_not_received():
    event = a_talk(cap=12)
    tania = small.coordinator().actor
    material = event.handed_out.first().material
    who = event.participations.first()
    stocking.take_back(
        by=tania, event_id=event.pk, material_id=material.pk, id=uuid7(), why="x", participation=who.pk
    )
    assert (figure("OUT-09").value, figure("OUT-09").of) == (11, 12)


def test_the_change_adds_up_over_gatherings_questions_and_groups():
    one, other = a_talk(), a_talk(ubigeo="010101")
    for moment, right in (("before", 10), ("after", 30)):
        a_poll(one, moment, 40, counted(5, right) | {"food": {"yes": right, "no": 0, "unsure": 0}})
    for sex, before, after in (("F", 2, 8), ("M", 10, 10)):
        a_poll(other, "before", 10, counted(0, before), sex=sex)
        a_poll(other, "after", 10, counted(0, after), sex=sex)
    found = figure("OUT-12")
    assert found.value == pytest.approx(20 + 20 + 6 + 0) and found.of == 40 + 40 + 20
    assert found.result == pytest.approx(46.0)
    for name in found.parts:
        assert sum(found.parts[name].values()) == pytest.approx(found.value), name
        assert sum(found.of_parts[name].values()) == found.of, name
    assert found.parts["sex"] == pytest.approx({"NOT_RECORDED": 40, "F": 6, "M": 0})
    assert found.parts["language"] == pytest.approx({"es": 46}), "both were held in one language"
    assert found.not_known == ("counted_together",)
    assert found.n_parts["sex"] == {"NOT_RECORDED": 40, "F": 10, "M": 10}
    assert found.n_parts["poll_question"] == {"parrot": 60, "food": 40}
    assert found.beside["in_room_after"] == 60
    assert found.beside["change_low"] < 46 < found.beside["change_high"]


def test_of_a_room_where_two_languages_were_spoken_none_is_said():
    event = a_talk(languages=["es", "agr"])
    for moment in ("before", "after"):
        a_poll(event, moment)
    assert set(figure("OUT-12").parts["language"]) == {"NOT_RECORDED"}


def test_the_page_says_what_of_the_public_is_not_known():
    a_talk()
    client = testing.sign_in(small.coordinator())
    page = client.get(reverse("outreach:figure", args=["OUT-06"])).content.decode()
    assert "Lo que no se sabe" in page and "No se sabe qué idioma habla cada persona" in page
    rows = table(client.get(reverse("outreach:figure_csv", args=["OUT-06"])))
    why = [row for row in rows if row["Agrupado por"] == "Lo que no se sabe"]
    assert len(why) == 3 and all(row["No se sabe, porque"] for row in why)


def test_who_publishes_is_told_that_two_versions_tell_what_one_hides():
    client = testing.sign_in(small.coordinator())
    for address in (reverse("outreach:figures"), reverse("outreach:figure", args=["OUT-06"])):
        assert (
            "Publique de cada cifra una sola versión"
            in client.get(address + "?celdas=ocultar").content.decode()
        )
        assert "una sola versión" not in client.get(address).content.decode()


def test_a_period_begins_with_the_first_campaign():
    campaign = a_campaign(from_on=date(2019, 3, 1), until_on=date(2019, 4, 1))
    years = dict(showing.BOOK.conditions(small.coordinator().actor)[0].options)
    assert campaign.until_on.year == 2019 and "2019" in years and "2018" not in years


def test_a_count_taken_back_and_an_event_still_open_do_not_count():
    event = a_talk()
    a_poll(event, "before")
    wrong = a_poll(event, "after", 40, counted(0, 40))
    assert figure("OUT-12").result == pytest.approx(75.0)
    actions_polls.void_poll(by=small.coordinator().actor, id=wrong.pk, why="Otra sala")
    still_open = a_talk(close=False)
    for moment in ("before", "after"):
        a_poll(still_open, moment)
    assert (figure("OUT-12").result, figure("OUT-12").unknown) == (None, "no_poll_pairs")


def test_exercises_and_other_offices_never_count():
    a_talk()
    other = testing.someone("Otto", testing.office("PROG-CU", "MINAM", "Otro programa"), "programme")
    assert (figure("OUT-05").value, figure("OUT-05", Scope(by=other.actor)).value) == (1, 0)
    assert figure("OUT-09", Scope(by=other.actor)).of == 0


def test_the_public_is_counted_by_region():
    a_talk()
    a_talk(ubigeo="010101")
    assert figure("OUT-06").parts["region"] == {"16": 12, "01": 10}


# Pages and commands


def table(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_figure_has_its_words_and_its_place():
    event = a_talk(cap=9)
    for moment in ("before", "after"):
        a_poll(event, moment)
    codes = [code for _title, codes in showing.BOOK.sections for code in codes]
    assert sorted(codes) == sorted(FIGURES) == sorted(figure_words.WORDS)
    for code, count in FIGURES.items():
        found = count(Scope())
        assert not found.unknown or found.unknown in figure_words.WHY, code
        assert {name.replace("_high", "_low") for name in found.beside} <= set(figure_words.BESIDE), code
        assert {*found.parts, *found.of_parts} <= set(figure_words.BREAKDOWNS), code
        assert all(rows.model in showing.ROWS for rows in found.rows), code


def test_the_pages_show_value_parts_and_rows():
    event = a_talk(cap=9)
    for moment, right in (("before", 10), ("after", 30)):
        a_poll(event, moment, 40, counted(5, right))
    client = testing.sign_in(small.coordinator())
    all_of_them = client.get(reverse("outreach:figures")).content.decode()
    assert "+50 puntos" in all_of_them and "75%" in all_of_them.replace("\u00a0", "")
    one = client.get(reverse("outreach:figure", args=["OUT-12"])).content.decode()
    assert "¿Puede una familia tener en casa un loro" in one and "Sondeos contados" in one
    item = client.get(reverse("outreach:figure", args=["OUT-09"])).content.decode()
    assert "no se suman" in item and "Gorro" in item
    rows = table(client.get(reverse("outreach:figure_rows_csv", args=["OUT-12"])))
    assert len(rows) == 2
    assert {row["Código"] for row in table(client.get(reverse("outreach:figures_csv")))} == set(FIGURES)
    assert client.get(reverse("outreach:figure", args=["OUT-99"])).status_code == 404


def test_a_change_is_told_in_points_with_what_it_is_made_of():
    event = a_talk(cap=9)
    for moment, right in (("before", 10), ("after", 30)):
        a_poll(event, moment, 40, counted(5, right))
    client = testing.sign_in(small.coordinator())
    page = client.get(reverse("outreach:figure", args=["OUT-12"])).content.decode()
    assert "<dt>Valor</dt><dd>+50 puntos</dd></dl>" in page
    assert (
        "Unas 20 respuestas correctas más de las que habría dado la proporción de antes, de 40 posibles después."
        in page
    )
    rows = table(client.get(reverse("outreach:figure_csv", args=["OUT-12"])))
    assert (rows[0]["Valor"], rows[0]["De"], rows[0]["Resultado"]) == ("20", "40", "'+50 puntos")
    fewer = replace(figure("OUT-12"), value=-8.4)
    assert figure_words.fraction(fewer).startswith("Unas 8 respuestas correctas menos")
    assert figure_words.fraction(replace(fewer, value=0)).startswith("Tantas respuestas correctas")


def test_what_is_published_hides_small_cells_and_names_nobody():
    event = a_talk(public=1, cap=3)
    client = testing.sign_in(small.coordinator())
    page = client.get(reverse("outreach:figure", args=["OUT-06"]) + "?celdas=ocultar").content.decode()
    assert "no se publica" in page and "Apellido1" not in page and event.number not in page


def test_who_does_not_organise_meets_no_figure():
    carla = testing.sign_in(testing.people().carla)
    assert carla.get(reverse("outreach:figures")).status_code == 422
    assert carla.get(reverse("outreach:figure", args=["OUT-12"])).status_code == 404


def test_the_command_prints_them_with_their_rows():
    from arariwa.outreach.cli import app

    a_talk(cap=9)
    told = json.loads(CliRunner().invoke(app, ["figures", "--json", "--ids"]).output)
    found = {one["code"]: one for one in told}
    assert sorted(found) == sorted(FIGURES)
    assert found["OUT-09"]["result"] == 75.0
    assert {each["record"] for each in found["OUT-09"]["ids"]} >= {"events.stockmove", "events.participation"}
    lines = CliRunner().invoke(app, ["figures", "--year", "1999"]).output
    assert "OUT-12  no se sabe" in lines
