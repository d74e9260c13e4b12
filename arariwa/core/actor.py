"""Who acts: a person, the one membership acted under, and the time it is for that person."""

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


def actor_for(membership: Membership, now: datetime | None = None) -> Actor:
    """The actor of a membership, now or at a given moment."""
    return Actor(membership.person, membership, now or timezone.now())
