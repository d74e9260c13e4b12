"""Reads of what stands around an event: promises with where they stand, materials, costs, photos, stops."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.files import files_of_any
from arariwa.events.domain import promises
from arariwa.events.domain.promises import Standing
from arariwa.events.models import Event, Evidence, EvidenceVoid, Material, Promise


@dataclass(frozen=True)
class Kept:
    """A promise with its standing evidence and where it stands today."""

    promise: Promise
    evidence: list[Evidence]
    standing: Standing


def with_evidence(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Promises with the evidence that was not taken back, at hand."""
    stands = Evidence.objects.exclude(Exists(EvidenceVoid.objects.filter(evidence=OuterRef("pk"))))
    return rows.select_related("event", "institution", "participation__person").prefetch_related(
        Prefetch("evidence", queryset=stands, to_attr="standing_evidence")
    )


def kept(rows: QuerySet[Promise], today: date) -> list[Kept]:
    """Where each stands on a day."""
    found = []
    for row in with_evidence(rows):
        evidence: list[Evidence] = row.standing_evidence  # type: ignore[attr-defined]
        shown = [promises.Shown(one.on, one.fulfils) for one in evidence]
        found.append(Kept(row, evidence, promises.standing(row.due_on, shown, today, bool(row.dropped_at))))
    return found


def of_event(event: Event, today: date) -> list[Kept]:
    """The promises of one event, by day; their evidence carries its files."""
    found = kept(event.promises.all(), today)
    papers: dict[Any, list[Any]] = {}
    for one in files_of_any([e.pk for row in found for e in row.evidence], "paper"):
        papers.setdefault(one.record, []).append(one)
    for row in found:
        for evidence in row.evidence:
            evidence.papers = papers.get(evidence.pk, [])  # type: ignore[attr-defined]
    return found


def visible(by: Actor) -> QuerySet[Promise]:
    """Promises of the events the actor may see."""
    return access.visible(Promise.objects.all(), by)


def materials(by: Actor) -> QuerySet[Material]:
    """Materials the actor may see, with what is in stock."""
    rows = access.visible(Material.objects.select_related("office"), by)
    return rows.annotate(stock=Sum("moves__quantity")).order_by("name_es", "id")
