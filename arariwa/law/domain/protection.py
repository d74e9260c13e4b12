"""What protects a taxon on a day: CITES appendix, national category, endemism, relation to water.

Of several CITES lines that cover a taxon the one of the nearest rank holds (a species line beats "family spp."), and
an exclusion by name beats both. A higher taxon has a value only where it holds for everything below it; otherwise
`possible` says which values occur. "none" means known not to be listed, None means not known: earlier lists that were
not read, a group of which only some members are listed, a name that covers only one form of a species.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from arariwa.core.domain.spans import Span
from arariwa.law.domain.protection_wording import sentence
from arariwa.law.domain.taxa import (
    CONFIDENCES,
    Category,
    Confidence,
    Listing,
    NationalList,
    Occurrence,
    Taxon,
)
from arariwa.law.domain.text import Text

CITES_BEGAN = date(1975, 7, 1)
NONE = "none"


class Table(Protocol):
    """The part of the species table that protection reads."""

    @property
    def taxa(self) -> Mapping[str, Taxon]: ...
    @property
    def above(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def listings_of(self) -> Mapping[str, tuple[Listing, ...]]: ...
    @property
    def categories_of(self) -> Mapping[str, tuple[Category, ...]]: ...
    @property
    def lists(self) -> tuple[NationalList, ...]: ...
    @property
    def occurrence(self) -> Mapping[str, Occurrence]: ...
    @property
    def notes(self) -> Mapping[str, Text]: ...
    def below(self, taxon: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a taxon stands in one list on a day: the value, the row it comes from, and what makes it unsure.

    `why`: a code, "listed", "not_listed", "excluded", "earlier_not_read", "part_only", "some_members", "mixed".
    `possible`: every value its members have, when there is no single one.
    """

    value: str | None
    why: str
    row: Listing | Category | None = None
    norm: str = ""
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What holds from a day, inclusive, until a day, exclusive."""

    start: date
    until: date
    cites: Standing
    national: Standing


@dataclass(frozen=True, slots=True)
class Protection:
    """The protection of a taxon on a day or span. Values that change within a span are None; see `versions`."""

    taxon: str
    rank: str
    span: Span
    versions: tuple[Version, ...]
    national_category: str | None
    cites_appendix: str | None
    aquatic: bool | None
    aquatic_basis: str | None
    endemic: bool | None
    occurs: bool | None
    exotic: bool | None
    what: str | None
    iucn: str | None
    confidence: Confidence
    sources: tuple[str, ...]
    source_codes: tuple[str, ...]
    notes: tuple[Text, ...]

    def sentence(self, language: str = "es") -> str:
        """Everything that protects the taxon, as one sentence without its full stop."""
        return sentence(self).in_(language)

    @property
    def cites_sources(self) -> tuple[str, ...]:
        """What says where it stands in CITES."""
        return _named(v.cites for v in self.versions)

    @property
    def national_sources(self) -> tuple[str, ...]:
        """What says where it stands on the national list."""
        return _named(v.national for v in self.versions)

    @property
    def possible_appendices(self) -> tuple[str, ...]:
        """Every CITES value that may hold, over the span and over what stands below the taxon."""
        return _values(v.cites for v in self.versions)

    @property
    def possible_categories(self) -> tuple[str, ...]:
        """Every national category that may hold, likewise."""
        return _values(v.national for v in self.versions)


def protection(table: Table, name: str, on: date | Span) -> Protection:
    """What protects the taxon `name` on a day or span; KeyError for a name that is not in the table."""
    taxon = table.taxa[name]
    span = on if isinstance(on, Span) else Span.day(on)
    edges = sorted({span.start, span.until, *_changes(table, name, span)})
    versions = tuple(
        Version(start, until, cites(table, name, start), national(table, name, start))
        for start, until in zip(edges, edges[1:], strict=False)
    )
    versions = tuple(_joined(versions))
    there = table.occurrence.get(name)
    species = taxon.rank == "species"
    basis, aquatic = _water(table, taxon)
    rows = [s.row for v in versions for s in (v.cites, v.national) if s.row]
    standings = [s for v in versions for s in (v.cites, v.national)]
    notes = [table.notes[name]] if name in table.notes else []
    notes += [row.note for row in rows if row.note]
    return Protection(
        taxon=name,
        rank=taxon.rank,
        span=span,
        versions=versions,
        national_category=_single(v.national.value for v in versions),
        cites_appendix=_single(v.cites.value for v in versions),
        aquatic=aquatic,
        aquatic_basis=basis,
        endemic=there.endemic if there and species else None,
        occurs=there.occurs if there else None,
        exotic=(not there.occurs) if there and (species or not there.occurs) else None,
        what=_what(taxon),
        iucn=taxon.iucn,
        confidence=min([taxon.confidence, *(r.confidence for r in rows)], key=CONFIDENCES.index),
        sources=_named(standings),
        source_codes=tuple(dict.fromkeys([*taxon.sources, *(s for r in rows for s in r.sources)])),
        notes=tuple(dict.fromkeys(notes)),
    )


def _named(standings: Iterable[Standing]) -> tuple[str, ...]:
    """The listings and norms behind some standings, rows that name the taxon first."""
    asked = list(standings)
    rows = [
        f"CITES ({s.row.listed_as})" if isinstance(s.row, Listing) else s.row.norm for s in asked if s.row
    ]
    return tuple(dict.fromkeys([*rows, *(s.norm for s in asked if s.norm)]))


def cites(table: Table, name: str, day: date) -> Standing:
    """The CITES appendix of a taxon on a day; a higher taxon's only where all its species share it."""
    own = _nearest(table, name, day)
    members = [s for s in table.below(name) if s != name]
    if not members:
        return own
    values = {own.value, *(_nearest(table, member, day).value for member in members)}
    if own.row is None or own.value in (NONE, None):
        if values == {None}:
            return own
        possible = tuple(sorted(v for v in values if v is not None))
        # Where no line is of the taxon itself, those of its members are still of CITES.
        return Standing(None, "some_members", own.row, own.norm, possible)
    if values == {own.value}:
        return own
    return Standing(None, "mixed", own.row, possible=tuple(sorted(v for v in values if v is not None)))


