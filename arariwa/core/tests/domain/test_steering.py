"""Characters that steer text: found, marked, and nothing else touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.steering import STEERING, marked, marks, texts

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
# Text in which such characters are as likely as letters.
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\u202e\u2066\u200f\u061c\x1b\x85\t\n\r")))


def steers(sign: str) -> bool:
    """By the properties Unicode gives it, not by our list."""
    implicit = sign in "\u200e\u200f\u061c"
    control = unicodedata.category(sign) == "Cc" and sign not in "\t\n\r"
    return unicodedata.bidirectional(sign) in BIDI or implicit or control


@given(HOSTILE)
def test_what_is_marked_steers_no_more_and_the_rest_stands(text):
    clean = marked(text)
    assert not any(steers(sign) for sign in clean)
    assert [s for s in text if not steers(s)] == [s for s in STEERING.sub("", text)]
    assert marked(clean) == clean and (clean == text) == (not marks(text))


@given(HOSTILE)
def test_nothing_is_lost_in_silence(text):
    assert all(mark in marked(text) for mark in marks(text))
    assert len(marked(text)) - len(text) == 7 * sum(map(steers, text))


def test_every_character_unicode_knows():
    every = map(chr, range(0x110000))
    assert [s for s in every if bool(STEERING.match(s)) != steers(s)] == []


@pytest.mark.parametrize(
    "text", ["Ñuñoa, puesto 12\n\tsegunda línea\r\n", "שלום عليكم", "👨\u200d👩\u200d👧", "क्\u200dष"]
)
def test_what_people_write_stands(text):
    assert marked(text) == text and not marks(text)


def test_texts_within_a_value():
    found = texts({"title": "a", "n": 3, "lines": [{"seal": "b"}, ("c",)], "none": None}, "values")
    assert list(found) == [("title", "a"), ("seal", "b"), ("lines", "c")]
