"""Step 4: what was found, one thing a page."""

import re
from decimal import Decimal

import pytest

from arariwa.core import testing
from arariwa.evidence.models import Item
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    draft = testing.an_intervention(items=[], registered=False)
    return testing.sign_in(testing.people().alba), f"/intervenciones/{draft.pk}/que/", draft


def add(world, **changes):
    alba, at, _draft = world
    return alba.post(f"{at}agregar/", filled.thing(**changes))


def vehicle(**changes):
    sent = {
        k: v
        for k, v in filled.thing().items()
        if k not in ("choice", "other_name", "condition", "product", "on_permit")
    }
    return {
        **sent,
        "kind": "vehicle",
        "reported_as": "mototaxi",
        "quantity": "1",
        "unit": "unit",
        "identifier": "1234-5A",
        **changes,
    }


def test_several_may_be_meant_and_none_is_chosen_for_the_person(world):
    answer = add(world, reported_as="pihuichos", choice="", quantity="3")
    page = answer.content.decode()
    assert answer.status_code == 422 and not Item.objects.exists()
    assert len(re.findall(r'value="only:Brotogeris \w+"', page)) >= 3
    assert 'value="none"' in page and re.search(r'value="any:Brotogeris [^"]*\|Brotogeris', page)
    assert not re.search(r'name="choice"[^>]* checked', page)


def test_alternatives_are_kept(world):
    page = add(world, reported_as="pihuichos", choice="").content.decode()
    open_choice = re.search(r'value="(any:[^"]+)"', page).group(1)
    assert add(world, reported_as="pihuichos", choice=open_choice).status_code == 302
    kept = Item.objects.get()
    assert len(kept.taxa) >= 3 and kept.identified_by == "proposed" and kept.taxon == ""


def test_not_known_is_an_answer(world):
    assert (
        add(world, reported_as="xqzw", choice="none", quantity="", quantity_unknown="on", unit="").status_code
        == 302
    )
    kept = Item.objects.get()
    assert (kept.taxa, kept.identified_by, kept.quantity, kept.unit) == ([], "", None, "")


def test_a_taxon_that_was_not_offered_is_refused(world):
    for forged in ("only:Homo sapiens", "any:a|b", "only:", "x" * 5000):
        assert add(world, choice=forged).status_code == 422
    assert not Item.objects.exists()


def test_a_technician_knows_more_than_the_name(world):
    everyone = testing.people()
    draft = testing.an_intervention(everyone.carla, items=[], registered=False)
    carla = testing.sign_in(everyone.carla)
    carla.post(f"/intervenciones/{draft.pk}/que/agregar/", filled.thing(choice="only:Podocnemis expansa"))
    assert Item.objects.get().identified_by == "official"


def test_the_scientific_name_reported_is_kept_apart(world):
    add(
        world,
        reported_as="charapas",
        scientific_as_reported="Podocnemis expansa",
        choice="only:Podocnemis expansa",
    )
    assert Item.objects.get().identified_by == "reported"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("26.100", "26,100"),
        ("-3", "menor que cero"),
        ("0", "mayor que cero"),
        ("9" * 40, "hasta"),
        ("1.5", "número entero"),
        ("doce", "solo el número"),
        ("1e5", "solo el número"),
        ("NaN", "solo el número"),
        ("0,5", "coma decimal"),
    ],
)
def test_absurd_amounts(world, typed, said):
    answer = add(world, quantity=typed)
    assert answer.status_code == 422 and said in answer.content.decode().replace("&quot;", '"')
    assert f'value="{typed}"' in answer.content.decode(), "what was typed stays"
    assert not Item.objects.exists()


def test_26100_kilos(world):
    assert add(world, quantity="26,100", unit="kg", condition="part").status_code == 302
    assert Item.objects.get().quantity == Decimal(26100)


def test_an_amount_needs_its_unit_and_silence_is_no_answer(world):
    assert add(world, unit="").status_code == 422
    assert add(world, quantity="").status_code == 422
    assert add(world, quantity="3", quantity_unknown="on").status_code == 422


