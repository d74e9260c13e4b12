"""The public form that asks the law: what grows, what is kept in the address, what is told on paper."""

import gzip
import re

import pytest
from django.test import Client

from arariwa.law import qualifying

pytestmark = pytest.mark.django_db
SALE = {"cuando_year": "2024", "actos": ["sell"], "especie": "charapa"}
LIVE = {"HX-Request": "true"}


@pytest.fixture
def visitor():
    return Client()


def ask(visitor, given=SALE, **more):
    return visitor.get("/ley/preguntar/", {**given, **more})


def groups(answer):
    return {g.key: g for g in answer.context["asked"].groups}


def test_the_form_begins_short(visitor):
    page = visitor.get("/ley/preguntar/")
    assert [g.key for g in page.context["asked"].groups if g.open] == ["fecha", "especie", "actos"]
    assert page.context["form"].questions == [] and page.context["answer"] is None
    assert "aunque sea solo el año" in page.content.decode()


def test_what_was_answered_is_folded_and_says_so(visitor):
    found = groups(ask(visitor, **{"title.state": "none", "specimen.form": "live"}))
    assert not any(g.open for g in found.values())
    assert (found["fecha"].told, found["actos"].told, found["titulo"].told) == ("2024", "Vender", "No tiene")
    assert groups(ask(visitor))["titulo"].open, "not answered yet"


def test_a_group_opens_again_while_it_holds_what_decides(visitor):
    """A macaw of 2018: whether it is alive decides on cruelty to animals; of a genus, which species it is decides."""
    opened = groups(ask(visitor, especie="guacamayo", cuando_year="2018", **{"title.state": "none"}))
    assert opened["especie"].open and opened["especie"].told == "guacamayo"


def test_the_next_questions_are_those_that_would_decide_the_most_decisive_first(visitor):
    page = ask(visitor, **{"title.state": "none"})
    asked = [f.name for f in page.context["form"].questions]
    ranked = [qualifying.term_path(row["path"]) for row in page.context["answer"].verdict["to_find_out"]]
    assert 0 < len(asked) <= qualifying.MOST_NEW
    assert (
        asked
        == [p for p in dict.fromkeys(ranked) if qualifying.askable(p) and p != "title.state"][: len(asked)]
    )
    assert "Puede cambiar" in page.content.decode()
    answered = ask(visitor, **{"title.state": "none", asked[0]: "no"})
    assert asked[0] not in [f.name for f in answered.context["form"].questions]
    assert [f.name for f in answered.context["form"].answers] == [asked[0]]
    unknown = ask(visitor, **{"title.state": "none", asked[0]: "unknown"})
    assert asked[0] not in [f.name for f in unknown.context["form"].questions], (
        "it was said that it is not known"
    )


def test_which_of_several_species_it_is_stands_among_what_decides(visitor):
    page = ask(visitor, especie="tigrillo", **{"title.state": "none"})
    (which,) = page.context["asked"].to_do
    assert which.startswith("¿Qué especie es?") and "4 a 7 años" in which
    assert which in page.content.decode()
    assert ask(visitor, especie="", **{"title.state": "none"}).context["asked"].to_do == []


def test_whether_the_look_alike_would_change_the_answer_is_said(visitor):
    text = ask(visitor, especie="Ara macao").content.decode()
    assert "Ara chloropterus" in text and "Si fuera" in text


def test_the_answer_stands_in_one_line_and_is_read_aloud(visitor):
    page = ask(visitor, **{"title.state": "none"})
    text = page.content.decode()
    assert page.context["asked"].line == "Código Penal, art. 308 · corresponde · 4 a 7 años"
    assert re.search(r'role="status" id="dicho">Código Penal, art. 308', text)
    assert 'id="resumen"><a href="#respuesta">' in text
    assert text.index('id="respuesta"') < text.index('id="porque"')


