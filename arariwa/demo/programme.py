"""The programme of the demonstration, event by event, through the same actions the pages use.

Each act is done as of its own day. An event whose list is closed is left alone, so that a second run is quick.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as hour
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from arariwa.core import reference
from arariwa.core.actor import Actor, actor_for
from arariwa.core.models import Membership
from arariwa.demo import around, learning, officials, polls
from arariwa.demo.officials import Came
from arariwa.demo.programme_packs import Gathering, Programme, Teacher, Theme
from arariwa.demo.world import make_id
from arariwa.events import actions, attending, figures, importing, registering
from arariwa.events.attending import Mark
from arariwa.events.choices import Audience, CheckIn, Modality
from arariwa.events.figure_words import read as read_figure
from arariwa.events.models import Event, Series, Session
from arariwa.outreach.figures import FIGURES as OUTREACH
from arariwa.training import actions_courses, courses

# A month and a half before it begins an event is made, a month before it is announced, a week after it is closed.
MADE, ANNOUNCED, CLOSED = timedelta(days=45), timedelta(days=30), timedelta(days=7)
ASYNC = "async_course"
# The first working day of the programme.
BEGAN = date(2020, 2, 3)


@dataclass(frozen=True)
class Step:
    """What became of one series of events."""

    title: str
    events: int
    made: int
    seconds: float


def run(programme: Programme, members: dict[str, Membership]) -> Iterator[Step]:
    """The whole programme, one step for each series of events."""
    came = officials.drawn(programme, timezone.localdate())
    closed = set(Event.objects.filter(closed_at__isnull=False).values_list("pk", flat=True))
    for series in programme.series:
        began = time.perf_counter()
        rows = [event for event in programme.events if event.series == series.slug]
        fresh = [event for event in rows if _id(event) not in closed]
        for event in fresh:
            # Whole or not at all: a demonstration stopped in the middle goes on with the event it was at.
            with transaction.atomic():
                Held(programme, event, members).hold(came[event.slug])
        yield Step(series.es, len(rows), len(fresh), time.perf_counter() - began)


def _id(event: Gathering) -> Any:
    return make_id("event", event.slug)


class Held:
    """One event and how it went."""

    def __init__(self, programme: Programme, event: Gathering, members: dict[str, Membership]) -> None:
        self.programme, self.event, self.members = programme, event, members
        self.theme: Theme = programme.themes[event.theme]
        self.id = _id(event)
        self.random = Random(f"{programme.seed} {event.slug}")  # noqa: S311 - counts, not secrets

    def hold(self, came: Came) -> None:
        """From the first plan to the closed list."""
        self.plan()
        if came.people:
            self._take_part(came)
        if self.event.public:
            self._count()
        around.add(self)
        polls.add(self)
        polls.note(self)
        after = self.by(self.event.until + CLOSED)
        actions.close(by=after, id=self.id)
        polls.visit(self)

    def by(self, day: date, at: int = 9, email: str = "") -> Actor:
        """The coordinator, or someone else, on a day of the programme."""
        return actor_for(self.members[email or self.programme.by], now=moment(day, at))

    def make_id(self, *parts: object) -> Any:
        """An id of this event's."""
        return make_id("event", self.event.slug, *parts)

    @property
    def town(self) -> str:
        """Where it is held, in a word; nothing for what is held nowhere."""
        place = reference.places().get(self.event.ubigeo)
        return (place.capital or place.name) if place else self.event.place

    @property
    def session_days(self) -> list[int]:
        """The days attendance is taken on: each of an intensive course, else the first and the last."""
        if self.theme.kind == ASYNC:
            return []
        days = range(self.event.days)
        return list(days) if self.theme.kind == "intensive_course" else sorted({0, days[-1]})

    # Before

    def plan(self) -> None:
        """The event with its course, sessions and trainers, announced."""
        event, theme = self.event, self.theme
        by = self.by(event.on - MADE)
        actions.create_event(by=by, id=self.id, values=self._values())
        if theme.course and courses.current_course(theme.course):
            actions_courses.open_cohort(
                by=by,
                id=self.make_id("cohort"),
                event_id=self.id,
                course=theme.course,
                opens_on=event.on,
                closes_on=event.until,
            )
        for n in self.session_days:
            self._session(by, n)
        for slug in event.trainers:
            values = self._teacher(self.programme.trainers[slug])
            actions.save_trainer(by=by, event_id=self.id, id=self.make_id("trainer", slug), values=values)
        actions.announce(by=self.by(event.on - ANNOUNCED), id=self.id)

    def _values(self) -> dict[str, Any]:
        event, theme = self.event, self.theme
        at = f" ({self.town})" if self.town else ""
        return {
            "kind": theme.kind,
            "title_es": theme.es[: 200 - len(at)] + at,
            "title_en": theme.en[: 200 - len(at)] + at,
            "track": theme.code,
            "modality": Modality.VIRTUAL_ASYNCHRONOUS if theme.kind == ASYNC else Modality.IN_PERSON,
            "languages": event.languages,
            "country": event.country,
            "ubigeo": event.ubigeo,
            "place_text": event.place,
            "series": self._series(),
            "from_on": event.on,
            "until_on": event.until,
            "registration_until_on": event.until if theme.kind == ASYNC else event.on,
            "capacity": event.capacity,
            "needs_approval": event.needs_approval,
            "audience": Audience.OPEN,
        }

    def _series(self) -> Series | None:
        found = [one for one in self.programme.series if one.slug == self.event.series]
        for one in found:
            return actions.create_series(
                by=self.by(BEGAN), id=make_id("series", one.slug), name_es=one.es, name_en=one.en
            )
        return None

    def _session(self, by: Actor, n: int) -> Session:
        day = self.event.on + timedelta(days=n)
        values = {
            "title": f"Día {n + 1}" if self.event.days > 1 else "Jornada",
            "starts_at": moment(day, 8),
            "ends_at": moment(day, 17),
            "place_text": self.event.place,
        }
        return actions.save_session(by=by, event_id=self.id, id=self.make_id("session", n), values=values)

    def _teacher(self, one: Teacher) -> dict[str, Any]:
        person = self.members[one.person] if one.person else None
        return {
            "name": one.name,
            "person": person.person if person else None,
            "institution_id": person.office.institution_id if person else one.institution,
            "country": one.country,
            "role": one.role,
        }

    # On the day

    def _take_part(self, came: Came) -> None:
        """The signed list of the first day; the other days are ticked, with a few who left early."""
        first = self.make_id("session", 0) if self.session_days else None
        by = self.by(self.event.on, 18)
        here = importing.import_list(
            by=by, event_id=self.id, data=officials.as_list(came.people), session_id=first
        )
        rows = [row.pk for row in here.registered]
        if came.absent:
            importing.import_list(by=by, event_id=self.id, data=officials.as_list(came.absent))
        if self.theme.kind == ASYNC:
            learnt = learning.learn(self, here.registered)
            learnt |= learning.read_offline(self, [row for row in here.registered if row.pk not in learnt])
            for row in [row for row in rows if row not in learnt]:
                registering.record_progress(by=self.by(self.event.until, 18), event_id=self.id, id=row)
        for n in self.session_days[1:]:
            day = self.event.on + timedelta(days=n)
            marks = [
                Mark(self.make_id("mark", n, row), CheckIn.LIST, moment(day, 8), participation=row)
                for row in rows
                if self.random.random() > 0.04
            ]
            attending.check_in(
                by=self.by(day, 18), event_id=self.id, session_id=self.make_id("session", n), marks=marks
            )

    def _count(self) -> None:
        public = self.programme.public[self.theme.kind]
        cells: dict[tuple[str, str, str], int] = {}
        for _ in range(self.event.public):
            cell = (
                self._draw(public.sex), self._draw(public.age_band), self._draw(public.community_role)
            )  # fmt: skip
            cells[cell] = cells.get(cell, 0) + 1
        attending.count_public(
            by=self.by(self.event.on, 18),
            event_id=self.id,
            session_id=self.make_id("session", 0),
            cells=[(*cell, n) for cell, n in sorted(cells.items())],
        )

    def _draw(self, weights: dict[str, int]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]


