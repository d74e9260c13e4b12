"""Step 7: check the answers and register, the final act."""

import pytest

from arariwa.core import testing
from arariwa.evidence.models import CustodyLink
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    draft = testing.an_intervention(registered=False)
    return testing.sign_in(testing.people().alba), f"/intervenciones/{draft.pk}/revisar/", draft


def final(alba, at, **changes):
    return {**filled.fields(alba, at), "word": "Registrar", "registrar": "1", **changes}


def test_shows_the_answers_what_is_missing_and_why(world):
    alba, at, draft = world
    page = alba.get(at).content.decode()
    assert "Mercado, puesto 12" in page and "charapas" in page
    assert "invalida el acta" in page and f'href="/intervenciones/{draft.pk}/quienes/"' in page


@pytest.mark.parametrize("word", ["", "no", "registra", "registrar ya"])
def test_without_the_word_nothing_is_registered(world, word):
    alba, at, draft = world
    assert alba.post(at, final(alba, at, word=word)).status_code == 422
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_word_in_english():
    draft = testing.an_intervention(registered=False)
    alba, at = testing.sign_in(testing.people().alba), f"/en/intervenciones/{draft.pk}/revisar/"
    assert alba.post(at, final(alba, at, word="register")).status_code == 302


def test_registered_once(world):
    alba, at, draft = world
    sent = final(alba, at)
    assert alba.post(at, sent).url == f"/intervenciones/{draft.pk}/"
    assert alba.post(at, sent).status_code == 422
    assert CustodyLink.objects.count() == 1


def test_what_changed_since_it_was_reviewed_must_be_seen(world):
    alba, at, draft = world
    sent = final(alba, at)
    beto = testing.sign_in(testing.people().beto)
    beto.post(f"/intervenciones/{draft.pk}/que/agregar/", filled.thing())
    answer = alba.post(at, sent)
    assert answer.status_code == 422 and "Alguien cambió" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft
    assert alba.post(at, final(alba, at)).status_code == 302


def test_nothing_found_cannot_be_registered():
    draft = testing.an_intervention(items=[], registered=False)
    alba, at = testing.sign_in(testing.people().alba), f"/intervenciones/{draft.pk}/revisar/"
    answer = alba.post(at, final(alba, at))
    assert answer.status_code == 422 and "agregue" in answer.content.decode()


def test_the_closing_is_saved_apart(world):
    alba, at, draft = world
    page = alba.get(at).content.decode()
    import re

    marks = dict(re.findall(r'name="(version|was)" value="([^"]*)"', page))
    sent = {**marks, "read_to_all": "yes", "corrections": "Donde dice 11 léase 12.", "cerrar": "1"}
    assert alba.post(at, sent).url == at
    draft.refresh_from_db()
    assert (draft.read_to_all, draft.corrections, draft.is_draft) == ("yes", "Donde dice 11 léase 12.", True)
