"""The programme's counts of consultations, with the rows they count (codes of the results framework).

What counts: real questions (never an exercise's) that someone answered with the norm, by the day of the first answer. A
question answered by the engine alone on a public page leaves no row, so it is not counted; `docs/rights.md` says so.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from arariwa.events.choices import NO_REGION
from arariwa.events.figures import NOT_RECORDED, Figure, Scope
from arariwa.rights import book, consulting
from arariwa.rights.models import Consultation, ConsultationAnswer


def answered(scope: Scope) -> QuerySet[Consultation]:
    """Questions answered within the scope; what was set aside counts nowhere."""
    rows = Consultation.objects.filter(
        answered_at__isnull=False, set_aside_at=None, compartment__exercise=None
    )
    if scope.since:
        rows = rows.filter(answered_at__date__gte=scope.since)
    if scope.until:
        rows = rows.filter(answered_at__date__lt=scope.until)
    if scope.course:
        rows = rows.filter(event__track__iexact=scope.course)
    return scope.visible(rows)


def _counted(rows: Iterable[Consultation], *names: str) -> dict[str, dict[str, int]]:
    rows = list(rows)
    said = {
        "region": lambda row: row.ubigeo[:2] or NO_REGION,
        "topic": lambda row: row.topic or NOT_RECORDED,
        "channel": lambda row: row.channel,
        "language": lambda row: row.language,
    }
    return {name: dict(Counter(said[name](row) for row in rows)) for name in names}


def _answered(scope: Scope) -> Figure:
    rows = answered(scope)
    parts = _counted(rows, "region", "topic", "channel", "language")
    waiting = Consultation.objects.filter(answered_at=None, set_aside_at=None, compartment__exercise=None)
    return Figure(
        "OUT-10",
        rows.count(),
        (rows,),
        parts=parts,
        beside={"waiting": scope.visible(waiting).count()},
        not_known=("by_engine",),
    )


def _referred(scope: Scope) -> Figure:
    """Of the questions the pack knows a lawful way for, those whose standing answer names one with its authority."""
    rights, rows = book.rights(), list(answered(scope))
    standing: dict[object, ConsultationAnswer] = {}
    for one in ConsultationAnswer.objects.filter(consultation__in=[row.pk for row in rows]).order_by("n"):
        standing[one.consultation_id] = one
    exists = [
        row
        for row in rows
        if standing[row.pk].way or consulting.way_exists(row.topic, row.act, standing[row.pk].written, rights)
    ]
    led = [row for row in exists if standing[row.pk].way]
    known = answered(scope)
    return Figure(
        "OUT-11",
        len(led),
        (known.filter(pk__in=[row.pk for row in led]), known.filter(pk__in=[row.pk for row in exists])),
        of=len(exists),
        parts=_counted(led, "region", "topic"),
        of_parts=_counted(exists, "region", "topic"),
        beside={"no_way": len(rows) - len(exists)},
        unit="percent",
    )


FIGURES: dict[str, Callable[[Scope], Figure]] = {"OUT-10": _answered, "OUT-11": _referred}
