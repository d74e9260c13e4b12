"""Writes of custody: it begins, is offered, accepted, refused, withdrawn; seals are renewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Checks, Refused
from arariwa.core.models import Attachment, Office, Role
from arariwa.core.models.access import Grant
from arariwa.core.numbering import free_number
from arariwa.evidence.choices import SealState, Why
from arariwa.evidence.domain import custody
from arariwa.evidence.models import CustodyLink, Handover, HandoverItem, Item

HOLDERS = (
    Role.POLICE,
    Role.CUSTOMS,
    Role.WILDLIFE,
    Role.FISHERIES,
    Role.PROSECUTOR,
    Role.PROSECUTOR_STAFF,
    Role.LABORATORY,
    Role.CUSTODIAN,
    Role.CLERK,
)
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class SealFound:
    """What the receiver saw on one item."""

    seal: str = ""
    state: str = SealState.UNKNOWN


def begin_custody(by: Actor, items: list[Item], at: datetime, precision: str, holder: Office) -> None:
    """The first link of each item taken: with that office. Called from inside registering."""
    links = [
        custody.first_link(
            item=str(item.pk),
            holder=str(holder.pk),
            keeper=str(by.membership.pk),
            at=at,
            seal=item.seal,
            place=item.goes_to or item.found_where,
            precision=precision,
        )
        for item in items
    ]
    CustodyLink.objects.bulk_create([_row(by, link) for link in links], batch_size=500)


def _row(by: Actor, link: custody.Link) -> CustodyLink:
    return CustodyLink(
        item_id=link.item,
        seq=link.seq,
        kind=link.kind,
        holder_id=link.holder,
        keeper_id=link.keeper,
        place=link.place,
        seal=link.seal,
        seal_state=link.seal_state,
        why=link.why,
        note=link.note,
        handover_id=link.handover or None,
        at=link.at,
        precision=link.precision,
        recorded_at=by.now,
        previous=link.previous,
        hash=link.hash,
    )


def link_of(row: CustodyLink) -> custody.Link:
    """The pure link of a row, to ask the rules about."""
    return custody.Link(
        item=str(row.item_id),
        seq=row.seq,
        kind=row.kind,
        holder=str(row.holder_id),
        keeper=str(row.keeper_id),
        at=row.at,
        seal=row.seal,
        seal_state=row.seal_state,
        place=row.place,
        why=row.why,
        note=row.note,
        handover=str(row.handover_id or ""),
        previous=row.previous,
        precision=row.precision,
    )


def _name(item: Item) -> str:
    return str(item.number or item.order)


def _last(item: Item) -> custody.Link:
    row = item.links.order_by("-seq").first()
    if row is None:
        raise Refused("custody.not_taken", item=_name(item))
    return link_of(row)


def _add(by: Actor, link: custody.Link) -> CustodyLink:
    """Save a link; a second one for the same place in the chain, made at the same moment elsewhere, is refused."""
    try:
        with transaction.atomic():
            row = _row(by, link)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("custody.meanwhile") from error
    return row


@action(roles=HOLDERS)
def offer(
    *, by: Actor, id: UUID, to: Office, items: Mapping[UUID, str], why: str, note: str = "", place: str = ""
) -> Handover:
    """Offer items (id -> seal as given) to another office. Custody moves only when it accepts.

    Refused when the office does not hold one, a seal is not the recorded one, or one is already offered.
    """
    values = {"from_office": by.office, "to_office": to, "why": why, "note": note, "place": place}
    if standing := versions.again(Handover, by, id, values):
        if dict(standing.lines.values_list("item", "seal_given")) != dict(items):
            raise Refused("id.conflict")
        return standing
    if to.pk == by.office.pk:
        raise Refused("handover.same_office", "to")
    if not items:
        raise Refused("handover.no_items", "items")
    if len(items) > MOST_AT_ONCE:
        raise Refused("handover.too_many", "items", most=MOST_AT_ONCE)
    if why not in Why.values:
        raise Refused("handover.why", "why")
    # In one order everywhere, so that two offers of the same items wait for each other rather than both for ever.
    found = [access.get(Item.objects.select_for_update(of=("self",)), by, pk=pk) for pk in sorted(items)]
    waiting = set(HandoverItem.objects.filter(item__in=found, open=True).values_list("item", flat=True))
    with Checks() as checks:
        for item in found:
            with checks.of(item.pk, item=_name(item)):
                access.require(by, access.ACT, item)
                custody.may_offer(last=_last(item), holder=str(by.office.pk), seal=items[item.pk])
                if item.pk in waiting:
                    raise Refused("handover.already_offered")
    handover = Handover.objects.create(
        id=id,
        compartment=access.new_compartment(by),
        number=free_number(Handover, by.today.year, f"E-{by.office.code}"[:16]),
        **values,
        offered_at=by.now,
        offered_by=by.membership,
    )
    access.allow(by, handover, to, access.ACT, "handover")
    for item in found:
        own_compartment(by, item)
        access.allow(by, item, to, access.READ, "handover")
        try:
            with transaction.atomic():
                HandoverItem.objects.create(handover=handover, item=item, seal_given=items[item.pk])
        except IntegrityError as error:
            raise Refused("handover.already_offered", "items", item=str(item.number)) from error
        journal.write(by, "custody.offered", item, to=to.code, handover=handover.pk)
    journal.write(by, "handover.offered", handover, to=to.code, items=len(found), **contents.sealed(handover))
    return handover


def own_compartment(by: Actor, item: Item) -> None:
    """Before an item leaves its office it gets a compartment of its own, with the grants it had and its photos."""
    if item.compartment_id == item.intervention.compartment_id:
        item.compartment = access.copy_compartment(by, item.compartment_id)
        item.save(update_fields=["compartment"])
        Attachment.objects.filter(record=item.pk).update(compartment=item.compartment)


@action(roles=HOLDERS)
def accept(
    *, by: Actor, id: UUID, seals: Mapping[UUID, SealFound], place: str = "", note: str = ""
) -> Handover:
    """The receiver accepts every item with the seal as found; its office holds them from now.

    Refused for a broken, missing or other seal, and when someone answered meanwhile.
    """
    handover = _to_answer(by, id, side="to_office")
    was = contents.digest(handover)
    lines = list(handover.lines.select_related("item").order_by("item__order"))
    links = _received(by, handover, lines, seals, place, note)
    for line, link in zip(lines, links, strict=True):
        _add(by, link)
        line.seal_found, line.seal_state, line.open = link.seal, link.seal_state, False
        line.save(update_fields=["seal_found", "seal_state", "open"])
        access.allow(by, line.item, by.office, access.ACT, "handover")
        journal.write(
            by, "custody.accepted", line.item, from_=handover.from_office.code, handover=handover.pk
        )
    handover.accepted_at, handover.answered_by, handover.answer_why = by.now, by.membership, note
    handover.save(update_fields=["accepted_at", "answered_by", "answer_why"])
    journal.write(by, "handover.accepted", handover, items=len(lines), **contents.sealed(handover, was))
    return handover


def _received(
    by: Actor,
    handover: Handover,
    lines: list[HandoverItem],
    seals: Mapping[UUID, SealFound],
    place: str,
    note: str,
) -> list[custody.Link]:
    """The receiver's link of each line; every line that cannot be received is told."""
    links = []
    with Checks() as checks:
        for line in lines:
            with checks.of(line.item_id, item=_name(line.item)):
                found = seals.get(line.item_id, SealFound())
                link = custody.accepted(
                    last=_last(line.item),
                    giver=str(handover.from_office_id),
                    holder=str(by.office.pk),
                    keeper=str(by.membership.pk),
                    at=by.now,
                    seal=found.seal,
                    seal_state=found.state,
                    place=place,
                    why=handover.why,
                    note=note,
                    handover=str(handover.pk),
                )
                links.append(link)
    return links


