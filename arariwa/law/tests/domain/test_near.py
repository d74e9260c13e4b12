from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from arariwa.law.domain.near import Near, OneSlip

WORDS = ["otorongo", "tigrillo", "sajino", "majas", "loro", "motelo", "jergon", "mono"]


def test_only_the_nearest():
    assert Near(WORDS).of("otorogno") == [(1, "otorongo")]


def test_the_first_sound_holds_unless_it_is_missing():
    near = Near(WORDS)
    assert near.of("ergon") == [(1, "jergon")]
    assert near.of("zotelo") == []


def test_short_words_carry_no_slip():
    assert Near(["boa", "oso"]).of("bua") == []


@given(st.text(alphabet="aeiomnrst", max_size=12))
def test_distances_are_true(word):
    for slips, other in Near(WORDS).of(word):
        assert slips == OSA.distance(word, other) <= 2


NAMES = ["otorongobebe", "lorocabezaazul", "vacamarina", "mataman", "gallitodelasrocas"]


@given(st.sampled_from(NAMES), st.integers(1, 20), st.sampled_from("abcxyz"), st.integers(0, 3))
def test_one_slip_anywhere_after_the_first_letter_is_found(name, place, letter, kind):
    i = min(place, len(name) - 2)
    changed = (
        name[:i] + name[i + 1 :],
        name[:i] + letter + name[i:],
        name[:i] + letter + name[i + 1 :],
        name[:i] + name[i + 1] + name[i] + name[i + 2 :],
    )[kind]
    assert name in [other for _, other in OneSlip(NAMES).of(changed)] or len(changed) < OneSlip.SHORTEST


@given(st.text(alphabet="aeiomnrst", max_size=12))
def test_two_slips_are_counted_right(text):
    for slips, other in OneSlip(NAMES).farther(text):
        assert slips == OSA.distance(text, other) <= 2
