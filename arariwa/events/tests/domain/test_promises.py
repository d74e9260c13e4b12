"""Where a promise stands: by its evidence and the calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arariwa.events.domain.promises import Shown, Standing, standing, used_within_a_year

DUE = date(2023, 3, 31)
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))
SHOWN = st.lists(st.builds(Shown, DAYS, st.booleans()), max_size=5)


def test_examples():
    def on(*day, shown=(), dropped=False):
        return standing(DUE, shown, date(*day), dropped)

    all_of_it, late, part = Shown(DUE, True), Shown(date(2023, 4, 2), True), Shown(date(2023, 2, 1), False)
    assert on(2023, 1, 1) == Standing.OPEN
    assert on(2023, 3, 5) == Standing.SOON
    assert on(2023, 3, 31) == Standing.SOON, "the day itself is not late"
    assert on(2023, 4, 1) == Standing.LATE
    assert on(2023, 3, 1, shown=[part]) == Standing.BEGUN
    assert on(2023, 4, 1, shown=[part]) == Standing.LATE, "a part is not all"
    assert on(2023, 6, 1, shown=[part, all_of_it]) == Standing.KEPT
    assert on(2023, 6, 1, shown=[late]) == Standing.KEPT_LATE
    assert on(2023, 6, 1, dropped=True) == Standing.DROPPED
    assert on(2023, 6, 1, shown=[all_of_it], dropped=True) == Standing.KEPT, "what was done stays done"
    assert on(2023, 4, 1, shown=[late]) == Standing.LATE, "what is dated tomorrow shows nothing today"


@given(DAYS, SHOWN, DAYS)
def test_the_order_of_evidence_does_not_matter(due, shown, today):
    assert standing(due, shown, today) == standing(due, reversed(shown), today)


@given(DAYS, SHOWN, DAYS, DAYS)
def test_more_evidence_never_makes_a_kept_promise_unkept(due, shown, today, day):
    if standing(due, shown, today) == Standing.KEPT:
        assert standing(due, [*shown, Shown(day, False)], today) == Standing.KEPT


@given(DAYS, SHOWN, DAYS)
def test_without_all_of_it_nothing_is_kept(due, shown, today):
    parts = [Shown(one.on, False) for one in shown]
    assert standing(due, parts, today) not in (Standing.KEPT, Standing.KEPT_LATE)


def test_use_at_home_counts_for_twelve_months():
    back = date(2024, 2, 29)
    assert used_within_a_year(back, [Shown(date(2025, 2, 28), False)])
    assert not used_within_a_year(back, [Shown(date(2025, 3, 1), True)])
    assert not used_within_a_year(back, [Shown(back, True)]), "on the trip itself nothing was used at home"
    assert used_within_a_year(back, [Shown(back + timedelta(days=1), False)])