@action(roles=HOLDERS)
def refuse(*, by: Actor, id: UUID, why: str, seals: Mapping[UUID, SealFound] | None = None) -> Handover:
    """The receiver refuses, with the reason; the giver keeps custody and the receiver stops seeing the items."""
    if not why.strip():
        raise Refused("reason.missing", "why")
    handover = _to_answer(by, id, side="to_office")
    was = contents.digest(handover)
    for line in handover.lines.all():
        found = (seals or {}).get(line.item_id, SealFound())
        line.seal_found, line.seal_state = found.seal, found.state
        line.save(update_fields=["seal_found", "seal_state"])
    return _ended(by, handover, "refused", why, was)


@action(roles=HOLDERS)
def withdraw(*, by: Actor, id: UUID, why: str) -> Handover:
    """The giver takes an offer back before it is answered."""
    if not why.strip():
        raise Refused("reason.missing", "why")
    handover = _to_answer(by, id, side="from_office")
    return _ended(by, handover, "withdrawn", why, contents.digest(handover))


def _to_answer(by: Actor, id: UUID, *, side: str) -> Handover:
    """The hand-over, locked, if it waits for an answer from the actor's office."""
    handover = access.get(Handover.objects.select_for_update(of=("self",)), by, pk=id)
    if getattr(handover, f"{side}_id") != by.office.pk:
        raise Refused("handover.other_office", office=getattr(handover, side).name)
    still_open(handover)
    return handover


