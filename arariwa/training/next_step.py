"""What comes next in a course for whoever learns, on the way to the certificate: entry test, lessons, final test,
exercise. One step at a time, so that the entry test is not missed and nobody searches for the exercise."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core.actor import Actor
from arariwa.training import (
    actions_courses,
    queries_certificates,
    queries_tests,
    showing_courses,
    showing_tests,
)
from arariwa.training.models import Attempt, Enrolment
from arariwa.training.packs import Course

Kind = Attempt.Kind


def next_step(enrolment: Enrolment, course: Course, by: Actor) -> dict[str, Any]:
    """`url` and `label` of the step; `also`: the lesson, beside an entry test that may be left out."""
    lesson = showing_courses.go_on(enrolment, course)
    if not queries_tests.is_learner(by, enrolment):
        return lesson
    tests = {row.kind: row for row in showing_tests.rows(enrolment, by)}
    to_tests = reverse("training:tests", args=[enrolment.pk])
    if tests[Kind.PRE].open:
        return {"url": to_tests, "label": _("Take the entry test"), "also": lesson}
    if not enrolment.completed_at:
        return lesson
    if tests[Kind.POST].open:
        return {"url": to_tests, "label": _("Take the final test")}
    for code in queries_certificates.exercises_to_solve(enrolment):
        url = reverse("training:exercise", args=[code.lower()])
        return {"url": url, "label": _("Solve the exercise %(code)s") % {"code": code}}
    return {**lesson, "label": _("Read again")}


def first_to_go_on(enrolments: list[Enrolment], by: Actor) -> dict[str, Any] | None:
    """The next step in the latest course that is not read to its end; None when there is none."""
    found = next((row for row in enrolments if row.completed_at is None), None)
    return next_step(found, actions_courses.course_of(found), by) if found else None
