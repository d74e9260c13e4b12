"""The review desk by its pages: what waits, one entry of the law or one taxon, a correction with what it changes."""

import html
import re

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.law import actions, proposing, qualifying, queries, reviewing, waiting
from arariwa.law.models import EntryReview

pytestmark = pytest.mark.django_db
DESK = "/ley/revision/"
TAXON = "podocnemis-unifilis"


@pytest.fixture
def lola():
    return testing.someone("Lola", testing.office("MINAM-LEX", "MINAM"), "reviewer")


@pytest.fixture
def client(lola):
    return testing.sign_in(lola)


def sent(entry, verdict="signed", **more):
    return {"id": str(uuid7()), "digest": entry.digest, "verdict": verdict, "reason": "Cotejado", **more}


def titles(page):
    return re.findall(r'<li><p><a href="([^"]+)"', page)


def test_the_desk_holds_every_entry_and_every_taxon_what_is_least_sure_first(client):
    every = waiting.every()
    assert {w.pack for w in every} == {reviewing.LAW, reviewing.SPECIES}
    assert [w.entry.confidence for w in every] == sorted(
        (w.entry.confidence for w in every), key=("low", "medium", "high").index
    )
    seen, url = [], DESK
    while url:
        page = client.get(url).content.decode()
        seen += titles(page)
        after = re.search(r'href="(\?desde=\d+)" rel="next"', page)
        url = DESK + after[1] if after else ""
    assert seen == [w.url for w in every]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?de=ley&q=CP-308-v2008", ["/ley/revision/CP-308-v2008/"]),
        ("?de=especies&q=taricaya+unifilis", [f"/especies/{TAXON}/revision/"]),
        ("?de=ley&q=achoque", []),
        ("?q=zzzz", []),
    ],
)
def test_the_desk_is_searched_and_narrowed(client, query, found):
    assert titles(client.get(DESK + query).content.decode()) == found


def test_of_the_menu_only_the_desk_is_the_current_place(client):
    page = client.get(DESK).content.decode()
    menu = page[page.index('<nav class="places"') :]
    current = re.findall(r'<a href="([^"]+)"[^>]*aria-current', menu[: menu.index("</nav>")])
    assert current == [DESK]


@pytest.mark.parametrize("junk", ["-1", "x", "99999", "٣", "9" * 50])
def test_a_page_nobody_was_given_is_the_first(client, junk):
    first = titles(client.get(DESK).content.decode())
    assert titles(client.get(DESK, {"desde": junk}).content.decode()) == first


def test_a_signed_entry_says_who_and_when_to_officials_and_which_office_to_visitors(client, lola):
    entry = reviewing.entry("CP-308")
    assert client.post(f"{DESK}CP-308/", sent(entry)).url == "/ley/CP-308/#cp-308"
    for url in ("/ley/CP-308/", "/ley/?q=CP-308&dia=2026-01-01", f"{DESK}?revision=signed"):
        assert "revisado por Lola Prueba" in client.get(url).content.decode()
    public = Client().get("/ley/CP-308/").content.decode()
    assert f"revisado por {lola.office.name}" in public
    assert "Lola" not in public and "Cotejado" not in public


def test_a_taxon_is_signed_disputed_and_shown_so(client, lola):
    url = reverse("law:review_taxon", args=[TAXON])
    assert "sin revisar" in Client().get(f"/especies/{TAXON}/").content.decode()
    assert client.post(url, sent(reviewing.taxon(TAXON))).url == f"/especies/{TAXON}/"
    assert "revisado por Lola Prueba" in client.get(f"/especies/{TAXON}/").content.decode()
    client.post(url, sent(reviewing.taxon(TAXON), "disputed"))
    assert "en disputa" in Client().get(f"/especies/{TAXON}/").content.decode()
    assert client.get("/especies/nadie-tal/revision/").status_code == 404


def test_a_review_of_an_earlier_text_says_so(client, lola):
    given = {"pack": reviewing.LAW, "key": "CP-308", "digest": "0" * 64, "fingerprint": "0" * 64}
    EntryReview.objects.create(
        **given, verdict="signed", reason="x", reviewed_at=lola.actor.now, reviewed_by=lola.membership
    )
    page = Client().get("/ley/CP-308/").content.decode()
    assert "revisado en un texto anterior" in page and "(de un texto anterior)" in page


def test_a_correction_shows_the_examples_that_would_answer_otherwise_and_asks(client):
    entry = reviewing.entry("CP-308")
    text = proposing.begins(entry)
    at = text.rindex("prison_years: {min: 3, max: 5}")
    text = text[:at] + text[at:].replace("max: 5}", "max: 6}", 1)
    given = sent(entry, "corrected", proposed=text)
    answer = client.post(f"{DESK}CP-308/", given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "responderían de otro modo" in page
    assert "pe/law/offences/cp-308.yaml, línea" in page
    box = re.search(r'<input type="checkbox" name="accepts" value="([0-9a-f]{64})"[^>]*>', page)
    assert "checked" not in box[0]
    assert not EntryReview.objects.exists()
    assert client.post(f"{DESK}CP-308/", {**given, "accepts": box[1]}).status_code == 302
    row = EntryReview.objects.get()
    assert row.differs and "-      prison" in row.change
    desk = client.get(DESK).content.decode()
    assert f"{DESK}{row.pk}.patch" in desk and "ejemplos responderían de otro modo" in desk
    assert html.escape(row.told[0]) in desk
    patch = client.get(f"{DESK}{row.pk}.patch")
    assert patch.content.decode() == proposing.patch(row)
    assert patch["Content-Disposition"] == 'attachment; filename="CP-308.patch"'


ASKED = "cuando_year=2024&actos=sell&especie=charapa&title.state=none"


def sign(who, key, verdict="signed"):
    entry = reviewing.entry(key)
    given = {"id": uuid7(), "key": key, "digest": entry.digest, "verdict": verdict, "reason": "Cotejado"}
    actions.review_entry(by=who.actor, **given)


def test_an_answer_of_the_law_says_who_reviewed_what_it_rests_on(client, lola):
    def review_of_the_answer():
        page = client.get(f"/ley/preguntar/?{ASKED}").content.decode()
        return re.search(r"<dt>Revisión jurídica</dt><dd>(.*?)</dd>", page, re.DOTALL)[1]

    answer = qualifying.asked(QueryDict(ASKED)).answer
    rests_on = sorted({row["id"] for s in answer.proposed for row in (s.row, *s.pointed_aggravations)})
    assert len(rests_on) > 1
    for key in rests_on:
        assert "sin revisar" in review_of_the_answer()
        sign(lola, key)
    assert "revisado por Lola Prueba" in review_of_the_answer()
    verdict = queries.qualify({"on": "2024-01-01", "acts": ["sell"]})
    assert verdict["review"] == "unreviewed" and "standing" not in verdict["considered"][0]
    sign(lola, rests_on[0], "disputed")
    assert "en disputa" in review_of_the_answer()
