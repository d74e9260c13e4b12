"""Joining another intervention to a case."""

from uuid import uuid4

from arariwa.core.testing import an_intervention, people


def address(case):
    return f"/casos/{case.pk}/intervenciones/"


def told(**changes):
    return an_intervention(prosecutor_told="telephone", prosecutor_office=people().pilar.office, **changes)


def test_joined(world):
    one = told(title="Otra más")
    assert "Otra más" in world.pilar.get(address(world.case)).content.decode()
    assert world.pilar.post(address(world.case), {"intervention": one.pk}).status_code == 302
    assert set(world.case.interventions.all()) == {world.intervention, one}


def test_joined_already(world):
    answer = world.pilar.post(address(world.case), {"intervention": world.intervention.pk})
    assert answer.status_code == 422
    assert world.case.links.count() == 1


def test_none_chosen_is_told(world):
    answer = world.pilar.post(address(world.case), {})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_hidden_bad_and_missing_are_the_same(world):
    hidden = an_intervention()
    for pk in (hidden.pk, uuid4(), "not-an-id"):
        assert world.pilar.post(address(world.case), {"intervention": pk}).status_code == 404
    assert world.carla.get(address(world.case)).status_code == 404


def test_only_a_prosecutor(world):
    one = told()
    assert world.quique.post(address(world.case), {"intervention": one.pk}).status_code == 422
    assert world.case.links.count() == 1
