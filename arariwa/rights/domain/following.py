"""When to ask again what became of a lawful way someone was sent to."""

from collections.abc import Iterable
from datetime import date, timedelta


def next_due(
    referred_on: date,
    told: Iterable[tuple[date, str]],
    *,
    ends: Iterable[str],
    missed: str = "not_reached",
    days: int = 90,
    again: int = 30,
    tries: int = 3,
) -> date | None:
    """The day to ask on, from what was `told` (day, outcome) so far; None when there is nothing more to ask.

    `days` after the answer, and as long again after a procedure that goes on; `again` after nobody was reached, and
    after as many `tries` in a row no more.
    """
    rows = sorted(told)
    if not rows:
        return referred_on + timedelta(days=days)
    on, outcome = rows[-1]
    if outcome in set(ends):
        return None
    if outcome != missed:
        return on + timedelta(days=days)
    in_a_row = next((n for n, row in enumerate(reversed(rows)) if row[1] != missed), len(rows))
    return None if in_a_row >= tries else on + timedelta(days=again)
