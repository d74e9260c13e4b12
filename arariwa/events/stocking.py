"""Writes of materials: what comes into the stock, what is handed out and to whom."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Sum

from arariwa.core import access, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.events.actions import ORGANISERS
from arariwa.events.choices import StockReason
from arariwa.events.models import Event, Material, Participation, StockMove
from arariwa.events.promising import helped

# What a person may record by hand; handing out has an act of its own.
BY_HAND = (StockReason.RECEIVED, StockReason.LOST, StockReason.COUNTED)


@action(roles=ORGANISERS)
def add_material(*, by: Actor, id: UUID, name_es: str, name_en: str = "") -> Material:
    """A material of the actor's office, with nothing in stock yet."""
    values = {"name_es": name_es.strip(), "name_en": name_en.strip(), "office": by.office}
    if standing := versions.again(Material, by, id, values):
        return standing
    if not values["name_es"]:
        raise Refused("field.missing", "name_es")
    row = Material.objects.create(
        id=id, compartment=access.new_compartment(by), **values, made_at=by.now, made_by=by.membership
    )
    journal.write(by, "material.added", row)
    return row


def _locked(by: Actor, id: UUID) -> Material:
    """The material, locked: stock is counted and moved by one at a time."""
    row = access.get(Material.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    return row


def in_stock(material: Material) -> int:
    """Pieces the office has now."""
    return material.moves.aggregate(n=Sum("quantity"))["n"] or 0


@action(roles=ORGANISERS)
def move(*, by: Actor, material_id: UUID, id: UUID, quantity: int, reason: str, note: str = "") -> StockMove:
    """Pieces received (positive), lost (negative) or found by counting (either). The stock never falls below nothing."""
    material = _locked(by, material_id)
    values = {"material": material, "quantity": quantity, "reason": reason, "note": note.strip()}
    if standing := versions.again(StockMove, by, id, values):
        return standing
    if reason not in BY_HAND:
        raise Refused("stock.reason", "reason")
    if not quantity or (reason == StockReason.RECEIVED) != (quantity > 0) and reason != StockReason.COUNTED:
        raise Refused("stock.sign", "quantity")
    _require(material, -quantity)
    return _moved(by, id, **values)


def _require(material: Material, quantity: int) -> None:
    held = in_stock(material)
    if quantity > held:
        raise Refused("stock.short", "quantity", material=str(material), held=held, asked=quantity)


def _moved(by: Actor, id: UUID, **values: Any) -> StockMove:
    row = StockMove.objects.create(id=id, **values, moved_at=by.now, moved_by=by.membership)
    journal.write(
        by,
        "material.moved",
        row.material,
        reason=row.reason,
        quantity=row.quantity,
        event=row.event_id,
    )
    return row


@action(roles=ANY_ROLE)
def hand_out(
    *, by: Actor, event_id: UUID, material_id: UUID, to: Iterable[UUID] = (), public: int = 0, id: UUID
) -> int:
    """One piece to each participant named who has none yet, and `public` pieces to the public; how many left the stock.

    Repeating it hands nothing out again: a participant has one piece, the public's row bears `id`.
    """
    event = helped(by, event_id)
    material = _locked(by, material_id)
    wanted = set(to)
    known = set(Participation.objects.filter(event=event, pk__in=wanted).values_list("pk", flat=True))
    if wanted - known:
        raise Refused("promise.not_of_event", "to")
    standing = StockMove.objects.filter(material=material, event=event, reason=StockReason.HANDED_OUT)
    have = set(standing.filter(participation__in=known).values_list("participation", flat=True))
    fresh = sorted(known - have)
    public = 0 if public and standing.filter(pk=id).exists() else public
    if public < 0:
        raise Refused("stock.sign", "public")
    _require(material, len(fresh) + public)
    given = {"material": material, "reason": StockReason.HANDED_OUT, "event": event}
    for participation in fresh:
        _moved(by, uuid7(), **given, quantity=-1, participation_id=participation)
    if public:
        _moved(by, id, **given, quantity=-public)
    return len(fresh) + public


def handed_out(event: Event) -> list[dict[str, Any]]:
    """What was handed out at the event: material, pieces to participants, pieces to the public."""
    rows: dict[Any, dict[str, Any]] = {}
    moves = event.handed_out.filter(reason=StockReason.HANDED_OUT).select_related("material")
    for one in moves:
        row = rows.setdefault(one.material_id, {"material": one.material, "persons": 0, "public": 0})
        row["persons" if one.participation_id else "public"] -= one.quantity
    return list(rows.values())
