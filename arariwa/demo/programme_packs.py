"""The programme of the demonstration as a pack: invented officials, the gatherings they came to, what these ended in. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from arariwa.core.packs import Pack, PackError, Problem

NAME = "demo"
FILE = "programme.yaml"

# A choice with weights: {what: how often}.
Weights = Annotated[dict[str, Annotated[int, Field(gt=0)]], Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(_Shape):
    """Of what names are made. The words of `forest` are nobody's surname."""

    women: list[str] = Field(min_length=1)
    men: list[str] = Field(min_length=1)
    surnames: list[str] = Field(min_length=1)
    forest: list[str] = Field(min_length=1)


class Teacher(_Shape):
    """Who teaches: a name as written, or someone who signs in to the demonstration."""

    name: str = ""
    person: str = ""
    institution: str = ""
    country: str = "PE"
    role: str = "instructor"


class Series(_Shape):
    """Gatherings that belong together."""

    slug: str
    es: str
    en: str


class Theme(_Shape):
    """What gatherings are called and who comes; `course` is a folder of packs/courses."""

    kind: str
    es: str
    en: str
    code: str = ""
    course: str = ""
    roles: dict[str, int] = {}


class Gathering(_Shape):
    """One event: when, where, how many came, how many of them had come before."""

    slug: str
    theme: str
    series: str
    on: date
    days: int = Field(ge=1)
    country: str = "PE"
    ubigeo: str = ""
    place: str = ""
    languages: list[str] = ["es"]
    people: int = Field(default=0, ge=0)
    back: int = Field(default=0, ge=0)
    twins: int = Field(default=0, ge=0)
    absent: int = Field(default=0, ge=0)
    abroad: dict[str, int] = {}
    public: int = Field(default=0, ge=0)
    trainers: list[str] = []

    @property
    def until(self) -> date:
        """Its last day."""
        return self.on + timedelta(days=self.days - 1)


class Public(_Shape):
    """Who the anonymous public were, with weights."""

    sex: Weights
    age_band: Weights
    community_role: Weights


class Programme(_Shape):
    """The file."""

    seed: int
    by: str
    document_series: int
    names: Names
    staff: dict[str, Weights]
    abroad: dict[str, dict[str, Weights]]
    trainers: dict[str, Teacher]
    series: list[Series]
    themes: dict[str, Theme]
    events: list[Gathering]
    public: Public

    @property
    def officials(self) -> int:
        """How many officials came to workshops, each counted once as long as nobody judged the twins to be one."""
        rows = [e for e in self.events if self.themes[e.theme].kind in WORKSHOPS]
        return sum(e.people - e.back + e.twins for e in rows)


WORKSHOPS = ("workshop", "intensive_course", "async_course")


def load(root: Path) -> Programme:
    """The programme; PackError with file, line and field."""
    return Pack.from_folder(root, NAME).yaml(FILE, Programme)


def check(root: Path, emails: Iterable[str]) -> list[Problem]:
    """Whatever an event names exists, and no more came back than had come."""
    try:
        read = load(root)
    except PackError as error:
        return error.problems
    known = set(emails)
    slugs = {one.slug for one in read.series}
    named: list[tuple[str, str, Collection[str]]] = [("by", read.by, known)]
    named += [(f"trainers.{t}", one.person, known) for t, one in read.trainers.items() if one.person]
    named += [(f"themes.{t}", r, read.staff) for t, one in read.themes.items() for r in one.roles]
    for event in read.events:
        named.append((event.slug, event.theme, read.themes))
        named.append((event.slug, event.series, slugs))
        named += [(event.slug, one, read.trainers) for one in event.trainers]
        named += [(event.slug, country, read.abroad) for country in event.abroad]
    return [
        Problem(f"{NAME}/{FILE}", 0, field, "pack.unknown_reference", {"given": given})
        for field, given, there in named
        if given not in there
    ]
