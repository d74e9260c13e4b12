"""Reads of events: lists, the call as an official sees it, who takes part, who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.places import alphabetical
from arariwa.events.choices import Audience, State
from arariwa.events.models import Attendance, AttendanceVoid, Event, Headcount, Invitation, Participation
from arariwa.events.models.registrations import IN_STATE

STATES = {
    "draft": Q(announced_at=None, closed_at=None, cancelled_at=None),
    "announced": Q(announced_at__isnull=False, closed_at=None, cancelled_at=None),
    "closed": Q(closed_at__isnull=False),
    "cancelled": Q(cancelled_at__isnull=False),
}


def events(
    by: Actor, *, text: str = "", kind: str = "", state: str = "", year: str = "", region: str = ""
) -> QuerySet[Event]:
    """Events the actor may see, narrowed by what the conditions say."""
    rows = access.visible(Event.objects.select_related("office"), by)
    if kind:
        rows = rows.filter(kind=kind)
    if state in STATES:
        rows = rows.filter(STATES[state])
    if year.isdecimal() and len(year) == 4 and 0 < int(year) < date.max.year:
        rows = rows.filter(from_on__year__lte=int(year), until_on__year__gte=int(year))
    if region:
        rows = rows.filter(ubigeo__startswith=region)
    if text:
        rows = rows.filter(
            Q(title_es__icontains=text)
            | Q(title_en__icontains=text)
            | Q(number__iexact=text)
            | Q(place_text__icontains=text)
        )
    return rows


def announced(by: Actor) -> QuerySet[Event]:
    """Events whose call is meant for this official: of their own kind (real or that exercise), open to any official
    or to their institution. What announcing grants is the call and nothing behind it: no list, no name."""
    invited = Invitation.objects.filter(
        event=OuterRef("pk"), withdrawn_at=None, institution=by.office.institution_id
    )
    return Event.objects.filter(announced_at__isnull=False, compartment__exercise=by.exercise).filter(
        Q(audience=Audience.OPEN) | Exists(invited)
    )


def own(by: Actor) -> QuerySet[Participation]:
    """The actor's own registrations, of the actor's own kind."""
    return Participation.objects.filter(
        person=by.person, event__compartment__exercise=by.exercise
    ).select_related("event__office")


def calls(by: Actor) -> QuerySet[Event]:
    """Events an official may still ask to take part in, or is in, and that are not over."""
    mine = Participation.objects.filter(event=OuterRef("pk"), person=by.person)
    return (
        announced(by)
        .filter(closed_at=None, cancelled_at=None, until_on__gte=by.today)
        .annotate(is_mine=Exists(mine))
        .select_related("office")
        .order_by("from_on", "id")
    )


def participations(event: Event, state: str = "") -> QuerySet[Participation]:
    """Who is in the event, by name, with how many sessions they attended (`times`); in one state when given.

    The caller has been let to the event.
    """
    times = standing_attendance().filter(participation=OuterRef("pk")).order_by().values("participation")
    rows = event.participations.select_related("person", "institution").annotate(
        times=Coalesce(Subquery(times.annotate(n=Count("pk")).values("n")), 0)
    )
    if state:
        rows = rows.filter(IN_STATE[State(state)])
    return rows.order_by("person__surnames", "person__given_names", "id")


def by_name(rows: Iterable[Participation]) -> list[Participation]:
    """Participants as a Spanish list has them: accents change nothing, ñ comes after n. Databases do not agree on it."""
    return sorted(
        rows, key=lambda row: (*map(alphabetical, (row.person.surnames, row.person.given_names)), row.pk)
    )


def by_state(event: Event) -> dict[str, int]:
    """How many registrations stand in each state."""
    counts = event.participations.aggregate(
        **{str(state): Count("pk", filter=condition) for state, condition in IN_STATE.items()}
    )
    return {state: counts[state] for state in (str(one) for one in State)}


def standing_attendance() -> QuerySet[Attendance]:
    """Attendance that was not taken back."""
    return Attendance.objects.exclude(Exists(AttendanceVoid.objects.filter(attendance=OuterRef("pk"))))


def took_part(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Of these registrations those whose person was there: at a session, or by the progress record."""
    there = standing_attendance().filter(participation=OuterRef("pk"))
    return rows.filter(Q(took_part_at__isnull=False) | Exists(there))


@dataclass(frozen=True)
class Counted:
    """Who was at an event: persons by name, and the public counted without names."""

    persons: int
    public: int

    @property
    def people(self) -> int:
        """Both together: how many came."""
        return self.persons + self.public


def counted(event: Event) -> Counted:
    """Persons who were there at least once, and the largest count of the anonymous public of its sessions.

    The public of several sessions may be the same people; the largest session is what is known for sure.
    """
    return Counted(took_part(event.participations.all()).count(), public_of(event))


def public_of(event: Event) -> int:
    """The anonymous public of the event: that of its fullest session."""
    sums = (
        Headcount.objects.filter(session__event=event, session__voided_at=None)
        .values("session")
        .annotate(n=Sum("number"))
        .order_by("-n")
        .values_list("n", flat=True)
    )
    return sums.first() or 0


def attended(event: Event) -> dict[Any, set[Any]]:
    """For each session of the event who was there: {session: {participation}}."""
    found: dict[Any, set[Any]] = {}
    rows = standing_attendance().filter(session__event=event)
    for session, participation in rows.values_list("session", "participation"):
        found.setdefault(session, set()).add(participation)
    return found
