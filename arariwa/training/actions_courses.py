"""Writes of courses: open a cohort, give places, note what was read, take a package away and hand it in."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from arariwa.core import access, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.events import actions as events
from arariwa.events import registering
from arariwa.events.actions import ORGANISERS
from arariwa.events.choices import EventKind, Modality, State
from arariwa.events.models import Participation
from arariwa.events.models.registrations import IN_STATE
from arariwa.training import courses
from arariwa.training.domain import packages
from arariwa.training.domain.courses import Kind
from arariwa.training.models import Cohort, Enrolment, HandedIn, LessonPackage, LessonRead
from arariwa.training.packs import Course

EVENT_KIND: Mapping[Kind, EventKind] = {
    "intensive_course": EventKind.INTENSIVE_COURSE,
    "async_course": EventKind.ASYNC_COURSE,
    "track": EventKind.WORKSHOP,
}


@action(roles=ORGANISERS)
def open_cohort(
    *, by: Actor, id: UUID, event_id: UUID, course: str, opens_on: date, closes_on: date
) -> Cohort:
    """Let an event follow a course, as the course stands today."""
    values = {"event_id": event_id, "course": course, "opens_on": opens_on, "closes_on": closes_on}
    if standing := versions.again(Cohort, by, id, values):
        return standing
    event = events.opened(by, event_id)
    found = _course(course)
    if closes_on < opens_on:
        raise Refused("cohort.days", "closes_on")
    if Cohort.objects.filter(event=event).exists():
        raise Refused("cohort.already", "event")
    if event.track != found.file.code:
        events.edit_event(by=by, id=event.pk, version=event.version, values={"track": found.file.code})
    cohort = Cohort.objects.create(
        id=id,
        **values,
        pack_id=found.fingerprint,
        self_paced=found.file.self_paced,
        opened_at=by.now,
        opened_by=by.membership,
    )
    journal.write(by, "cohort.opened", cohort, course=course, pack=found.fingerprint)
    return cohort


@action(roles=ORGANISERS)
def open_course(
    *, by: Actor, id: UUID, course: str, opens_on: date, closes_on: date, values: Mapping[str, Any]
) -> Cohort:
    """Make the event of a course and open its cohort. `values` are those of the event that the course does not say."""
    given = {"course": course, "opens_on": opens_on, "closes_on": closes_on}
    if standing := versions.again(Cohort, by, id, given):
        return standing
    found = _course(course)
    if closes_on < opens_on:
        raise Refused("cohort.days", "closes_on")
    modality = Modality.VIRTUAL_ASYNCHRONOUS if found.file.self_paced else Modality.IN_PERSON
    event = events.create_event(
        by=by,
        id=uuid7(),
        values={
            "kind": EVENT_KIND[found.file.kind],
            "title_es": found.file.title.es,
            "title_en": found.file.title.en,
            "modality": modality,
            "track": found.file.code,
            "from_on": opens_on,
            "until_on": closes_on,
            **values,
        },
    )
    return open_cohort(by=by, id=id, event_id=event.pk, course=course, opens_on=opens_on, closes_on=closes_on)


def _course(slug: str) -> Course:
    found = courses.current_course(slug)
    if found is None:
        raise Refused("course.unknown", "course")
    return found


@action(roles=ANY_ROLE)
def ask_place(*, by: Actor, cohort_id: UUID, id: UUID, values: Mapping[str, Any]) -> Participation:
    """An official asks for a place in an announced cohort; where no approval is needed they are enrolled at once."""
    cohort = Cohort.objects.select_related("event__office").filter(pk=cohort_id).first()
    if cohort is None:
        raise access.Hidden
    row = registering.request_place(by=by, event_id=cohort.event_id, id=id, values=values)
    if row.state == State.APPROVED:
        _enrol(by, cohort, row)
    return row


@action(roles=ANY_ROLE)
def begin(*, by: Actor, participation_id: UUID) -> Enrolment:
    """A registered official begins the course; beginning again changes nothing."""
    row = Participation.objects.select_related("event__office", "event__cohort", "person").filter(
        pk=participation_id, person=by.person, event__compartment__exercise=by.exercise
    )
    found = row.first()
    if found is None or not hasattr(found.event, "cohort"):
        raise access.Hidden
    if found.state != State.APPROVED:
        raise Refused("registration.not_enrolled", name=str(found.person))
    return _enrol(by, found.event.cohort, found)


@action(roles=ANY_ROLE)
def approve(*, by: Actor, cohort_id: UUID, participation_id: UUID) -> Participation:
    """Admit someone who asked, and enrol them when there is a place."""
    cohort = _held(by, cohort_id)
    row = registering.approve(by=by, event_id=cohort.event_id, id=participation_id)
    if row.state == State.APPROVED:
        _enrol(by, cohort, row)
    return row


@action(roles=ANY_ROLE)
def enrol_registered(*, by: Actor, cohort_id: UUID) -> int:
    """Enrol everyone who has a place in the event and is not enrolled yet, such as those of an imported list."""
    cohort = _held(by, cohort_id)
    rows = cohort.event.participations.filter(IN_STATE[State.APPROVED], enrolment=None)
    return len([_enrol(by, cohort, row) for row in rows.select_related("person").order_by("id")])


def _held(by: Actor, cohort_id: UUID) -> Cohort:
    cohort = access.get(Cohort.objects.select_related("event__office"), by, pk=cohort_id)
    access.require(by, access.ACT, cohort)
    return cohort


def _enrol(by: Actor, cohort: Cohort, row: Participation) -> Enrolment:
    """Enrol a participant: their own compartment, managed by the organiser's office. Called from inside an action."""
    if standing := Enrolment.objects.filter(participation=row).first():
        return standing
    enrolment = Enrolment.objects.create(
        compartment=access.new_compartment(by, cohort.event.office),
        cohort=cohort,
        participation=row,
        enrolled_at=by.now,
        enrolled_by=by.membership,
    )
    access.allow(by, enrolment, row.person, access.ACT, "learner")
    journal.write(by, "enrolment.made", enrolment, cohort=cohort.pk)
    return enrolment


