"""Who takes part: ask, register, approve, wait, move up, refuse, withdraw.

Places are given under a lock on the event. Waiting are those who were admitted and for whom there was no place, so
they move up by themselves, in the order in which they came, as soon as there is one for their institution.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count

from arariwa.core import access, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events import persons, queries
from arariwa.events.choices import EventRole, Joined, State
from arariwa.events.models import Event, Participation
from arariwa.events.models.registrations import IN_STATE
from arariwa.events.opened import opened, require_open

# What is said of someone in this event, beside who they are.
THEN = ("institution", "institution_text", "office_text", "role", "region", "sex")


@action(roles=ANY_ROLE)
def request_place(*, by: Actor, event_id: UUID, id: UUID, values: Mapping[str, Any]) -> Participation:
    """An official asks to take part in an announced event; asking again changes nothing."""
    event = queries.announced(by).select_for_update(of=("self",)).filter(pk=event_id).first()
    if event is None:
        raise access.Hidden
    standing = event.participations.filter(person=by.person).first()
    if standing and not standing.withdrawn_at:
        if standing.refused_at:
            raise Refused("registration.refused")
        return standing
    if not event.takes_registrations(by.today):
        raise Refused("registration.closed")
    given = {key: values[key] for key in THEN if key in values}
    given["institution"] = by.office.institution
    given["office_text"] = given.get("office_text") or by.office.name
    return _join(by, event, standing, id, by.person, Joined.SELF, given, admitted=not event.needs_approval)


@action(roles=ANY_ROLE)
def register(
    *, by: Actor, event_id: UUID, id: UUID, values: Mapping[str, Any], how: str = Joined.INVITED
) -> Participation:
    """The organiser registers someone. The same id again is the same registration; a person already in the event is
    Refused("registration.already"), unless they withdrew."""
    event = opened(by, event_id)
    return join(by, event, id, values, how)


def join(by: Actor, event: Event, id: UUID, values: Mapping[str, Any], how: str) -> Participation:
    """Register someone on a locked event. Called from inside an action."""
    versions.one_at_a_time(id)
    if same := event.participations.filter(pk=id).first():
        return same
    if Participation.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    person = persons.one_person(by, values, persons.notice_shown())
    standing = event.participations.filter(person=person).first()
    if standing and not standing.withdrawn_at:
        raise Refused("registration.already", name=str(person), id=standing.pk)
    given = {key: values[key] for key in THEN if key in values}
    return _join(by, event, standing, id, person, how, given, admitted=True)


def _join(
    by: Actor,
    event: Event,
    standing: Participation | None,
    id: UUID,
    person: Any,
    how: str,
    given: Mapping[str, Any],
    admitted: bool,
) -> Participation:
    """A new participation, or one taken up again after it was withdrawn."""
    row = standing or Participation(
        id=id, event=event, person=person, how=how, made_at=by.now, made_by=by.membership
    )
    for key, value in given.items():
        setattr(row, key, value)
    row.requested_at, row.notice = by.now, persons.notice_shown()
    row.approved_at = row.waiting_at = row.refused_at = row.withdrawn_at = None
    row.save(force_insert=standing is None)
    verb = "participation.requested" if how == Joined.SELF else "participation.registered"
    journal.write(by, verb, row, how=how, institution=row.institution_id)
    if admitted:
        _admit(by, event, row)
    return row


def _admit(by: Actor, event: Event, row: Participation) -> None:
    """Give a place, or a line on the waiting list when there is none."""
    if room_for(event, row.institution_id):
        row.approved_at, verb = by.now, "participation.approved"
    else:
        row.waiting_at, verb = by.now, "participation.waiting"
    row.refused_at, row.decided_by = None, by.membership
    row.save(update_fields=["approved_at", "waiting_at", "refused_at", "decided_by"])
    journal.write(by, verb, row)


def room_for(event: Event, institution: str | None) -> bool:
    """Whether the event, and the quota of the institution if it has one, have a free place."""
    seated = event.participations.filter(IN_STATE[State.APPROVED])
    if event.capacity is not None and seated.count() >= event.capacity:
        return False
    quota = _quotas(event).get(institution or "")
    return quota is None or seated.filter(institution=institution).count() < quota


def _quotas(event: Event) -> dict[str, int | None]:
    rows = event.invitations.filter(withdrawn_at=None).exclude(quota=None)
    return dict(rows.values_list("institution_id", "quota"))


def move_up(by: Actor, event: Event) -> list[Participation]:
    """Give free places to those who wait longest. Called from inside an action that holds the event."""
    if event.is_over:
        return []
    waiting = event.participations.filter(IN_STATE[State.WAITING]).order_by("waiting_at", "id")
    if not waiting.exists():
        return []
    seated = event.participations.filter(IN_STATE[State.APPROVED])
    free = None if event.capacity is None else event.capacity - seated.count()
    quotas = _quotas(event)
    taken: dict[str | None, int] = dict(
        seated.order_by().values_list("institution").annotate(n=Count("id")).values_list("institution", "n")
    )
    moved = []
    for row in waiting:
        if free is not None and free <= 0:
            break
        code = row.institution_id or ""
        quota = quotas.get(code)
        if quota is not None and taken.get(row.institution_id, 0) >= quota:
            continue
        row.approved_at = by.now
        row.save(update_fields=["approved_at"])
        journal.write(by, "participation.moved_up", row)
        taken[row.institution_id] = taken.get(row.institution_id, 0) + 1
        free = None if free is None else free - 1
        moved.append(row)
    return moved


def let_in(by: Actor, row: Participation) -> None:
    """Whoever is at the door is in: attendance is a fact, whatever the list said. Called from inside an action."""
    if row.state == State.APPROVED:
        return
    row.approved_at, row.decided_by = by.now, by.membership
    row.withdrawn_at = row.refused_at = None
    row.save(update_fields=["approved_at", "decided_by", "withdrawn_at", "refused_at"])
    journal.write(by, "participation.approved", row, why="attended")


def _held(by: Actor, event_id: UUID, id: UUID) -> tuple[Event, Participation]:
    event = opened(by, event_id)
    return event, access.get(event.participations.select_related("person"), by, pk=id)


@action(roles=ANY_ROLE)
def approve(*, by: Actor, event_id: UUID, id: UUID) -> Participation:
    """Admit someone who asked or was not admitted before: a place, or the waiting list when there is none."""
    event, row = _held(by, event_id, id)
    if row.withdrawn_at:
        raise Refused("registration.withdrawn", name=str(row.person))
    if row.state not in (State.APPROVED, State.WAITING):
        _admit(by, event, row)
    return row


@action(roles=ANY_ROLE)
def refuse(*, by: Actor, event_id: UUID, id: UUID) -> Participation:
    """Do not admit someone; a place that becomes free goes to who waits."""
    event, row = _held(by, event_id, id)
    if row.withdrawn_at:
        raise Refused("registration.withdrawn", name=str(row.person))
    if queries.standing_attendance().filter(participation=row).exists():
        raise Refused("registration.attended", name=str(row.person))
    if not row.refused_at:
        row.refused_at, row.decided_by = by.now, by.membership
        row.approved_at = row.waiting_at = None
        row.save(update_fields=["refused_at", "decided_by", "approved_at", "waiting_at"])
        journal.write(by, "participation.refused", row)
        move_up(by, event)
    return row


@action(roles=ANY_ROLE)
def withdraw(*, by: Actor, event_id: UUID, id: UUID) -> Participation:
    """The person, or the organiser for them, takes the registration back; the place goes to who waits."""
    own = Participation.objects.filter(pk=id, event=event_id, person=by.person).exists()
    if own and by.exercise == _exercise_of(event_id):
        event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
        require_open(event)
        row = event.participations.select_related("person").get(pk=id)
    else:
        event, row = _held(by, event_id, id)
    if queries.standing_attendance().filter(participation=row).exists():
        raise Refused("registration.attended", name=str(row.person))
    if not row.withdrawn_at:
        row.withdrawn_at = by.now
        row.save(update_fields=["withdrawn_at"])
        journal.write(by, "participation.withdrawn", row, own=own)
        move_up(by, event)
    return row


def _exercise_of(event_id: UUID) -> UUID | None:
    return Event.objects.values_list("compartment__exercise", flat=True).get(pk=event_id)


@action(roles=ANY_ROLE)
def edit_participation(
    *, by: Actor, event_id: UUID, id: UUID, version: int, values: Mapping[str, Any]
) -> Participation:
    """Correct what is said of a participant in this event; who the person is stays."""
    event, row = _held(by, event_id, id)
    given = {key: value for key, value in values.items() if key in THEN}
    if given.get("role", EventRole.OTHER) not in EventRole.values:
        raise Refused("field.missing", "role")
    if changed := versions.save(row, version, given):
        journal.write(by, "participation.edited", row, fields=sorted(changed))
        move_up(by, event)
    return row


@action(roles=ANY_ROLE)
def record_progress(*, by: Actor, event_id: UUID, id: UUID) -> Participation:
    """The progress record of an event without sessions shows that a registered person took part."""
    _event, row = _held(by, event_id, id)
    if row.state != State.APPROVED:
        raise Refused("registration.not_enrolled", name=str(row.person))
    took_part(by, row)
    return row


def took_part(by: Actor, row: Participation) -> None:
    """Note that someone took part without a session; saying it again changes nothing. Called from inside an action,
    also by the system above whose progress record shows it."""
    if row.took_part_at:
        return
    row.took_part_at = by.now
    row.save(update_fields=["took_part_at"])
    journal.write(by, "participation.took_part", row)
