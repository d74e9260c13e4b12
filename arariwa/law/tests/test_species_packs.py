"""Thirty mistakes an editor can make in the species packs: each is told with file, line and field."""

import csv

import pytest

from arariwa.core.packs import PackError
from arariwa.core.refusals import SENTENCES, located
from arariwa.law.species_packs import load_examples, load_species
from arariwa.law.tests.species_worlds import PACKS, SMALL, small, small_packs, table, with_row

TAXA, CITES, LIST = "int/taxa/taxa.csv", "int/cites/appendices.csv", "pe/species/ds-1.csv"
ALIKE = "int/taxa/lookalikes.csv"
NEW = "Felis nova,species,Animalia,Mammalia,Carnivora,Felidae,cats"


def problems(packs):
    with pytest.raises(PackError) as error:
        load_species(packs)
    return error.value.problems


@pytest.mark.parametrize(
    ("place", "row", "code", "field"),
    [
        (TAXA, f"{NEW},no,land,,,,certain,EK", "pack.not_one_of", "confidence"),
        (
            TAXA,
            "Felis,tribe,Animalia,Mammalia,Carnivora,Felidae,cats,no,,,,,high,EK",
            "pack.not_one_of",
            "rank",
        ),
        (TAXA, f"{NEW},maybe,land,,,,high,EK", "pack.not_yes_no", "aquatic"),
        (TAXA, f"{NEW},yes,land,,,,high,EK", "species.aquatic_and_basis", "aquatic"),
        (TAXA, f"{NEW},no,,,,,high,EK", "pack.missing", "aquatic_basis"),
        (TAXA, f"{NEW},no,land,,,,high,NOBODY", "species.unknown_source", "source"),
        (TAXA, f"{NEW},no,land,,,,high,", "pack.missing", "source"),
        (TAXA, f"{NEW},no,land,gold,,,high,EK", "species.unknown_product", "traded_as"),
        (TAXA, f"{NEW},no,land,,Felis ignota,,high,EK", "species.unknown_taxon", "lookalikes"),
        (TAXA, f"{NEW},no,land,meat||meat,,,high,EK", "pack.between_bars", "traded_as"),
        (
            TAXA,
            "Felis parva,species,Animalia,Mammalia,Carnivora,Felidae,cats,no,land,,,,high,EK",
            "species.row_twice",
            "taxon",
        ),
        (
            TAXA,
            "Felisnova,species,Animalia,Mammalia,Carnivora,Felidae,cats,no,land,,,,high,EK",
            "species.rank_and_name",
            "rank",
        ),
        (TAXA, "too,short", "pack.wrong_width", ""),
        ("int/taxa/members.csv", "Carnivora,Ursidae", "species.unknown_taxon", "member"),
        (
            ALIKE,
            "Felis ignota,Felis parva,Mayor.,Bigger.,EK,low,unreviewed",
            "species.unknown_taxon",
            "taxon",
        ),
        (ALIKE, "Felis,Felis ignota,Mayor.,Bigger.,EK,low,unreviewed", "species.unknown_taxon", "lookalike"),
        (ALIKE, "Felis,Felis,Mayor.,Bigger.,EK,low,unreviewed", "species.unknown_taxon", "lookalike"),
        (
            ALIKE,
            "Felis parva,Felis magna,Menor.,Smaller.,EK,low,unreviewed",
            "species.row_twice",
            "lookalike",
        ),
        (ALIKE, "Felis,Felis parva,,Bigger.,EK,low,unreviewed", "pack.missing", "tells_es"),
        (ALIKE, "Felis,Felis parva,Mayor.,Bigger.,NOBODY,low,unreviewed", "species.unknown_source", "source"),
        ("int/taxa/synonyms.csv", "Catus ignotus,Felis ignota", "species.unknown_taxon", "taxon"),
        ("int/taxa/synonyms.csv", "Felis magna,Felis parva", "species.synonym_is_taxon", "synonym"),
        ("int/taxa/synonyms.csv", "Catus parvus,Felis parva", "species.row_twice", "synonym"),
        (CITES, "Felis spp.,IV,1977-02-04,,Felis,,,,high,EK", "pack.not_one_of", "appendix"),
        (CITES, "Felis spp.,II,4 February 1977,,Felis,,,,high,EK", "pack.not_a_date", "from"),
        (CITES, "Felis spp.,II,1977-02-04,1977-02-04,Felis,,,,high,EK", "species.dates_reversed", "until"),
        (CITES, "Felis parva,II,2014-12-31,,Felis parva,,,,high,EK", "species.dates_overlap", "from"),
        (CITES, "Ursidae spp.,II,1977-02-04,,Ursidae,,,,high,EK", "species.unknown_taxon", "covers"),
        (CITES, "Felis spp.,II,1977-02-04,,Felis,,Solo en español,,high,EK", "pack.missing", "note_en"),
        ("int/cites/notes.csv", "Felis ignota,Nota,Note", "species.unknown_taxon", "taxon"),
        (LIST, "Felis magna,ZZ,2014-04-09,,,,,high,EK", "pack.not_one_of", "category"),
        (LIST, "Felis magna,VU,2010-01-01,,,,,high,EK", "species.before_its_list", "from"),
        (LIST, "Felis parva,EN,2020-01-01,,,,,high,EK", "species.dates_overlap", "from"),
        (
            "pe/species/lists.csv",
            "ds-2,Animalia,2020-01-01,,D.S. 2,Lista,List,high,,",
            "species.dates_overlap",
            "from",
        ),
        ("pe/species/occurrence.csv", "Felis,no,yes,high,EK", "species.endemic_elsewhere", "endemic"),
        ("pe/names/es.csv", "GATO CHICO,Felis parva,2,,", "species.row_twice", "name"),
        ("pe/names/es.csv", "gatos,Felis parva,1,yes,", "species.group_of_one", "group"),
        ("pe/names/local.csv", "gato,Felis parva,0,,", "pack.out_of_range", "usual"),
        ("pe/names/products.csv", "oro,gold", "species.unknown_product", "product"),
        ("pe/names/words.csv", "gato,animal", "pack.not_one_of", "kind"),
    ],
)
def test_a_wrong_row(place, row, code, field):
    line = SMALL[place.rsplit("/", 1)[0]][place.rsplit("/", 1)[1]].count("\n") + 1
    found = [p for p in problems(with_row(place, row)) if p.line == line and p.file == place]
    assert (code, field) in {(p.code, p.field) for p in found}
    for problem in found:
        assert problem.code in SENTENCES
        assert str(line) in located(problem)


