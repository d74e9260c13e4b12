"""The list of notices: its conditions, how it is sorted, its rows for a spreadsheet, the map beside it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import charts, formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events.importing import departments
from arariwa.events.region_map import region_map
from arariwa.rights import queries_notices as queries
from arariwa.rights.models import Notice

# The sign that stands beside each state.
SIGNS = {"waiting": "open", "taken": "wait", "closed": "done", "spam": "no"}
# The states, and those with something the reporter added that nobody has read yet, whatever their state.
STATES = (*Notice.State.choices, ("answered", gettext_lazy("the reporter answered")))
SORTS: dict[str, tuple[str, ...]] = {"-llegada": ("-received_at", "-id"), "llegada": ("received_at", "id")}


def asked() -> tuple[Condition, ...]:
    """The conditions; the kinds are the pack's."""
    kinds = tuple(queries.kind_names().items())
    days = tuple((str(n), str(n)) for n in (3, 7, 15, 30))
    return (
        Condition("q", gettext_lazy("Words of the notice, or its number"), gettext_lazy("with “%(value)s”")),
        Condition("clase", gettext_lazy("About"), gettext_lazy("%(value)s"), kinds),
        Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), STATES),
        Condition("region", gettext_lazy("Region"), gettext_lazy("in %(value)s"), tuple(departments())),
        Condition(
            "via", gettext_lazy("How it came"), gettext_lazy("by %(value)s"), tuple(Notice.Channel.choices)
        ),
        Condition(
            "dias", gettext_lazy("Waits for days or more"), gettext_lazy("waits %(value)s days or more"), days
        ),
    )


def waits(notice: Notice, by: Actor) -> int | None:
    """For how many days nobody has taken it up; None when someone has."""
    return (by.now - notice.received_at).days if notice.state == Notice.State.WAITING else None


def head() -> list[str]:
    """The heads of the table; neither who gave it nor any code."""
    return [
        _("Number in Arariwa"), _("Received"), _("About"), _("District"), _("Place"), _("State"), _("Office"), _("How it came"),
        _("Outcome"), _("What was told"),
    ]  # fmt: skip


def cells(notice: Notice, kinds: Mapping[str, str]) -> list[Any]:
    """A row of it; `kinds` in words, read once."""
    return [
        notice.number, formatting.moment_brief(notice.received_at), kinds.get(notice.kind, notice.kind), queries.place_of(notice),
        notice.place_text, str(notice.state.label), notice.office.name, notice.get_channel_display(),
        notice.get_outcome_display(), notice.text,
    ]  # fmt: skip


def map_of(rows: QuerySet[Notice]) -> charts.PointMap | None:
    """The notices of the list by department."""
    found = Counter(code[:2] for code in rows.values_list("ubigeo", flat=True) if code)
    return region_map(found, summary=_("Notices of this list by department"), value_label=_("Notices"))
