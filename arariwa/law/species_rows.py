"""The rows of the species packs: one shape a table."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from arariwa.law.domain.taxa import Confidence, Rank
from arariwa.law.domain.text import Shape


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value


def _no_repeat(values: tuple[str, ...]) -> tuple[str, ...]:
    if "" in values or len(set(values)) != len(values):
        raise PydanticCustomError("pack.between_bars", "empty or repeated entry between bars")
    return values


def _yes(value: object) -> object:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


Many = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_no_repeat)]
YesNo = Annotated[bool, BeforeValidator(_yes), Field(strict=True)]


class TaxonRow(Shape):
    """taxa.csv"""

    taxon: str
    rank: Rank
    kingdom: Literal["Animalia", "Plantae"]
    class_: str = Field(alias="class")
    order: str = ""
    family: str = ""
    group: str
    aquatic: YesNo
    aquatic_basis: Literal["born_in_water", "amphibian", "lives_in_water_born_on_land", "land"] | None = None
    traded_as: Many = ()
    lookalikes: Many = ()
    iucn: Literal["EX", "EW", "CR", "EN", "VU", "NT", "LC", "DD", "NE"] | None = None
    confidence: Confidence
    source: Many


class LookalikeRow(Shape):
    """lookalikes.csv: two taxa of the same look, each pair once, and what tells them apart"""

    taxon: str
    lookalike: str
    tells_es: str = Field(min_length=1)
    tells_en: str = Field(min_length=1)
    source: Many
    confidence: Confidence
    review: Literal["unreviewed", "reviewed"]


class SynonymRow(Shape):
    """synonyms.csv"""

    synonym: str
    taxon: str


class MemberRow(Shape):
    """members.csv"""

    taxon: str
    member: str


class ListingRow(Shape):
    """appendices.csv"""

    listed_as: str
    appendix: Literal["I", "II", "III", "none"]
    start: date = Field(alias="from")
    until: date | None = None
    covers: Many
    before: Literal["none"] | None = None
    note_es: str = ""
    note_en: str = ""
    confidence: Confidence
    source: Many


class ListRow(Shape):
    """lists.csv"""

    list_: str = Field(alias="list")
    kingdom: Literal["Animalia", "Plantae"]
    start: date = Field(alias="from")
    until: date | None = None
    norm: str
    title_es: str
    title_en: str
    confidence: Confidence
    note_es: str = ""
    note_en: str = ""


class CategoryRow(Shape):
    """One list's table, such as ds-004-2014.csv"""

    taxon: str
    category: Literal["EX", "CR", "EN", "VU", "NT", "DD"]
    start: date = Field(alias="from")
    until: date | None = None
    part: str = ""
    note_es: str = ""
    note_en: str = ""
    confidence: Confidence
    source: Many


class OccurrenceRow(Shape):
    """occurrence.csv"""

    taxon: str
    occurs: YesNo
    endemic: YesNo
    confidence: Confidence
    source: Many


class NameRow(Shape):
    """es.csv, local.csv, en.csv"""

    name: str
    taxon: str
    usual: int = Field(ge=1)
    group: YesNo = False
    # empty: the sources of its taxon
    source: Many = ()


class NoteRow(Shape):
    """notes.csv"""

    taxon: str
    note_es: str
    note_en: str


class SourceRow(Shape):
    """sources.csv"""

    code: str
    title_es: str
    title_en: str
    note: str = ""


class ProductRow(Shape):
    """products.csv of the taxa: the terms and their labels"""

    product: str
    es: str
    en: str


class ProductWordRow(Shape):
    """products.csv of the names: word and term"""

    word: str
    product: str


class WordRow(Shape):
    """words.csv"""

    word: str
    kind: Literal["stop", "common", "weak", "thing", "person"]


class ExampleRow(Shape):
    """examples.csv: a text and the taxa any of which is right as the first answer; empty: nothing is to be answered"""

    query: str
    expected: Many = ()
    kind: str
    product: str = ""
    part: Literal["given", "tuned", "unseen"]


class CheckedTaxon(Shape):
    """A taxon that everyone knows, with what the pack must say of it on a day"""

    taxon: str
    on: date
    cites: Literal["I", "II", "III", "none"]
    national: Literal["EX", "CR", "EN", "VU", "NT", "DD", "none"]


class Checks(Shape):
    """checks.yaml: whether a biologist signed the tables, how many rows each has, and taxa to try"""

    review: Literal["unreviewed", "reviewed"]
    counts: dict[str, int]
    taxa: list[CheckedTaxon] = Field(min_length=3)
