"""The engine: a situation and a law in, a verdict with every reason out.

Pure: the law is a `Law` (law/packs.py reads it), protection of a taxon comes in as a function, the day is the day of
the facts; nothing is read from clock, file or database.
"""

from dataclasses import replace
from datetime import date

from arariwa.core.domain.spans import Span
from arariwa.law.domain.bindings import Binding, Lookup, Protection, bindings
from arariwa.law.domain.conditions import OFFENCE
from arariwa.law.domain.consequences import prescriptions, thirds
from arariwa.law.domain.findings import to_find_out
from arariwa.law.domain.holding import Considered, completed, find, raised
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.merging import merged
from arariwa.law.domain.offences import Kind
from arariwa.law.domain.penalties import range_of
from arariwa.law.domain.readings import alternative, readings
from arariwa.law.domain.results import (
    aggravation_result,
    lawful_results,
    limit_results,
    offence_result,
    pointer,
    rule_pointers,
    unknown_taxa,
    warnings,
)
from arariwa.law.domain.situation import Settled, Situation, Told, flatten
from arariwa.law.domain.verdict import ByDate, Later, Outline, Verdict, aggravation_id
from arariwa.law.domain.weighing import Weighed, aggravated, gravest_possible, weigh

# What stands by itself; an aggravated form only raises another.
STANDING: tuple[Kind, ...] = ("base", "associated", "administrative")


def qualify(situation: Situation, law: Law, protection: Lookup | None = None) -> Verdict:
    """What the law of the day of the facts says of a situation.

    A span of days is answered by every version in it: firm only if firm in all. `protection` answers
    (taxon, day); facts stated in the situation prevail over it. Raises Refused("situation.too_many") for a situation
    with more different pairs of specimen and person than can be weighed.
    """
    flat = flatten(situation)
    seen: dict[tuple[str, date], Protection | None] = {}
    parts = []
    for segment in law.segments(flat.span):
        over = bindings(flat, segment, protection, law.used, seen)
        parts.append(_on(segment, over, law, flat.act))
    verdict = parts[0] if len(parts) == 1 else merged(parts, flat.span)
    unknown = sorted({taxon for (taxon, _), found in seen.items() if found is None})
    return replace(verdict, warnings=[*verdict.warnings, *unknown_taxa(unknown)]) if unknown else verdict


def outline(situation: Situation, law: Law, protection: Lookup | None = None) -> Outline:
    """The same answer without reasons, for those who ask many times: which offences, how far, and what penalty."""
    flat = flatten(situation)
    segments = law.segments(flat.span)
    if len(segments) > 1:
        return Outline.of(qualify(situation, law, protection))
    weighed = weigh(segments[0], bindings(flat, segments[0], protection, law.used, {}), law)
    reached = weighed.reached
    return Outline(
        weighed.lawful,
        {f.id: f.status for f in weighed.listed},
        {aggravation_id(r.ready.id, r.circumstance.num): r.status for r in weighed.shown_ups},
        reached.prison if reached else None,
    )


def _on(segment: Span, over: list[Binding], law: Law, act: Span | None) -> Verdict:
    """The verdict on a segment of days in which no version begins or ends."""
    weighed = weigh(segment, over, law)
    listed, alternatives, ups, shown_ups = (
        weighed.listed,
        weighed.alternatives,
        weighed.ups,
        weighed.shown_ups,
    )
    reached = weighed.reached
    disputed = readings(weighed)
    concluded = _concluded(weighed)
    associated = [pointer(f) for f in weighed.found if f.role in ("associated", "concurrent")]
    cited = [f.ready for f in (*listed, *alternatives)] + [r.ready for r in shown_ups]
    bases: Later[Considered] = Later(lambda: _whole(weighed, law, ("base",)))
    return Verdict(
        lawful=weighed.lawful,
        offences=[offence_result(f, segment) for f in listed],
        aggravations=[aggravation_result(r) for r in shown_ups],
        penalty_range_years=reached.prison if reached else None,
        penalty_reached=reached.steps if reached else None,
        day_fines=reached.day_fines if reached else None,
        alternative_reading=alternative(disputed, weighed),
        readings=disputed,
        associated_to_explore=[*associated, *rule_pointers(law.associated, concluded, segment)],
        procedure_flags=rule_pointers(law.procedure, concluded, segment, act),
        administrative=[pointer(f) for f in weighed.infractions],
        lawful_uses=lawful_results(law.lawful_uses, over, segment),
        sentencing=rule_pointers(law.sentencing, concluded, segment, act),
        thirds=thirds(reached.prison if reached else None),
        time_limits=limit_results(law.time_limits, concluded, act or segment)
        if listed or alternatives
        else [],
        prescription=prescriptions(
            next((p for p in law.prescriptions if p.rule.until is None), None),
            [(f, range_of(f, ups)) for f in listed],
            segment,
        ),
        to_find_out=to_find_out(weighed, bases),
        later_milder=weighed.milder,
        warnings=warnings(law, segment, cited, weighed.elsewhere, bool(law.in_force(segment.start))),
        considered=Later(lambda: [offence_result(f, segment) for f in _whole(weighed, law)]),
        considered_aggravations=Later(
            lambda: [
                aggravation_result(r)
                for ready in aggravated(law, segment)
                for r in raised(ready, list(bases))
            ]
        ),
        law_date=str(segment),
        by_date=[
            ByDate(
                segment.start.isoformat(),
                segment.until.isoformat(),
                {f.id: f.status for f in listed},
                reached.prison if reached else None,
            )
        ],
        country=law.country.country,
        pack_fingerprint=law.fingerprint,
        confidence=min(
            (v.version.confidence for v in cited), key=("low", "medium", "high").index, default="high"
        ),
        review="unreviewed"
        if any(v.version.review == "unreviewed" for v in cited) or not cited
        else "reviewed",
        notice=law.country.notice,
    )


def _concluded(weighed: Weighed) -> list[Binding]:
    """The facts with those of the verdict itself, for the rules that follow it."""
    about: dict[str, bool | int] = {
        "verdict.listed": bool(weighed.listed or weighed.alternatives),
        "verdict.firm": bool(weighed.firm),
    }
    if weighed.reached and (prison := weighed.reached.prison):
        about |= {"verdict.min_years": prison.min, "verdict.max_years": prison.max}
        about["verdict.possible_max_years"] = gravest_possible(weighed).max
    for ready in (
        *(f.ready for f in (*weighed.listed, *weighed.alternatives)),
        *(r.ready for r in weighed.shown_ups),
    ):
        about |= {OFFENCE + ready.id: True, OFFENCE + ready.offence.code: True}
    told = {path: Told(path, (value,)) for path, value in about.items()}
    return [replace(binding, facts=Settled(binding.facts, told)) for binding in weighed.over]


def _whole(weighed: Weighed, law: Law, kinds: tuple[Kind, ...] = STANDING) -> list[Considered]:
    """The versions in force with every element held, for those who read why nothing points to one."""
    found = {f.id: f for f in weighed.found}
    versions = [v for v in law.in_force(weighed.segment.start) if v.offence.kind in kinds]
    return [completed(found[v.id] if v.id in found else find(v, weighed.over)) for v in versions]
