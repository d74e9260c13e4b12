"""Later versions that are more favourable to the accused: named, and decisive when the facts are no longer punishable."""

from arariwa.core.domain.months import day_words
from arariwa.core.domain.spans import Span
from arariwa.law.domain.bindings import Binding
from arariwa.law.domain.holding import Considered, Raised, find, raised
from arariwa.law.domain.lawbook import Law, ReadyVersion
from arariwa.law.domain.penalties import range_of
from arariwa.law.domain.text import text
from arariwa.law.domain.verdict import Milder
from arariwa.law.domain.wording import years


def later_milder(
    pointed: list[Considered], ups: list[Raised], law: Law, segment: Span, over: list[Binding]
) -> list[Milder]:
    """For each base offence pointed to that may apply, the first later version of it that is milder for these facts.

    Milder is a lower range, or facts that are no longer punishable: the offence does not reach them any more and
    neither does any other base offence of that day, so an act that only moved to another article is not spared.
    """
    found = []
    for f in pointed:
        if f.status == "no":
            continue
        for version in law.later_versions(f.ready, segment.until):
            if milder := _compare(f, ups, version, law, over):
                found.append(milder)
                break
    return found


def _compare(
    f: Considered, ups: list[Raised], version: ReadyVersion, law: Law, over: list[Binding]
) -> Milder | None:
    then = find(version, over, whole=True)
    in_force = law.in_force(version.span.start)
    if then.status == "no":
        others = [find(v, over) for v in in_force if v.offence.kind == "base" and v.id != version.id]
        if any(o.status != "no" and o.best.pointed for o in others):
            return None
        effect = "not_punishable"
        words = text(
            f"Desde el {day_words(version.span.start, 'es')} ({version.id}) estos hechos ya no son punibles; rige la ley más favorable (CP arts. 6 y 7).",
            f"Since {day_words(version.span.start, 'en')} ({version.id}) these facts are no longer punishable; the more favourable law prevails (Criminal Code arts. 6 and 7).",
        )
    else:
        then_ups = [r for v in in_force if v.offence.kind == "aggravated" for r in raised(v, [then])]
        now, later = range_of(f, ups), range_of(then, then_ups)
        if not now.prison or not later.prison or later.gravity >= now.gravity:
            return None
        effect = "lower_penalty"
        shown = years(later.prison)
        words = text(
            f"Desde el {day_words(version.span.start, 'es')} ({version.id}) la pena es menor: {shown.es}; se aplica la más favorable (CP art. 6).",
            f"Since {day_words(version.span.start, 'en')} ({version.id}) the penalty is lower: {shown.en}; the more favourable one applies (Criminal Code art. 6).",
        )
    return Milder(
        version.id,
        version.offence.code,
        version.span.start.isoformat(),
        effect,
        words,
        version.version.source,
    )
