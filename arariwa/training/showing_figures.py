"""What the pages of figures show: the period asked for, each figure in words, its parts, and the rows behind it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import access, formatting, lists
from arariwa.core.actor import Actor
from arariwa.core.charts import PointMap
from arariwa.events import figures as of_events
from arariwa.events.choices import EventKind
from arariwa.events.figure_words import read
from arariwa.events.figures import Figure, Number, Scope
from arariwa.events.models import Event, Headcount, Opinion, Participation, Promise, Trainer
from arariwa.events.region_map import region_map
from arariwa.training import figures as of_training
from arariwa.training import queries_courses, queries_exercises
from arariwa.training.figure_words import BESIDE, BREAKDOWNS, WHY, WORDS, cell_words
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment, ExerciseRun

FIGURES: Mapping[str, Callable[[Scope], Figure]] = {**of_events.FIGURES, **of_training.FIGURES}
# The figures under their headings, in the order of reading.
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("What was held, and who was there"),
        tuple(f"CAP-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 25, 26, 9)) + ("EVT-01",),
    ),
    (
        gettext_lazy("What was learnt"),
        tuple(f"CAP-{n:02}" for n in (10, 11, 12, 17, 18, 19, 20, 21, 22, 23, 24)),
    ),
    (
        gettext_lazy("Coordination, study trips, cooperation"),
        ("CAP-13", "CAP-14", "CAP-15", "CAP-16", "INT-04", "INT-05", "INT-06"),
    ),
    (gettext_lazy("Citizens"), ("OUT-05", "OUT-06", "OUT-07", "OUT-08")),
)
# What is told beside a figure already in the table of all; the rest stands on its own page.
BRIEF = (
    "pairs",
    "gain_low",
    "effect",
    "answers",
    "response_rate",
    "attrition",
    "sex_not_recorded",
    "role_not_recorded",
    "unit_not_recorded",
    "institution_not_recorded",
    "region_not_recorded",
)
SHOWN_ROWS = 50


# What is asked for


def conditions(by: Actor) -> tuple[lists.Condition, ...]:
    """The period, the course, and whether small cells are hidden."""
    return (
        lists.Condition("periodo", gettext_lazy("Period"), gettext_lazy("of %(value)s"), tuple(_periods(by))),
        lists.Condition(
            "curso",
            gettext_lazy("Course or track"),
            gettext_lazy("of %(value)s"),
            tuple(queries_courses.titles().items()),
        ),
        lists.Condition(
            "celdas",
            gettext_lazy("To be published"),
            gettext_lazy("%(value)s"),
            (("ocultar", gettext_lazy("parts of fewer than five persons hidden")),),
        ),
    )


def _periods(by: Actor) -> Iterator[tuple[str, str]]:
    """Each year from the first in which something was held, the latest first, with its quarters."""
    held = of_events.held(EventKind.values, Scope(by=by)).aggregate(first=Min("until_on"))["first"]
    for year in range(by.today.year, (held or by.today).year - 1, -1):
        yield str(year), str(year)
        for n in range(1, 5):
            yield f"{year}-{n}", _("quarter %(n)s of %(year)s") % {"n": n, "year": year}


@dataclass(frozen=True)
class Asked:
    """What is counted, how it is said, and whether small cells are hidden."""

    scope: Scope
    public: bool
    filters: list[dict[str, str]]
    fields: list[dict[str, Any]]
    query: str


def asked(by: Actor, query: QueryDict) -> Asked:
    """The conditions of an address."""
    values, filters, fields = lists.conditions(query, conditions(by))
    since, until = _days(values["periodo"])
    kept = {name: value for name, value in values.items() if value}
    sent = QueryDict(mutable=True)
    sent.update(kept)
    return Asked(
        Scope(since, until, values["curso"], by), bool(values["celdas"]), filters, fields, sent.urlencode()
    )


def _days(period: str) -> tuple[date | None, date | None]:
    """ "2022" or "2022-3": from the first day until the day after the last."""
    if not period:
        return None, None
    year, _dash, quarter = period.partition("-")
    if not quarter:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    after = 3 * int(quarter) + 1
    return date(int(year), after - 3, 1), date(int(year) + after // 13, after % 12 or 12, 1)


def figure(code: str, scope: Scope) -> Figure:
    """One figure of events or training; access.Hidden for a code that is none."""
    if code not in FIGURES:
        raise access.Hidden
    return FIGURES[code](scope)


# A figure in words


@dataclass(frozen=True)
class Said:
    """A figure as a row of the table says it. `why`: why it is not known."""

    code: str
    name: str
    definition: str
    value: str
    of: str
    result: str
    why: str
    beside: str


def said(found: Figure, public: bool = False) -> Said:
    """A figure in words; what is not known, or not published, has no number anywhere."""
    name, definition = WORDS[found.code]
    if public and found.small:
        return Said(found.code, str(name), str(definition), _("not published"), "", "", "", "")
    share = found.unit != "count"
    return Said(
        found.code,
        str(name),
        str(definition),
        "" if found.unknown else read(found.value),
        read(found.of) if found.of is not None and not found.unknown else "",
        read(found.result, found.unit) if share and not found.unknown else "",
        str(WHY[found.unknown]) if found.unknown else "",
        "; ".join(f"{label}: {value}" for label, value in beside(found, BRIEF)),
    )


def beside(found: Figure, names: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What stands beside a figure, in words, both ends of an interval as one; of `names` only, what is nought left out."""
    rows = []
    for name in names or found.beside:
        value = found.beside.get(name)
        if name not in found.beside or name.endswith("_high") or (names and not value):
            continue
        label, unit = BESIDE[name]
        words = read(value, unit)
        if name.endswith("_low") and value is not None:
            high = read(found.beside[f"{name.removesuffix('_low')}_high"], unit)
            words = _("%(low)s to %(high)s") % {"low": words, "high": high}
        rows.append((str(label), words))
    return rows


