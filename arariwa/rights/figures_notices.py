"""The programme's count of citizens' notices (OUT-13), with the rows it counts.

A notice counts when it says a place and a fact, is real (never an exercise's), is not set aside as spam and repeats no other.
It reaches a case when a case rests on the intervention begun from it.

An office counts the notices it works on. Programme staff, who answer for the result, count all of them: of one they may not
read, a row says month, region, subject, channel and state, and nothing else (`showing_figures`).
"""

from collections import Counter
from datetime import date, datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr, TruncMonth
from django.utils import timezone

from arariwa.core import access
from arariwa.core.action import role_allows
from arariwa.core.actor import Actor
from arariwa.core.models import Role
from arariwa.events.choices import NO_REGION
from arariwa.events.figures import FEWEST, Figure, Number, Scope
from arariwa.rights import book
from arariwa.rights.models import Notice

# Whom the programme's results concern.
WHOLE = (Role.PROGRAMME,)
# Region and state of kinds that nobody outside their route reads: told to nobody, or the parts would tell who is looked into.
RESERVED = "reserved"


def counts_whole(by: Actor | None) -> bool:
    """Whether this official counts every notice, also those of which they may read nothing."""
    return by is not None and by.exercise is None and role_allows(by, WHOLE)


def _received(scope: Scope) -> QuerySet[Notice]:
    """Real notices received in the scope that `by` counts, whatever became of them."""
    rows = Notice.objects.filter(compartment__exercise=None)
    since, until = (_midnight(day) for day in (scope.since, scope.until))
    if since:
        rows = rows.filter(received_at__gte=since)
    if until:
        rows = rows.filter(received_at__lt=until)
    return rows if counts_whole(scope.by) else scope.visible(rows)


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


FIRST, NOT_SPAM = Q(joined_to=None), Q(spam_at=None)
PLACED = (~Q(ubigeo="") | ~Q(place_text="") | Q(latitude__isnull=False)) & ~Q(text="")


def counted(scope: Scope) -> QuerySet[Notice]:
    """Notices with a place and a fact received in the scope; where someone asks, with `readable`: whether they may open it.

    In an order that tells nothing of one that is not: by month, then by what its row says.
    """
    rows = _received(scope).filter(FIRST, NOT_SPAM, PLACED)
    if scope.by is None:
        return rows
    mine = access.visible(Notice.objects.filter(pk=OuterRef("pk")), scope.by)
    rows = rows.annotate(
        readable=Exists(mine), month=TruncMonth("received_at"), region=Substr("ubigeo", 1, 2)
    )
    return rows.order_by(F("month").desc(), "kind", "channel", "region", "pk")


def received(scope: Scope) -> Figure:
    """Notices with a place and a fact, by region, channel, year and month, what they are about and where they stand today."""
    rows, every = counted(scope), _received(scope)
    beside: dict[str, Number | None]
    parts = _parts(rows)
    value = sum(parts["channel"].values())
    beside = {
        "without_place": every.filter(FIRST, NOT_SPAM).exclude(PLACED).count(),
        "repeated": every.exclude(FIRST).count(),
        "spam": every.filter(FIRST).exclude(NOT_SPAM).count(),
    }
    not_known = ["elsewhere", "who_told"]
    # Of one or two notices somebody else works on, a count of cases would say which is one.
    if counts_whole(scope.by) and 0 < value < FEWEST:
        not_known.append("few_in_cases")
    else:
        reach = reaching(rows).count()
        share = reach / value if value else None
        beside = {"reach_a_case": reach, "reach_a_case_share": share, **beside}
    if RESERVED in parts["state"]:
        not_known.append("reserved")
    return Figure("OUT-13", value, (rows,), parts=parts, beside=beside, not_known=tuple(not_known))


def reaching(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those of the notices that reach a case."""
    return rows.filter(intervention__in_case_at__isnull=False, intervention__voided_at=None)


def is_reserved(kind: str) -> bool:
    """Whether nobody outside the route of that kind reads it; so too of one the pack no longer knows."""
    found = book.rights().notice_kinds.get(kind)
    return found is None or found.only


def stands(notice: Notice) -> str:
    """Where a notice stands, one that is closed by how it ended."""
    return RESERVED if is_reserved(notice.kind) else notice.outcome or str(notice.state)


def region_of(notice: Notice) -> str:
    """Its region, as far as it is told."""
    return RESERVED if is_reserved(notice.kind) else notice.ubigeo[:2] or NO_REGION


def _parts(rows: QuerySet[Notice]) -> dict[str, dict[str, int]]:
    names = ("region", "channel", "year", "month", "kind", "state")
    parts: dict[str, Counter[str]] = {name: Counter() for name in names}
    told = rows.only(
        "ubigeo", "channel", "received_at", "kind", "outcome", "closed_at", "taken_at", "spam_at"
    )
    for row in told:
        on = timezone.localtime(row.received_at)
        cells = (region_of(row), row.channel, f"{on:%Y}", f"{on:%Y-%m}", row.kind, stands(row))
        for name, key in zip(names, cells, strict=True):
            parts[name][key] += 1
    return {name: dict(cells) for name, cells in parts.items()}
