"""The programme's counts of learning on a world of a few rows, each with the rows it counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.events import registering
from arariwa.events.figures import Scope
from arariwa.training import actions_certificates as actions
from arariwa.training import queries_courses as queries
from arariwa.training.figures import figure
from arariwa.training.models import Cohort
from arariwa.training.tests import certifying, exercising, sample, world

pytestmark = pytest.mark.django_db


def a_class():
    """Four places: one completed and certified, one that failed, one begun, one given back."""
    certifying.store_law()
    cohort = world.a_cohort({"course.yaml": sample.COURSE.replace("exercises: [EX-01]", "exercises: []")})
    office = testing.people().pilar.office
    one, two, three, four = (
        testing.someone(name, office, "prosecutor") for name in ("Uno", "Dos", "Tres", "Cuatro")
    )
    places = [world.an_enrolment(who, cohort) for who in (one, two, three, four)]
    certificate = certifying.certified(places[0], one, world.rosa())
    certifying.learn(places[1], two, right=False)
    registering.withdraw(by=four.actor, event_id=cohort.event_id, id=places[3].participation_id)
    return cohort, certificate


def ended(cohort, days=1):
    """The course is over since so many days."""
    last = timezone.localdate() - timedelta(days=days)
    Cohort.objects.filter(pk=cohort.pk).update(opens_on=last - timedelta(days=30), closes_on=last)
    return last


def test_completion_counts_who_finished_in_time_of_all_who_kept_their_place():
    cohort, _certificate = a_class()
    assert figure("CAP-21").of == 0, "a course that still runs is not counted"
    last = ended(cohort, days=-1)
    Cohort.objects.filter(pk=cohort.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    late = figure("CAP-21")
    assert (late.value, late.of) == (0, 3), "both finished the day after the last"
    for place in cohort.enrolments.filter(completed_at__isnull=False):
        place.completed_at -= timedelta(days=3)
        place.save()
    found = figure("CAP-21")
    assert (found.value, found.of) == (2, 3)
    assert found.rows[0].count() == 2
    assert found.parts["institution"] == {"FEMA": 2}
    assert sum(found.parts["region"].values()) == 2
    year = timezone.localdate().year
    assert figure("CAP-21", Scope.year(year - 5)).of == 0
    assert last


def test_the_pass_rate_is_of_those_who_sat_the_final_test():
    cohort, _certificate = a_class()
    ended(cohort)
    found = figure("CAP-20")
    assert (found.value, found.of) == (1, 2)
    assert found.parts["course"] == {"asy-9": 1}


def test_certificates_are_counted_until_they_are_revoked():
    _cohort, certificate = a_class()
    assert (figure("CAP-24").value, figure("CAP-24").rows[0].get()) == (1, certificate)
    day = timezone.localdate(certificate.issued_at)
    assert figure("CAP-24", Scope(day, day + timedelta(days=1))).value == 1
    assert figure("CAP-24", Scope(day + timedelta(days=1))).value == 0
    actions.revoke(by=world.rosa().actor, certificate_id=certificate.pk, why="error")
    assert figure("CAP-24").value == 0


def test_courses_of_the_accusatory_system_are_a_share_of_the_courses_given():
    cohort, _certificate = a_class()
    ended(cohort)
    assert (figure("CAP-09").value, figure("CAP-09").of) == (0, 1)


def test_what_a_course_declares_makes_it_one_of_the_accusatory_system():
    text = sample.COURSE.replace("[C-LAW]", "[C-LAW, C-ACC]")
    ended(world.a_cohort({"course.yaml": text}))
    assert (figure("CAP-09").value, figure("CAP-09").of) == (1, 1)


def test_an_exercise_counts_once_when_it_is_graded():
    exercising.world()
    run = exercising.opened("ex-03")
    assert figure("CAP-17").value == 0
    exercising.handed_in(run)
    found = figure("CAP-17")
    assert (found.value, found.parts["exercise"]) == (1, {"ex-03": 1})
    assert figure("CAP-17", Scope(until=timezone.localdate() - timedelta(days=1))).value == 0


def test_the_dashboard_counts_places_with_a_certificate_once():
    cohort, certificate = a_class()
    found = queries.tallies(world.rosa().actor, "institution")
    assert [(t.key, t.enrolled, t.completed, t.certified) for t in found] == [("FEMA", 3, 2, 1)]
    actions.revoke(by=world.rosa().actor, certificate_id=certificate.pk, why="error")
    assert queries.tallies(world.rosa().actor, "region", cohort.course)[0].certified == 0
