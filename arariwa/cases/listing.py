"""The list of cases: its conditions, how it is sorted, its rows as a table for spreadsheets."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from arariwa.cases import queries
from arariwa.cases.models import Case
from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition

CONDITIONS = (
    Condition("q", gettext_lazy("Words of the title, or a number"), gettext_lazy("with “%(value)s”")),
    Condition(
        "estado",
        gettext_lazy("State"),
        gettext_lazy("%(value)s"),
        (("open", gettext_lazy("open cases")), ("closed", gettext_lazy("closed cases"))),
    ),
    Condition(
        "de",
        gettext_lazy("Who leads it"),
        gettext_lazy("led by %(value)s"),
        (("mine", gettext_lazy("our office")),),
    ),
    Condition(
        "calificacion",
        gettext_lazy("Qualification"),
        gettext_lazy("%(value)s"),
        (("open", gettext_lazy("to be qualified")),),
    ),
    Condition("anio", gettext_lazy("Year it was opened"), gettext_lazy("opened in %(value)s")),
)
# Heads one may sort by, the usual first: parameter -> order of the rows, the last one unique.
SORTS: dict[str, tuple[str, ...]] = {
    "-apertura": ("-opened_at", "-id"),
    "apertura": ("opened_at", "id"),
    "titulo": ("title", "id"),
    "-titulo": ("-title", "-id"),
}


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Case]:
    """What the conditions find."""
    return queries.cases(
        by,
        text=values["q"],
        state=values["estado"],
        whose=values["de"],
        year=values["anio"],
        undecided=bool(values["calificacion"]),
    )


def head() -> list[str]:
    """The heads of the table."""
    return [
        _("Number in Arariwa"),
        _("File number"),
        _("Title"),
        _("Opened"),
        _("Office"),
        _("Leads"),
        _("State"),
    ]


def cells(case: Case) -> list[Any]:
    """A row of the table."""
    opened = formatting.day_short(case.opened_at)
    state = _("closed") if case.closed_at else pgettext("state", "open")
    return [
        case.number,
        case.official_number,
        case.title,
        opened,
        case.office.name,
        str(case.lead.person),
        state,
    ]
