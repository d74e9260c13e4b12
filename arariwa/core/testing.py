"""Small worlds for tests, built by functions: the same people everywhere, and records of theirs.

Alba holds the record; Beto works in her office; Carla is of another institution; Pilar is the prosecutor; Dina is a
citizen without sign-in (a plain `Client()`). Every record is made by the actions people use, so a test's world
is one that can exist. The one module that reaches up: it is for tests, nothing else imports it.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from arariwa.core import actions, journal
from arariwa.core.actor import Actor, actor_for
from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Institution, Membership, Office, Person, User

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "una-clave-larga-de-prueba"
# Bodies of the State as the pack of institutions names them; only those the small world needs.
INSTITUTIONS = (
    {
        "code": "PNP-DIRMEAMB",
        "kind": "police",
        "country": "PE",
        "name_es": "Policía Nacional, medio ambiente",
        "name_en": "",
    },
    {
        "code": "ATFFS",
        "kind": "authority",
        "country": "PE",
        "name_es": "SERFOR, administración técnica",
        "name_en": "",
    },
    {"code": "FEMA", "kind": "prosecution", "country": "PE", "name_es": "Fiscalía ambiental", "name_en": ""},
    {
        "code": "IML",
        "kind": "laboratory",
        "country": "PE",
        "name_es": "Instituto de medicina legal",
        "name_en": "",
    },
    {
        "code": "PJ-JIP",
        "kind": "judiciary",
        "country": "PE",
        "name_es": "Juzgado de investigación preparatoria",
        "name_en": "",
    },
    {
        "code": "MINAM",
        "kind": "authority",
        "country": "PE",
        "name_es": "Ministerio del Ambiente",
        "name_en": "",
    },
)


@dataclass(frozen=True)
class Someone:
    """A person with a sign-in and, unless told otherwise, one membership."""

    person: Person
    user: User
    membership: Membership | None

    @property
    def actor(self) -> Actor:
        """This person acting now; each reading is a new moment."""
        assert self.membership, f"{self.person} has no membership"
        return actor_for(self.membership)

    @property
    def office(self) -> Office:
        assert self.membership, f"{self.person} has no membership"
        return self.membership.office


@dataclass(frozen=True)
class People:
    """The same people in every test; see the head of this module. `others` are made when first asked for."""

    alba: Someone  # police officer, holds the record
    beto: Someone  # police officer in Alba's office
    carla: Someone  # wildlife technician of SERFOR: another institution
    pilar: Someone  # prosecutor of FEMA
    noe: Someone  # signs in, belongs nowhere
    ada: Someone  # administrator: edits reference tables, sees no case

    def __iter__(self) -> Iterator[Someone]:
        return iter((self.alba, self.beto, self.carla, self.pilar, self.noe, self.ada))


def people() -> People:
    """Alba, Beto, Carla, Pilar, Noé and Ada with their offices; asking again gives the same rows."""
    police = office("PNP-LO", "PNP-DIRMEAMB", "Policía de Medio Ambiente de Loreto")
    return People(
        alba=someone("Alba", police, "police"),
        beto=someone("Beto", police, "police"),
        carla=someone("Carla", office("ATFFS-LO", "ATFFS", "ATFFS Loreto"), "wildlife"),
        pilar=someone("Pilar", office("FEMA-LO", "FEMA", "FEMA Loreto"), "prosecutor"),
        noe=someone("Noé", None),
        ada=someone("Ada", office("MINAM-TI", "MINAM", "Unidad de informática"), "administrator", staff=True),
    )


def office(code: str, institution: str, name: str = "") -> Office:
    """An office of an institution of the small world; the same code again is the same office."""
    if not Institution.objects.filter(pk=institution).exists():
        rows = [dict(row) for row in INSTITUTIONS if row["code"] == institution]
        actions.load_institutions(by=None, institutions=rows)
    return actions.open_office(
        by=None, institution=institution, code=code, name_es=name or code, ubigeo="160101"
    )


def someone(
    name: str,
    office: Office | None,
    role: str = "police",
    *,
    staff: bool = False,
    exercise: UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Someone:
    """A person with a sign-in (`PASSWORD`), appointed to an office; the same name again is the same person."""
    email = f"{name.lower().replace('é', 'e')}@prueba.example"
    user = User.objects.filter(email=email).select_related("person").first()
    if user is None:
        person = actions.register_person(by=None, given_names=name, surnames="Prueba", email=email)
        user = actions.make_sign_in(by=None, person=person, email=email, password=PASSWORD, staff=staff)
    assert user.person
    membership = None
    if office:
        membership = Membership.objects.filter(
            person=user.person, office=office, role=role, exercise=exercise
        ).first()
        membership = membership or actions.appoint(
            by=None,
            person=user.person,
            office=office,
            role=role,
            from_on=from_on or date(2020, 1, 1),
            until_on=until_on,
            exercise=exercise,
            post="Suboficial" if role == "police" else "",
        )
    return Someone(user.person, user, membership)


def actor(who: "Someone | Membership | Actor", now: datetime | None = None) -> Actor:
    """Whoever it is, as the actor of an action; at `now` when given."""
    if isinstance(who, Actor):
        return who
    membership = who.membership if isinstance(who, Someone) else who
    assert membership, "without a membership nobody acts"
    return actor_for(membership, now)


def sign_in(who: Someone, client: Client | None = None) -> Client:
    """A client of that person, signed in without asking for the password; of an exercise, having entered it."""
    from arariwa.core.middleware import SESSION_KEY

    client = client or Client()
    client.force_login(who.user)
    if who.membership and who.membership.exercise:
        session = client.session
        session[SESSION_KEY] = str(who.membership.pk)
        session.save()
    return client


def a_photo(
    name: str = "foto.jpg", colour: str = "darkgreen", size: tuple[int, int] = (64, 48)
) -> SimpleUploadedFile:
    """A real, small JPEG or PNG (by the ending of `name`) as a form would send it."""
    from PIL import Image

    out, kind = io.BytesIO(), "PNG" if name.lower().endswith(".png") else "JPEG"
    Image.new("RGB", size, colour).save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), content_type=f"image/{kind.lower()}")


def about_intervention(**changes: Any) -> dict[str, Any]:
    """Values of an intervention of yesterday at a market in Iquitos, as the first step of the form gives them."""
    day = timezone.localdate() - timedelta(days=1)
    return {
        "title": "Incautación en el mercado",
        "began": "flagrancy",
        "point": "retail",
        "facts_from": day,
        "facts_until": day + timedelta(days=1),
        "country": "PE",
        "ubigeo": "160101",
        "place_text": "Mercado, puesto 12",
        **changes,
    }


def about_item(**changes: Any) -> dict[str, Any]:
    """Values of one thing taken: twelve live charapas under a seal."""
    return {
        "kind": "specimen",
        "taking": "taken",
        "reported_as": "charapas",
        "taxa": ["Podocnemis expansa"],
        "identified_by": "proposed",
        "condition": "live",
        "quantity": Decimal(12),
        "unit": "unit",
        "seal": "PNP-0001",
        "found_where": "en un saco",
        **changes,
    }


def an_intervention(
    by: Any = None, items: Iterable[Mapping[str, Any]] | None = None, registered: bool = True, **changes: Any
) -> Any:
    """An intervention of `by` (Alba) with items (one of `about_item()`), registered unless told otherwise.

    Each of `items` is what differs from `about_item()`; `changes` what differs from `about_intervention()`.
    """
    from arariwa.evidence import actions as evidence

    who = actor(by or people().alba)
    made = evidence.draft_intervention(by=who, id=uuid7(), values=about_intervention(**changes))
    for item in [{}] if items is None else items:
        evidence.save_item(by=who, intervention_id=made.pk, id=uuid7(), values=about_item(**item))
    return evidence.register_intervention(by=who, id=made.pk) if registered else made


def an_item(by: Any = None, **changes: Any) -> Any:
    """The one item of a registered intervention of `by` (Alba)."""
    return an_intervention(by, items=[changes]).items.get()


def a_handover(
    by: Any = None, to: Office | None = None, items: Iterable[Any] | None = None, **changes: Any
) -> Any:
    """Items (a new one) offered by `by` (Alba) to another office (Carla's), with the seals as recorded."""
    from arariwa.evidence import custody_actions as custody

    everyone = people()
    who = actor(by or everyone.alba)
    rows = [an_item(who)] if items is None else list(items)
    seals = {item.pk: item.links.order_by("-seq").first().seal for item in rows}
    given = {"id": uuid7(), "why": "custody", **changes}
    return custody.offer(by=who, to=to or everyone.carla.office, items=seals, **given)


def accepted(handover: Any, by: Any = None) -> Any:
    """The hand-over accepted by `by` (Carla), every seal found as it was given."""
    from arariwa.evidence import custody_actions as custody

    found = {
        line.item_id: custody.SealFound(line.seal_given, "whole" if line.seal_given else "none")
        for line in handover.lines.all()
    }
    return custody.accept(by=actor(by or people().carla), id=handover.pk, seals=found)


def a_case(by: Any = None, interventions: Iterable[Any] | None = None, **changes: Any) -> Any:
    """A case of `by` (Pilar) on interventions (one of Alba's of which the prosecutor was told)."""
    from arariwa.cases import actions as cases

    lead = by or people().pilar
    rows = (
        [
            an_intervention(
                prosecutor_told="telephone", prosecutor_office=lead.office, prosecutor_name="Pilar Prueba"
            )
        ]
        if interventions is None
        else list(interventions)
    )
    given = {"id": uuid7(), "title": "Charapas del mercado", **changes}
    # After the intervention: what was granted a moment ago must be in the past.
    return cases.open_case(by=actor(lead), interventions=[row.pk for row in rows], **given)


@contextmanager
def in_action() -> Iterator[None]:
    """For tests of what is called from inside an action only: the journal is open, and written at the end."""
    with transaction.atomic():
        token = journal._open.set([])
        try:
            yield
            journal.append(journal._open.get() or [])
        finally:
            journal._open.reset(token)


def flush_past_triggers() -> None:
    """Let the flush after a test with real transactions empty append-only tables too. Called once by conftest.py."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import TransactionTestCase

    from arariwa.core import appendonly

    plain = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    if getattr(plain, "past_triggers", False):
        return

    def teardown(self: TransactionTestCase) -> None:
        cache.clear()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # A connection some thread of the test left open would block the flush for ever.
                cursor.execute("SET lock_timeout = '20s'")
        with appendonly.lifted():
            plain(self)

    teardown.past_triggers = True  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]


def run_python(code: str, *, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, as a running copy with that home: neither test nor demonstration."""
    return run_command(sys.executable, "-c", code, home=home, **environment)


def run_command(*words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command (`arariwa`, `manage.py` or any program) with that home; names of `environment` without `ARARIWA_`."""
    return subprocess.run(
        words,
        env=clean_environment(home, **environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def clean_environment(home: Path, **environment: str) -> dict[str, str]:
    """The environment without what this test run says of itself."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ARARIWA_", "PYTEST_", "COVERAGE_"))}
    given = {f"ARARIWA_{name}": value for name, value in environment.items()}
    return {**kept, "DJANGO_SETTINGS_MODULE": "arariwa.settings", "ARARIWA_HOME": str(home), **given}