def test_what_the_name_was_understood_as_is_said(visitor):
    text = ask(visitor).content.decode()
    assert "Se entiende:" in text and 'href="/especies/podocnemis-' in text
    assert "Ninguna especie de la tabla se llama así" in ask(visitor, especie="zzzqqq").content.decode()


def test_the_day_of_the_act_decides_which_procedure_holds(visitor):
    given = {"cuando_year": "2018", "actos": ["transport"], "especie": "Ara ararauna", "title.state": "none"}
    text = ask(visitor, given).content.decode()
    assert "para actos hasta el 22 de noviembre de 2023" in text
    assert "para actos desde el 23 de noviembre de 2023" in text
    act = {"acto_day": "1", "acto_month": "2", "acto_year": "2024"}
    told = ask(visitor, given, **act)
    assert "debe pasar de 4 años" not in told.content.decode()
    assert groups(told)["diligencia"].told == "1 de febrero de 2024"


def test_while_one_answers_only_what_changes_is_sent(visitor):
    answer = visitor.get("/ley/preguntar/", {**SALE, "cuando_day": "", "acto_year": ""}, headers=LIVE)
    text = answer.content.decode()
    assert text.lstrip().startswith('<section class="told') and "<html" not in text
    for name in ("dicho", "resumen", "entendido", "siguientes", "porque"):
        assert re.search(rf'id="{name}"[^>]* hx-swap-oob=', text), name
    assert answer.headers["HX-Push-Url"] == "/ley/preguntar/?cuando_year=2024&actos=sell&especie=charapa"
    assert "HX-Request" in answer.headers["Vary"]
    back = visitor.get("/ley/preguntar/", SALE, headers={**LIVE, "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(visitor):
    answer = ask(visitor, cuando_day="31", cuando_month="2")
    text = answer.content.decode()
    assert answer.status_code == 422 and "Ese día no existe" in text
    assert groups(answer)["fecha"].open and 'value="31"' in text and 'value="charapa"' in text
    live = visitor.get("/ley/preguntar/", {**SALE, "cuando_day": "31", "cuando_month": "2"}, headers=LIVE)
    assert live.status_code == 422 and "Ese día no existe" in live.content.decode()
    assert ask(visitor, acto_day="1", acto_year="2024").status_code == 422


def test_paper_holds_what_was_told_the_pack_and_the_address(visitor):
    page = ask(visitor, **{"title.state": "none", "cuando_month": ""})
    told = dict(page.context["asked"].told)
    assert list(told.values()) == ["2024", "charapa", "Vender", "No tiene"]
    text = page.content.decode()
    paper = text[text.index("part paper") : text.index("part paper") + 4000]
    assert page.context["answer"].verdict["pack_fingerprint"] in paper
    assert "/ley/preguntar/?cuando_year=2024&amp;actos=sell&amp;especie=charapa&amp;title.state=none" in paper
    assert 'class="screen"' in text[text.index("<form") : text.index("<form") + 200], (
        "the form does not print"
    )


def test_english_pages_speak_english(visitor):
    page = visitor.get("/en/ley/preguntar/", {**SALE, "title.state": "none"}).content.decode()
    assert "species table" in page and "tabla de especies" not in page
    assert "all its 4 elements are supported" in page
    assert "Understood as:" in page


def test_every_answer_is_light(visitor):
    page = ask(visitor, **{"title.state": "none"}).content
    assert len(page) < 50_000 and len(gzip.compress(page)) < 15_000


@pytest.mark.parametrize(
    "name", ["verdict.x", "place.ubigeo", "specimen.name_as_written", "nada", "actor.name"]
)
def test_an_address_cannot_make_the_form_ask_anything(visitor, name):
    page = ask(visitor, **{name: "987654321"})
    assert page.status_code == 200 and name not in page.context["form"].fields


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x07", "a" * 500, "%s %(n)s {0}"])
def test_hostile_answers(visitor, text):
    answer = ask(visitor, especie=text, actos=text, **{"title.state": text, "specimen.quantity": text})
    assert answer.status_code in (200, 422) and "<script>alert" not in answer.content.decode()
