"""What cases adds to lower pages: the menu, the desk of the prosecutor, the pages of interventions and items, search."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.cases import actions, queries
from arariwa.core import access, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.models import Role

# Who works on cases; others reach one through a link when they were let into it.
READERS = frozenset({Role.PROSECUTOR, Role.PROSECUTOR_STAFF, Role.JUDGE, Role.CLERK, Role.ANALYST})
SHOWN = 6


def desk(request: Any, by: Actor) -> panels.Panel | None:
    """On the prosecutor's desk: interventions without case, cases without decision, files produced."""
    if not may(by, actions.ask_file):
        return None
    context = {
        "all_waiting": reverse("cases:open_case") if may(by, actions.open_case) else "",
        "all_undecided": f"{reverse('cases:cases')}?de=mine&estado=open&calificacion=open",
        "waiting": [_without_case(by, one) for one in queries.without_case(by)[:SHOWN]],
        "undecided": [_undecided(one) for one in queries.to_qualify(by)[:SHOWN]],
        "produced": [_produced(one) for one in queries.latest_files(by)],
    }
    return panels.Panel("cases/_desk.html", context)


def _without_case(by: Actor, one: Any) -> dict[str, Any]:
    url = reverse("evidence:intervention", args=[one.pk])
    if may(by, actions.open_case):
        url = f"{reverse('cases:open_case')}?intervention={one.pk}"
    return {
        "text": str(one),
        "url": url,
        "when": formatting.day_brief(one.facts_from),
        "more": f"{one.number}, {one.office.name}",
    }


def _undecided(one: Any) -> dict[str, Any]:
    return {
        "text": str(one),
        "url": reverse("cases:case", args=[one.pk]),
        "when": formatting.day_brief(one.opened_at),
        "more": one.number,
    }


def _produced(one: Any) -> dict[str, Any]:
    url = reverse("core:attachment", args=[one.attachment_id])
    return {
        "text": str(one.case),
        "url": url,
        "when": formatting.moment_brief(one.produced_at),
        "more": one.case.number,
    }


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


panels.register("home", desk)
panels.register("intervention", of_intervention)
panels.register("item", of_item)
panels.register_place(panels.Place("cases:cases", gettext_lazy("Cases"), 10, roles=READERS))
search.register(10, gettext_lazy("Cases"), find_cases)
