"""What evidence offers on other pages: the desk, the menu, the search."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import formatting, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.models import Role
from arariwa.core.panels import Panel, Place, register, register_place
from arariwa.evidence import acta, actions, custody_actions, queries

SHOWN = 6
WORKS_WITH_EVIDENCE = frozenset(Role.values) - {Role.PROGRAMME, Role.ADMINISTRATOR}


def _desk(
    heading: str, rows: list[dict[str, Any]], more_url: str, make: dict[str, str] | None = None
) -> Panel | None:
    """A part of the desk; nothing when there is nothing to say."""
    if not rows and not make:
        return None
    return Panel(
        "evidence/_desk.html",
        {
            "heading": heading,
            "rows": rows[:SHOWN],
            "more_url": more_url if len(rows) > SHOWN else "",
            "make": make,
        },
    )


def to_receive(_record: Any, by: Actor) -> Panel | None:
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
    return _desk(_("To receive"), rows, reverse("evidence:handovers") + "?ver=waiting")


def drafts(_record: Any, by: Actor) -> Panel | None:
    """Interventions begun and not registered, and the way to begin one."""
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
    make = {"url": reverse("evidence:new_intervention"), "label": _("Record an intervention")}
    return _desk(_("Drafts"), rows, reverse("evidence:interventions") + "?estado=draft", make)


def to_identify(_record: Any, by: Actor) -> Panel | None:
    """Specimens whose species nobody has settled, for those who can."""
    if by.role not in (Role.WILDLIFE, Role.FISHERIES, Role.LABORATORY):
        return None
    rows = [
        {
            "text": _("Identify “%(name)s”") % {"name": item.reported_as},
            "url": reverse("evidence:item", args=[item.pk]),
            "more": f"{item.number}. {' / '.join(item.taxa)}".rstrip(". "),
        }
        for item in queries.unidentified(by)[: SHOWN + 1]
    ]
    return _desk(_("To identify"), rows, reverse("evidence:items") + "?ident=open")


def recent(_record: Any, by: Actor) -> Panel | None:
    """The interventions registered last that the actor may see."""
    rows = [
        {
            "text": str(row),
            "url": reverse("evidence:intervention", args=[row.pk]),
            "when": formatting.span(row.facts),
            "more": f"{row.number}. {acta.place_of(row)}",
        }
        for row in queries.recent(by, SHOWN + 1)
    ]
    return _desk(_("Recent interventions"), rows, reverse("evidence:interventions"))


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


for offer in (to_receive, drafts, to_identify, recent):
    register("home", offer)
register_place(Place("evidence:interventions", gettext_lazy("Interventions"), 20, roles=WORKS_WITH_EVIDENCE))
register_place(Place("evidence:items", gettext_lazy("Evidence"), 30, roles=WORKS_WITH_EVIDENCE))
register_place(
    Place("evidence:handovers", gettext_lazy("Hand-overs"), 40, count=waiting, roles=WORKS_WITH_EVIDENCE)
)
search.register(20, gettext_lazy("Interventions"), find_interventions)
search.register(30, gettext_lazy("Items"), find_items)
search.register(40, gettext_lazy("Persons and numbers as written"), find_mentions)
