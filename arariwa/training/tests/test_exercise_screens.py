"""EX-02 on the real screens: what a learner writes into the forms of evidence is what grading reads."""

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.actor import actor_for
from arariwa.evidence.models import Handover, Intervention, Item
from arariwa.evidence.tests import filled
from arariwa.training import actions_exercises as actions
from arariwa.training import queries_exercises as queries
from arariwa.training.tests import exercising

pytestmark = pytest.mark.django_db


def test_from_the_empty_form_to_the_points():
    people = exercising.world()
    run = exercising.opened("ex-02", people.alba)
    client = testing.sign_in(people.alba)
    run_page = reverse("training:run", args=[run.pk])

    def act_as(role):
        client.post(reverse("training:play", args=[run.pk]), {"role": role})
        return next(r.membership for r in queries.roles_of(run) if r.role == role)

    police = act_as("police")
    actions.wait(by=actor_for(police), run_id=run.pk, until=70)
    day = {"day_day": "12", "day_month": "5", "day_year": "2026"}
    # The form knows the day it is in the exercise: tomorrow's is still to come.
    late = client.post("/intervenciones/nueva/", filled.place(**{**day, "day_day": "13"}))
    assert late.status_code == 422
    place = filled.place(**day, start_time="05:25", end_time="05:55", point="transport", ubigeo="150101")
    assert client.post("/intervenciones/nueva/", place).status_code == 302
    draft = Intervention.objects.get()
    assert draft.compartment.exercise == run.pk
    at = f"/intervenciones/{draft.pk}"
    reason = {
        **filled.fields(client, f"{at}/motivo/"),
        "done": "Dos costales.",
        "legal_act": "CPP 259",
        "reason": "Aviso",
    }
    assert client.post(f"{at}/motivo/", {**reason, "other_actas": ["rights", "count"]}).status_code == 302
    stopped = filled.officer(
        part="intervened", name="Pasajero", document_kind="", document_number="", no_document="carries_none"
    )
    assert client.post(f"{at}/quienes/agregar/", stopped).status_code == 302
    told = {
        **filled.fields(client, f"{at}/quienes/"), "prosecutor_told": "telephone", "prosecutor_name": "De turno",
        "prosecutor_office": str(people.pilar.office.pk), "prosecutor_told_at": "05:40",
    }  # fmt: skip
    assert client.post(f"{at}/quienes/", told).status_code == 302
    for name, taxon, number in (
        ("taricaya", "Podocnemis unifilis", "58"),
        ("motelo pata amarilla", "Chelonoidis denticulatus", "32"),
    ):
        thing = filled.thing(reported_as=name, choice=f"only:{taxon}", quantity=number)
        sent = client.post(f"{at}/que/agregar/", thing)
        assert sent.status_code == 302
    weights = filled.fields(client, f"{at}/pesos/")
    for item in Item.objects.all():
        weights |= {f"{item.pk.hex}-seal": f"PNP-{item.order}", f"{item.pk.hex}-goes_to": "ATFFS"}
    assert client.post(f"{at}/pesos/", weights).status_code == 302
    final = {**filled.fields(client, f"{at}/revisar/"), "word": "registrar", "registrar": "1"}
    assert client.post(f"{at}/revisar/", final).url == f"{at}/"

    items = list(draft.items.order_by("order"))
    new = f"/entregas/nueva/?intervencion={draft.pk}"
    offer = {
        **filled.fields(client, new), "items": [str(i.pk) for i in items],
        "to": str(people.carla.office.pk), "why": "custody", "place": "Terminal", "word": "entregar",
    }  # fmt: skip
    assert client.post(new, offer).status_code == 302
    handover = Handover.objects.get()
    act_as("wildlife")
    seen = {f"{i.pk}-seal": f"PNP-{i.order}" for i in items} | {f"{i.pk}-seal_state": "whole" for i in items}
    assert client.post(f"/entregas/{handover.pk}/recibir/", {**seen, "word": "recibir"}).status_code == 302
    assert client.get(run_page).status_code == 200
    client.post(reverse("training:submit", args=[run.pk]))
    standing = queries.grade_of(run)
    got = {m.criterion.code: m.got for m in standing.graded.criteria}
    whole = {
        "ground": 3,
        "first_link": 9,
        "species": 9,
        "count": 7,
        "chain": 10,
        "destination": 9,
        "told": 8,
        "rights": 5,
    }
    assert {code: got[code] for code in whole} == whole
    # What was not done has no points: photographs, the receiver's count, the case.
    assert {
        code: got[code] for code in ("sealed", "received", "care", "request", "offence", "charged")
    } == dict.fromkeys(("sealed", "received", "care", "request", "offence", "charged"), 0)
    # The links of the result lead to the records.
    page = client.get(reverse("training:result", args=[run.pk])).content.decode()
    for address in (f"{at}/", f"/evidencia/{items[0].pk}/", f"/entregas/{handover.pk}/"):
        assert f'href="{address}"' in page
    act_as("police")
    assert client.get(f"{at}/").status_code == 200
