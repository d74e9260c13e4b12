"""What the pages of figures show: the period asked for, each figure in words, its parts, and the rows behind it.

A system that counts has a `Book`: its figures, their headings and words, and how the rows it counts are told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Min, Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import access, formatting, lists, panels
from arariwa.core.actor import Actor
from arariwa.core.charts import PointMap
from arariwa.core.models import Role
from arariwa.events import figure_words
from arariwa.events import figures as of_events
from arariwa.events.actions import ORGANISERS
from arariwa.events.choices import NO_REGION, EventKind
from arariwa.events.figure_words import read
from arariwa.events.figures import FEWEST, Figure, Number, Scope
from arariwa.events.models import Event, Headcount, Opinion, Participation, Promise, StockMove, Trainer
from arariwa.events.region_map import region_map

SHOWN_ROWS = 50
Told = Callable[[Any], dict[str, str]]
# Record -> what they are called, what is fetched along, how one is told.
Rows = Mapping[type[Model], tuple[Any, tuple[str, ...], Told]]


# What is asked for


def first_held(scope: Scope) -> date | None:
    """The last day of the first event held, of those the scope counts."""
    return of_events.held(EventKind.values, scope).aggregate(first=Min("until_on"))["first"]


def _periods(by: Actor, first: date | None) -> Iterator[tuple[str, str]]:
    """Each year from that of the first day there is anything of, the latest first, with its quarters."""
    for year in range(by.today.year, (first or by.today).year - 1, -1):
        yield str(year), str(year)
        for n in range(1, 5):
            yield f"{year}-{n}", _("quarter %(n)s of %(year)s") % {"n": n, "year": year}


def days_of(period: str) -> tuple[date | None, date | None]:
    """ "2022" or "2022-3": from the first day until the day after the last."""
    if not period:
        return None, None
    year, _dash, quarter = period.partition("-")
    if not quarter:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    after = 3 * int(quarter) + 1
    return date(int(year), after - 3, 1), date(int(year) + after // 13, after % 12 or 12, 1)


# Parts that follow each other in time; their keys sort by it.
IN_TIME = ("month", "year")
# What no record of a breakdown says.
UNSAID = frozenset({of_events.NOT_RECORDED, NO_REGION})


@dataclass(frozen=True)
class Asked:
    """What is counted, how it is said, and whether small cells are hidden."""

    scope: Scope
    public: bool
    filters: list[dict[str, str]]
    fields: list[dict[str, Any]]
    query: str


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
    # What a difference of shares is made of, as a sentence; then the value is the points, and nothing else stands beside it.
    fraction: str = ""


@dataclass(frozen=True)
class Behind:
    """The rows of one kind behind a figure: how many, and the first of them."""

    label: str
    count: int
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class Book:
    """The figures of a system, and everything that is said of them.

    `sections`: the figures under their headings, in the order of reading; `brief`: what is told beside a figure already in the
    table of all. `namespace` names its addresses, `above` the pages above it (label, name of the address), `beside_pages` others.
    """

    namespace: str
    figures: Mapping[str, Callable[[Scope], Figure]]
    sections: tuple[tuple[Any, tuple[str, ...]], ...]
    words: Mapping[str, tuple[Any, Any]]
    rows: Rows
    title: Any
    lead: Any
    why: Mapping[str, Any] = field(default_factory=lambda: figure_words.WHY)
    beside_words: Mapping[str, tuple[Any, str]] = field(default_factory=lambda: figure_words.BESIDE)
    breakdown_words: Mapping[str, Any] = field(default_factory=lambda: figure_words.BREAKDOWNS)
    cell_words: Callable[[str, Iterable[str]], Mapping[str, str]] = figure_words.cell_words
    brief: tuple[str, ...] = ()
    # What a difference of shares is made of, by code.
    fraction: Callable[[Figure], str] = lambda _found: ""
    above: tuple[tuple[Any, str], ...] = ()
    # Who may read them; what each counts is what one organises or helps to run.
    roles: tuple[Role, ...] = ORGANISERS
    # Pages that show more of the same.
    beside_pages: tuple[tuple[Any, str], ...] = ()
    # What is said of what nothing records.
    not_known_words: Mapping[str, Any] = field(default_factory=lambda: figure_words.NOT_KNOWN)
    # The first day there is anything to count of; a period begins with its year.
    begins: Callable[[Scope], date | None] = first_held
    # {code: title} of the courses one may choose, where figures are of courses.
    courses: Callable[[], Mapping[str, str]] | None = None

    def pages(self, by: Actor) -> tuple[list[tuple[Any, str]], list[tuple[Any, str]]]:
        """The pages above it and those beside it that are this actor's, label and address."""
        above, beside = (
            [(label, reverse(name)) for label, name in each if panels.leads(by, name)]
            for each in (self.above, self.beside_pages)
        )
        return above, beside

    def url(self, name: str, *args: object) -> str:
        """One of its addresses."""
        return reverse(f"{self.namespace}:{name}", args=args)

    def conditions(self, by: Actor) -> tuple[lists.Condition, ...]:
        """The period, the course, and whether small cells are hidden."""
        course = (
            lists.Condition(
                "curso",
                gettext_lazy("Course or track"),
                gettext_lazy("of %(value)s"),
                tuple(self.courses().items()),
            ),
        ) if self.courses else ()  # fmt: skip
        return (
            lists.Condition(
                "periodo",
                gettext_lazy("Period"),
                gettext_lazy("of %(value)s"),
                tuple(_periods(by, self.begins(Scope(by=by)))),
            ),
            *course,
            lists.Condition(
                "celdas",
                gettext_lazy("To be published"),
                gettext_lazy("%(value)s"),
                (("ocultar", gettext_lazy("parts of fewer than five persons hidden")),),
            ),
        )

    def asked(self, by: Actor, query: QueryDict) -> Asked:
        """The conditions of an address."""
        values, filters, fields = lists.conditions(query, self.conditions(by))
        since, until = days_of(values["periodo"])
        kept = {name: value for name, value in values.items() if value}
        sent = QueryDict(mutable=True)
        sent.update(kept)
        return Asked(
            Scope(since, until, values.get("curso", ""), by),
            bool(values["celdas"]),
            filters,
            fields,
            sent.urlencode(),
        )

    def figure(self, code: str, scope: Scope) -> Figure:
        """One of its figures; access.Hidden for a code that is none."""
        if code not in self.figures:
            raise access.Hidden
        return self.figures[code](scope)

    def every(self, scope: Scope) -> Iterator[Figure]:
        """All of them, in the order of reading."""
        return (self.figures[code](scope) for _title, codes in self.sections for code in codes)

    def said(self, found: Figure, public: bool = False) -> Said:
        """A figure in words; what is not known, or not published, has no number anywhere."""
        name, definition = self.words[found.code]
        if public and found.small:
            return Said(found.code, str(name), str(definition), _("not published"), "", "", "", "")
        value, of, result = self._numbers(found)
        fraction = self.fraction(found) if found.unit == "difference" and not found.unknown else ""
        return Said(
            found.code,
            str(name),
            str(definition),
            result if fraction else value,
            "" if fraction else of,
            "" if fraction else result,
            str(self.why[found.unknown]) if found.unknown else "",
            "; ".join(f"{label}: {value}" for label, value in self.beside(found, self.brief, public)),
            fraction,
        )

    def _numbers(self, found: Figure) -> tuple[str, str, str]:
        """The value, what it is of, and the result; nothing of what is not known."""
        if found.unknown:
            return "", "", ""
        of = "" if found.of is None else read(found.of)
        return read(found.value), of, "" if found.unit == "count" else read(found.result, found.unit)

    def beside(self, found: Figure, names: Iterable[str] = (), public: bool = False) -> list[tuple[str, str]]:
        """What stands beside a figure, in words, both ends of an interval as one; of `names` only, what is nought left out.

        To be published, so few persons are not told, nor what share they are (`<name>_share`).
        """
        rows = []
        few = {
            name
            for name, value in found.beside.items()
            if public and found.of_persons and self._is_few(name, value) and not _is_rest(found, value)
        }
        for name in names or found.beside:
            value = found.beside.get(name)
            if name not in found.beside or name.endswith("_high") or (names and not value):
                continue
            label, unit = self.beside_words[name]
            if name.removesuffix("_share") in few:
                rows.append((str(label), _("not published")))
                continue
            words = read(value, unit)
            if name.endswith("_low") and value is not None:
                high = read(found.beside[f"{name.removesuffix('_low')}_high"], unit)
                words = _("%(low)s to %(high)s") % {"low": words, "high": high}
            rows.append((str(label), words))
        return rows

    def _is_few(self, name: str, value: Number | None) -> bool:
        counts = self.beside_words.get(name, ("", ""))[1] == "count"
        return counts and value is not None and 0 < value < FEWEST

    def not_known(self, found: Figure) -> list[str]:
        """What nothing records of a figure, in sentences."""
        return [str(self.not_known_words[code]) for code in found.not_known]

    def under_headings(self, scope: Scope, public: bool) -> list[dict[str, Any]]:
        """Every figure under its heading."""
        return [
            {
                "title": title,
                "rows": [
                    {"said": self.said(self.figures[code](scope), public), "url": self.url("figure", code)}
                    for code in codes
                ],
            }
            for title, codes in self.sections
        ]

    def breakdowns(self, found: Figure, public: bool) -> list[dict[str, Any]]:
        """The parts of a figure, a table each: the largest first, months and years in their order."""
        if found.unknown or (public and found.small):
            return []
        return [
            {
                "label": str(self.breakdown_words[name]),
                "rows": self._parts(found, name, public),
                "has_n": bool(found.n_parts.get(name)),
                "map": self._map(found, public) if name == "region" else None,
                "overlap": name in found.overlapping,
                "why": _why_unsaid(found, name),
            }
            for name in dict.fromkeys((*found.parts, *found.of_parts))
        ]

    def _map(self, found: Figure, public: bool) -> PointMap | None:
        """The parts by region, drawn: the share where the figure is one. What is not published is not drawn."""
        shown = [cell for cell in found.cells("region") if not (public and cell.hidden)]
        values = {
            cell.key: cell.value if found.unit == "count" else found.result_of(cell.value, cell.of)
            for cell in shown
        }
        return region_map(
            {key: value for key, value in values.items() if value is not None},
            summary=_("%(figure)s by region of work, on the outlines of the departments.")
            % {"figure": self.words[found.code][0]},
            value_label=_("Value"),
        )

    def _parts(self, found: Figure, name: str, public: bool) -> list[dict[str, Any]]:
        size = (lambda cell: 0) if name in IN_TIME else (lambda cell: -(cell.of or cell.value))
        cells = sorted(found.cells(name), key=lambda cell: (size(cell), cell.key))
        words = self.cell_words(name, [cell.key for cell in cells])
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

    def cells(self, figures: Iterable[Figure], public: bool) -> Iterator[list[Any]]:
        """Figures with what stands beside them and their parts."""
        for found in figures:
            code, whole = found.code, self.said(found, public)
            # A spreadsheet takes the numbers a sentence is made of.
            value, of, result = (
                self._numbers(found) if whole.fraction else (whole.value, whole.of, whole.result)
            )
            yield [code, whole.name, whole.definition, "", "", value, of, "", result, whole.why]
            for label, value in () if public and found.small else self.beside(found, public=public):
                yield [code, whole.name, "", _("Beside it"), label, value, "", "", "", ""]
            for why in self.not_known(found):
                yield [code, whole.name, "", _("What is not known"), "", "", "", "", "", why]
            for table in self.breakdowns(found, public):
                for row in table["rows"]:
                    told = [row["name"], row["value"], row["of"], row["n"], row["result"], table["why"]]
                    yield [code, whole.name, "", table["label"], *told]

    def behind(self, found: Figure) -> list[Behind]:
        """The rows a figure counts, those of each kind with what they are called."""
        return [
            Behind(str(label), rows.count(), [told(row) for row in rows[:SHOWN_ROWS]])
            for label, rows, told in self._kinds(found)
        ]

    def every_row(self, found: Figure) -> Iterator[list[Any]]:
        """Every row behind a figure, for a spreadsheet."""
        for label, rows, told in self._kinds(found):
            for row in rows:
                words = told(row)
                # A row one may not read has no id either: it tells when it was made.
                id = words.get("id", str(row.pk))
                yield [found.code, str(label), words["text"], words.get("more", ""), id]

    def _kinds(self, found: Figure) -> Iterator[tuple[Any, QuerySet[Any], Told]]:
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
            label, path, told = self.rows[rows.model]
            if found.unit == "percent" and len(found.rows) == 2:
                label = _("%(what)s, those counted") if at == 0 else _("%(what)s, all of them")
                label = label % {"what": self.rows[rows.model][0]}
            in_order = rows if rows.query.order_by else rows.order_by("pk")
            yield label, in_order.select_related(*path), told