def sections(scope: Scope, public: bool) -> list[dict[str, Any]]:
    """Every figure under its heading."""
    return [
        {"title": title, "rows": [said(FIGURES[code](scope), public) for code in codes]}
        for title, codes in SECTIONS
    ]


def breakdowns(found: Figure, public: bool) -> list[dict[str, Any]]:
    """The parts of a figure, a table each, the largest first."""
    if found.unknown or (public and found.small):
        return []
    return [
        {
            "label": str(BREAKDOWNS[name]),
            "rows": _parts(found, name, public),
            "has_n": bool(found.n_parts.get(name)),
            "map": _map(found, public) if name == "region" else None,
        }
        for name in dict.fromkeys((*found.parts, *found.of_parts))
    ]


def _map(found: Figure, public: bool) -> PointMap | None:
    """The parts by region, drawn: the share where the figure is one. What is not published is not drawn."""
    shown = [cell for cell in found.cells("region") if not (public and cell.hidden)]
    values = {
        cell.key: cell.value if found.unit == "count" else found.result_of(cell.value, cell.of)
        for cell in shown
    }
    return region_map(
        {key: value for key, value in values.items() if value is not None},
        summary=_("%(figure)s by region of work, on the outlines of the departments.")
        % {"figure": WORDS[found.code][0]},
        value_label=_("Value"),
    )


def _parts(found: Figure, name: str, public: bool) -> list[dict[str, Any]]:
    cells = sorted(found.cells(name), key=lambda cell: (-(cell.of or cell.value), cell.key))
    words = cell_words(name, [cell.key for cell in cells])
    unsaid = _("not published")
    rows = []
    for cell in cells:
        hidden = public and cell.hidden
        result: Number | None = found.result_of(cell.value, cell.of) if found.unit != "count" else None
        rows.append(
            {
                "name": words[cell.key],
                "value": unsaid if hidden else read(cell.value),
                "of": "" if cell.of is None else unsaid if hidden else read(cell.of),
                "n": "" if cell.n is None else unsaid if hidden else read(cell.n),
                "result": "" if found.unit == "count" else unsaid if hidden else read(result, found.unit),
            }
        )
    return rows


# The same as tables for spreadsheets


def head() -> list[str]:
    """The heads of the table of figures."""
    return [
        _("Code"),
        _("Figure"),
        _("Definition"),
        _("Grouped by"),
        _("Part"),
        _("Value"),
        _("Of"),
        _("Persons"),
        _("Result"),
        _("Not known, because"),
    ]


def cells(figures: Iterable[Figure], public: bool) -> Iterator[list[Any]]:
    """Figures with what stands beside them and their parts."""
    for found in figures:
        code, whole = found.code, said(found, public)
        yield [code, whole.name, whole.definition, "", "", whole.value, whole.of, "", whole.result, whole.why]
        for label, value in () if public and found.small else beside(found):
            yield [code, whole.name, "", _("Beside it"), label, value, "", "", "", ""]
        for table in breakdowns(found, public):
            for row in table["rows"]:
                told = [row["name"], row["value"], row["of"], row["n"], row["result"], ""]
                yield [code, whole.name, "", table["label"], *told]


# The rows behind a figure


@dataclass(frozen=True)
class Behind:
    """The rows of one kind behind a figure: how many, and the first of them."""

    label: str
    count: int
    rows: list[dict[str, str]]


def behind(found: Figure) -> list[Behind]:
    """The rows a figure counts, those of each kind with what they are called."""
    return [
        Behind(str(label), rows.count(), [told(row) for row in rows[:SHOWN_ROWS]])
        for label, rows, told in _kinds(found)
    ]


def every_row(found: Figure) -> Iterator[list[Any]]:
    """Every row behind a figure, for a spreadsheet."""
    for label, rows, told in _kinds(found):
        for row in rows:
            words = told(row)
            yield [found.code, str(label), words["text"], words.get("more", ""), str(row.pk)]


