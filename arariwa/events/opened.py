"""The event an act is on: locked, reached at the level the act needs, and not over."""

from uuid import UUID

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events.models import Event


def opened(by: Actor, id: UUID, level: int = access.ACT) -> Event:
    """The event, locked until the act is done: places are given one act at a time."""
    event = access.get(Event.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, level, event)
    require_open(event)
    return event


def require_open(event: Event) -> None:
    """Refused("event.cancelled" | "event.closed") when nothing of it changes any more."""
    if event.cancelled_at:
        raise Refused("event.cancelled", number=event.number)
    if event.closed_at:
        raise Refused("event.closed", number=event.number)
