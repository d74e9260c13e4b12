"""The engine: a situation and a law in, a verdict with every reason out.

Pure: the law is a `Law` (law/packs.py reads it), protection of a taxon comes in as a function, the day is the day of
the facts; nothing is read from clock, file or database.
"""

from dataclasses import replace
from datetime import date

from arariwa.core.domain.spans import Span
from arariwa.law.domain.bindings import Binding, Lookup, Protection, bindings
from arariwa.law.domain.conditions import OFFENCE, SATISFIED
from arariwa.law.domain.consequences import prescriptions, thirds
from arariwa.law.domain.findings import to_find_out
from arariwa.law.domain.holding import Considered, Raised, completed, find, raised
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.merging import merged
from arariwa.law.domain.milder import later_milder
from arariwa.law.domain.penalties import gravest, range_of
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
from arariwa.law.domain.situation import Situation, Told, flatten
from arariwa.law.domain.verdict import ByDate, Later, Verdict

ACTS = "acts."


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


def _on(segment: Span, over: list[Binding], law: Law, act: Span | None) -> Verdict:
    """The verdict on a segment of days in which no version begins or ends."""
    in_force = law.in_force(segment.start)
    found = [find(ready, over) for ready in in_force if ready.offence.kind != "aggravated"]
    bases = [f for f in found if f.ready.offence.kind == "base"]
    aggravated = [ready for ready in in_force if ready.offence.kind == "aggravated"]
    pointed = [f for f in bases if f.best.pointed]
    ups = [r for ready in aggravated for r in raised(ready, pointed)]
    milder = later_milder(bases, ups, law, segment, over)
    for f in bases:
        f.spared = next(
            (m for m in milder if m.code == f.ready.offence.code and m.effect == "not_punishable"), None
        )
    _give_roles(found, law)

    listed = [f for f in found if f.role == "listed"]
    alternatives = [f for f in found if f.role == "alternative"]
    firm = [f for f in listed if f.status == "firm"]
    reached = gravest([range_of(f, ups) for f in (firm or listed)])
    shown_ups = [r for r in ups if r.rank >= 3 and _raises_shown(r, [*listed, *alternatives])]
    disputed = readings(firm or listed, alternatives, ups, reached)
    explored = [f for f in found if f.role in ("associated", "concurrent")]
    administrative = [f for f in found if f.ready.offence.kind == "administrative" and f.role == "infraction"]

    about: dict[str, Told] = {
        "verdict.listed": Told("verdict.listed", (bool(listed),)),
        "verdict.firm": Told("verdict.firm", (bool(firm),)),
    }
    if reached and reached.prison:
        about["verdict.min_years"] = Told("verdict.min_years", (reached.prison.min,))
        about["verdict.max_years"] = Told("verdict.max_years", (reached.prison.max,))
    for f in [*listed, *alternatives]:
        about |= {OFFENCE + name: Told(OFFENCE + name, (True,)) for name in (f.id, f.ready.offence.code)}
    for r in shown_ups:
        names = (r.ready.id, r.ready.offence.code)
        about |= {OFFENCE + name: Told(OFFENCE + name, (True,)) for name in names}
    flags = rule_pointers(law.procedure, over, about, segment, act)
    sentencing = rule_pointers(law.sentencing, over, about, segment, act)
    associated = rule_pointers(law.associated, over, about, segment)
    in_force_rule = next((p for p in law.prescriptions if p.rule.until is None), None)

    shown = [offence_result(f, segment) for f in listed]
    aggravations = [aggravation_result(r) for r in shown_ups]
    cited = [f.ready for f in [*listed, *alternatives]] + [r.ready for r in shown_ups]
    elsewhere = [
        f
        for f in found
        if any(x.state == SATISFIED and x.exclusion.effect == "elsewhere" for x in f.best.exclusions)
    ]
    return Verdict(
        lawful=_lawful(found, firm, listed, alternatives, administrative, bool(elsewhere), over),
        offences=shown,
        aggravations=aggravations,
        penalty_range_years=reached.prison if reached else None,
        penalty_reached=reached.steps if reached else None,
        day_fines=reached.day_fines if reached else None,
        alternative_reading=alternative(disputed, reached),
        readings=disputed,
        associated_to_explore=[*(pointer(f) for f in explored), *associated],
        procedure_flags=flags,
        administrative=[pointer(f) for f in administrative],
        lawful_uses=lawful_results(law.lawful_uses, over, segment),
        sentencing=sentencing,
        thirds=thirds(reached.prison if reached else None),
        time_limits=limit_results(law.time_limits, over, about, act or segment) if listed else [],
        prescription=prescriptions(in_force_rule, [(f, range_of(f, ups)) for f in listed], segment),
        to_find_out=to_find_out(found, ups, reached),
        later_milder=milder,
        warnings=warnings(law, segment, cited, elsewhere, bool(in_force)),
        considered=Later(lambda: [offence_result(completed(f), segment) for f in found]),
        considered_aggravations=Later(
            lambda: [
                aggravation_result(r)
                for ready in aggravated
                for r in raised(ready, [completed(f) for f in bases])
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


def _give_roles(found: list[Considered], law: Law) -> None:
    """Say of each offence how it is shown: listed, alternative, concurrent, associated, or not at all."""
    for f in found:
        kind = f.ready.offence.kind
        if f.status == "no" or f.spared:
            f.role = "excluded"
        elif not f.best.pointed:
            f.role = "not_pointed"
        elif kind == "administrative":
            f.role = "infraction"
        else:
            f.role = "alternative" if f.status == "uncertain" else "listed"
    by_code = {f.ready.offence.code: f for f in found}
    for rule in law.concurrences:
        leads, yields = by_code.get(rule.rule.leads), by_code.get(rule.rule.yields)
        if (
            not leads
            or not yields
            or leads.role not in ("listed", "alternative")
            or yields.role not in ("listed", "alternative")
        ):
            continue
        holds = rule.when is None or rule.when(leads.best.binding.facts).state == SATISFIED
        if holds and leads.best.rank >= yields.best.rank:
            yields.role, yields.because = "concurrent", rule.rule.text
    if any(f.ready.offence.kind == "base" and f.role in ("listed", "alternative") for f in found):
        for f in found:
            if f.ready.offence.kind == "associated" and f.role in ("listed", "alternative"):
                f.role = "associated"


def _raises_shown(r: Raised, shown: list[Considered]) -> bool:
    return any(f.id in r.raises for f in shown)


def _lawful(
    found: list[Considered],
    firm: list[Considered],
    listed: list[Considered],
    alternatives: list[Considered],
    administrative: list[Considered],
    elsewhere: bool,
    over: list[Binding],
) -> bool | None:
    """False with a firm offence. True when each specimen is covered by a valid title or a lawful exception for what is told.

    Lawful speaks of the acts told; what nobody told is not covered by it.
    """
    if firm:
        return False
    if listed or alternatives or administrative or elsewhere:
        return None
    acts = [
        told
        for b in over
        for path, told in b.facts.items()
        if path.startswith(ACTS) and told.values == (True,)
    ]
    concerned = [f for f in found if f.ready.offence.kind == "base" and f.best.pointed]
    if not acts or not concerned:
        return None

    def grounded(place: int, binding: Binding) -> bool:
        title = binding.facts.get("title.state")
        if title and title.values == ("valid",):
            return True
        return any(f.spared or f.outcomes[place].excepted for f in concerned if f.outcomes[place].pointed)

    return True if all(grounded(i, b) for i, b in enumerate(over)) else None
