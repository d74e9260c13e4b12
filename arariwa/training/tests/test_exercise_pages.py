"""The pages of exercises: begun alone on the screen, worked through forms, handed in, read afterwards."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from arariwa.core import actions as core
from arariwa.core import testing
from arariwa.core.packs import Pack
from arariwa.training import exercise_packs, playing
from arariwa.training import queries_exercises as queries
from arariwa.training import showing_exercises as showing
from arariwa.training.models import ExerciseRun
from arariwa.training.tests import exercising

pytestmark = pytest.mark.django_db


def begun(client, slug="ex-02"):
    page = client.get(reverse("training:exercise", args=[slug])).content.decode()
    id = re.search(r'name="id" value="([^"]+)"', page)[1]
    assert client.post(reverse("training:exercise", args=[slug]), {"id": id}).status_code == 302
    # The same form again is the same exercise; but now one acts within it.
    return ExerciseRun.objects.get(pk=id)


def test_begun_alone_answered_and_handed_in():
    people = exercising.world()
    client = testing.sign_in(people.alba)
    run = begun(client)
    page = client.get(reverse("training:run", args=[run.pk])).content.decode()
    assert 'class="band"' in page and "charapas" in page
    sent = {"report-id": str(testing.uuid7()), "report-answer": ["hour", "what", "reserve"]}
    assert client.post(reverse("training:answer", args=[run.pk, "report"]), sent).status_code == 302
    empty = client.post(
        reverse("training:answer", args=[run.pk, "report"]), {"report-id": str(testing.uuid7())}
    )
    assert empty.status_code == 422
    # Not this role's, and not yet.
    other = {"received-id": str(testing.uuid7()), "received-answer": "90"}
    assert client.post(reverse("training:answer", args=[run.pk, "received"]), other).status_code == 422
    assert (
        client.post(reverse("training:clock", args=[run.pk]), {"do": "wait", "until": "90"}).status_code
        == 302
    )
    client.post(reverse("training:play", args=[run.pk]), {"role": "wildlife"})
    assert client.post(reverse("training:answer", args=[run.pk, "received"]), other).status_code == 302
    assert client.get(reverse("training:submit", args=[run.pk])).status_code == 200
    assert client.post(reverse("training:submit", args=[run.pk])).status_code == 302
    result = client.get(reverse("training:result", args=[run.pk])).content.decode()
    assert "4 de 100 puntos" in result and "4 / 4" in result
    assert client.post(reverse("training:answer", args=[run.pk, "received"]), other).status_code == 422


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_page_of_a_solved_exercise(lang):
    people = exercising.world()
    client = testing.sign_in(people.alba)
    run = begun(client)
    playing.play_model(run)
    for name, args in (
        ("exercises", []), ("exercise", ["ex-02"]), ("runs", []), ("runs_csv", []), ("run", [run.pk]),
        ("submit", [run.pk]),
    ):  # fmt: skip
        assert client.get(address(lang, name, *args)).status_code == 200, name
    client.post(reverse("training:submit", args=[run.pk]))
    page = client.get(address(lang, "result", run.pk)).content.decode()
    assert {"es": "100 de 100 puntos", "en": "100 of 100 points"}[lang] in page
    assert f"/intervenciones/{next(iter(_interventions(run)))}/" in page


def address(lang, name, *args):
    with translation.override(lang):
        return reverse(f"training:{name}", args=args)


def _interventions(run):
    from arariwa.evidence.models import Intervention

    return Intervention.objects.filter(compartment__exercise=run.pk).values_list("pk", flat=True)


def test_a_trainer_opens_for_a_team_leads_and_changes_points():
    people = exercising.world()
    client = testing.sign_in(exercising.trainer())
    url = reverse("training:team", args=["ex-02"])
    given = {
        "id": str(testing.uuid7()),
        "speed": "1",
        "role-police": people.alba.user.email,
        "role-wildlife": people.carla.user.email,
        "role-prosecutor": "nadie@prueba.example",
    }
    refused = client.post(url, given)
    assert refused.status_code == 422 and "Nadie con ese correo" in refused.content.decode()
    assert client.post(url, {**given, "role-prosecutor": people.pilar.user.email}).status_code == 302
    run = ExerciseRun.objects.get()
    assert run.running_since is None and not run.alone
    assert client.post(reverse("training:clock", args=[run.pk]), {"do": "start"}).status_code == 302
    # Each finds it under their own office, and enters.
    for who, role in ((people.alba, "police"), (people.carla, "wildlife"), (people.pilar, "prosecutor")):
        own = testing.sign_in(who)
        page = own.get(reverse("training:run", args=[run.pk])).content.decode()
        assert "charapas" not in page
        own.post(reverse("training:play", args=[run.pk]), {"role": role})
        assert own.get(reverse("training:run", args=[run.pk])).wsgi_request.actor.exercise == run.pk
        # Its clock is the trainer's.
        assert own.post(reverse("training:clock", args=[run.pk]), {"do": "stop"}).status_code == 422
    # Nobody else's.
    assert testing.sign_in(people.beto).get(reverse("training:run", args=[run.pk])).status_code == 404
    playing.play_model(run, "overcharged")
    assert client.post(reverse("training:submit", args=[run.pk])).status_code == 302
    assert queries.grade_of(run).graded.score == 98
    change = reverse("training:override", args=[run.pk, "charged"])
    assert client.get(change).status_code == 200
    assert client.post(change, {"points": "9", "reason": "No."}).status_code == 422
    assert client.post(change, {"points": "2", "reason": "Se sostuvo en audiencia."}).status_code == 302
    assert queries.grade_of(run).graded.score == 100
    assert run.grades.get().score == 98
    page = client.get(reverse("training:result", args=[run.pk])).content.decode()
    assert "Se sostuvo en audiencia." in page and "La máquina dio 0." in page
    # Who played does not grade.
    assert testing.sign_in(people.alba).get(change).status_code == 404


def test_a_list_of_more_runs_asks_no_more_questions():
    people = exercising.world()
    for name in exercise_packs.names(settings.PACKS):
        core.store_pack(by=None, pack=Pack.from_folder(settings.PACKS, name))
    client, counts = testing.sign_in(people.alba), []
    for _round in range(3):
        for slug in ("ex-02", "ex-04"):
            exercising.handed_in(exercising.opened(slug))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("training:runs")).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2], counts


def test_facts_are_numbered_as_questions_name_them_and_buttons_are_verbs():
    client = testing.sign_in(exercising.world().alba)
    listed = client.get(reverse("training:exercises")).content.decode()
    assert ">Minutos</th>" in listed and "Acta" not in listed
    page = client.get(reverse("training:run", args=[begun(client, "ex-01").pk])).content.decode()
    assert re.search(r'<div class="prose"><ol><li id="h-f1">', page), "a plain list shows no numbers"
    assert ">Responder<" in page and ">Respuesta<" not in page


def test_the_result_leads_to_what_fell_short_and_sets_the_model_answer_beside_each_answer():
    client = testing.sign_in(exercising.world().alba)
    run = begun(client, "ex-01")
    playing.play_model(run, "today_for_yesterday")
    client.post(reverse("training:submit", args=[run.pk]))
    page = client.get(reverse("training:result", args=[run.pk])).content.decode()
    (row,) = re.findall(r"<tr[^>]*><th[^>]*>Texto vigente en la fecha.*?</tr>", page, re.DOTALL)
    assert "Por revisar:" in row and re.findall(r"#p-(\w+)", row) == ["f10_version"]
    beside = showing.beside(run)
    (one,) = [r for r in beside if r["done"] and r["done"]["code"] == "f10_version"]
    assert one["done"]["more"] != one["model"]["text"] and "1995" in one["model"]["text"]
    (same,) = [r for r in beside if r["done"] and r["done"]["code"] == "f1_species"]
    assert same["done"]["more"] == same["model"]["text"] == "Leopardus pardalis"


def test_a_planted_case_is_one_step_from_the_page_that_tells_to_read_it():
    client = testing.sign_in(exercising.world().alba)
    page = client.get(reverse("training:run", args=[begun(client, "ex-03").pk])).content.decode()
    part = page.split('id="encargo"')[1].split("</section>")[0]
    assert f'href="{reverse("cases:cases")}"' in part
    assert re.search(r"/casos/[0-9a-f-]{36}/", client.get(reverse("cases:cases")).content.decode())


@pytest.mark.parametrize(
    ("wrong", "where"), [("", "en el acopio, antes de venderse nada"), ("credential", "en ningún punto")]
)
def test_the_result_says_where_the_goods_were_stopped(wrong, where):
    exercising.played("ex-04", wrong)
    client, run = testing.sign_in(testing.people().alba), ExerciseRun.objects.get()
    page = client.get(reverse("training:result", args=[run.pk])).content.decode()
    assert f"Dónde se detuvo la mercancía: {where}." in page
