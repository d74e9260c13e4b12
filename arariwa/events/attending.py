"""Attendance: taken on a list, by the code of a badge, from who came without registration; also offline, sent later once."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from arariwa.core import access, contents, files, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events import persons, queries, registering
from arariwa.events.choices import CheckIn, Joined
from arariwa.events.models import (
    Attendance,
    AttendanceVoid,
    Event,
    Headcount,
    Participation,
    Session,
)
from arariwa.events.opened import opened

SIGNATURE_LIMIT = 200_000
SHORT = 6
SIGNATURE_HEAD = "data:image/png;base64,"
# A device's clock is believed from the day before the session until a little after now.
EARLY, LATE = timedelta(days=1), timedelta(minutes=10)


@dataclass(frozen=True)
class Mark:
    """One person ticked at a session, as the device that did it tells: `id` is made there, once."""

    id: UUID
    how: str
    at: datetime | None = None
    participation: UUID | None = None
    walk_in: Mapping[str, Any] = field(default_factory=dict)
    signature: str = ""


@dataclass(frozen=True)
class Told:
    """What became of a mark: recorded, already (someone did before), or refused with its reason."""

    mark: UUID
    result: str
    attendance: Attendance | None = None
    refused: Refused | None = None


@action(roles=ANY_ROLE)
def check_in(*, by: Actor, event_id: UUID, session_id: UUID, marks: list[Mark]) -> list[Told]:
    """Record who was at a session. Each mark stands for itself: one that is refused does not undo the others.

    The same mark again is recorded once; another mark for a person already there is told as such, with who did it.
    """
    event = opened(by, event_id)
    session = access.get(event.sessions.filter(voided_at=None), by, pk=session_id)
    told = []
    for mark in marks:
        try:
            told.append(record(by=by, event=event, session=session, mark=mark))
        except Refused as refused:
            told.append(Told(mark.id, "refused", refused=refused))
    return told


@action(roles=ANY_ROLE)
def record(*, by: Actor, event: Event, session: Session, mark: Mark) -> Told:
    """One mark, in a savepoint of its own. Called from inside an action that holds the event."""
    versions.one_at_a_time(mark.id)
    if standing := Attendance.objects.filter(pk=mark.id).first():
        if standing.session_id != session.pk:
            raise Refused("id.malformed")
        if not _says(mark, standing):
            raise Refused("id.conflict")
        return Told(mark.id, "recorded", standing)
    if by.now < session.starts_at - EARLY:
        raise Refused("attendance.too_early")
    if mark.how not in CheckIn.values:
        raise Refused("attendance.how", "how")
    row = _participation(by, event, mark)
    before = row.attendances.filter(session=session).select_related("recorded_by__person")
    last = before.order_by("-nth").first()
    if last and not AttendanceVoid.objects.filter(attendance=last).exists():
        return Told(mark.id, "already", last)
    registering.let_in(by, row)
    made = Attendance.objects.create(
        id=mark.id,
        participation=row,
        session=session,
        nth=last.nth + 1 if last else 0,
        how=mark.how,
        at=_moment(by, session, mark.at),
        recorded_at=by.now,
        recorded_by=by.membership,
        signature=_signature(by, row, mark) if mark.signature else None,
    )
    journal.write(by, "attendance.recorded", row, session=session.pk, how=made.how, **contents.sealed(made))
    return Told(mark.id, "recorded", made)


def _says(mark: Mark, standing: Attendance) -> bool:
    """Whether a mark that comes again is still about the same person, so that nobody is told as recorded who is not."""
    row = standing.participation
    if mark.walk_in:
        name = f"{mark.walk_in.get('given_names', '')} {mark.walk_in.get('surnames', '')}"
        return persons.agree(name, str(row.person))
    return mark.participation == row.pk


def _participation(by: Actor, event: Event, mark: Mark) -> Participation:
    if mark.participation:
        row = event.participations.select_related("person").filter(pk=mark.participation).first()
        if row is not None:
            return row
        if not mark.walk_in:
            raise Refused("attendance.unknown", "participation")
    try:
        return registering.join(by, event, mark.participation or mark.id, mark.walk_in, Joined.WALK_IN)
    except Refused as refused:
        if refused.code != "registration.already":
            raise
        # Registered under the same document or e-mail: it is that registration.
        return event.participations.select_related("person").get(pk=str(refused.values["id"]))


def _moment(by: Actor, session: Session, at: datetime | None) -> datetime:
    """The device's time where it can be true, else ours."""
    return at if at and session.starts_at - EARLY <= at <= by.now + LATE else by.now


