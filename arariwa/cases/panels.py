"""What cases adds to lower pages: the menu, the home of the prosecutor, the pages of interventions and items, search."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.cases import actions, queries
from arariwa.core import access, desk, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.core.models import Role

# Who works on cases; others reach one through a link when they were let into it.
READERS = frozenset({Role.PROSECUTOR, Role.PROSECUTOR_STAFF, Role.JUDGE, Role.CLERK, Role.ANALYST})


def without_case(by: Actor) -> Block | None:
    """For the prosecutor's office: interventions it was told of that belong to no case yet."""
    if not may(by, actions.ask_file):
        return None
    may_open = may(by, actions.open_case)
    rows = [
        {
            "text": str(one),
            "url": f"{reverse('cases:open_case')}?intervention={one.pk}"
            if may_open
            else reverse("evidence:intervention", args=[one.pk]),
            "when": formatting.day_brief(one.facts_from),
            "more": f"{one.number}, {one.office.name}",
        }
        for one in queries.without_case(by)[: SHOWN + 1]
    ]
    return Block(
        _("Interventions without a case"),
        rows,
        things=_("interventions without a case"),
        comes=_("The registered interventions your office was told of, until a case rests on them."),
        more_url=reverse("cases:open_case") if may_open else reverse("evidence:interventions"),
    )


def undecided(by: Actor) -> Block | None:
    """For the prosecutor's office: its cases without any decision."""
    if not may(by, actions.ask_file):
        return None
    rows = [
        {
            "text": str(one),
            "url": reverse("cases:case", args=[one.pk]),
            "when": formatting.day_brief(one.opened_at),
            "more": one.number,
        }
        for one in queries.to_qualify(by)[: SHOWN + 1]
    ]
    return Block(
        _("To be qualified"),
        rows,
        things=_("cases to be qualified"),
        comes=_("Your office's cases in which nothing has been decided yet."),
        more_url=f"{reverse('cases:cases')}?de=mine&estado=open&calificacion=open",
    )


def produced(by: Actor) -> Block | None:
    """The files made last in the cases one may see."""
    if not may(by, actions.ask_file):
        return None
    rows = [
        {
            "text": str(one.case),
            "url": reverse("core:attachment", args=[one.attachment_id]),
            "when": formatting.moment_brief(one.produced_at),
            "more": one.case.number,
        }
        for one in queries.latest_files(by)
    ]
    return Block(
        _("Files produced"),
        rows,
        things=_("files produced"),
        comes=_("The prosecutor's files made of your cases."),
        waits=False,
    )


def readable(by: Actor) -> Block | None:
    """For those who work on cases others lead: the cases they were let read, the latest first."""
    if by.role not in READERS or may(by, actions.ask_file):
        return None
    rows = [
        {
            "text": str(one),
            "url": reverse("cases:case", args=[one.pk]),
            "when": formatting.day_brief(one.opened_at),
            "more": f"{one.number}, {one.office.name}",
        }
        for one in queries.cases(by).order_by("-opened_at", "-id")[: SHOWN + 1]
    ]
    return Block(
        _("Cases you may read"),
        rows,
        things=_("cases to read"),
        comes=_("The cases a prosecutor lets your office read, whole and without changing anything."),
        waits=False,
        more_url=reverse("cases:cases"),
    )


def of_intervention(intervention: Any, by: Actor) -> panels.Panel | None:
    """Beside an intervention: the cases it belongs to, or the way to open one."""
    found = queries.cases_on(intervention.pk, by)
    may_open = (
        may(by, actions.open_case)
        and not intervention.case_links.exists()
        and not intervention.is_draft
        and not intervention.voided_at
        and access.level_of(by, intervention) >= access.ACT
    )
    if not found and not may_open:
        return None
    return panels.Panel(
        "cases/_beside.html", {"cases": found, "may_open": may_open, "intervention": intervention}
    )


def of_item(item: Any, by: Actor) -> panels.Panel | None:
    """Beside an item: the cases its intervention belongs to."""
    found = queries.cases_on(item.intervention_id, by)
    return panels.Panel("cases/_beside.html", {"cases": found, "may_open": False}) if found else None


def find_cases(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Cases by title or number."""
    if by is None:
        return
    for case in queries.cases(by, text=text).order_by("-opened_at", "-id")[: search.LIMIT]:
        more = _("%(number)s, opened on %(day)s") % {
            "number": case.official_number or case.number,
            "day": formatting.day(case.opened_at),
        }
        yield search.Hit(reverse("cases:case", args=[case.pk]), str(case), more)


for offer in (without_case, undecided, readable, produced):
    desk.register(offer)
panels.register("intervention", of_intervention)
panels.register("item", of_item)
panels.register_place(panels.Place("cases:cases", gettext_lazy("Cases"), 10, roles=READERS))
search.register(10, gettext_lazy("Cases"), find_cases)
