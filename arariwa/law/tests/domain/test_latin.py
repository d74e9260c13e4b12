import pytest

from arariwa.law.domain.latin import stem
from arariwa.law.tests.species_worlds import index, table


@pytest.mark.parametrize(
    ("written", "taxon"),
    [
        ("Chelonoidis denticulis", "Chelonoidis denticulatus"),
        ("Chelonoidis denticulata", "Chelonoidis denticulatus"),
        ("Geochelone denticulata", "Chelonoidis denticulatus"),
        ("Brotogeris Versicolorus", "Brotogeris versicolurus"),
        ("Amazonas-amazónicas", "Amazona amazonica"),
        ("Podocnemys unifillis", "Podocnemis unifilis"),
        ("P. expansa", "Podocnemis expansa"),
        ("especie Ara macao (guacamayo)", "Ara macao"),
        ("Boa constrictor imperator", "Boa constrictor"),
        ("Podocnemis spp.", "Podocnemis"),
        ("familia Psittacidae", "Psittacidae"),
        ("HIPPOCAMPUS SP", "Hippocampus"),
    ],
)
def test_scientific_names_as_people_write_them(written, taxon):
    answer = index().find(written)
    assert (answer.answer, answer.best.taxon) == ("one", taxon)


@pytest.mark.parametrize("written", ["Homo sapiens", "Canis familiaris", "Gallus gallus", "Scolopendra sp."])
def test_a_taxon_that_is_not_in_the_table_is_not_answered(written):
    assert index().find(written).answer == "none"


def test_a_misspelt_name_is_less_sure():
    assert index().find("Vultur griphus").confidence == "medium"
    assert index().find("Vultur gryphus").confidence == "high"


def test_a_synonym_of_two_taxa_answers_both():
    answer = index().find("Pyrrhura picta")
    assert answer.answer == "several"
    assert {m.taxon for m in answer.matches} == {"Pyrrhura lucianii", "Pyrrhura roseifrons"}


def test_every_taxon_and_every_synonym_is_found_by_its_name():
    for taxon in table().taxa:
        answer = index().find(taxon)
        assert (answer.answer, answer.best.taxon) == ("one", taxon), taxon
    for synonym, taxon in table().synonyms:
        if " " not in synonym:
            continue  # Holothuria is also what people say
        assert taxon in {m.taxon for m in index().find(synonym, limit=20).matches}, synonym


def test_the_ending_follows_the_gender():
    assert stem("denticulata") == stem("denticulatus") == stem("denticulatum")