def _signature(by: Actor, row: Participation, mark: Mark) -> Any:
    """The picture drawn on the screen, kept as a file of the participation; it never leaves in a donor's copy."""
    if not mark.signature.startswith(SIGNATURE_HEAD) or len(mark.signature) > 2 * SIGNATURE_LIMIT:
        raise Refused("attendance.signature", "signature")
    try:
        data = base64.b64decode(mark.signature[len(SIGNATURE_HEAD) :], validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("attendance.signature", "signature") from error
    kept = files.keep([data], kinds={"image/png": ".png"}, field="signature", limit=SIGNATURE_LIMIT)
    return files.attach(by, row, kept, name="firma.png", purpose="signature")


@action(roles=ANY_ROLE)
def void_attendance(*, by: Actor, event_id: UUID, id: UUID, why: str) -> Attendance:
    """Take back an attendance recorded by mistake; the row stays, with who took it back and why."""
    event = opened(by, event_id)
    attendance = access.get(Attendance.objects.filter(participation__event=event), by, pk=id)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if not AttendanceVoid.objects.filter(attendance=attendance).exists():
        AttendanceVoid.objects.create(
            attendance=attendance, why=why.strip(), voided_at=by.now, voided_by=by.membership
        )
        journal.write(by, "attendance.voided", attendance.participation, session=attendance.session_id)
    return attendance


@action(roles=ANY_ROLE)
def count_public(
    *, by: Actor, event_id: UUID, session_id: UUID, cells: Iterable[tuple[str, str, str, int]]
) -> list[Headcount]:
    """Say how many of the anonymous public were at a session: (sex, age band, community role, number) each.

    A cell said again gets the new number; the journal keeps that it was changed.
    """
    event = opened(by, event_id)
    session = access.get(event.sessions.filter(voided_at=None), by, pk=session_id)
    rows = []
    for sex, age_band, community_role, number in cells:
        cell = {"sex": sex, "age_band": age_band, "community_role": community_role}
        row = session.headcounts.filter(**cell).first()
        if row is None:
            row = Headcount.objects.create(
                session=session, **cell, number=number, counted_at=by.now, counted_by=by.membership
            )
        elif row.number != number:
            versions.save(row, row.version, {"number": number, "counted_at": by.now})
        else:
            continue
        journal.write(by, "headcount.saved", row, session=session.pk, number=number, **cell)
        rows.append(row)
    return rows


def at_session(session: Session) -> dict[Any, Attendance]:
    """Who is recorded at a session: {participation: attendance}. The caller has been let to the event."""
    rows = queries.standing_attendance().filter(session=session)
    rows = rows.select_related("recorded_by__person", "signature")
    return {row.participation_id: row for row in rows}


def code_of(row: Participation) -> str:
    """The short code printed on a badge under its QR, to be typed where no scanner is at hand."""
    return row.pk.hex[-SHORT:].upper()


def by_code(event: Event, text: str) -> Participation | None:
    """The registration of a badge: its whole id as the QR holds it, or the short code under it; None when unclear."""
    code = "".join(c for c in text.lower() if c in "0123456789abcdef")
    if len(code) not in (SHORT, 32):
        return None
    ids = [pk for pk in event.participations.values_list("pk", flat=True) if pk.hex.endswith(code)]
    return event.participations.get(pk=ids[0]) if len(ids) == 1 else None
