"""Consultations on the menu, on homes, on a session's page, in search, and on the welcome page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.core.models import Role
from arariwa.rights import actions_consultations as actions
from arariwa.rights import consultation_listing as listing
from arariwa.rights.consultation_choices import State
from arariwa.rights.models import Consultation
from arariwa.rights.models.consultations import IN_STATE

LIST = "rights:consultations"
# To whom questions come by themselves; others have the block once one was passed on to them.
COMES = (Role.PROGRAMME, Role.WILDLIFE)


def _acted_on(by: Actor) -> Any:
    return access.visible(Consultation.objects.all(), by, access.ACT)


def waiting(by: Actor) -> Block | None:
    """Questions nobody has taken up, and those one took up oneself; the oldest first."""
    if not may(by, actions.answer):
        return None
    mine = IN_STATE[State.TAKEN]
    rows = list(_acted_on(by).filter(IN_STATE[State.WAITING]).order_by("received_at", "id")[: SHOWN + 1])
    own = list(_acted_on(by).filter(mine, taken_by=by.membership).order_by("received_at", "id")[: SHOWN + 1])
    if not own and not rows and by.role not in COMES:
        return None
    return Block(
        _("Questions of citizens to be answered"),
        [
            {
                "text": _short(row),
                "url": reverse("rights:consultation", args=[row.pk]),
                "when": formatting.near_day(row.asked_on, by.today),
                "more": _("you took it up") if row.taken_by_id else listing.topic_word(row.topic),
            }
            for row in (own + rows)[: SHOWN + 1]
        ],
        things=_("questions of citizens to be answered"),
        comes=_("Questions people ask in writing or at sessions, until someone answers them with the norm."),
        more_url=f"{reverse(LIST)}?estado={State.WAITING}&orden=llegada",
    )


def _short(row: Consultation) -> str:
    text = " ".join(row.question.split())
    return text if len(text) <= 90 else f"{text[:88].rsplit(' ', 1)[0]}…"


def to_follow_up(by: Actor) -> Block | None:
    """People sent to a lawful way of whom one asks now what became of it."""
    if not may(by, actions.follow_up):
        return None
    due = _acted_on(by).filter(follow_up_on__lte=by.today).order_by("follow_up_on", "id")
    rows = list(due[: SHOWN + 1])
    if not rows and by.role not in COMES:
        return None
    return Block(
        _("Lawful ways to be followed up"),
        [
            {
                "text": _short(row),
                "url": reverse("rights:consultation", args=[row.pk]),
                "when": formatting.day_brief(row.follow_up_on),
                "more": row.number,
            }
            for row in rows
        ],
        things=_("lawful ways to be followed up"),
        comes=_(
            "Ninety days after an answer that leads to a lawful way, the person is asked what became of it."
        ),
        more_url=f"{reverse(LIST)}?seguir={listing.LATE}",
    )


def take_down(by: Actor) -> desk.Verb | None:
    """What one begins from home."""
    if not may(by, actions.ask):
        return None
    return desk.Verb(reverse("rights:take_down"), _("Take a citizen's question down"))


def find_consultations(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Consultations by number or words, of those one may see."""
    if by is None or not may(by, actions.answer):
        return
    values = dict.fromkeys((one.name for one in listing.conditions_asked()), "") | {"q": text}
    for row in listing.found(by, values).order_by("-received_at", "-id")[: search.LIMIT]:
        yield search.Hit(reverse("rights:consultation", args=[row.pk]), row.number, _short(row))


for offer in (take_down, waiting, to_follow_up):
    desk.register(offer)
panels.register_place(
    panels.Place(LIST, gettext_lazy("Consultations"), 48, roles=frozenset(str(r) for r in actions.ROLES))
)
search.register(44, gettext_lazy("Consultations"), find_consultations)
