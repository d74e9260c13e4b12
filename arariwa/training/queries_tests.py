"""Questions a test may take, tests and their results, and what they say of questions and classes."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.formatting import language
from arariwa.law import queries as law
from arariwa.law.domain.lawbook import Law
from arariwa.law.packs import load_law
from arariwa.training import courses, stale
from arariwa.training.domain import analysis, forms
from arariwa.training.domain.analysis import ItemAnalysis, Learned, Marks
from arariwa.training.domain.keys import Engine, key_of
from arariwa.training.domain.questions import Key, One, Question, Several, Vignette
from arariwa.training.models import Appeal, Attempt, Cohort, Enrolment, QuestionReview
from arariwa.training.packs import Course

Kind = Attempt.Kind
# CAP-22; the follow-up is a short form of half the questions of each module.
FOLLOW_UP_AFTER = timedelta(days=90)


# Questions


def reviews(course: str) -> dict[tuple[str, str], QuestionReview]:
    """(question, digest) -> the latest review of that wording."""
    rows = QuestionReview.objects.filter(course=course).select_related("reviewed_by__person")
    return {(row.question, row.digest): row for row in rows}


def standings(course: Course) -> dict[str, stale.Standing]:
    """Question -> whether a test takes it today."""
    return stale.standings(
        course.bank.questions.values(), course.lock, courses.book().digest, reviews(course.slug)
    )


def usable(course: Course) -> list[Question]:
    """The questions a test may take today."""
    held = standings(course)
    return [q for q in course.bank.questions.values() if held[q.id].state == "usable"]


def blueprint(course: Course, kind: str) -> dict[int, int]:
    """Module -> questions of a form of that kind."""
    cells = {cell.module: cell.count for cell in course.file.test.blueprint}
    return {m: math.ceil(n / 2) for m, n in cells.items()} if kind == Kind.FOLLOWUP else cells


# Keys


@lru_cache(maxsize=2)
def _law(fingerprint: str) -> Law:
    return load_law(law.pack(f"{law.COUNTRY}/law", fingerprint), try_examples=False)


def engine(fingerprint: str = "", day: date | None = None) -> Engine:
    """The engine on the law loaded now, or on that of a stored pack."""
    now = law.law()
    return Engine(
        now if fingerprint in ("", now.fingerprint) else _law(fingerprint), law.species().lookup, day
    )


@lru_cache(maxsize=5000)
def _key(pack: str, question: str, fingerprint: str, day: date) -> Key:
    return key_of(courses.course_of(pack).bank.questions[question], engine(fingerprint, day))


def key(attempt: Attempt, question: str) -> Key:
    """The right answer, by the law as it stood when the test began."""
    day = timezone.localtime(attempt.started_at).date()
    return _key(attempt.pack_id, question, attempt.law_fingerprint, day)


def asked(attempt: Attempt) -> list[Question]:
    """The questions of a test, in its order."""
    bank = courses.course_of(attempt.pack_id).bank.questions
    return [bank[id_] for id_ in attempt.ids]


def shown(attempt: Attempt, question: Question) -> forms.Shown:
    """The order in which a question's options stand in this test."""
    return forms.shown(question, attempt.shuffle)


def offence_name(code: str) -> str:
    """What a version of an offence, or else the offence, is called; the code itself when the law does not hold it."""
    lang, now = language(), law.law()
    if version := next((v for v in now.versions if v.id == code), None):
        return version.name.in_(lang)
    return next((o.name.in_(lang) for o in now.offences if o.code == code), code)


def read_ahead(enrolment: Enrolment, attempt: Attempt | None = None) -> None:
    """Read course, law and keys before a write begins: SQLite has one writer, whom others wait for."""
    usable(course_of(enrolment))
    if attempt:
        for id_ in attempt.ids:
            key(attempt, id_)


# Tests of one learner


def course_of(enrolment: Enrolment) -> Course:
    """The course as it stood when the cohort was opened."""
    return courses.course_of(enrolment.cohort.pack_id)


def attempts(enrolment: Enrolment) -> list[Attempt]:
    """Every test of the learner, the earliest first."""
    return list(enrolment.attempts.all())


def best(rows: Iterable[Attempt], kind: str = Kind.POST) -> Attempt | None:
    """The test of that kind with the highest score: the one that counts for the grade."""
    done = [a for a in rows if a.kind == kind and a.score is not None]
    return max(done, key=lambda a: (a.score, -a.n), default=None)


def passed(enrolment: Enrolment) -> Attempt | None:
    """The final test by which the learner reached the cut; None while none did."""
    found = best(attempts(enrolment))
    return found if found and found.score and found.score >= course_of(enrolment).file.test.cut else None


def follow_up_on(rows: Iterable[Attempt]) -> datetime | None:
    """From when the follow-up test is open: 90 days after the last final test; None before one."""
    done = [a.submitted_at for a in rows if a.kind == Kind.POST and a.submitted_at]
    return max(done) + FOLLOW_UP_AFTER if done else None


def attempt_for(by: Actor, id: UUID | str, level: int = access.READ) -> Attempt:
    """The test with what its pages show, or Hidden."""
    found = access.get(
        Attempt.objects.select_related(
            "enrolment__cohort__event", "enrolment__participation__person", "enrolment__compartment"
        ),
        by,
        pk=id,
    )
    access.require(by, level, found)
    return found


