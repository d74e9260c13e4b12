"""Reads of evidence: lists, what an office holds, the history of an item."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery, UUIDField

from arariwa.core import access, journal_words
from arariwa.core.actor import Actor
from arariwa.core.models import Attachment, JournalEntry, Office
from arariwa.evidence.choices import SealState
from arariwa.evidence.mentions import normalised
from arariwa.evidence.models import CustodyLink, Handover, HandoverItem, Intervention, Item, Mention

# Identifications that rest on no more than a name.
UNIDENTIFIED = ("", "proposed")
# Things of one intervention whose photos are looked for on its page.
MOST_PHOTOGRAPHED = 1000


def interventions(
    by: Actor, *, text: str = "", began: str = "", point: str = "", year: str = "", state: str = ""
) -> QuerySet:
    """Interventions the actor may see, narrowed by what the filters say; void ones only when asked for."""
    rows = access.visible(Intervention.objects.select_related("office"), by)
    rows = rows.filter(voided_at__isnull=state != "void")
    if state == "draft":
        rows = rows.filter(registered_at=None)
    elif state == "registered":
        rows = rows.filter(registered_at__isnull=False)
    if began:
        rows = rows.filter(began=began)
    if point:
        rows = rows.filter(point=point)
    if year.isdecimal() and len(year) == 4 and 0 < int(year) < date.max.year:
        first = date(int(year), 1, 1)
        rows = rows.filter(facts_from__lt=first.replace(year=first.year + 1), facts_until__gt=first)
    if text:
        named = access.visible(Item.objects.filter(reported_as__icontains=text), by).values("intervention")
        rows = rows.filter(
            Q(place_text__icontains=text)
            | Q(title__icontains=text)
            | Q(number__iexact=text)
            | Q(pk__in=named)
        )
    return rows


def items(
    by: Actor, *, text: str = "", kind: str = "", held: str = "", taxon: str = "", open_only: bool = False
) -> QuerySet[Item]:
    """Items the actor may see, with who holds them; `held="mine"` those of the actor's office."""
    rows = access.visible(Item.objects.filter(voided_at=None, number__isnull=False), by)
    rows = with_holder(rows)
    if held == "mine":
        rows = rows.filter(holder=by.office.pk)
    if kind:
        rows = rows.filter(kind=kind)
    if open_only:
        rows = rows.filter(kind="specimen", identified_by__in=UNIDENTIFIED)
    if taxon:
        rows = rows.filter(taxa__icontains=f'"{taxon}"')
    if text:
        rows = rows.filter(
            Q(reported_as__icontains=text) | Q(number__istartswith=text) | Q(identifier__icontains=text)
        )
    return rows


