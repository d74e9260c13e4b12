"""The know-your-rights session on the page of its event, on homes and on the menu."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, formatting, panels
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.events.models import Event
from arariwa.rights import actions_sessions as actions
from arariwa.rights.models import Translation


def of_event(event: Event, by: Actor | None) -> panels.Panel | None:
    """On the page of a session: run it."""
    if (
        by is None
        or event.kind not in actions.HELD
        or event.cancelled_at
        or not may(by, actions.note_question)
    ):
        return None
    if access.level_of(by, event) < access.ACT:
        return None
    return panels.Panel("rights/_event_session.html", {"event": event})


def to_review(by: Actor) -> Block | None:
    """Translations someone else handed in."""
    if not may(by, actions.review):
        return None
    rows = list(
        access.visible(Translation.objects.filter(reviewed_at=None), by, access.ACT)
        .exclude(handed_in_by__person=by.person)
        .order_by("handed_in_at", "id")[: SHOWN + 1]
    )
    if not rows:
        return None
    return Block(
        _("Translations to be reviewed"),
        [
            {
                "text": f"{row.language} · {row.slot}",
                "url": reverse("rights:review_translation", args=[row.pk]),
                "when": formatting.day_brief(row.handed_in_at),
                "more": row.translated_by,
            }
            for row in rows
        ],
        things=_("translations to be reviewed"),
        comes=_("What people say at sessions in other languages, handed in by someone else."),
        more_url=reverse("rights:tongues"),
    )


desk.register(to_review)
panels.register("event", of_event)
panels.register_place(
    panels.Place(
        "rights:session",
        gettext_lazy("Know-your-rights session"),
        49,
        roles=frozenset(str(r) for r in actions.ROLES),
    )
)
