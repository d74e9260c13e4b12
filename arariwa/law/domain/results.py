"""From what was held to what is shown: elements with their reasons, offences, pointers, warnings."""

from datetime import date, timedelta

from arariwa.core.domain.months import day_words
from arariwa.core.domain.spans import Span
from arariwa.law.domain.asking import Answer
from arariwa.law.domain.bindings import Binding
from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, SATISFIED
from arariwa.law.domain.holding import Considered, Held, HeldExclusion, Raised
from arariwa.law.domain.lawbook import Law, ReadyLimit, ReadyRule, ReadyUse, ReadyVersion
from arariwa.law.domain.offences import Rule, Source
from arariwa.law.domain.rules import LawfulUse, Limit, TimeLimit
from arariwa.law.domain.text import Text, text
from arariwa.law.domain.verdict import (
    AggravationResult,
    Caution,
    ElementResult,
    LawfulResult,
    LimitResult,
    OffenceResult,
    Pointer,
)
from arariwa.law.domain.wording import article, said, used, why


def citation(source: Source) -> str:
    """“pe/cp art. 308”: norm code and article."""
    return f"{source.norm} art. {source.article}"


def element_result(held: Held, source: Source) -> ElementResult:
    """One element with its reason."""
    shape = held.ready.shape
    because: Text | None = None
    if held.inferred and shape.infer:
        because = shape.infer.why
    elif held.disputed and shape.doubt:
        because = shape.doubt.question
    facts = [used(f) for f in held.facts]
    return ElementResult(
        shape.code,
        shape.label,
        held.state,
        why(held.state, facts, held.missing, because),
        facts,
        citation(source),
        held.inferred,
        held.disputed,
        False,
        shape.note,
        because,
        list(dict.fromkeys(held.missing)),
    )


def _exclusion_result(held: HeldExclusion, source: Source) -> ElementResult:
    label = text(f"Excluye: {held.exclusion.label.es}", f"Excludes: {held.exclusion.label.en}")
    facts = [used(f) for f in held.facts]
    reason = why(held.state, facts, held.missing, None)
    return ElementResult(
        held.exclusion.code,
        label,
        held.state,
        reason,
        facts,
        citation(source),
        excludes=True,
        note=held.exclusion.note,
        missing=list(dict.fromkeys(held.missing)),
    )


def offence_result(f: Considered, segment: Span) -> OffenceResult:
    """One offence at the binding where it reaches furthest."""
    version, span = f.ready.version, f.ready.span
    elements = [element_result(h, version.source) for h in f.best.elements]
    elements += [_exclusion_result(x, version.source) for x in f.best.exclusions]
    if f.spared:
        elements.append(
            ElementResult(
                "later_law",
                text("Excluye: ley posterior más favorable", "Excludes: later, more favourable law"),
                SATISFIED,
                f.spared.text,
                [],
                citation(f.spared.source),
                excludes=True,
            )
        )
    specimens, actors = f.places()
    return OffenceResult(
        id=version.id,
        code=f.ready.offence.code,
        kind=f.ready.offence.kind,
        name=f.ready.name,
        status="no" if f.spared else f.status,
        role=f.role,
        elements=elements,
        penalty=version.penalty,
        source=version.source,
        confidence=version.confidence,
        review=version.review,
        in_force_from=span.start.isoformat(),
        in_force_until=None if span.until == date.max else span.until.isoformat(),
        specimens=specimens,
        actors=actors,
        note=version.note,
    )


def aggravation_result(r: Raised) -> AggravationResult:
    """One aggravating circumstance."""
    version = r.ready.version
    at = article(version.source, r.circumstance.num)
    label = r.circumstance.label
    return AggravationResult(
        id=version.id,
        num=r.circumstance.num,
        code=r.circumstance.code,
        status=r.status,
        text=text(f"{at.es[0].upper()}{at.es[1:]}: {label.es}", f"{at.en[0].upper()}{at.en[1:]}: {label.en}"),
        elements=[element_result(r.held, version.source)],
        raises=r.raises,
        penalty=r.penalty,
        source=version.source,
        confidence=version.confidence,
        review=version.review,
        specimens=r.specimens,
        actors=r.actors,
    )


def pointer(f: Considered) -> Pointer:
    """An offence shown beside others, or an infraction, with what points to it."""
    version = f.ready.version
    facts = [used(told) for h in f.best.elements if h.ready.shape.key for told in h.facts]
    return Pointer(
        id=version.id,
        text=f.ready.name,
        why=f.because or said(facts),
        facts=facts,
        source=version.source,
        confidence=version.confidence,
        review=version.review,
        status=f.status,
        penalty=version.penalty,
        note=version.penalty.note or version.note,
        because=f.because,
    )


def rule_pointers(
    rules: tuple[ReadyRule, ...],
    over: list[Binding],
    segment: Span,
    act: Span | None = None,
) -> list[Pointer]:
    """The rules that hold for some binding, of those whose text may be in force on the day of the procedural act.

    `over` knows the facts of the verdict too.

    An act comes after the facts; while its day is not told, every text from then on stands with its days.
    """
    acts = act or Span(segment.start, date.max)
    pointers = []
    for ready in rules:
        rule = ready.rule
        if (rule.until and rule.until <= acts.start) or (rule.from_ and rule.from_ >= acts.until):
            continue
        for binding in over:
            if ready.when.state(binding.facts) == SATISFIED:
                pointers.append(_rule_pointer(rule, ready.when.answer(binding.facts), segment, act))
                break
    return pointers


