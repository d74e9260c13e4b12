"""Offices that help to run an event: they see its lists, register people and take attendance until that is ended."""

from uuid import UUID

from django.db.models import Q, QuerySet

from arariwa.core import access, journal
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Office
from arariwa.core.models.access import Grant
from arariwa.events.models import Event

REASON = "event_help"


@action(roles=ANY_ROLE)
def let_help(*, by: Actor, event_id: UUID, office: Office) -> Event:
    """Let another office help to run the event; repeating it changes nothing. Announcing, closing and cancelling stay."""
    event = _managed(by, event_id)
    if office == event.office:
        raise Refused("event.own_office", "office")
    if not standing_for(event, by).filter(office=office).exists():
        access.allow(by, event, office, access.ACT, REASON)
        journal.write(by, "event.help_given", event, to=office.code)
    return event


@action(roles=ANY_ROLE)
def end_help(*, by: Actor, event_id: UUID, office: Office) -> Event:
    """The office helps no longer: it sees nothing of the event any more."""
    event = _managed(by, event_id)
    if standing_for(event, by).filter(office=office, reason=REASON).update(until_at=by.now):
        journal.write(by, "event.help_ended", event, to=office.code)
    return event


def _managed(by: Actor, event_id: UUID) -> Event:
    event = access.get(Event.objects.select_for_update(of=("self",)), by, pk=event_id)
    access.require(by, access.MANAGE, event)
    return event


def standing_for(event: Event, by: Actor) -> QuerySet[Grant]:
    """The grants by which offices see the event now. The caller has been let to the event."""
    rows = Grant.objects.filter(compartment=event.compartment_id, office__isnull=False, from_at__lte=by.now)
    rows = rows.filter(Q(until_at=None) | Q(until_at__gt=by.now))
    return rows.select_related("office__institution").order_by("from_at", "id")
