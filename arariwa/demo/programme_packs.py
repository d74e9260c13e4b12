"""The programme of the demonstration as a pack: invented officials, the gatherings they came to, what these ended in. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    series: str = ""
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
    capacity: int | None = None
    needs_approval: bool = False
    trainers: list[str] = []

    @property
    def until(self) -> date:
        """Its last day."""
        return self.on + timedelta(days=self.days - 1)


class Public(_Shape):
    """Who the anonymous public of one kind of gathering were, with weights."""

    sex: Weights
    age_band: Weights
    community_role: Weights


class Shown(_Shape):
    """What shows that a promise was kept, in part or whole."""

    on: date
    text: str
    done: bool = False


class Promise(_Shape):
    """What was promised at a gathering, by an institution or by a participant."""

    what: str
    institution: str = ""
    # Of a community or another body that is not in the table of institutions.
    community: str = ""
    where: str = ""
    due: date | None = None
    due_in: int | None = None
    shown: list[Shown] = []

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.due is None) == (self.due_in is None):
            raise ValueError("due or due_in")
        return self


class Stop(_Shape):
    """A stop of a study trip, from one of its days until another."""

    days: tuple[int, int]
    place: str
    country: str
    host: str = ""
    practice: str


class Material(_Shape):
    """What is handed out at some events, and the pieces that came into the stock."""

    slug: str
    es: str
    en: str
    received: int = Field(gt=0)
    lost: int = Field(default=0, ge=0)
    events: list[str]


class Opinions(_Shape):
    """How many answered the feedback form, around which mean, and words of some."""

    answers: int = Field(gt=0)
    mean: float = Field(gt=1, lt=5)
    best: list[str]
    better: list[str]


class Polled(_Shape):
    """How a gathering was asked, and the share that answered each question right before and after."""

    method: str = "hands"
    by_sex: bool = False
    # In which languages groups of the room were asked, with weights.
    languages: dict[str, Annotated[int, Field(gt=0)]] = {}
    # Who came late, or had left: so many fewer were there before, and after.
    fewer: tuple[int, int] = (0, 0)
    knew: dict[str, float] = Field(min_length=1)
    knows: dict[str, float] = Field(min_length=1)


class Noted(_Shape):
    """What was asked at a session: a question of its script or its words, and how many asked it."""

    topic: str
    step: int
    known: str = ""
    words: str = ""
    number: int = Field(default=1, gt=0)


class Visited(_Shape):
    """A visit after a gathering: made on a day, or to be made so many days from the day the demonstration runs."""

    event: str
    destination: str
    ubigeo: str
    place: str
    purpose: str
    on: date | None = None
    due_in: int | None = None
    seen: list[str] = []
    words: str = ""
    met: int = 0
    # How the agreements of the event were found, in their order.
    found: list[str] = []

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.on is None) == (self.due_in is None):
            raise ValueError("on or due_in")
        return self


class Learners(_Shape):
    """How many learnt in a course, left before its last test, got their certificate, came back for the follow-up test."""

    of: int = Field(gt=0)
    left: int = Field(ge=0)
    certificates: int = Field(ge=0)
    followed_up: int = Field(ge=0)


class Learner(_Shape):
    """Someone who signs in to the demonstration, and how far they are in the running course."""

    person: str
    lessons: int = Field(ge=0)
    knows: list[float] = Field(max_length=2)
    exercise: str = ""
    certificate: bool = False
    revoked: str = ""
    appeal: str = ""


class RunningCourse(_Shape):
    """A course that began some days ago."""

    slug: str
    theme: str
    began: int = Field(gt=0)
    days: int = Field(gt=0)
    learners: list[Learner]

    def on_from(self, today: date) -> Gathering:
        """As an event, counted from a day."""
        return Gathering(
            slug=self.slug, theme=self.theme, on=today - timedelta(days=self.began), days=self.days
        )


class Ahead(_Shape):
    """A gathering of today or of some days ahead: who is enrolled, and who waits for a place."""

    slug: str
    theme: str
    in_: int = Field(alias="in", ge=0)
    days: int = Field(ge=1)
    ubigeo: str
    place: str
    people: int = Field(gt=0)
    waiting: int = Field(default=0, ge=0)
    asked: list[str] = []
    trainers: list[str]

    def on_from(self, today: date) -> Gathering:
        """As an event, counted from a day; whoever waits is in the list behind those who have a place."""
        return Gathering(
            slug=self.slug,
            theme=self.theme,
            on=today + timedelta(days=self.in_),
            days=self.days,
            ubigeo=self.ubigeo,
            place=self.place,
            people=self.people,
            absent=self.waiting,
            capacity=self.people if self.waiting else None,
            needs_approval=bool(self.asked),
            trainers=self.trainers,
        )


class Now(_Shape):
    """What goes on on the day the demonstration runs."""

    course: RunningCourse
    events: list[Ahead]


# Kind, what for, amount, currency.
Cost = tuple[str, str, Decimal, str]


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
    public: dict[str, Public]
    agreements: dict[str, list[Promise]]
    commitments: dict[str, list[Promise]]
    stops: dict[str, list[Stop]]
    costs: dict[str, list[Cost]]
    materials: list[Material]
    opinions: dict[str, Opinions]
    polls: dict[str, Polled]
    questions: dict[str, list[Noted]]
    visits: list[Visited]
    learners: dict[str, Learners]
    offline: dict[str, int]
    now: Now

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
        named += [(event.slug, event.series, slugs)] if event.series else []
        named += [(event.slug, one, read.trainers) for one in event.trainers]
        named += [(event.slug, country, read.abroad) for country in event.abroad]
        theme = read.themes.get(event.theme)
        named += [(event.slug, theme.kind, read.public)] if theme and event.public else []
    events = {event.slug for event in read.events}
    for part in (
        read.agreements,
        read.commitments,
        read.stops,
        read.costs,
        read.opinions,
        read.polls,
        read.questions,
        read.learners,
        read.offline,
    ):
        named += [("events", slug, events) for slug in part]
    named += [(f"materials.{one.slug}", slug, events) for one in read.materials for slug in one.events]
    named += [("visits", one.event, events) for one in read.visits]
    named.append(("now.course", read.now.course.theme, read.themes))
    named += [("now.course", one.person, known) for one in read.now.course.learners]
    for ahead in read.now.events:
        named.append((ahead.slug, ahead.theme, read.themes))
        named += [(ahead.slug, one, read.trainers) for one in ahead.trainers]
        named += [(ahead.slug, one, known) for one in ahead.asked]
    return [
        Problem(f"{NAME}/{FILE}", 0, field, "pack.unknown_reference", {"given": given})
        for field, given, there in named
        if given not in there
    ]
