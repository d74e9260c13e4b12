"""What tests of exercises share: a world with an office of each institution, a run opened alone, a run played."""

from typing import Any

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.training import actions_exercises as actions
from arariwa.training import playing
from arariwa.training import queries_exercises as queries
from arariwa.training.models import ExerciseRun

OFFICES = (("IML-LI", "IML"), ("PJ-LI", "PJ-JIP"))


def world() -> testing.People:
    """The people of every test, with an office of each institution an exercise has roles in."""
    people = testing.people()
    for code, institution in OFFICES:
        testing.office(code, institution)
    return people


def trainer() -> testing.Someone:
    """Tadeo, of the programme's staff."""
    return testing.someone("Tadeo", testing.office("PROG", "MINAM", "Programa"), "programme")


def opened(slug: str, by: Any = None, **given: Any) -> ExerciseRun:
    """A run of that exercise, opened by Alba alone unless told otherwise."""
    people = world()
    return actions.open_run(by=(by or people.alba).actor, id=uuid7(), slug=slug, **given)


def played(slug: str, wrong: str = "", by: Any = None) -> queries.Standing:
    """The grade of the model answer, or of a planted wrong solution."""
    run = opened(slug, by)
    playing.play_model(run, wrong)
    standing = queries.grade_of(handed_in(run))
    assert standing
    return standing


def handed_in(run: ExerciseRun) -> ExerciseRun:
    """The run handed in by whoever plays its first role."""
    from arariwa.core.actor import actor_for

    first = queries.roles_of(run)[0]
    return actions.submit(by=actor_for(first.membership), run_id=run.pk)
