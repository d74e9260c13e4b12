"""A verdict in one language, its penalties in words."""

from typing import get_args

import pytest
from django.utils import translation

from arariwa.law import reading
from arariwa.law.answer import RULE_GROUPS, grouped
from arariwa.law.domain.offences import RuleGroup


def test_every_pair_of_words_becomes_one():
    data = {"a": {"es": "uno", "en": "one"}, "b": [{"c": {"es": "dos", "en": "two"}, "d": 3}], "e": None}
    assert reading.in_language(data, "es") == {"a": "uno", "b": [{"c": "dos", "d": 3}], "e": None}
    assert reading.in_language(data, "en") == {"a": "one", "b": [{"c": "two", "d": 3}], "e": None}


def test_missing_english_falls_back():
    assert reading.in_language({"es": "uno", "en": ""}, "en") == "uno"


@pytest.mark.parametrize(
    ("told", "es"),
    [
        (None, ""),
        ({"prison_years": None, "day_fines": None, "fine_uit": None}, ""),
        (
            {"prison_years": {"min": 3, "max": 5}, "day_fines": {"min": 180, "max": 400}, "fine_uit": None},
            "3 a 5 años de pena privativa de la libertad y 180 a 400 días-multa",
        ),
        ({"prison_years": {"min": 0, "max": 5}}, "hasta 5 años de pena privativa de la libertad"),
        ({"fine_uit": {"min": "0.1", "max": "5000"}}, "multa de más de 0.1 y hasta 5,000 UIT"),
    ],
)
def test_penalties(told, es):
    assert reading.penalty(told) == es


def test_open_day_fines_are_left_out():
    assert reading.days({"min": None, "max": 400}) == ""


def test_english():
    with translation.override("en"):
        assert reading.years({"min": 3, "max": 5}) == "3 to 5 years"


def test_every_heading_of_the_rules_of_procedure_has_its_words():
    assert list(RULE_GROUPS) == list(get_args(RuleGroup))
    rules = [{"id": "a", "group": "goods"}, {"id": "b", "group": "techniques"}, {"id": "c", "group": "goods"}]
    told = [(heading, [r["id"] for r in rows]) for heading, rows in grouped(rules)]
    assert told == [("Técnicas especiales", ["b"]), ("Bienes y especímenes", ["a", "c"])]


@pytest.mark.parametrize(
    ("start", "until", "es", "en"),
    [
        (
            None,
            "2023-11-23",
            "para actos hasta el 22 de noviembre de 2023",
            "for acts until 22 November 2023",
        ),
        (
            "2023-11-23",
            None,
            "para actos desde el 23 de noviembre de 2023",
            "for acts since 23 November 2023",
        ),
        (
            "2023-11-23",
            "2024-01-01",
            "para actos desde el 23 de noviembre de 2023 hasta el 31 de diciembre de 2023",
            "for acts from 23 November 2023 until 31 December 2023",
        ),
        (None, None, "", ""),
    ],
)
def test_people_read_the_last_day_on_which_it_holds(start, until, es, en):
    for lang, said in (("es", es), ("en", en)):
        with translation.override(lang):
            assert reading.acts(start, until) == said


def test_the_species_table_is_named_in_the_language_of_the_page():
    with translation.override("en"):
        assert reading.source("Ara ararauna: tabla de especies") == "Ara ararauna: species table"
        assert reading.source("Acta, folio 3: dice «loro»") == "Acta, folio 3: dice «loro»"
        assert reading.source("tabla de especies") == "species table"


@pytest.mark.parametrize(
    ("met", "total", "es"),
    [
        (4, 4, "los 4 requisitos del tipo con elementos de convicción"),
        (2, 4, "2 de los 4 requisitos del tipo con elementos de convicción"),
        (1, 1, "su único requisito con elementos de convicción"),
        (0, 1, "su único requisito aún sin elementos de convicción"),
    ],
)
def test_how_many_elements_are_supported(met, total, es):
    with translation.override("es"):
        assert reading.count_words(met, total) == es