def row_head() -> list[str]:
    """The heads of that table."""
    return [_("Code"), _("Kind"), _("What it is"), _("Details"), _("Id")]


Told = Callable[[Any], dict[str, str]]


def _kinds(found: Figure) -> Iterator[tuple[Any, QuerySet[Any], Told]]:
    for at, rows in enumerate(found.rows):
        if rows.model is Opinion:
            # Of forms only how many each event has: one by one they might tell who answered.
            rows = (
                Event.objects.filter(opinions__in=rows)
                .annotate(forms=Count("opinions"))
                .order_by("-until_on", "pk")
            )
            yield _("Events with feedback forms"), rows, _forms
            continue
        label, path, told = ROWS[rows.model]
        if found.unit == "percent" and len(found.rows) == 2:
            label = _("%(what)s, those counted") if at == 0 else _("%(what)s, all of them")
            label = label % {"what": ROWS[rows.model][0]}
        yield label, rows.select_related(*path).order_by("pk"), told


def _row(text: object, url: str, *more: object) -> dict[str, str]:
    return {"text": str(text), "url": url, "more": " · ".join(str(one) for one in more if one)}


def _event(event: Event) -> dict[str, str]:
    return _row(event, reverse("events:event", args=[event.pk]), event.number, formatting.day(event.until_on))


def _forms(event: Any) -> dict[str, str]:
    n = ngettext("%(n)s form", "%(n)s forms", event.forms) % {"n": formatting.number(event.forms)}
    return _row(event, reverse("events:event", args=[event.pk]), event.number, n)


def _participation(row: Participation) -> dict[str, str]:
    url = reverse("events:event", args=[row.event_id])
    return _row(row.person, url, row.institution_name, row.event, formatting.day(row.event.until_on))


def _trainer(row: Trainer) -> dict[str, str]:
    return _row(row, reverse("events:event", args=[row.event_id]), row.institution_name, row.event)


def _promise(row: Promise) -> dict[str, str]:
    owner = row.participation or row.institution
    return _row(row.what, reverse("events:event", args=[row.event_id]), owner, row.event)


def _headcount(row: Headcount) -> dict[str, str]:
    n = ngettext("%(n)s person", "%(n)s people", row.number) % {"n": formatting.number(row.number)}
    event = row.session.event
    words = (row.get_sex_display(), row.get_age_band_display(), row.get_community_role_display())
    return _row(n, reverse("events:event", args=[event.pk]), *words, event)


def _cohort(row: Cohort) -> dict[str, str]:
    return _row(
        row, reverse("training:cohort", args=[row.pk]), row.event.number, formatting.day(row.closes_on)
    )


def _enrolment(row: Enrolment) -> dict[str, str]:
    url = reverse("training:enrolment", args=[row.pk])
    return _row(row.participation.person, url, row.participation.institution_name, row.cohort.event)


def _attempt(row: Attempt) -> dict[str, str]:
    url = reverse("training:test_result", args=[row.pk])
    score = f"{formatting.number(row.score or 0)}{formatting.NBSP}%"
    return _row(row.enrolment.participation.person, url, row, score, row.enrolment.cohort.event)


def _run(row: ExerciseRun) -> dict[str, str]:
    title = queries_exercises.exercise_of(row).title.in_(formatting.language())
    opened = formatting.day(row.opened_at)
    return _row(title, reverse("training:result", args=[row.pk]), row, row.opened_by.office, opened)


def _certificate(row: Certificate) -> dict[str, str]:
    url = reverse("training:certificate", args=[row.pk])
    return _row(row, url, row.enrolment.participation.person, row.enrolment.cohort.event)


# Record -> what they are called, what is fetched along, how one is told.
ROWS: dict[type[Model], tuple[Any, tuple[str, ...], Told]] = {
    Event: (gettext_lazy("Events"), (), _event),
    Participation: (gettext_lazy("Participants"), ("person", "institution", "event"), _participation),
    Trainer: (gettext_lazy("Trainers and speakers"), ("institution", "event"), _trainer),
    Promise: (
        gettext_lazy("Commitments"),
        ("participation__person", "institution", "event"),
        _promise,
    ),
    Headcount: (gettext_lazy("Public counted without names"), ("session__event",), _headcount),
    Cohort: (gettext_lazy("Groups"), ("event",), _cohort),
    Enrolment: (
        gettext_lazy("Places in courses"),
        ("participation__person", "participation__institution", "cohort__event"),
        _enrolment,
    ),
    Attempt: (
        gettext_lazy("Tests"),
        ("enrolment__participation__person", "enrolment__cohort__event"),
        _attempt,
    ),
    ExerciseRun: (gettext_lazy("Exercises worked"), ("opened_by__office",), _run),
    Certificate: (
        gettext_lazy("Certificates"),
        ("enrolment__participation__person", "enrolment__cohort__event"),
        _certificate,
    ),
}
