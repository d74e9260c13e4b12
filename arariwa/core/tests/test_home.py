"""Home: what waits first, what is empty in one sentence, and nobody before an empty page."""

import re

import pytest

from arariwa.core import desk, testing
from arariwa.core.models import Role

pytestmark = pytest.mark.django_db


def home(who, lang=""):
    return testing.sign_in(who).get(f"{lang}/").content.decode()


def content(page):
    return page.split("<main")[1].split("</main>")[0]


def headings(page):
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", content(page))


def test_what_waits_comes_before_what_can_be_looked_up_again():
    everyone = testing.people()
    testing.an_intervention(prosecutor_told="telephone", prosecutor_office=everyone.pilar.office)
    testing.a_case()
    assert headings(home(everyone.pilar)) == [
        "Intervenciones sin caso",
        "Por calificar",
        "Intervenciones recientes",
    ]


def test_what_is_empty_is_one_quiet_sentence():
    everyone = testing.people()
    testing.a_case()
    page = content(home(everyone.pilar))
    assert "Borradores" not in headings(home(everyone.pilar))
    empty = "entregas por recibir, borradores, intervenciones sin caso, carpetas producidas o avisos"
    assert f"Por ahora no hay {empty}." in page
    assert page.index("Por ahora no hay") > page.index("Intervenciones recientes")
    assert "no hand-overs to receive" in home(everyone.pilar, "/en")


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("lang", ["", "/en"])
def test_no_role_meets_an_empty_page(role, lang):
    """Before anything has come, each role is told what will come and how."""
    who = testing.someone("Nadia", testing.office("IML-LO", "IML"), role)
    page = content(home(who, lang))
    words = re.sub(r"<[^>]+>", " ", page.split("</h1>")[1])
    assert headings(home(who, lang)) == [
        "What will come here, and how" if lang else "Qué llegará aquí y cómo"
    ]
    assert len(words.split()) > 20


def test_the_verb_of_the_page_is_plain_beside_what_waits():
    everyone = testing.people()
    verb = r'<a class="button( plain)?" href="/intervenciones/nueva/">'
    assert re.search(verb, home(everyone.alba)).group(1) is None
    testing.an_intervention(registered=False)
    assert re.search(verb, home(everyone.alba)).group(1) == " plain"
    assert not re.search(verb, home(testing.someone("Nadia", testing.office("IML-LO", "IML"), "laboratory")))


def test_the_list_is_offered_of_what_waits_and_of_what_does_not_fit():
    rows = [{"text": str(n)} for n in range(desk.SHOWN + 1)]
    block = {"heading": "h", "things": "t", "comes": "c", "more_url": "/todo/"}
    assert desk.Block(rows=rows[:1], **block).all_url == "/todo/"
    assert desk.Block(rows=rows[:1], waits=False, **block).all_url == ""
    full = desk.Block(rows=rows, waits=False, **block)
    assert full.all_url == "/todo/" and len(full.shown) == desk.SHOWN