def _is_rest(found: Figure, value: Number | None) -> bool:
    """Whether it is what a published share leaves anyway."""
    if found.leaves_persons or found.of is None or found.value is None:
        return False
    return value == float(found.of) - float(found.value)


def _why_unsaid(found: Figure, name: str) -> str:
    """Why a breakdown tells nothing: no record says it."""
    keys = {*found.parts.get(name, ()), *found.of_parts.get(name, ())}
    return _("none of the records counted says it") if keys and keys <= UNSAID else ""


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


def row_head() -> list[str]:
    """The heads of that table."""
    return [_("Code"), _("Kind"), _("What it is"), _("Details"), _("Id")]


# How rows of events are told


def row_told(text: object, url: str, *more: object) -> dict[str, str]:
    """One row: what it is called, where it stands, what else is said of it."""
    return {"text": str(text), "url": url, "more": " · ".join(str(one) for one in more if one)}


def _event(event: Event) -> dict[str, str]:
    return row_told(
        event, reverse("events:event", args=[event.pk]), event.number, formatting.day(event.until_on)
    )


def _forms(event: Any) -> dict[str, str]:
    n = ngettext("%(n)s form", "%(n)s forms", event.forms) % {"n": formatting.number(event.forms)}
    return row_told(event, reverse("events:event", args=[event.pk]), event.number, n)


