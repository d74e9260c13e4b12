"""Step 3: who took part, and whether the prosecutor knew."""

from uuid import uuid4

import pytest

from arariwa.core import testing
from arariwa.evidence.models import Participant
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    everyone = testing.people()
    draft = testing.an_intervention(registered=False)
    return (
        testing.sign_in(everyone.alba),
        testing.sign_in(everyone.beto),
        f"/intervenciones/{draft.pk}/quienes/",
        draft,
    )


def person(**changes):
    return {
        "id": str(uuid4()),
        "part": "intervened",
        "name": "",
        "document_kind": "",
        "document_number": "",
        "no_document": "refuses",
        "particulars": "",
        "phone": "",
        "language": "kichwa",
        "goes_to": "libre",
        "signed": "refused",
        "unsigned_why": "",
        **changes,
    }


def test_someone_without_a_document_and_without_a_name(world):
    alba, _beto, at, draft = world
    assert alba.post(f"{at}agregar/", person()).status_code == 302
    kept = Participant.objects.get()
    assert (kept.no_document, kept.signed, kept.language, kept.version) == ("refuses", "refused", "kichwa", 1)
    assert "privada" not in alba.get(at).content.decode()


def test_what_is_asked_depends_on_the_part(world):
    alba, _beto, at, _draft = world
    officer = alba.get(f"{at}agregar/?parte=officer").content.decode()
    stopped = alba.get(f"{at}agregar/?parte=intervened").content.decode()
    assert 'name="post"' in officer and 'name="particulars"' not in officer
    assert 'name="particulars"' in stopped and 'name="post"' not in stopped
    assert "/datos-personales/" in stopped.split("<main")[1].split("</main")[0], (
        "the privacy notice stands where data are collected"
    )
    assert alba.get(f"{at}agregar/?parte=nadie").url == at


def test_sent_twice_adds_once(world):
    alba, _beto, at, _draft = world
    sent = filled.officer()
    assert [alba.post(f"{at}agregar/", sent).status_code for _ in range(2)] == [302, 302]
    assert Participant.objects.count() == 1


def test_a_document_of_unusual_shape_is_warned_about_once(world):
    alba, _beto, at, _draft = world
    sent = filled.officer(document_number="123")
    first = alba.post(f"{at}agregar/", sent)
    assert first.status_code == 422 and "forma usual" in first.content.decode()
    assert alba.post(f"{at}agregar/", {**sent, "document_number_seen": "123"}).status_code == 302
    assert Participant.objects.get().document_number == "123"


def test_a_confirmed_document_is_asked_about_again_only_when_it_changes(world):
    alba, _beto, at, _draft = world
    alba.post(f"{at}agregar/", filled.officer(document_number="123", document_number_seen="123"))
    page = f"{at}{Participant.objects.get().pk}/"
    sent = {**filled.fields(alba, page), "part": "officer"}
    assert alba.post(page, {**sent, "post": "Alférez"}).status_code == 302
    sent = {**filled.fields(alba, page), "part": "officer"}
    assert alba.post(page, {**sent, "document_number": "124"}).status_code == 422
    assert alba.post(page, {**sent, "document_kind": "ruc"}).status_code == 422, "another kind, another shape"


def test_either_a_number_or_a_reason(world):
    alba, _beto, at, _draft = world
    assert (
        alba.post(f"{at}agregar/", person(document_kind="dni", document_number="41234567")).status_code == 422
    )
    assert alba.post(f"{at}agregar/", person(no_document="")).status_code == 422


def test_removed_and_put_back(world):
    alba, _beto, at, draft = world
    alba.post(f"{at}agregar/", filled.officer())
    who = Participant.objects.get()
    assert alba.post(f"{at}{who.pk}/quitar/").url == at
    assert Participant.objects.get().voided_at and "Reponer" in alba.get(at).content.decode()
    alba.post(f"{at}{who.pk}/quitar/", {"accion": "reponer"})
    assert Participant.objects.get().voided_at is None


def test_corrected_by_two(world):
    alba, beto, at, _draft = world
    alba.post(f"{at}agregar/", filled.officer())
    page = f"{at}{Participant.objects.get().pk}/"
    hers, his = filled.fields(alba, page), filled.fields(beto, page)
    assert beto.post(page, {**his, "post": "Capitán"}).status_code == 302
    answer = alba.post(page, {**hers, "post": "Mayor"})
    assert answer.status_code == 409 and "Capitán" in answer.content.decode()
    assert Participant.objects.get().post == "Capitán"


def test_an_id_of_another_intervention_is_refused(world):
    alba, _beto, at, _draft = world
    alba.post(f"{at}agregar/", filled.officer())
    other = testing.an_intervention(registered=False)
    answer = alba.post(
        f"/intervenciones/{other.pk}/quienes/agregar/", filled.officer(id=str(Participant.objects.get().pk))
    )
    assert answer.status_code == 422 and other.participants.count() == 0


def test_the_prosecutor_told_by_telephone(world):
    alba, _beto, at, draft = world
    office = testing.people().pilar.office
    sent = {
        **filled.fields(alba, at),
        "prosecutor_told": "telephone",
        "prosecutor_office": str(office.pk),
        "prosecutor_name": "Pilar",
        "prosecutor_told_at": "7h15",
        "persons_reported": "2",
    }
    assert alba.post(at, sent).url == f"/intervenciones/{draft.pk}/que/"
    draft.refresh_from_db()
    assert (draft.prosecutor_office, draft.prosecutor_told_at.hour, draft.persons_reported) == (office, 7, 2)


def test_an_office_that_is_no_prosecutors_is_no_choice(world):
    alba, _beto, at, draft = world
    sent = {
        **filled.fields(alba, at),
        "prosecutor_told": "present",
        "prosecutor_office": str(testing.people().carla.office.pk),
    }
    assert alba.post(at, sent).status_code == 422
    assert alba.post(at, {**sent, "prosecutor_office": "x"}).status_code == 422
    assert alba.post(at, {**sent, "prosecutor_office": "", "persons_reported": "-1"}).status_code == 422
