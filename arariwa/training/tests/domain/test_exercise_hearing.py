"""A hearing goes from scene to scene by what was said; what was never reached is no part of it."""

from arariwa.law.domain.text import text
from arariwa.training.domain import hearing
from arariwa.training.domain.exercise import Scene, Way
from arariwa.training.tests.domain.exercise_samples import an_exercise


def way(code, to=""):
    return Way(code=code, text=text(code, code), to=to)


HEARING = an_exercise(
    scenes=[
        Scene(
            code="s1", speaker=text("a", "a"), text=text("b", "b"), ways=[way("good", "s3"), way("bad", "s2")]
        ),
        Scene(code="s2", speaker=text("a", "a"), text=text("b", "b"), ways=[way("on", "s3"), way("end")]),
        Scene(code="s3", speaker=text("a", "a"), text=text("b", "b"), ways=[way("x"), way("y")]),
    ]
)


def test_it_goes_where_the_words_lead():
    assert hearing.course(HEARING, {}) == ([], HEARING.scenes[0])
    turns, waiting = hearing.course(HEARING, {"s1": "bad"})
    assert [t.scene.code for t in turns] == ["s1"] and waiting.code == "s2"
    turns, waiting = hearing.course(HEARING, {"s1": "good", "s3": "x"})
    assert [t.way.code for t in turns] == ["good", "x"] and waiting is None


def test_words_of_a_scene_never_reached_count_for_nothing():
    turns, waiting = hearing.course(HEARING, {"s1": "good", "s2": "on"})
    assert [t.scene.code for t in turns] == ["s1"] and waiting.code == "s3"


def test_without_scenes_there_is_no_hearing():
    assert hearing.course(an_exercise(), {}) == ([], None)
