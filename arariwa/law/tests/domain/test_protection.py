from datetime import date

import pytest

from arariwa.core.domain.spans import Span
from arariwa.law.domain.protection import CITES_BEGAN
from arariwa.law.tests.species_worlds import SMALL, small, table

DAY = date(2026, 3, 16)


def told(taxon, on=DAY, species=None):
    found = (species or table()).protection(taxon, on)
    return found.cites_appendix, found.national_category


@pytest.mark.parametrize(
    ("taxon", "on", "expected"),
    [
        ("Tayassu pecari", "2026-03-16", ("II", "NT")),
        ("Cuniculus paca", "2026-03-16", ("III", "none")),
        ("Leopardus pardalis", "2016-01-06", ("I", "none")),
        ("Vultur gryphus", "2017-07-29", ("I", "EN")),
        # the day an appendix changes belongs to the new one
        ("Rhincodon typus", "2026-03-04", ("II", "none")),
        ("Rhincodon typus", "2026-03-05", ("I", "none")),
        # listed with the family after a delay; before that known not to be listed
        ("Prionace glauca", "2023-11-24", ("none", "none")),
        ("Prionace glauca", "2023-11-25", ("II", "none")),
        # nearest rank wins: the species out of its family, the exclusion out of its order
        ("Tapirus terrestris", "2026-03-16", ("II", "NT")),
        ("Agapornis roseicollis", "2026-03-16", ("none", "none")),
        # a family that CITES lists under an order of the old sense
        ("Accipiter striatus", "2026-03-16", ("II", "none")),
    ],
)
def test_on_a_day(taxon, on, expected):
    assert told(taxon, date.fromisoformat(on)) == expected


def test_before_the_list_that_was_read_the_category_is_not_known():
    assert told("Vultur gryphus", date(2014, 4, 8)) == ("I", None)
    assert told("Cedrela odorata", date(2006, 7, 13))[1] is None
    assert (
        table().protection("Vultur gryphus", date(2014, 4, 8)).versions[0].national.why == "earlier_not_read"
    )


def test_before_the_first_listing_that_was_read_the_appendix_is_not_known():
    assert told("Vicugna vicugna", date(1990, 1, 1))[0] is None
    assert told("Vicugna vicugna", date(1970, 1, 1))[0] == "none"
    assert date(1970, 1, 1) < CITES_BEGAN


def test_a_category_for_one_form_only_is_not_said_of_the_species():
    found = table().protection("Boa constrictor", DAY)
    assert (found.national_category, found.possible_categories) == (None, ("EN", "none"))
    assert "Boa constrictor ortonii" in found.sentence("es")
    assert table().protection("Boidae", DAY).possible_categories == ("EN", "none")


def test_a_span_over_a_change_has_both_versions():
    found = table().protection("Rhincodon typus", Span.parse("2026"))
    assert [(str(v.start), v.cites.value) for v in found.versions] == [
        ("2026-01-01", "II"),
        ("2026-03-05", "I"),
    ]
    assert (found.cites_appendix, found.possible_appendices) == (None, ("I", "II"))
    assert len(table().protection("Rhincodon typus", Span.parse("2026-02")).versions) == 1


def test_a_group_has_a_value_only_where_all_its_species_share_it():
    assert told("Brotogeris") == ("II", None)
    leopardus = table().protection("Leopardus", DAY)
    assert (leopardus.cites_appendix, leopardus.possible_appendices) == (None, ("I", "II"))
    assert leopardus.versions[0].cites.why == "mixed"
    sharks = table().protection("Elasmobranchii", DAY)
    assert sharks.cites_appendix is None
    assert {"I", "II", "none"} <= set(sharks.possible_appendices)
    assert table().protection("Lepidoptera", DAY).cites_appendix is None


def test_water_follows_the_law_on_wildlife():
    facts = {
        "Telmatobius culeus": (False, "amphibian"),
        "Podocnemis unifilis": (False, "lives_in_water_born_on_land"),
        "Inia geoffrensis": (True, "born_in_water"),
        "Tayassu pecari": (False, "land"),
        "Amphibia": (False, "amphibian"),
        "Testudines": (False, None),
        "Elasmobranchii": (True, "born_in_water"),
    }
    for taxon, expected in facts.items():
        found = table().protection(taxon, DAY)
        assert (found.aquatic, found.aquatic_basis) == expected, taxon


def test_only_of_a_species_it_is_said_whether_it_is_endemic_or_exotic():
    found = table().protection("Lagothrix flavicauda", DAY)
    assert (found.endemic, found.exotic, found.occurs) == (True, False, True)
    assert table().protection("Python regius", DAY).exotic is True
    assert table().protection("Primates", DAY).endemic is None


def test_what_it_is():
    kinds = {
        "Panthera onca": "wild_fauna",
        "Cattleya rex": "wild_flora",
        "Dalbergia nigra": "timber",
        "Aniba rosaeodora": None,
    }
    for taxon, what in kinds.items():
        assert table().protection(taxon, DAY).what == what, taxon


def test_confidence_is_that_of_the_weakest_row():
    assert table().protection("Mustelus whitneyi", date(2026, 3, 16)).confidence == "low"
    assert small().protection("Felis magna", DAY).confidence == "low"


def test_sources_name_the_listing_and_the_norm():
    found = table().protection("Tayassu pecari", DAY)
    assert found.sources == ("CITES (Tayassuidae spp.)", "D.S. 004-2014-MINAGRI")
    assert (found.cites_sources, found.national_sources) == (found.sources[:1], found.sources[1:])


def test_whatever_speaks_of_an_appendix_names_cites_as_its_source():
    assert table().protection("Elasmobranchii", DAY).sources == ("CITES", "D.S. 004-2014-MINAGRI")
    for name in table().taxa:
        found = table().protection(name, DAY)
        assert found.cites_sources or "CITES" not in found.sentence(), name


def test_when_a_species_line_ends_that_of_its_family_holds_again():
    assert told("Felis parva", date(2014, 12, 31), small()) == ("I", "VU")
    assert told("Felis parva", date(2015, 1, 1), small()) == ("II", "VU")


def test_an_exclusion_beats_the_family():
    rows = SMALL["int/cites"]["appendices.csv"] + "Felis magna,none,1980-01-01,,Felis magna,,,,high,EK\n"
    checks = SMALL["pe/species"]["checks.yaml"].replace(
        "cites: II, national: none", "cites: none, national: none"
    )
    species = small(**{"int/cites/appendices.csv": rows, "pe/species/checks.yaml": checks})
    assert told("Felis magna", DAY, species)[0] == "none"
    assert species.protection("Felis", DAY).possible_appendices == ("II", "none")


def test_a_name_that_is_no_taxon():
    with pytest.raises(KeyError):
        table().protection("Homo sapiens", DAY)
    assert table().lookup("Homo sapiens", DAY) is None


def test_the_law_is_asked_by_an_older_name_too():
    assert table().lookup("Lagothrix lagotricha", DAY) == table().protection("Lagothrix lagothricha", DAY)


def test_every_taxon_says_its_sentence_in_both_languages():
    for taxon in table().taxa:
        found = table().protection(taxon, DAY)
        assert found.sentence("es") and found.sentence("en")
        assert found.sentence("es") != found.sentence("en")
