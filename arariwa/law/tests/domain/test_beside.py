"""What the words beside a name say of it."""

import pytest

from arariwa.law.tests.species_worlds import index


@pytest.mark.parametrize(
    "text",
    [
        "carro jaguar modelo 2015",
        "grifo la pantera km 40",
        "colegio los cóndores, informes y matrícula",
        "clases de delfín natación",
        "oso panda de peluche",
        "zapatillas puma originales",
    ],
)
def test_a_thing_named_after_an_animal(text):
    assert (index().find(text).answer, index().find(text).reason) == ("none", "species.thing")


def test_a_thing_elsewhere_in_the_sentence_takes_nothing_away():
    assert index().find("escondía dos loros bajo el polo").best.taxon == "Psittaciformes"
    assert index().find("transportaba tortugas motelo en un carro").best.taxon == "Chelonoidis denticulatus"


def test_words_far_away_or_plain_do_not_choose_a_bearer():
    assert index().find("vendo mi lorito por motivo de viaje, 200 soles").best.taxon == "Psittaciformes"
    assert index().find("se vende cotorrita a buen precio, contacto solo por mensaje").best.taxon in {
        "Pyrrhura melanura",
        "Pyrrhura roseifrons",
    }


def test_the_half_of_a_scientific_name():
    assert index().find("ranita dardo imitator").best.taxon == "Ranitomeya imitator"
