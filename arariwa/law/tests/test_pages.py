"""Public pages of the law: species."""

import re

import pytest
from django.test import Client

from arariwa.core.testing import people, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client()


def test_anyone_finds_a_species_by_what_people_write(visitor):
    page = visitor.get("/especies/", {"q": "tarikayas"}).content.decode()
    assert "Podocnemis unifilis" in page
    assert "Apéndice II de la CITES" in page
    assert 'href="/especies/podocnemis-unifilis/"' in page


def test_the_welcome_leads_to_all_that_anyone_may_read(visitor):
    """Each with one sentence; and each is open to whoever follows it."""
    for prefix, sentence in (("", "Nada se guarda."), ("/en", "Nothing is kept.")):
        page = visitor.get(f"{prefix}/").content.decode()
        links = re.findall(r'<li><a href="([^"]+)">[^<]+<span class="more">[^<]+</span></a></li>', page)
        assert links[0] == f"{prefix}/derechos/"
        first = links.index(f"{prefix}/especies/")
        assert [f"{prefix}{at}" for at in ("/especies/", "/ley/preguntar/", "/ley/")] == links[
            first : first + 3
        ]
        assert sentence in page
        assert [visitor.get(link).status_code for link in links] == [200] * len(links)


def test_several_and_none_say_so(visitor):
    several = visitor.get("/especies/", {"q": "loro"})
    assert several.context["found"].answer in ("one", "several")
    assert "técnico" in several.content.decode()
    none = visitor.get("/especies/", {"q": "zzzqqq"}).content.decode()
    assert "Ninguna especie de la tabla se llama así" in none


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\x07", "a" * 5000, "'; DROP TABLE x; --", "🦜", "%s %(n)s {0}"]
)
def test_hostile_text(visitor, text):
    answer = visitor.get("/especies/", {"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_only_the_part_that_changes_is_sent_while_typing(visitor):
    part = visitor.get("/especies/", {"q": "huangana"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="hallado"')
    assert "<html" not in part


def test_a_taxon_today_and_on_a_day(visitor):
    page = visitor.get("/especies/tayassu-pecari/").content.decode()
    for words in (
        "Tayassu pecari",
        "Apéndice II",
        "casi amenazada (NT)",
        "sin revisar",
        "huangana",
        "Pecari tajacu",
    ):
        assert words in page, words
    before = visitor.get(
        "/especies/tayassu-pecari/", {"dia_day": "1", "dia_month": "3", "dia_year": "2010"}
    ).content.decode()
    assert "1 de marzo de 2010" in before
    assert "no se sabe si figuraba en la lista nacional" in before


def test_what_tells_look_alikes_apart(visitor):
    page = visitor.get("/especies/tayassu-pecari/").content.decode()
    for words in ("Sajino: collar claro", "Qué los distingue", "confianza baja"):
        assert words in page, words
    assert "Collared: pale collar" in visitor.get("/en/especies/tayassu-pecari/").content.decode()
    # the other way round, though the table has the pair once
    assert "Sajino: collar claro" in visitor.get("/especies/pecari-tajacu/").content.decode()


def test_a_wrong_day_is_told_and_today_is_shown(visitor):
    for given in (
        {"dia_day": "31", "dia_month": "2", "dia_year": "2010"},
        {"dia_day": "1", "dia_month": "1", "dia_year": "2999"},
    ):
        answer = visitor.get("/especies/tayassu-pecari/", given)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()


def test_a_higher_taxon_lists_what_belongs_to_it(visitor):
    page = visitor.get("/especies/psittacidae/")
    assert page.context["page"].below
    assert "según la especie" in page.content.decode()


def test_sources_are_named_in_the_language_of_the_page(visitor):
    assert (
        "Conocimiento experto de quien compiló la tabla" in visitor.get("/especies/felidae/").content.decode()
    )
    assert "Expert knowledge of the compiler" in visitor.get("/en/especies/felidae/").content.decode()


def test_missing(visitor):
    assert visitor.get("/especies/no-hay-tal/").status_code == 404
    assert visitor.get("/especies/../").status_code in (301, 404)


def test_wrong_method(visitor):
    assert visitor.post("/especies/").status_code == 405
    assert visitor.post("/especies/tayassu-pecari/").status_code == 405


def test_english(visitor):
    page = visitor.get("/en/especies/tayassu-pecari/").content.decode()
    assert "CITES Appendix II" in page
    assert "Species sheet" in page


def test_first_view_is_light(visitor):
    import gzip

    for address in ("/especies/", "/especies/?q=tarikayas", "/especies/tayassu-pecari/"):
        assert len(gzip.compress(visitor.get(address).content)) < 15_000


def test_officials_find_species_in_the_search_and_the_menu():
    page = sign_in(people().alba).get("/buscar/", {"q": "huangana"}).content.decode()
    assert "/especies/tayassu-pecari/" in page
    assert 'href="/especies/"' in page
