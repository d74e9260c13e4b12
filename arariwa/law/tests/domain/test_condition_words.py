"""Conditions as people read them."""

import pytest

from arariwa.law.domain.condition_words import condition_words
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.offences import NamedCondition
from arariwa.law.tests.worlds import law

SOLD = {"fact": "acts.sell", "is": True}
NAMED = {"sold": NamedCondition.model_validate({"label": {"es": "Venta", "en": "Sale"}, "when": SOLD})}


@pytest.mark.parametrize(
    ("condition", "es", "en"),
    [
        (SOLD, "Vender: sí", "Selling: yes"),
        ({"use": "sold"}, "Venta", "Sale"),
        ({"not": {"use": "sold"}}, "no (Venta)", "not (Sale)"),
        (
            {"any": [SOLD, {"fact": "acts.store", "is": True}]},
            "Vender: sí, o Almacenar: sí",
            "Selling: yes, or Storing: yes",
        ),
        (
            {"all": [{"use": "sold"}, {"any": [SOLD, {"fact": "acts.store", "is": False}]}]},
            "Venta, y (Vender: sí, o Almacenar: no)",
            "Sale, and (Selling: yes, or Storing: no)",
        ),
        (
            {"fact": "specimen.form", "in": ["live", "dead"]},
            "Estado o forma: vivo, o muerto",
            "Form: live, or dead",
        ),
        (
            {"fact": "circumstances.persons", "at_least": 2},
            "Personas que intervinieron: al menos 2",
            "Persons involved: at least 2",
        ),
        (
            {"fact": "on", "before": "2015-10-01"},
            "Fecha de los hechos: antes del 1 de octubre de 2015",
            "Date of the facts: before 1 October 2015",
        ),
        (
            {"fact": "customs.value_soles", "more_than_times": {"unit": "UIT", "times": 4}},
            "Valor total de la mercancía: más de 4 UIT",
            "Total value of the goods: more than 4 UIT",
        ),
        (
            {"fact": "title.state", "known": True},
            "consta: Permiso, certificado u otro título",
            "told: Permit, certificate or other title",
        ),
    ],
)
def test_each_kind_of_condition(condition, es, en):
    words = condition_words(Node.model_validate(condition), NAMED)
    assert (words.es, words.en) == (es, en)


def test_every_condition_of_the_pack_can_be_read():
    for version in law().versions:
        for element in (*version.version.elements, *version.version.circumstances):
            words = condition_words(element.when, law().conditions)
            assert words.es
            assert words.en
