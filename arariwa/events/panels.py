"""What events adds to the frame: its place in the menu, blocks on home, the search box."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.core.models import Role
from arariwa.events import actions, following, listing, queries
from arariwa.events.choices import State
from arariwa.events.domain.promises import Standing
from arariwa.events.models import Event, Promise
from arariwa.events.models.registrations import IN_STATE

ORGANISERS = frozenset(str(role) for role in actions.ORGANISERS)
OTHERS = frozenset(str(role) for role in Role.values) - ORGANISERS


def to_decide(by: Actor) -> Block | None:
    """For organisers: events with registrations to be decided."""
    if not may(by, actions.create_event):
        return None
    asked = Q(**{f"participations__{key}": value for key, value in IN_STATE[State.REQUESTED].children})
    rows = (
        access.visible(Event.objects.all(), by, access.ACT)
        .filter(closed_at=None, cancelled_at=None)
        .annotate(asked=Count("participations", filter=asked))
        .filter(asked__gt=0)
        .order_by("from_on", "id")
    )
    return Block(
        _("Registrations to be decided"),
        [
            {
                "text": str(event),
                "url": f"{reverse('events:registrations', args=[event.pk])}?estado=requested",
                "when": formatting.number(event.asked),
                "more": listing.days_of(event),
            }
            for event in rows[: SHOWN + 1]
        ],
        things=_("registrations to be decided"),
        comes=_("Events of your office where someone asked to take part and waits for an answer."),
        more_url=f"{reverse('events:events')}?estado=announced",
    )


def to_close(by: Actor) -> Block | None:
    """For organisers: events whose last day has passed and whose list is still open."""
    if not may(by, actions.create_event):
        return None
    rows = (
        access.visible(Event.objects.all(), by, access.MANAGE)
        .filter(closed_at=None, cancelled_at=None, announced_at__isnull=False, until_on__lt=by.today)
        .order_by("until_on", "id")
    )
    return Block(
        _("Events to be closed"),
        [
            {
                "text": str(event),
                "url": reverse("events:event", args=[event.pk]),
                "when": formatting.day_brief(event.until_on),
                "more": event.number,
            }
            for event in rows[: SHOWN + 1]
        ],
        things=_("events to be closed"),
        comes=_("Events that were held; they count from the day their list is closed."),
        more_url=f"{reverse('events:events')}?estado=announced",
    )


def overdue(by: Actor) -> Block | None:
    """For organisers: what was promised at their events and not shown by its day."""
    if not may(by, actions.create_event):
        return None
    rows = access.visible(Promise.objects.all(), by, access.ACT).filter(due_on__lt=by.today, dropped_at=None)
    late = [
        row
        for row in following.kept(rows.order_by("due_on", "id"), by.today)
        if row.standing == Standing.LATE
    ]
    return Block(
        _("Agreements and commitments past their day"),
        [
            {
                "text": row.promise.what,
                "url": reverse("events:follow_up", args=[row.promise.event_id]),
                "when": formatting.day_brief(row.promise.due_on),
                "more": row.promise.owner,
            }
            for row in late[: SHOWN + 1]
        ],
        things=_("agreements and commitments past their day"),
        comes=_(
            "What institutions and participants promised at your events, until it is shown that it was done."
        ),
        more_url=f"{reverse('events:promises')}?estado={Standing.LATE}",
    )


def called(by: Actor) -> Block | None:
    """For everyone: what is announced for them, and what they are enrolled in, from today on."""
    rows = list(queries.calls(by)[: SHOWN + 1])
    if not rows:
        return None
    return Block(
        _("Courses and events"),
        [
            {
                "text": str(event),
                "url": reverse("events:call", args=[event.pk]),
                "when": formatting.day_brief(event.from_on),
                "more": _("you are on its list") if event.is_mine else event.get_kind_display(),  # type: ignore[attr-defined]
            }
            for event in rows
        ],
        things=_("courses and events"),
        comes=_(
            "Workshops, courses and meetings announced for your institution, and those you registered for."
        ),
        waits=False,
        more_url=reverse("events:mine"),
        last=True,
    )


def create(by: Actor) -> desk.Verb | None:
    """What an organiser begins from home."""
    if not may(by, actions.create_event):
        return None
    return desk.Verb(reverse("events:create_event"), _("Create an event"))


def find_events(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Events by title, place or number: those one may see, and the calls meant for one."""
    if by is None:
        return
    for event in queries.events(by, text=text).order_by("-from_on", "-id")[: search.LIMIT]:
        more = f"{event.get_kind_display()}, {listing.days_of(event)}"
        yield search.Hit(reverse("events:event", args=[event.pk]), str(event), more)


for offer in (create, to_decide, to_close, overdue, called):
    desk.register(offer)
panels.register_place(panels.Place("events:events", gettext_lazy("Events"), 42, roles=ORGANISERS))
panels.register_place(panels.Place("events:mine", gettext_lazy("Events"), 42, roles=OTHERS))
search.register(40, gettext_lazy("Events"), find_events)
