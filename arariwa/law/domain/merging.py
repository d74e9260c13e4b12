"""One verdict over a span of days in which the law changed: firm only where every day agrees."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from arariwa.core.domain.spans import Span
from arariwa.law.domain.conditions import NOT_KNOWN
from arariwa.law.domain.offences import Range, Status
from arariwa.law.domain.terms import ON
from arariwa.law.domain.text import joined, text
from arariwa.law.domain.verdict import (
    AggravationResult,
    Caution,
    DayFines,
    ElementResult,
    Finding,
    OffenceResult,
    Verdict,
)

# What a span makes of two days' statuses: the weaker one, and never a firm no either unless both say no.
_WEAKER: tuple[Status, ...] = ("no", "possible", "uncertain", "firm")
LAW_CHANGED = Caution(
    "law_changed",
    text(
        "La ley cambió dentro del periodo en que pudo ocurrir el hecho; el día exacto decide qué versión se aplica.",
        "The law changed within the time in which it may have happened; the exact day decides which version applies.",
    ),
)
Row = TypeVar("Row")
Result = TypeVar("Result", OffenceResult, AggravationResult)


def merged(parts: list[Verdict], span: Span) -> Verdict:
    """The verdicts of the segments of `span`, in order, as one."""
    considered = _results(parts, [p.considered for p in parts], lambda o: o.id)
    ups = _results(parts, [p.considered_aggravations for p in parts], lambda a: (a.id, a.num, a.code))
    listed = {o.id for p in parts for o in p.offences}
    shown_ups = {(a.id, a.num, a.code) for p in parts for a in p.aggravations}
    ranges = [p.penalty_range_years for p in parts if p.penalty_range_years]
    fines = [p.day_fines for p in parts if p.day_fines]
    alternatives = _once([p.alternative_reading for p in parts if p.alternative_reading], lambda a: a.text.es)
    lawful = {p.lawful for p in parts}
    findings = _once((f for p in parts for f in p.to_find_out), lambda f: f.path)
    warnings = _once((w for p in parts for w in p.warnings), lambda w: (w.code, w.text.es))
    day: list[Finding] = []
    versions = [{o.id for o in p.offences} | {a.id for a in p.aggravations} for p in parts]
    if any(v != versions[0] for v in versions):
        warnings.insert(0, LAW_CHANGED)
        decides = sorted(set().union(*versions))
        weight = max((f.weight for f in findings), default=0.0) + 1
        day.append(Finding("on", ON.label, ON.ask, decides, None, weight))
    return replace(
        parts[0],
        lawful=lawful.pop() if len(lawful) == 1 else None,
        offences=[o for o in considered if o.id in listed],
        aggravations=[a for a in ups if (a.id, a.num, a.code) in shown_ups],
        penalty_range_years=_hull(ranges),
        penalty_reached=joined(_once([p.penalty_reached for p in parts if p.penalty_reached], lambda t: t.es))
        if ranges
        else None,
        day_fines=_fines(fines),
        alternative_reading=max(
            alternatives,
            key=lambda a: a.penalty_range_years.max if a.penalty_range_years else 0,
            default=None,
        ),
        readings=_once((r for p in parts for r in p.readings), lambda r: (r.code, r.id, r.num)),
        associated_to_explore=_once((a for p in parts for a in p.associated_to_explore), lambda a: a.id),
        procedure_flags=_once((f for p in parts for f in p.procedure_flags), lambda f: f.id),
        administrative=_once((a for p in parts for a in p.administrative), lambda a: a.id),
        lawful_uses=_once((u for p in parts for u in p.lawful_uses), lambda u: u.id),
        sentencing=_once((s for p in parts for s in p.sentencing), lambda s: s.id),
        # the last segment ends latest, and nothing has prescribed before that
        prescription=_once((p for part in reversed(parts) for p in part.prescription), lambda p: p.id),
        time_limits=_once((t for p in parts for t in p.time_limits), lambda t: (t.id, t.limit)),
        thirds=parts[0].thirds if all(p.thirds == parts[0].thirds for p in parts) else [],
        to_find_out=sorted([*day, *findings], key=lambda f: (-f.weight, f.path)),
        later_milder=_once((m for p in parts for m in p.later_milder), lambda m: m.id),
        warnings=warnings,
        considered=considered,
        considered_aggravations=ups,
        law_date=str(span),
        by_date=[d for p in parts for d in p.by_date],
        confidence=min((p.confidence for p in parts), key=("low", "medium", "high").index),
        review="unreviewed" if any(p.review == "unreviewed" for p in parts) else parts[0].review,
    )


def _results(
    parts: list[Verdict], lists: Sequence[Sequence[Result]], key: Callable[[Result], Any]
) -> list[Result]:
    """Each version once: in all segments the weakest status; in some only, the day is one more thing to find out."""
    merged_: dict[Any, list[Result]] = {}
    for rows in lists:
        for row in rows:
            merged_.setdefault(key(row), []).append(row)
    results = []
    for rows in merged_.values():
        # the weakest day shows why it is weak
        status = min((r.status for r in rows), key=_WEAKER.index)
        shown: Result = next(r for r in rows if r.status == status)
        if status == "no" and any(r.status != "no" for r in rows):
            status = "possible"
        if len(rows) < len(parts) and status != "no":
            status = "possible" if status == "firm" else status
            shown = replace(shown, elements=[*shown.elements, _day(shown.elements)])
        results.append(replace(shown, status=status))
    return results


def _day(elements: list[ElementResult]) -> ElementResult:
    source = elements[0].source if elements else ""
    return ElementResult(
        "day",
        text("El hecho ocurrió mientras regía esta versión", "It happened while this version was in force"),
        NOT_KNOWN,
        text(
            "No se sabe el día exacto, y la ley cambió en ese periodo.",
            "The exact day is not known, and the law changed in that time.",
        ),
        [],
        source,
    )


def _hull(ranges: list[Range]) -> Range | None:
    if not ranges:
        return None
    return Range.model_construct(min=min(r.min for r in ranges), max=max(r.max for r in ranges))


def _fines(fines: list[DayFines]) -> DayFines | None:
    if not fines:
        return None
    return DayFines(
        min(f.min for f in fines), max(f.max for f in fines), next((f.note for f in fines if f.note), None)
    )


def _once(rows: Iterable[Row], key: Callable[[Row], Any]) -> list[Row]:
    """The rows without repetition, the first of each."""
    first: dict[Any, Row] = {}
    for row in rows:
        first.setdefault(key(row), row)
    return list(first.values())