def still_open(handover: Handover) -> None:
    """Refused when someone answered first, saying who and when: both offices may read that in the record anyway."""
    if who := handover.answered_by:
        raise Refused(
            "handover.answered",
            number=handover.number,
            how=handover.state.label,
            who=f"{who.person}, {who.office.name}",
            at=handover.answered_at,
        )


def _ended(by: Actor, handover: Handover, how: str, why: str, was: str) -> Handover:
    setattr(handover, f"{how}_at", by.now)
    handover.answered_by, handover.answer_why = by.membership, why.strip()
    handover.save(update_fields=[f"{how}_at", "answered_by", "answer_why"])
    for line in handover.lines.select_related("item"):
        line.open = False
        line.save(update_fields=["open"])
        _stop_seeing(by, line.item, handover.to_office)
        journal.write(by, f"custody.{how}", line.item, handover=handover.pk)
    journal.write(by, f"handover.{how}", handover, **contents.sealed(handover, was))
    return handover


def _stop_seeing(by: Actor, item: Item, office: Office) -> None:
    """End what only this offer let the office see."""
    Grant.objects.filter(
        compartment=item.compartment_id, office=office, level=access.READ, reason="handover", until_at=None
    ).update(until_at=by.now)


@action(roles=HOLDERS)
def seal_again(*, by: Actor, item_id: UUID, seal: str, note: str, place: str = "") -> CustodyLink:
    """Put a new seal on an item one holds, with the reason (an opened packet, a broken seal found)."""
    item = _held(by, item_id)
    row = _add(
        by,
        custody.sealed_again(
            last=_last(item),
            holder=str(by.office.pk),
            keeper=str(by.membership.pk),
            at=by.now,
            seal=seal,
            note=note,
            place=place,
        ),
    )
    journal.write(by, "custody.sealed", item)
    return row


@action(roles=HOLDERS)
def move(*, by: Actor, item_id: UUID, place: str, note: str = "") -> CustodyLink:
    """Record another place or keeper within one's office."""
    item = _held(by, item_id)
    row = _add(
        by,
        custody.moved(
            last=_last(item),
            holder=str(by.office.pk),
            keeper=str(by.membership.pk),
            at=by.now,
            place=place,
            note=note,
        ),
    )
    journal.write(by, "custody.moved", item)
    return row


def _held(by: Actor, item_id: UUID) -> Item:
    item = access.get(Item.objects.select_for_update(of=("self",)), by, pk=item_id)
    access.require(by, access.ACT, item)
    if item.handover_lines.filter(open=True).exists():
        raise Refused("handover.already_offered", item=str(item.number))
    return item
