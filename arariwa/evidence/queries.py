"""Reads of evidence: lists, what an office holds, the history of an item."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain import chain
from arariwa.core.models import JournalEntry
from arariwa.evidence.custody_actions import link_of
from arariwa.evidence.mentions import normalised
from arariwa.evidence.models import CustodyLink, Handover, Intervention, Item


def interventions(by: Actor, *, text: str = "", began: str = "", point: str = "", year: str = "", state: str = "") -> QuerySet:
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
    if year.isdecimal() and len(year) == 4 and year != "0000":
        rows = rows.filter(facts_from__lt=f"{int(year) + 1:04}-01-01", facts_until__gt=f"{year}-01-01")
    if text:
        named = access.visible(Item.objects.filter(reported_as__icontains=text), by).values("intervention")
        rows = rows.filter(
            Q(place_text__icontains=text) | Q(title__icontains=text) | Q(number__iexact=text) | Q(pk__in=named)
        )
    return rows


def items(by: Actor, *, text: str = "", kind: str = "", held: str = "", taxon: str = "") -> QuerySet[Item]:
    """Items the actor may see, with who holds them; `held="mine"` those of the actor's office."""
    rows = access.visible(Item.objects.filter(voided_at=None, number__isnull=False), by)
    rows = with_holder(rows)
    if held == "mine":
        rows = rows.filter(holder=by.office.pk)
    if kind:
        rows = rows.filter(kind=kind)
    if taxon:
        rows = rows.filter(taxa__icontains=f'"{taxon}"')
    if text:
        rows = rows.filter(Q(reported_as__icontains=text) | Q(number__iexact=text) | Q(identifier__icontains=text))
    return rows


def with_holder(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Add `holder` (office id) and `holder_seal` from the last link of custody."""
    last = CustodyLink.objects.filter(item=OuterRef("pk")).order_by("-seq")
    return rows.annotate(holder=Subquery(last.values("holder")[:1]), holder_seal=Subquery(last.values("seal")[:1]))


def custody_history(item: Item) -> list[CustodyLink]:
    """The links of an item, first to last, with who and where."""
    return list(item.links.select_related("holder__institution", "keeper__person", "handover").order_by("seq"))


@dataclass(frozen=True)
class CustodyBreak:
    """A link that does not hold: its place in the chain and what is wrong."""

    seq: int
    what: str


def custody_breaks(links: Iterable[CustodyLink]) -> Iterator[CustodyBreak]:
    """Recompute an item's chain and yield each link that was changed, lost, moved or set back in time."""
    rows = [link_of(row) for row in links]
    stored = [row.hash for row in links]  # type: ignore[union-attr]
    for found in chain.breaks((r.seq, r.previous, h, r.content()) for r, h in zip(rows, stored, strict=True)):
        yield CustodyBreak(found.seq, found.what)
    for before, after in zip(rows, rows[1:], strict=False):
        if after.at < before.at:
            yield CustodyBreak(after.seq, "time")


def handovers(by: Actor, state: str = "") -> QuerySet[Handover]:
    """Hand-overs the actor may see, newest first by offer."""
    rows = access.visible(Handover.objects.select_related("from_office", "to_office", "offered_by__person"), by)
    rows = rows.annotate(count=Count("lines"))
    if state == "offered":
        rows = rows.filter(accepted_at=None, refused_at=None, withdrawn_at=None)
    return rows


def to_answer(by: Actor) -> QuerySet[Handover]:
    """What waits for the actor's office to accept or refuse."""
    return handovers(by, "offered").filter(to_office=by.office.pk).order_by("offered_at")


def drafts(by: Actor) -> QuerySet[Intervention]:
    """Interventions the actor's office has begun and not registered."""
    rows = access.visible(Intervention.objects.filter(registered_at=None, voided_at=None), by, access.MANAGE)
    return rows.filter(office=by.office.pk).order_by("-created_at")


def unidentified(by: Actor) -> QuerySet[Item]:
    """Specimens the actor may act on whose species is open: none proposed, several possible, or only proposed."""
    rows = access.visible(Item.objects.filter(kind="specimen", voided_at=None, number__isnull=False), by, access.ACT)
    return rows.filter(identified_by__in=["", "proposed"]).order_by("-id")


def history(ids: Iterable[UUID | str], limit: int = 200) -> list[JournalEntry]:
    """Journal lines about those records, oldest first. The caller has already been let to them."""
    return list(JournalEntry.objects.filter(record__in=[str(i) for i in ids]).order_by("seq")[:limit])


def same_mention(text: str, by: Actor) -> QuerySet:
    """Mentions the actor may see with the same letters and digits."""
    from arariwa.evidence.models import Mention

    rows = access.visible(Mention.objects.select_related("intervention"), by)
    return rows.filter(normalised=normalised(text)).exclude(normalised="").order_by(F("written_at").desc())
