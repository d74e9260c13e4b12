"""Conditions as people read them."""

import re

import pytest

from arariwa.law.domain.condition_words import condition_words
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.offences import NamedCondition
from arariwa.law.tests.worlds import law

SOLD = {"fact": "acts.sell", "is": True}
STORED = {"fact": "acts.store", "is": True}


def named(es, en, when):
    return NamedCondition.model_validate({"label": {"es": es, "en": en}, "when": when})


NAMED = {
    "sold": named("Venta", "Sale", SOLD),
    "trade": named("Algún acto de tráfico", "Some act of trade", {"any": [SOLD, STORED]}),
    "again": named("Vender o almacenar", "Selling or storing", {"any": [SOLD, STORED]}),
    "deep": named("Todo", "All of it", {"all": [SOLD, {"any": [SOLD, STORED]}]}),
    "of_named": named("Trato", "Deal", {"any": [{"use": "trade"}, {"not": {"use": "sold"}}]}),
}


@pytest.mark.parametrize(
    ("condition", "es", "en"),
    [
        (SOLD, "Vender", "Selling"),
        ({"fact": "acts.sell", "is": False}, "Vender: no", "Selling: no"),
        ({"use": "sold"}, "Venta", "Sale"),
        ({"not": {"use": "sold"}}, "no (venta)", "not (sale)"),
        (
            {"any": [SOLD, STORED]},
            "Vender o almacenar",
            "Selling or storing",
        ),
        (
            {"any": [SOLD, {"use": "trade"}]},
            "Vender, o algún acto de tráfico (vender o almacenar)",
            "Selling, or some act of trade (selling or storing)",
        ),
        ({"use": "again"}, "Vender o almacenar", "Selling or storing"),
        ({"use": "deep"}, "Todo", "All of it"),
        (
            {"use": "of_named"},
            "Trato (algún acto de tráfico, o no (venta))",
            "Deal (some act of trade, or not (sale))",
        ),
        (
            {"any": [SOLD, {"fact": "circumstances.concealment_of_gains", "is": True}]},
            "Vender, u ocultamiento o movimiento de ganancias",
            "Selling, or concealment or movement of gains",
        ),
        (
            {"all": [SOLD, {"fact": "acts.import", "is": True}]},
            "Vender e importar",
            "Selling and importing",
        ),
        (
            {"fact": "specimen.taxa", "in": ["Vicugna vicugna", "Lama guanicoe"]},
            "Taxón: Vicugna vicugna o Lama guanicoe",
            "Taxon: Vicugna vicugna or Lama guanicoe",
        ),
        (
            {"all": [{"use": "sold"}, {"any": [SOLD, {"fact": "acts.store", "is": False}]}]},
            "Venta, y (vender, o almacenar: no)",
            "Sale, and (selling, or storing: no)",
        ),
        (
            {"fact": "specimen.form", "in": ["live", "dead"]},
            "Estado o forma: vivo o muerto",
            "Form: live or dead",
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
            assert not re.search(r", (?:o|u|y|e) [A-ZÁÉÍÓÚ][a-záéíóú]", words.es), words.es
