"""The list of runs of exercises: its conditions, how it is sorted, its rows as a table for spreadsheets."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.training import queries_exercises as queries
from arariwa.training.models import ExerciseRun

# Heads one may sort by, the usual first: parameter -> order of the rows, the last one unique.
SORTS: dict[str, tuple[str, ...]] = {
    "-apertura": ("-opened_at", "-id"),
    "apertura": ("opened_at", "id"),
    "ejercicio": ("slug", "id"),
    "-ejercicio": ("-slug", "-id"),
}
STATES = (
    ("open", gettext_lazy("being worked on")),
    ("handed_in", gettext_lazy("handed in")),
    ("passed", gettext_lazy("passed")),
    ("failed", gettext_lazy("not passed")),
)


def conditions() -> tuple[Condition, ...]:
    """Which conditions there are: the exercises are those of the packs."""
    lang = formatting.language()
    options = tuple((slug, f"{one.code} {one.title.in_(lang)}") for slug, one in queries.exercises())
    return (
        Condition("ejercicio", gettext_lazy("Exercise"), gettext_lazy("of %(value)s"), options),
        Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), STATES),
    )


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[ExerciseRun]:
    """What the conditions find."""
    rows = queries.runs(by).prefetch_related("roles__membership__person", "grades__overrides__by__person")
    if values["ejercicio"]:
        rows = rows.filter(slug=values["ejercicio"])
    if values["estado"] == "open":
        rows = rows.filter(submitted_at=None)
    elif values["estado"] == "handed_in":
        rows = rows.filter(submitted_at__isnull=False)
    elif values["estado"] in ("passed", "failed"):
        # As the machine graded it; what a trainer changed shows in the row.
        rows = rows.filter(grades__passed=values["estado"] == "passed")
    return rows


def row(run: ExerciseRun) -> dict[str, Any]:
    """A run as the list shows it."""
    one = queries.exercise_of(run)
    people = list(dict.fromkeys(str(role.membership.person) for role in run.roles.all()))
    return {
        "run": run,
        "code": one.code,
        "title": one.title.in_(formatting.language()),
        "people": formatting.listing(people),
        "standing": queries.grade_of(run),
    }


def head() -> list[str]:
    """The heads of the table."""
    return [
        _("Code"),
        _("Exercise"),
        _("Opened"),
        _("Who"),
        _("Handed in"),
        _("Points of 100"),
        _("Level"),
        _("Passed"),
    ]


def cells(run: ExerciseRun) -> list[Any]:
    """A row of the table."""
    shown = row(run)
    standing = shown["standing"]
    return [
        shown["code"],
        shown["title"],
        formatting.day_short(run.opened_at),
        shown["people"],
        formatting.day_short(run.submitted_at) if run.submitted_at else "",
        standing.graded.score if standing else "",
        standing.graded.level if standing else "",
        (_("Yes") if standing.graded.passed else _("No")) if standing else "",
    ]
