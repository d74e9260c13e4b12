"""The clock of an exercise runs at its speed, stands still, and never goes back."""

from datetime import UTC, datetime, timedelta

from arariwa.training.domain.clock import Clock

NOON, BEGINS = datetime(2026, 11, 27, 12, tzinfo=UTC), datetime(2026, 5, 12, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def clock(elapsed=0, speed=1, since=NOON):
    return Clock(BEGINS, elapsed * MINUTE, speed, since)


def test_it_runs_at_its_speed():
    assert clock().moment(NOON) == BEGINS
    assert clock(speed=12).moment(NOON + 5 * MINUTE) == BEGINS + 60 * MINUTE
    assert clock(elapsed=7, speed=2).minute(NOON + 90 * timedelta(seconds=1)) == 10


def test_it_stands_still():
    assert clock(elapsed=7, since=None).moment(NOON + 300 * MINUTE) == BEGINS + 7 * MINUTE


def test_a_real_clock_put_back_does_not_put_it_back():
    assert clock(elapsed=7).moment(NOON - 10 * MINUTE) == BEGINS + 7 * MINUTE
