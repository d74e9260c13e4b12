"""The counts of consultations on a small world: what counts, what does not, and that parts add up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events.figures import Scope
from arariwa.rights import actions_consultations as actions
from arariwa.rights.figure_words_consultations import BESIDE, BREAKDOWNS, WORDS, cell_words
from arariwa.rights.figures_consultations import FIGURES
from arariwa.rights.tests import consulting_world as world

pytestmark = pytest.mark.django_db


@pytest.fixture
def tania():
    return world.desk()


@pytest.fixture
def small_world(tania):
    """Two parrots led to the hand-in, one not; one about bribes, for which the pack knows no way; one waiting, one set aside."""
    led = [world.a_question()[0], world.a_question(by=tania, ubigeo="150101", language="que")[0]]
    for row in led:
        world.answered(row, tania)
    plain, _code = world.a_question(ubigeo="")
    world.answered(plain, tania, way="", authority=None)
    bribe, _code = world.a_question(topic="", act="")
    world.answered(bribe, tania, way="", authority=None, written=[], facts=None, word="depends")
    world.a_question()
    aside, _code = world.a_question()
    actions.set_aside(by=tania.actor, id=aside.pk, why="Repetida.")
    return tania


def test_questions_answered_and_led_to_a_way(small_world):
    tens, ways = FIGURES["OUT-10"](Scope()), FIGURES["OUT-11"](Scope())
    assert tens.result == 4
    assert tens.beside == {"waiting": 1}
    assert tens.parts["channel"] == {"web": 3, "telephone": 1}
    assert tens.parts["language"] == {"es": 3, "que": 1}
    assert tens.parts["topic"] == {"parrots": 3, "NOT_RECORDED": 1}
    for cells in tens.parts.values():
        assert sum(cells.values()) == tens.value
    assert (ways.value, ways.of, ways.beside) == (2, 3, {"no_way": 1})
    assert ways.result == pytest.approx(200 / 3)
    assert ways.parts["region"] == {"16": 1, "15": 1}
    assert sum(ways.of_parts["region"].values()) == 3
    assert [rows.count() for rows in ways.rows] == [2, 3]


def test_a_correction_counts_as_it_stands(small_world):
    row, _code = world.a_question()
    world.answered(row, small_world)
    assert FIGURES["OUT-11"](Scope()).value == 3
    world.answered(row, small_world, way="", authority=None, why="No había tal camino.")
    assert (FIGURES["OUT-10"](Scope()).value, FIGURES["OUT-11"](Scope()).value) == (5, 2)


def test_period_exercise_and_need_to_know(small_world):
    today = timezone.localdate()
    assert FIGURES["OUT-10"](Scope(since=today + timedelta(days=1))).value == 0
    assert FIGURES["OUT-10"](Scope(until=today)).value == 0
    assert FIGURES["OUT-11"](Scope(until=today)).unknown == "nothing_to_count"
    assert FIGURES["OUT-10"](Scope(by=small_world.actor)).value == 4
    people = testing.people()
    assert FIGURES["OUT-10"](Scope(by=people.pilar.actor)).value == 0
    eva = testing.someone("Eva", people.carla.office, "programme", exercise=uuid7())
    row, _code = world.a_question(by=eva)
    world.answered(row, eva)
    assert FIGURES["OUT-10"](Scope()).value == 4


def test_every_figure_and_cell_has_its_words(small_world):
    assert set(WORDS) == set(FIGURES)
    for make in FIGURES.values():
        figure = make(Scope())
        assert set(figure.beside) <= set(BESIDE)
        for name, cells in figure.parts.items():
            assert name in BREAKDOWNS
            words = cell_words(name, cells)
            assert all(words[key] and words[key] != key for key in cells)