def _mine(by: Actor, enrolment_id: UUID, *, own: bool = True) -> Enrolment:
    """The enrolment, locked, of who still has the place: the learner's own, unless the organiser may act for them."""
    enrolment = access.get(
        Enrolment.objects.select_related("cohort__event", "participation").select_for_update(of=("self",)),
        by,
        pk=enrolment_id,
    )
    access.require(by, access.ACT, enrolment)
    if own and enrolment.participation.person_id != by.person.pk:
        raise Refused("enrolment.of_another")
    if enrolment.participation.state != State.APPROVED:
        raise Refused("enrolment.withdrawn")
    return enrolment


def course_of(enrolment: Enrolment) -> Course:
    """The course as it stood when the cohort was opened."""
    return courses.course_of(enrolment.cohort.pack_id)


@action(roles=ANY_ROLE)
def mark(*, by: Actor, enrolment_id: UUID, module: int, place: str) -> Enrolment:
    """Note where the learner stopped. A bookmark is no fact about anyone, so the journal has no line of it."""
    enrolment = _mine(by, enrolment_id)
    if course_of(enrolment).file.module(module) is None:
        raise access.Hidden
    enrolment.module, enrolment.place, enrolment.last_read_at = module, place[:80], by.now
    enrolment.save(update_fields=["module", "place", "last_read_at"])
    return enrolment


@action(roles=ANY_ROLE)
def finish_lesson(*, by: Actor, enrolment_id: UUID, module: int) -> Enrolment:
    """Note that a lesson was read to its end; reading it again changes nothing."""
    enrolment = _mine(by, enrolment_id)
    if course_of(enrolment).file.module(module) is None:
        raise access.Hidden
    if not enrolment.cohort.is_open(by.today):
        raise Refused("cohort.closed")
    _read(by, enrolment, {module: by.now})
    return enrolment


def _read(
    by: Actor, enrolment: Enrolment, modules: Mapping[int, datetime], handed_in: HandedIn | None = None
) -> list[int]:
    """Note lessons as read; the modules that were not yet. Called from inside an action that holds the enrolment."""
    course = course_of(enrolment)
    known = set(enrolment.lessons_read.values_list("module", flat=True))
    fresh = [n for n in sorted(modules) if n not in known and course.file.module(n)]
    for n in fresh:
        row = LessonRead.objects.create(
            enrolment=enrolment, module=n, at=modules[n], recorded_at=by.now, handed_in=handed_in
        )
        journal.write(by, "lesson.read", row, module=n)
    known |= set(fresh)
    if fresh:
        enrolment.module, enrolment.place, enrolment.last_read_at = next_module(course, known), "", by.now
        if enrolment.cohort.self_paced:
            registering.took_part(by, enrolment.participation)
    if enrolment.completed_at is None and known.issuperset(course.file.required):
        enrolment.completed_at = by.now
        journal.write(by, "enrolment.completed", enrolment)
    enrolment.save(update_fields=["module", "place", "last_read_at", "completed_at"])
    return fresh


def next_module(course: Course, read: set[int]) -> int | None:
    """The first module not read yet; None when all were."""
    return next((m.n for m in course.file.modules if m.n not in read), None)


@action(roles=ANY_ROLE)
def take_package(*, by: Actor, enrolment_id: UUID, id: UUID) -> LessonPackage:
    """Take the course away to read it without network, for oneself or for a learner without a network at all; each
    package is signed by a key of its own."""
    enrolment = _mine(by, enrolment_id, own=False)
    if standing := versions.again(LessonPackage, by, id, {"enrolment_id": enrolment.pk}):
        return standing
    if not enrolment.cohort.is_open(by.today):
        raise Refused("cohort.closed")
    row = LessonPackage.objects.create(
        id=id,
        enrolment=enrolment,
        key=secrets.token_hex(32),
        pack_id=enrolment.cohort.pack_id,
        made_at=by.now,
        made_by=by.membership,
    )
    journal.write(by, "package.taken", row)
    return row


@action(roles=ANY_ROLE)
def hand_in(*, by: Actor, data: bytes) -> HandedIn:
    """Take in what a package brought back: once, unaltered, by who may act on the enrolment.

    Refused("package.not_a_file" | "package.unknown" | "package.altered" | "package.already" | "package.nothing").
    """
    told = packages.read(data)
    package = access.visible(LessonPackage.objects.select_related("enrolment"), by, access.ACT).filter(
        pk=told.package
    )
    found = package.first()
    if found is None:
        raise Refused("package.unknown", "file")
    enrolment = _mine(by, found.enrolment_id, own=False)
    answers = packages.opened(told, found.key)
    if standing := HandedIn.objects.filter(package=found).first():
        raise Refused("package.already", "file", at=standing.handed_in_at)
    if enrolment.cohort.event.is_over:
        raise Refused("cohort.closed", "file")
    if answers.is_empty:
        raise Refused("package.nothing", "file")
    row = HandedIn.objects.create(
        package=found,
        answers=json.loads(answers.model_dump_json()),
        sha256=hashlib.sha256(data).hexdigest(),
        handed_in_at=by.now,
        handed_in_by=by.membership,
    )
    journal.write(by, "package.handed_in", row, sha256=row.sha256)
    # The clock of a device may be wrong: a lesson was read between the taking of the package and now.
    times = {one.module: min(max(one.at, found.made_at), by.now) for one in answers.read}
    _read(by, enrolment, times, row)
    return row
