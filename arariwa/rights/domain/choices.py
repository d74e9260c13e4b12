"""The shapes of choices.yaml: what a citizen picks to ask what the law allows, and what each pick tells the law engine."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from arariwa.law.domain.species import Species
from arariwa.law.domain.text import Shape, Text, Words

# animal: born on land, or an amphibian; fish: whatever is born in water; plant.
Kind = Literal["animal", "fish", "plant"]
KINDS: tuple[Kind, ...] = ("animal", "fish", "plant")
Facts = Mapping[Words, Any]


class Also(Shape):
    """What a choice tells besides when it stands beside one of these acts."""

    acts: list[str] = Field(min_length=1)
    facts: Facts = Field(min_length=1)


class Option(Shape):
    """A place, a role or a paper: its words, and what it tells."""

    words: Text
    facts: Facts
    also: list[Also] = []
    of: list[Kind] = list(KINDS)
    only: list[str] = []
    ways: list[str] = []
    # What to know beside the answer that the law engine does not weigh.
    note: Text | None = None

    def told(self, act: str) -> dict[str, Any]:
        """What it tells beside that act."""
        found = dict(self.facts)
        for more in self.also:
            if act in more.acts:
                found |= more.facts
        return found


class Act(Shape):
    """An act: its words, its question, what it tells, and which places and papers are offered with it."""

    words: Text
    question: Text
    of: list[Kind] = Field(min_length=1)
    facts: Facts = Field(min_length=1)
    places: list[str]
    papers: list[str]
    ways: list[str] = Field(min_length=1)
    already: list[str] = []
    # The ways that lead where there is no paper for what somebody already has.
    without_papers: list[str] = []
    asked: list[str] = Field(min_length=1)
    # The lawful uses said before others that could cover too.
    first: list[str] = []
    # What of `open_law` stays open though the conditions of a use hold, while no paper covers the act.
    open_law: list[str] = []


class Wondered(Shape):
    """A fact in a citizen's words: the question while it is open, and the condition it makes."""

    ask: Text
    if_: Text = Field(alias="if")
    # The acts it is asked of; all where none is named.
    acts: list[str] = []
    # The kinds it is asked of.
    of: list[Kind] = list(KINDS)


class Animal(Shape):
    """A local name people ask about, and the taxa it is said of."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    words: Text
    taxa: list[str] = Field(min_length=1, max_length=12)


class AnimalGroup(Shape):
    """Some local names under one heading."""

    group: Text
    rows: list[Animal] = Field(min_length=1)


class Unwritten(Shape):
    """A thing for which the pack has no way yet: what is said instead, and which institutions to ask."""

    # What the species table says it is traded as.
    traded_as: str
    acts: list[str] = Field(min_length=1)
    says: Text
    ask: list[str] = Field(min_length=1)


class Reason(Shape):
    """Why the law says no or leaves it open, where the verdict does not say it by itself; never said beside a yes."""

    acts: list[str] = Field(min_length=1)
    # Kinds or taxa it is about, and taxa of those it is not about.
    only: list[str] = Field(min_length=1)
    but: list[str] = []
    # Whom it is said to, where not to all; also to who did not say who they are.
    who: list[str] = []
    says: Text
    # The act that may be meant, with its own answer.
    instead: str | None = None
    # The entries of the law pack it follows from.
    law: list[str] = Field(min_length=1)


class Unknown(Shape):
    """When nobody knows which animal or plant it is."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    words: Text
    facts: Facts


class Choices(Shape):
    """choices.yaml"""

    acts: Mapping[str, Act] = Field(min_length=1)
    places: Mapping[str, Option]
    who: Mapping[str, Option]
    papers: Mapping[str, Option]
    way_of: Mapping[str, list[str]]
    way_not_of: Mapping[str, list[str]] = {}
    contact: Mapping[Kind, list[str]]
    asks: Mapping[str, Wondered]
    # Of a list within the list the first that is open counts.
    conditions: Mapping[str, list[str | list[str]]]
    # Facts that limit a use without deciding whether it covers: said beside a yes while nobody told them.
    limits: Mapping[str, list[str]] = {}
    # What the law itself leaves open though a use covers, by the code of a disputed reading or of the law that governs instead.
    open_law: Mapping[str, Text] = {}
    unwritten: list[Unwritten] = []
    reasons: list[Reason] = []
    groups: Mapping[str, list[str]]
    animals: list[AnimalGroup]
    unknown_animal: Unknown
    unknown_fish: Unknown
    unknown_plant: Unknown

    @property
    def unknown(self) -> dict[str, tuple[Unknown, Kind]]:
        """What is picked when nobody knows which it is, by id: its words and its kind."""
        kinds: list[tuple[Unknown, Kind]] = [
            (self.unknown_animal, "animal"),
            (self.unknown_fish, "fish"),
            (self.unknown_plant, "plant"),
        ]
        return {one.id: (one, kind) for one, kind in kinds}

    @property
    def by_id(self) -> dict[str, Animal]:
        """The local names by id."""
        return {row.id: row for group in self.animals for row in group.rows}

    def offered(self) -> Iterator[tuple[str, str, Option]]:
        """(field, id, option) of every place, role and paper."""
        for field in ("places", "who", "papers"):
            for id, option in getattr(self, field).items():
                yield field, id, option


def kind_of(taxon: str, species: Species) -> Kind:
    """Which kind a taxon of the table is."""
    row = species.taxa[taxon]
    if row.kingdom == "Plantae":
        return "plant"
    return "fish" if row.aquatic else "animal"


def among(names: list[str], taxa: tuple[str, ...], kind: Kind | None, species: Species) -> bool:
    """Whether what is meant is one of `names`: kinds, or taxa that each of `taxa` is or stands under."""
    if kind in names:
        return True
    return bool(taxa) and all(any(species.contains(name, taxon) for name in names) for taxon in taxa)
