"""Writes of core: people and their roles, packs, long work."""

import io
import zipfile
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from arariwa.core import access, journal
from arariwa.core import jobs as background
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import (
    CurrentPack,
    Institution,
    Job,
    Membership,
    Office,
    Person,
    Role,
    StoredPack,
    User,
)
from arariwa.core.packs import Pack

# Zip entries carry one fixed time, so that the same pack gives the same bytes.
FIXED = (1980, 1, 1, 0, 0, 0)
SETUP = ("system", Role.ADMINISTRATOR)


@action(roles=SETUP)
def store_pack(*, by: Actor | None, pack: Pack) -> StoredPack:
    """Keep the bytes of a checked pack by fingerprint and answer from it from now on; repeating it changes nothing."""
    fingerprint = pack.fingerprint()
    stored = StoredPack.objects.filter(pk=fingerprint).first()
    if stored is None:
        stored = StoredPack.objects.create(
            fingerprint=fingerprint, name=pack.name, content=zipped(pack), loaded_at=timezone.now()
        )
    current = CurrentPack.objects.filter(pk=pack.name).first()
    if current is None or current.pack_id != fingerprint:
        CurrentPack.objects.update_or_create(name=pack.name, defaults={"pack": stored})
        journal.write(by, "pack.loaded", stored, name=pack.name)
    return stored


def zipped(pack: Pack) -> bytes:
    """The files of a pack as one zip; the same pack gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(pack.files.items()):
            archive.writestr(zipfile.ZipInfo(path, FIXED), data, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


@action(roles=SETUP)
def load_institutions(*, by: Actor | None, institutions: list[dict[str, str]]) -> int:
    """Fill the table of institutions from the pack; tells how many rows are new or changed. None is removed."""
    changed = 0
    for row in institutions:
        values = {key: row[key] for key in ("kind", "country", "name_es", "name_en")}
        standing = Institution.objects.filter(pk=row["code"]).first()
        if standing is None or any(getattr(standing, key) != value for key, value in values.items()):
            standing, _ = Institution.objects.update_or_create(code=row["code"], defaults=values)
            journal.write(by, "institution.loaded", standing)
            changed += 1
    return changed


@action(roles=SETUP)
def open_office(
    *, by: Actor | None, institution: str, code: str, name_es: str, name_en: str = "", ubigeo: str = ""
) -> Office:
    """A unit of an institution; the same code again is the same office."""
    if standing := Office.objects.filter(code=code).first():
        if standing.institution_id != institution:
            raise Refused("office.code_taken", "code", office=code)
        return standing
    if not Institution.objects.filter(pk=institution).exists():
        raise Refused("office.no_institution", "institution", institution=institution)
    office = Office.objects.create(
        institution_id=institution, code=code, name_es=name_es, name_en=name_en, ubigeo=ubigeo
    )
    journal.write(by, "office.opened", office, institution=institution)
    return office


@action(roles=SETUP)
def appoint(
    *,
    by: Actor | None,
    person: Person,
    office: Office,
    role: str,
    from_on: date,
    until_on: date | None = None,
    post: str = "",
    exercise: UUID | None = None,
) -> Membership:
    """Give a person a role in an office from a day on."""
    if role not in Role.values:
        raise Refused("membership.role", "role", role=role)
    if until_on and until_on <= from_on:
        raise Refused("membership.dates", "until_on")
    membership = Membership.objects.create(
        person=person,
        office=office,
        role=role,
        from_on=from_on,
        until_on=until_on,
        post=post,
        exercise=exercise,
    )
    journal.write(by, "membership.began", membership, role=role, office=office.code)
    return membership


@action(roles=SETUP)
def register_person(
    *, by: Actor | None, given_names: str, surnames: str, email: str = "", notice: str = "", **fields: str
) -> Person:
    """A person the programme knows: an official, participant or contact. `notice` is the privacy notice shown."""
    person = Person.objects.create(
        given_names=given_names,
        surnames=surnames,
        email=email,
        notice=notice,
        notice_at=timezone.now() if notice else None,
        **fields,
    )
    journal.write(by, "person.registered", person)
    return person


@action(roles=SETUP)
def make_sign_in(*, by: Actor | None, person: Person, email: str, password: str, staff: bool = False) -> User:
    """A sign-in for a person; the password is checked against the rules outside the demonstration."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if not settings.DEMO:
        try:
            validate_password(password)
        except ValidationError as error:
            raise Refused("password.weak", "password", why=" ".join(error.messages)) from error
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("email.taken", "email", email=email)
    user = User.objects.create_user(email, password, person=person, is_staff=staff)
    journal.write(by, "sign_in.made", user, person=person.pk)
    return user


@action(roles=SETUP)
def save_reference(*, by: Actor | None, record: Model, user: User, fields: list[str]) -> None:
    """Save a row of core's reference tables edited under `/administracion/`; the line names the sign-in that did it."""
    record.save()
    journal.write(by, "reference.saved", record, user=user.pk, fields=sorted(fields))


@action(roles=ANY_ROLE)
def cancel_job(*, by: Actor, job_id: UUID) -> Job:
    """Call off long work one asked for; that of others needs the right to manage."""
    job = access.get(Job, by, pk=job_id)
    if job.by_id != by.membership.pk:
        access.require(by, access.MANAGE, job)
    background.cancel(by, job)
    return job
