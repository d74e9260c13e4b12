"""Blanks lost, added or moved, and slips in words too short to be looked up alone."""

import pytest

from arariwa.law.tests.species_worlds import index


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("garzóncsoldado", "Jabiru mycteria"),
        ("loro de coronaamarilla", "Amazona ochrocephala"),
        ("guacamayoa marillo", "Ara ararauna"),
        ("gallitode las rocas", "Rupicola peruvianus"),
        ("osobandera", "Myrmecophaga tridactyla"),
        ("sapoxmono", "Phyllomedusa bicolor"),
        ("loro pico roo", "Pionus sordidus"),
        ("puntas blacas", "Carcharhinus longimanus"),
        ("loro grs", "Psittacus erithacus"),
        ("oropéndolal de dorso xermejo", "Psarocolius angustifrons"),
        ("vendo pava aliblan ca con su jaula", "Penelope albipennis"),
    ],
)
def test_blanks_and_short_words(text, first):
    found = index().find(text)
    assert found.best.taxon == first
    assert found.best.how in ("sound", "misspelt")


@pytest.mark.parametrize("text", ["vaca lechera", "saginos vivos", "grasa de tigre"])
def test_a_known_word_is_not_made_another_one(text):
    assert index().find(text).best is None or index().find(text).best.taxon in (
        "Pecari tajacu",
        "Panthera tigris",
        "Panthera onca",
    )


def test_a_single_letter_beside_a_name_is_no_part_of_it():
    assert index().find("remato coto mono x ocasion").best.name == "coto mono"


def test_what_is_merely_near_is_not_held_for_sure():
    assert index().find("tojlo giante").confidence == "low"
    assert index().find("chinchya").confidence == "low"
    assert "Leopardus colocola" in {m.taxon for m in index().find("chinchya").alternatives} | {
        m.taxon for m in index().find("chinchya").matches
    }


@pytest.mark.parametrize(
    ("text", "offered"), [("herjon", "Bothrops atrox"), ("pumaandinoo", "Puma concolor")]
)
def test_what_is_remotely_like_a_name_is_offered_and_not_answered(text, offered):
    found = index().find(text)
    assert (found.answer, found.reason) == ("none", "species.unsure")
    assert offered in {m.taxon for m in found.alternatives}


def test_nothing_is_offered_for_letters_that_are_like_no_name():
    assert index().find("qwertyuiop").alternatives == ()
