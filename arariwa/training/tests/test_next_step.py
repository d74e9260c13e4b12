"""The page of a place leads: entry test, lessons, final test, exercise; one step at a time."""

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.training import actions_courses, courses
from arariwa.training.next_step import next_step
from arariwa.training.tests import certifying, world

pytestmark = pytest.mark.django_db


def step(enrolment, who):
    enrolment.refresh_from_db()
    return next_step(enrolment, courses.course_of(enrolment.cohort.pack_id), who.actor)


def test_one_step_after_the_other_until_nothing_is_left():
    pilar = testing.people().pilar
    enrolment = world.an_enrolment(pilar)
    first = step(enrolment, pilar)
    assert first["label"] == "Rendir la evaluación de entrada"
    assert "/modulos/1/" in first["also"]["url"]
    # Who reads a lesson without it goes on reading: the entry test is past.
    actions_courses.finish_lesson(by=pilar.actor, enrolment_id=enrolment.pk, module=1)
    assert "/modulos/" in step(enrolment, pilar)["url"] and "also" not in step(enrolment, pilar)
    actions_courses.finish_lesson(by=pilar.actor, enrolment_id=enrolment.pk, module=2)
    assert step(enrolment, pilar) == {
        "url": reverse("training:tests", args=[enrolment.pk]),
        "label": "Rendir la evaluación final",
    }
    certifying.passed(enrolment, pilar.actor)
    assert step(enrolment, pilar)["url"] == reverse("training:exercise", args=["ex-01"])
    page = testing.sign_in(pilar).get(reverse("training:enrolment", args=[enrolment.pk])).content.decode()
    assert "Resolver el ejercicio EX-01" in page
    assert f'<a href="{reverse("training:exercise", args=["ex-01"])}">Ejercicio EX-01</a>' in page


def test_who_looks_after_the_group_is_not_asked_to_take_its_tests():
    enrolment = world.an_enrolment()
    assert "/modulos/" in step(enrolment, world.rosa())["url"]


def test_without_an_exercise_it_ends_with_reading_again():
    pilar = testing.people().pilar
    enrolment = certifying.learnt(pilar)
    assert step(enrolment, pilar)["label"] == "Volver a leer"
