"""Disputed readings side by side, and what the answer would be under them."""

from arariwa.law.domain.holding import Considered
from arariwa.law.domain.offences import Doubt, Range
from arariwa.law.domain.penalties import Reached, gravest, range_of
from arariwa.law.domain.text import joined, text
from arariwa.law.domain.verdict import Alternative, Reading, Side, aggravation_id
from arariwa.law.domain.weighing import Weighed
from arariwa.law.domain.wording import years


def readings(weighed: Weighed) -> list[Reading]:
    """Each point that is read in two ways, with the range of the whole that follows from either side.

    Each point is taken alone, the others staying as the main reading has them.
    """
    listed, ups = weighed.leading, weighed.ups
    now = weighed.reached.prison if weighed.reached else None
    found = []
    for r in ups:
        doubt = r.held.ready.shape.doubt
        bases = {f.id for f in listed if f.id in r.disputed_for}
        if doubt is None or not bases or r.status == "no":
            continue
        raised = gravest([range_of(f, ups, read=r if f.id in bases else None) for f in listed])
        found.append(_reading(doubt, "aggravation", r.ready.id, r.circumstance.num, raised, now))
    for f in weighed.alternatives:
        others = [g for g in listed if _stands_elsewhere(g, f)]
        reached = gravest([range_of(g, ups) for g in (f, *others)])
        found += [_reading(d, "qualification", f.id, None, reached, now) for d in _doubts(f)]
    for f in listed:
        rest = gravest([range_of(g, ups) for g in listed if g is not f])
        without = rest.prison if rest else None
        found += [_reading(d, "qualification", f.id, None, weighed.reached, without) for d in _doubts(f)]
    return found


def _doubts(f: Considered) -> list[Doubt]:
    """The disputed points on which the offence hangs."""
    return [h.ready.shape.doubt for h in f.best.elements if h.doubted and h.ready.shape.doubt]


def _stands_elsewhere(f: Considered, other: Considered) -> bool:
    """Whether an offence is also pointed to at specimens and persons that the other reading leaves as they are."""
    theirs = {id(o.binding) for o in other.outcomes if o.rank == other.best.rank}
    return any(o.rank == f.best.rank and id(o.binding) not in theirs for o in f.outcomes)


def _reading(
    doubt: Doubt, about: str, id_: str, num: int | None, reached: Reached | None, without: Range | None
) -> Reading:
    sides = [
        Side(doubt.applies, reached.prison if reached else None),
        Side(doubt.does_not_apply, without),
    ]
    return Reading(doubt.code, about, id_, num, doubt.question, sides, doubt.confidence)


def alternative(found: list[Reading], weighed: Weighed) -> Alternative | None:
    """The answer under the readings that go further: the gravest range, and which offence or circumstance makes it."""
    now = weighed.reached.prison if weighed.reached else None
    listed = {f.id for f in weighed.listed}
    parts, ids, ranges = [], [], []
    for reading in found:
        range_ = reading.sides[0].penalty_range_years
        if reading.id in listed or (range_ == now and reading.about == "aggravation"):
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
