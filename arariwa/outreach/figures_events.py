"""The counts of conferences and know-your-rights sessions, each with the rows it counts (codes of the results framework).

What was held, who came: `events`. Here: who received something (OUT-09), and what changed between the polls (OUT-12).
"""

from collections.abc import Callable, Iterable, Mapping

from arariwa.events import figures as events
from arariwa.events import stocking
from arariwa.events.choices import NO_REGION, EventKind
from arariwa.events.domain import polls as domain
from arariwa.events.figures import NOT_RECORDED, Figure, Scope
from arariwa.events.models import Event, StockMove
from arariwa.outreach import polls
from arariwa.outreach.models import Poll

Sums = dict[str, dict[str, float]]


def _add(sums: Sums, cells: Mapping[str, str], number: float) -> None:
    for name, key in cells.items():
        part = sums.setdefault(name, {})
        part[key] = part.get(key, 0) + number


def _regions(held: Iterable[Event]) -> dict[tuple[str, str], dict[str, str]]:
    """In which region each gathering was."""
    return {("conference", "region"): {event.number: event.ubigeo[:2] or NO_REGION for event in held}}


def received(scope: Scope) -> Figure:
    """Who received one thing at least, of those who were at conferences; of each thing for itself too, which one person may have
    received beside others."""
    held = events.held([EventKind.CONFERENCE], scope)
    moves = StockMove.objects.filter(event__in=held, reason__in=stocking.HANDS)
    there, public = events.took_part(held), events.fullest(held)
    parts: Sums = {}
    of_parts: Sums = {}
    total = of = 0
    for event in held:
        found = stocking.delivery(event)
        cells = {"conference": event.number, "region": event.ubigeo[:2] or NO_REGION}
        total, of = total + found.received, of + found.present
        _add(parts, cells, found.received)
        _add(of_parts, cells, found.present)
        for item in found.items:
            _add(parts, {"item": item.material.name_es}, min(item.handed, item.present))
            _add(of_parts, {"item": item.material.name_es}, item.present)
    return Figure(
        "OUT-09",
        total,
        (moves, there, public),
        of=of,
        parts=parts,
        of_parts=of_parts,
        beside={"went_without": of - total},
        unit="percent",
        overlapping=frozenset({"item"}),
        leaves_persons=False,
        within=_regions(held),
        why="" if not of or moves.exists() else "no_delivery",
    )


def knowledge(scope: Scope) -> Figure:
    """Right answers after, beyond those there would have been with the share before, of all there could have been: the change of
    the share, each group against itself. Both shares, the interval and how many were in the rooms stand beside it."""
    held = events.held(polls.POLLED, scope)
    rows = polls.standing(Poll.objects.filter(event__in=held))
    pairs = polls.compared(polls.read_along(rows))
    change = domain.change(pair.compared for pair in pairs)
    parts: Sums = {}
    of_parts: Sums = {}
    n_parts: Sums = {}
    seen: set[tuple[str, str, str]] = set()
    for pair in pairs:
        one, event = pair.compared, pair.event
        sex, role, language = pair.group or ("", "", "")
        if not language and len(event.languages) == 1:
            language = event.languages[0]
        cells = {
            "conference": event.number,
            "region": event.ubigeo[:2] or NO_REGION,
            "poll_question": one.question,
            "sex": sex or NOT_RECORDED,
            "community_role": role or NOT_RECORDED,
            "language": language or NOT_RECORDED,
        }
        _add(parts, cells, one.more)
        _add(of_parts, cells, one.after)
        # Persons, not answers: a group counts once in each part, as many as it was when it was smaller.
        for name, key in cells.items():
            if (one.group, name, key) not in seen:
                seen.add((one.group, name, key))
                _add(n_parts, {name: key}, min(one.before, one.after))
    return Figure(
        "OUT-12",
        sum(pair.compared.more for pair in pairs) if pairs else None,
        (rows,),
        of=sum(pair.compared.after for pair in pairs) if pairs else None,
        parts=parts,
        of_parts=of_parts,
        n_parts=n_parts,
        beside={
            "share_before": change.before if change else None,
            "share_after": change.after if change else None,
            "change_low": 100 * change.low if change else None,
            "change_high": 100 * change.high if change else None,
            "in_room_before": change.n_before if change else None,
            "in_room_after": change.n_after if change else None,
        },
        unit="difference",
        within=_regions(pair.event for pair in pairs),
        why="" if pairs else "no_poll_pairs",
        not_known=("counted_together",) if any(not all(pair.group or [""]) for pair in pairs) else (),
    )


FIGURES: dict[str, Callable[[Scope], Figure]] = {
    **{code: events.FIGURES[code] for code in ("OUT-05", "OUT-06", "OUT-07", "OUT-08")},
    "OUT-09": received,
    "OUT-12": knowledge,
}
