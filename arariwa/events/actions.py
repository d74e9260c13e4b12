"""Writes of events: the gathering itself, its sessions, trainers and invitations. Who takes part: `registering.py`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.core.numbering import free_number
from arariwa.events import queries, registering
from arariwa.events.choices import Audience, EventKind
from arariwa.events.models import Event, Invitation, Reopening, Series, Session, Trainer
from arariwa.events.opened import opened
from arariwa.events.promising import helped

# Who organises gatherings. Whoever was let to act on an event helps to run it, whatever their role.
ORGANISERS = (Role.PROGRAMME, Role.CENTRAL_AUTHORITY)
EDITED = (
    "kind", "title_es", "title_en", "description", "track", "modality", "languages", "country", "ubigeo", "place_text",
    "link", "series", "from_on", "until_on", "capacity", "registration_from_on", "registration_until_on",
    "needs_approval", "audience", "audience_text",
)  # fmt: skip


@action(roles=ORGANISERS)
def create_event(*, by: Actor, id: UUID, values: Mapping[str, Any]) -> Event:
    """Create an event of the actor's office; nobody else sees it until it is announced."""
    given = {key: value for key, value in values.items() if key in EDITED} | {"office": by.office}
    if standing := versions.again(Event, by, id, given):
        return standing
    _check(given)
    if given.get("series"):
        access.get(Series, by, pk=given["series"].pk)
    event = Event.objects.create(
        id=id,
        compartment=access.new_compartment(by),
        number=free_number(Event, by.today.year, by.office.code),
        **given,
        made_at=by.now,
        made_by=by.membership,
    )
    journal.write(by, "event.created", event, kind=event.kind, **contents.sealed(event))
    return event


def _check(values: Mapping[str, Any]) -> None:
    if not str(values.get("title_es", "")).strip():
        raise Refused("field.missing", "title_es")
    if values["until_on"] < values["from_on"]:
        raise Refused("event.days", "until_on")
    first, last = values.get("registration_from_on"), values.get("registration_until_on")
    if first and last and last < first:
        raise Refused("event.registration_days", "registration_until_on")


