"""The programme's counts of events, each with the rows it counts (codes of the results framework).

What counts: real events (never an exercise's) that were held and whose list is closed, by their last day. The six
courses are inside the workshops. Persons and attendances are two figures: someone in three workshops is one person
and three attendances. Every breakdown has "not recorded", so that its parts add up to the whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Sum

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.events import queries, same_person
from arariwa.events.choices import COUNTED_INSTRUCTION, NO_REGION, TAUGHT, WORKSHOPS, EventKind
from arariwa.events.domain.promises import Shown, used_within_a_year
from arariwa.events.models import Event, Evidence, Headcount, Opinion, Participation, Promise, Trainer

NOT_RECORDED = "NOT_RECORDED"
# In what is published, a cell of fewer persons than this is hidden.
FEWEST = 5
# Officials of so many institutions make an event one of coordination, when it ended in agreements.
TOGETHER = 3

Number = int | float | Decimal
Parts = Mapping[str, Mapping[str, Number]]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Scope:
    """What is counted: from a day until a day, exclusive (None: without end), of one course or track (its code) or of all,
    and of that what `by` organises or helps to run (None: everything, for who holds the machine)."""

    since: date | None = None
    until: date | None = None
    course: str = ""
    by: Actor | None = None

    @classmethod
    def year(cls, year: int) -> "Scope":
        """One calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    def visible(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows `by` has a hand in: who only reads an event exports no list of it."""
        return access.visible(rows, self.by, access.ACT) if self.by else rows


@dataclass(frozen=True)
class Cell:
    """One part of a figure. `hidden`: of so few persons that it is not published."""

    key: str
    value: Number
    of: Number | None = None
    n: Number | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Figure:
    """A count, share or mean with its ancestors. What is not known has no value and says why; it is never zero.

    `of` is what the value is held against: the whole of a share, what the scores of a mean are divided by. `parts` are the
    breakdowns of the value, each adding up to it, `of_parts` those of `of`; `n_parts` says how many persons stand behind
    a cell whose value does not. `beside`: what it is never to be read without.
    """

    code: str
    value: Number | None
    rows: tuple[QuerySet[Any], ...]
    of: Number | None = None
    parts: Parts = field(default_factory=dict)
    of_parts: Parts = field(default_factory=dict)
    n_parts: Parts = field(default_factory=dict)
    beside: Mapping[str, Number | None] = field(default_factory=dict)
    unit: Literal["count", "percent", "difference", "ratio", "points"] = "count"
    # Breakdowns in which one person may stand in several parts, so that these do not add up.
    overlapping: frozenset[str] = frozenset()
    # Breakdowns that lie one within the other: {(gatherings, regions): {gathering: its region}}. Months lie in their years.
    within: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    # Whether those a share leaves are persons as those it counts: not, who went without a leaflet.
    leaves_persons: bool = True
    # Whether people stand behind its cells: then small ones are not published.
    of_persons: bool = True
    # Code of the reason why it is not known (figure_words.WHY).
    why: str = ""
    # Codes of what nothing records of it, or not as one might ask (figure_words.NOT_KNOWN).
    not_known: tuple[str, ...] = ()

    @property
    def unknown(self) -> str:
        """The reason why it is not known; empty when it is."""
        return self.why or ("nothing_to_count" if self.of == 0 else "")

    @property
    def result(self) -> Number | None:
        """What is read: the count, the share in percent, the difference of shares in points, the ratio, the mean. None when it is
        not known."""
        if self.unknown or self.value is None:
            return None
        return self.value if self.unit == "count" else self.result_of(self.value, self.of)

    def result_of(self, value: Number, of: Number | None) -> float | None:
        """A share, ratio or mean of a part; None of nothing."""
        return (
            float(value) / float(of) * (100 if self.unit in ("percent", "difference") else 1) if of else None
        )

    def cells(self, name: str) -> list[Cell]:
        """The parts of one breakdown."""
        values, of, n = (each.get(name, {}) for each in (self.parts, self.of_parts, self.n_parts))
        hidden = self._hidden.get(name, set())
        return [
            Cell(key, values.get(key, 0), of.get(key) if of else None, n.get(key), key in hidden)
            for key in dict.fromkeys((*values, *of))
        ]

    def for_public(self) -> dict[str, dict[str, Number | None]]:
        """The breakdowns as they may be published: a small cell is hidden, and one more where the rest would tell it."""
        return {
            name: {cell.key: None if cell.hidden else cell.value for cell in self.cells(name)}
            for name in self.parts
        }

    @property
    def small(self) -> bool:
        """Whether so few persons stand behind the whole that it is not published."""
        if not self.of_persons or self.unknown or self.value is None:
            return False
        if self.n_parts:
            return any(0 < sum(cells.values()) < FEWEST for cells in self.n_parts.values())
        sizes = [self.value] if self.unit == "count" else [self.value, self.of or 0]
        if self._leaves:
            sizes.append(float(self.of or 0) - float(self.value))
        return any(0 < size < FEWEST for size in sizes)

    @property
    def _leaves(self) -> bool:
        return self.unit == "percent" and self.leaves_persons

    @cached_property
    def _hidden(self) -> Mapping[str, set[str]]:
        """The cells of each breakdown that are not published: small ones, and others as long as these could be worked out from
        the whole or from the breakdown theirs lies within."""
        if not self.of_persons:
            return {}
        names = [*dict.fromkeys((*self.parts, *self.of_parts))]
        hidden: dict[str, set[str]] = {name: set() for name in names}
        for name in names:
            every = self._sizes(name)
            # What a figure is held against first, and as where it stands for itself: of two figures one would tell the other.
            for cells in every:
                hidden[name] |= {key for key, size in cells.items() if 0 < size < FEWEST}
                hidden[name] = _enough((cells,), hidden[name], every[0])
            hidden[name] = _enough(every, hidden[name])
        while self._closed_within(hidden):
            hidden = {name: _enough(self._sizes(name), keys) for name, keys in hidden.items()}
        return hidden

    def _sizes(self, name: str) -> tuple[Mapping[str, Number], ...]:
        """How many persons stand behind the cells, in each number shown of them; of a share also those it leaves."""
        values, of, n = (each.get(name, {}) for each in (self.parts, self.of_parts, self.n_parts))
        if n:
            return (n,)
        if not of:
            return (values,)
        if not self._leaves:
            return (of, values)
        return (of, values, {key: float(size) - float(values.get(key, 0)) for key, size in of.items()})

    def _closed_within(self, hidden: dict[str, set[str]]) -> bool:
        """Hide what would tell a hidden part of a part, months of a year or gatherings of a region; whether anything was."""
        for inner, outer, of in self._nested():
            every = self._sizes(inner)
            for whole in self._sizes(outer)[0]:
                within = [key for key in every[0] if of.get(key) == whole]
                there = hidden[inner] & {*within}
                free = sorted(
                    (key for key in within if key not in there and every[0][key] >= FEWEST),
                    key=lambda key: (every[0][key], key),
                )
                if whole in hidden[outer]:
                    if within and not there and free:
                        hidden[inner].add(free[0])
                        return True
                elif there and not _is_safe(every, there):
                    hidden[outer if not free else inner].add(whole if not free else free[0])
                    return True
        return False

    def _nested(self) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        """(a breakdown, the one its parts lie within, {part: in which})."""
        if {"month", "year"} <= {*self.parts}:
            yield "month", "year", {key: key[:4] for key in self.parts["month"]}
        for (inner, outer), of in self.within.items():
            if inner in self.parts and outer in self.parts:
                yield inner, outer, of


def _enough(
    every: Iterable[Mapping[str, Number]], hidden: set[str], sizes: Mapping[str, Number] | None = None
) -> set[str]:
    """With the smallest other cells as long as one hidden cell, or several of so few together, could be worked out from the whole."""
    every = tuple(every)
    sizes, hidden = sizes or every[0], {*hidden}
    others = sorted(
        (key for key, size in sizes.items() if size >= FEWEST and key not in hidden),
        key=lambda key: (sizes[key], key),
    )
    while hidden and others and not _is_safe(every, hidden):
        hidden.add(others.pop(0))
    return hidden


def _is_safe(every: Iterable[Mapping[str, Number]], keys: set[str]) -> bool:
    return len(keys) > 1 and not any(_few(cells, keys) for cells in every)


def _few(cells: Mapping[str, Number], keys: Iterable[str]) -> bool:
    return 0 < sum(cells.get(key, 0) for key in keys) < FEWEST


# What was held


def held(kinds: Iterable[str], scope: Scope) -> QuerySet[Event]:
    """Real events of these kinds, closed, whose last day lies in the scope."""
    rows = Event.objects.filter(
        kind__in=list(kinds), closed_at__isnull=False, cancelled_at=None, compartment__exercise=None
    )
    if scope.since:
        rows = rows.filter(until_on__gte=scope.since)
    if scope.until:
        rows = rows.filter(until_on__lt=scope.until)
    if scope.course:
        rows = rows.filter(track__iexact=scope.course)
    return scope.visible(rows)


def took_part(events: QuerySet[Event]) -> QuerySet[Participation]:
    """Registrations of these events whose person was there; each counts once, however many sessions."""
    return queries.took_part(Participation.objects.filter(event__in=events))


def _events(code: str, events: QuerySet[Event]) -> Figure:
    modality = Counter(events.values_list("modality", flat=True))
    region = Counter(code[:2] or NO_REGION for code in events.values_list("ubigeo", flat=True))
    track = Counter(code or NOT_RECORDED for code in events.values_list("track", flat=True))
    parts = {"modality": dict(modality), "region": dict(region), "topic": dict(track)}
    return Figure(code, events.count(), (events,), parts=parts, of_persons=False)


def gatherings(code: str, kind: str, scope: Scope) -> Figure:
    """Conferences or sessions of citizens, by where and when, in which language, and who in the community came.

    One held in two languages stands under both, and one to which people of several roles came under each.
    """
    events = held([kind], scope)
    rows = list(events.only("ubigeo", "until_on", "languages"))
    came: dict[Any, set[str]] = {}
    counted = Headcount.objects.filter(session__event__in=events, session__voided_at=None, number__gt=0)
    for event, role in counted.values_list("session__event", "community_role"):
        if role != NOT_RECORDED:
            came.setdefault(event, set()).add(role)
    parts = {
        "region": dict(Counter(row.ubigeo[:2] or NO_REGION for row in rows)),
        "year": dict(Counter(str(row.until_on.year) for row in rows)),
        "language": dict(Counter(one for row in rows for one in row.languages or [NOT_RECORDED])),
        "audience": dict(Counter(role for row in rows for role in came.get(row.pk) or [NOT_RECORDED])),
    }
    return Figure(
        code,
        len(rows),
        (events,),
        parts=parts,
        overlapping=frozenset({"language", "audience"}),
        of_persons=False,
        not_known=("meant_for",),
    )


# Who was there


@dataclass
class Someone:
    """A person as they were at the last of these events; what is recorded wins over what is not."""

    institution: str = NOT_RECORDED
    region: str = NO_REGION
    role: str = NOT_RECORDED
    sex: str = NOT_RECORDED
    country: str = NOT_RECORDED
    unit: str = NOT_RECORDED


def persons(rows: QuerySet[Participation]) -> dict[UUID, Someone]:
    """Each person once, also where people decided that two rows are one person."""
    one = _judged()
    found: dict[UUID, Someone] = {}
    for row in rows.select_related("institution").order_by("event__until_on", "id"):
        who = found.setdefault(one.get(row.person_id, row.person_id), Someone())
        for name, value, nothing in (
            ("institution", institution_of(row), NOT_RECORDED),
            ("country", row.institution.country if row.institution else NOT_RECORDED, NOT_RECORDED),
            ("region", row.region, NO_REGION),
            ("role", row.role, NOT_RECORDED),
            ("sex", row.sex, NOT_RECORDED),
            ("unit", row.office_text.strip() or NOT_RECORDED, NOT_RECORDED),
        ):
            if value != nothing:
                setattr(who, name, value)
    return found


def institution_of(row: Participation) -> str:
    """The code of the institution of the table; OTHER for one written by hand."""
    if row.institution_id:
        return str(row.institution_id)
    return "OTHER" if row.institution_text else NOT_RECORDED


def _judged() -> Mapping[UUID, UUID]:
    """{person: the one who stands for them} of duplicates people decided on."""
    return same_person.standing_for()


def _counted(people: Iterable[Someone], *names: str) -> dict[str, dict[str, int]]:
    people = list(people)
    return {name: dict(Counter(getattr(one, name) for one in people)) for name in names}


ABOUT = ("institution", "region", "role", "sex")


def count_persons(
    code: str,
    rows: QuerySet[Participation],
    about: tuple[str, ...] = (*ABOUT, "country"),
    beside: Mapping[str, Number | None] | None = None,
) -> Figure:
    """Each person once, by what is known `about` them."""
    people = persons(rows)
    return Figure(code, len(people), (rows,), parts=_counted(people.values(), *about), beside=beside or {})


def attendances(code: str, rows: QuerySet[Participation]) -> Figure:
    """One for each person and event."""
    each = [
        Someone(institution_of(row), row.region, row.role, row.sex)
        for row in rows.select_related("institution")
    ]
    parts = _counted(each, *ABOUT)
    return Figure(code, len(each), (rows,), parts=parts)


def _different(
    code: str, rows: QuerySet[Participation], name: str, what: str, of: int | None = None
) -> Figure:
    """How many different ones are recorded; of how many attendances none is stands beside it."""
    known = rows.exclude(region=NO_REGION) if what == "region" else rows.exclude(institution=None)
    found, unsaid = known.values(name).distinct().count(), rows.count() - known.count()
    why = "none_recorded" if unsaid and not found else ""
    beside = {f"{what}_not_recorded": unsaid}
    return Figure(code, None if why else found, (known,), of=of, beside=beside, why=why, of_persons=False)


def _institutions(code: str, rows: QuerySet[Participation]) -> Figure:
    """Institutions of the table; those written by hand cannot be told apart and are not counted."""
    return _different(code, rows, "institution", "institution")


def _regions(code: str, rows: QuerySet[Participation]) -> Figure:
    return _different(code, rows, "region", "region", of=25)


def _women(code: str, rows: QuerySet[Participation]) -> Figure:
    """Women among the persons whose sex is recorded; for how many it is not stands beside it."""
    people = list(persons(rows).values())
    recorded = [one for one in people if one.sex != NOT_RECORDED]
    women, about = [one for one in recorded if one.sex == "F"], ("institution", "region", "role")
    return Figure(
        code,
        len(women),
        (rows,),
        of=len(recorded),
        parts=_counted(women, *about),
        of_parts=_counted(recorded, *about),
        beside={"sex_not_recorded": len(people) - len(recorded)},
        unit="percent",
    )


def _with_public(code: str, events: QuerySet[Event]) -> Figure:
    """Persons by name and, of each event, the anonymous public of its fullest session."""
    rows = took_part(events)
    named, public = persons(rows), fullest(events)
    sex, role = Counter(one.sex for one in named.values()), Counter[str]()
    role[NOT_RECORDED] += len(named)
    age = Counter({NOT_RECORDED: len(named)})
    region = Counter(one.region for one in named.values())
    language = Counter(tongue for spoken in _spoken(rows).values() for tongue in spoken)
    for row in public.select_related("session__event"):
        language.update(dict.fromkeys(row.session.event.languages or [NOT_RECORDED], row.number))
        region[row.session.event.ubigeo[:2] or NO_REGION] += row.number
        sex[row.sex] += row.number
        role[row.community_role] += row.number
        age[row.age_band] += row.number
    parts = {
        "region": dict(region),
        "sex": dict(+sex),
        "community_role": dict(+role),
        "age_band": dict(+age),
        "language": dict(+language),
    }
    total = len(named) + sum(public.values_list("number", flat=True))
    return Figure(
        code,
        total,
        (rows, public),
        parts=parts,
        overlapping=frozenset({"language"}),
        not_known=(
            *(("came_twice",) if total > len(named) else ()),
            *(("by_name",) if named else ()),
            "spoken",
        ),
    )


def _spoken(rows: QuerySet[Participation]) -> dict[UUID, set[str]]:
    """{person: the languages of the gatherings they were at}."""
    one = _judged()
    found: dict[UUID, set[str]] = {}
    for person, tongues in rows.values_list("person", "event__languages"):
        found.setdefault(one.get(person, person), set()).update(tongues or [NOT_RECORDED])
    return found


def fullest(events: QuerySet[Event]) -> QuerySet[Headcount]:
    """The counts of the public at the fullest session of each event: the public of two sessions may be the same people."""
    sums = (
        Headcount.objects.filter(session__event__in=events, session__voided_at=None)
        .values("session__event", "session")
        .annotate(n=Sum("number"))
        .order_by("session__event", "-n", "session")
    )
    first: dict[Any, Any] = {}
    for row in sums:
        first.setdefault(row["session__event"], row["session"])
    return Headcount.objects.filter(session__in=list(first.values()), number__gt=0)


def coordination(scope: Scope) -> QuerySet[Event]:
    """Closed events of any kind with officials of three institutions that ended in agreements."""
    events = held(EventKind.values, scope)
    there = took_part(events).exclude(institution=None).order_by()
    together = there.values("event").annotate(n=Count("institution", distinct=True)).filter(n__gte=TOGETHER)
    found = events.filter(pk__in=[row["event"] for row in together])
    agreed = Promise.objects.filter(event=OuterRef("pk"), dropped_at=None, participation=None)
    return found.filter(Exists(agreed))


def in_use(scope: Scope) -> Figure:
    """Commitments of study trips with evidence of use at home within twelve months, of all that stand."""
    rows = Promise.objects.filter(
        event__in=held([EventKind.STUDY_TRIP], scope), participation__isnull=False, dropped_at=None
    )
    shown: dict[UUID, list[Shown]] = {}
    for one in Evidence.objects.filter(promise__in=rows, void=None):
        shown.setdefault(one.promise_id, []).append(Shown(one.on, one.fulfils))
    made = list(rows.select_related("event", "participation__institution"))
    used = [row for row in made if used_within_a_year(row.event.until_on, shown.get(row.pk, []))]
    return Figure(
        "CAP-16",
        len(used),
        (rows.filter(pk__in=[row.pk for row in used]), rows),
        of=len(made),
        parts={"institution": _promised_by(used)},
        of_parts={"institution": _promised_by(made)},
        unit="percent",
    )


def _promised_by(rows: Iterable[Promise]) -> dict[str, int]:
    return dict(Counter(institution_of(row.participation) for row in rows if row.participation))


def instruction(scope: Scope, institution: str = COUNTED_INSTRUCTION) -> QuerySet[Trainer]:
    """Who of an institution taught at workshops that were held: not who interpreted or received guests."""
    return Trainer.objects.filter(
        event__in=held(WORKSHOPS, scope), institution=institution, role__in=TAUGHT, removed_at=None
    )


def satisfaction(scope: Scope) -> Figure:
    """The mean of all marks (1 to 5) in the feedback forms of workshops, with how many of those who came gave one.

    A form says nothing of who filled it in, so that the role is never recorded.
    """
    events = held(WORKSHOPS, scope)
    rows = Opinion.objects.filter(event__in=events)
    sums: dict[str, Counter[str]] = {name: Counter() for name in ("course", "region", "role", "question")}
    marks: dict[str, Counter[str]] = {name: Counter() for name in sums}
    forms: dict[str, Counter[str]] = {name: Counter() for name in sums}
    for form in rows.select_related("event"):
        where = {
            "course": form.event.track or NOT_RECORDED,
            "region": form.event.ubigeo[:2] or NO_REGION,
            "role": NOT_RECORDED,
        }
        for name, key in where.items():
            sums[name][key] += sum(form.scores.values())
            marks[name][key] += len(form.scores)
            forms[name][key] += 1
        for question, mark in form.scores.items():
            sums["question"][question] += mark
            marks["question"][question] += 1
            forms["question"][question] += 1
    answers, came = rows.count(), took_part(events).count()
    return Figure(
        "CAP-26",
        sums["role"].total() if marks["role"].total() else None,
        (rows,),
        of=sum(marks["role"].values()),
        parts={name: dict(cells) for name, cells in sums.items()},
        of_parts={name: dict(cells) for name, cells in marks.items()},
        n_parts={name: dict(cells) for name, cells in forms.items()},
        beside={"answers": answers, "came": came, "response_rate": answers / came if came else None},
        unit="points",
        why="" if marks["role"].total() else "no_answers",
    )


def _instruction(code: str, scope: Scope) -> Figure:
    rows = instruction(scope)
    return Figure(code, rows.values("event").distinct().count(), (rows,), of_persons=False)


def _countries(code: str, rows: QuerySet[Participation]) -> Figure:
    return _different(code, rows, "institution__country", "institution")


def _of(kind: str) -> Callable[[Scope], QuerySet[Event]]:
    return lambda scope: held([kind], scope)


_trip, _meeting = _of(EventKind.STUDY_TRIP), _of(EventKind.BINATIONAL_MEETING)
_talk, _rights = EventKind.CONFERENCE, EventKind.KNOW_YOUR_RIGHTS


def _there(scope: Scope) -> QuerySet[Participation]:
    return took_part(held(WORKSHOPS, scope))


FIGURES: dict[str, Callable[[Scope], Figure]] = {
    "CAP-01": lambda scope: _events("CAP-01", held(WORKSHOPS, scope)),
    "CAP-02": lambda scope: _events("CAP-02", held([EventKind.INTENSIVE_COURSE], scope)),
    "CAP-03": lambda scope: _events("CAP-03", held([EventKind.ASYNC_COURSE], scope)),
    "CAP-04": lambda scope: _events("CAP-04", held([EventKind.WORKSHOP], scope)),
    "CAP-05": lambda scope: count_persons("CAP-05", _there(scope)),
    "CAP-06": lambda scope: attendances("CAP-06", _there(scope)),
    "CAP-07": lambda scope: _institutions("CAP-07", _there(scope)),
    "CAP-08": lambda scope: _regions("CAP-08", _there(scope)),
    "CAP-13": lambda scope: _events("CAP-13", coordination(scope)),
    "CAP-14": lambda scope: _events("CAP-14", _trip(scope)),
    "CAP-15": lambda scope: count_persons("CAP-15", took_part(_trip(scope))),
    "CAP-16": in_use,
    "CAP-25": lambda scope: _women("CAP-25", _there(scope)),
    "CAP-26": satisfaction,
    "EVT-01": lambda scope: _instruction("EVT-01", scope),
    "INT-04": lambda scope: _events("INT-04", _meeting(scope)),
    "INT-05": lambda scope: count_persons("INT-05", took_part(_meeting(scope))),
    "INT-06": lambda scope: _countries("INT-06", took_part(_meeting(scope))),
    "OUT-05": lambda scope: gatherings("OUT-05", _talk, scope),
    "OUT-06": lambda scope: _with_public("OUT-06", held([_talk], scope)),
    "OUT-07": lambda scope: gatherings("OUT-07", _rights, scope),
    "OUT-08": lambda scope: _with_public("OUT-08", held([_rights], scope)),
}


def figure(code: str, scope: Scope | None = None) -> Figure:
    """One of FIGURES over a scope; KeyError for a code that is none."""
    return FIGURES[code](scope or Scope())
