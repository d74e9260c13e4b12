"""Pairs that may be one person, and what follows from decisions."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from arariwa.events.domain.same_person import Row, joined, pairs


def found(*rows):
    return {(p.first, p.second): (p.signs, p.against) for p in pairs(rows)}


def test_what_points_to_one_person():
    rosa = Row("a", "Rosa María", "Ñahui Soto", "dni41234567", "rosa@x.example")
    assert found(rosa, Row("b", "ROSA MARIA", "NAHUI SOTO")) == {("a", "b"): (("same_name",), ())}
    assert found(rosa, Row("b", "Rosa", "Ñahui Soto")) == {("a", "b"): (("part_of_name",), ())}
    assert found(rosa, Row("b", "Rosa María", "Ñahui Sotto", email="ROSA@x.example")) == {
        ("a", "b"): (("near_name", "same_email"), ())
    }
    assert found(rosa, Row("b", "Rosa María", "Ñahui Soto", "dni41234568")) == {
        ("a", "b"): (("same_name", "near_document"), ())
    }
    assert found(rosa, Row("b", "Rosa María", "Ñahui Soto", "dni70000001")) == {
        ("a", "b"): (("same_name",), ("other_document",))
    }


def test_what_does_not():
    assert not found(Row("a", "Rosa", "Ñahui Soto"), Row("b", "Juan", "Ñahui Soto"))
    assert not found(
        Row("a", "Rosa", "Ñahui", email="mesa@x.example"), Row("b", "Juan", "Quispe", email="mesa@x.example")
    ), "an office's mailbox is shared"


def test_a_common_name_does_not_make_a_flood():
    assert not list(pairs(Row(str(n), "Juan", "Quispe Mamani") for n in range(200)))


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=8))
def test_decisions_join_whatever_their_order(same):
    same = [pair for pair in same if pair[0] != pair[1]]
    first = dict(joined(same))
    for order in list(permutations(same))[:24]:
        assert dict(joined(order)) == first
    for one, other in same:
        assert first[one] == first[other]
