"""Hand-overs by the pages: offered, received, refused, taken back."""

import re
import threading
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection

from arariwa.core import formatting, testing
from arariwa.core.models import IssuedPaper
from arariwa.evidence.models import CustodyLink, Handover
from arariwa.evidence.tests import filled

NEW = "/entregas/nueva/"


@pytest.fixture
def world(db):
    everyone = testing.people()
    items = list(
        testing.an_intervention(
            items=[{"seal": "P-1"}, {"seal": "", "reported_as": "jaula", "kind": "cage", "taxa": []}]
        ).items.order_by("order")
    )
    return everyone, testing.sign_in(everyone.alba), testing.sign_in(everyone.carla), items


def offer(everyone, alba, items, **changes):
    return {
        **filled.fields(alba, NEW),
        "items": [str(i.pk) for i in items],
        "to": str(everyone.carla.office.pk),
        "why": "custody",
        "word": "ENTREGAR",
        **changes,
    }


def seen(handover, **changes):
    found = {"word": "recibir", "place": "", "note": ""}
    for line in handover.lines.all():
        found |= {
            f"{line.item_id}-seal": line.seal_given,
            f"{line.item_id}-seal_state": "whole" if line.seal_given else "none",
        }
    return {**found, **changes}


def test_offered_by_one_item_of_its_page(world):
    everyone, alba, _carla, items = world
    page = alba.get(f"{NEW}?item={items[0].pk}").content.decode()
    assert items[0].number in page and items[1].number not in page and "checked" in page


def test_the_confirmation_shows_what_will_be_recorded(world):
    everyone, alba, _carla, items = world
    page = alba.post(
        NEW, {k: v for k, v in offer(everyone, alba, items).items() if k != "word"}
    ).content.decode()
    assert "ATFFS Loreto" in page and f"{items[0].number}. charapas: P-1" in page and "no informado" in page
    assert "sin precinto" not in page
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"word": "si"},
        {"items": []},
        {"to": ""},
        {"why": ""},
        {"why": "regalo"},
        {"to": str(uuid4())},
        {"id": "x"},
        {"items": [str(uuid4())]},
    ],
)
def test_what_is_missing_offers_nothing(world, changes):
    everyone, alba, _carla, items = world
    assert alba.post(NEW, offer(everyone, alba, items) | changes).status_code == 422
    assert not Handover.objects.exists()


def test_a_seal_that_is_not_the_recorded_one(world):
    everyone, alba, _carla, items = world
    answer = alba.post(NEW, offer(everyone, alba, items, **{f"{items[0].pk}-seal": "P-7"}))
    assert (
        answer.status_code == 422
        and "P-1" in answer.content.decode()
        and items[0].number in answer.content.decode()
    )
    assert not Handover.objects.exists()


def mistakes(answer):
    """What the summary on top says: sentence by the address it leads to."""
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<title>Error:" in page
    return dict(re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page))


def test_every_wrong_seal_is_told_at_its_field(world):
    everyone, alba, carla, items = world
    wrong = {f"{items[0].pk}-seal": "P-7", f"{items[1].pk}-seal": "P-8"}
    answer = alba.post(NEW, offer(everyone, alba, items, **wrong))
    told = mistakes(answer)
    for item, other in zip(items, ("P-7", "P-8"), strict=True):
        at = f"id_{item.pk}-seal"
        assert told[at].startswith(f"{item.number}: ") and other in told[at]
        assert f'id="{at}"' in answer.content.decode() and f'value="{other}"' in answer.content.decode()
    handover = testing.a_handover(items=items)
    found = {
        f"{items[0].pk}-seal": "P-7",
        f"{items[1].pk}-seal_state": "broken",
        f"{items[1].pk}-seal": "P-9",
    }
    told = mistakes(carla.post(f"/entregas/{handover.pk}/recibir/", seen(handover, **found)))
    assert set(told) == {f"id_{items[0].pk}-seal", f"id_{items[1].pk}-seal_state_0"}
    assert not CustodyLink.objects.filter(kind="accepted").exists()


