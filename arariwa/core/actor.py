"""Who acts: a person, the one membership acted under, and the time it is for that person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from arariwa.core.models.people import Membership, Person, Role


@dataclass(frozen=True)
class Actor:
    """Passed to every action as `by`. `now` is the exercise's clock inside an exercise, else real time."""

    person: Person
    membership: Membership
    now: datetime

    @property
    def office(self):
        return self.membership.office

    @property
    def role(self) -> str:
        return self.membership.role

    @property
    def exercise(self) -> UUID | None:
        return self.membership.exercise

    @property
    def today(self) -> date:
        """The day in Peru."""
        return timezone.localtime(self.now).date()

    # What the page header shows.
    @property
    def person_name(self) -> str:
        return str(self.person)

    @property
    def office_name(self) -> str:
        return self.office.name

    @property
    def institution_name(self) -> str:
        return self.office.institution.name

    @property
    def role_label(self) -> str:
        return str(self.membership.post or Role(self.role).label)


def memberships_of(person: Person, on: date) -> QuerySet[Membership]:
    """The memberships under which the person may act that day, oldest first."""
    return (
        Membership.objects.filter(person=person, from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gt=on))
        .select_related("office__institution", "person")
        .order_by("from_on", "id")
    )


Clock = Callable[[UUID], datetime | None]
_exercise_clocks: list[Clock] = []


def keep_exercise_time(clock: Clock) -> None:
    """Name the clock of exercises: given an exercise, the moment it is in it. The system that runs them does, at start."""
    _exercise_clocks[:] = [clock]


def moment_for(membership: Membership) -> datetime:
    """What time it is for that membership: real time, or within an exercise its own."""
    if membership.exercise:
        for clock in _exercise_clocks:
            if now := clock(membership.exercise):
                return now
    return timezone.now()


def usual(memberships: Iterable[Membership]) -> Membership | None:
    """The membership acted under until one chooses: the first real one; into an exercise one goes on purpose."""
    return next((m for m in memberships if m.exercise is None), None)


def actor_for(membership: Membership, now: datetime | None = None) -> Actor:
    """The actor of a membership, now or at a given moment; within an exercise, now by its clock."""
    return Actor(membership.person, membership, now or moment_for(membership))
