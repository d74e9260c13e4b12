"""Disputed readings side by side, and what the answer would be under them."""

from arariwa.law.domain.holding import Considered, Raised
from arariwa.law.domain.penalties import Reached, range_of
from arariwa.law.domain.text import joined, text
from arariwa.law.domain.verdict import Alternative, Reading, Side, aggravation_id
from arariwa.law.domain.wording import years


def readings(
    listed: list[Considered], alternatives: list[Considered], ups: list[Raised], reached: Reached | None
) -> list[Reading]:
    """Each point that is read in two ways, with the range that follows from either side."""
    found = []
    for r in ups:
        doubt = r.held.ready.shape.doubt
        bases = [f for f in listed if f.id in r.disputed_for]
        if doubt is None or not bases or r.status == "no":
            continue
        base = bases[0]
        settled = [u for u in ups if u is r or base.id in u.settled_for]
        with_it, without = range_of(base, settled, disputed=True), range_of(base, ups)
        sides = [Side(doubt.applies, with_it.prison), Side(doubt.does_not_apply, without.prison)]
        found.append(
            Reading(
                doubt.code,
                "aggravation",
                r.ready.version.id,
                r.circumstance.num,
                doubt.question,
                sides,
                doubt.confidence,
            )
        )
    for f in alternatives:
        for held in f.best.elements:
            if held.disputed and (doubt := held.ready.shape.doubt):
                sides = [
                    Side(doubt.applies, range_of(f, ups).prison),
                    Side(doubt.does_not_apply, reached.prison if reached else None),
                ]
                found.append(
                    Reading(doubt.code, "qualification", f.id, None, doubt.question, sides, doubt.confidence)
                )
    return found


def alternative(found: list[Reading], reached: Reached | None) -> Alternative | None:
    """The answer under the other readings: the gravest range, and which offence or circumstance makes it."""
    now = reached.prison if reached else None
    parts, ids, ranges = [], [], []
    for reading in found:
        range_ = reading.sides[0].penalty_range_years
        if range_ == now and reading.about == "aggravation":
            continue
        name = aggravation_id(reading.id, reading.num)
        shown = years(range_)
        same = range_ is not None and range_ == now
        parts.append(
            text(
                f"con {name}: {shown.es}{' (misma pena)' if same else ''}",
                f"with {name}: {shown.en}{' (same penalty)' if same else ''}",
            )
        )
        ids.append(reading.id)
        if range_:
            ranges.append(range_)
    if not parts:
        return None
    return Alternative(
        joined(parts), max(ranges, key=lambda r: (r.max, r.min), default=None), list(dict.fromkeys(ids))
    )
