"""Where a hearing stands: the scenes gone through, what was said in each, the scene whose turn it is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from arariwa.training.domain.exercise import Exercise, Scene, Way


@dataclass(frozen=True)
class Turn:
    """A scene gone through and what was said in it."""

    scene: Scene
    way: Way


def course(exercise: Exercise, said: Mapping[str, str]) -> tuple[list[Turn], Scene | None]:
    """The turns taken so far and the scene that waits for words; None: the hearing is over (or there is none).

    `said` is what was chosen by scene; a choice in a scene the hearing never came to is not part of it.
    """
    turns: list[Turn] = []
    scene = exercise.scenes[0] if exercise.scenes else None
    while scene is not None:
        way = next((w for w in scene.ways if w.code == said.get(scene.code)), None)
        if way is None:
            return turns, scene
        turns.append(Turn(scene, way))
        if any(turn.scene.code == way.to for turn in turns):
            break  # a circle: the reader of packs refuses it, a stored pack cannot have one
        scene = exercise.scene(way.to) if way.to else None
    return turns, None
