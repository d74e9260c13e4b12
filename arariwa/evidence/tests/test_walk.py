"""From an empty form to an item received by another office, by the pages alone."""

import re

import pytest

from arariwa.core import testing
from arariwa.evidence.models import CustodyLink, Handover, Intervention, Item
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


def test_register_hand_over_receive():
    everyone = testing.people()
    alba, carla = testing.sign_in(everyone.alba), testing.sign_in(everyone.carla)

    answer = alba.post("/intervenciones/nueva/", filled.place())
    draft = Intervention.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/intervenciones/{draft.pk}/motivo/")
    at = f"/intervenciones/{draft.pk}"

    reason = {
        **filled.fields(alba, f"{at}/motivo/"),
        "done": "Se halló un saco.",
        "legal_act": "CPP 218",
        "reason": "Patrulla",
    }
    assert alba.post(f"{at}/motivo/", reason).url == f"{at}/quienes/"
    assert alba.post(f"{at}/quienes/agregar/", filled.officer()).url == f"{at}/quienes/"
    told = {
        **filled.fields(alba, f"{at}/quienes/"),
        "prosecutor_told": "telephone",
        "prosecutor_name": "Pilar",
        "prosecutor_office": str(everyone.pilar.office.pk),
    }
    assert alba.post(f"{at}/quienes/", told).url == f"{at}/que/"

    offered = alba.post(
        f"{at}/que/agregar/?tipo=specimen", filled.thing(choice="", buscar="especie")
    ).content.decode()
    assert 'value="only:Podocnemis expansa"' in offered
    assert not re.search(r'name="choice"[^>]* checked', offered), "nothing is chosen for the person"
    assert alba.post(f"{at}/que/agregar/", filled.thing(choice="only:Podocnemis expansa")).url == f"{at}/que/"
    assert (
        alba.post(
            f"{at}/que/agregar/",
            filled.thing(
                reported_as="saco con vísceras", choice="none", condition="part", quantity="0.5", unit="kg"
            ),
        ).url
        == f"{at}/que/"
    )
    weights = filled.fields(alba, f"{at}/pesos/")
    for item in Item.objects.all():
        weights |= {f"{item.pk.hex}-seal": f"P-{item.order}", f"{item.pk.hex}-goes_to": "ATFFS Loreto"}
    assert alba.post(f"{at}/pesos/", weights).url == f"{at}/fotos/"

    assert alba.get(f"{at}/revisar/").status_code == 200
    final = {**filled.fields(alba, f"{at}/revisar/"), "word": "registrar", "registrar": "1"}
    assert alba.post(f"{at}/revisar/", final).url == f"{at}/"
    draft.refresh_from_db()
    assert draft.number and CustodyLink.objects.filter(item__intervention=draft, kind="taken").count() == 2
    assert testing.sign_in(everyone.pilar).get(f"{at}/").status_code == 200

    new = "/entregas/nueva/"
    items = list(draft.items.order_by("order"))
    offer = {
        **filled.fields(alba, f"{new}?intervencion={draft.pk}"),
        "items": [str(i.pk) for i in items],
        "to": str(everyone.carla.office.pk),
        "why": "custody",
        "place": "Sede",
    }
    confirm = alba.post(f"{new}?intervencion={draft.pk}", offer)
    assert confirm.status_code == 200 and not Handover.objects.exists(), "shown, not yet recorded"
    made = alba.post(f"{new}?intervencion={draft.pk}", {**offer, "word": "entregar"})
    handover = Handover.objects.get()
    assert made.url == f"/entregas/{handover.pk}/"
    assert alba.post(f"{new}?intervencion={draft.pk}", {**offer, "word": "entregar"}).status_code in (
        302,
        422,
    )
    assert Handover.objects.count() == 1

    assert carla.get(f"/entregas/{handover.pk}/").status_code == 200
    seen = {f"{i.pk}-seal": f"P-{i.order}" for i in items} | {f"{i.pk}-seal_state": "whole" for i in items}
    wrong = carla.post(
        f"/entregas/{handover.pk}/recibir/", {**seen, f"{items[1].pk}-seal": "OTRO", "word": "recibir"}
    )
    assert wrong.status_code == 422 and "P-2" in wrong.content.decode()
    assert (
        carla.post(f"/entregas/{handover.pk}/recibir/", {**seen, "word": "recibir"}).url
        == f"/entregas/{handover.pk}/"
    )
    assert CustodyLink.objects.filter(kind="accepted", holder=everyone.carla.office).count() == 2
    assert carla.get(f"/evidencia/{items[0].pk}/").status_code == 200
    assert carla.get(f"{at}/").status_code == 404, "the item was handed over, not the intervention"
