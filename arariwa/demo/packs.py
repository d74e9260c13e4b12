"""The demonstration's packs: invented people of real institutions, and seizures as reported. Pure."""

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.demo import campaign_packs, programme_packs

NAME = "demo"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Shape):
    """A unit of an institution."""

    code: str = Field(min_length=2, max_length=12)
    institution: str
    name_es: str
    name_en: str
    ubigeo: str = ""


class Official(_Shape):
    """An invented person with one role."""

    email: str
    given_names: str
    surnames: str
    office: str
    role: str
    post: str


class People(_Shape):
    """Everyone of the demonstration, and the one password."""

    password: str
    offices: list[Office]
    people: list[Official]


class Thing(_Shape):
    """A thing as reported."""

    reported_as: str
    scientific_as_reported: str = ""
    condition: Literal["live", "dead", "part", "product", "unknown"] = "unknown"
    product: str = ""
    quantity: Decimal | None = Field(default=None, gt=0)
    unit: str = ""
    taking: Literal["taken", "left", "seen"] = "taken"
    on_permit: Literal["yes", "no", "unknown"] = "unknown"
    found_where: str = ""


class Fact(_Shape):
    """A fact the report states, for the law: a path of the situation, its value, the report's words for it."""

    path: str
    value: Any
    says: str


class Receiver(_Shape):
    """Who receives the things, and why."""

    by: str
    why: str


class Reader(_Shape):
    """An office the demonstration's prosecutor lets read the case, and why (`cases.readers.Reading`)."""

    office: str
    why: str


class Seizure(_Shape):
    """One seizure; what is left out was not reported."""

    slug: str
    title: str
    on: str
    country: str
    ubigeo: str = ""
    place: str
    point: str = "unknown"
    began: str = "unknown"
    led_by: str = ""
    persons_reported: int | None = None
    source: str
    # What else the report says, in one sentence; it leads the facts of the file.
    reported: str = ""
    recorded_by: str
    held_by: str = ""
    prosecutor: str
    receiver: Receiver | None = None
    # Offered and not answered: what waits when one signs in as the receiver.
    offered: Receiver | None = None
    readers: list[Reader] = []
    items: list[Thing] = Field(min_length=1)
    facts: list[Fact] = []


class Seizures(_Shape):
    """The file of seizures."""

    handover_note: str
    seizures: list[Seizure]


class Review(_Shape):
    """What an invented reviewer says of an entry of the law or of a taxon; a correction replaces words of its text."""

    by: str
    entry: str = ""
    taxon: str = ""
    verdict: Literal["signed", "corrected", "disputed"]
    reason: str = Field(pattern="^DEMO: ")
    replace: str = ""
    with_: str = Field("", alias="with")


class Reviews(_Shape):
    """The file of reviews."""

    reviews: list[Review]


def load_reviews(root: Path) -> list[Review]:
    """What the invented reviewers say; PackError with file, line and field."""
    return Pack.from_folder(root, NAME).yaml("reviews.yaml", Reviews).reviews


def load(root: Path) -> tuple[People, Seizures]:
    """People and seizures; PackError with file, line and field."""
    pack = Pack.from_folder(root, NAME)
    return pack.yaml("people.yaml", People), pack.yaml("seizures.yaml", Seizures)


def check(root: Path) -> list[Problem]:
    """Every seizure, review and event names what exists, every official an office that exists."""
    try:
        people, seizures = load(root)
        reviews = load_reviews(root)
    except PackError as error:
        return error.problems
    offices, emails = {o.code for o in people.offices}, {p.email for p in people.people}
    problems = [
        Problem(f"{NAME}/people.yaml", 0, p.email, "pack.unknown_reference", {"given": p.office})
        for p in people.people
        if p.office not in offices
    ]
    problems += programme_packs.check(root, emails)
    problems += campaign_packs.check(root, emails)
    problems += [
        Problem(f"{NAME}/reviews.yaml", 0, r.entry or r.taxon, "pack.unknown_reference", {"given": r.by})
        for r in reviews
        if r.by not in emails
    ]
    for seizure in seizures.seizures:
        named = [
            seizure.recorded_by,
            seizure.prosecutor,
            *(to.by for to in (seizure.receiver, seizure.offered) if to),
        ]
        problems += [
            Problem(f"{NAME}/seizures.yaml", 0, seizure.slug, "pack.unknown_reference", {"given": name})
            for name in named
            if name not in emails
        ]
        problems += [
            Problem(f"{NAME}/seizures.yaml", 0, seizure.slug, "pack.unknown_reference", {"given": r.office})
            for r in seizure.readers
            if r.office not in offices
        ]
    return problems
