"""Writes of what a gathering ends in: promises, and the evidence that they were kept.

They go on after the event is closed: what was promised falls due later.
"""

from datetime import date
from typing import Any
from uuid import UUID

from arariwa.core import access, contents, files, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Institution
from arariwa.events.models import Event, Evidence, EvidenceVoid, Participation, Promise


def helped(by: Actor, event_id: UUID) -> Event:
    """The event, locked, for whoever helps to run it; it may be over, not cancelled."""
    event = access.get(Event.objects.select_for_update(of=("self",)), by, pk=event_id)
    access.require(by, access.ACT, event)
    if event.cancelled_at:
        raise Refused("event.cancelled", number=event.number)
    return event


def _promise(by: Actor, id: UUID) -> Promise:
    promise = access.get(Promise.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, promise)
    return promise


@action(roles=ANY_ROLE)
def promise(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    what: str,
    due_on: date,
    institution: Institution | None = None,
    institution_text: str = "",
    participation: UUID | None = None,
    where: str = "",
) -> Promise:
    """Record an agreement of an institution, or a commitment of one participant: who, what, where, by when."""
    event = helped(by, event_id)
    values: dict[str, Any] = {
        "event": event,
        "what": what.strip(),
        "where": where.strip(),
        "institution": institution,
        "institution_text": "" if institution else institution_text.strip(),
        "participation_id": participation,
        "due_on": due_on,
    }
    if standing := versions.again(Promise, by, id, values):
        return standing
    if not values["what"]:
        raise Refused("field.missing", "what")
    if bool(institution or values["institution_text"]) == bool(participation):
        raise Refused("promise.owner", "institution")
    if participation and not Participation.objects.filter(pk=participation, event=event).exists():
        raise Refused("promise.not_of_event", "participation")
    if due_on < event.from_on:
        raise Refused("promise.due", "due_on")
    row = Promise.objects.create(id=id, **values, made_at=by.now, made_by=by.membership)
    journal.write(by, "promise.made", event, promise=row.pk, **contents.sealed(row))
    return row


@action(roles=ANY_ROLE)
def drop(*, by: Actor, id: UUID, why: str) -> Promise:
    """A promise its owner is no longer held to, with the reason; it stays in the list."""
    row = _promise(by, id)
    if row.dropped_at:
        return row
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(row)
    row.dropped_at, row.dropped_by, row.dropped_why = by.now, by.membership, why.strip()
    row.save(update_fields=["dropped_at", "dropped_by", "dropped_why"])
    journal.write(by, "promise.dropped", row.event, promise=row.pk, **contents.sealed(row, was))
    return row


@action(roles=ANY_ROLE)
def show(
    *, by: Actor, promise_id: UUID, id: UUID, on: date, text: str, fulfils: bool, file: Any = None
) -> Evidence:
    """Record what shows that a promise was kept, in part or whole, with its paper or photo if there is one."""
    row = _promise(by, promise_id)
    values = {"promise": row, "on": on, "text": text.strip(), "fulfils": fulfils}
    if standing := versions.again(Evidence, by, id, values):
        return standing
    if not values["text"]:
        raise Refused("field.missing", "text")
    if on > by.today:
        raise Refused("evidence.future", "on")
    if on < row.event.from_on:
        raise Refused("evidence.early", "on")
    kept = files.keep(file, kinds=files.PAPERS, field="file") if file else None
    evidence = Evidence.objects.create(id=id, **values, recorded_at=by.now, recorded_by=by.membership)
    if kept:
        files.attach(by, evidence, kept, name=getattr(file, "name", ""), purpose="paper")
    journal.write(by, "promise.shown", row.event, promise=row.pk, fulfils=fulfils)
    return evidence


@action(roles=ANY_ROLE)
def void_evidence(*, by: Actor, id: UUID, why: str) -> EvidenceVoid:
    """Take evidence back that turned out wrong; it stays in the history."""
    evidence = access.get(Evidence.objects.select_related("promise__event"), by, pk=id)
    access.require(by, access.ACT, evidence)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if standing := EvidenceVoid.objects.filter(evidence=evidence).first():
        return standing
    row = EvidenceVoid.objects.create(
        evidence=evidence, why=why.strip(), voided_at=by.now, voided_by=by.membership
    )
    journal.write(by, "promise.evidence_voided", evidence.promise.event, promise=evidence.promise_id)
    return row
