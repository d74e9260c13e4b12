"""What polls add to the page of an event."""

from arariwa.core import access, panels
from arariwa.core.actor import Actor
from arariwa.events.models import Event
from arariwa.outreach import polls, showing_polls


def of_event(event: Event, by: Actor) -> panels.Panel | None:
    """The polls of a conference or session: what changed, and counting one."""
    if event.kind not in polls.POLLED:
        return None
    context = {
        "event": event,
        "result": showing_polls.of_event(event),
        "may_count": access.level_of(by, event) >= access.ACT and not event.cancelled_at,
    }
    return panels.Panel("outreach/_polls_panel.html", context)


panels.register("event", of_event)
