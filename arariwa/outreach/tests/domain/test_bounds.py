"""Bounds hold the truth whatever the audience, whatever the order in which exports came, however often they came."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from arariwa.outreach.domain.bounds import Seen, bounds, points, standing

END = date(2025, 6, 30)
AUDIENCE = st.frozensets(st.integers(0, 30), max_size=15)


def given(*strategies):
    """On a busy machine inputs come slowly; that is no fault of theirs."""
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return lambda test: unhurried(given_(*strategies)(test))


# platform -> post -> who saw it
WORLD = st.dictionaries(
    st.sampled_from(["facebook", "instagram", "tiktok"]),
    st.dictionaries(st.sampled_from("abcd"), AUDIENCE, min_size=1),
    min_size=1,
)


def reach(platform: str, object: str, value: int | None, **changes) -> Seen:
    given = {"account": "", "metric": "reach", "grain": "lifetime", "as_of": END, **changes}
    return Seen(platform, object=object, value=None if value is None else Decimal(value), **given)


def of_world(world) -> list[Seen]:
    return [reach(p, post, len(who)) for p, posts in world.items() for post, who in posts.items()]


@given(WORLD)
def test_the_truth_lies_between_the_bounds(world):
    """Persons who use several platforms are the same persons: the worst case for a sum."""
    found = bounds(of_world(world), "reach")
    truth = len(frozenset().union(*(who for posts in world.values() for who in posts.values())))
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= truth <= found.upper
    for share in found.by_platform:
        here = len(frozenset().union(*world[share.platform].values()))
        assert share.lower <= here <= share.upper


@given(st.lists(st.tuples(st.integers(0, 30), AUDIENCE), min_size=1, max_size=12))
def test_the_truth_lies_between_the_bounds_of_days(days):
    rows = {day: who for day, who in days}
    seen = [
        reach("tiktok", "", len(who), grain="day", day=END - timedelta(days=n)) for n, who in rows.items()
    ]
    found = bounds(seen, "reach")
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= len(frozenset().union(*rows.values())) <= found.upper


@given(WORLD, st.decimals(0, 1, places=3))
def test_an_estimate_stays_between_the_bounds(world, overlap):
    found = bounds(of_world(world), "reach", overlap=overlap)
    assert found.lower is not None
    assert found.estimate is not None
    assert found.upper is not None
    assert found.lower <= found.estimate <= found.upper
    assert bounds(of_world(world), "reach").estimate is None


EXPORTS = st.lists(
    st.builds(
        lambda p, o, v, n, d: reach(p, o, v, as_of=END + timedelta(days=n), **d),
        st.sampled_from(["facebook", "tiktok"]),
        st.sampled_from(["", "a", "b"]),
        st.one_of(st.none(), st.integers(0, 1000)),
        st.integers(0, 3),
        st.sampled_from([{}, {"grain": "day", "day": END}, {"grain": "day", "day": END - timedelta(days=1)}, {"precision": Decimal(100)}]),
    ),
    max_size=14,
)  # fmt: skip


@given(EXPORTS, st.randoms(use_true_random=False))
def test_the_order_of_imports_does_not_matter_and_twice_is_once(seen, random):
    mixed = [*seen, *seen]
    random.shuffle(mixed)
    for day in (None, END, END + timedelta(days=2)):
        assert standing(mixed, day) == standing(seen, day)
        assert bounds(mixed, "reach", day) == bounds(seen, "reach", day)
    for unique in (True, False):
        assert points(mixed, unique=unique) == points(seen, unique=unique)


@given(EXPORTS)
def test_what_came_after_a_day_does_not_change_what_posts_had_then(seen):
    of_posts = [one for one in seen if one.object and one.grain == "lifetime"]
    before = [one for one in of_posts if one.as_of <= END]
    assert bounds(of_posts, "reach", END) == bounds(before, "reach", END)


def test_a_rounded_figure_widens_both_bounds():
    found = bounds([reach("facebook", "a", 1200, precision=Decimal(100))], "reach")
    assert (found.lower, found.upper) == (1150, 1250)


def test_posts_without_a_figure_are_counted_as_missing():
    found = bounds([reach("facebook", "a", 10), reach("facebook", "b", None)], "reach")
    assert (found.lower, found.upper, found.missing) == (10, 10, 1)
    assert bounds([reach("facebook", "b", None)], "reach").lower is None


def test_a_post_is_one_however_its_account_is_written():
    """By the page's id, by its name before and after it changed, or not at all: it never adds up with itself."""
    rows = [
        reach("facebook", "a", 10 + n, account=name, as_of=END + timedelta(days=n))
        for n, name in enumerate(("101234567890123", "Guardianes", "Guardianas", ""))
    ]
    assert [(one.value, one.account) for one in standing(rows)] == [(13, "")]
    assert (bounds(rows, "reach").lower, bounds(rows, "reach").upper) == (13, 13)
    assert [(one.value, one.joined) for one in points(rows, unique=True)] == [
        (10, 0),
        (11, 0),
        (12, 0),
        (13, 0),
    ]
    days = [
        reach("facebook", "a", 4, account="x", grain="day", day=END),
        reach("facebook", "a", 9, account="y"),
    ]
    assert bounds(days, "reach").upper == 9
    # Of whole accounts two names are two accounts.
    two = [reach("tiktok", "", 5, account=name, grain="day", day=END) for name in ("a", "b")]
    assert bounds(two, "reach").upper == 10


def test_figures_of_posts_go_before_those_of_the_whole_account():
    """The account's audience saw other posts too: it is no bound of the campaign's."""
    rows = [reach("facebook", "a", 10), reach("facebook", "", 500, grain="day", day=END)]
    (share,) = bounds(rows, "reach").by_platform
    assert (share.lower, share.upper, share.of_account) == (10, 10, False)
    (share,) = bounds(rows[1:], "reach").by_platform
    assert share.of_account


def test_a_change_of_definition_is_a_break_and_growth_a_series():
    rows = [
        reach("facebook", "a", value, as_of=END + timedelta(days=n))
        for n, value in ((0, 10), (30, 15), (90, 20))
    ]
    found = points(rows, unique=True, breaks={"facebook": [END + timedelta(days=60)]})
    assert [(one.value, one.break_before) for one in found] == [(10, False), (15, False), (20, True)]


def test_figures_by_day_add_up_month_by_month():
    rows = [
        reach("tiktok", "", 10, metric="views", grain="day", day=date(2025, 5, n), as_of=date(2025, 7, 1))
        for n in (1, 2)
    ]
    rows += [
        reach("tiktok", "", 5, metric="views", grain="day", day=date(2025, 6, 3), as_of=date(2025, 7, 1))
    ]
    found = points(rows, unique=False)
    assert [(one.as_of, one.value) for one in found] == [(date(2025, 5, 2), 20), (date(2025, 6, 3), 25)]
