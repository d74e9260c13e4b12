"""Writes of evidence: register an intervention step by step, and what belongs to it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from arariwa.core import access, contents, files, formatting, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.models import Attachment, Office, Role
from arariwa.core.numbering import free_number
from arariwa.evidence import mentions, queries
from arariwa.evidence.choices import Kind, Taking, Told
from arariwa.evidence.custody_actions import begin_custody, own_compartment
from arariwa.evidence.models import Intervention, Item, Participant

# Who may record an intervention: those who take things, or lead those who do.
RECORDERS = (
    Role.POLICE,
    Role.CUSTOMS,
    Role.WILDLIFE,
    Role.FISHERIES,
    Role.PROSECUTOR,
    Role.PROSECUTOR_STAFF,
    Role.CENTRAL_AUTHORITY,
)
MOST_ITEMS = 5000
Row = TypeVar("Row", Participant, Item)
FIRST_DAY = date(1991, 4, 9)  # the Criminal Code; an earlier day is a slip of the hand


@action(roles=RECORDERS)
def draft_intervention(*, by: Actor, id: UUID, values: Mapping[str, Any]) -> Intervention:
    """Begin an intervention; the same id again with the same content changes nothing."""
    if standing := versions.again(Intervention, by, id, values):
        return standing
    _check_day(by, values)
    intervention = Intervention.objects.create(
        id=id,
        compartment=access.new_compartment(by),
        office=by.office,
        created_at=by.now,
        created_by=by.membership,
        **values,
    )
    journal.write(by, "intervention.begun", intervention)
    return intervention


@action(roles=RECORDERS)
def edit_intervention(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Intervention:
    """Save one step of a draft. Raises versions.Stale when someone saved first."""
    intervention = draft(by, id)
    _check_day(by, values)
    changed = versions.save(intervention, version, values)
    if changed:
        journal.write(by, "intervention.edited", intervention, fields=sorted(changed))
    return intervention


def draft(by: Actor, id: UUID) -> Intervention:
    """The intervention, if the actor may still change it."""
    intervention = access.get(Intervention.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.MANAGE, intervention)
    if intervention.voided_at:
        raise Refused("record.voided")
    if not intervention.is_draft:
        raise Refused("intervention.registered", number=str(intervention.number))
    return intervention


def _check_day(by: Actor, values: Mapping[str, Any]) -> None:
    if "facts_from" in values:
        check_facts(by, Span(values["facts_from"], values["facts_until"]))


def check_facts(by: Actor, facts: Span) -> None:
    """The day of the facts is neither in the future nor before the law this system knows. The form asks it too."""
    if facts.start > by.today:
        raise Refused("day.future", "day", today=formatting.day(by.today))
    if facts.until <= FIRST_DAY:
        raise Refused("day.too_old", "day", first=formatting.day(FIRST_DAY))


@action(roles=RECORDERS)
def save_participant(
    *, by: Actor, intervention_id: UUID, id: UUID, values: Mapping[str, Any], version: int | None = None
) -> Participant:
    """Add someone who took part to a draft, or correct them (then `version` is the one that was read)."""
    intervention = draft(by, intervention_id)
    standing = Participant.objects.filter(pk=id).first()
    if standing:
        if standing.intervention_id != intervention.pk:
            raise Refused("id.malformed")
        return _saved(by, standing, version, values, "participant.edited")
    last = intervention.participants.aggregate(Max("order"))["order__max"] or 0
    if last >= 200:
        raise Refused("participant.too_many")
    participant = Participant.objects.create(id=id, intervention=intervention, order=last + 1, **values)
    journal.write(by, "participant.added", participant, part=participant.part)
    return participant


def _saved(by: Actor, standing: Row, version: int | None, values: Mapping[str, Any], verb: str) -> Row:
    """A row of a draft changed; without `version` it is being added a second time, which must say the same."""
    if version is None:
        if any(getattr(standing, key) != value for key, value in values.items()):
            raise Refused("id.conflict")
        return standing
    if changed := versions.save(standing, version, values):
        journal.write(by, verb, standing, fields=sorted(changed))
    return standing


@action(roles=RECORDERS)
def remove_participant(*, by: Actor, id: UUID, undo: bool = False) -> Participant:
    """Take someone off a draft, or put them back."""
    participant = access.get(Participant, by, pk=id)
    draft(by, participant.intervention_id)
    participant.voided_at = None if undo else by.now
    participant.save(update_fields=["voided_at"])
    journal.write(by, "participant.restored" if undo else "participant.removed", participant)
    return participant


@action(roles=RECORDERS)
def save_item(
    *, by: Actor, intervention_id: UUID, id: UUID, values: Mapping[str, Any], version: int | None = None
) -> Item:
    """Add a thing to a draft, or change it (then `version` is the one that was read)."""
    intervention = draft(by, intervention_id)
    standing = Item.objects.filter(pk=id).first()
    if standing:
        if standing.intervention_id != intervention.pk:
            raise Refused("id.malformed")
        return _saved(by, standing, version, values, "item.edited")
    last = intervention.items.aggregate(Max("order"))["order__max"] or 0
    if last >= MOST_ITEMS:
        raise Refused("item.too_many", most=MOST_ITEMS)
    item = Item.objects.create(
        id=id, intervention=intervention, compartment_id=intervention.compartment_id, order=last + 1, **values
    )
    journal.write(by, "item.added", item, kind=item.kind)
    return item


@action(roles=RECORDERS)
def remove_item(*, by: Actor, id: UUID, undo: bool = False) -> Item:
    """Take a thing off a draft, or put it back."""
    item = access.get(Item, by, pk=id)
    draft(by, item.intervention_id)
    item.voided_at, item.voided_by = (None, None) if undo else (by.now, by.membership)
    item.save(update_fields=["voided_at", "voided_by"])
    journal.write(by, "item.restored" if undo else "item.removed", item)
    return item


@action(roles=RECORDERS)
def register_intervention(*, by: Actor, id: UUID, seen: str | None = None) -> Intervention:
    """Make a draft final: it gets its number, its items theirs, custody begins, the prosecutor told may see it.

    What is still missing for a complete record does not stop it (it prints as BORRADOR); an empty one is refused, and
    one that changed since it was reviewed (`seen`, from `queries.state_of`) is too.
    """
    intervention = draft(by, id)
    if seen is not None and seen != queries.state_of(intervention):
        raise Refused("intervention.changed")
    items = list(intervention.items.filter(voided_at=None).order_by("order"))
    if not items:
        raise Refused("intervention.no_items")
    moment, precision = moment_of(intervention)
    if moment > by.now:
        raise Refused("hour.future", "end_time")
    intervention.number = free_number(Intervention, intervention.facts_from.year, by.office.code)
    intervention.registered_at, intervention.registered_by = by.now, by.membership
    intervention.save(update_fields=["number", "registered_at", "registered_by"])
    for n, item in enumerate(items, 1):
        item.number = f"{intervention.number}-{n:02}"
    Item.objects.bulk_update(items, ["number"], batch_size=500)
    taken = [i for i in items if i.taking == Taking.TAKEN]
    holder = intervention.held_by or by.office
    begin_custody(by, taken, moment, precision, holder)
    if holder.pk != by.office.pk:
        for item in taken:
            own_compartment(by, item)
            access.allow(by, item, holder, access.ACT, "holder")
    mentions.write(by, intervention, items)
    for item in items:
        journal.write(by, "item.registered", item, **contents.sealed(item))
    journal.write(
        by, "intervention.registered", intervention, items=len(items), **contents.sealed(intervention)
    )
    told = intervention.prosecutor_told in (Told.PRESENT, Told.TELEPHONE)
    if told and intervention.prosecutor_office and intervention.prosecutor_office_id != by.office.pk:
        access.allow(by, intervention, intervention.prosecutor_office, access.ACT, "prosecutor_told")
    return intervention


@action(roles=RECORDERS)
def tell_prosecutor(*, by: Actor, id: UUID, office: Office) -> Intervention:
    """Send a registered intervention to a prosecutor's office, which may then open a case on it.

    What the record says of the day itself (told by telephone, by whom) is not touched.
    """
    intervention = access.get(Intervention, by, pk=id)
    access.require(by, access.MANAGE, intervention)
    if intervention.is_draft or intervention.voided_at:
        raise Refused("case.draft_intervention", title=str(intervention))
    if office.institution.kind != "prosecution":
        raise Refused("intervention.not_prosecutor", "office", office=office.name)
    access.allow(by, intervention, office, access.ACT, "prosecutor_told")
    for item in intervention.items.exclude(compartment=intervention.compartment_id):
        access.allow(by, item, office, access.READ, "prosecutor_told")
    journal.write(by, "intervention.sent", intervention, to=office.code)
    return intervention


def moment_of(intervention: Intervention) -> tuple[datetime, str]:
    """When things were taken, and how well that is known; the end hour if told, else the start hour."""
    span = intervention.facts
    hour = intervention.end_time or intervention.start_time
    day = span.start + timedelta(days=intervention.ends_next_day)
    precision = ("minute" if hour else "day") if span.precision == "day" else span.precision
    zone = timezone.get_default_timezone()
    return datetime.combine(day, hour or time.min, tzinfo=zone), precision


def rely_on(by: Actor, intervention: Intervention) -> None:
    """Note that a case rests on the intervention, which then can no longer be declared void. Called from inside an action."""
    if intervention.in_case_at is None:
        intervention.in_case_at = by.now
        intervention.save(update_fields=["in_case_at"])


@action(roles=RECORDERS)
def void_intervention(*, by: Actor, id: UUID, why: str) -> Intervention:
    """Declare an intervention void, with the reason; nothing is deleted. One already in a case or handed on is not."""
    intervention = access.get(Intervention.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.MANAGE, intervention)
    if not why.strip():
        raise Refused("reason.missing", "why")
    voidable(intervention)
    was = contents.digest(intervention)
    intervention.voided_at, intervention.voided_by, intervention.voided_why = (
        by.now,
        by.membership,
        why.strip(),
    )
    intervention.save(update_fields=["voided_at", "voided_by", "voided_why"])
    journal.write(by, "intervention.voided", intervention, **contents.sealed(intervention, was))
    return intervention


def voidable(intervention: Intervention) -> None:
    """Refused when the intervention can no longer be declared void."""
    if intervention.voided_at:
        raise Refused("record.voided")
    if (
        intervention.items.filter(links__seq__gt=1).exists()
        or intervention.items.filter(handover_lines__open=True).exists()
    ):
        raise Refused("intervention.handed_on")
    if intervention.in_case_at:
        raise Refused("intervention.in_case")


@action(roles=RECORDERS)
def add_photo(
    *,
    by: Actor,
    intervention_id: UUID,
    upload: Any,
    caption: str = "",
    item_id: UUID | None = None,
    id: UUID | None = None,
) -> Attachment:
    """Keep a photo of the intervention or of one of its items; the same `id` with the same bytes again is the same photo."""
    intervention = access.get(Intervention, by, pk=intervention_id)
    access.require(by, access.ACT, intervention)
    record: Intervention | Item = intervention
    if item_id:
        record = access.get(Item.objects.filter(intervention=intervention), by, pk=item_id)
    kept = files.keep(upload, kinds=files.PHOTOS, field="photo")
    return files.attach(
        by, record, kept, name=getattr(upload, "name", ""), purpose="photo", caption=caption[:300], id=id
    )


@action(roles=RECORDERS)
def remove_photo(*, by: Actor, id: UUID, why: str = "") -> Attachment:
    """Declare a photo void; the bytes stay. Of a registered intervention only with the reason."""
    photo = access.get(Attachment.objects.filter(purpose="photo"), by, pk=id)
    of_item = photo.record_type == "evidence.item"
    record: Item | Intervention = access.get(Item if of_item else Intervention, by, pk=photo.record)  # type: ignore[arg-type, assignment]
    intervention = record.intervention if isinstance(record, Item) else record
    access.require(by, access.MANAGE, intervention)
    if not intervention.is_draft and not why.strip():
        raise Refused("reason.missing", "why")
    if photo.voided_at is None:
        was = contents.digest(photo)
        photo.voided_at, photo.voided_by, photo.voided_why = by.now, by.membership, why.strip()[:300]
        photo.save(update_fields=["voided_at", "voided_by", "voided_why"])
        journal.write(by, "photo.removed", photo, from_=record.pk, **contents.sealed(photo, was))
    return photo


IDENTIFIERS = (*RECORDERS, Role.LABORATORY)


@action(roles=IDENTIFIERS)
def identify_item(*, by: Actor, id: UUID, version: int, taxa: list[str], by_expert: bool) -> Item:
    """Say which taxon a specimen is; the name as reported stays as it was."""
    item = access.get(Item.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, item)
    if item.kind != Kind.SPECIMEN:
        raise Refused("item.not_specimen")
    if item.voided_at or item.intervention.voided_at:
        raise Refused("record.voided")
    values = {"taxa": taxa, "identified_by": "expert" if by_expert else "official"}
    before, was = list(item.taxa), contents.digest(item)
    versions.save(item, version, values)
    journal.write(
        by,
        "item.identified",
        item,
        taxa=[t.replace(" ", "_") for t in taxa],
        before=[t.replace(" ", "_") for t in before],
        **contents.sealed(item, was),
    )
    return item


def new_id() -> UUID:
    """An id for a record about to be made; forms carry it, so that sending twice makes one record."""
    return uuid7()
