"""What visits add to homes, to the menu and to the page of an event."""

from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core import access, desk, formatting, panels
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.events import actions
from arariwa.events.models import Event
from arariwa.outreach import polls, visits
from arariwa.outreach.choices_visits import VisitState
from arariwa.outreach.models import Visit


def due(by: Actor) -> desk.Block | None:
    """For organisers: visits to be made soon, or that should have been."""
    if not may(by, actions.create_event):
        return None
    rows = visits.due(by)[: desk.SHOWN + 1]
    return desk.Block(
        _("Visits due"),
        [
            {
                "text": f"{row}, {visits.district(row)}",
                "url": reverse("outreach:visit", args=[row.pk]),
                "when": formatting.day_brief(row.planned_on),
                "late": row.state(by.today) == VisitState.LATE,
                "more": str(row.event),
            }
            for row in rows
        ],
        things=_("visits due"),
        comes=_(
            "Follow-up visits to communities and markets after your conferences and sessions, two weeks ahead."
        ),
        more_url=reverse("outreach:visits"),
    )


def of_event(event: Event, by: Actor) -> panels.Panel | None:
    """The visits of a conference or session, and planning one."""
    if event.kind not in polls.POLLED:
        return None
    rows = [
        {
            "text": str(row),
            "url": reverse("outreach:visit", args=[row.pk]),
            "when": formatting.day_brief(row.made_on or row.planned_on),
            "late": row.state(by.today) == VisitState.LATE,
            "more": f"{row.state(by.today).label} · {visits.district(row)}",
        }
        for row in Visit.objects.filter(event=event)
    ]
    context = {
        "event": event,
        "rows": rows,
        "may_plan": access.level_of(by, event) >= access.ACT and not event.cancelled_at,
    }
    return panels.Panel("outreach/_visits_panel.html", context)


desk.register(due)
panels.register("event", of_event)
