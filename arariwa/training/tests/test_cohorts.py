"""A cohort opened, places given, lessons read: who may, what is kept, what happens the second time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from arariwa.core import access, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Grant, JournalEntry
from arariwa.events import registering
from arariwa.events.choices import State
from arariwa.training import actions_courses as actions
from arariwa.training.models import Cohort, Enrolment, LessonRead
from arariwa.training.tests import sample, world

pytestmark = pytest.mark.django_db


def refused(code, act, **values):
    with pytest.raises(Refused) as told:
        act(**values)
    assert told.value.code == code


def test_a_cohort_keeps_the_course_as_it_stood_and_names_it_on_its_event():
    cohort = world.a_cohort()
    assert cohort.pack_id == sample.pack().fingerprint()
    assert (cohort.event.kind, cohort.event.track, cohort.self_paced) == ("async_course", "ASY-9", True)
    world.load({"modules/1.es.md": sample.LESSON.replace("La pena", "La sanción")})
    assert Cohort.objects.get().pack_id == sample.pack().fingerprint()


def test_only_who_organises_opens_one_and_an_event_follows_one_course():
    cohort = world.a_cohort()
    day = timezone.localdate()
    values = {
        "id": uuid7(),
        "event_id": cohort.event_id,
        "course": "asy-9",
        "opens_on": day,
        "closes_on": day,
    }
    refused("access.role", actions.open_cohort, by=testing.people().pilar.actor, **values)
    refused("cohort.already", actions.open_cohort, by=world.rosa().actor, **values)


def test_days_in_order_and_a_course_that_is_loaded():
    world.load()
    day = timezone.localdate()
    given = {"by": world.rosa().actor, "id": uuid7(), "values": {}}
    earlier = {"opens_on": day, "closes_on": day - timedelta(days=1)}
    refused("cohort.days", actions.open_course, course="asy-9", **earlier, **given)
    refused("course.unknown", actions.open_course, course="asy-1", opens_on=day, closes_on=day, **given)


def test_opening_twice_with_one_id_is_one_cohort():
    world.load()
    day, id_ = timezone.localdate(), uuid7()
    given = {"course": "asy-9", "opens_on": day, "closes_on": day, "values": {}}
    for _ in range(2):
        actions.open_course(by=world.rosa().actor, id=id_, **given)
    assert Cohort.objects.count() == 1


def test_an_official_enrols_alone_in_an_open_course_and_once():
    cohort, pilar = world.a_cohort(), testing.people().pilar
    for _ in range(2):
        actions.ask_place(by=pilar.actor, cohort_id=cohort.pk, id=uuid7(), values={})
    enrolment = Enrolment.objects.get()
    assert enrolment.participation.person == pilar.person
    assert enrolment.participation.state == State.APPROVED


def test_the_learner_acts_the_organiser_manages_and_nobody_else_sees():
    enrolment, everyone = world.an_enrolment(), testing.people()
    assert access.level_of(everyone.pilar.actor, enrolment) == access.ACT
    assert access.level_of(world.rosa().actor, enrolment) == access.MANAGE
    for other in (everyone.alba, everyone.carla, everyone.ada):
        assert access.level_of(other.actor, enrolment) == 0
    colleague = testing.someone("Paz", everyone.pilar.office, "prosecutor")
    assert access.level_of(colleague.actor, enrolment) == 0
    assert set(Grant.objects.filter(compartment=enrolment.compartment).values_list("reason", flat=True)) == {
        "created",
        "learner",
    }


def test_where_approval_is_needed_the_organiser_gives_the_place():
    cohort, pilar = world.a_cohort(needs_approval=True), testing.people().pilar
    row = actions.ask_place(by=pilar.actor, cohort_id=cohort.pk, id=uuid7(), values={})
    assert not Enrolment.objects.exists()
    refused("registration.not_enrolled", actions.begin, by=pilar.actor, participation_id=row.pk)
    with pytest.raises(access.Hidden):
        actions.approve(by=testing.people().alba.actor, cohort_id=cohort.pk, participation_id=row.pk)
    actions.approve(by=world.rosa().actor, cohort_id=cohort.pk, participation_id=row.pk)
    assert Enrolment.objects.get().participation == row


def test_whoever_was_registered_at_the_event_is_enrolled_together_or_begins_alone():
    cohort, pilar = world.a_cohort(), testing.people().pilar
    row = registering.request_place(by=pilar.actor, event_id=cohort.event_id, id=uuid7(), values={})
    carla = testing.people().carla
    registering.request_place(by=carla.actor, event_id=cohort.event_id, id=uuid7(), values={})
    assert actions.begin(by=pilar.actor, participation_id=row.pk) == Enrolment.objects.get()
    with pytest.raises(access.Hidden):
        actions.begin(by=carla.actor, participation_id=row.pk)
    assert actions.enrol_registered(by=world.rosa().actor, cohort_id=cohort.pk) == 1
    assert actions.enrol_registered(by=world.rosa().actor, cohort_id=cohort.pk) == 0


def test_lessons_read_complete_the_course_and_show_that_one_took_part():
    enrolment, pilar = world.an_enrolment(), testing.people().pilar
    for _ in range(2):
        actions.finish_lesson(by=pilar.actor, enrolment_id=enrolment.pk, module=1)
    enrolment.refresh_from_db()
    assert (enrolment.module, enrolment.completed_at) == (2, None)
    enrolment.participation.refresh_from_db()
    assert enrolment.participation.took_part_at
    actions.finish_lesson(by=pilar.actor, enrolment_id=enrolment.pk, module=2)
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert LessonRead.objects.count() == 2
    verbs = JournalEntry.objects.filter(verb__startswith="lesson.").values_list("verb", flat=True)
    assert list(verbs) == ["lesson.read"] * 2


def test_nobody_else_reads_for_the_learner_and_no_lesson_that_is_not_there():
    enrolment, everyone = world.an_enrolment(), testing.people()
    for who, module in ((everyone.alba, 1), (everyone.pilar, 3)):
        with pytest.raises(access.Hidden):
            actions.finish_lesson(by=who.actor, enrolment_id=enrolment.pk, module=module)


def test_after_the_last_day_nothing_is_recorded():
    enrolment, pilar = world.an_enrolment(), testing.people().pilar
    late = replace(pilar.actor, now=timezone.now() + timedelta(days=40))
    refused("cohort.closed", actions.finish_lesson, by=late, enrolment_id=enrolment.pk, module=1)


def test_whoever_gave_the_place_back_does_not_go_on():
    enrolment, pilar = world.an_enrolment(), testing.people().pilar
    registering.withdraw(by=pilar.actor, event_id=enrolment.cohort.event_id, id=enrolment.participation_id)
    refused("enrolment.withdrawn", actions.finish_lesson, by=pilar.actor, enrolment_id=enrolment.pk, module=1)


def test_a_bookmark_has_no_line_in_the_journal():
    enrolment, pilar = world.an_enrolment(), testing.people().pilar
    lines = JournalEntry.objects.count()
    actions.mark(by=pilar.actor, enrolment_id=enrolment.pk, module=2, place="la-pena")
    enrolment.refresh_from_db()
    assert (enrolment.module, enrolment.place) == (2, "la-pena")
    assert JournalEntry.objects.count() == lines