def moment(day: date, at: int = 9) -> datetime:
    """An hour of a day in Peru."""
    return datetime.combine(day, hour(at), tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Counted:
    """A figure of the results framework: what the records count and what the programme published."""

    code: str
    name: str
    value: figures.Number | None
    reported: str
    unit: str = "count"

    @property
    def shown(self) -> str:
        """As figures are written."""
        return read_figure(self.value, self.unit)


FIGURES = {**figures.FIGURES, **OUTREACH}
# What the programme published; CAP are of 2022. Empty: it gave no number.
REPORTED = {
    "CAP-01": ("Talleres de 2022", "30"),
    "CAP-02": ("de ellos, cursos intensivos", "2"),
    "CAP-03": ("de ellos, cursos asincrónicos", "4"),
    "CAP-05": ("Funcionarios en talleres, cada uno una vez", "más de 1,700"),
    "CAP-06": ("Asistencias, una por persona y taller", ""),
    "CAP-14": ("Viajes de estudio", "1"),
    "CAP-15": ("Funcionarios en el viaje de estudio", "7"),
    "INT-04": ("Conferencias binacionales", "1"),
    "INT-05": ("Funcionarios en la conferencia binacional", "18"),
    "OUT-05": ("Conferencias para jueces de paz y rondas", "6"),
    "OUT-06": ("Asistentes a las conferencias", "cientos"),
    "OUT-09": ("Asistentes que recibieron algo, de todos", "cada uno"),
    "OUT-12": ("Cambio de respuestas correctas en el sondeo", ""),
}


def counted() -> list[Counted]:
    """The figures the programme published, as its records count them."""
    scopes = {"CAP": figures.Scope.year(2022)}
    found = {code: FIGURES[code](scopes.get(code[:3], figures.Scope())) for code in REPORTED}
    return [
        Counted(code, name, found[code].result, reported, found[code].unit)
        for code, (name, reported) in REPORTED.items()
    ]
