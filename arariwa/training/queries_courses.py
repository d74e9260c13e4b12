"""Reads of courses: what someone learns, what is open to them, how a group is doing, numbers by region and institution."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.events import queries as events
from arariwa.events.choices import State
from arariwa.events.models import Participation
from arariwa.events.models.registrations import IN_STATE
from arariwa.training import courses
from arariwa.training.models import Certificate, Cohort, Enrolment
from arariwa.training.packs import Course


def enrolments(by: Actor) -> QuerySet[Enrolment]:
    """Enrolments the actor may see: their own, and those their office manages."""
    return access.visible(
        Enrolment.objects.select_related(
            "cohort__event", "participation__person", "participation__institution"
        ),
        by,
    )


def own(by: Actor) -> QuerySet[Enrolment]:
    """What the actor learns, the latest first."""
    return (
        enrolments(by)
        .filter(participation__person=by.person, participation__withdrawn_at=None)
        .annotate(read=Count("lessons_read"))
        .order_by("-enrolled_at", "-id")
    )


def waiting(by: Actor) -> QuerySet[Participation]:
    """Places in cohorts the actor asked for and has not begun."""
    return events.own(by).filter(
        event__cohort__isnull=False, enrolment=None, withdrawn_at=None, event__cancelled_at=None
    )


def open_cohorts(by: Actor, course: str = "") -> QuerySet[Cohort]:
    """Cohorts whose call is meant for the actor and that take registrations today, without those they are in."""
    mine = Participation.objects.filter(event=OuterRef("event"), person=by.person, withdrawn_at=None)
    rows = Cohort.objects.filter(event__in=events.calls(by).values("pk"), closes_on__gte=by.today)
    rows = rows.exclude(Exists(mine)).select_related("event__office").order_by("opens_on", "id")
    if course:
        rows = rows.filter(course=course)
    return rows


def to_decide(cohort: Cohort) -> QuerySet[Participation]:
    """Who asked for a place and waits for a decision, the first first."""
    rows = cohort.event.participations.filter(IN_STATE[State.REQUESTED] | IN_STATE[State.WAITING])
    return rows.select_related("person", "institution").order_by("requested_at", "id")


def not_enrolled(cohort: Cohort) -> int:
    """How many have a place in the event and are not enrolled yet."""
    return cohort.event.participations.filter(IN_STATE[State.APPROVED], enrolment=None).count()


STATES = {
    "not_begun": Q(last_read_at=None, completed_at=None),
    "reading": Q(last_read_at__isnull=False, completed_at=None),
    "completed": Q(completed_at__isnull=False),
}


def progress(cohort: Cohort, *, text: str = "", state: str = "") -> QuerySet[Enrolment]:
    """The enrolled of a cohort with how many lessons each has read. The caller has been let to the cohort."""
    rows = cohort.enrolments.filter(participation__withdrawn_at=None)
    if text:
        rows = rows.filter(
            Q(participation__person__given_names__icontains=text)
            | Q(participation__person__surnames__icontains=text)
            | Q(participation__institution__name_es__icontains=text)
            | Q(participation__institution_text__icontains=text)
        )
    if state in STATES:
        rows = rows.filter(STATES[state])
    return rows.select_related("participation__person", "participation__institution").annotate(
        read=Count("lessons_read")
    )


def next_url_parts(enrolment: Enrolment, course: Course) -> tuple[int, str]:
    """Where to go on: the module and the heading; the first lesson for who has not begun."""
    if enrolment.module and course.file.module(enrolment.module):
        return enrolment.module, enrolment.place
    read = set(enrolment.lessons_read.values_list("module", flat=True))
    found = next((m.n for m in course.file.modules if m.n not in read), course.file.modules[0].n)
    return found, ""


@dataclass(frozen=True)
class Tally:
    """How many are enrolled, have read all that is required, and hold a certificate, in one group."""

    key: str
    enrolled: int
    completed: int
    certified: int

    @property
    def percent(self) -> int:
        """Of those enrolled, how many have read all."""
        return round(100 * self.completed / self.enrolled) if self.enrolled else 0


def tallies(by: Actor, field: str, course: str = "") -> list[Tally]:
    """Enrolments the actor may see, counted by a field of the participation (`region`, `institution`)."""
    rows: Any = access.visible(Enrolment.objects.filter(participation__withdrawn_at=None), by)
    if course:
        rows = rows.filter(cohort__course=course)
    held = Certificate.objects.filter(enrolment=OuterRef("pk"), revocation=None)
    counted: Iterable[Any] = (
        rows.annotate(certified=Exists(held))
        .values_list(f"participation__{field}")
        .annotate(
            n=Count("id"),
            done=Count("id", filter=Q(completed_at__isnull=False)),
            held=Count("id", filter=Q(certified=True)),
        )
        .order_by("-n", f"participation__{field}")
    )
    return [Tally(key or "", n, done, held) for key, n, done, held in counted]


def titles() -> dict[str, str]:
    """The titles of the courses taught now, by slug, in the language of the page."""
    from arariwa.core.formatting import language

    return {course.slug: course.file.title.in_(language()) for course in courses.current_courses()}
