"""What a certificate rests on, read from the records: sessions attended, exercises solved alone or in a team."""

import re

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events import actions as events
from arariwa.events import attending
from arariwa.events.tests import small
from arariwa.training import actions_certificates as actions
from arariwa.training import actions_courses as courses
from arariwa.training import queries_certificates as queries
from arariwa.training import queries_exercises as exercises
from arariwa.training.models import Cohort, Enrolment, Override
from arariwa.training.tests import certifying, exercising, sample, world
from arariwa.training.tests.certifying import rosa

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS = tmp_path / "keys"


def course(kind="intensive_course", asked="[EX-02]"):
    text = re.sub(r"exercises: \[.*\]", f"exercises: {asked}", sample.COURSE.replace("async_course", kind))
    return {"course.yaml": text}


def a_live_cohort(sessions=5, asked="[]") -> Cohort:
    """A group in Iquitos with sessions of an hour, today."""
    world.load(course(asked=asked))
    today = timezone.localdate()
    made = courses.open_course(
        by=rosa().actor,
        id=uuid7(),
        course=sample.SLUG,
        opens_on=today,
        closes_on=today,
        values={"audience": "open", "ubigeo": "160101"},
    )
    for n in range(sessions):
        hours = small.hours(today, 8 + n, 9 + n)
        events.save_session(by=rosa().actor, event_id=made.event_id, id=uuid7(), values=hours)
    events.announce(by=rosa().actor, id=made.event_id)
    return made


def attend(enrolment: Enrolment, how_many: int) -> list:
    sessions = list(enrolment.cohort.event.sessions.all())[:how_many]
    return [small.attended(enrolment.participation, one, rosa()).attendance for one in sessions]


def reasons(enrolment):
    row = queries.progress(enrolment.cohort, [queries.enrolment_for(rosa().actor, enrolment.pk)])[0]
    return [c.reason for c in row.conditions]


def test_four_of_five_sessions_are_enough_and_a_voided_one_does_not_count():
    enrolment = world.an_enrolment(cohort=a_live_cohort())
    taken = attend(enrolment, 4)
    assert reasons(enrolment)[0] == "attendance.met"
    attending.void_attendance(
        by=rosa().actor, event_id=enrolment.cohort.event_id, id=taken[0].pk, why="Era otra persona"
    )
    assert reasons(enrolment)[0] == "attendance.not_met"


def test_a_session_that_was_not_held_is_not_asked_for():
    enrolment = world.an_enrolment(cohort=a_live_cohort())
    attend(enrolment, 3)
    assert reasons(enrolment)[0] == "attendance.not_met"
    last = enrolment.cohort.event.sessions.last()
    for session in (last, enrolment.cohort.event.sessions.exclude(pk=last.pk).last()):
        events.void_session(by=rosa().actor, event_id=enrolment.cohort.event_id, id=session.pk)
    assert reasons(enrolment)[0] == "attendance.met"


def test_without_any_session_nobody_attended():
    enrolment = world.an_enrolment(cohort=a_live_cohort(1))
    (session,) = enrolment.cohort.event.sessions.all()
    events.void_session(by=rosa().actor, event_id=enrolment.cohort.event_id, id=session.pk)
    assert reasons(enrolment)[0] == "attendance.no_sessions"


def test_the_exercise_solved_counts_into_the_mark_and_stands_on_the_paper():
    enrolment = world.an_enrolment(testing.people().alba, a_live_cohort(asked="[EX-02]"))
    assert reasons(enrolment)[-1] == "exercise.open"
    graded = exercising.played("ex-02", by=testing.people().alba)
    assert reasons(enrolment)[-1] == "exercise.met"
    attend(enrolment, 5)
    certifying.passed(enrolment, testing.people().alba.actor)
    made = actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
    said = queries.read(made).shown["es"]
    assert f"resolvió el caso simulado EX-02 con {graded.graded.score} %" in said["result"]
    assert "Asistió a 5 de 5 sesiones" in said["result"]
    assert said["facts"][2] == ["Modalidad", "Presencial", "Iquitos, Maynas, Loreto"]


def test_a_wrong_solution_is_not_enough_until_a_better_one_is_handed_in():
    alba = testing.people().alba
    enrolment = world.an_enrolment(alba, a_live_cohort(asked="[EX-02]"))
    wrong = next(w.code for w in exercises.exercise("ex-02").wrong if not _passes("ex-02", w.code))
    exercising.played("ex-02", wrong, by=alba)
    assert reasons(enrolment)[-1] in ("exercise.not_met", "exercise.critical")
    exercising.played("ex-02", by=alba)
    assert reasons(enrolment)[-1] == "exercise.met"


def _passes(slug, code):
    """Whether that planted wrong solution would pass: tried by Beto, whose grade is nobody else's."""
    return exercising.played(slug, code, by=testing.people().beto).graded.passed


def test_points_a_trainer_took_away_count():
    alba = testing.people().alba
    enrolment = world.an_enrolment(alba, a_live_cohort(asked="[EX-02]"))
    standing = exercising.played("ex-02", by=alba)
    first = max(standing.graded.criteria, key=lambda marked: marked.criterion.points)
    for marked in standing.graded.criteria if not first.criterion.critical else [first]:
        Override.objects.create(
            grade=standing.grade,
            criterion=marked.criterion.code,
            points=0,
            reason="Copiado de otra persona",
            at=timezone.now(),
            by=exercising.trainer().membership,
        )
    assert reasons(enrolment)[-1] in ("exercise.not_met", "exercise.critical")


def test_someone_elses_exercise_is_not_ones_own():
    enrolment = world.an_enrolment(testing.people().alba, a_live_cohort(asked="[EX-02]"))
    exercising.played("ex-02", by=testing.people().beto)
    assert reasons(enrolment)[-1] == "exercise.open"


def test_an_exercise_that_does_not_exist_yet_is_not_asked_for():
    enrolment = world.an_enrolment(cohort=a_live_cohort(asked="[EX-99]"))
    assert reasons(enrolment)[-1] == "exercise.not_available"
