"""The table of how each of a cohort is doing: conditions, how it is sorted, pages, its rows for spreadsheets."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.keyset import Page
from arariwa.core.lists import Condition
from arariwa.training.models import Enrolment
from arariwa.training.packs import Course

SIZE = 50
CONDITIONS = (
    Condition("q", gettext_lazy("Name or institution"), gettext_lazy("with “%(value)s”")),
    Condition(
        "avance",
        gettext_lazy("Progress"),
        "%(value)s",
        (
            ("not_begun", gettext_lazy("not begun")),
            ("reading", gettext_lazy("on the way")),
            ("completed", gettext_lazy("completed")),
        ),
    ),
)
NAME = ("participation__person__surnames", "participation__person__given_names", "id")
# Heads one may sort by, the usual first.
SORTS: dict[str, tuple[Any, ...]] = {
    "nombre": NAME,
    "-nombre": tuple(f"-{name}" for name in NAME),
    "leidas": ("read", *NAME),
    "-leidas": ("-read", *NAME),
    "ultima": (F("last_read_at").asc(nulls_first=True), "id"),
    "-ultima": (F("last_read_at").desc(nulls_last=True), "-id"),
}


def page(rows: QuerySet[Enrolment], mark: str) -> Page:
    """The page of that number. A cohort is short, and is sorted by what is counted: pages are told by their number."""
    n = int(mark) if mark.isdecimal() and len(mark) < 5 else 0
    found = list(rows[n * SIZE : (n + 1) * SIZE + 1])
    if n and not found:
        return page(rows, "")
    return Page(
        found[:SIZE],
        older=str(n + 1) if len(found) > SIZE else "",
        newer=str(n - 1) if n else "",
    )


def head() -> list[str]:
    """The heads of the table."""
    return [
        _("Surnames"),
        _("Given names"),
        _("Institution"),
        _("Enrolled on"),
        _("Lessons read"),
        _("Lessons"),
        _("Last read"),
        _("Completed on"),
    ]


def cells(row: Any, course: Course) -> list[Any]:
    """A row of the table; `read` is annotated."""
    person = row.participation.person
    return [
        person.surnames,
        person.given_names,
        row.participation.institution_name,
        formatting.day_short(row.enrolled_at),
        row.read,
        len(course.file.modules),
        formatting.day_short(row.last_read_at) if row.last_read_at else "",
        formatting.day_short(row.completed_at) if row.completed_at else "",
    ]
