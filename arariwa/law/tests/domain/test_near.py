from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from arariwa.law.domain.near import Near

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
