"""Protection in words: what a list says on a day, and why."""

from datetime import date

import pytest

from arariwa.law.domain.protection import Standing
from arariwa.law.domain.protection_wording import cites_words, national_words
from arariwa.law.domain.taxa import Category, Listing

LISTED = Listing(
    "Podocnemis spp.", "II", date(1975, 7, 1), None, ("Podocnemis",), False, None, "high", ("CITES17",)
)
PART = Category(
    "Morpho menelaus", "NT", date(2014, 4, 9), None, "D.S. 004-2014-MINAGRI", "alas", None, "high", ("DS004",)
)


@pytest.mark.parametrize(
    ("standing", "es", "en"),
    [
        (
            Standing("II", "listed", LISTED),
            "Apéndice II de la CITES, incluida como Podocnemis spp.",
            "CITES Appendix II, listed as Podocnemis spp.",
        ),
        (
            Standing("none", "not_listed"),
            "no incluida en los apéndices de la CITES",
            "not in the CITES appendices",
        ),
        (
            Standing("none", "excluded", LISTED),
            "fuera de la CITES: excluida por su nombre",
            "outside CITES: excluded by name",
        ),
        (
            Standing(None, "mixed", LISTED, possible=("I", "II", "none")),
            "según la especie, en el Apéndice I, en el Apéndice II o en ningún apéndice de la CITES",
            "depending on the species, in Appendix I, in Appendix II or in no appendix of CITES",
        ),
    ],
)
def test_cites(standing, es, en):
    assert (cites_words(standing).es, cites_words(standing).en) == (es, en)


def test_what_was_not_read_is_not_known():
    assert "no se sabe" in cites_words(Standing(None, "earlier_not_read")).es
    assert "no se sabe" in national_words(Standing(None, "earlier_not_read")).es


@pytest.mark.parametrize(
    ("standing", "es"),
    [
        (Standing("VU", "listed", norm="D.S. 1"), "vulnerable (VU) en la lista nacional (D.S. 1)"),
        (Standing("none", "not_listed", norm="D.S. 1"), "no figura en la lista nacional (D.S. 1)"),
        (
            Standing(None, "part_only", PART, norm="D.S. 1"),
            "la lista nacional nombra solo «alas» como casi amenazada (NT) (D.S. 1)",
        ),
        (
            Standing(None, "some_members", norm="D.S. 1", possible=("EN", "none")),
            "según la especie, en peligro (EN) o sin categoría en la lista nacional (D.S. 1)",
        ),
        (
            Standing(None, "some_members", possible=("EN",)),
            "según la especie, en peligro (EN) en la lista nacional",
        ),
    ],
)
def test_national_list(standing, es):
    assert national_words(standing).es == es
