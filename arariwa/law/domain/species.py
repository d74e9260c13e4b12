"""The species table of a country: taxa with their place in the system, lists, names, and the questions asked of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from arariwa.core.domain.spans import Span
from arariwa.law.domain.protection import Protection, protection
from arariwa.law.domain.taxa import Category, Listing, Name, NationalList, Occurrence, Taxon, Tell, Words
from arariwa.law.domain.text import Text


@dataclass(frozen=True)
class Species:
    """Everything the species packs hold, for one country."""

    country: str
    taxa: Mapping[str, Taxon]
    synonyms: tuple[tuple[str, str], ...]
    # higher taxa whose members do not follow from class, order, family and genus
    members: Mapping[str, tuple[str, ...]]
    listings: tuple[Listing, ...]
    lists: tuple[NationalList, ...]
    categories: tuple[Category, ...]
    occurrence: Mapping[str, Occurrence]
    names: tuple[Name, ...]
    notes: Mapping[str, Text]
    sources: Mapping[str, Text]
    words: Words
    # by the two names in their order of the alphabet
    tells: Mapping[tuple[str, str], Tell]

    @cached_property
    def names_of(self) -> Mapping[str, tuple[Name, ...]]:
        """Names by taxon."""
        grouped: dict[str, list[Name]] = {}
        for name in self.names:
            grouped.setdefault(name.taxon, []).append(name)
        return {taxon: tuple(names) for taxon, names in grouped.items()}

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """Per taxon the names it stands under, the nearest first; itself included."""
        wider: dict[str, list[str]] = {}
        for group, members in self.members.items():
            for member in members:
                wider.setdefault(member, []).append(group)
        found: dict[str, tuple[str, ...]] = {}
        for taxon in self.taxa.values():
            names: list[str] = []
            for name in taxon.lineage:
                names.append(name)
                names += [w for w in wider.get(name, ()) if w not in names]
            found[taxon.name] = tuple(dict.fromkeys(names))
        return found

    @cached_property
    def listings_of(self) -> Mapping[str, tuple[Listing, ...]]:
        """CITES lines by the name they cover."""
        found: dict[str, list[Listing]] = {}
        for row in self.listings:
            for name in row.covers:
                found.setdefault(name, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def categories_of(self) -> Mapping[str, tuple[Category, ...]]:
        """National categories by taxon."""
        found: dict[str, list[Category]] = {}
        for row in self.categories:
            found.setdefault(row.taxon, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def older(self) -> Mapping[str, str]:
        """The taxa by the scientific names they had before."""
        return dict(self.synonyms)

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, lineage in self.above.items():
            if self.taxa[name].rank == "species":
                for wider in lineage:
                    found.setdefault(wider, []).append(name)
        return {wider: tuple(names) for wider, names in found.items()}

    @cached_property
    def by_slug(self) -> Mapping[str, str]:
        """Taxa by the last part of their address: "podocnemis-expansa"."""
        return {name.lower().replace(" ", "-"): name for name in self.taxa}

    def below(self, taxon: str) -> tuple[str, ...]:
        """The species of the table that stand under a taxon (a species: itself)."""
        return self._below.get(taxon, ())

    def contains(self, wider: str, taxon: str) -> bool:
        """Whether `taxon` is `wider` or stands under it."""
        return wider in self.above.get(taxon, ())

    def label(self, taxon: str, language: str = "es") -> str:
        """The name people know it by in the language, empty when none is recorded."""
        names = self.names_of.get(taxon, ())
        wanted = ("en",) if language == "en" else ("es", "local")
        return next((name.text for kind in wanted for name in names if name.kind == kind), "")

    def tell(self, taxon: str, other: str) -> Tell | None:
        """What tells two taxa of the same look apart, None when nothing is recorded."""
        return self.tells.get((min(taxon, other), max(taxon, other)))

    def titles(self, sources: Iterable[str]) -> Iterator[Text]:
        """The titles of source codes, each once."""
        for code in dict.fromkeys(sources):
            yield self.sources[code]

    def protection(self, taxon: str, on: date | Span) -> Protection:
        """What protects a taxon on a day, or on every day of a span; KeyError for a name that is no taxon here."""
        return protection(self, taxon, on)

    def lookup(self, taxon: str, on: date) -> Protection | None:
        """The same for the engine of the law, by an older name too: None for a name that is not in the table."""
        name = self.older.get(taxon, taxon)
        return protection(self, name, on) if name in self.taxa else None