def with_holder(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Add `holder` (office id), `holder_seal` and its state from the last link of custody."""
    last = CustodyLink.objects.filter(item=OuterRef("pk")).order_by("-seq")
    return rows.annotate(
        # said to be a UUID, since SQLite would answer its letters
        holder=Subquery(last.values("holder")[:1], output_field=UUIDField()),
        holder_seal=Subquery(last.values("seal")[:1]),
        holder_seal_state=Subquery(last.values("seal_state")[:1]),
    )


def seal_told(seal: str, state: str | None) -> str:
    """The number of a seal, "sin precinto" where someone saw that there is none, "" where nobody told."""
    return seal or (str(SealState.NONE.label).lower() if state == SealState.NONE else "")


def custody_history(item: Item) -> list[CustodyLink]:
    """The links of an item, first to last, with who and where."""
    return list(
        item.links.select_related("holder__institution", "keeper__person", "handover").order_by("seq")
    )


def chains(items: Iterable[Item]) -> dict[UUID, list[CustodyLink]]:
    """The links of many items, each first to last, read in one go."""
    found: dict[UUID, list[CustodyLink]] = {}
    rows = CustodyLink.objects.filter(item__in=[i.pk for i in items])
    for link in rows.select_related("holder__institution", "keeper__person").order_by("item", "seq"):
        found.setdefault(link.item_id, []).append(link)
    return found


def offered(items: Iterable[Item]) -> dict[UUID, Office]:
    """The office by which each of many items waits to be accepted."""
    rows = HandoverItem.objects.filter(item__in=[i.pk for i in items], open=True)
    return {row.item_id: row.handover.to_office for row in rows.select_related("handover__to_office")}


def handovers(by: Actor, state: str = "", side: str = "") -> QuerySet[Handover]:
    """Hand-overs the actor may see; `side`: "sent", "received", or "waiting" for the answer of the actor's office."""
    rows = access.visible(
        Handover.objects.select_related("from_office", "to_office", "offered_by__person"), by
    )
    rows = rows.annotate(count=Count("lines"))
    if state == "offered" or side == "waiting":
        rows = rows.filter(accepted_at=None, refused_at=None, withdrawn_at=None)
    if side == "sent":
        return rows.filter(from_office=by.office.pk)
    return rows.filter(to_office=by.office.pk) if side in ("received", "waiting") else rows


def to_answer(by: Actor) -> QuerySet[Handover]:
    """What waits for the actor's office to accept or refuse."""
    return handovers(by, side="waiting").order_by("offered_at")


def received(by: Actor) -> QuerySet[Handover]:
    """What the actor's office received, the latest first."""
    return handovers(by, side="received").filter(accepted_at__isnull=False).order_by("-accepted_at", "-id")


def drafts(by: Actor) -> QuerySet[Intervention]:
    """Interventions the actor's office has begun and not registered."""
    rows = access.visible(Intervention.objects.filter(registered_at=None, voided_at=None), by, access.MANAGE)
    return rows.filter(office=by.office.pk).order_by("-created_at")


def unidentified(by: Actor) -> QuerySet[Item]:
    """Specimens the actor may act on whose species is open: none proposed, several possible, or only proposed."""
    rows = access.visible(
        Item.objects.filter(kind="specimen", voided_at=None, number__isnull=False), by, access.ACT
    )
    return rows.filter(identified_by__in=UNIDENTIFIED).order_by("-id")


def history(ids: Iterable[UUID | str], limit: int = 200) -> list[JournalEntry]:
    """Journal lines about those records, oldest first. The caller has already been let to them."""
    return list(JournalEntry.objects.filter(record__in=[str(i) for i in ids]).order_by("seq")[:limit])


def last_change(record: Model) -> tuple[str, datetime | None]:
    """Who changed a record last and when, by the journal."""
    lines = JournalEntry.objects.filter(record=str(record.pk)).order_by("-seq")[:1]
    return next(((who, line.at) for line, who, _what in journal_words.told(lines)), ("", None))


def state_of(intervention: Intervention) -> str:
    """A mark of everything a draft says now; another mark means someone changed something."""
    rows: list[object] = [intervention.version]
    for things in (intervention.items, intervention.participants):
        rows += [
            [str(pk), version, bool(voided)]
            for pk, version, voided in things.order_by("pk").values_list("pk", "version", "voided_at")
        ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def offices(kind: str = "") -> QuerySet[Office]:
    """Offices that are open, of institutions of a kind or of all, institution by institution."""
    rows = Office.objects.filter(closed_on=None).select_related("institution")
    return (rows.filter(institution__kind=kind) if kind else rows).order_by("institution__name_es", "name_es")


def intervention(by: Actor, id: UUID) -> Intervention:
    """The intervention with what its page shows, or Hidden."""
    rows = Intervention.objects.select_related(
        "office__institution", "prosecutor_office", "held_by", "compartment"
    )
    return access.get(rows, by, pk=id)


def item(by: Actor, id: UUID) -> Item:
    """A numbered item with its intervention, or Hidden. A thing of a draft has no page of its own."""
    rows = Item.objects.filter(number__isnull=False, voided_at=None).select_related(
        "intervention__office__institution"
    )
    return access.get(rows, by, pk=id)


def handover(by: Actor, id: UUID) -> Handover:
    """The hand-over with both sides, or Hidden."""
    sides = (
        "from_office__institution",
        "to_office__institution",
        "offered_by__person",
        "answered_by__person",
        "answered_by__office",
        "compartment",
    )
    return access.get(Handover.objects.select_related(*sides), by, pk=id)


def intervention_of(item: Item, by: Actor) -> Intervention | None:
    """The intervention an item comes from, if the actor may see it too."""
    return access.visible(Intervention.objects.filter(pk=item.intervention_id), by).first()


def open_handover(item: Item, by: Actor) -> Handover | None:
    """The hand-over an item waits in, if there is one the actor may see."""
    return access.visible(
        Handover.objects.filter(lines__item=item, lines__open=True).select_related(
            "to_office", "from_office"
        ),
        by,
    ).first()


def to_offer(by: Actor, *, intervention: str = "", chosen: Iterable[str] = ()) -> QuerySet[Item]:
    """Items the actor's office holds and may hand over now; of one intervention, or those chosen, when given."""
    rows = access.visible(
        Item.objects.filter(voided_at=None, number__isnull=False, intervention__voided_at=None),
        by,
        access.ACT,
    )
    rows = with_holder(rows).filter(holder=by.office.pk).exclude(handover_lines__open=True)
    if wanted := [pk for pk in map(_uuid, chosen) if pk]:
        rows = rows.filter(pk__in=wanted)
    if intervention:
        rows = rows.filter(intervention=_uuid(intervention))
    return rows.order_by("-intervention", "order")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def holder_names(rows: Iterable[Item]) -> dict[UUID, str]:
    """Names of the offices that hold these items (rows of `with_holder`)."""
    ids = {row.holder for row in rows if row.holder}  # type: ignore[attr-defined]
    return {office.pk: office.name for office in Office.objects.filter(pk__in=ids)}


def holder_namer() -> Callable[[UUID | None], str]:
    """The name of an office, each read once: for long exports."""
    known: dict[UUID | None, str] = {None: ""}

    def name(pk: UUID | None) -> str:
        if pk not in known:
            known[pk] = Office.objects.get(pk=pk).name
        return known[pk]

    return name


def things_of(rows: Iterable[Intervention], by: Actor, most: int = 3) -> dict[UUID, tuple[list[Item], int]]:
    """For each intervention of a page, its first things the actor may see and how many more there are."""
    found: dict[UUID, list[Item]] = {}
    ids = [row.pk for row in rows]
    for thing in access.seen(Item.objects.filter(intervention__in=ids, voided_at=None).order_by("order"), by):
        found.setdefault(thing.intervention_id, []).append(thing)
    return {pk: (things[:most], max(0, len(things) - most)) for pk, things in found.items()}


@dataclass(frozen=True)
class Photo:
    """A photo and what it shows."""

    attachment: Attachment
    label: str


def photos(record: Intervention | Item, by: Actor) -> list[Photo]:
    """Photos of a record, and of an intervention's things the actor may see."""
    of = [record, *(things(record, by)[:MOST_PHOTOGRAPHED] if isinstance(record, Intervention) else [])]
    titles = {row.pk: f"{row.order}. {row.reported_as}" if isinstance(row, Item) else "" for row in of}
    found = Attachment.objects.filter(
        record__in=list(titles), purpose="photo", voided_at=None
    ).select_related("blob")
    return [Photo(a, titles[a.record]) for a in access.visible(found, by).order_by("added_at", "id")]


def things(intervention: Intervention, by: Actor) -> QuerySet[Item]:
    """The things of an intervention the actor may see, in order, with who holds them."""
    return with_holder(access.visible(intervention.items.filter(voided_at=None), by)).order_by("order")


def recent(by: Actor, most: int) -> list[Intervention]:
    """The interventions registered last that the actor may see."""
    rows = access.visible(Intervention.objects.filter(registered_at__isnull=False, voided_at=None), by)
    return list(rows.order_by("-registered_at", "-id")[:most])


def mentions(text: str, by: Actor) -> QuerySet[Mention]:
    """Mentions the actor may see whose letters and digits contain those of a text; three at least."""
    rows = access.visible(Mention.objects.select_related("intervention"), by)
    plain = normalised(text)
    return (
        rows.filter(normalised__contains=plain).order_by("-written_at", "-id")
        if len(plain) >= 3
        else rows.none()
    )


def same_mention(text: str, by: Actor) -> QuerySet[Mention]:
    """Mentions the actor may see with the same letters and digits."""
    rows = access.visible(Mention.objects.select_related("intervention"), by)
    return rows.filter(normalised=normalised(text)).exclude(normalised="").order_by(F("written_at").desc())
