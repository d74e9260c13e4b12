"""Item analysis, gain and effect: against published worked numbers and brute force."""

import math
from statistics import fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.training.domain import analysis
from arariwa.training.domain.analysis import Answered, Marks, analyse, answers_of, learned

SCORES = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=3, max_size=40)


@pytest.mark.parametrize(
    ("df", "published"), [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_students_t_is_that_of_the_tables(df, published):
    assert analysis.student_t(0.975, df) == pytest.approx(published, abs=0.0006)


def test_the_effect_is_that_of_the_worked_example_of_the_source():
    """Borenstein and others (2009), p. 28-30: 50 pairs, means 103 and 100, S_diff 5.5, r 0.7."""
    found = analysis.hedges(3, 5.5, 0.7, 50)
    assert found.value == pytest.approx(0.4160, abs=0.0002)
    assert (found.high - found.value) / 1.959964 == pytest.approx(math.sqrt(0.0127), abs=0.0003)


@settings(deadline=None)
@given(SCORES)
def test_the_effect_is_the_one_counted_the_long_way(pairs):
    found = analysis.effect_size(pairs)
    pre, post = [a for a, _ in pairs], [b for _, b in pairs]
    differences = [b - a for a, b in pairs]
    if found is None:
        # Only where one of the tests does not vary, or all gained alike or along one line.
        r = analysis.correlation(pre, post)
        assert r is None or r > 1 - 1e-9 or stdev(differences) < 1e-6
        return
    # S_within by r: the deviation of one score that would leave these differences.
    n, d = len(pairs), fmean(differences)
    covariance = sum((a - fmean(pre)) * (b - fmean(post)) for a, b in pairs) / (n - 1)
    r = covariance / (stdev(pre) * stdev(post))
    plain = d / (stdev(differences) / math.sqrt(2 * (1 - r)))
    assert found.value == pytest.approx(plain * (1 - 3 / (4 * (n - 1) - 1)), rel=1e-6, abs=1e-9)
    assert found.low <= found.value <= found.high


def test_the_gain_of_a_class_is_of_its_means_not_the_mean_of_gains():
    """Hake's class gain: 40 to 70 and 80 to 90 on average is (80 - 60) / (100 - 60)."""
    assert analysis.class_gain([(40, 70), (80, 90)]).value == pytest.approx(0.5)
    assert learned({"a": 40, "b": 80}, {"a": 70, "b": 90}).band == "medium"


def test_no_gain_where_everybody_knew_all_before():
    found = learned({"a": 100, "b": 100}, {"a": 100, "b": 90})
    assert found.gain is None and found.band == ""


@settings(deadline=None)
@given(SCORES)
def test_the_interval_of_the_gain_holds_the_gain_and_is_fiellers(pairs):
    found = analysis.class_gain(pairs)
    if found is None or found.low is None:
        return
    assert found.low <= found.value + 1e-9 and found.value <= found.high + 1e-9
    # At each end of Fieller's interval, the mean of (missing after - ratio * missing before) is just significant.
    t = analysis.student_t(0.975, len(pairs) - 1)
    for end in (found.low, found.high):
        ratio = 1 - end
        rest = [(100 - b) - ratio * (100 - a) for a, b in pairs]
        assert abs(fmean(rest)) == pytest.approx(t * stdev(rest) / math.sqrt(len(rest)), rel=1e-4, abs=1e-4)


def test_attrition_counts_who_began_and_did_not_end():
    found = learned({"a": 50, "b": 60, "c": 70, "d": 20}, {"a": 80, "b": 90, "x": 10})
    assert (found.pairs, found.began, found.attrition) == (2, 4, 0.5)
    assert (found.mean_before, found.mean_after) == (55, 85)
    assert learned({}, {"a": 5}).attrition is None


def test_retention_is_of_the_same_persons():
    assert analysis.retention({"a": 80, "b": 100, "c": 10}, {"a": 60, "b": 90, "z": 0}) == pytest.approx(
        150 / 180
    )
    assert analysis.retention({"a": 0}, {"a": 10}) is None
    assert analysis.retention({"a": 50}, {}) is None


def some(n, points=lambda i: i % 2, rest=lambda i: i / 40, chosen=lambda i: ()):
    return [Answered(float(points(i)), rest(i), chosen(i)) for i in range(n)]


def test_nothing_is_said_before_thirty_answers():
    found = analyse(some(29))
    assert (found.missing, found.facility, found.point_biserial, found.choices) == (1, None, None, ())
    assert analyse(some(30)).missing == 0


def test_a_question_the_best_get_right_tells_apart():
    found = analyse(
        some(40, points=lambda i: i >= 20, chosen=lambda i: ("a",) if i >= 20 else ("b",)),
        ["a", "b", "c"],
        ["a"],
    )
    assert found.facility == 0.5
    assert found.upper_lower == 1 and found.group == 11
    assert found.point_biserial > 0.8
    by = {choice.option: choice for choice in found.choices}
    assert (by["a"].chosen, by["a"].upper, by["a"].lower) == (20, 11, 0)
    assert (by["b"].chosen, by["b"].upper, by["b"].lower) == (20, 0, 11)
    assert not by["c"].works(40) and by["b"].works(40)
    assert found.warnings == ("distractor",)


def test_a_question_the_best_get_wrong_is_pointed_out():
    found = analyse(some(40, points=lambda i: i < 20))
    assert found.point_biserial < 0 and found.upper_lower == -1 and "negative" in found.warnings


def test_a_question_all_get_right_tells_nobody_apart():
    found = analyse(some(40, points=lambda i: 1))
    assert found.point_biserial is None and found.facility == 1 and "easy" in found.warnings


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 10)), min_size=30, max_size=60))
def test_the_point_biserial_is_the_textbook_one(rows):
    """(M1 - M0) / s · sqrt(p q), the form of textbooks, with the population's deviation."""
    found = analyse([Answered(float(p), r / 10) for p, r in rows])
    ones, zeros = [r / 10 for p, r in rows if p], [r / 10 for p, r in rows if not p]
    rests = [r / 10 for _, r in rows]
    spread = math.sqrt(fmean([(x - fmean(rests)) ** 2 for x in rests]))
    if not ones or not zeros or spread < 1e-6:
        assert found.point_biserial is None
        return
    p = len(ones) / len(rows)
    textbook = (fmean(ones) - fmean(zeros)) / spread * math.sqrt(p * (1 - p))
    assert found.point_biserial == pytest.approx(textbook, abs=1e-9)


def test_the_rest_of_a_test_leaves_the_question_out():
    tests = [Marks({"a": 1, "b": 0, "c": 0.5}, {"a": ("x",)}), Marks({"b": 1, "c": 1}), Marks({"a": 1})]
    found = answers_of("a", tests)
    assert [(a.points, a.rest, a.chosen) for a in found] == [(1, 0.25, ("x",))]
