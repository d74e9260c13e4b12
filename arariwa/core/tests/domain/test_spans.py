"""A day known exactly, by month, or by year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.spans import Span

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "until", "precision"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "year"),
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1), "month"),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "month"),
        ("2026-02-18", date(2026, 2, 18), date(2026, 2, 19), "day"),
        ("2026-12-31", date(2026, 12, 31), date(2027, 1, 1), "day"),
        (" 2026-02-18 ", date(2026, 2, 18), date(2026, 2, 19), "day"),
    ],
)
def test_what_is_read(text, start, until, precision):
    span = Span.parse(text)
    assert (span.start, span.until, span.precision) == (start, until, precision)
    assert str(span) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-2",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2025-02-29",
        "2026/02/18",
        "18-02-2026",
        "0000",
        "2026-02-18T10:00",
        "-2026",
        "veinte",
    ],
)
def test_what_is_no_day(text):
    with pytest.raises(ValueError):
        Span.parse(text)


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_the_last_year_of_the_calendar_has_no_end(text):
    """There is no day after it to be the exclusive end."""
    with pytest.raises(ValueError):
        Span.parse(text)


def test_an_empty_or_turned_span_is_refused():
    with pytest.raises(ValueError):
        Span(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ValueError):
        Span(date(2026, 1, 2), date(2026, 1, 1))


def test_any_other_span_is_called_by_both_ends():
    span = Span(date(2026, 1, 15), date(2026, 2, 15))
    assert span.precision == "span"
    assert str(span) == "2026-01-15/2026-02-15"


@given(days)
def test_a_day_reads_back(on):
    assert Span.parse(str(Span.day(on))) == Span.day(on)
    assert Span.day(on).precision == "day"


@given(days)
def test_month_and_year_hold_their_day(on):
    for text in (f"{on:%Y-%m}", f"{on:%Y}"):
        span = Span.parse(text)
        assert span.start <= on < span.until
        assert Span.parse(str(span)) == span


@given(days, st.integers(1, 800))
def test_precision_never_claims_more_than_is_known(start, length):
    span = Span(start, start + timedelta(days=length))
    assert span.precision == "span" or Span.parse(str(span)) == span
