"""What the prosecutor's file says of custody: whole, changed, or cut short."""

import pytest

from arariwa.cases import file_things
from arariwa.cases.file_numbers import Numbers
from arariwa.core import appendonly, testing
from arariwa.evidence.models import CustodyLink, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_over():
    """An item that Alba took and Carla received: two links."""
    handover = testing.accepted(testing.a_handover())
    return Item.objects.get(handover_lines__handover=handover)


def note(item):
    return file_things.custody([item])["items"][0]["note"]


def test_an_untouched_chain_is_whole(handed_over):
    assert note(handed_over) == "Verificación: íntegra, sin cambios."


def test_a_changed_link_is_named(handed_over):
    with appendonly.lifted():
        CustodyLink.objects.filter(item=handed_over, seq=2).update(place="otro lugar")
    assert "eslabón 2: el contenido fue cambiado" in note(handed_over)


def test_a_chain_cut_short_is_found_though_its_hashes_follow(handed_over):
    with appendonly.lifted():
        CustodyLink.objects.filter(item=handed_over, seq=2).delete()
    assert note(handed_over) == (
        "Verificación: NO íntegra (el registro de actuaciones cuenta 2 eslabones y hay 1)."
    )


def test_an_offer_that_waits_is_said_with_the_office_it_waits_for():
    handover = testing.a_handover()
    item = Item.objects.get(handover_lines__handover=handover)
    holder = file_things.custody([item])["items"][0]["holder"]
    assert holder == (
        f"{handover.from_office.name_es}. Entrega ofrecida a {handover.to_office.name_es}, por aceptar"
    )
    testing.accepted(handover)
    assert file_things.custody([item])["items"][0]["holder"] == handover.to_office.name_es


def test_a_group_names_the_list_its_species_are_on():
    item = testing.an_item()
    item.taxa = ["Elasmobranchii"]
    row = file_things.things([item], Numbers())["list"][0]["protection"][0]
    assert "Apéndice II" in row["text"]
    assert row["source"] == "CITES; D.S. 004-2014-MINAGRI"
