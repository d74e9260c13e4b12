"""The figures of rights together: each with words and a page, counted as the parts count them, printed by the command."""

import csv
import io
import json

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from arariwa.core import testing
from arariwa.events.figures import Scope
from arariwa.rights import figure_words
from arariwa.rights import showing_figures as showing
from arariwa.rights.figures import FIGURES, figure
from arariwa.rights.tests import consulting_world as world
from arariwa.rights.tests import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def tania():
    """Two questions answered, one led to a way; two notices."""
    tania = world.desk()
    led, _code = world.a_question()
    world.answered(led, tania)
    plain, _code = world.a_question(by=tania, ubigeo="")
    world.answered(plain, tania, way="", authority=None)
    testing.people()
    small.programme()
    for n in range(2):
        small.a_notice(text=f"Loros {n}")
    return tania


def test_every_figure_has_its_words_and_its_place(tania):
    codes = [code for _title, codes in showing.BOOK.sections for code in codes]
    assert sorted(codes) == sorted(FIGURES) == sorted(figure_words.WORDS) == ["OUT-10", "OUT-11", "OUT-13"]
    for code, count in FIGURES.items():
        found = count(Scope())
        assert found.value and not found.unknown, code
        assert set(found.beside) <= set(figure_words.BESIDE), code
        assert {*found.parts, *found.of_parts} <= set(figure_words.BREAKDOWNS), code
        assert all(rows.model in showing.ROWS for rows in found.rows), code
        for name, cells in found.parts.items():
            assert sum(cells.values()) == found.value, (code, name)
            words = figure_words.cell_words(name, cells)
            assert all(words[key] for key in cells) and "web" not in words.values(), (code, name)


def test_the_pages_show_them_with_their_rows(tania):
    client = testing.sign_in(tania)
    assert reverse("rights:figures") in client.get(reverse("rights:consultations")).content.decode()
    page = client.get(reverse("rights:figures")).content.decode()
    for code in FIGURES:
        assert reverse("rights:figure", args=[code]) in page
        assert client.get(reverse("rights:figure", args=[code])).status_code == 200
        assert client.get(reverse("rights:figure", args=[code]) + "?celdas=ocultar").status_code == 200
    answer = client.get(reverse("rights:figure_rows_csv", args=["OUT-10"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2 and world.LORO not in text
    assert client.get(reverse("rights:figure", args=["CAP-01"])).status_code == 404


def test_who_neither_answers_nor_works_on_notices_meets_no_figure(tania):
    ada = testing.sign_in(testing.people().ada)
    assert ada.get(reverse("rights:figures")).status_code == 422
    assert ada.get(reverse("rights:figure", args=["OUT-10"])).status_code == 404


def test_a_page_leads_nobody_where_they_are_refused(tania):
    people = testing.people()
    alba, carla = testing.sign_in(people.alba), testing.sign_in(people.carla)
    link = reverse("rights:consultations")
    assert alba.get(link).status_code == 422
    assert f'href="{link}"' not in alba.get(reverse("rights:figures")).content.decode()
    assert f'href="{link}"' in carla.get(reverse("rights:figures")).content.decode()
    assert reverse("rights:figures") in alba.get(reverse("rights:notices")).content.decode()


def test_what_citizens_asked_is_published_without_small_parts(tania):
    client = testing.sign_in(tania)
    address = reverse("rights:figure", args=["OUT-10"])
    for _n in range(5):
        row, _code = world.a_question()
        world.answered(row, tania)
    assert "no se publica" not in client.get(address).content.decode()
    page = client.get(f"{address}?celdas=ocultar").content.decode()
    assert "<dt>Valor</dt><dd>7</dd>" in page and "no se publica" in page
    assert "las páginas públicas" in page, "what the engine answered is not known"


def test_the_command_prints_them(tania):
    from arariwa.rights.cli import app

    told = {one["code"]: one for one in json.loads(CliRunner().invoke(app, ["figures", "--json"]).output)}
    assert {code: told[code]["value"] for code in told} == {code: figure(code).value for code in FIGURES}
    assert told["OUT-13"]["rows"] == 2
    assert "OUT-11  no se sabe" in CliRunner().invoke(app, ["figures", "--year", "1999"]).output
