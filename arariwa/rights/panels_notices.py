"""What notices add to the frame: their place in the menu, those that wait on someone's home, the search box."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import desk, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.rights import actions_notices as actions
from arariwa.rights import queries_notices as queries

# From so many days on a notice nobody took up is late.
LATE = 7
HANDLERS = frozenset(str(role) for role in queries.HANDLERS)


def waiting(by: Actor) -> Block | None:
    """For who works on notices: those nobody has taken up, and those whose reporter answered."""
    if not may(by, actions.take_up):
        return None
    rows = list(queries.waiting(by)[: SHOWN + 1])
    kinds = queries.kind_names() if rows else {}
    return Block(
        _("Notices that wait"),
        [
            {
                "text": kinds.get(row.kind, row.kind),
                "url": reverse("rights:notice_at_desk", args=[row.pk]),
                "when": formatting.day_brief(timezone.localtime(row.received_at).date()),
                "late": not row.taken_at and (by.now - row.received_at).days >= LATE,
                "more": _("the reporter answered")
                if row.answered_at
                else queries.place_of(row) or row.number,
            }
            for row in rows
        ],
        things=_("notices"),
        comes=_(
            "What citizens tell your institution, with or without their name, until someone takes it up."
        ),
        more_url=f"{reverse('rights:notices')}?estado=waiting",
    )


def find_notices(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Notices by number, words or place, for who works on them."""
    if by is None or not may(by, actions.take_up):
        return
    nothing = dict.fromkeys(("clase", "region", "via", "dias", "estado"), "")
    rows = queries.found(by, {**nothing, "q": text}).order_by("-received_at", "-id")[: search.LIMIT]
    kinds = queries.kind_names() if rows else {}
    for row in rows:
        more = f"{kinds.get(row.kind, row.kind)}, {row.state.label}"
        yield search.Hit(reverse("rights:notice_at_desk", args=[row.pk]), row.number, more)


desk.register(waiting)
panels.register_place(panels.Place("rights:notices", gettext_lazy("Notices"), 15, roles=HANDLERS))
search.register(45, gettext_lazy("Notices"), find_notices)
