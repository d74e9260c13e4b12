"""Invented officials, drawn with a seed: the same seed gives the same people, names and days. Pure.

Nobody can bear their names: the second surname is a word of the forest. Their identity numbers are of a series that was
never issued, their mailboxes end in `.example`.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from arariwa.core.domain.places import folded
from arariwa.demo.programme_packs import Gathering, Names, Programme, Theme

HEADS = (
    "nombres", "apellidos", "tipo de documento", "documento", "correo", "institucion", "oficina", "funcion", "region",
    "sexo",
)  # fmt: skip
REGIONS = tuple(f"{n:02}" for n in range(1, 26))
NO_REGION = "99"
MOST = 3  # events one official comes to


@dataclass(frozen=True)
class Official:
    """One line of a list of participants."""

    given_names: str
    surnames: str
    document_kind: str
    document_number: str
    email: str
    institution: str
    role: str
    region: str
    sex: str

    @property
    def line(self) -> tuple[str, ...]:
        """As a list writes it, in the order of HEADS."""
        return (
            self.given_names, self.surnames, self.document_kind, self.document_number, self.email, self.institution, "",
            self.role, self.region, self.sex,
        )  # fmt: skip


@dataclass(frozen=True)
class Came:
    """Who was at an event, and who had been expected."""

    people: tuple[Official, ...]
    absent: tuple[Official, ...]


def as_list(people: Iterable[Official]) -> bytes:
    """A list of participants as offices send it."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *(one.line for one in people)])
    return out.getvalue().encode()


def drawn(programme: Programme, today: date) -> dict[str, Came]:
    """Who came to each event, by its slug, and who is expected at those of `today` and later."""
    crowd = Crowd(programme)
    ahead = [one.on_from(today) for one in programme.now.events]
    return {event.slug: crowd.of(event) for event in (*programme.events, *ahead)}


class Crowd:
    """Draws the officials of one event after another, in the order of the file."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.random = Random(programme.seed)  # noqa: S311 - names, not secrets
        self.names: set[str] = set()
        self.known: list[Official] = []
        self.times: dict[str, int] = {}

    def of(self, event: Gathering) -> Came:
        """Who came, those who had come before last."""
        theme = self.programme.themes[event.theme]
        abroad = [self._new(theme, event, country) for country, n in event.abroad.items() for _ in range(n)]
        fresh = [self._new(theme, event) for _ in range(event.people - event.back - len(abroad))]
        absent = [self._new(theme, event) for _ in range(event.absent)]
        back = self._again(theme, event.back)
        for one in (*fresh, *back):
            self.times[_key(one)] = 1 + self.times.get(_key(one), 0)
        back = [self._twin(one) if n < event.twins else one for n, one in enumerate(back)]
        self.known += fresh
        return Came((*fresh, *abroad, *back), tuple(absent))

    def _again(self, theme: Theme, n: int) -> list[Official]:
        """Officials who came before and do what this event is for."""
        fit = [one for one in self.known if one.role in theme.roles and self.times[_key(one)] < MOST]
        return self.random.sample(fit, n)

    def _new(self, theme: Theme, event: Gathering, country: str = "PE") -> Official:
        role = self._draw(theme.roles)
        staff = self.programme.staff if country == "PE" else self.programme.abroad[country]
        sex = self.random.choices(("F", "M"), (45, 55))[0]
        given, surnames = self._name(self.programme.names, sex)
        n = len(self.names)
        institution = self._draw(staff[role])
        email, number, kind = self._mailbox(given, surnames, institution, n), "", ""
        # Lists are never whole: a seventh without number, a fourth without mailbox, never both.
        if country != "PE":
            kind, number = "foreign", f"DEMO{country}{n:05}"
        elif self.random.random() > 0.15:
            kind, number = "dni", str(self.programme.document_series + n)
            email = "" if self.random.random() < 0.25 else email
        return Official(
            given,
            surnames,
            kind,
            number,
            email,
            institution,
            role if self.random.random() > 0.02 else "NOT_RECORDED",
            self._region(event) if country == "PE" else NO_REGION,
            sex if self.random.random() > 0.06 else "",
        )

    def _name(self, names: Names, sex: str) -> tuple[str, str]:
        """A name nobody of the demonstration has yet."""
        while True:
            given = self.random.choice(names.women if sex == "F" else names.men)
            surnames = f"{self.random.choice(names.surnames)} {self.random.choice(names.forest)}"
            if (name := f"{given} {surnames}") not in self.names:
                self.names.add(name)
                return given, surnames

    def _mailbox(self, given: str, surnames: str, institution: str, n: int) -> str:
        words = folded(f"{given.split()[0]} {surnames.split()[-1]}").split()
        house = "".join(c for c in folded(institution).split()[0] if c.isalnum())
        return f"{'.'.join(words)}{n}@{house}.example"

    def _region(self, event: Gathering) -> str:
        at = self.random.random()
        if at < 0.03:
            return NO_REGION
        return event.ubigeo[:2] if event.ubigeo and at < 0.62 else self.random.choice(REGIONS)

    def _draw(self, weights: Mapping[str, int]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _twin(self, one: Official) -> Official:
        """The same official as another office wrote them down: no number, another mailbox, one surname."""
        return replace(
            one,
            document_kind="",
            document_number="",
            email=f"{folded(one.given_names).split()[0]}{len(self.names)}@correo.example",
            surnames=one.surnames.rsplit(maxsplit=1)[0],
        )


def _key(one: Official) -> str:
    return one.email or one.document_number
