"""The page of an intervention, and its acts after registering."""

import pytest

from arariwa.core import testing
from arariwa.core.models import Grant, IssuedPaper, JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    everyone = testing.people()
    record = testing.an_intervention(
        items=[{}, {"taking": "left", "reported_as": "jaulas", "kind": "cage", "taxa": []}]
    )
    return everyone, testing.sign_in(everyone.alba), record, f"/intervenciones/{record.pk}/"


def test_says_everything(world):
    _everyone, alba, record, at = world
    page = alba.get(at).content.decode()
    for words in (
        record.number,
        "Iquitos",
        "charapas",
        "Podocnemis expansa",
        "Tomado",
        "Dejado en el lugar",
        "PNP-0001",
        "Se registró",
        "Policía de Medio Ambiente de Loreto",
    ):
        assert words in page, words
    assert f"{at}acta.pdf" in page and f"{at}rotulos.pdf" in page and f"{at}anular/" in page


def test_buttons_are_for_those_who_may(world):
    everyone, alba, record, at = world
    alba.post(f"{at}enviar/", {"office": str(everyone.pilar.office.pk)})
    page = testing.sign_in(everyone.pilar).get(at).content.decode()
    assert "anular/" not in page and "enviar/" not in page
    assert testing.sign_in(everyone.pilar).get(f"{at}anular/").status_code == 404


def test_sent_to_a_prosecutor(world):
    everyone, alba, record, at = world
    pilar = testing.sign_in(everyone.pilar)
    assert pilar.get(at).status_code == 404
    assert alba.post(f"{at}enviar/", {"office": ""}).status_code == 422
    assert alba.post(f"{at}enviar/", {"office": str(everyone.carla.office.pk)}).status_code == 422
    for _ in range(2):
        assert alba.post(f"{at}enviar/", {"office": str(everyone.pilar.office.pk)}).url == at
    assert pilar.get(at).status_code == 200
    assert Grant.objects.filter(office=everyone.pilar.office, compartment=record.compartment).count() == 1


def test_declared_void_with_reason_and_word(world):
    everyone, alba, record, at = world
    assert alba.post(f"{at}anular/", {"why": "", "word": "ANULAR"}).status_code == 422
    assert alba.post(f"{at}anular/", {"why": "Duplicada", "word": "no"}).status_code == 422
    assert alba.post(f"{at}anular/", {"why": "Duplicada <b>", "word": "anular"}).url == at
    page = alba.get(at).content.decode()
    assert "Duplicada &lt;b&gt;" in page and "anular/" not in page
    assert record.title not in alba.get("/intervenciones/").content.decode()
    assert record.title in alba.get("/intervenciones/?estado=void").content.decode()


def test_one_handed_on_cannot_be_void(world):
    _everyone, alba, record, at = world
    testing.a_handover(items=record.items.filter(taking="taken"))
    assert alba.post(f"{at}anular/", {"why": "x", "word": "anular"}).status_code == 422


def test_the_paper_is_remembered_once_and_a_draft_never(world):
    everyone, alba, record, at = world
    for _ in range(2):
        answer = alba.get(f"{at}acta.pdf")
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    issued = IssuedPaper.objects.get()
    assert (issued.kind, issued.number, issued.state) == ("acta", record.number, "borrador")
    check = alba.get(f"/comprobar/{issued.fingerprint[:24]}/")
    assert check.status_code == 200 and record.number in check.content.decode()
    assert JournalEntry.objects.filter(verb="paper.issued").count() == 1
    draft = testing.an_intervention(registered=False)
    assert alba.get(f"/intervenciones/{draft.pk}/acta.pdf").status_code == 200
    assert IssuedPaper.objects.count() == 1


def test_labels(world):
    _everyone, alba, _record, at = world
    assert alba.get(f"{at}rotulos.pdf").content.startswith(b"%PDF")
    draft = testing.an_intervention(registered=False)
    assert alba.get(f"/intervenciones/{draft.pk}/rotulos.pdf").status_code == 404


def test_what_can_no_longer_be_declared_void_says_why_before_asking_for_a_reason():
    everyone = testing.people()
    handed, used = testing.an_intervention(), testing.a_case().interventions.get()
    testing.a_handover(items=list(handed.items.all()))
    alba = testing.sign_in(everyone.alba)
    for record, said in ((handed, "ya fueron entregados"), (used, "se apoya en ella")):
        page = alba.get(f"/intervenciones/{record.pk}/anular/").content.decode()
        assert said in page and 'name="word"' not in page
        sent = {"why": "Error", "word": "ANULAR"}
        assert alba.post(f"/intervenciones/{record.pk}/anular/", sent).status_code == 422
