"""Rosa of the programme opens a course; Pilar, Alba and Carla learn. Built by the actions people use."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from arariwa.core import actions as core
from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.packs import Pack
from arariwa.events import actions as events
from arariwa.training import actions_courses as actions
from arariwa.training.models import Cohort, Enrolment
from arariwa.training.tests import sample


def rosa() -> testing.Someone:
    """Coordinator of the programme."""
    return testing.someone("Rosa", testing.office("PROG-LI", "MINAM", "Programa, Lima"), "programme")


def load(changes: dict[str, str | None] | None = None) -> None:
    """Teach the small course."""
    for pack in (
        sample.pack(changes),
        Pack("courses", {"common.yaml": sample.COMMON.encode()}),
        Pack("pe/cases", {"published.yaml": sample.CASES.encode()}),
    ):
        core.store_pack(by=None, pack=pack)


def a_cohort(
    changes: dict[str, str | None] | None = None,
    by: testing.Someone | None = None,
    announced: bool = True,
    **values: Any,
) -> Cohort:
    """A cohort of the small course, open to any official, from yesterday for a month; announced unless told otherwise."""
    load(changes)
    today, who = timezone.localdate(), by or rosa()
    made = actions.open_course(
        by=who.actor,
        id=uuid7(),
        course=sample.SLUG,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=30),
        values={"audience": "open", **values},
    )
    if announced:
        events.announce(by=who.actor, id=made.event_id)
    return Cohort.objects.select_related("event").get(pk=made.pk)


def an_enrolment(who: testing.Someone | None = None, cohort: Cohort | None = None) -> Enrolment:
    """Someone (Pilar) enrolled in a cohort (a new one)."""
    learner, group = who or testing.people().pilar, cohort or a_cohort()
    row = actions.ask_place(by=learner.actor, cohort_id=group.pk, id=uuid7(), values={})
    return Enrolment.objects.select_related("cohort__event", "participation__person").get(participation=row)