def national(table: Table, name: str, day: date) -> Standing:
    """The national category of a taxon on a day; the list is by species, so a higher taxon has possible values only."""
    taxon = table.taxa[name]
    if taxon.rank != "species":
        found = [national(table, member, day) for member in table.below(name)]
        possible = _values(found)
        norm = next((s.norm for s in found if s.norm), "")
        return Standing(
            None, "some_members" if possible else "earlier_not_read", norm=norm, possible=possible
        )
    for row in table.categories_of.get(name, ()):
        if row.start <= day and (row.until is None or day < row.until):
            if row.part:
                return Standing(None, "part_only", row, row.norm, (row.category, NONE))
            return Standing(row.category, "listed", row, row.norm)
    for known in table.lists:
        if (
            known.kingdom == taxon.kingdom
            and known.start <= day
            and (known.until is None or day < known.until)
        ):
            return Standing(NONE, "not_listed", norm=known.norm)
    return Standing(None, "earlier_not_read")


def _nearest(table: Table, name: str, day: date) -> Standing:
    """The line that holds for the taxon itself, the nearest rank first."""
    later: list[Listing] = []
    for wider in table.above[name]:
        for row in table.listings_of.get(wider, ()):
            if row.start <= day and (row.until is None or day < row.until):
                return Standing(row.appendix, "excluded" if row.appendix == NONE else "listed", row)
            if day < row.start:
                later.append(row)
    if not later or day < CITES_BEGAN:
        return Standing(NONE, "not_listed", norm="CITES")
    first = min(later, key=lambda row: row.start)
    if first.before_none or first.appendix == NONE:
        return Standing(NONE, "not_listed", norm="CITES")
    return Standing(None, "earlier_not_read", norm="CITES")


def _changes(table: Table, name: str, span: Span) -> Iterable[date]:
    """The days within the span on which some row of the taxon, or of what stands below it, begins or ends."""
    for each in {name, *table.below(name)}:
        rows = [row for wider in table.above[each] for row in table.listings_of.get(wider, ())]
        dated: list[Listing | Category | NationalList] = [
            *rows,
            *table.categories_of.get(each, ()),
            *table.lists,
        ]
        for row in dated:
            for day in (row.start, row.until):
                if day is not None and span.start < day < span.until:
                    yield day


def _joined(versions: Iterable[Version]) -> Iterable[Version]:
    """Neighbours that say the same, as one."""
    last: Version | None = None
    for version in versions:
        if last and (last.cites, last.national) == (version.cites, version.national):
            last = Version(last.start, version.until, last.cites, last.national)
            continue
        if last:
            yield last
        last = version
    if last:
        yield last


def _water(table: Table, taxon: Taxon) -> tuple[str | None, bool | None]:
    """Relation to water, and whether the species is aquatic in the sense of the law; None where members differ."""
    if taxon.rank == "species" or not table.below(taxon.name):
        return taxon.aquatic_basis, taxon.aquatic
    members = [table.taxa[name] for name in table.below(taxon.name)]
    basis = {m.aquatic_basis for m in members}
    aquatic = {m.aquatic for m in members} | {taxon.aquatic}
    return (basis.pop() if len(basis) == 1 else None), (aquatic.pop() if len(aquatic) == 1 else None)


def _what(taxon: Taxon) -> str | None:
    """Wild fauna, wild flora or timber; None for a plant traded as timber and as something else."""
    if taxon.kingdom == "Animalia":
        return "wild_fauna"
    if taxon.traded_as == ("timber",):
        return "timber"
    return None if "timber" in taxon.traded_as else "wild_flora"


def _single(values: Iterable[str | None]) -> str | None:
    unique = set(values)
    return unique.pop() if len(unique) == 1 else None


def _values(standings: Iterable[Standing]) -> tuple[str, ...]:
    found = {v for s in standings for v in ((s.value,) if s.value else s.possible)}
    return tuple(sorted(found))


def last_day(version: Version) -> date:
    """The last day on which a version holds."""
    return version.until - timedelta(days=1)
