"""What evidence offers on other pages: the desk, the menu, the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import desk, formatting, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block, Verb
from arariwa.core.models import Role
from arariwa.core.panels import Place, register_place
from arariwa.evidence import acta, actions, custody_actions, queries
from arariwa.evidence.species import KNOWS

WORKS_WITH_EVIDENCE = frozenset(Role.values) - {Role.PROGRAMME, Role.COMMUNICATION, Role.ADMINISTRATOR}
# Whose work begins with what others hand over.
RECEIVERS = frozenset({Role.WILDLIFE, Role.FISHERIES, Role.LABORATORY, Role.CUSTODIAN, Role.CLERK})


def begin(by: Actor) -> Verb | None:
    """What officials of the field begin from home."""
    if not may(by, actions.draft_intervention):
        return None
    return Verb(reverse("evidence:new_intervention"), _("Record an intervention"))


def to_receive(by: Actor) -> Block | None:
    """Hand-overs that wait for the answer of the actor's office."""
    if not may(by, custody_actions.accept):
        return None
    rows = [
        {
            "text": ngettext(
                "Receive or refuse %(n)s item from %(office)s",
                "Receive or refuse %(n)s items from %(office)s",
                h.count,
            )
            % {"n": h.count, "office": h.from_office.name},
            "url": reverse("evidence:handover", args=[h.pk]),
            "when": formatting.moment_brief(h.offered_at),
            "more": f"{h.number}. {h.get_why_display()}",
        }
        for h in queries.to_answer(by)[: SHOWN + 1]
    ]
    return Block(
        _("To receive"),
        rows,
        things=_("hand-overs to receive"),
        comes=_("What another office hands over to yours; you look at the seals and receive or refuse it."),
        more_url=reverse("evidence:handovers") + "?ver=waiting",
    )


def drafts(by: Actor) -> Block | None:
    """Interventions begun and not registered."""
    if not may(by, actions.draft_intervention):
        return None
    rows = [
        {
            "text": _("Finish the record of %(title)s") % {"title": str(draft)},
            "url": reverse("evidence:review", args=[draft.pk]),
            "when": formatting.span(draft.facts),
            "more": acta.place_of(draft),
        }
        for draft in queries.drafts(by)[: SHOWN + 1]
    ]
    return Block(
        _("Drafts"),
        rows,
        things=_("drafts"),
        comes=_("Interventions your office began to record, until they are registered."),
        more_url=reverse("evidence:interventions") + "?estado=draft",
    )


def to_identify(by: Actor) -> Block | None:
    """Specimens whose species nobody has settled, for those who can."""
    if by.role not in KNOWS:
        return None
    rows = [
        {
            "text": _("Identify “%(name)s”") % {"name": item.reported_as},
            "url": reverse("evidence:item", args=[item.pk]),
            "more": f"{item.number}. {' / '.join(item.taxa)}".rstrip(". "),
        }
        for item in queries.unidentified(by)[: SHOWN + 1]
    ]
    return Block(
        _("To identify"),
        rows,
        things=_("species to identify"),
        comes=_(
            "Animals, plants and products your office recorded or received and whose species is not settled."
        ),
        more_url=reverse("evidence:items") + "?ident=open",
    )


def received(by: Actor) -> Block | None:
    """What the actor's office received lately: whoever only receives sees no interventions."""
    if by.role not in RECEIVERS:
        return None
    rows = [
        {
            "text": ngettext("%(n)s item from %(office)s", "%(n)s items from %(office)s", h.count)
            % {"n": h.count, "office": h.from_office.name},
            "url": reverse("evidence:handover", args=[h.pk]),
            "when": formatting.moment_brief(h.accepted_at),
            "more": f"{h.number}. {h.get_why_display()}",
        }
        for h in queries.received(by)[: SHOWN + 1]
    ]
    return Block(
        _("Received lately"),
        rows,
        things=_("hand-overs received"),
        comes=_("The hand-overs your office received, with their items and seals."),
        waits=False,
        more_url=reverse("evidence:handovers") + "?ver=received",
    )


def recent(by: Actor) -> Block | None:
    """The interventions registered last that the actor may see."""
    if by.role not in WORKS_WITH_EVIDENCE:
        return None
    rows = [
        {
            "text": str(row),
            "url": reverse("evidence:intervention", args=[row.pk]),
            "when": formatting.span(row.facts),
            "more": f"{row.number}. {acta.place_of(row)}",
        }
        for row in queries.recent(by, SHOWN + 1)
    ]
    return Block(
        _("Recent interventions"),
        rows,
        things=_("registered interventions"),
        comes=_("The interventions your office registered, and those it was told of or let read."),
        waits=False,
        more_url=reverse("evidence:interventions"),
        last=True,
    )


def find_interventions(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Interventions by number, place, name, things."""
    if by:
        for row in queries.interventions(by, text=text).order_by("-facts_from", "-id")[: search.LIMIT]:
            yield search.Hit(
                reverse("evidence:intervention", args=[row.pk]),
                str(row),
                f"{row.number or _('draft')}. {acta.place_of(row)}",
            )


def find_items(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Items by number, name, plate or serial number."""
    if by:
        for row in queries.items(by, text=text).order_by("-id")[: search.LIMIT]:
            yield search.Hit(
                reverse("evidence:item", args=[row.pk]),
                row.reported_as,
                f"{row.number}. {row.get_kind_display()}",
            )


def find_mentions(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Persons, documents, telephones and plates, as they were written."""
    if by:
        for row in queries.mentions(text, by)[: search.LIMIT]:
            yield search.Hit(
                reverse("evidence:intervention", args=[row.intervention_id]),
                row.as_written,
                str(row.intervention),
            )


def waiting(by: Actor) -> int:
    """Hand-overs that wait for the actor's office."""
    return queries.to_answer(by).count() if may(by, custody_actions.accept) else 0


for offer in (begin, to_receive, drafts, to_identify, received, recent):
    desk.register(offer)
register_place(Place("evidence:interventions", gettext_lazy("Interventions"), 20, roles=WORKS_WITH_EVIDENCE))
register_place(Place("evidence:items", gettext_lazy("Evidence"), 30, roles=WORKS_WITH_EVIDENCE))
register_place(
    Place("evidence:handovers", gettext_lazy("Hand-overs"), 40, count=waiting, roles=WORKS_WITH_EVIDENCE)
)
search.register(20, gettext_lazy("Interventions"), find_interventions)
search.register(30, gettext_lazy("Items"), find_items)
search.register(40, gettext_lazy("Persons and numbers as written"), find_mentions)
