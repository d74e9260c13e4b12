"""Identifiers in order of time, and short numbers whose mistakes are found."""

import itertools
import re
import time
import uuid

import pytest

from arariwa.core.domain.ids import ALPHABET, BODY, check_sign, is_short_number, short_number, uuid7

SAMPLES = [short_number(2026, "FEMA-LO") for _ in range(200)]


def test_uuid7_says_version_and_variant():
    made = uuid7()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


@pytest.mark.parametrize("ms", [0, 1, 1_773_640_000_000, (1 << 48) - 1])
def test_uuid7_carries_its_millisecond(ms):
    assert uuid7(ms).int >> 80 == ms


def test_uuid7_later_sorts_later():
    made = [uuid7(ms) for ms in range(1_773_640_000_000, 1_773_640_000_500)]
    assert made == sorted(made)
    assert [str(m) for m in made] == sorted(str(m) for m in made)


def test_uuid7_now_lies_between_before_and_after():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_uuid7_of_the_same_millisecond_differ():
    assert len({uuid7(5) for _ in range(10_000)}) == 10_000


def test_the_alphabet_has_no_sign_a_hurried_hand_confuses():
    assert not set("01ILO") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 31


def test_short_number_shape():
    for number in SAMPLES:
        assert re.fullmatch(rf"2026-FEMA-LO-[{ALPHABET}]{{{BODY + 1}}}", number)
        assert is_short_number(number)


def test_short_numbers_do_not_count_up():
    """A counter would tell how many sealed cases there are."""
    assert sorted(SAMPLES) != SAMPLES
    assert len(set(SAMPLES)) > 195


@pytest.mark.parametrize("typed", ["2026-fema-lo-{}", "  2026-FEMA-LO-{}  ", "{}"])
def test_case_and_surrounding_spaces_do_not_matter(typed):
    tail = SAMPLES[0].rsplit("-", 1)[-1]
    assert is_short_number(typed.format(tail.lower()))


def test_every_single_wrong_sign_is_found():
    for number in SAMPLES:
        head, tail = number.rsplit("-", 1)
        for place, sign in itertools.product(range(len(tail)), ALPHABET):
            if sign != tail[place]:
                assert not is_short_number(f"{head}-{tail[:place]}{sign}{tail[place + 1 :]}")


def test_every_swap_of_two_signs_is_found():
    """Neighbours and any other two: all weights differ and 31 is prime."""
    for number in SAMPLES:
        head, tail = number.rsplit("-", 1)
        for i, j in itertools.combinations(range(len(tail)), 2):
            if tail[i] != tail[j]:
                signs = list(tail)
                signs[i], signs[j] = signs[j], signs[i]
                assert not is_short_number(f"{head}-{''.join(signs)}")


@pytest.mark.parametrize(
    "text", ["", "-", "2026-FEMA-", "2026-FEMA-7K3Q", "2026-FEMA-7K3QXMA", "2026-FEMA-00000O", "ñ" * 6]
)
def test_what_is_no_short_number(text):
    assert not is_short_number(text)


def test_check_sign_makes_the_weighted_sum_divisible():
    for body in ("22222", "ZZZZZ", "7K3QX", "A2B3C"):
        whole = body + check_sign(body)
        weights = [*range(2, BODY + 2), 1]
        assert sum(w * ALPHABET.index(s) for w, s in zip(weights, whole, strict=True)) % 31 == 0
