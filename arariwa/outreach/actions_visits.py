"""Writes of follow-up visits: planned, made, called off. They go on after the event is closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from arariwa.core import access, contents, journal, reference, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.events import promising
from arariwa.events.models import Event
from arariwa.events.promising import helped
from arariwa.outreach import polls
from arariwa.outreach.choices_visits import ON_SALE, Destination, Found, Seen
from arariwa.outreach.models import Visit, VisitCheck

PLANNED = ("destination", "ubigeo", "place_text", "purpose", "planned_on")
# What stands as evidence where the visitor wrote no words of their own; records are in Spanish.
SEEN_THERE = "Comprobado en la visita de seguimiento."


@dataclass(frozen=True)
class Checked:
    """How a commitment was found at a visit."""

    promise: UUID
    found: str
    note: str = ""


@action(roles=ANY_ROLE)
def plan_visit(*, by: Actor, event_id: UUID, id: UUID, values: Mapping[str, Any]) -> Visit:
    """Plan a visit to where people of the event come from."""
    event = helped(by, event_id)
    return _planned(by, event, id, _plain(values), None)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in values.items() if key in PLANNED}
    return {key: value.strip() if isinstance(value, str) else value for key, value in given.items()}


def _planned(by: Actor, event: Event, id: UUID, values: dict[str, Any], after: Visit | None) -> Visit:
    if standing := versions.again(Visit, by, id, values | {"event": event}):
        return standing
    if event.kind not in polls.POLLED:
        raise Refused("visit.kind")
    _check(event, values)
    row = Visit.objects.create(
        id=id, event=event, after=after, **values, added_at=by.now, added_by=by.membership
    )
    journal.write(by, "visit.planned", event, visit=row.pk, **contents.sealed(row))
    return row


def _check(event: Event, values: Mapping[str, Any]) -> None:
    place = reference.places().get(str(values["ubigeo"]))
    if place is None or len(place.code) != 6:
        raise Refused("visit.district", "ubigeo")
    if values["destination"] not in Destination.values:
        raise Refused("visit.destination", "destination")
    if values["planned_on"] < event.from_on:
        raise Refused("visit.before_event", "planned_on", day=event.from_on)


def _standing(by: Actor, id: UUID) -> Visit:
    """The visit, locked with its event, for whoever helps to run it."""
    found = access.get(Visit.objects.all(), by, pk=id)
    helped(by, found.event_id)
    return Visit.objects.select_related("event").select_for_update(of=("self",)).get(pk=found.pk)


@action(roles=ANY_ROLE)
def edit_visit(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Visit:
    """Change the plan of a visit that was not made yet."""
    visit = _standing(by, id)
    _require_open(visit)
    given = _plain(values)
    _check(visit.event, given)
    was = contents.digest(visit)
    if changed := versions.save(visit, version, given):
        sealed = contents.sealed(visit, was)
        journal.write(by, "visit.edited", visit.event, visit=visit.pk, fields=sorted(changed), **sealed)
    return visit


def _require_open(visit: Visit) -> None:
    if visit.made_on:
        raise Refused("visit.made", day=visit.made_on)
    if visit.cancelled_at:
        raise Refused("visit.cancelled")


@action(roles=ANY_ROLE)
def record_visit(
    *,
    by: Actor,
    id: UUID,
    made_on: date,
    seen: list[str],
    seen_text: str = "",
    persons_met: int | None = None,
    checks: Iterable[Checked] = (),
    next_on: date | None = None,
) -> Visit:
    """Record a visit that was made: what was seen, which commitments were kept, when the next is due. What was done becomes evidence
    of the commitment. The same again changes nothing."""
    visit = _standing(by, id)
    event, checks = visit.event, list(checks)
    values = {
        "made_on": made_on,
        "seen": sorted(seen, key=Seen.values.index) if set(seen) <= set(Seen.values) else seen,
        "seen_text": seen_text.strip(),
        "persons_met": persons_met,
    }
    if visit.made_on and all(getattr(visit, key) == value for key, value in values.items()):
        return visit
    _require_open(visit)
    _check_seen(visit, by, values)
    if next_on and next_on <= made_on:
        raise Refused("visit.next", "next_on")
    was = contents.digest(visit)
    for key, value in values.items():
        setattr(visit, key, value)
    visit.recorded_at, visit.recorded_by = by.now, by.membership
    visit.version += 1
    visit.save()
    for one in checks:
        _checked(by, visit, one)
    journal.write(by, "visit.made", event, visit=visit.pk, checked=len(checks), **contents.sealed(visit, was))
    if next_on:
        again = {key: getattr(visit, key) for key in PLANNED} | {"planned_on": next_on}
        _planned(by, event, uuid7(), again, visit)
    return visit


def _check_seen(visit: Visit, by: Actor, values: Mapping[str, Any]) -> None:
    seen = set(values["seen"])
    if not seen or not seen <= set(Seen.values):
        raise Refused("visit.seen", "seen")
    if (Seen.NONE_ON_SALE in seen and seen & set(ON_SALE)) or (Seen.NOTHING in seen and len(seen) > 1):
        raise Refused("visit.seen_contradicts", "seen")
    if values["made_on"] > by.today:
        raise Refused("visit.future", "made_on")
    if values["made_on"] < visit.event.from_on:
        raise Refused("visit.before_event", "made_on", day=visit.event.from_on)


def _checked(by: Actor, visit: Visit, one: Checked) -> None:
    promise = visit.event.promises.filter(pk=one.promise, dropped_at=None).first()
    if promise is None or one.found not in Found.values:
        raise Refused("visit.check", f"{one.promise}-found")
    if one.found == Found.NOT_ASKED:
        return
    assert visit.made_on
    evidence = None
    if one.found in (Found.DONE, Found.PART):
        evidence = promising.show(
            by=by,
            promise_id=promise.pk,
            id=uuid7(),
            on=visit.made_on,
            text=one.note.strip() or SEEN_THERE,
            fulfils=one.found == Found.DONE,
        )
    VisitCheck.objects.create(
        visit=visit, promise=promise, found=one.found, note=one.note.strip(), evidence=evidence
    )


@action(roles=ANY_ROLE)
def cancel_visit(*, by: Actor, id: UUID, why: str) -> Visit:
    """Call a planned visit off, with the reason; repeating it changes nothing."""
    visit = _standing(by, id)
    if visit.cancelled_at:
        return visit
    _require_open(visit)
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(visit)
    visit.cancelled_at, visit.cancelled_by, visit.cancelled_why = by.now, by.membership, why.strip()
    visit.version += 1
    visit.save()
    journal.write(by, "visit.cancelled", visit.event, visit=visit.pk, **contents.sealed(visit, was))
    return visit
