"""What tests of certificates share: Pilar has read the course, passed its final test, and Rosa may certify her."""

import re
from typing import Any

from arariwa.core import setup, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.packs import Pack
from arariwa.training import actions_certificates as actions
from arariwa.training import actions_courses, actions_tests, queries_tests
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment
from arariwa.training.tests import sample, world

rosa = world.rosa
# The small course without its exercise, so that lessons and test are all its certificate asks for.
WITHOUT_EXERCISE = {"course.yaml": re.sub(r"exercises: \[.*\]", "exercises: []", sample.COURSE)}


def a_cohort(**values: Any) -> Cohort:
    """A group of the small course without its exercise."""
    return world.a_cohort(WITHOUT_EXERCISE, **values)


def store_law(changed: bool = False) -> None:
    """The law of the repository as a stored pack; `changed`: CP-308, on which the small course rests, reads otherwise."""
    from arariwa.core import actions as core

    pack = Pack.from_folder(testing.ROOT / "packs", "pe/law")
    if changed:
        path = next(name for name in pack.files if name.endswith("offences/cp-308.yaml"))
        text = pack.files[path].decode().replace("max: 5", "max: 6")
        assert text != pack.files[path].decode()
        pack = Pack("pe/law", {**pack.files, path: text.encode()})
    core.store_pack(by=None, pack=pack)


def passed(enrolment: Enrolment, by: Any, right: bool = True, kind: str = "post") -> Attempt:
    """The final test begun and handed in, every answer right unless told otherwise."""
    made = actions_tests.start(by=by, id=uuid7(), enrolment_id=enrolment.pk, kind=kind)
    keys = {id_: queries_tests.key(made, id_).answer for id_ in made.ids}
    answers = keys if right else {id_: "b" for id_ in keys}
    return actions_tests.submit(by=by, id=made.pk, answers=answers)


def learnt(who: testing.Someone | None = None, cohort: Cohort | None = None, **given: Any) -> Enrolment:
    """A place whose lessons are read and whose final test is passed."""
    learner = who or testing.people().pilar
    enrolment = world.an_enrolment(learner, cohort or a_cohort())
    learn(enrolment, learner, **given)
    return enrolment


def learn(enrolment: Enrolment, learner: testing.Someone, **given: Any) -> None:
    """Read every lesson of the place and hand the final test in."""
    for n in queries_tests.course_of(enrolment).file.required:
        actions_courses.finish_lesson(by=learner.actor, enrolment_id=enrolment.pk, module=n)
    passed(enrolment, learner.actor, **given)


def certified(enrolment: Enrolment, learner: testing.Someone, issuer: testing.Someone) -> Certificate:
    """The certificate of a place, earned by the learner and issued by the issuer."""
    learn(enrolment, learner)
    return actions.issue(by=issuer.actor, id=uuid7(), enrolment_id=enrolment.pk)


def a_certificate(who: testing.Someone | None = None, cohort: Cohort | None = None) -> Certificate:
    """The certificate of such a place, issued by Rosa."""
    if not setup.current_fingerprint("pe/law"):
        store_law()
    enrolment = learnt(who, cohort)
    return actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
