"""Parallel forms: by blueprint, by seed, without a common question where the bank allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.training.domain.forms import draw, shared, shown, shuffled
from arariwa.training.tests.domain.samples import PARTS, a_question

BANK = [a_question("one", f"q{m}-{n}", module=m) for m in (1, 2, 3) for n in range(8)]
SEEDS = st.text(min_size=1, max_size=20)


@settings(deadline=None)
@given(SEEDS, st.integers(0, 4), st.integers(0, 4))
def test_pre_and_post_share_nothing_and_keep_the_blueprint(seed, first, second):
    blueprint = {1: first, 2: second}
    pre, post = (draw(BANK, blueprint, seed, side=side) for side in (0, 1))
    assert not shared(pre.questions, post.questions)
    for form in (pre, post):
        assert form.missing == {}
        assert [id_[:2] for id_ in form.questions] == ["q1"] * first + ["q2"] * second


@settings(deadline=None)
@given(SEEDS, st.integers(5, 8))
def test_a_small_bank_shares_only_what_it_must(seed, count):
    pre, post = (draw(BANK, {1: count}, seed, side=side) for side in (0, 1))
    assert len(shared(pre.questions, post.questions)) == 2 * count - 8


@settings(deadline=None)
@given(SEEDS, st.permutations(BANK))
def test_the_order_of_the_file_does_not_matter(seed, bank):
    assert draw(bank, {1: 3, 3: 2}, seed) == draw(BANK, {1: 3, 3: 2}, seed)


def test_a_cell_the_bank_cannot_fill_is_said():
    form = draw(BANK, {1: 9, 7: 2}, "x")
    assert len(form.questions) == 8 and form.missing == {1: 1, 7: 2}


@settings(deadline=None)
@given(SEEDS)
def test_a_second_attempt_takes_what_was_not_met_then_what_was_met_longest_ago(seed):
    pre = draw(BANK, {1: 3}, seed, side=0).questions
    post = draw(BANK, {1: 3}, seed, side=1, seen=pre).questions
    again = draw(BANK, {1: 3}, seed, side=2, seen=[*pre, *post]).questions
    assert not shared(again, post)
    assert len(shared(again, pre)) == 1


def test_different_learners_get_different_forms():
    assert len({draw(BANK, {1: 3}, f"seed {n}").questions for n in range(60)}) > 30


@pytest.mark.parametrize("kind", PARTS)
@settings(deadline=None)
@given(seed=SEEDS)
def test_what_is_shown_is_all_there_is_and_the_same_again(kind, seed):
    asked = a_question(kind)
    page = shown(asked, seed)
    assert page == shown(asked, seed)
    if kind in ("one", "several"):
        assert sorted(page.options) == [o.id for o in asked.options]
    if kind == "order":
        assert sorted(page.options) == list("abcd") and list(page.options) != list("abcd")
    if kind == "match":
        assert sorted(page.options) == sorted(asked.rights) and sorted(page.lefts) == sorted(asked.lefts)
    for place, id_ in enumerate(page.options):
        assert page.id(str(place)) == id_
    assert [page.id(x) for x in ("-1", "99", "", "²", "a", "0" * 400)] == [None] * 6


def test_every_place_is_as_likely_for_the_key():
    """2,000 seeds: the key stands at each of three places about as often."""
    at = [shown(a_question("one"), str(n)).options.index("a") for n in range(2000)]
    assert all(560 < at.count(place) < 780 for place in range(3))


def test_shuffling_is_the_same_for_ever():
    """Kept answers rest on it: another order here would mark old tests otherwise."""
    assert shuffled("semilla", "abcdef") == shuffled("semilla", "fedcba")
    assert shuffled("semilla", "abcdef", "x") == list("acfbde")
