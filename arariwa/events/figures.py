"""The programme's counts of events, each with the rows it counts (codes of the results framework).

What counts: real events (never an exercise's) that were held and whose list is closed, by their last day. The six
courses are inside the workshops. Persons and attendances are two figures: someone in three workshops is one person
and three attendances. Every breakdown has "not recorded", so that its parts add up to the whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from arariwa.events import queries, same_person
from arariwa.events.choices import COUNTED_INSTRUCTION, NO_REGION, WORKSHOPS, EventKind
from arariwa.events.domain.promises import Shown, used_within_a_year
from arariwa.events.models import Event, Evidence, Headcount, Participation, Promise, Trainer

NOT_RECORDED = "NOT_RECORDED"
# In what is published, a cell of fewer persons than this is hidden.
FEWEST = 5
# Officials of so many institutions make an event one of coordination, when it ended in agreements.
TOGETHER = 3


@dataclass(frozen=True)
class Span:
    """From a day until a day, exclusive; None: without end."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def year(cls, year: int) -> "Span":
        """One calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))


@dataclass(frozen=True)
class Figure:
    """A count with its ancestors. `of` is the denominator of a share; `parts` the breakdowns, each adding up to the whole."""

    code: str
    value: int
    rows: tuple[QuerySet[Any], ...]
    of: int | None = None
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def for_public(self) -> dict[str, dict[str, int | None]]:
        """The breakdowns as they may be published: a small cell is hidden, and one more where the rest would tell it."""
        return {name: _hidden(cells) for name, cells in self.parts.items()}


def _hidden(cells: Mapping[str, int]) -> dict[str, int | None]:
    small = {key for key, n in cells.items() if 0 < n < FEWEST}
    others = sorted((key for key, n in cells.items() if n >= FEWEST), key=lambda key: (cells[key], key))
    if len(small) == 1 and others:
        small.add(others[0])
    return {key: None if key in small else n for key, n in cells.items()}


# What was held


def held(kinds: Iterable[str], span: Span) -> QuerySet[Event]:
    """Real events of these kinds, closed, whose last day lies in the span."""
    rows = Event.objects.filter(
        kind__in=list(kinds), closed_at__isnull=False, cancelled_at=None, compartment__exercise=None
    )
    if span.since:
        rows = rows.filter(until_on__gte=span.since)
    return rows.filter(until_on__lt=span.until) if span.until else rows


def took_part(events: QuerySet[Event]) -> QuerySet[Participation]:
    """Registrations of these events whose person was there; each counts once, however many sessions."""
    return queries.took_part(Participation.objects.filter(event__in=events))


def _events(code: str, events: QuerySet[Event]) -> Figure:
    modality = Counter(events.values_list("modality", flat=True))
    region = Counter(code[:2] or NO_REGION for code in events.values_list("ubigeo", flat=True))
    track = Counter(code or NOT_RECORDED for code in events.values_list("track", flat=True))
    parts = {"modality": dict(modality), "region": dict(region), "topic": dict(track)}
    return Figure(code, events.count(), (events,), parts=parts)


# Who was there


@dataclass
class Someone:
    """A person as they were at the last of these events; what is recorded wins over what is not."""

    institution: str = NOT_RECORDED
    region: str = NO_REGION
    role: str = NOT_RECORDED
    sex: str = NOT_RECORDED
    country: str = NOT_RECORDED


def persons(rows: QuerySet[Participation]) -> dict[UUID, Someone]:
    """Each person once, also where people decided that two rows are one person."""
    one = _judged()
    found: dict[UUID, Someone] = {}
    for row in rows.select_related("institution").order_by("event__until_on", "id"):
        who = found.setdefault(one.get(row.person_id, row.person_id), Someone())
        for name, value, nothing in (
            ("institution", _institution(row), NOT_RECORDED),
            ("country", row.institution.country if row.institution else NOT_RECORDED, NOT_RECORDED),
            ("region", row.region, NO_REGION),
            ("role", row.role, NOT_RECORDED),
            ("sex", row.sex, NOT_RECORDED),
        ):
            if value != nothing:
                setattr(who, name, value)
    return found


def _institution(row: Participation) -> str:
    if row.institution_id:
        return str(row.institution_id)
    return "OTHER" if row.institution_text else NOT_RECORDED


def _judged() -> Mapping[UUID, UUID]:
    """{person: the one who stands for them} of duplicates people decided on."""
    return same_person.standing_for()


def _counted(people: Iterable[Someone], *names: str) -> dict[str, dict[str, int]]:
    people = list(people)
    return {name: dict(Counter(getattr(one, name) for one in people)) for name in names}


def _persons(code: str, rows: QuerySet[Participation]) -> Figure:
    people = persons(rows)
    parts = _counted(people.values(), "institution", "region", "role", "sex", "country")
    return Figure(code, len(people), (rows,), parts=parts)


def attendances(code: str, rows: QuerySet[Participation]) -> Figure:
    """One for each person and event."""
    each = [
        Someone(_institution(row), row.region, row.role, row.sex)
        for row in rows.select_related("institution")
    ]
    parts = _counted(each, "institution", "region", "role", "sex")
    return Figure(code, len(each), (rows,), parts=parts)


def _institutions(code: str, rows: QuerySet[Participation]) -> Figure:
    """Institutions of the table; those written by hand cannot be told apart and are not counted."""
    known = rows.exclude(institution=None)
    return Figure(code, known.values("institution").distinct().count(), (known,))


def _regions(code: str, rows: QuerySet[Participation]) -> Figure:
    known = rows.exclude(region=NO_REGION)
    return Figure(code, known.values("region").distinct().count(), (known,), of=25)


def _women(code: str, rows: QuerySet[Participation]) -> Figure:
    """Women among the persons whose sex is recorded; `parts` says for how many it is not."""
    cells = _counted(persons(rows).values(), "sex")["sex"]
    recorded = sum(n for sex, n in cells.items() if sex != NOT_RECORDED)
    return Figure(code, cells.get("F", 0), (rows,), of=recorded, parts={"sex": cells})


def _with_public(code: str, events: QuerySet[Event]) -> Figure:
    """Persons by name and, of each event, the anonymous public of its fullest session."""
    rows = took_part(events)
    named, public = persons(rows), fullest(events)
    sex, role = Counter(one.sex for one in named.values()), Counter[str]()
    role[NOT_RECORDED] += len(named)
    age = Counter({NOT_RECORDED: len(named)})
    for row in public:
        sex[row.sex] += row.number
        role[row.community_role] += row.number
        age[row.age_band] += row.number
    parts = {"sex": dict(+sex), "community_role": dict(+role), "age_band": dict(+age)}
    total = len(named) + sum(public.values_list("number", flat=True))
    return Figure(code, total, (rows, public), parts=parts)


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


def coordination(span: Span) -> QuerySet[Event]:
    """Closed events of any kind with officials of three institutions that ended in agreements."""
    events = held(EventKind.values, span)
    there = took_part(events).exclude(institution=None).order_by()
    together = there.values("event").annotate(n=Count("institution", distinct=True)).filter(n__gte=TOGETHER)
    found = events.filter(pk__in=[row["event"] for row in together])
    agreed = Promise.objects.filter(event=OuterRef("pk"), dropped_at=None, institution__isnull=False)
    return found.filter(Exists(agreed))


def in_use(span: Span) -> Figure:
    """Commitments of study trips with evidence of use at home within twelve months, of all that stand."""
    rows = Promise.objects.filter(
        event__in=held([EventKind.STUDY_TRIP], span), participation__isnull=False, dropped_at=None
    )
    shown: dict[UUID, list[Shown]] = {}
    for one in Evidence.objects.filter(promise__in=rows, void=None):
        shown.setdefault(one.promise_id, []).append(Shown(one.on, one.fulfils))
    used = [
        row.pk
        for row in rows.select_related("event")
        if used_within_a_year(row.event.until_on, shown.get(row.pk, []))
    ]
    return Figure("CAP-16", len(used), (rows.filter(pk__in=used),), of=rows.count())


def instruction(span: Span, institution: str = COUNTED_INSTRUCTION) -> QuerySet[Trainer]:
    """Who of an institution taught at workshops that were held."""
    return Trainer.objects.filter(event__in=held(WORKSHOPS, span), institution=institution, removed_at=None)


def _instruction(code: str, span: Span) -> Figure:
    rows = instruction(span)
    return Figure(code, rows.values("event").distinct().count(), (rows,))


def _countries(code: str, rows: QuerySet[Participation]) -> Figure:
    known = rows.exclude(institution=None)
    return Figure(code, known.values("institution__country").distinct().count(), (known,))


def _of(kind: str) -> Callable[[Span], QuerySet[Event]]:
    return lambda span: held([kind], span)


_trip, _meeting = _of(EventKind.STUDY_TRIP), _of(EventKind.BINATIONAL_MEETING)
_talk, _rights = _of(EventKind.CONFERENCE), _of(EventKind.KNOW_YOUR_RIGHTS)


def _there(span: Span) -> QuerySet[Participation]:
    return took_part(held(WORKSHOPS, span))


FIGURES: dict[str, Callable[[Span], Figure]] = {
    "CAP-01": lambda span: _events("CAP-01", held(WORKSHOPS, span)),
    "CAP-02": lambda span: _events("CAP-02", held([EventKind.INTENSIVE_COURSE], span)),
    "CAP-03": lambda span: _events("CAP-03", held([EventKind.ASYNC_COURSE], span)),
    "CAP-04": lambda span: _events("CAP-04", held([EventKind.WORKSHOP], span)),
    "CAP-05": lambda span: _persons("CAP-05", _there(span)),
    "CAP-06": lambda span: attendances("CAP-06", _there(span)),
    "CAP-07": lambda span: _institutions("CAP-07", _there(span)),
    "CAP-08": lambda span: _regions("CAP-08", _there(span)),
    "CAP-13": lambda span: _events("CAP-13", coordination(span)),
    "CAP-14": lambda span: _events("CAP-14", _trip(span)),
    "CAP-15": lambda span: _persons("CAP-15", took_part(_trip(span))),
    "CAP-16": in_use,
    "CAP-25": lambda span: _women("CAP-25", _there(span)),
    "EVT-01": lambda span: _instruction("EVT-01", span),
    "INT-04": lambda span: _events("INT-04", _meeting(span)),
    "INT-05": lambda span: _persons("INT-05", took_part(_meeting(span))),
    "INT-06": lambda span: _countries("INT-06", took_part(_meeting(span))),
    "OUT-05": lambda span: _events("OUT-05", _talk(span)),
    "OUT-06": lambda span: _with_public("OUT-06", _talk(span)),
    "OUT-07": lambda span: _events("OUT-07", _rights(span)),
    "OUT-08": lambda span: _with_public("OUT-08", _rights(span)),
}


def figure(code: str, span: Span | None = None) -> Figure:
    """One of FIGURES over a span; KeyError for a code that is none."""
    return FIGURES[code](span or Span())
