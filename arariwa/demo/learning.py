"""Courses of the demonstration as learners take them: lessons, both tests, an exercise, the certificate."""

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from arariwa.core import actions as core
from arariwa.core.actor import Actor, actor_for
from arariwa.core.models import Membership, Office, Role
from arariwa.events.choices import EventRole
from arariwa.events.models import Participation
from arariwa.training import actions_certificates, actions_courses, actions_tests, courses, queries_tests
from arariwa.training.domain import packages
from arariwa.training.domain.questions import Answer
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment

if TYPE_CHECKING:
    from arariwa.demo.programme import Held

OFFICE = "CURSOS"
# What a learner's role lets them do in the system; it is only asked for here so that they may act at all.
ROLES = {
    EventRole.POLICE_INVESTIGATOR: Role.POLICE,
    EventRole.POLICE_OTHER: Role.POLICE,
    EventRole.PROSECUTOR: Role.PROSECUTOR,
    EventRole.PROSECUTOR_ASSISTANT: Role.PROSECUTOR_STAFF,
    EventRole.JUDGE: Role.JUDGE,
    EventRole.CUSTOMS_OFFICER: Role.CUSTOMS,
    EventRole.CENTRAL_AUTHORITY_MLA: Role.CENTRAL_AUTHORITY,
}
SAT = timedelta(minutes=12)
FOLLOW_UP = timedelta(days=95)


def learn(held: "Held", came: list[Participation]) -> set[UUID]:
    """Some of those who came take both tests and read what is between, a few leave in the middle; the first who pass get
    their certificate."""
    said = held.programme.learners.get(held.event.slug)
    if said is None:
        return set()
    office = Office.objects.get(code=OFFICE)
    first, last = held.event.on + timedelta(days=2), held.event.until - timedelta(days=2)
    later = last + FOLLOW_UP
    learners, certified = came[: said.of], 0
    for n, row in enumerate(learners):
        member = _member(row, office, held.event.on)
        enrolment = actions_courses.begin(by=on(held, member, first), participation_id=row.pk)
        before = held.random.uniform(0.2, 0.65)
        sit(on(held, member, first), held.make_id("pre", row.pk), enrolment, "pre", before, held.random)
        lessons = len(queries_tests.course_of(enrolment).file.modules)
        if n >= len(learners) - said.left:
            read(on(held, member, last), enrolment, held.random.randrange(1, lessons))
            continue
        read(on(held, member, last), enrolment, lessons)
        after = before + (1 - before) * held.random.uniform(0.3, 0.85)
        test = sit(
            on(held, member, last), held.make_id("post", row.pk), enrolment, "post", after, held.random
        )
        if n < said.followed_up:
            kept = after * held.random.uniform(0.75, 1)
            sit(
                on(held, member, later),
                held.make_id("followup", row.pk),
                enrolment,
                "followup",
                kept,
                held.random,
            )
        if passed(test) and certified < said.certificates:
            certified += 1
            issue(
                held.by(held.event.until + timedelta(days=3)), held.make_id("certificate", row.pk), enrolment
            )
    return {row.pk for row in learners}


def read_offline(held: "Held", came: list[Participation]) -> set[UUID]:
    """The programme takes the course away for learners without network and hands in what each read, once."""
    if held.event.slug not in held.programme.offline:
        return set()
    cohort = Cohort.objects.get(event=held.id)
    took, back = held.by(held.event.on + timedelta(days=1)), held.by(held.event.until - timedelta(days=1), 18)
    actions_courses.enrol_registered(by=took, cohort_id=cohort.pk)
    places = dict(Enrolment.objects.filter(cohort=cohort).values_list("participation", "pk"))
    modules = [m.n for m in courses.course_of(cohort.pack_id).file.modules]
    for n, row in enumerate(came):
        package = actions_courses.take_package(
            by=took, enrolment_id=places[row.pk], id=held.make_id("package", row.pk)
        )
        part = held.random.randrange(1, len(modules))
        done = modules if n >= held.programme.offline[held.event.slug] else modules[:part]
        text = packages.payload(
            package.pk, back.now, [packages.Read(module=m, at=back.now) for m in done], []
        )
        file = packages.written(package.pk, package.key, text)
        actions_courses.hand_in(by=back, data=file.model_dump_json().encode())
    return {row.pk for row in came}


def _member(row: Participation, office: Office, since: date) -> Membership:
    role = ROLES.get(EventRole(row.role), Role.ANALYST)
    return core.appoint(by=None, person=row.person, office=office, role=role, from_on=since)


def on(held: "Held", member: Membership, day: date) -> Actor:
    """A learner on a day of the course."""
    return actor_for(member, now=held.by(day, 19).now)


def read(by: Actor, enrolment: Enrolment, lessons: int) -> None:
    """So many lessons, from the first on."""
    for module in queries_tests.course_of(enrolment).file.modules[:lessons]:
        actions_courses.finish_lesson(by=by, enrolment_id=enrolment.pk, module=module.n)


def sit(by: Actor, id: UUID, enrolment: Enrolment, kind: str, knows: float, random: Random) -> Attempt:
    """A test handed in, with so large a share of it known."""
    attempt = actions_tests.start(by=by, id=id, enrolment_id=enrolment.pk, kind=kind)
    if attempt.submitted_at:
        return attempt
    answers = {}
    for asked in queries_tests.asked(attempt):
        right = queries_tests.key(attempt, asked.id).answer
        answers[asked.id] = right if random.random() < knows else _wrong(asked, right, random)
    return actions_tests.submit(
        by=Actor(by.person, by.membership, by.now + SAT), id=attempt.pk, answers=answers
    )


def _wrong(asked: Any, right: Answer, random: Random) -> Answer:
    """An answer someone may give who does not know; None where only knowing helps."""
    if asked.kind == "one":
        return str(random.choice([option.id for option in asked.options if option.id != right]))
    if asked.kind == "several":
        return [random.choice([option.id for option in asked.options])]
    if isinstance(right, list):
        return random.sample(right, len(right))
    if isinstance(right, dict):
        return dict(zip(right, random.sample(list(right.values()), len(right)), strict=True))
    if asked.kind == "vignette" and (others := [one for one in asked.choices if one != right]):
        return str(random.choice(others))
    return None


def passed(attempt: Attempt) -> bool:
    """Whether the test reached the cut of its course."""
    cut = queries_tests.course_of(attempt.enrolment).file.test.cut
    return attempt.score is not None and attempt.score >= cut


def issue(by: Actor, id: UUID, enrolment: Enrolment) -> Certificate:
    """The certificate of a place."""
    return actions_certificates.issue(by=by, id=id, enrolment_id=enrolment.pk)