def enrolment_for(by: Actor, id: UUID | str) -> Enrolment:
    """The enrolment with what its pages show, or Hidden."""
    rows = Enrolment.objects.select_related("cohort__event", "participation__person", "compartment")
    return access.get(rows, by, pk=id)


def is_learner(by: Actor, enrolment: Enrolment) -> bool:
    """Whether the place is the actor's own."""
    return enrolment.participation.person_id == by.person.pk


def enrolments_of(by: Actor) -> QuerySet[Enrolment]:
    """The actor's own places, the latest first."""
    rows = Enrolment.objects.filter(participation__person=by.person.pk).select_related("cohort__event")
    return access.visible(rows, by).order_by("-enrolled_at")


def running(by: Actor) -> list[Attempt]:
    """The actor's own tests that run."""
    rows = Attempt.objects.filter(submitted_at=None, enrolment__participation__person=by.person.pk)
    return access.seen(rows.select_related("enrolment__cohort__event"), by)


# What tests say of questions and classes


def taken(by: Actor, *, course: str = "", cohort: UUID | None = None, kind: str = "") -> QuerySet[Attempt]:
    """Tests handed in that the actor manages."""
    rows = Attempt.objects.filter(submitted_at__isnull=False)
    if course:
        rows = rows.filter(enrolment__cohort__course=course)
    if cohort:
        rows = rows.filter(enrolment__cohort=cohort)
    if kind:
        rows = rows.filter(kind=kind)
    return access.visible(rows, by, access.MANAGE)


def _marks(attempt: Attempt) -> Marks:
    points = {id_: share(m["points"]) for id_, m in attempt.marks.items() if m["points"] is not None}
    chosen = {}
    for id_, answer in attempt.answers.items():
        chosen[id_] = (
            tuple(answer) if isinstance(answer, list) else (answer,) if isinstance(answer, str) else ()
        )
    return Marks(points, chosen)


def share(written: str) -> float:
    """The points of a question as a number: "1/2" is 0.5."""
    over, _, under = written.partition("/")
    return int(over) / int(under or 1)


def item_analyses(questions: Sequence[Question], rows: Iterable[Attempt]) -> dict[str, ItemAnalysis]:
    """Question -> what the tests say of it. Another wording of a question is another question."""
    tests: dict[str, list[Marks]] = {}
    for attempt in rows:
        marks = _marks(attempt)
        for id_, digest in attempt.questions:
            tests.setdefault(f"{id_} {digest}", []).append(marks)
    found = {}
    for question in questions:
        alike = analysis.answers_of(question.id, tests.get(f"{question.id} {question.digest}", ()))
        options, keys = _options(question)
        found[question.id] = analysis.analyse(alike, options, keys)
    return found


def _options(question: Question) -> tuple[list[str], list[str]]:
    if isinstance(question, One | Several):
        return [o.id for o in question.options], [o.id for o in question.options if o.key]
    if isinstance(question, Vignette) and question.choices:
        return list(question.choices), [str(key_of(question, engine()).answer)]
    return [], []


def scores(rows: Iterable[Attempt], kind: str) -> dict[UUID, float]:
    """Enrolment -> score of the first test of that kind: a second try knows the first."""
    found: dict[UUID, float] = {}
    for attempt in sorted((a for a in rows if a.kind == kind), key=lambda a: a.n):
        if attempt.score is not None:
            found.setdefault(attempt.enrolment_id, float(attempt.score))
    return found


@dataclass(frozen=True)
class ClassResult:
    """CAP-19, CAP-20 and CAP-22 of a class."""

    learned: Learned
    sat: int
    passed: int
    retention: float | None
    followed_up: int


def class_result(rows: Sequence[Attempt], cuts: Mapping[str, int]) -> ClassResult:
    """What the tests of a class say; `cuts`: course -> score that passes (rows with their cohort)."""
    pre, post, later = (scores(rows, kind) for kind in (Kind.PRE, Kind.POST, Kind.FOLLOWUP))
    finals: dict[UUID, list[Attempt]] = {}
    for attempt in rows:
        if attempt.kind == Kind.POST:
            finals.setdefault(attempt.enrolment_id, []).append(attempt)
    good = sum(
        1
        for tests in finals.values()
        if (top := best(tests)) and top.score is not None and top.score >= cuts[top.enrolment.cohort.course]
    )
    final = {
        who: float(top.score)
        for who, tests in finals.items()
        if (top := best(tests)) and top.score is not None
    }
    return ClassResult(
        analysis.learned(pre, post),
        len(finals),
        good,
        analysis.retention(final, later),
        len(final.keys() & later.keys()),
    )


def appeals(by: Actor, *, state: str = "", course: str = "") -> QuerySet[Appeal]:
    """Appeals the actor manages."""
    rows = Appeal.objects.select_related(
        "attempt__enrolment__cohort__event", "attempt__enrolment__participation__person"
    )
    if state:
        rows = rows.filter(decided_at__isnull=state == "open")
    if course:
        rows = rows.filter(attempt__enrolment__cohort__course=course)
    return access.visible(rows, by, access.MANAGE)


def cohorts(by: Actor) -> QuerySet[Cohort]:
    """Cohorts the actor manages."""
    return access.visible(Cohort.objects.select_related("event"), by, access.MANAGE)
