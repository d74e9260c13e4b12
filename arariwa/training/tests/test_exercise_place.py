"""A run begun by a learner belongs to their place in the cohort that asks for it, and its organiser leads it."""

import pytest
from django.urls import reverse

from arariwa.core import access, testing
from arariwa.core.domain.refused import Refused
from arariwa.training import actions_exercises as actions
from arariwa.training import queries_exercises as queries
from arariwa.training.models import ExerciseRun
from arariwa.training.tests import exercising, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled():
    exercising.world()
    cohort = world.a_cohort()  # its course asks for EX-01
    return world.an_enrolment(testing.people().pilar, cohort)


def test_begun_on_the_page_it_belongs_to_the_place_and_the_organiser_sees_it(enrolled):
    pilar, rosa = testing.people().pilar, world.rosa()
    assert queries.place_for(pilar.actor, "EX-01") == enrolled
    assert queries.place_for(pilar.actor, "EX-06") is None
    assert queries.place_for(testing.people().alba.actor, "EX-01") is None
    sent = {"id": str(testing.uuid7())}
    testing.sign_in(pilar).post(reverse("training:exercise", args=["ex-01"]), sent)
    run = ExerciseRun.objects.get()
    assert run.enrolment == enrolled
    assert queries.trains(rosa.actor, run) and not queries.trains(pilar.actor, run)
    page = testing.sign_in(rosa).get(reverse("training:runs")).content.decode()
    assert reverse("training:run", args=[run.pk]) in page
    # Who organises does not work in it.
    with pytest.raises(Refused, match="outside"):
        actions.answer(by=rosa.actor, run_id=run.pk, id=testing.uuid7(), code="f1_species", value="puma")


def test_practised_without_a_place_nobody_else_sees_it():
    exercising.world()
    pilar, rosa = testing.people().pilar, world.rosa()
    run = actions.open_run(by=pilar.actor, id=testing.uuid7(), slug="ex-04")
    assert access.level_of(rosa.actor, run) == 0
    assert list(queries.runs(rosa.actor)) == []


def test_a_place_of_another_is_none_of_ones_own(enrolled):
    beto = testing.people().beto
    with pytest.raises(access.Hidden):
        actions.open_run(by=beto.actor, id=testing.uuid7(), slug="ex-04", enrolment=enrolled)