def test_seals_nobody_spoke_of_are_asked_about_item_by_item(world):
    _everyone, _alba, carla, items = world
    handover = testing.a_handover(items=items)
    told = mistakes(carla.post(f"/entregas/{handover.pk}/recibir/", {"word": "recibir"}))
    assert told == {
        f"id_{item.pk}-seal_state_0": f"{item.number}: Diga cómo encontró el precinto." for item in items
    }


def test_an_item_given_on_meanwhile_is_told_in_words(world):
    everyone, alba, _carla, items = world
    sent = offer(everyone, alba, items)
    testing.a_handover(items=items[:1])
    (said,) = mistakes(alba.post(NEW, sent)).values()
    assert "espera en otra entrega" in said and str(items[0].pk) not in said


def test_items_of_others_cannot_be_offered(world):
    everyone, alba, carla, items = world
    own = testing.an_item(everyone.carla)
    assert (
        carla.post(NEW, offer(everyone, carla, [own, items[0]], to=str(everyone.alba.office.pk))).status_code
        == 422
    )
    assert not Handover.objects.exists()


def test_to_ones_own_office_is_no_choice(world):
    everyone, alba, _carla, items = world
    assert alba.post(NEW, offer(everyone, alba, items, to=str(everyone.alba.office.pk))).status_code == 422


def test_sent_twice_offers_once(world):
    everyone, alba, _carla, items = world
    sent = offer(everyone, alba, items)
    assert alba.post(NEW, sent).status_code == 302
    alba.post(NEW, sent)
    assert Handover.objects.count() == 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"seal": "OTRO", "seal_state": "whole"}, "no coincide"),
        ({"seal": "P-1", "seal_state": "broken"}, "roto"),
        ({"seal": "", "seal_state": "none"}, "P-1"),
        ({"seal": "P-1", "seal_state": ""}, "Diga cómo"),
        ({"seal": "P-1", "seal_state": "unknown"}, ""),
        ({"seal": "P-1", "seal_state": "dudoso"}, ""),
    ],
)
def test_a_seal_that_does_not_fit_receives_nothing(world, found, said):
    everyone, _alba, carla, items = world
    handover = testing.a_handover(items=items)
    changes = {f"{items[0].pk}-{k}": v for k, v in found.items()}
    answer = carla.post(f"/entregas/{handover.pk}/recibir/", seen(handover, **changes))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert f'href="#id_{items[0].pk}-seal' in answer.content.decode(), "the summary leads to the item"
    assert not CustodyLink.objects.filter(kind="accepted").exists()


def test_received_and_once(world):
    everyone, _alba, carla, items = world
    handover = testing.a_handover(items=items)
    at = f"/entregas/{handover.pk}/"
    page = carla.get(f"{at}recibir/").content.decode()
    assert 'value="P-1"' not in page, "what the receiver sees is not written for them"
    assert carla.post(f"{at}recibir/", seen(handover, word="no")).status_code == 422
    assert carla.post(f"{at}recibir/", seen(handover)).url == at
    assert carla.post(f"{at}recibir/", seen(handover)).status_code == 422
    assert carla.post(f"{at}rechazar/", {"why": "x", "word": "rechazar"}).status_code == 422
    assert CustodyLink.objects.filter(kind="accepted").count() == 2
    assert "recibida" in carla.get(at).content.decode()


