"""Reads the species packs into a `Species`. Pure, like `domain/`: packs in, a table or every mistake out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import (
    Category,
    Confidence,
    Listing,
    Name,
    NationalList,
    Occurrence,
    Rank,
    Taxon,
    Words,
)
from arariwa.law.domain.text import Shape, Text

Row = TypeVar("Row", bound=Shape)


def species_packs(country: str = "pe") -> tuple[str, ...]:
    """The names of the packs a country's species table is read from, such as `pe/species`."""
    return ("int/taxa", "int/cites", "int/names", f"{country}/species", f"{country}/names")


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value


def _no_repeat(values: tuple[str, ...]) -> tuple[str, ...]:
    if "" in values or len(set(values)) != len(values):
        raise ValueError("empty or repeated entry between bars")
    return values


def _yes(value: object) -> object:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


Many = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_no_repeat)]
YesNo = Annotated[bool, BeforeValidator(_yes), Field(strict=True)]


class _Row(Shape):
    # a cell may be named by a word Python keeps for itself, such as `class` and `from`
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TaxonRow(_Row):
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


class SynonymRow(_Row):
    """synonyms.csv"""

    synonym: str
    taxon: str


class MemberRow(_Row):
    """members.csv"""

    taxon: str
    member: str


class ListingRow(_Row):
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


class ListRow(_Row):
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


class CategoryRow(_Row):
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


class OccurrenceRow(_Row):
    """occurrence.csv"""

    taxon: str
    occurs: YesNo
    endemic: YesNo
    confidence: Confidence
    source: Many


class NameRow(_Row):
    """es.csv, local.csv, en.csv"""

    name: str
    taxon: str
    usual: int = Field(ge=1)
    group: YesNo = False


class NoteRow(_Row):
    """notes.csv"""

    taxon: str
    note_es: str
    note_en: str


class SourceRow(_Row):
    """sources.csv"""

    code: str
    title: str
    note: str = ""


class ProductRow(_Row):
    """products.csv of the taxa: the terms and their labels"""

    product: str
    es: str
    en: str


class ProductWordRow(_Row):
    """products.csv of the names: word and term"""

    word: str
    product: str


class WordRow(_Row):
    """words.csv"""

    word: str
    kind: Literal["common", "weak", "thing"]


def load_species(packs: Iterable[Pack], country: str = "pe") -> Species:
    """The species table of a country from its packs; PackError names every mistake with file, line and field."""
    return _Reader({pack.name: pack for pack in packs}, country).read()


