"""The page of an item, who may identify it, seal it again, move it."""

import pytest
from django.db import connection

from arariwa.core import appendonly, testing
from arariwa.core.models import JournalEntry
from arariwa.evidence.models import CustodyLink, Item
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    everyone = testing.people()
    item = testing.an_item(reported_as="pihuichos", taxa=["Brotogeris versicolurus", "Brotogeris cyanoptera"])
    return everyone, testing.sign_in(everyone.alba), item, f"/evidencia/{item.pk}/"


def test_says_what_it_is_and_who_held_it(world):
    _everyone, alba, item, at = world
    page = alba.get(at).content.decode()
    for words in (
        item.number,
        "pihuichos",
        "Brotogeris versicolurus",
        "Brotogeris cyanoptera",
        "CITES",
        "PNP-0001",
        "Alba",
        "cadena sin saltos",
        'class="qr"',
    ):
        assert words in page, words
    assert item.links.get().hash in page


def test_a_changed_link_is_shown(world):
    _everyone, alba, item, at = world
    with appendonly.lifted():
        CustodyLink.objects.filter(item=item).update(place="otro lugar")
    page = alba.get(at).content.decode()
    assert "la cadena no se sostiene" in page and "cadena sin saltos" not in page
    assert connection.in_atomic_block


def test_a_thing_of_a_draft_has_no_page(world):
    draft = testing.an_intervention(registered=False)
    assert world[1].get(f"/evidencia/{draft.items.get().pk}/").status_code == 404


def test_identified_with_name_and_before(world):
    _everyone, alba, item, at = world
    page = f"{at}identificar/"
    sent = filled.fields(alba, page)
    assert "choice" not in sent, "what was only proposed is not chosen already"
    assert alba.post(page, sent).status_code == 422
    assert alba.post(page, {**sent, "choice": "only:Homo sapiens"}).status_code == 422
    assert alba.post(page, {**sent, "choice": "only:Brotogeris cyanoptera"}).url == at
    item.refresh_from_db()
    assert (item.taxa, item.identified_by) == (["Brotogeris cyanoptera"], "official")
    facts = JournalEntry.objects.get(verb="item.identified").facts
    assert facts["before"] == ["Brotogeris_versicolurus", "Brotogeris_cyanoptera"]


def test_identified_by_another_name(world):
    _everyone, alba, item, at = world
    page = f"{at}identificar/"
    sent = {**filled.fields(alba, page), "other_name": "ara ararauna"}
    found = alba.post(page, {**sent, "buscar": "especie"})
    assert found.status_code == 200 and "only:Ara ararauna" in found.content.decode()
    assert alba.post(page, {**sent, "choice": "only:Ara ararauna"}).url == at
    item.refresh_from_db()
    assert item.taxa == ["Ara ararauna"] and item.reported_as == "pihuichos"


def test_identified_by_two_at_once(world):
    everyone, alba, item, at = world
    beto, page = testing.sign_in(everyone.beto), f"{at}identificar/"
    hers, his = filled.fields(alba, page), filled.fields(beto, page)
    beto.post(page, {**his, "choice": "only:Brotogeris cyanoptera"})
    answer = alba.post(page, {**hers, "choice": "only:Brotogeris versicolurus"})
    assert answer.status_code == 409 and "Beto" in answer.content.decode()
    item.refresh_from_db()
    assert item.taxa == ["Brotogeris cyanoptera"]


def test_what_is_no_animal_is_not_identified():
    car = testing.an_item(kind="vehicle", reported_as="mototaxi", taxa=[])
    assert testing.sign_in(testing.people().alba).get(f"/evidencia/{car.pk}/identificar/").status_code == 404


def test_sealed_again_with_the_reason(world):
    _everyone, alba, item, at = world
    assert alba.post(f"{at}precinto/", {"seal": "P-2", "note": "", "place": ""}).status_code == 422
    assert alba.post(f"{at}precinto/", {"seal": " ", "note": "se abrió", "place": ""}).status_code == 422
    assert alba.post(f"{at}precinto/", {"seal": "P-2", "note": "se abrió para pesar", "place": ""}).url == at
    assert item.links.order_by("-seq").first().seal == "P-2"
    assert "se abrió para pesar" in alba.get(at).content.decode()


def test_moved_within_the_office(world):
    _everyone, alba, item, at = world
    assert alba.post(f"{at}lugar/", {"place": "", "note": ""}).status_code == 422
    assert alba.post(f"{at}lugar/", {"place": "Almacén 2", "note": ""}).url == at
    assert "Almacén 2" in alba.get(at).content.decode()


def test_only_who_holds_it_may_seal_or_move(world):
    everyone, alba, item, at = world
    testing.accepted(testing.a_handover(items=[item]))
    for page in ("precinto/", "lugar/"):
        assert alba.get(f"{at}{page}").status_code == 404
        assert testing.sign_in(everyone.carla).get(f"{at}{page}").status_code == 200
    assert alba.get(at).status_code == 200, "who gave it still sees it"
    assert Item.objects.get(pk=item.pk).links.count() == 2


def test_while_offered_it_stays_as_it_is(world):
    _everyone, alba, item, at = world
    handover = testing.a_handover(items=[item])
    page = alba.get(at).content.decode()
    assert handover.number in page and "precinto/" not in page
    assert alba.post(f"{at}precinto/", {"seal": "P-2", "note": "x", "place": ""}).status_code == 404