def _rule_pointer(rule: Rule, answer: Answer, segment: Span, act: Span | None) -> Pointer:
    facts = [used(told) for told in answer.facts if not told.path.startswith("verdict.")]
    note = rule.note
    if rule.text_since and (act or segment).start < rule.text_since:
        note = text(
            f"El texto leído rige desde el {day_words(rule.text_since, 'es')}; verifique el vigente el día del acto.",
            f"The text that was read holds since {day_words(rule.text_since, 'en')}; check the one in force on the day of the act.",
        )
    return Pointer(
        rule.code,
        rule.text,
        said(facts),
        facts,
        rule.source,
        rule.confidence,
        rule.review,
        note=note,
        acts_from=rule.from_.isoformat() if rule.from_ and not act else None,
        acts_until=rule.until.isoformat() if rule.until and not act else None,
        group=rule.group,
    )


def limit_results(limits: tuple[ReadyLimit, ...], over: list[Binding], acts: Span) -> list[LimitResult]:
    """The lengths of every time limit in force for acts of that day that the facts do not rule out."""
    found = []
    for ready in limits:
        if ready.time_limit.from_ and ready.time_limit.from_ >= acts.until and ready.time_limit.until:
            continue
        for limit, when in ready.limits:
            states = {when.state(b.facts) for b in over} if when else {SATISFIED}
            if states == {CONTRADICTED}:
                continue
            status = "common" if when is None else "applies" if SATISFIED in states else "may_apply"
            found.append(_limit_result(ready.time_limit, limit, status))
    return found


def _limit_result(time_limit: TimeLimit, limit: Limit, status: str) -> LimitResult:
    return LimitResult(
        id=time_limit.code,
        limit=limit.code,
        name=time_limit.name,
        limit_name=limit.name,
        amount=limit.amount,
        unit=limit.unit,
        status=status,
        extends=limit.extends,
        source=time_limit.source,
        confidence=time_limit.confidence,
        review=time_limit.review,
    )


def lawful_results(uses: tuple[ReadyUse, ...], over: list[Binding], segment: Span) -> list[LawfulResult]:
    """The lawful ways the facts are about, on their day: those that cover them, then those that may."""
    found = []
    for ready in uses:
        use = ready.use
        if not use.holds(segment.start):
            continue
        best: tuple[int, Binding, Answer] | None = None
        for binding in over:
            if ready.points.state(binding.facts) != SATISFIED:
                continue
            answer = ready.when.answer(binding.facts)
            rank = {SATISFIED: 2, NOT_KNOWN: 1}.get(answer.state, 0)
            if rank and (best is None or rank > best[0]):
                best = (rank, binding, answer)
        if best:
            found.append(_lawful_result(use, *best))
    return sorted(found, key=lambda r: r.status != "covers")


def _lawful_result(use: LawfulUse, rank: int, binding: Binding, answer: Answer) -> LawfulResult:
    facts = [used(told) for told in answer.facts]
    return LawfulResult(
        id=use.code,
        name=use.name,
        status="covers" if rank == 2 else "may_cover",
        why=why(answer.state, facts, answer.missing, None),
        facts=facts,
        missing=[binding.path(path) for path in answer.missing],
        needs=use.needs,
        limits=use.limits,
        not_covered=use.not_covered,
        authorities=use.authorities,
        source=use.source,
        confidence=use.confidence,
        review=use.review,
        note=use.note,
    )


def warnings(
    law: Law, segment: Span, cited: list[ReadyVersion], elsewhere: list[Considered], has_law: bool
) -> list[Caution]:
    """What the reader must know first: sources that end before the facts, low confidence, another law that governs."""
    found: list[Caution] = []
    if not has_law:
        first = law.country.first_day
        found.append(
            Caution(
                "before_first_day",
                text(
                    f"Este paquete no contiene ley anterior al {day_words(first, 'es')}.",
                    f"This pack holds no law before {day_words(first, 'en')}.",
                ),
            )
        )
    last = segment.until - timedelta(days=1)
    for code in dict.fromkeys(v.version.source.norm for v in cited):
        norm = law.norms.get(code)
        until = (norm.read_until if norm else None) or law.country.read_until
        if last > until and norm:
            found.append(
                Caution(
                    "T-CORPUS",
                    text(
                        f"{norm.short.es}: el texto se leyó hasta el {day_words(until, 'es')}; los hechos son posteriores. Verifique si cambió.",
                        f"{norm.short.en}: its text was read up to {day_words(until, 'en')}; the facts are later. Check whether it changed.",
                    ),
                )
            )
    for ready in cited:
        if ready.version.confidence == "low":
            found.append(
                Caution(
                    "low_confidence",
                    text(
                        f"{ready.name.es}, {article(ready.version.source).es}: confianza baja; el texto no fue leído en una fuente. Verifíquelo antes de usarlo.",
                        f"{ready.name.en}, {article(ready.version.source).en}: low confidence; its text was not read in a source. Verify it before relying on it.",
                    ),
                )
            )
    seen: set[str] = set()
    for f in elsewhere:
        for x in f.best.exclusions:
            if x.state == SATISFIED and x.exclusion.effect == "elsewhere" and x.exclusion.code not in seen:
                seen.add(x.exclusion.code)
                found.append(Caution(x.exclusion.code, x.exclusion.note or x.exclusion.label))
    return found


def unknown_taxa(names: list[str]) -> list[Caution]:
    """Names that are not in the species table: nothing was concluded from them."""
    return [
        Caution(
            "unknown_taxon",
            text(
                f"«{name}» no está en la tabla de especies; no se dedujo nada de ese nombre.",
                f"“{name}” is not in the species table; nothing was concluded from that name.",
            ),
        )
        for name in names
    ]
