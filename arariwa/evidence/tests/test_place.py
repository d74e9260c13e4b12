"""Step 1 of a draft, and what every step does when someone else saved first."""

import pytest

from arariwa.core import testing
from arariwa.core.models import JournalEntry
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    everyone = testing.people()
    draft = testing.an_intervention(registered=False)
    return testing.sign_in(everyone.alba), testing.sign_in(everyone.beto), draft


def test_a_save_that_comes_second_shows_both_sides_and_lets_choose(world):
    alba, beto, draft = world
    at = f"/intervenciones/{draft.pk}/lugar/"
    hers, his = filled.fields(alba, at), filled.fields(beto, at)
    assert beto.post(at, {**his, "place_text": "Muelle"}).status_code == 302
    answer = alba.post(at, {**hers, "place_text": "Terminal"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Terminal" in page and "Muelle" in page and "Beto" in page
    draft.refresh_from_db()
    assert draft.place_text == "Muelle", "nothing is overwritten before she decides"
    import re

    marks = {n: re.search(rf'name="{n}" value="([^"]*)"', page).group(1) for n in ("version", "was")}
    assert alba.post(at, {**hers, "place_text": "Terminal", **marks}).status_code == 302
    draft.refresh_from_db()
    assert draft.place_text == "Terminal"


def test_another_step_saved_meanwhile_is_no_conflict(world):
    alba, beto, draft = world
    place, reason = f"/intervenciones/{draft.pk}/lugar/", f"/intervenciones/{draft.pk}/motivo/"
    hers, his = filled.fields(alba, place), filled.fields(beto, reason)
    assert beto.post(reason, {**his, "reason": "Patrulla"}).status_code == 302
    assert alba.post(place, {**hers, "place_text": "Terminal"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.place_text, draft.reason) == ("Terminal", "Patrulla")


def test_sent_twice_changes_once(world):
    alba, _beto, draft = world
    at = f"/intervenciones/{draft.pk}/lugar/"
    sent = {**filled.fields(alba, at), "place_text": "Terminal"}
    assert [alba.post(at, sent).status_code for _ in range(2)] == [302, 302]
    assert JournalEntry.objects.filter(verb="intervention.edited").count() == 1


def test_saved_without_change_writes_nothing(world):
    alba, _beto, draft = world
    at = f"/intervenciones/{draft.pk}/lugar/"
    assert alba.post(at, filled.fields(alba, at)).url == f"/intervenciones/{draft.pk}/motivo/"
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize(
    "marks", [{"version": "", "was": ""}, {"version": "-1"}, {"version": "x"}, {"version": "9" * 30}]
)
def test_marks_of_a_version_that_were_tampered_with_never_overwrite(world, marks):
    alba, beto, draft = world
    at = f"/intervenciones/{draft.pk}/lugar/"
    hers = filled.fields(alba, at)
    beto.post(at, {**hers, "place_text": "Muelle"})
    assert alba.post(at, {**hers, "place_text": "Terminal", **marks}).status_code in (409, 422)
    draft.refresh_from_db()
    assert draft.place_text == "Muelle"


def test_save_and_go_back(world):
    alba, _beto, draft = world
    at = f"/intervenciones/{draft.pk}/motivo/"
    sent = {**filled.fields(alba, at), "done": "Se halló.", "ir": "atras"}
    assert alba.post(at, sent).url == f"/intervenciones/{draft.pk}/lugar/"
    draft.refresh_from_db()
    assert draft.done == "Se halló."


def test_districts_while_typing(world):
    alba = world[0]
    page = alba.get(
        "/intervenciones/distritos/", {"district_text": "raimondi", "ubigeo": "160101"}
    ).content.decode()
    assert "Raimondi" in page and 'value="160101" checked' in page and "<html" not in page
    assert alba.get("/intervenciones/distritos/", {"district_text": "x" * 3000}).status_code == 200
