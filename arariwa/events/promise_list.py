"""The list of agreements and commitments: its conditions, where each stands in words, its rows for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events import following
from arariwa.events.domain.promises import Standing

STANDINGS = {
    Standing.KEPT: gettext_lazy("kept"),
    Standing.KEPT_LATE: gettext_lazy("kept, late"),
    Standing.BEGUN: gettext_lazy("begun"),
    Standing.OPEN: gettext_lazy("to be done"),
    Standing.SOON: gettext_lazy("due within 30 days"),
    Standing.LATE: gettext_lazy("overdue"),
    Standing.DROPPED: gettext_lazy("no longer owed"),
}
# Which sign stands before the word (`{% state %}`).
SIGNS = {
    Standing.KEPT: "done",
    Standing.KEPT_LATE: "done",
    Standing.BEGUN: "wait",
    Standing.OPEN: "open",
    Standing.SOON: "wait",
    Standing.LATE: "late",
    Standing.DROPPED: "no",
}
CONDITIONS = (
    Condition("q", gettext_lazy("Words of what was promised"), gettext_lazy("with “%(value)s”")),
    Condition(
        "estado",
        gettext_lazy("State"),
        gettext_lazy("%(value)s"),
        tuple((str(code), word) for code, word in STANDINGS.items()),
    ),
    Condition(
        "de",
        gettext_lazy("Who owes it"),
        gettext_lazy("of %(value)s"),
        (("institution", gettext_lazy("institutions")), ("participant", gettext_lazy("participants"))),
    ),
)
# Rows on a page; what stands there is computed from evidence, so the list is cut after it.
MOST = 500
DONE = (Standing.KEPT, Standing.KEPT_LATE, Standing.DROPPED)


def found(by: Actor, values: Mapping[str, str]) -> list[following.Kept]:
    """What the conditions find: what is still owed first, by the day it is due."""
    rows = following.visible(by)
    if values["q"]:
        rows = rows.filter(what__icontains=values["q"])
    if values["de"]:
        rows = rows.filter(participation__isnull=values["de"] == "institution")
    kept = following.kept(rows.order_by("due_on", "id"), by.today)
    kept = [row for row in kept if not values["estado"] or row.standing == values["estado"]]
    return sorted(kept, key=lambda row: row.standing in DONE)


def head() -> list[str]:
    """The heads of the table."""
    return [_("What was promised"), _("Who owes it"), _("By when"), _("State"), _("Event"), _("Evidence")]


def cells(row: following.Kept) -> list[Any]:
    """A row of the table."""
    one = row.promise
    shown = (
        formatting.listing([f"{formatting.day_short(e.on)} {e.text}" for e in row.evidence])
        if row.evidence
        else ""
    )
    due = formatting.day_short(one.due_on)
    return [one.what, one.owner, due, str(STANDINGS[row.standing]), str(one.event), shown]