@action(roles=ANY_ROLE)
def edit_event(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Event:
    """Change an event that is not over. More places let the waiting list move up."""
    event = opened(by, id)
    given = {key: value for key, value in values.items() if key in EDITED}
    _check({key: getattr(event, key) for key in ("title_es", "from_on", "until_on")} | given)
    days = [session.day for session in event.sessions.filter(voided_at=None)]
    if days and not given.get("from_on", event.from_on) <= min(days):
        raise Refused("session.days", "from_on")
    if days and not max(days) <= given.get("until_on", event.until_on):
        raise Refused("session.days", "until_on")
    was = contents.digest(event)
    changed = versions.save(event, version, given)
    if changed:
        journal.write(by, "event.edited", event, fields=sorted(changed), **contents.sealed(event, was))
        registering.move_up(by, event)
    return event


@action(roles=ANY_ROLE)
def announce(*, by: Actor, id: UUID) -> Event:
    """Let the officials it is meant for see the call and ask to take part; announcing it again changes nothing."""
    event = opened(by, id, access.MANAGE)
    if event.announced_at:
        return event
    if event.kind != EventKind.ASYNC_COURSE and not event.sessions.filter(voided_at=None).exists():
        raise Refused("event.no_sessions")
    if event.audience == Audience.INVITED and not event.invitations.filter(withdrawn_at=None).exists():
        raise Refused("event.audience")
    was = contents.digest(event)
    event.announced_at, event.announced_by = by.now, by.membership
    event.save(update_fields=["announced_at", "announced_by"])
    journal.write(by, "event.announced", event, **contents.sealed(event, was))
    return event


@action(roles=ANY_ROLE)
def close(*, by: Actor, id: UUID) -> Event:
    """Close the list of an event that was held: from now on it counts, and nothing of it changes."""
    event = opened(by, id, access.MANAGE)
    if event.until_on > by.today:
        raise Refused("event.not_over", day=event.until_on)
    counted = queries.counted(event)
    if not (counted.persons or counted.public):
        raise Refused("event.nobody")
    was = contents.digest(event)
    event.closed_at, event.closed_by = by.now, by.membership
    event.save(update_fields=["closed_at", "closed_by"])
    facts = {"persons": counted.persons, "public": counted.public}
    journal.write(by, "event.closed", event, **facts, **contents.sealed(event, was))
    return event


@action(roles=ANY_ROLE)
def reopen(*, by: Actor, id: UUID, why: str) -> Event:
    """Open a closed list again, for a paper list that came late or a mistake; the event counts again once it is closed."""
    event = access.get(Event.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.MANAGE, event)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if not event.closed_at:
        raise Refused("event.not_closed", number=event.number)
    was = contents.digest(event)
    Reopening.objects.create(
        event=event,
        why=why.strip(),
        was_closed_at=event.closed_at,
        reopened_at=by.now,
        reopened_by=by.membership,
    )
    event.closed_at = event.closed_by = None
    event.save(update_fields=["closed_at", "closed_by"])
    journal.write(by, "event.reopened", event, **contents.sealed(event, was))
    return event


@action(roles=ANY_ROLE)
def cancel(*, by: Actor, id: UUID, why: str) -> Event:
    """Call an event off, with the reason those who registered will read."""
    event = opened(by, id, access.MANAGE)
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(event)
    event.cancelled_at, event.cancelled_by, event.cancelled_why = by.now, by.membership, why.strip()
    event.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_why"])
    journal.write(by, "event.cancelled", event, **contents.sealed(event, was))
    return event


@action(roles=ORGANISERS)
def create_series(*, by: Actor, id: UUID, name_es: str, name_en: str = "") -> Series:
    """Name a series that events of the actor's office may belong to."""
    values = {"name_es": name_es.strip(), "name_en": name_en.strip(), "office": by.office}
    if standing := versions.again(Series, by, id, values):
        return standing
    if not name_es.strip():
        raise Refused("field.missing", "name_es")
    series = Series.objects.create(
        id=id, compartment=access.new_compartment(by), **values, made_at=by.now, made_by=by.membership
    )
    journal.write(by, "series.created", series)
    return series


@action(roles=ANY_ROLE)
def save_session(
    *, by: Actor, event_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> Session:
    """Add a session, or change it when it stands."""
    event = opened(by, event_id)
    starts, ends = values["starts_at"], values["ends_at"]
    if ends <= starts:
        raise Refused("session.hours", "ends_at")
    if not event.from_on <= timezone.localtime(starts).date() <= event.until_on:
        raise Refused("session.days", "starts_at")
    if standing := event.sessions.filter(pk=id).first():
        if changed := versions.save(standing, version or standing.version, values):
            journal.write(by, "session.edited", standing, fields=sorted(changed))
        return standing
    if Session.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    session = Session.objects.create(
        id=id, event=event, n=event.sessions.count() + 1, **values, made_at=by.now, made_by=by.membership
    )
    journal.write(by, "session.added", session, n=session.n)
    return session


@action(roles=ANY_ROLE)
def write_minutes(*, by: Actor, event_id: UUID, id: UUID, version: int, text: str) -> Session:
    """Write the minutes of a session, also after the list is closed: they are agreed on later and change no figure."""
    event = helped(by, event_id)
    session = access.get(event.sessions.filter(voided_at=None), by, pk=id)
    if changed := versions.save(session, version, {"minutes_text": text.strip()}):
        journal.write(by, "session.edited", session, fields=sorted(changed))
    return session


@action(roles=ANY_ROLE)
def void_session(*, by: Actor, event_id: UUID, id: UUID) -> Session:
    """Take a session out that was not held; one with attendance stays."""
    event = opened(by, event_id)
    session = access.get(event.sessions.filter(voided_at=None), by, pk=id)
    if queries.standing_attendance().filter(session=session).exists() or session.headcounts.exists():
        raise Refused("session.attended")
    session.voided_at = by.now
    session.save(update_fields=["voided_at"])
    journal.write(by, "session.voided", session, n=session.n)
    return session


@action(roles=ANY_ROLE)
def save_trainer(
    *, by: Actor, event_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> Trainer:
    """Add who teaches or speaks, or change what is said of them. A person the programme knows needs no name."""
    event = opened(by, event_id)
    given = dict(values)
    given["name"] = str(given.get("name", "")).strip() or str(given.get("person") or "")
    if not given["name"]:
        raise Refused("field.missing", "name")
    if standing := event.trainers.filter(pk=id).first():
        if changed := versions.save(standing, version or standing.version, given):
            journal.write(by, "trainer.edited", standing, fields=sorted(changed))
        return standing
    if Trainer.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    trainer = Trainer.objects.create(id=id, event=event, **given, added_at=by.now, added_by=by.membership)
    journal.write(by, "trainer.added", trainer, institution=trainer.institution_id)
    return trainer


@action(roles=ANY_ROLE)
def remove_trainer(*, by: Actor, event_id: UUID, id: UUID) -> Trainer:
    """Take out a trainer who did not come; the row stays."""
    trainer = access.get(opened(by, event_id).trainers.filter(removed_at=None), by, pk=id)
    trainer.removed_at = by.now
    trainer.save(update_fields=["removed_at"])
    journal.write(by, "trainer.removed", trainer)
    return trainer


@action(roles=ANY_ROLE)
def save_invitation(
    *, by: Actor, event_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> Invitation:
    """Invite an institution, or change quota, day or contact. A larger quota lets its waiting list move up."""
    event = opened(by, event_id)
    standing = event.invitations.filter(withdrawn_at=None)
    if found := standing.filter(pk=id).first():
        if changed := versions.save(found, version or found.version, values):
            journal.write(by, "invitation.edited", found, fields=sorted(changed))
            registering.move_up(by, event)
        return found
    if standing.filter(institution=values["institution"]).exists():
        raise Refused("invitation.already", "institution", institution=str(values["institution"]))
    if Invitation.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    made = Invitation.objects.create(id=id, event=event, **values, added_at=by.now, added_by=by.membership)
    journal.write(by, "invitation.added", made, institution=made.institution_id, quota=made.quota)
    registering.move_up(by, event)
    return made


@action(roles=ANY_ROLE)
def withdraw_invitation(*, by: Actor, event_id: UUID, id: UUID) -> Invitation:
    """Take an invitation back; those already registered stay."""
    event = opened(by, event_id)
    invitation = access.get(event.invitations.filter(withdrawn_at=None), by, pk=id)
    invitation.withdrawn_at = by.now
    invitation.save(update_fields=["withdrawn_at"])
    journal.write(by, "invitation.withdrawn", invitation, institution=invitation.institution_id)
    return invitation
