"""Where the goods of an exercise are stopped: the furthest any load came, and what nobody decided in time came through."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.packs import Pack
from arariwa.training import exercise_packs
from arariwa.training.domain.exercise import with_mistake
from arariwa.training.domain.interdiction import Given, before_commerce, interception_point

EXERCISE = exercise_packs.read(Pack.from_folder(settings.PACKS, "exercises/ex-04"))
LOADS = ("l02", "l04", "l05", "l10")
ORDER = ["checkpoint", "storage", "first_sale", "retail", "never"]


def point(steps):
    answers = [Given(code, value, step.at) for step in steps for code, value in step.given.items()]
    return interception_point(EXERCISE, answers)


def test_the_model_answer_stops_the_last_load_at_the_gathering_place():
    assert point(EXERCISE.model) == "storage"
    assert before_commerce(EXERCISE.goal, "storage")


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ("stop_all", "checkpoint"),
        ("seize_the_bait", "checkpoint"),
        ("credential", "never"),
        ("late", "never"),
        ("market", "retail"),
        ("all_high", "storage"),
    ],
)
def test_a_planted_mistake_lets_the_goods_so_far(wrong, at):
    planted = next(one for one in EXERCISE.wrong if one.code == wrong)
    assert point(with_mistake(EXERCISE, planted)) == at
    assert before_commerce(EXERCISE.goal, at) == (at in ("checkpoint", "storage"))


def test_what_nobody_decides_is_never_stopped():
    assert interception_point(EXERCISE, []) == "never"
    followed = [Given(load, "seize", 16) for load in ("l02", "l04", "l05")]
    assert interception_point(EXERCISE, [*followed, Given("l10", "escort", 30)]) == "never", (
        "nobody said where"
    )


DECISIONS = st.fixed_dictionaries(
    {}, optional={load: st.sampled_from(["pass", "seize", "escort"]) for load in LOADS}
)
POINTS = st.one_of(st.none(), st.sampled_from(ORDER[1:]))


@given(DECISIONS, POINTS, st.booleans())
def test_it_is_the_furthest_point_counted_the_long_way(decisions, told, late):
    minute = 60 if late else 0
    answers = [Given(load, value, minute) for load, value in decisions.items()]
    answers += [Given("point", told, 40)] if told else []
    each = []
    for load in LOADS:
        decision = None if late else decisions.get(load)
        if decision == "seize":
            each.append("checkpoint")
        else:
            each.append((told or "never") if load == "l10" and decision == "escort" else "never")
    assert interception_point(EXERCISE, answers) == max(each, key=ORDER.index)
