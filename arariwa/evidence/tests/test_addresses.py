"""Every address of evidence by the holder, a colleague, another institution, a citizen; wrong methods; bad ids."""

from uuid import uuid4

import pytest
from django.test import Client

from arariwa.core import testing
from arariwa.evidence.urls import urlpatterns

pytestmark = pytest.mark.django_db
POST_ONLY = {"remove_participant", "remove_thing", "remove_photo"}
OF_ALL = {
    "interventions",
    "interventions_csv",
    "items",
    "items_csv",
    "handovers",
    "find_district",
    "find_species",
}
OF_RECORDERS = {"new_intervention", "new_handover"}
OF_DRAFTS = {
    "place",
    "reason",
    "people",
    "add_participant",
    "participant",
    "things",
    "add_thing",
    "thing",
    "weights",
    "photos",
    "review",
}


@pytest.fixture
def world():
    everyone = testing.people()
    draft = testing.an_intervention(registered=False)
    done = testing.an_intervention()
    item = testing.an_item()
    handover = testing.a_handover(items=[testing.an_item(seal="")])
    return everyone, draft, done, item, handover


def addresses(world):
    """(name, address) of every page that is about something."""
    everyone, draft, done, item, handover = world
    from arariwa.evidence import actions
    from arariwa.evidence.models import Participant

    someone = actions.save_participant(
        by=everyone.alba.actor,
        intervention_id=draft.pk,
        id=uuid4(),
        values={"part": "officer", "name": "Alba"},
    )
    photo = actions.add_photo(by=everyone.alba.actor, intervention_id=draft.pk, upload=testing.a_photo())
    assert Participant.objects.filter(pk=someone.pk).exists()
    for pattern in urlpatterns:
        name = pattern.name
        address = f"/{pattern.pattern}"
        about = draft if name in OF_DRAFTS | POST_ONLY else done
        if address.startswith("/evidencia"):
            about = item
        if address.startswith("/entregas"):
            about = handover
        address = address.replace("<uuid:id>", str(about.pk)).replace("<uuid:participant>", str(someone.pk))
        address = address.replace("<uuid:item>", str(draft.items.first().pk)).replace(
            "<uuid:photo>", str(photo.pk)
        )
        yield (
            name,
            address + {"add_participant": "?parte=officer", "add_thing": "?tipo=specimen"}.get(name, ""),
        )


def test_who_sees_what(world):
    everyone = world[0]
    alba, beto, carla, ada = (
        testing.sign_in(p) for p in (everyone.alba, everyone.beto, everyone.carla, everyone.ada)
    )
    theirs = {"handover", "handover_pdf", "receive", "refuse"}
    for name, address in addresses(world):
        if name in POST_ONLY:
            assert alba.get(address).status_code == 405, name
            assert carla.post(address).status_code == 404, name
            continue
        anonymous = Client().get(address)
        assert anonymous.status_code == 302 and "/cuenta/" in anonymous.url, name
        expected = 404 if name in ("receive", "refuse") else 200
        for mine in (alba, beto):
            assert mine.get(address).status_code == expected, (name, address)
        other = 200 if name in OF_ALL | OF_RECORDERS | theirs else 404
        assert carla.get(address).status_code == other, name
        if name in OF_RECORDERS:
            assert ada.get(address).status_code == 404, name
        assert alba.put(address).status_code == 405, name


def test_an_id_nobody_has_and_one_that_is_hidden_answer_the_same(world):
    everyone = world[0]
    carla = testing.sign_in(everyone.carla)
    for name, address in addresses(world):
        if "<uuid" not in str(next(p.pattern for p in urlpatterns if p.name == name)) or name in POST_ONLY:
            continue
        for about in world[1:]:
            address = address.replace(str(about.pk), str(uuid4()))
        assert carla.get(address).status_code == 404, name
        assert testing.sign_in(everyone.alba).get(address).status_code == 404, name


def test_a_malformed_id_is_no_page():
    carla = testing.sign_in(testing.people().carla)
    for address in ("/intervenciones/1/", "/evidencia/..%2f..%2fetc/", "/intervenciones/' OR 1=1/lugar/"):
        assert carla.get(address).status_code == 404


def test_a_registered_intervention_has_no_steps(world):
    everyone, _draft, done = world[:3]
    alba = testing.sign_in(everyone.alba)
    for step in ("lugar", "motivo", "quienes", "que", "pesos", "fotos", "revisar"):
        answer = alba.get(f"/intervenciones/{done.pk}/{step}/")
        assert answer.status_code == 422 and done.number in answer.content.decode()
        assert alba.post(f"/intervenciones/{done.pk}/{step}/", {"place_text": "otro"}).status_code == 422


def test_in_english_too(world):
    alba = testing.sign_in(world[0].alba)
    for name, address in addresses(world):
        if name not in POST_ONLY | {"receive", "refuse"} and not address.endswith((".pdf", ".csv")):
            page = alba.get(f"/en{address}")
            assert (
                page.status_code == 200
                and '<html lang="en">' in page.content.decode()
                or name.startswith("find_")
            ), name
