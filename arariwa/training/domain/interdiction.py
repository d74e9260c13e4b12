"""Where the goods of an exercise were stopped on their way into commerce. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from arariwa.training.domain.exercise import Exercise, Interdiction


@dataclass(frozen=True)
class Given:
    """An answer to a question, and the exercise minute it was given in."""

    code: str
    value: Any
    minute: float


def interception_point(exercise: Exercise, answers: Iterable[Given]) -> str:
    """The point of the chain at which all the goods are stopped: the furthest any of them came."""
    goal = exercise.goal
    assert goal
    standing = {answer.code: answer for answer in answers}
    order = [point.code for point in goal.chain]
    return max((_stopped_at(exercise, goal, load, standing) for load in goal.goods), key=order.index)


def before_commerce(goal: Interdiction, point: str) -> bool:
    """Whether goods stopped at that point never entered commerce."""
    order = [one.code for one in goal.chain]
    return order.index(point) < order.index(goal.commerce)


def _stopped_at(exercise: Exercise, goal: Interdiction, load: str, standing: dict[str, Given]) -> str:
    order = [point.code for point in goal.chain]
    decided = _in_time(exercise, standing.get(load))
    point = goal.goods[load].get(str(decided.value)) if decided else None
    if point and point not in order:
        told = _in_time(exercise, standing.get(point))
        point = str(told.value) if told else None
    return point if point in order else order[-1]


def _in_time(exercise: Exercise, answer: Given | None) -> Given | None:
    question = exercise.question(answer.code) if answer else None
    late = answer and question and question.until is not None and answer.minute > question.until
    return None if late else answer
