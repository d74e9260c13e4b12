"""Taxa, what lists them and what they are called: the frozen shapes the species packs are read into.

Every dated row begins on its first day and ends before its last (`until` None: still so).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from arariwa.law.domain.text import Text

Confidence = Literal["high", "medium", "low"]
Rank = Literal["species", "genus", "subfamily", "family", "infraorder", "suborder", "order", "class"]
# From the narrowest to the widest.
RANKS: tuple[Rank, ...] = (
    "species",
    "genus",
    "subfamily",
    "family",
    "infraorder",
    "suborder",
    "order",
    "class",
)
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Taxon:
    """A taxon in trade. `aquatic` follows the law on wildlife: born in water and not an amphibian."""

    name: str
    rank: Rank
    kingdom: str
    class_: str
    order: str
    family: str
    group: str
    aquatic: bool
    aquatic_basis: str | None
    traded_as: tuple[str, ...]
    lookalikes: tuple[str, ...]
    iucn: str | None
    confidence: Confidence
    sources: tuple[str, ...]

    @property
    def genus(self) -> str:
        """The genus of a species or genus; empty above it."""
        return self.name.split()[0] if self.rank in ("species", "genus") else ""

    @property
    def lineage(self) -> tuple[str, ...]:
        """The names it stands under, the nearest first; itself included."""
        names = (self.name, self.genus, self.family, self.order, self.class_)
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, slots=True)
class Tell:
    """What tells two taxa of the same look apart."""

    text: Text
    confidence: Confidence
    sources: tuple[str, ...]
    review: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the CITES appendices with its days; `appendix` "none" is an exclusion by name.

    `before_none`: it is known that what it covers was in no appendix before; otherwise earlier days are not known.
    """

    listed_as: str
    appendix: str
    start: date
    until: date | None
    covers: tuple[str, ...]
    before_none: bool
    note: Text | None
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A national category with its days. `part`: the list names only this form of the taxon."""

    taxon: str
    category: str
    start: date
    until: date | None
    norm: str
    part: str
    note: Text | None
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalList:
    """A decree that lists a kingdom: on its days, a taxon that is not on it is known to have no category."""

    code: str
    kingdom: str
    start: date
    until: date | None
    norm: str
    title: Text
    confidence: Confidence
    note: Text | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Whether a taxon lives wild in the country, and only there."""

    occurs: bool
    endemic: bool
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What people call a taxon. `usual` 1: its first meaning; `group`: said of any member of the higher taxon."""

    text: str
    taxon: str
    kind: Literal["es", "local", "en"]
    usual: int
    group: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words around a name: what a product word says of the thing, and words that never are a name."""

    # word -> product term, such as "colmillo" -> "teeth"
    products: Mapping[str, str]
    # product term -> its label
    product_labels: Mapping[str, Text]
    # articles and prepositions, which no name needs
    stop: frozenset[str]
    # plain words of an advertisement: not read as a misspelt name
    common: frozenset[str]
    # names that are also plain words: they count only when nothing else is said
    weak: frozenset[str]
    # things that carry an animal's name and are none: toys, clothes
    things: frozenset[str]
    # first names and surnames of people; an animal's name beside one is a surname
    persons: frozenset[str] = frozenset()
