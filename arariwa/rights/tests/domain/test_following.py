"""When one asks what became of a way: after ninety days, sooner when nobody was reached, never for ever."""

from datetime import date

import pytest

from arariwa.rights.domain.following import next_due

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ([], date(2026, 5, 30)),
        ([("2026-05-30", "started")], date(2026, 8, 28)),
        ([("2026-05-30", "obtained")], None),
        ([("2026-05-30", "refused")], None),
        ([("2026-05-30", "given_up")], None),
        ([("2026-05-30", "not_reached")], date(2026, 6, 29)),
        ([("2026-05-30", "not_reached"), ("2026-06-29", "not_reached")], date(2026, 7, 29)),
        ([("2026-05-30", "not_reached"), ("2026-06-29", "not_reached"), ("2026-07-29", "not_reached")], None),
        # Who was reached in between is asked again as often.
        (
            [("2026-04-01", "not_reached"), ("2026-04-30", "not_reached"), ("2026-05-30", "started"), ("2026-08-28", "not_reached")],
            date(2026, 9, 27),
        ),
        # The order they were written in does not matter.
        ([("2026-06-29", "obtained"), ("2026-05-30", "started")], None),
    ],
)  # fmt: skip
def test_the_day_one_asks_again(told, due):
    rows = [(date.fromisoformat(on), outcome) for on, outcome in told]
    assert next_due(DAY, rows, ends=("obtained", "refused", "given_up")) == due
