"""The shapes of a course folder: course.yaml, the head of a lesson, and the lists that courses share. docs/courses.md."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from arariwa.law.domain.offences import Confidence, Review
from arariwa.law.domain.text import Shape, Text, Words
from arariwa.training.domain.questions import Said

Kind = Literal["intensive_course", "async_course", "track"]
Origin = Literal["stated", "proposed"]
# Percent of the sessions a certificate asks for where the course does not say.
USUAL_ATTENDANCE = 80


class Reading(Shape):
    """Where something may be read."""

    title: Words
    url: str | None = Field(None, pattern=r"^https?://")


class Stated(Shape):
    """What the programme's description states of the course, and what is our proposal."""

    count: Origin
    theme: Origin
    title: Origin


class Module(Shape):
    """A part of a course: one lesson (modules/<n>.es.md)."""

    n: int = Field(ge=1, le=40)
    title: Text
    summary: Text
    hours: float = Field(gt=0, le=60)
    optional: bool = False


class Cell(Shape):
    """How many questions a form takes of a module."""

    module: int
    count: int = Field(ge=1)


class TestPlan(Shape):
    """How what was learnt is tested."""

    cut: int = Field(ge=1, le=100)
    minutes: int = Field(ge=1, le=600)
    attempts: int = Field(ge=1, le=10)
    blueprint: list[Cell] = Field(min_length=1)


class CertificateRule(Shape):
    """What the certificate asks for beside test and exercise, and how long it holds."""

    attendance_percent: int = Field(USUAL_ATTENDANCE, ge=0, le=100)
    valid_months: int = Field(ge=1, le=120)


class CourseFile(Shape):
    """course.yaml"""

    code: str = Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")
    kind: Kind
    origin: Stated
    title: Text
    summary: Text
    audience: list[str] = Field(min_length=1)
    competencies: list[str] = Field(min_length=1)
    hours: float = Field(gt=0, le=400)
    minutes_per_hour: int = Field(ge=30, le=60)
    format: Text
    objectives: list[Text] = Field(min_length=1)
    modules: list[Module] = Field(min_length=1)
    exercises: list[str] = []
    test: TestPlan
    certificate: CertificateRule
    review: Review
    sources: list[Reading] = Field(min_length=1)

    @property
    def slug(self) -> str:
        """Its folder and address."""
        return self.code.lower()

    @property
    def required(self) -> list[int]:
        """The modules without which the course is not read."""
        return [m.n for m in self.modules if not m.optional]

    @property
    def self_paced(self) -> bool:
        """Whether it is followed at one's own pace, without sessions."""
        return self.kind == "async_course"

    def module(self, n: int) -> Module | None:
        """The module of that number."""
        return next((m for m in self.modules if m.n == n), None)


class LessonHead(Shape):
    """What stands above a lesson, between the lines of three dashes."""

    objectives: list[Words] = Field(min_length=2, max_length=4)
    key_points: list[Words] = Field(min_length=3, max_length=5)
    case: str | None = None
    law: list[str] = []
    check: list[str] = []
    sources: list[Reading] = Field(min_length=1)


class Loose(BaseModel):
    """A list several systems read: each names the fields it asks for."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Competency(Loose):
    """Something an official can do afterwards."""

    id: str
    name: Text


class AudienceRole(Loose):
    """What an official does in their institution."""

    code: str
    name: Text


class Common(Loose):
    """packs/courses/common.yaml, as far as courses ask of it."""

    competencies: list[Competency] = Field(min_length=1)
    roles: list[AudienceRole] = Field(min_length=1)


class CasePlace(Loose):
    """Where a published case happened."""

    text: Words


class CaseDays(Loose):
    """When, as far as was published: a year, a month, a day, or a span `a/b`."""

    event: str | None = None
    judgment: str | None = None


class PublishedCase(Loose):
    """A published case, told in our own words: packs/pe/cases/published.yaml."""

    id: str
    title: Said
    places: list[CasePlace] = []
    dates: CaseDays = CaseDays()
    what: Said
    outcome: Said | None = None
    teaches: Said
    sources: list[Reading] = Field(min_length=1)
    confidence: Confidence
    review: Review


class PublishedCases(Loose):
    """packs/<country>/cases/published.yaml"""

    cases: list[PublishedCase] = Field(min_length=1)


class LawLock(Shape):
    """law.lock.yaml: what each rule said when the course was last reviewed, by its digest."""

    entries: dict[str, str]
    FILE: ClassVar[str] = "law.lock.yaml"