class _Reader:
    def __init__(self, packs: Mapping[str, Pack], country: str) -> None:
        self.packs, self.country = packs, country
        self.problems: list[Problem] = []

    def rows(self, pack: str, path: str, shape: type[Row]) -> list[tuple[str, int, Row]]:
        """(file, line, row) of a table; its mistakes are kept with the others."""
        name = f"{pack}/{path}"
        if pack not in self.packs:
            self.bad(name, 0, "", "pack.no_folder", name=pack)
            return []
        try:
            return [(name, line, row) for line, row in self.packs[pack].rows(path, shape)]
        except PackError as error:
            self.problems += error.problems
            return []

    def bad(self, file: str, line: int, field: str, code: str, **values: object) -> None:
        self.problems.append(Problem(file, line, field, code, values))

    def read(self) -> Species:
        c = self.country
        taxa_rows = self.rows("int/taxa", "taxa.csv", TaxonRow)
        self.source_codes = {
            row.code: row.title for _, _, row in self.rows("int/taxa", "sources.csv", SourceRow)
        }
        labels = {
            row.product: Text(es=row.es, en=row.en)
            for _, _, row in self.rows("int/taxa", "products.csv", ProductRow)
        }
        if self.problems:
            raise PackError(self.problems)
        taxa = self.taxa(taxa_rows, labels)
        known = self.known(taxa)
        members = self.members(taxa, known)
        synonyms = self.synonyms(taxa)
        species = Species(
            country=c,
            taxa=taxa,
            synonyms=synonyms,
            members=members,
            listings=self.listings(known),
            lists=(lists := self.lists()),
            categories=self.categories(taxa, lists),
            occurrence=self.occurrence(taxa),
            names=self.names(taxa),
            notes=self.notes(taxa),
            sources=self.source_codes,
            words=self.words(labels),
        )
        if self.problems:
            raise PackError(self.problems)
        return species

    def sourced(self, file: str, line: int, codes: tuple[str, ...]) -> None:
        for code in codes:
            if code not in self.source_codes:
                self.bad(file, line, "source", "species.unknown_source", given=code)

    def unique(self, file: str, line: int, field: str, key: object, seen: dict[object, int]) -> None:
        if key in seen:
            shown = key if isinstance(key, str) else ", ".join(str(part) for part in key)  # type: ignore[attr-defined]
            self.bad(file, line, field, "species.row_twice", given=shown, first=seen[key])
        seen.setdefault(key, line)

    def taxa(self, rows: list[tuple[str, int, TaxonRow]], labels: Mapping[str, Text]) -> dict[str, Taxon]:
        taxa: dict[str, Taxon] = {}
        seen: dict[object, int] = {}
        for file, line, row in rows:
            self.unique(file, line, "taxon", row.taxon, seen)
            self.sourced(file, line, row.source)
            words = len(row.taxon.split())
            if (row.rank == "species") != (words == 2):
                self.bad(file, line, "rank", "species.rank_and_name", given=row.taxon, rank=row.rank)
            if row.rank == "family" and row.family != row.taxon:
                self.bad(file, line, "family", "species.rank_and_name", given=row.taxon, rank=row.rank)
            if row.rank == "species" and not (row.family and row.aquatic_basis):
                field = "family" if not row.family else "aquatic_basis"
                self.bad(file, line, field, "pack.missing")
            if row.aquatic != (row.aquatic_basis == "born_in_water") and row.aquatic_basis:
                self.bad(file, line, "aquatic", "species.aquatic_and_basis", basis=row.aquatic_basis)
            for term in row.traded_as:
                if term not in labels:
                    self.bad(file, line, "traded_as", "species.unknown_product", given=term)
            taxa.setdefault(
                row.taxon,
                Taxon(
                    name=row.taxon,
                    rank=row.rank,
                    kingdom=row.kingdom,
                    class_=row.class_,
                    order=row.order,
                    family=row.family,
                    group=row.group,
                    aquatic=row.aquatic,
                    aquatic_basis=row.aquatic_basis,
                    traded_as=row.traded_as,
                    lookalikes=row.lookalikes,
                    iucn=row.iucn,
                    confidence=row.confidence,
                    sources=row.source,
                ),
            )
        for file, line, row in rows:
            for other in row.lookalikes:
                if other not in taxa or other == row.taxon:
                    self.bad(file, line, "lookalikes", "species.unknown_taxon", given=other)
        return taxa

    @staticmethod
    def known(taxa: Mapping[str, Taxon]) -> set[str]:
        """Every name of the system that a line may cover: the taxa and what they stand under."""
        return {name for taxon in taxa.values() for name in taxon.lineage}

    def taxon(self, file: str, line: int, name: str, among: Iterable[str], field: str = "taxon") -> bool:
        if name in among:
            return True
        self.bad(file, line, field, "species.unknown_taxon", given=name)
        return False

    def members(self, taxa: Mapping[str, Taxon], known: set[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/taxa", "members.csv", MemberRow):
            self.unique(file, line, "member", (row.taxon, row.member), seen)
            ok = self.taxon(file, line, row.taxon, taxa)
            if self.taxon(file, line, row.member, known, "member") and ok:
                found.setdefault(row.taxon, []).append(row.member)
        return {taxon: tuple(names) for taxon, names in found.items()}

    def synonyms(self, taxa: Mapping[str, Taxon]) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/taxa", "synonyms.csv", SynonymRow):
            self.unique(file, line, "synonym", (row.synonym, row.taxon), seen)
            if row.synonym in taxa:
                self.bad(file, line, "synonym", "species.synonym_is_taxon", given=row.synonym)
            if self.taxon(file, line, row.taxon, taxa):
                found.append((row.synonym, row.taxon))
        return tuple(found)

    def dated(self, file: str, line: int, start: date, until: date | None) -> bool:
        if until is None or start < until:
            return True
        self.bad(file, line, "until", "species.dates_reversed", start=start, until=until)
        return False

    def overlap(
        self,
        kept: dict[str, list[tuple[date, date | None, int]]],
        key: str,
        row: tuple[date, date | None, int],
        file: str,
    ) -> None:
        start, until, line = row
        for other_start, other_until, other_line in kept.get(key, []):
            if (other_until is None or start < other_until) and (until is None or other_start < until):
                self.bad(file, line, "from", "species.dates_overlap", given=key, first=other_line)
        kept.setdefault(key, []).append(row)

    def listings(self, known: set[str]) -> tuple[Listing, ...]:
        found: list[Listing] = []
        kept: dict[str, list[tuple[date, date | None, int]]] = {}
        for file, line, row in self.rows("int/cites", "appendices.csv", ListingRow):
            self.sourced(file, line, row.source)
            if self.dated(file, line, row.start, row.until):
                for name in row.covers:
                    self.taxon(file, line, name, known, "covers")
                    self.overlap(kept, name, (row.start, row.until, line), file)
            found.append(
                Listing(
                    row.listed_as,
                    row.appendix,
                    row.start,
                    row.until,
                    row.covers,
                    row.before == "none",
                    self.note(file, line, row.note_es, row.note_en),
                    row.confidence,
                    row.source,
                )
            )
        return tuple(found)

    def note(self, file: str, line: int, es: str, en: str) -> Text | None:
        if bool(es) != bool(en):
            self.bad(file, line, "note_en" if es else "note_es", "pack.missing")
        return Text(es=es, en=en) if es and en else None

    def lists(self) -> tuple[NationalList, ...]:
        pack = f"{self.country}/species"
        found: list[NationalList] = []
        kept: dict[str, list[tuple[date, date | None, int]]] = {}
        for file, line, row in self.rows(pack, "lists.csv", ListRow):
            if self.dated(file, line, row.start, row.until):
                self.overlap(kept, row.kingdom, (row.start, row.until, line), file)
            title = Text(es=row.title_es, en=row.title_en)
            note = self.note(file, line, row.note_es, row.note_en)
            found.append(
                NationalList(
                    row.list_, row.kingdom, row.start, row.until, row.norm, title, row.confidence, note
                )
            )
        return tuple(found)

    def categories(self, taxa: Mapping[str, Taxon], lists: tuple[NationalList, ...]) -> tuple[Category, ...]:
        found: list[Category] = []
        kept: dict[str, list[tuple[date, date | None, int]]] = {}
        for decree in lists:
            for file, line, row in self.rows(f"{self.country}/species", f"{decree.code}.csv", CategoryRow):
                self.sourced(file, line, row.source)
                if self.taxon(file, line, row.taxon, taxa) and taxa[row.taxon].kingdom != decree.kingdom:
                    self.bad(file, line, "taxon", "species.other_kingdom", given=row.taxon)
                if row.start < decree.start:
                    self.bad(
                        file, line, "from", "species.before_its_list", start=row.start, list=decree.start
                    )
                if self.dated(file, line, row.start, row.until):
                    self.overlap(kept, row.taxon, (row.start, row.until, line), file)
                note = self.note(file, line, row.note_es, row.note_en)
                found.append(
                    Category(
                        row.taxon,
                        row.category,
                        row.start,
                        row.until,
                        decree.norm,
                        row.part,
                        note,
                        row.confidence,
                        row.source,
                    )
                )
        return tuple(found)

    def occurrence(self, taxa: Mapping[str, Taxon]) -> dict[str, Occurrence]:
        found: dict[str, Occurrence] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows(f"{self.country}/species", "occurrence.csv", OccurrenceRow):
            self.unique(file, line, "taxon", row.taxon, seen)
            self.sourced(file, line, row.source)
            self.taxon(file, line, row.taxon, taxa)
            if row.endemic and not row.occurs:
                self.bad(file, line, "endemic", "species.endemic_elsewhere", given=row.taxon)
            found[row.taxon] = Occurrence(row.occurs, row.endemic, row.confidence, row.source)
        return found

    def names(self, taxa: Mapping[str, Taxon]) -> tuple[Name, ...]:
        found: list[Name] = []
        tables: tuple[tuple[str, str, Literal["es", "local", "en"]], ...] = (
            (f"{self.country}/names", "es.csv", "es"),
            (f"{self.country}/names", "local.csv", "local"),
            ("int/names", "en.csv", "en"),
        )
        for pack, path, kind in tables:
            seen: dict[object, int] = {}
            for file, line, row in self.rows(pack, path, NameRow):
                self.unique(file, line, "name", (row.name.casefold(), row.taxon), seen)
                if self.taxon(file, line, row.taxon, taxa):
                    if row.group and taxa[row.taxon].rank == "species":
                        self.bad(file, line, "group", "species.group_of_one", given=row.taxon)
                    found.append(Name(row.name, row.taxon, kind, row.usual, row.group))
        return tuple(found)

    def notes(self, taxa: Mapping[str, Taxon]) -> dict[str, Text]:
        found: dict[str, Text] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/cites", "notes.csv", NoteRow):
            self.unique(file, line, "taxon", row.taxon, seen)
            self.taxon(file, line, row.taxon, taxa)
            found[row.taxon] = Text(es=row.note_es, en=row.note_en)
        return found

    def words(self, labels: Mapping[str, Text]) -> Words:
        pack = f"{self.country}/names"
        products: dict[str, str] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows(pack, "products.csv", ProductWordRow):
            self.unique(file, line, "word", row.word, seen)
            if row.product not in labels:
                self.bad(file, line, "product", "species.unknown_product", given=row.product)
            products[row.word] = row.product
        kinds: dict[str, set[str]] = {"common": set(), "weak": set(), "thing": set()}
        seen_words: dict[object, int] = {}
        for file, line, word in self.rows(pack, "words.csv", WordRow):
            self.unique(file, line, "word", (word.word, word.kind), seen_words)
            kinds[word.kind].add(word.word)
        return Words(
            products,
            labels,
            frozenset(kinds["common"]),
            frozenset(kinds["weak"]),
            frozenset(kinds["thing"]),
        )
