"""Pages by key: forward and back every row once, and a mark nobody was given opens the first page."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arariwa.core import keyset, testing
from arariwa.core.models import Compartment, JournalEntry, Membership

pytestmark = pytest.mark.django_db
SLOWER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NOON = datetime(2026, 3, 16, 17, tzinfo=UTC)


def mark(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def compartments(moments):
    by = testing.people().alba.membership
    made = Compartment.objects.bulk_create([Compartment(created_at=at, created_by=by) for at in moments])
    return Compartment.objects.filter(pk__in=[row.pk for row in made])


def forward(rows, order, size):
    pages, found = [keyset.page(rows, order, size=size)], []
    while pages[-1].older:
        pages.append(keyset.page(rows, order, pages[-1].older, size=size))
    for one in pages:
        found += one.rows
    return pages, found


@SLOWER
@given(
    st.lists(st.integers(0, 4), max_size=30),
    st.integers(1, 7),
    st.sampled_from([("-created_at", "-id"), ("created_at", "id")]),
)
def test_forward_and_back_give_every_row_once_in_order(moments, size, order):
    rows = compartments([NOON + timedelta(hours=h) for h in moments])
    expected = list(rows.order_by(*order))
    pages, found = forward(rows, order, size)
    assert found == expected
    assert not pages[0].newer
    back, here = [], pages[-1]
    while here.newer:
        here = keyset.page(rows, order, here.newer, size=size)
        back = here.rows + back
    assert back == expected[: len(back)]
    assert back + pages[-1].rows == expected


def test_a_row_added_meanwhile_is_neither_repeated_nor_hides_another():
    rows = compartments([NOON + timedelta(hours=h) for h in range(6)])
    everything = Compartment.objects.all()
    first = keyset.page(everything, ("-created_at", "-id"), size=3)
    compartments([NOON + timedelta(days=1)])
    second = keyset.page(everything, ("-created_at", "-id"), first.older, size=3)
    assert [*first.rows, *second.rows] == list(rows.order_by("-created_at"))


def test_a_page_whose_rows_are_gone_opens_the_first():
    rows = compartments([NOON + timedelta(hours=h) for h in range(4)])
    older = keyset.page(rows, ("created_at", "id"), size=3).older
    fewer = rows.filter(created_at__lt=NOON + timedelta(hours=3))
    assert len(keyset.page(fewer, ("created_at", "id"), older, size=3).rows) == 3


def test_an_empty_list_has_no_marks():
    assert keyset.page(Compartment.objects.none(), ("-id",)) == keyset.Page([], "", "")


@pytest.mark.parametrize(
    "junk",
    [
        "x",
        "%%%",
        "ñ",
        "=" * 50,
        "A" * 5000,
        mark(),
        mark(0),
        mark(0, "no es fecha", "no es id"),
        mark(0, None, None),
        mark(0, [1], {"a": 1}),
        mark(0, float("nan"), 1),
        mark(0, float("inf"), 1),
        mark(0, "2026-03-16T12:00:00", "0" * 32),
        mark(0, "0001-01-01T00:00:00+14:00", "0" * 32),
        mark(0, "9999-12-31T23:59:59-14:00", "0" * 32),
        mark(0, "2026-03-16T12:00:00+00:00", -1),
        mark(0, "2026-03-16T12:00:00+00:00", 1 << 200),
        mark(0, "\x00", "0" * 32),
        mark(0, True, False),
        mark(1, "x", "y", "z"),
        base64.urlsafe_b64encode(b"[" * 1500).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
    ],
)
def test_a_junk_mark_opens_the_first_page(junk):
    rows = compartments([NOON + timedelta(hours=h) for h in range(3)])
    found = keyset.page(rows, ("-created_at", "-id"), junk, size=2)
    assert found.rows == list(rows.order_by("-created_at", "-id")[:2])


@SLOWER
@given(st.text(max_size=200))
def test_no_text_breaks_a_list(text):
    assert keyset.page(Compartment.objects.all(), ("-created_at", "-id"), text).rows == []


@SLOWER
@given(
    st.lists(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=8)
        | st.dates().map(str)
        | st.datetimes().map(str),
        max_size=4,
    )
)
def test_no_well_formed_mark_breaks_a_list(values):
    for order, rows in (
        (("-created_at", "-id"), Compartment.objects.all()),
        (("verb", "seq"), JournalEntry.objects.all()),
        (("-from_on", "id"), Membership.objects.all()),
    ):
        assert isinstance(list(keyset.page(rows, order, mark(*values)).rows), list)


def test_marks_carry_days_and_decimals_as_text():
    assert keyset._plain(date(2026, 3, 16)) == "2026-03-16"
    assert keyset._plain(Decimal("0.50")) == "0.50"


def test_a_decimal_beyond_its_column_opens_the_first_page():
    from arariwa.evidence.models import Item

    item = testing.an_item()
    for value in ("1e999999", "NaN", "9" * 40):
        assert keyset.page(Item.objects.all(), ("quantity", "id"), mark(0, value, str(item.pk))).rows == [
            item
        ]


def test_no_counting_only_one_row_more_than_shown(django_assert_num_queries):
    rows = compartments([NOON] * 5)
    with django_assert_num_queries(1) as asked:
        keyset.page(rows, ("-created_at", "-id"), size=3)
    assert "LIMIT 4" in asked[0]["sql"]
