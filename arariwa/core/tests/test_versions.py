"""Nothing is silently overwritten: who saves second sees both sides."""

import threading

import pytest
from django.db import connection

from arariwa.core import testing, versions
from arariwa.core.domain.refused import Refused
from arariwa.evidence import actions
from arariwa.evidence.models import Intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return testing.an_intervention(registered=False)


def edit(draft, version, who=None, **values):
    by = (who or testing.people().alba).actor
    return actions.edit_intervention(by=by, id=draft.pk, version=version, values=values)


def test_a_save_tells_what_changed_and_raises_the_version(draft):
    assert versions.save(draft, 1, {"title": "Otro", "point": draft.point}) == ["title"]
    assert (draft.title, draft.version) == ("Otro", 2)


def test_who_saves_second_sees_both_sides(draft):
    edit(draft, 1, title="De Alba")
    with pytest.raises(versions.Stale) as stale:
        edit(draft, 1, testing.people().beto, title="De Beto", place_text=draft.place_text)
    assert stale.value.code == "version.stale"
    assert stale.value.differences() == [("title", "De Alba", "De Beto")]
    assert Intervention.objects.get().title == "De Alba"


def test_another_field_saved_on_an_old_version_is_stale_too(draft):
    """Who reads an old page decides on what they see there."""
    edit(draft, 1, title="De Alba")
    with pytest.raises(versions.Stale):
        edit(draft, 1, testing.people().beto, place_text="Otro puesto")


def test_the_same_values_again_change_nothing(draft):
    edit(draft, 1, title="Uno")
    assert edit(draft, 1, title="Uno").version == 2
    assert edit(draft, 2, title="Uno").version == 2


def test_a_version_that_never_was_is_stale(draft):
    with pytest.raises(versions.Stale):
        edit(draft, 99, title="Otro")


def test_again_answers_by_what_stands(draft):
    everyone = testing.people()
    alba, carla = everyone.alba.actor, everyone.carla.actor
    with testing.in_action():
        assert versions.again(Intervention, alba, testing.uuid7(), {}) is None
        assert versions.again(Intervention, alba, draft.pk, {"title": draft.title}) == draft
        for who, values, code in (
            (alba, {"title": "Otro"}, "id.conflict"),
            (carla, {"title": draft.title}, "id.malformed"),
        ):
            with pytest.raises(Refused) as refused:
                versions.again(Intervention, who, draft.pk, values)
            assert refused.value.code == code


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    made, alba = testing.an_intervention(registered=False), testing.people().alba
    together, ended = threading.Barrier(2), []

    def save(title):
        try:
            together.wait(10)
            edit(made, 1, alba, title=title)
            ended.append(title)
        except versions.Stale as stale:
            ended.append(stale)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(title,)) for title in ("Uno", "Dos")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    won = [one for one in ended if isinstance(one, str)]
    lost = [one for one in ended if not isinstance(one, str)]
    assert len(won) == len(lost) == 1
    assert Intervention.objects.get().title == won[0]
    assert lost[0].differences() == [("title", won[0], ({"Uno", "Dos"} - {won[0]}).pop())]
