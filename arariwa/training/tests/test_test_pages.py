"""The test on a page: places instead of ids, saving as one goes, handing in, result, appeal; the trainers' pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.training import actions_tests as actions
from arariwa.training import queries_tests as queries
from arariwa.training.forms.answers import AnswerForm
from arariwa.training.models import Attempt, QuestionReview
from arariwa.training.tests import sample, world
from arariwa.training.tests.domain.samples import PARTS, data

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def bank(**changes):
    """A bank with every kind of question, each twice."""
    import yaml

    rows = [
        data(
            kind,
            f"asy-9-m{1 + n // 7}-{kind}{half}",
            module=1 + i // 4,
            source="Código Penal, [[cita CP-308]]",
            **changes,
        )
        for i, kind in enumerate(PARTS)
        for half in ("a", "b")
        for n in (0,)
    ]
    return yaml.safe_dump({"questions": rows}, allow_unicode=True)


COURSE = sample.COURSE.replace("{module: 1, count: 1}", "{module: 1, count: 4}").replace(
    "{module: 2, count: 1}", "{module: 2, count: 3}"
)


def a_test(kind="pre"):
    lesson = sample.LESSON.replace("check: [asy-9-m1-01]", "check: []")
    files = {
        "questions.yaml": bank(),
        "course.yaml": COURSE,
        "modules/1.es.md": lesson,
        "modules/2.es.md": lesson,
    }
    enrolment = world.an_enrolment(cohort=world.a_cohort(files))
    made = actions.start(by=testing.people().pilar.actor, id=uuid7(), enrolment_id=enrolment.pk, kind=kind)
    # One question of each kind, whatever the seed drew.
    every = queries.course_of(enrolment).bank.questions.values()
    made.questions = [[q.id, q.digest] for q in every if q.id.endswith("a")]
    made.save(update_fields=["questions"])
    return made


def pilar():
    return testing.sign_in(testing.people().pilar)


def rosa():
    return testing.sign_in(world.rosa())


def words(said):
    from arariwa.training import showing_tests

    return showing_tests.words(testing.people().pilar.actor)(said)


def right(attempt):
    """What a page sends for the right answers: places, ranks, words."""
    sent = {}
    for i, question in enumerate(queries.asked(attempt)):
        page, key = queries.shown(attempt, question), queries.key(attempt, question.id).answer
        if question.kind == "several":
            sent[f"q{i}"] = [str(page.options.index(id_)) for id_ in key]
        elif question.kind == "order":
            sent |= {f"q{i}-{place}": str(key.index(id_) + 1) for place, id_ in enumerate(page.options)}
        elif question.kind == "match":
            sent |= {f"q{i}-{p}": str(page.options.index(key[left])) for p, left in enumerate(page.lefts)}
        elif page.options:
            sent[f"q{i}"] = str(page.options.index(key))
        else:
            sent[f"q{i}"] = key
    return sent


def at(attempt, name="test", **more):
    return reverse(f"training:{name}", kwargs={"id": attempt.pk, **more})


def test_all_kinds_are_asked_and_right_answers_are_worth_everything():
    attempt, client = a_test(), pilar()
    assert {q.kind for q in queries.asked(attempt)} == set(PARTS)
    page = client.get(at(attempt)).content.decode()
    assert page.count("<fieldset") >= 4 and "Especímen" not in page
    response = client.post(at(attempt), {**right(attempt), "entregar": "si"})
    assert response.url == at(attempt, "submit_test")
    assert "7 de 7" in client.get(response.url).content.decode()
    assert client.post(response.url).url == at(attempt, "test_result")
    attempt.refresh_from_db()
    assert attempt.score == 100
    result = client.get(at(attempt, "test_result")).content.decode()
    assert "100\u00a0%" in result and "Código Penal, art.\u00a0308" in result.replace(
        "art. 308", "art.\u00a0308"
    )


def test_a_page_names_no_id_of_an_answer():
    attempt = a_test()
    form = AnswerForm(None, attempt=attempt, words=words)
    values = {v for f in form.fields.values() for v, _label in getattr(f, "choices", ())}
    assert all(re.fullmatch(r"\d?", str(v)) for v in values)
    page = pilar().get(at(attempt)).content.decode()
    assert "Por a" not in page and "Porque sí" not in page


def test_what_was_saved_stands_on_the_page_again():
    attempt, client = a_test(), pilar()
    client.post(at(attempt), right(attempt))
    attempt.refresh_from_db()
    form = AnswerForm(None, attempt=attempt, words=words)
    sent = right(attempt)
    for name, field in form.fields.items():
        assert (field.initial or "") == sent.get(name, ""), name


def test_saving_as_one_goes_answers_with_the_clock():
    attempt, client = a_test(), pilar()
    first = dict(list(right(attempt).items())[:1])
    response = client.post(at(attempt), first, **HTMX)
    said = response.content.decode()
    assert response.status_code == 200 and 'id="reloj"' in said and "1 de 7" in said and "<html" not in said
    attempt.refresh_from_db()
    assert len(attempt.answers) == 1
    assert "quedan 30 minutos" in client.get(at(attempt), **HTMX).content.decode().lower()


def test_a_mistake_stands_at_its_question_and_the_others_are_saved():
    attempt, client = a_test(), pilar()
    kinds = {q.kind: i for i, q in enumerate(queries.asked(attempt))}
    sent = right(attempt) | {f"q{kinds['number']}": "26.100"}
    sent |= {f"q{kinds['order']}-0": "1", f"q{kinds['order']}-1": "1"}
    response = client.post(at(attempt), {**sent, "entregar": "si"})
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert set(errors) == {f"q{kinds['number']}", f"q{kinds['order']}-0"}
    attempt.refresh_from_db()
    assert len(attempt.answers) == 5
    assert "no se pudo leer" in client.post(at(attempt), sent, **HTMX).content.decode()


@pytest.mark.parametrize("sent", ["9", "-1", "a", "0" * 300, "²"])
def test_places_that_are_not_there_are_mistakes(sent):
    attempt, client = a_test(), pilar()
    kinds = {q.kind: i for i, q in enumerate(queries.asked(attempt))}
    given = {f"q{kinds['one']}": sent, f"q{kinds['several']}": [sent], f"q{kinds['match']}-0": sent}
    assert client.post(at(attempt), given).status_code == 422
    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_after_the_limit_one_hands_in_what_was_saved():
    attempt, client = a_test(), pilar()
    client.post(at(attempt), dict(list(right(attempt).items())[:1]))
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=attempt.started_at - timedelta(hours=2), due_at=attempt.due_at - timedelta(hours=2)
    )
    assert client.get(at(attempt)).url == at(attempt, "submit_test")
    assert client.post(at(attempt), right(attempt)).url == at(attempt, "submit_test")
    assert client.get(at(attempt), **HTMX).headers["HX-Redirect"] == at(attempt, "submit_test")
    assert "El tiempo terminó" in client.get(at(attempt, "submit_test")).content.decode()
    client.post(at(attempt, "submit_test"))
    attempt.refresh_from_db()
    assert attempt.late and len(attempt.answers) == 1


def test_begin_from_the_page_and_go_on():
    attempt, client = a_test(), pilar()
    page = reverse("training:tests", args=[attempt.enrolment_id])
    said = client.get(page).content.decode()
    assert "Continuar la evaluación" in said and at(attempt) in said
    start = reverse("training:start_test", args=[attempt.enrolment_id])
    assert client.post(start, {"cual": "pre", "id": str(uuid7())}).url == at(attempt)
    refused = client.post(start, {"cual": "post", "id": "x"}, follow=True).content.decode()
    assert "Hay otra evaluación en curso" in refused


def test_nobody_else_looks_into_a_test_that_runs():
    attempt = a_test()
    for who in (rosa(), testing.sign_in(testing.people().alba)):
        for name in ("test", "submit_test", "test_result"):
            assert who.get(at(attempt, name)).status_code == 404
    actions.submit(by=testing.people().pilar.actor, id=attempt.pk)
    assert rosa().get(at(attempt, "test_result")).status_code == 200
    assert testing.sign_in(testing.people().alba).get(at(attempt, "test_result")).status_code == 404


def test_an_appeal_from_the_result_to_the_decision():
    attempt, client = a_test(), pilar()
    client.post(at(attempt, "submit_test"))
    question = attempt.ids[0]
    page = at(attempt, "appeal", question=question)
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": "", "id": str(uuid7())}).status_code == 422
    assert client.post(page, {"reason": "La norma dice otra cosa.", "id": str(uuid7())}).url == at(
        attempt, "test_result"
    )
    trainer = rosa()
    assert "La norma dice otra cosa." not in trainer.get(reverse("training:appeals")).content.decode()
    row = attempt.appeals.get()
    decide = reverse("training:decide_appeal", args=[row.pk])
    assert "La norma dice otra cosa." in trainer.get(decide).content.decode()
    assert trainer.post(decide, {"decision": "granted", "reason": "Es verdad."}).status_code == 302
    assert "Es verdad." in client.get(at(attempt, "test_result")).content.decode()
    assert client.get(decide).status_code != 200


# Trainers


def test_the_bank_is_for_those_who_teach():
    a_test()
    for name, more in (
        ("banks", []),
        ("questions", ["asy-9"]),
        ("question", ["asy-9", "asy-9-m1-onea"]),
        ("analysis", ["asy-9"]),
        ("questions_csv", ["asy-9"]),
        ("analysis_csv", ["asy-9"]),
        ("appeals", []),
        ("appeals_csv", []),
    ):
        page = reverse(f"training:{name}", args=more)
        assert rosa().get(page).status_code == 200, name
        assert pilar().get(page).status_code in (404, 422), name


@pytest.mark.parametrize("kind", PARTS)
def test_a_trainer_sees_the_key(kind):
    a_test()
    page = rosa().get(reverse("training:question", args=["asy-9", f"asy-9-m1-{kind}a"])).content.decode()
    expected = {
        "vignette": "Tráfico ilegal de especies de flora y fauna silvestre</p>",
        "number": "5 días",
        "text": "fiscal",
        "order": "1. Paso a",
        "match": "izquierda 1 → derecha 1",
    }
    assert expected.get(kind, "correcta") in page


def test_conditions_narrow_the_bank():
    a_test()
    page = reverse("training:questions", args=["asy-9"])
    assert len(rosa().get(page).context["rows"]) == 14
    assert len(rosa().get(f"{page}?tipo=one").context["rows"]) == 2
    assert len(rosa().get(f"{page}?modulo=2&tipo=vignette").context["rows"]) == 2
    assert len(rosa().get(f"{page}?q=ordera").context["rows"]) == 1
    assert rosa().get(f"{page}?estado=stale").context["rows"] == []


def test_a_generated_question_is_approved_on_its_page():
    world.load({"questions.yaml": sample.QUESTIONS.replace("review: unreviewed", "review: generated", 1)})
    page = reverse("training:question", args=["asy-9", "asy-9-m1-01"])
    form = rosa().get(page).context["form"]
    sent = {"verdict": "approved", "reason": "Clara.", "id": str(uuid7()), "digest": form.initial["digest"]}
    assert rosa().post(page, {**sent, "digest": "0" * 64}).status_code == 422
    assert rosa().post(page, {**sent, "reason": ""}).status_code == 422
    assert QuestionReview.objects.count() == 0
    assert rosa().post(page, sent).status_code == 302
    assert QuestionReview.objects.get().verdict == "approved"


def test_a_page_in_english_marks_what_is_in_spanish():
    made = a_test()
    pilar = testing.sign_in(testing.people().pilar)
    page = pilar.get("/en" + reverse("training:test", args=[made.pk]).removeprefix("/en")).content.decode()
    stems = [queries.course_of(made.enrolment).bank.questions[id_].stem for id_ in made.ids]
    assert any(not stem.en for stem in stems)
    for stem in stems:
        assert (f'<span lang="es-PE">{stem.es}</span>' in page) is (not stem.en), stem
    assert "lang=&quot;" not in page and "<title>Entry test" in page
    assert "es-PE</span>" not in pilar.get(reverse("training:test", args=[made.pk])).content.decode()


def test_a_place_given_twice_is_told_with_the_number_of_its_question():
    made = a_test()
    form = AnswerForm(attempt=made, words=lambda said: said.es)
    one = next(asked for asked in form.asked if asked.question.kind == "order")
    sent = {name: "1" for name in one.names}
    page = testing.sign_in(testing.people().pilar).post(reverse("training:test", args=[made.pk]), sent)
    assert page.status_code == 422
    assert f"Pregunta {one.n}: dos tienen el mismo lugar" in page.content.decode()
