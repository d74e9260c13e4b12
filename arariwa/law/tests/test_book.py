"""The law as a book: norms in the order of a reader, articles in theirs, pages that stay light."""

import gzip

import pytest
from django.test import Client

from arariwa.core.testing import people, sign_in
from arariwa.law import book, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client()


def test_the_norms_in_the_order_a_reader_looks_for_them(visitor):
    shelves = visitor.get("/ley/").context["shelves"]
    assert [s.code for s in shelves[:3]] == ["pe/cp", "pe/ley-29763", "pe/ds-019-2015-minagri"]
    assert "pe/cpp" in [s.code for s in shelves[:7]]
    law = queries.law()
    assert {s.code for s in shelves} == {e.source.norm for e in law.entries}
    assert sum(s.rules for s in shelves) == len({(e.source.norm, e.group) for e in law.entries})


@pytest.mark.parametrize("address", ["/ley/", "/ley/?norma=pe/cp", "/ley/?q=fauna", "/en/ley/?clase=base"])
def test_every_view_is_light(visitor, address):
    page = visitor.get(address)
    assert len(page.content) < 50_000
    assert len(gzip.compress(page.content)) < 15_000


def test_a_long_norm_comes_in_pages_that_leave_nothing_out(visitor):
    seen, address = [], "/ley/?norma=pe/cp"
    for _page in range(9):
        answer = visitor.get(address)
        seen += [rule.last.entry.group for rule in answer.context["rules"]]
        if answer.context["page"]["last"] >= answer.context["found"]:
            break
        assert f"desde={answer.context['page']['last']}" in answer.content.decode()
        address = f"/ley/?norma=pe/cp&desde={answer.context['page']['last']}"
    law = queries.law()
    assert sorted(seen) == sorted({e.group for e in law.entries if e.source.norm == "pe/cp"})
    assert visitor.get("/ley/?norma=pe/cp&desde=-3x").context["page"]["first"] == 1
    assert visitor.get("/ley/?norma=pe/cp&desde=99999").status_code == 200


def test_articles_follow_as_a_norm_prints_them():
    wanted = [
        "I y 7",
        "9",
        "10",
        "308",
        "308-A",
        "primera disposición complementaria y final",
        "guía",
        "Anexo 2",
    ]
    assert sorted(wanted[::-1], key=book._natural) == wanted
    closing = ["tercera disposición complementaria final", "primera disposición complementaria y final"]
    assert sorted(closing, key=book._natural) == closing[::-1]


def test_articles_are_joined_in_the_language_of_the_page(visitor):
    assert "arts. 45-A and 46" in visitor.get("/en/ley/?q=45-A").content.decode()


def test_the_line_of_days_holds_one_kind_and_its_bars_are_drawn(visitor):
    """PR-PP: two rules of procedure one after the other, and a time limit of its own."""
    page = visitor.get("/ley/PR-PP/").context["page"]
    assert {text.key for text in page.compared.texts} < {shown.row.entry.key for shown in page.shown}
    assert (
        len({s.row.kind for s in page.shown if s.row.entry.key in {t.key for t in page.compared.texts}}) == 1
    )
    assert [bar["label"] for bar in visitor.get("/ley/CP-308/").context["page"].chart.bars] == [
        "texto de 1991",
        "texto de 2008",
        "texto de 2015",
    ]


def test_a_rule_stands_once_with_its_texts(visitor):
    (rule,) = [r for r in visitor.get("/ley/?q=CP-308").context["rules"] if r.last.entry.group == "CP-308"]
    assert rule.texts == 3 and rule.last.entry.until is None
    (on_a_day,) = [
        r for r in visitor.get("/ley/?q=CP-308&dia=2000-01-01").context["rules"]
        if r.last.entry.group == "CP-308"
    ]  # fmt: skip
    assert on_a_day.texts == 1 and on_a_day.last.entry.until


def test_a_wrong_day_gets_its_sentence(visitor):
    answer = visitor.get("/ley/?dia=ayer")
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_public_pages_go_out_compressed_and_nothing_worth_guessing_does():
    """A page with a form's token that was asked for with something chosen, or of someone signed in, keeps its length to itself."""
    asks = {"headers": {"Accept-Encoding": "gzip"}}
    page = Client().get("/ley/", **asks)
    assert page.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in page.headers["Vary"]
    assert b"<html" in gzip.decompress(page.content)
    assert "Content-Encoding" not in Client().get("/ley/").headers
    token = Client().get("/cuenta/ingresar/?next=/ley/", **asks)
    assert b"csrfmiddlewaretoken" in token.content and "Content-Encoding" not in token.headers
    wrong = Client().post("/cuenta/ingresar/", {"login": "x"}, **asks)
    assert b"csrfmiddlewaretoken" in wrong.content and "Content-Encoding" not in wrong.headers
    empty = Client().get("/cuenta/ingresar/", **asks)
    assert b"csrfmiddlewaretoken" in gzip.decompress(empty.content)
    assert "Content-Encoding" not in sign_in(people().alba).get("/ley/", **asks).headers


@pytest.mark.parametrize(
    ("printed", "leads"),
    [
        ("CP-309-v2015", "/ley/CP-309-1/#cp-309-v2015"),
        ("cp-309-V2015", "/ley/CP-309-1/#cp-309-v2015"),
        ("CP-309.1", "/ley/CP-309-1/#cp-3091"),
        ("CP-308-v2008", "/ley/CP-308/#cp-308-v2008"),
        ("CP-308-v1991.agr", "/ley/CP-309-1/#cp-308-v1991agr"),
        ("cp-308", "/ley/CP-308/#cp-308"),
        ("cp-309-1", "/ley/CP-309-1/"),
        ("CP-309", "/ley/?q=CP-309"),
        ("cp-309", "/ley/?q=CP-309"),
    ],
)
def test_an_id_as_it_is_printed_leads_to_its_text(visitor, printed, leads):
    answer = visitor.get(f"/ley/{printed}/")
    assert (answer.status_code, answer["Location"]) == (302, leads)
    page = visitor.get(f"/ley/{printed}/", follow=True)
    assert page.status_code == 200
    _page, _hash, at = leads.partition("#")
    assert not at or f'id="{at}"' in page.content.decode()


def test_an_article_leads_to_all_its_rules(visitor):
    found = visitor.get("/ley/CP-309/", follow=True).context["rules"]
    assert {rule.last.entry.group for rule in found} >= {"CP-309-1", "CP-309-2"}


def test_every_id_of_the_law_leads_somewhere(visitor):
    law = queries.law()
    groups = {e.group for e in law.entries}
    for entry in law.entries:
        if entry.key not in groups:
            assert entry.group in visitor.get(f"/ley/{entry.key}/")["Location"], entry.key


@pytest.mark.parametrize("address", ["/ley/CP-3090/", "/ley/CP-30/", "/ley/no-hay-tal/", "/ley/%20/"])
def test_no_id_is_nowhere(visitor, address):
    assert visitor.get(address).status_code == 404