def test_a_list_without_its_table():
    rows = SMALL["pe/species"]["lists.csv"] + "ds-2,Plantae,2020-01-01,,D.S. 2,Lista,List,high,,\n"
    assert [p.code for p in problems(small_packs(**{"pe/species/lists.csv": rows}))] == ["pack.no_file"]


def test_a_missing_pack():
    packs = [p for p in small_packs() if p.name != "int/names"]
    assert [(p.file, p.code) for p in problems(packs)] == [("int/names/en.csv", "pack.no_folder")]


def test_a_lost_row_is_told_by_the_checks():
    rows = "".join(SMALL["int/taxa"]["taxa.csv"].splitlines(keepends=True)[:-1])
    told = problems(small_packs(**{"int/taxa/taxa.csv": rows}))
    assert [(p.file, p.code, p.line) for p in told] == [("pe/species/checks.yaml", "species.count", 2)]


def test_a_known_taxon_that_changed_is_told_by_the_checks():
    rows = SMALL["int/cites"]["appendices.csv"].replace("Felidae spp.,II", "Felidae spp.,III")
    told = problems(small_packs(**{"int/cites/appendices.csv": rows}))
    assert {p.code for p in told} == {"species.not_as_checked"}
    assert [p.line for p in told] == [4, 6]


def test_every_mistake_is_told_at_once():
    rows = (
        SMALL["int/cites"]["appendices.csv"]
        + "A,II,1977-02-04,,Aus,,,,high,EK\nB,II,1977-02-04,,Bus,,,,high,NO\n"
    )
    assert len(problems(small_packs(**{"int/cites/appendices.csv": rows}))) == 3


def test_an_example_that_expects_an_unknown_taxon():
    packs = with_row("pe/names/words.csv", "que,stop")
    names = next(p for p in packs if p.name == "pe/names")
    text = "query,expected,kind,product,part\ngato,Felis ignota,name,,given\n"
    pack = type(names)(names.name, {**names.files, "examples.csv": text.encode()})
    with pytest.raises(PackError) as error:
        load_examples(pack, small())
    assert [(p.line, p.code) for p in error.value.problems] == [(2, "species.unknown_taxon")]


def test_the_table_of_peru():
    species = table()
    assert len(species.taxa) == 945
    assert sum(t.rank != "species" for t in species.taxa.values()) == 116
    assert {c.norm for c in species.categories} == {"D.S. 004-2014-MINAGRI", "D.S. 043-2006-AG"}
    assert all(species.names_of.get(taxon) for taxon in species.taxa)


def test_what_is_listed_is_a_name_and_no_sentence():
    """It is shown in both languages; words about it belong into the notes."""
    listed = [row[0] for row in csv.reader((PACKS / "int/cites/appendices.csv").open(encoding="utf-8"))]
    assert len(listed) > 200
    assert [name for name in listed if "(" in name] == []
