"""The sentences of a verdict, and how a norm and its article are cited on pages and in papers."""

import pytest

from arariwa.law.domain import wording
from arariwa.law.domain.conditions import NOT_KNOWN
from arariwa.law.domain.situation import UNSURE, Told
from arariwa.law.domain.wording import cited


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("308", "art. 308"),
        ("308-A", "art. 308-A"),
        ("334.2", "art. 334.2"),
        ("46, num. 2, lits. e y ñ", "art. 46, num. 2, lits. e y ñ"),
        ("308-B, segundo párrafo", "art. 308-B, segundo párrafo"),
        ("I", "art. I"),
        ("único", "art. único"),
        ("268-272", "arts. 268-272"),
        ("1 a 8", "arts. 1 a 8"),
        ("218, 316-319", "arts. 218, 316-319"),
        ("341 y 341-A", "arts. 341 y 341-A"),
        ("I, II num. 2.3 y 7", "arts. I, II num. 2.3 y 7"),
        ("314-C; CPP, arts. 222-223", "art. 314-C; CPP, arts. 222-223"),
        ("CPP, arts. 220 y 318, y reglamento", "CPP, arts. 220 y 318, y reglamento"),
        ("105 y 105-A", "arts. 105 y 105-A"),
        ("334.2, 330 y 67", "arts. 334.2, 330 y 67"),
        ("99; D.S. 019-2015-MINAGRI, arts. 71-72", "art. 99; D.S. 019-2015-MINAGRI, arts. 71-72"),
        ("guía", "guía"),
        ("Anexo 2", "Anexo 2"),
        ("primera disposición complementaria y final", "primera disposición complementaria y final"),
    ],
)
def test_what_is_no_article_is_cited_by_its_name_alone(article, said):
    assert cited("Norma", article) == f"Norma, {said}"


def test_a_norm_without_an_article_stands_alone():
    assert cited("Norma", "") == "Norma"


def test_articles_are_joined_in_the_language_of_the_page():
    assert cited("CPP", "6, 7 y 9", "en") == "CPP, arts. 6, 7 and 9"
    assert cited("CPP", "1 a 8", "en") == "CPP, arts. 1 to 8"


def category(*values):
    return wording.used(Told("specimens.0.national_category", values, None))


def test_what_may_be_so_is_said_as_such():
    assert category(UNSURE, "VU").shown.en == "may be vulnerable (VU)"
    assert category("NT", "VU").shown.es == "casi amenazada (NT) o vulnerable (VU)"


def test_an_open_fact_stands_once_with_what_is_told_of_it():
    told = wording.used(Told("specimens.0.form", ("live",), None))
    said = wording.why(NOT_KNOWN, [category(UNSURE, "VU"), told], ["specimen.national_category"], None)
    assert said.es == (
        "No se sabe: Categoría en la lista nacional (puede ser vulnerable (VU)). Consta: Estado o forma: vivo."
    )
    alone = wording.why(NOT_KNOWN, [category(UNSURE, "VU")], ["specimen.national_category"], None)
    assert alone.en == "Not known: Category on the national list (may be vulnerable (VU))."
