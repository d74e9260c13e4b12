"""Reads the species packs into a `Species`. Pure, like `domain/`: packs in, a table or every mistake out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law import species_rows as rows_of
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import Category, Listing, Name, NationalList, Occurrence, Taxon, Tell, Words
from arariwa.law.domain.text import Text
from arariwa.law.species_reader import Period, Reader


def species_packs(country: str = "pe") -> tuple[str, ...]:
    """The names of the packs a country's species table is read from, such as `pe/species`."""
    return ("int/taxa", "int/cites", "int/names", f"{country}/species", f"{country}/names")


def load_species(packs: Iterable[Pack], country: str = "pe") -> Species:
    """The species table of a country from its packs; PackError names every mistake with file, line and field."""
    return _Reader({pack.name: pack for pack in packs}, country).read()


class _Reader(Reader):
    def read(self) -> Species:
        c = self.country
        taxa_rows = self.rows("int/taxa", "taxa.csv", rows_of.TaxonRow)
        self.source_codes = {
            row.code: Text(row.title_es, row.title_en)
            for _, _, row in self.rows("int/taxa", "sources.csv", rows_of.SourceRow)
        }
        labels = {
            row.product: Text(es=row.es, en=row.en)
            for _, _, row in self.rows("int/taxa", "products.csv", rows_of.ProductRow)
        }
        if self.problems:
            raise PackError(self.problems)
        taxa = self.taxa(taxa_rows, labels)
        tells = self.tells(taxa)
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
            tells=tells,
        )
        if not self.problems:
            self.checked(species)
        if self.problems:
            raise PackError(self.problems)
        return species

    def checked(self, species: Species) -> None:
        """The counts and the known taxa of checks.yaml: a row lost or moved by accident is told."""
        name = f"{self.country}/species"
        pack = self.packs[name]
        checks = pack.yaml("checks.yaml", rows_of.Checks)
        found = {
            "taxa": len(species.taxa),
            "synonyms": len(species.synonyms),
            "lookalikes": len(species.tells),
            "names": len(species.names),
            "listings": len(species.listings),
            "categories": len(species.categories),
            "occurrence": len(species.occurrence),
            "endemic": sum(row.endemic for row in species.occurrence.values()),
        }
        for what, count in checks.counts.items():
            line = pack.line("checks.yaml", ("counts", what))
            if found.get(what) != count:
                file = f"{name}/checks.yaml"
                self.bad(
                    file, line, what, "species.count", what=what, found=found.get(what, 0), expected=count
                )
        for n, known in enumerate(checks.taxa):
            line = pack.line("checks.yaml", ("taxa", n))
            if not self.taxon(f"{name}/checks.yaml", line, known.taxon, species.taxa):
                continue
            told = species.protection(known.taxon, known.on)
            for what, value, wanted in (
                ("CITES", told.cites_appendix, known.cites),
                ("national", told.national_category, known.national),
            ):
                if value != wanted:
                    values = {"taxon": known.taxon, "what": what, "found": value or "?", "expected": wanted}
                    self.bad(f"{name}/checks.yaml", line, "taxa", "species.not_as_checked", **values)

    def taxa(
        self, rows: list[tuple[str, int, rows_of.TaxonRow]], labels: Mapping[str, Text]
    ) -> dict[str, Taxon]:
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

    def tells(self, taxa: dict[str, Taxon]) -> dict[tuple[str, str], Tell]:
        """What tells look-alikes apart; a pair here is a pair of look-alikes, whatever taxa.csv says."""
        found: dict[tuple[str, str], Tell] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/taxa", "lookalikes.csv", rows_of.LookalikeRow):
            pair = (min(row.taxon, row.lookalike), max(row.taxon, row.lookalike))
            self.unique(file, line, "lookalike", pair, seen)
            self.sourced(file, line, row.source)
            ok = self.taxon(file, line, row.taxon, taxa)
            if not self.taxon(file, line, row.lookalike, taxa, "lookalike") or not ok:
                continue
            if row.taxon == row.lookalike:
                self.bad(file, line, "lookalike", "species.unknown_taxon", given=row.lookalike)
                continue
            text = Text(es=row.tells_es, en=row.tells_en)
            found[pair] = Tell(text, row.confidence, row.source, row.review)
            for one, other in (pair, pair[::-1]):
                if other not in taxa[one].lookalikes:
                    taxa[one] = replace(taxa[one], lookalikes=(*taxa[one].lookalikes, other))
        return found

    @staticmethod
    def known(taxa: Mapping[str, Taxon]) -> set[str]:
        """Every name of the system that a line may cover: the taxa and what they stand under."""
        return {name for taxon in taxa.values() for name in taxon.lineage}

    def members(self, taxa: Mapping[str, Taxon], known: set[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/taxa", "members.csv", rows_of.MemberRow):
            self.unique(file, line, "member", (row.taxon, row.member), seen)
            ok = self.taxon(file, line, row.taxon, taxa)
            if self.taxon(file, line, row.member, known, "member") and ok:
                found.setdefault(row.taxon, []).append(row.member)
        return {taxon: tuple(names) for taxon, names in found.items()}

    def synonyms(self, taxa: Mapping[str, Taxon]) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/taxa", "synonyms.csv", rows_of.SynonymRow):
            self.unique(file, line, "synonym", (row.synonym, row.taxon), seen)
            if row.synonym in taxa:
                self.bad(file, line, "synonym", "species.synonym_is_taxon", given=row.synonym)
            if self.taxon(file, line, row.taxon, taxa):
                found.append((row.synonym, row.taxon))
        return tuple(found)

    def listings(self, known: set[str]) -> tuple[Listing, ...]:
        found: list[Listing] = []
        kept: dict[str, list[Period]] = {}
        for file, line, row in self.rows("int/cites", "appendices.csv", rows_of.ListingRow):
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

    def lists(self) -> tuple[NationalList, ...]:
        pack = f"{self.country}/species"
        found: list[NationalList] = []
        kept: dict[str, list[Period]] = {}
        for file, line, row in self.rows(pack, "lists.csv", rows_of.ListRow):
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
        kept: dict[str, list[Period]] = {}
        for decree in lists:
            for file, line, row in self.rows(
                f"{self.country}/species", f"{decree.code}.csv", rows_of.CategoryRow
            ):
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
        for file, line, row in self.rows(f"{self.country}/species", "occurrence.csv", rows_of.OccurrenceRow):
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
            for file, line, row in self.rows(pack, path, rows_of.NameRow):
                self.unique(file, line, "name", (row.name.casefold(), row.taxon), seen)
                self.sourced(file, line, row.source)
                if self.taxon(file, line, row.taxon, taxa):
                    if row.group and taxa[row.taxon].rank == "species":
                        self.bad(file, line, "group", "species.group_of_one", given=row.taxon)
                    found.append(Name(row.name, row.taxon, kind, row.usual, row.group))
        return tuple(found)

    def notes(self, taxa: Mapping[str, Taxon]) -> dict[str, Text]:
        found: dict[str, Text] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows("int/cites", "notes.csv", rows_of.NoteRow):
            self.unique(file, line, "taxon", row.taxon, seen)
            self.taxon(file, line, row.taxon, taxa)
            found[row.taxon] = Text(es=row.note_es, en=row.note_en)
        return found

    def words(self, labels: Mapping[str, Text]) -> Words:
        pack = f"{self.country}/names"
        products: dict[str, str] = {}
        seen: dict[object, int] = {}
        for file, line, row in self.rows(pack, "products.csv", rows_of.ProductWordRow):
            self.unique(file, line, "word", row.word, seen)
            if row.product not in labels:
                self.bad(file, line, "product", "species.unknown_product", given=row.product)
            products[row.word] = row.product
        kinds: dict[str, set[str]] = {kind: set() for kind in ("stop", "common", "weak", "thing", "person")}
        seen_words: dict[object, int] = {}
        for file, line, word in self.rows(pack, "words.csv", rows_of.WordRow):
            self.unique(file, line, "word", (word.word, word.kind), seen_words)
            kinds[word.kind].add(word.word)
        return Words(
            products,
            labels,
            frozenset(kinds["stop"]),
            frozenset(kinds["common"]),
            frozenset(kinds["weak"]),
            frozenset(kinds["thing"]),
            frozenset(kinds["person"]),
        )


def load_examples(pack: Pack, species: Species) -> list[rows_of.ExampleRow]:
    """The example queries of a pack of names; PackError when one expects a taxon that the table does not have."""
    rows = list(pack.rows("examples.csv", rows_of.ExampleRow))
    problems = [
        Problem(f"{pack.name}/examples.csv", line, "expected", "species.unknown_taxon", {"given": taxon})
        for line, row in rows
        for taxon in row.expected
        if taxon not in species.taxa
    ]
    if problems:
        raise PackError(problems)
    return [row for _, row in rows]
