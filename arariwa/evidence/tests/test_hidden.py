"""Ids that are hidden, wrong or nobody's, and steps of what is registered. Who sees what: tests/test_addresses.py."""

from uuid import uuid4

import pytest

from arariwa.core import testing

pytestmark = pytest.mark.django_db
STEPS = ("lugar", "motivo", "quienes", "quienes/agregar", "que", "que/agregar", "pesos", "fotos", "revisar")


def pages(draft, done, item, handover):
    yield from (f"/intervenciones/{draft}/{step}/" for step in STEPS)
    yield from (
        f"/intervenciones/{done}/{page}" for page in ("", "enviar/", "anular/", "acta.pdf", "rotulos.pdf")
    )
    yield from (f"/evidencia/{item}/{page}" for page in ("", "identificar/", "precinto/", "lugar/"))
    yield from (
        f"/entregas/{handover}/{page}" for page in ("", "recibir/", "rechazar/", "retirar/", "acta.pdf")
    )


def test_one_that_is_hidden_answers_like_one_nobody_has():
    everyone = testing.people()
    handover = testing.a_handover(items=[testing.an_item(seal="")])
    world = (
        testing.an_intervention(registered=False).pk,
        testing.an_intervention().pk,
        testing.an_item().pk,
        handover.pk,
    )
    pilar, alba = testing.sign_in(everyone.pilar), testing.sign_in(everyone.alba)
    nobodys = list(pages(*(uuid4() for _ in range(4))))
    for hidden, nobody in zip(pages(*world), nobodys, strict=True):
        answers = [pilar.get(hidden), pilar.get(nobody), alba.get(nobody)]
        assert [a.status_code for a in answers] == [404] * 3, hidden
        assert len(answers[0].content) == len(answers[1].content), hidden
        assert pilar.post(hidden, {"word": "x"}).status_code in (404, 405), hidden


def test_a_malformed_id_is_no_page():
    carla = testing.sign_in(testing.people().carla)
    for address in ("/intervenciones/1/", "/evidencia/..%2f..%2fetc/", "/intervenciones/' OR 1=1/lugar/"):
        assert carla.get(address).status_code == 404


def test_a_registered_intervention_has_no_steps():
    everyone, done = testing.people(), testing.an_intervention()
    alba = testing.sign_in(everyone.alba)
    for step in STEPS:
        answer = alba.get(f"/intervenciones/{done.pk}/{step}/")
        assert answer.status_code == 422 and done.number in answer.content.decode()
        assert alba.post(f"/intervenciones/{done.pk}/{step}/", {"place_text": "otro"}).status_code == 422
    done.refresh_from_db()
    assert done.place_text == "Mercado, puesto 12"


def test_removing_is_only_by_post_and_only_for_who_may():
    everyone = testing.people()
    draft = testing.an_intervention(registered=False)
    address = f"/intervenciones/{draft.pk}/que/{draft.items.get().pk}/quitar/"
    assert testing.sign_in(everyone.alba).get(address).status_code == 405
    assert testing.sign_in(everyone.carla).post(address).status_code == 404
    assert draft.items.get().voided_at is None
