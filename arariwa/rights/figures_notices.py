"""The programme's counts of citizens' notices (OUT-13), each with the rows it counts.

A notice counts when it says a place and a fact, is real (never an exercise's), is not set aside as spam and repeats no other.
It reaches a case when a case rests on the intervention begun from it.
"""

from collections import Counter
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from arariwa.events.choices import NO_REGION
from arariwa.events.figures import Figure, Scope
from arariwa.rights.models import Notice


def counted(scope: Scope) -> QuerySet[Notice]:
    """Notices with a place and a fact received in the scope, of those `by` works on."""
    placed = ~Q(ubigeo="") | ~Q(place_text="") | Q(latitude__isnull=False)
    rows = Notice.objects.filter(placed, compartment__exercise=None, spam_at=None, joined_to=None).exclude(
        text=""
    )
    since, until = (_midnight(day) for day in (scope.since, scope.until))
    if since:
        rows = rows.filter(received_at__gte=since)
    if until:
        rows = rows.filter(received_at__lt=until)
    return scope.visible(rows)


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def received(scope: Scope) -> Figure:
    """Notices with a place and a fact, by region, channel, year and what they are about."""
    rows = counted(scope)
    reach = reaching(rows).count()
    return Figure(
        "OUT-13",
        rows.count(),
        (rows,),
        parts=_parts(rows),
        beside={"reach_a_case": reach},
        of_persons=False,
    )


def share_in_cases(scope: Scope) -> Figure:
    """The share of them on which, through an intervention, a case rests."""
    rows = counted(scope)
    found = reaching(rows)
    return Figure(
        "OUT-13",
        found.count(),
        (found, rows),
        of=rows.count(),
        parts=_parts(found),
        of_parts=_parts(rows),
        unit="percent",
        of_persons=False,
    )


def reaching(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those of the notices that reach a case."""
    return rows.filter(intervention__in_case_at__isnull=False, intervention__voided_at=None)


def _parts(rows: QuerySet[Notice]) -> dict[str, dict[str, int]]:
    region, channel, year, kind = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for ubigeo, via, at, about in rows.values_list("ubigeo", "channel", "received_at", "kind"):
        region[ubigeo[:2] or NO_REGION] += 1
        channel[via] += 1
        year[str(timezone.localtime(at).year)] += 1
        kind[about] += 1
    return {"region": dict(region), "channel": dict(channel), "year": dict(year), "kind": dict(kind)}