@pytest.mark.parametrize("lang", ["", "/en"])
def test_who_comes_second_is_told_who_answered_first_and_when(world, lang):
    everyone, alba, carla, items = world
    handover = testing.a_handover(items=items)
    at = f"/entregas/{handover.pk}/"
    dora = testing.sign_in(testing.someone("Dora", everyone.carla.office, "wildlife"))
    sent = {**seen(handover, word="receive" if lang else "recibir")}
    assert carla.post(f"{at}recibir/", seen(handover)).status_code == 302
    handover.refresh_from_db()
    said = (
        f"received by Carla Prueba, ATFFS Loreto, on {formatting.moment(handover.accepted_at, 'en')}"
        if lang
        else f"recibida por Carla Prueba, ATFFS Loreto, el {formatting.moment(handover.accepted_at, 'es')}"
    )
    for client, what in ((dora, "recibir"), (dora, "rechazar"), (alba, "retirar")):
        answer = client.post(f"{lang}{at}{what}/", sent)
        assert answer.status_code == 422 and said in unescape(answer.content.decode())
        assert f'href="{lang}{at}"' in answer.content.decode(), "and the way to the record"


def test_who_comes_second_to_a_withdrawn_one_is_told_that_it_was_taken_back(world):
    everyone, alba, carla, items = world
    handover = testing.a_handover(items=items)
    alba.post(f"/entregas/{handover.pk}/retirar/", {"why": "Error", "word": "retirar"})
    page = unescape(carla.get(f"/entregas/{handover.pk}/recibir/").content.decode())
    assert "retirada por Alba Prueba, Policía de Medio Ambiente de Loreto" in page


def test_only_the_receiver_answers_and_only_the_giver_takes_back(world):
    everyone, alba, carla, items = world
    at = f"/entregas/{testing.a_handover(items=items).pk}/"
    assert alba.get(f"{at}recibir/").status_code == 404 and alba.get(f"{at}rechazar/").status_code == 404
    assert carla.get(f"{at}retirar/").status_code == 404
    assert testing.sign_in(everyone.pilar).get(at).status_code == 404


def test_refused_with_the_reason(world):
    everyone, alba, carla, items = world
    handover = testing.a_handover(items=items)
    at = f"/entregas/{handover.pk}/"
    assert carla.post(f"{at}rechazar/", {"why": " ", "word": "rechazar"}).status_code == 422
    assert carla.post(f"{at}rechazar/", {"why": "Precinto roto", "word": "rechazar"}).url == at
    assert "Precinto roto" in alba.get(at).content.decode()
    assert carla.get(f"/evidencia/{items[0].pk}/").status_code == 404, "it stops seeing what it did not take"
    assert not CustodyLink.objects.filter(kind="accepted").exists()


def test_taken_back(world):
    everyone, alba, carla, items = world
    handover = testing.a_handover(items=items)
    at = f"/entregas/{handover.pk}/"
    assert alba.post(f"{at}retirar/", {"why": "Error de oficina", "word": "retirar"}).url == at
    assert carla.post(f"{at}recibir/", seen(handover)).status_code == 422
    assert items[0].number in alba.get(NEW).content.decode(), "it can be offered again"


def test_the_paper(world):
    everyone, alba, carla, items = world
    at = f"/entregas/{testing.a_handover(items=items).pk}/acta.pdf"
    assert alba.get(at).content.startswith(b"%PDF") and carla.get(at).content.startswith(b"%PDF")
    assert set(IssuedPaper.objects.values_list("kind", "state")) == {("entrega", "borrador")}


@pytest.mark.django_db(transaction=True)
def test_two_people_receive_at_once():
    everyone = testing.people()
    dora = testing.someone("Dora", everyone.carla.office, "wildlife")
    items = [testing.an_item(seal="P-1")]
    handover = testing.a_handover(items=items)
    sent, answers = seen(handover), []
    ready = threading.Barrier(2)

    def receive(who):
        client = testing.sign_in(who)
        ready.wait(timeout=20)
        answers.append(client.post(f"/entregas/{handover.pk}/recibir/", sent).status_code)
        connection.close()

    threads = [threading.Thread(target=receive, args=(who,)) for who in (everyone.carla, dora)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == [302, 422]
    assert CustodyLink.objects.filter(item=items[0], kind="accepted").count() == 1
