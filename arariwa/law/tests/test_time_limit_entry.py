"""The book of the law says of a time limit and of a holiday what a reader must know."""

import html
import re

import pytest

from arariwa.law import queries
from arariwa.law.book import KIND_WORDS
from arariwa.law.domain.entries import KINDS

pytestmark = pytest.mark.django_db


def words(client, group):
    answer = client.get(f"/ley/{group}/")
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_time_limit_shows_its_lengths_who_prolongs_and_how_it_is_counted(client):
    page = words(client, "PR-IP")
    assert "120 días naturales" in page and "36 meses" in page
    assert "prórroga del caso complejo" in page and "el juez" in page
    assert "Cómo se cuenta" in page and "Art. 143.4" in page
    assert "Al vencer" in page and "control del plazo" in page


def test_a_time_limit_that_begins_again_says_so(client):
    assert "Se reinicia si la autoridad pide información" in words(client, "PR-INFORME")


@pytest.mark.parametrize(
    ("code", "kept"),
    [("viernes-santo", "2 días antes del Domingo de Pascua"), ("batalla-de-junin", "cada 6 de agosto")],
)
def test_a_holiday_says_when_it_is_kept_and_by_which_norm(client, code, kept):
    page = words(client, code)
    assert kept in page and "D.Leg. 713" in page


@pytest.mark.parametrize(
    "code", ["LEG-ZOOCRIA", "DEF-PROTEGIDA", "CP-80-84", "CP-57", "PR-PP", "ADM-ESTRATEGIA"]
)
def test_lawful_uses_definitions_and_rules_have_their_page(client, code):
    assert "unreviewed" not in words(client, code)


def test_every_kind_of_entry_of_the_pack_has_its_word_and_the_list_shows_it(client):
    kinds = {entry.kind for entry in queries.law().entries}
    assert kinds <= set(KINDS) == set(KIND_WORDS)
    assert client.get("/ley/?clase=holiday").status_code == 200