def test_meat_says_what_part_it_is(world):
    add(
        world,
        reported_as="carne de huangana",
        choice="only:Tayassu pecari",
        condition="part",
        quantity="45",
        unit="kg",
    )
    assert Item.objects.get().product == "meat"


def test_a_plate_is_kept_as_written(world):
    alba, at, _draft = world
    assert alba.post(f"{at}agregar/", vehicle()).status_code == 302
    kept = Item.objects.get()
    assert (kept.kind, kept.identifier_kind, kept.identifier, kept.taxa) == (
        "vehicle",
        "plate",
        "1234-5A",
        [],
    )


def test_an_unusual_plate_is_warned_about_once(world):
    alba, at, _draft = world
    sent = vehicle(identifier="SIN PLACA")
    assert alba.post(f"{at}agregar/", sent).status_code == 422
    assert alba.post(f"{at}agregar/", {**sent, "identifier_seen": "SIN PLACA"}).status_code == 302
    item = Item.objects.get()
    again = {**filled.fields(alba, f"{at}{item.pk}/"), "kind": "vehicle", "description": "rojo"}
    assert alba.post(f"{at}{item.pk}/", again).status_code == 302, (
        "and it is not asked about at the next save"
    )


def test_a_wrong_imei_is_said(world):
    alba, at, _draft = world
    answer = alba.post(
        f"{at}agregar/", vehicle(kind="phone", reported_as="celular", identifier="490154203237519")
    )
    assert answer.status_code == 422 and "verificador" in answer.content.decode()


def test_money(world):
    alba, at, _draft = world
    sent = {
        "id": filled.thing()["id"],
        "kind": "money",
        "taking": "taken",
        "reported_as": "billetes",
        "money": "4,000",
        "currency": "PEN",
        "description": "",
    }
    assert alba.post(f"{at}agregar/", sent).status_code == 302
    kept = Item.objects.get()
    assert (kept.money, kept.currency, kept.quantity) == (Decimal(4000), "PEN", None)
    assert "S/\xa04,000.00" in alba.get(at).content.decode()


def test_a_kind_that_does_not_exist_leads_back(world):
    alba, at, _draft = world
    assert alba.get(f"{at}agregar/?tipo=dragon").url == at
    assert alba.post(f"{at}agregar/", filled.thing(kind="dragon")).url == at


def test_sent_twice_adds_once_and_another_may_follow(world):
    alba, at, _draft = world
    sent = filled.thing(ir="otro")
    assert alba.post(f"{at}agregar/", sent).url == f"{at}agregar/?tipo=specimen"
    alba.post(f"{at}agregar/", sent)
    assert Item.objects.count() == 1


def test_changed_removed_put_back(world):
    alba, at, _draft = world
    add(world)
    page = f"{at}{Item.objects.get().pk}/"
    kept = filled.fields(alba, page)
    assert kept["choice"] == "none" and kept["quantity"] == "12"
    assert alba.post(page, {**kept, "quantity": "13"}).status_code == 302
    assert Item.objects.get().quantity == 13
    alba.post(f"{page}quitar/")
    assert Item.objects.get().voided_at
    alba.post(f"{page}quitar/", {"accion": "reponer"})
    assert Item.objects.get().voided_at is None


def test_changed_by_two(world):
    alba, at, _draft = world
    beto = testing.sign_in(testing.people().beto)
    add(world)
    page = f"{at}{Item.objects.get().pk}/"
    hers, his = filled.fields(alba, page), filled.fields(beto, page)
    beto.post(page, {**his, "quantity": "11"})
    answer = alba.post(page, {**hers, "quantity": "14"})
    assert answer.status_code == 409 and "11" in answer.content.decode()
    assert Item.objects.get().quantity == 11


def test_species_while_typing(world):
    alba = world[0]
    page = alba.get("/intervenciones/especies/", {"reported_as": "pihuichos"}).content.decode()
    assert "Brotogeris cyanoptera" in page and "<html" not in page and " checked" not in page
    assert alba.get("/intervenciones/especies/", {"reported_as": "x" * 5000}).status_code == 200
    assert alba.get("/intervenciones/especies/").status_code == 200
