"""The species table of Peru as it stands in `packs/`, and a small one whose every row a test can change."""

from functools import cache
from pathlib import Path

from arariwa.core.packs import Pack
from arariwa.law.domain.names import Index
from arariwa.law.domain.species import Species
from arariwa.law.species_packs import load_species, species_packs

PACKS = Path(__file__).parents[3] / "packs"

SMALL = {
    "int/taxa": {
        "sources.csv": "code,title_es,title_en,note\nEK,Conocimiento experto,Expert knowledge,\n",
        "products.csv": "product,es,en\nmeat,carne,meat\nlive pet,animal vivo,live animal\n",
        "taxa.csv": (
            "taxon,rank,kingdom,class,order,family,group,aquatic,aquatic_basis,traded_as,lookalikes,iucn,confidence,source\n"
            "Felis,genus,Animalia,Mammalia,Carnivora,Felidae,cats,no,,,,,medium,EK\n"
            "Felis parva,species,Animalia,Mammalia,Carnivora,Felidae,cats,no,land,live pet,Felis magna,VU,high,EK\n"
            "Felis magna,species,Animalia,Mammalia,Carnivora,Felidae,cats,no,land,meat,,LC,low,EK\n"
            "Carnivora,order,Animalia,Mammalia,Carnivora,,any,no,,,,,medium,EK\n"
        ),
        "lookalikes.csv": (
            "taxon,lookalike,tells_es,tells_en,source,confidence,review\n"
            "Felis magna,Felis parva,La grande pesa más.,The big one weighs more.,EK,low,unreviewed\n"
        ),
        "members.csv": "taxon,member\n",
        "synonyms.csv": "synonym,taxon\nCatus parvus,Felis parva\n",
    },
    "int/cites": {
        "appendices.csv": (
            "listed_as,appendix,from,until,covers,before,note_es,note_en,confidence,source\n"
            "Felidae spp.,II,1977-02-04,,Felidae,,,,high,EK\n"
            "Felis parva,I,1990-01-18,2015-01-01,Felis parva,,,,high,EK\n"
        ),
        "notes.csv": "taxon,note_es,note_en\nFelis,Una nota,A note\n",
    },
    "int/names": {"en.csv": "name,taxon,usual,group,source\nLittle cat,Felis parva,1,,\n"},
    "pe/species": {
        "lists.csv": (
            "list,kingdom,from,until,norm,title_es,title_en,confidence,note_es,note_en\n"
            "ds-1,Animalia,2014-04-09,,D.S. 1,Lista,List,high,,\n"
        ),
        "ds-1.csv": (
            "taxon,category,from,until,part,note_es,note_en,confidence,source\n"
            "Felis parva,VU,2014-04-09,,,,,high,EK\n"
        ),
        "occurrence.csv": (
            "taxon,occurs,endemic,confidence,source\nFelis parva,yes,yes,high,EK\nFelis magna,no,no,high,EK\n"
        ),
        "checks.yaml": (
            "review: unreviewed\ncounts: {taxa: 4}\ntaxa:\n"
            "  - {taxon: Felis parva, on: 2020-01-01, cites: II, national: VU}\n"
            "  - {taxon: Felis parva, on: 2014-12-31, cites: I, national: VU}\n"
            "  - {taxon: Felis magna, on: 2020-01-01, cites: II, national: none}\n"
        ),
    },
    "pe/names": {
        "es.csv": "name,taxon,usual,group,source\ngato chico,Felis parva,1,,\ngato,Felis,1,yes,\n",
        "local.csv": "name,taxon,usual,group,source\nmishi,Felis parva,1,,\nmishi,Felis magna,1,,\n",
        "products.csv": "word,product\ncarne,meat\n",
        "words.csv": "word,kind\nde,stop\nvendo,common\npeluche,thing\n",
    },
}


@cache
def table() -> Species:
    """The table of Peru."""
    return load_species(Pack.from_folder(PACKS, name) for name in species_packs())


@cache
def index() -> Index:
    """The index of its names."""
    return Index.build(table())


def small_packs(**changes: str) -> list[Pack]:
    """The small packs; `changes` maps "pack/file" to another content."""
    files = {name: dict(inner) for name, inner in SMALL.items()}
    for place, content in changes.items():
        pack, path = place.rsplit("/", 1)
        files[pack][path] = content
    return [Pack(name, {p: text.encode() for p, text in inner.items()}) for name, inner in files.items()]


def with_row(place: str, row: str) -> list[Pack]:
    """The small packs with one more row at the end of a table."""
    pack, path = place.rsplit("/", 1)
    return small_packs(**{place: SMALL[pack][path] + row + "\n"})


def small(**changes: str) -> Species:
    """The small table."""
    return load_species(small_packs(**changes))
