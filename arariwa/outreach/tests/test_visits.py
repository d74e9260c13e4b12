"""Follow-up visits: planned, made once, what was seen, commitments checked become evidence, the next is due."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.access import Hidden
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.core.versions import Stale
from arariwa.events import promising
from arariwa.events.models import Evidence
from arariwa.events.tests import small
from arariwa.outreach import actions_visits, visits
from arariwa.outreach.actions_visits import Checked
from arariwa.outreach.models import Visit, VisitCheck

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
uuid7 = testing.uuid7


def a_talk(**changes: Any) -> Any:
    return small.an_event(kind="conference", from_on=TODAY - 9 * DAY, until_on=TODAY - 9 * DAY, **changes)


def plan(**changes: Any) -> dict[str, Any]:
    return {
        "destination": "market",
        "ubigeo": "160101",
        "place_text": "Mercado de Nauta",
        "purpose": "",
        "planned_on": TODAY,
        **changes,
    }


def a_visit(event: Any = None, **changes: Any) -> Visit:
    given = {"event_id": (event or a_talk()).pk, "id": uuid7(), "values": plan(**changes)}
    return actions_visits.plan_visit(by=testing.actor(small.coordinator()), **given)


def made(visit: Visit, **changes: Any) -> Visit:
    by = testing.actor(small.coordinator())
    given = {"made_on": TODAY, "seen": ["questions"], **changes}
    return actions_visits.record_visit(by=by, id=visit.pk, **given)


def a_promise(event: Any) -> Any:
    tania = small.coordinator().actor
    row = small.registered(event, 1)
    return promising.promise(
        by=tania, event_id=event.pk, id=uuid7(), what="Pegar el afiche", due_on=TODAY, participation=row.pk
    )


def test_a_visit_is_planned_made_and_the_next_one_is_due():
    visit = a_visit()
    assert visit.state(TODAY) == "planned" and visit.state(TODAY + DAY) == "late"
    made(visit, next_on=TODAY + 30 * DAY, persons_met=12)
    visit.refresh_from_db()
    assert (visit.state(TODAY), visit.next.planned_on, visit.next.place_text) == (
        "made",
        TODAY + 30 * DAY,
        "Mercado de Nauta",
    )
    lines = JournalEntry.objects.filter(verb__startswith="visit.").order_by("seq")
    assert list(lines.values_list("verb", flat=True)) == [
        "visit.planned",
        "visit.made",
        "visit.planned",
    ]


def test_recording_it_again_changes_nothing_and_otherwise_is_refused():
    visit = a_visit()
    for _again in range(2):
        made(visit, next_on=TODAY + DAY)
    assert Visit.objects.count() == 2
    with pytest.raises(Refused, match=r"visit\.made"):
        made(visit, seen=["nothing"])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"ubigeo": ""}, "visit.district", "ubigeo"),
        ({"ubigeo": "16"}, "visit.district", "ubigeo"),
        ({"destination": "moon"}, "visit.destination", "destination"),
        ({"planned_on": TODAY - 10 * DAY}, "visit.before_event", "planned_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(changes, code, field):
    with pytest.raises(Refused) as refused:
        a_visit(**changes)
    assert (refused.value.code, refused.value.field) == (code, field) and not Visit.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seen": []}, "visit.seen"),
        ({"seen": ["ghosts"]}, "visit.seen"),
        ({"seen": ["none_on_sale", "meat_on_sale"]}, "visit.seen_contradicts"),
        ({"seen": ["nothing", "questions"]}, "visit.seen_contradicts"),
        ({"made_on": TODAY + DAY}, "visit.future"),
        ({"made_on": TODAY - 10 * DAY}, "visit.before_event"),
        ({"next_on": TODAY}, "visit.next"),
    ],
)
def test_what_cannot_have_been_seen_is_refused_and_changes_nothing(changes, code):
    visit = a_visit()
    with pytest.raises(Refused) as refused:
        made(visit, **changes)
    visit.refresh_from_db()
    assert refused.value.code == code and visit.made_on is None and Visit.objects.count() == 1


def test_a_commitment_found_done_becomes_evidence_of_it():
    event = a_talk()
    done, other, unasked = (a_promise_of(event, n) for n in range(3))
    visit = a_visit(event)
    made(
        visit,
        checks=[
            Checked(done.pk, "done", "Afiche en la puerta"),
            Checked(other.pk, "not_done"),
            Checked(unasked.pk, "not_asked"),
        ],
    )
    [evidence] = Evidence.objects.all()
    assert (evidence.promise, evidence.text, evidence.fulfils, evidence.on) == (
        done,
        "Afiche en la puerta",
        True,
        TODAY,
    )
    assert set(VisitCheck.objects.values_list("promise", "found")) == {
        (done.pk, "done"),
        (other.pk, "not_done"),
    }


def a_promise_of(event: Any, n: int) -> Any:
    row = small.registered(event, n + 1)
    return promising.promise(
        by=small.coordinator().actor,
        event_id=event.pk,
        id=uuid7(),
        what=f"Compromiso {n}",
        due_on=TODAY,
        participation=row.pk,
    )


def test_a_commitment_of_another_event_is_refused_and_nothing_is_recorded():
    visit, elsewhere = a_visit(), a_promise(a_talk())
    with pytest.raises(Refused, match=r"visit\.check"):
        made(visit, checks=[Checked(elsewhere.pk, "done")])
    visit.refresh_from_db()
    assert visit.made_on is None and not Evidence.objects.exists()


def test_a_plan_is_changed_and_a_save_that_came_second_shows_both_sides():
    visit, by = a_visit(), testing.actor(small.coordinator())
    actions_visits.edit_visit(by=by, id=visit.pk, version=1, values=plan(place_text="Puerto"))
    with pytest.raises(Stale):
        actions_visits.edit_visit(by=by, id=visit.pk, version=1, values=plan(place_text="Escuela"))
    actions_visits.cancel_visit(by=by, id=visit.pk, why="Río crecido")
    assert actions_visits.cancel_visit(by=by, id=visit.pk, why="otra vez").cancelled_why == "Río crecido"
    for act in (
        lambda: made(visit),
        lambda: actions_visits.edit_visit(by=by, id=visit.pk, version=3, values=plan()),
    ):
        with pytest.raises(Refused, match=r"visit\.cancelled"):
            act()


def test_visits_follow_gatherings_for_citizens():
    with pytest.raises(Refused, match=r"visit\.kind"):
        a_visit(small.an_event())


def test_another_office_sees_no_visit_and_cannot_act():
    visit, carla = a_visit(), testing.people().carla
    client = testing.sign_in(carla)
    for name in ("visit", "edit_visit", "record_visit", "cancel_visit"):
        assert client.get(reverse(f"outreach:{name}", args=[visit.pk])).status_code == 404
    assert client.get(reverse("outreach:plan_visit", args=[visit.event_id])).status_code == 404
    assert "Mercado de Nauta" not in client.get(reverse("outreach:visits")).content.decode()
    with pytest.raises(Hidden):
        actions_visits.cancel_visit(by=testing.actor(carla), id=visit.pk, why="x")


# Pages


def test_the_list_searches_sorts_exports_and_draws_the_map():
    event = a_talk()
    a_visit(event, place_text="Puerto Masusa", ubigeo="160101", planned_on=TODAY - DAY)
    made(a_visit(event), seen=["meat_on_sale", "afraid"])
    client, at = testing.sign_in(small.coordinator()), reverse("outreach:visits")
    page = client.get(at).content.decode()
    assert "Puerto Masusa" in page and "Carne de monte en venta" in page and 'class="map"' in page
    for query, there, gone in (
        ("?estado=late", "Puerto Masusa", "Mercado de Nauta"),
        ("?visto=meat_on_sale", "Mercado de Nauta", "Puerto Masusa"),
        ("?q=masusa", "Puerto Masusa", "Mercado de Nauta"),
    ):
        found = client.get(at + query).content.decode()
        assert there in found and gone not in found, query
    assert "Mercado de Nauta" not in client.get(at + "?region=01").content.decode()
    assert client.get(at + "?orden=-dia").status_code == 200
    text = b"".join(client.get(reverse("outreach:visits_csv")).streaming_content).decode()
    assert text.count("\n") == 3 and "Carne de monte en venta" in text


def test_a_visit_is_planned_and_recorded_on_its_pages():
    event = a_talk()
    promise = a_promise(event)
    client = testing.sign_in(small.coordinator())
    day = {f"planned_on_{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    id = str(uuid7())
    sent = {"id": id, "destination": "community", "ubigeo": "160101", "place_text": "San Prueba", **day}
    answer = client.post(reverse("outreach:plan_visit", args=[event.pk]), sent)
    assert answer.status_code == 302
    at = reverse("outreach:record_visit", args=[id])
    assert "Pegar el afiche" in client.get(at).content.decode()
    on = {f"made_on_{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    wrong = client.post(at, {**on, "seen": ["none_on_sale", "meat_on_sale"], f"{promise.pk}-found": "done"})
    assert wrong.status_code == 422 and "no pueden ser ciertos a la vez" in wrong.content.decode()
    assert client.post(at, {**on, f"{promise.pk}-found": "done"}).status_code == 422
    right = client.post(at, {**on, "seen": ["none_on_sale"], f"{promise.pk}-found": "done"}, follow=True)
    page = right.content.decode()
    assert "No se vieron" in page and "Pegar el afiche" in page
    assert Evidence.objects.get().text == actions_visits.SEEN_THERE


def test_hostile_words_are_shown_as_words():
    visit = a_visit(place_text="<script>alert(1)</script>")
    client = testing.sign_in(small.coordinator())
    for at in (
        reverse("outreach:visit", args=[visit.pk]),
        reverse("outreach:visits"),
        reverse("events:event", args=[visit.event_id]),
    ):
        assert "<script>alert" not in client.get(at).content.decode()
    with pytest.raises(Refused, match=r"text\.steering"):
        a_visit(visit.event, place_text="Nauta\u202e")


def test_home_tells_which_visits_are_due():
    event = a_talk()
    a_visit(event, planned_on=TODAY - DAY)
    a_visit(event, planned_on=TODAY + 13 * DAY, place_text="Puerto")
    a_visit(event, planned_on=TODAY + 15 * DAY, place_text="Escuela")
    by = small.coordinator().actor
    assert [str(row) for row in visits.due(by)] == ["Mercado de Nauta", "Puerto"]
    assert "Puerto" in testing.sign_in(small.coordinator()).get("/").content.decode()
