"""Writes of costs and of the way of a study trip."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from arariwa.core import access, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events.choices import CostKind
from arariwa.events.models import Cost, Event, TripStop
from arariwa.events.promising import helped

CURRENCIES = ("PEN", "USD", "EUR")
STOP = ("from_on", "until_on", "place", "country", "host", "host_text", "practice")


@action(roles=ANY_ROLE)
def add_cost(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    kind: str,
    what: str,
    amount: Decimal,
    currency: str,
    paid_on: date,
    document: str = "",
) -> Cost:
    """Money spent on the event. A wrong row is voided, never changed."""
    event = helped(by, event_id)
    values: dict[str, Any] = {
        "event": event,
        "kind": kind,
        "what": what.strip(),
        "amount": amount,
        "currency": currency,
        "paid_on": paid_on,
        "document": document.strip(),
    }
    if standing := versions.again(Cost, by, id, values):
        return standing
    if kind not in CostKind.values:
        raise Refused("cost.kind", "kind")
    if currency not in CURRENCIES:
        raise Refused("cost.currency", "currency")
    if amount <= 0:
        raise Refused("cost.amount", "amount")
    if not values["what"]:
        raise Refused("field.missing", "what")
    row = Cost.objects.create(id=id, **values, added_at=by.now, added_by=by.membership)
    journal.write(by, "cost.added", event, cost=row.pk, amount=row.amount, currency=currency)
    return row


@action(roles=ANY_ROLE)
def void_cost(*, by: Actor, id: UUID, why: str) -> Cost:
    """Declare a cost void, with the reason."""
    row = access.get(Cost.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if row.voided_at is None:
        row.voided_at, row.voided_by, row.voided_why = by.now, by.membership, why.strip()
        row.save(update_fields=["voided_at", "voided_by", "voided_why"])
        journal.write(by, "cost.voided", row.event, cost=row.pk)
    return row


def total(event: Event) -> list[tuple[str, Decimal]]:
    """What the event cost, a sum for each currency; currencies are never added up."""
    rows = (
        event.costs.filter(voided_at=None).values("currency").annotate(sum=Sum("amount")).order_by("currency")
    )
    return [(row["currency"], row["sum"]) for row in rows]


@action(roles=ANY_ROLE)
def add_stop(*, by: Actor, event_id: UUID, id: UUID, values: Mapping[str, Any]) -> TripStop:
    """A stop of a study trip: where, when, who received the group, what practice was seen."""
    event = helped(by, event_id)
    given = {key: value for key, value in values.items() if key in STOP} | {"event": event}
    if standing := versions.again(TripStop, by, id, given):
        return standing
    if not str(given.get("place", "")).strip():
        raise Refused("field.missing", "place")
    if given["until_on"] < given["from_on"]:
        raise Refused("event.days", "until_on")
    row = TripStop.objects.create(id=id, **given, added_at=by.now, added_by=by.membership)
    journal.write(by, "trip.stop_added", event, stop=row.pk)
    return row


@action(roles=ANY_ROLE)
def remove_stop(*, by: Actor, id: UUID) -> TripStop:
    """Take a stop off the way; it stays in the history."""
    row = access.get(TripStop.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    if row.removed_at is None:
        row.removed_at = by.now
        row.save(update_fields=["removed_at"])
        journal.write(by, "trip.stop_removed", row.event, stop=row.pk)
    return row
