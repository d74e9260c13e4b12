"""The answer of a verdict in sentences: for each kind of answer the engine may give."""

import pytest

from arariwa.cases import reading
from arariwa.law import answer as verdicts
from arariwa.law import queries as law

pytestmark = pytest.mark.django_db
DAY = "2026-03-16"


def answer(**told):
    situation = {"on": DAY, **told}
    return reading.read(law.qualify(situation), {}, situation)


def test_nothing_told():
    read = answer()
    assert read.headline == "Nada de lo informado apunta todavía a un delito"
    assert "Responda las preguntas" in read.lead
    assert read.undecided == 0


def test_possible_says_how_far_and_what_is_open():
    read = answer(acts={"sell": True}, specimens=[{"taxa": ["Podocnemis unifilis"]}])
    assert (
        read.headline == "Tráfico ilegal de especies de flora y fauna silvestre, con agravante por confirmar"
    )
    assert (
        "2 de los 4 requisitos del tipo con elementos de convicción; por esclarecer: sin permiso" in read.lead
    )
    assert read.undecided == len(read.proposed) > 0


def test_firm_says_so():
    read = answer(
        acts={"sell": True},
        specimens=[{"taxa": ["Podocnemis unifilis"]}],
        title={"state": "none"},
        actors=[{"knowledge": "knew"}],
    )
    first = read.proposed[0]
    assert first.row["status"] == "firm"
    assert read.headline.endswith("con agravante")
    assert "los 4 requisitos del tipo con elementos de convicción" in read.lead


def test_lawful():
    read = answer(
        acts={"transport": True},
        title={"state": {"value": "valid", "source": "guía de transporte"}},
        specimens=[{"what": "wild_fauna", "form": "live", "aquatic": False}],
    )
    assert read.verdict["lawful"] is True
    assert not read.proposed
    assert read.headline == "Lo informado es lícito"


def test_only_a_disputed_reading_says_so():
    read = answer(
        acts={"sell": True}, specimens=[{"taxa": ["Podocnemis unifilis"]}], title={"state": "valid"}
    )
    assert [s.row["status"] for s in read.proposed] == ["uncertain"]
    assert read.headline.endswith("según cómo se lea la ley")


def test_days_in_words():
    assert verdicts.span_words("2026-03-16") == "16 de marzo de 2026"
    assert verdicts.span_words("2026-02") == "febrero de 2026"
    assert verdicts.span_words("2026-02-01/2026-03-16") == "del 1 de febrero de 2026 al 15 de marzo de 2026"


def test_law_that_changed_within_the_days_is_told_by_part():
    situation = {
        "on": {"from": "2022-11-01", "until": "2022-12-01"},
        "acts": {"sell": True},
        "specimens": [{"taxa": ["Podocnemis unifilis"]}],
    }
    read = reading.read(law.qualify(situation), {}, situation)
    assert len(read.by_date) == 2
    assert read.by_date[0]["span"].startswith("del 1 de noviembre de 2022")
    assert read.by_date[0]["offences"]


def test_the_norms_that_amended_an_article_are_named_as_one_cites_them():
    first = answer(acts={"sell": True}, specimens=[{"taxa": ["Podocnemis unifilis"]}]).proposed[0]
    assert first.row["source"]["amended_by"] and first.row["amended"] == "D.Leg. 1237"