def _participation(row: Participation) -> dict[str, str]:
    url = reverse("events:event", args=[row.event_id])
    return row_told(row.person, url, row.institution_name, row.event, formatting.day(row.event.until_on))


def _trainer(row: Trainer) -> dict[str, str]:
    return row_told(row, reverse("events:event", args=[row.event_id]), row.institution_name, row.event)


def _promise(row: Promise) -> dict[str, str]:
    owner = row.participation or row.institution
    return row_told(row.what, reverse("events:event", args=[row.event_id]), owner, row.event)


def _headcount(row: Headcount) -> dict[str, str]:
    n = ngettext("%(n)s person", "%(n)s people", row.number) % {"n": formatting.number(row.number)}
    event = row.session.event
    words = (row.get_sex_display(), row.get_age_band_display(), row.get_community_role_display())
    return row_told(n, reverse("events:event", args=[event.pk]), *words, event)


def _handed(row: StockMove) -> dict[str, str]:
    event, to = row.event, row.participation or _("to the public")
    pieces = formatting.number(abs(row.quantity))
    url = reverse("events:follow_up", args=[row.event_id])
    return row_told(row.material, url, row.get_reason_display(), pieces, to, event)


ROWS: Rows = {
    Event: (gettext_lazy("Events"), (), _event),
    Participation: (gettext_lazy("Participants"), ("person", "institution", "event"), _participation),
    Trainer: (gettext_lazy("Trainers and speakers"), ("institution", "event"), _trainer),
    Promise: (
        gettext_lazy("Commitments"),
        ("participation__person", "institution", "event"),
        _promise,
    ),
    Headcount: (gettext_lazy("Public counted without names"), ("session__event",), _headcount),
    StockMove: (
        gettext_lazy("Materials handed out"),
        ("material", "event", "participation__person"),
        _handed,
    ),
}
