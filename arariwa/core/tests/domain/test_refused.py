"""The noes about several things at once."""

import pytest

from arariwa.core.domain.refused import Checks, Refused


def test_one_refusal_stands_alone():
    alone = Refused("custody.place", "place")
    assert alone.every == (alone,)


def test_every_no_is_told_and_names_its_thing():
    with pytest.raises(Refused) as error, Checks() as checks:
        with checks.of("a", item="A-1"):
            raise Refused("custody.other_seal", "seal", seal="9", recorded="1")
        with checks.of("b", item="B-1"):
            pass
        with checks.of("c", item="C-1"):
            raise Refused("custody.wrong_holder", item="its own")
    assert [(one.code, one.field, one.values["item"]) for one in error.value.every] == [
        ("custody.other_seal", "a-seal", "A-1"),
        ("custody.wrong_holder", "c-", "its own"),
    ]
    assert "custody.other_seal" in str(error.value) and "custody.wrong_holder" in str(error.value)


def test_nothing_wrong_goes_on():
    with Checks() as checks, checks.of("a"):
        done = True
    assert done


def test_what_already_carries_others_is_taken_apart():
    with pytest.raises(Refused) as error, Checks() as outer, outer.of("box"), Checks() as inner:
        for n in "ab":
            with inner.of(n):
                raise Refused("custody.place", "place")
    assert [one.field for one in error.value.every] == ["box-a-place", "box-b-place"]
    assert [one.others for one in error.value.every][1] == ()


def test_an_error_of_the_system_is_not_taken_for_a_no():
    with pytest.raises(ZeroDivisionError), Checks() as checks:
        with checks.of("a"):
            raise Refused("custody.place")
        with checks.of("b"):
            raise ZeroDivisionError
