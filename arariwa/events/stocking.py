"""Writes of materials: what comes into the stock, what is handed out and to whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from arariwa.core import access, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.events import queries
from arariwa.events.actions import ORGANISERS
from arariwa.events.choices import StockReason
from arariwa.events.models import Event, Material, Participation, StockMove
from arariwa.events.promising import helped

# What goes from hand to hand at an event.
HANDS = (StockReason.HANDED_OUT, StockReason.RETURNED)
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
    if public < 0:
        raise Refused("stock.sign", "public")
    # Sent again: the row of the public bears the id.
    public = 0 if public and material.moves.filter(pk=id).exists() else public
    fresh = sorted(known - _holders(material, event))
    _require(material, len(fresh) + public)
    _give(by, material, event, fresh, public, id)
    return len(fresh) + public


def _give(by: Actor, material: Material, event: Event, to: Iterable[UUID], public: int, id: UUID) -> None:
    given: dict[str, Any] = {"material": material, "reason": StockReason.HANDED_OUT, "event": event}
    before = Counter(_moves(material, event, StockReason.HANDED_OUT).values_list("participation", flat=True))
    for participation in to:
        _moved(by, uuid7(), **given, quantity=-1, participation_id=participation, nth=before[participation])
    if public:
        _moved(by, id, **given, quantity=-public)


def _moves(material: Material, event: Event, reason: str) -> QuerySet[StockMove]:
    return material.moves.filter(event=event, reason=reason).order_by()


def _holders(material: Material, event: Event) -> set[UUID]:
    """Participants who hold a piece of it: handed out and not given back."""
    rows = material.moves.filter(event=event, participation__isnull=False).order_by()
    return {
        row["participation"]
        for row in rows.values("participation").annotate(n=Sum("quantity")).filter(n__lt=0)
    }


@dataclass(frozen=True)
class Handed:
    """What left the stock, and how many of the public are still without a piece."""

    persons: int
    public: int
    lacking: int


def to_hand(material: Material, event: Event) -> tuple[list[UUID], int]:
    """Who was there and has no piece of it yet: participants, and of the public how many."""
    there = set(queries.took_part(event.participations.all()).values_list("pk", flat=True))
    rows = material.moves.filter(event=event, participation=None)
    public = queries.public_of(event) + (rows.aggregate(n=Sum("quantity"))["n"] or 0)
    return sorted(there - _holders(material, event)), max(0, public)


@action(roles=ANY_ROLE)
def hand_to_all(*, by: Actor, event_id: UUID, material_id: UUID, id: UUID) -> Handed:
    """One piece to everyone who was there and has none: to each participant, and to the public as far as the stock reaches.

    Where it does not even reach for those registered, nothing is handed out: who went without, only who was there can say.
    """
    event = helped(by, event_id)
    material = _locked(by, material_id)
    if material.moves.filter(pk=id).exists():
        return Handed(0, 0, to_hand(material, event)[1])
    fresh, public = to_hand(material, event)
    held = in_stock(material)
    if len(fresh) > held or (public and not held):
        asked = len(fresh) + public
        said = {"material": str(material), "held": held, "asked": asked, "lacking": asked - held}
        raise Refused("stock.short_for_all", "material", **said)
    given = min(public, held - len(fresh))
    _give(by, material, event, fresh, given, id)
    return Handed(len(fresh), given, public - given)


@action(roles=ANY_ROLE)
def take_back(
    *,
    by: Actor,
    event_id: UUID,
    material_id: UUID,
    id: UUID,
    why: str,
    participation: UUID | None = None,
    public: int = 0,
) -> StockMove:
    """Pieces that come back into the stock, from one participant or from the public: given back, or recorded by mistake."""
    event = helped(by, event_id)
    material = _locked(by, material_id)
    quantity = 1 if participation else public
    values: dict[str, Any] = {
        "material": material,
        "event": event,
        "reason": StockReason.RETURNED,
        "quantity": quantity,
        "participation_id": participation,
        "note": why.strip(),
    }
    if standing := versions.again(StockMove, by, id, values):
        return standing
    if not values["note"]:
        raise Refused("reason.missing", "why")
    if bool(participation) == bool(public) or public < 0:
        raise Refused("stock.from_whom", "participation")
    if participation and participation not in _holders(material, event):
        raise Refused("stock.not_held", "participation", material=str(material))
    if public:
        rows = material.moves.filter(event=event, participation=None)
        out = -(rows.aggregate(n=Sum("quantity"))["n"] or 0)
        if public > out:
            raise Refused("stock.not_out", "public", out=out, asked=public)
    before = _moves(material, event, StockReason.RETURNED).filter(participation=participation)
    nth = before.count() if participation else 0
    return _moved(by, id, **values, nth=nth)


@dataclass(frozen=True)
class Item:
    """One material as it was handed out at an event, of those who were there."""

    material: Material
    persons: int
    public: int
    present: int

    @property
    def handed(self) -> int:
        """Pieces that were handed out and not given back."""
        return self.persons + self.public

    @property
    def lacking(self) -> int:
        """How many of those who were there went without this one."""
        return max(0, self.present - self.handed)


@dataclass(frozen=True)
class Delivery:
    """Who of those who were there received something. Of the public, nobody knows whether two things went to one person, so that
    what is counted is the thing most were handed: that many received one at least."""

    items: list[Item]
    persons: int
    public: int
    present: int

    @property
    def received(self) -> int:
        """How many received one thing at least."""
        return self.persons + self.public

    @property
    def lacking(self) -> int:
        """How many went without anything."""
        return max(0, self.present - self.received)


def delivery(event: Event) -> Delivery:
    """What was handed out at the event, of those who were there. The caller has been let to it."""
    counted = queries.counted(event)
    there = set(queries.took_part(event.participations.all()).values_list("pk", flat=True))
    held: dict[Any, dict[Any, int]] = {}
    materials: dict[Any, Material] = {}
    for move in event.handed_out.filter(reason__in=HANDS).select_related("material"):
        materials[move.material_id] = move.material
        to = held.setdefault(move.material_id, {})
        to[move.participation_id] = to.get(move.participation_id, 0) - move.quantity
    present = counted.persons + counted.public
    items, received = [], set()
    for pk, material in materials.items():
        to = held[pk]
        holders = {who for who, n in to.items() if who and n > 0 and who in there}
        received |= holders
        items.append(Item(material, len(holders), to.get(None, 0), present))
    items = sorted((item for item in items if item.handed), key=lambda item: str(item.material))
    public = min(counted.public, max((item.public for item in items), default=0))
    return Delivery(items, len(received), public, present)
