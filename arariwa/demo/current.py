"""What goes on on the day the demonstration runs: a course some are in the middle of, a gathering of today, one to come.

Made once: a later run leaves it as people left it.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from arariwa.core.actor import actor_for
from arariwa.core.models import Membership
from arariwa.demo import learning, officials
from arariwa.demo.officials import Came
from arariwa.demo.programme import Held, Step
from arariwa.demo.programme_packs import Learner, Programme
from arariwa.events import importing, registering
from arariwa.events.models import Event
from arariwa.training import actions_certificates, actions_courses, actions_tests, playing
from arariwa.training import actions_exercises as exercises
from arariwa.training import queries_exercises as queries
from arariwa.training.models import Attempt, Cohort, Enrolment


def run(programme: Programme, members: dict[str, Membership]) -> Iterator[Step]:
    """Make what is not there yet, in one step."""
    began = time.perf_counter()
    today = timezone.localdate()
    came = officials.drawn(programme, today)
    course = programme.now.course
    makers: list[tuple[Callable[[Held, dict[str, Came]], None], Held]] = [
        (_course, Held(programme, course.on_from(today), members))
    ]
    makers += [(_ahead, Held(programme, one.on_from(today), members)) for one in programme.now.events]
    made = 0
    for make, held in makers:
        if not Event.objects.filter(pk=held.id).exists():
            with transaction.atomic():
                make(held, came)
            made += 1
    yield Step("En estos días", len(makers), made, time.perf_counter() - began)


def _course(held: Held, _: dict[str, Came]) -> None:
    """The running course with its learners, each as far as the file says."""
    held.plan()
    cohort = Cohort.objects.get(event=held.id)
    for learner in held.programme.now.course.learners:
        _learn(held, cohort, learner)


def _learn(held: Held, cohort: Cohort, learner: Learner) -> None:
    member, random = held.members[learner.person], Random(learner.person)  # noqa: S311 - answers, not secrets
    began, ended = held.event.on + timedelta(days=1), held.event.on + timedelta(days=12)
    row = actions_courses.ask_place(
        by=learning.on(held, member, held.event.on),
        cohort_id=cohort.pk,
        id=held.make_id(learner.person),
        values={},
    )
    enrolment = Enrolment.objects.get(participation=row)
    for kind, knows in zip(("pre", "post"), learner.knows, strict=False):
        day = began if kind == "pre" else ended
        if kind == "post":
            learning.read(learning.on(held, member, ended), enrolment, learner.lessons)
        learning.sit(
            learning.on(held, member, day),
            held.make_id(learner.person, kind),
            enrolment,
            kind,
            knows,
            random,
        )
    if len(learner.knows) < 2:
        learning.read(learning.on(held, member, ended), enrolment, learner.lessons)
    if learner.appeal:
        _appeal(held, member, learner.appeal)
    if learner.exercise:
        _exercise(held, member, enrolment, learner.exercise)
    if learner.certificate:
        by = actor_for(held.members[held.programme.by])
        made = learning.issue(by, held.make_id(learner.person, "certificate"), enrolment)
        if learner.revoked:
            actions_certificates.revoke(by=by, certificate_id=made.pk, why=learner.revoked)


def _appeal(held: Held, member: Membership, reason: str) -> None:
    """The first question of the final test that was not marked as right, or else the last, is contested."""
    attempt = Attempt.objects.get(pk=held.make_id(member.person.email, "post"))
    wrong = [id for id in attempt.ids if attempt.marks[id]["points"] != "1"]
    actions_tests.appeal(
        by=actor_for(member),
        id=held.make_id(member.person.email, "appeal"),
        attempt_id=attempt.pk,
        question=(wrong or attempt.ids[-1:])[0],
        reason=reason,
    )


def _exercise(held: Held, member: Membership, enrolment: Enrolment, slug: str) -> None:
    """The exercise worked alone by its model answer, and handed in."""
    run = exercises.open_run(
        by=actor_for(member), id=held.make_id(enrolment.pk, slug), slug=slug, enrolment=enrolment
    )
    playing.play_model(run)
    exercises.submit(by=actor_for(queries.roles_of(run)[0].membership), run_id=run.pk)


def _ahead(held: Held, came: dict[str, Came]) -> None:
    """A gathering people are enrolled in; whoever is beyond its places waits."""
    held.plan()
    expected = came[held.event.slug]
    importing.import_list(
        by=actor_for(held.members[held.programme.by]),
        event_id=held.id,
        data=officials.as_list((*expected.people, *expected.absent)),
    )
    asked = next(one.asked for one in held.programme.now.events if one.slug == held.event.slug)
    for email in asked:
        registering.request_place(
            by=actor_for(held.members[email]), event_id=held.id, id=held.make_id(email), values={}
        )
