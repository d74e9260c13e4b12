"""What a poll by raised hands shows: shares of a room, their difference, and how sure that is."""

import pytest

from arariwa.events.domain.polls import Compared, change, wilson


def asked(right_before: int, before: int, right_after: int, after: int, **about: str) -> Compared:
    return Compared(
        about.get("group", "all"), about.get("question", "q"), right_before, before, right_after, after
    )


def test_a_difference_has_the_interval_newcombe_printed():
    # Table II of the paper, (a): 56 of 70 less 48 of 80.
    found = change([asked(48, 80, 56, 70)])
    assert found
    assert round(found.difference, 4) == 0.2
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_many_questions_do_not_make_many_people():
    one = change([asked(20, 50, 35, 50)])
    five = change([asked(20, 50, 35, 50, question=str(n)) for n in range(5)])
    assert one and five and (one.low, one.high, one.n_after) == (five.low, five.high, five.n_after)


def test_a_group_is_held_against_itself():
    # More men came after: all stays as it was in each group, and nothing changed.
    women, men = asked(8, 10, 8, 10, group="F"), asked(2, 10, 20, 100, group="M")
    found = change([women, men])
    assert found and found.difference == pytest.approx(0)
    assert (found.n_before, found.n_after) == (20, 110)


def test_parts_add_up_to_the_whole():
    rows = [asked(3, 10, 9, 12, group="F"), asked(5, 11, 4, 8, group="M")]
    whole = change(rows)
    assert whole and sum(row.more for row in rows) / 20 == pytest.approx(whole.difference)


def test_nothing_compared_is_no_change():
    assert change([]) is None


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_room_of_one_mind_is_not_certain(share):
    low, high = wilson(share, 40)
    assert 0 <= low <= share <= high <= 1
    assert 0.05 < high - low < 0.1
