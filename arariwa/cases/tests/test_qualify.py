"""Legal qualification: the answer, and what a prosecutor decides on it."""

from uuid import uuid4

import pytest

from arariwa.cases import actions
from arariwa.cases.models import Qualification
from arariwa.cases.tests.doors import only_those_let_in, same_as_missing

SOLD = [("acts.sell", True, None)]


def address(world):
    return f"/casos/{world.case.pk}/calificacion/{world.intervention.pk}/"


@pytest.fixture
def sold(world):
    """It was stated that the animals were sold: the engine then proposes trafficking."""
    actions.state_facts(
        by=world.people.pilar.actor,
        case_id=world.case.pk,
        intervention_id=world.intervention.pk,
        facts=SOLD,
        source="Acta, folio 3",
    )
    return world


def decision(offence="CP-308", about="decide", **changes):
    name = f"{about}-{offence}"
    given = {"offence": offence, "decision": "accepted", "reason": "Venta en el mercado.", **changes}
    return {"about": name, **{f"{name}-{key}": value for key, value in given.items()}}


def test_who_opens_it(world):
    only_those_let_in(world, address(world))


def test_hidden_looks_like_missing(world):
    same_as_missing(world.carla, address(world), f"/casos/{uuid4()}/calificacion/{uuid4()}/")
    assert world.pilar.get(f"/casos/{world.case.pk}/calificacion/{uuid4()}/").status_code == 404


def test_the_answer_first_then_why(sold):
    answer = sold.pilar.get(address(sold))
    page = answer.content.decode()
    assert "Tráfico ilegal de especies de flora y fauna silvestre" in page
    assert answer.context["answer"].headline.endswith("con agravante por confirmar")
    for words in (
        "por esclarecer",
        "con elementos",
        "Acta, folio 3",
        "sin revisar",
        "El programa aconseja",
        "Qué averiguar ahora",
    ):
        assert words in page, words


def test_what_the_answer_would_be_for_a_look_alike(sold):
    answer = sold.pilar.get(address(sold))
    rows = answer.context["answer"].verdict["lookalikes"]
    page = answer.content.decode()
    assert 0 < len(rows) <= 6
    assert "Si fuera el animal o la planta con que se confunde" in page
    assert all(row["text"].startswith("Si fuera ") and row["text"] in page for row in rows)
    # a decision keeps the verdict as it was proposed, without them
    sold.pilar.post(address(sold), decision())
    assert Qualification.objects.get().verdict["lookalikes"] == []


def test_nothing_is_chosen_beforehand(sold):
    page = sold.pilar.get(address(sold)).content.decode()
    assert 'type="radio"' in page
    assert "checked" not in page


def test_accepted_with_name_and_reason(sold):
    assert sold.pilar.post(address(sold), decision()).status_code == 302
    row = Qualification.objects.get()
    assert (row.offence, row.decision, row.reason) == ("CP-308", "accepted", "Venta en el mercado.")
    page = sold.pilar.get(address(sold)).content.decode()
    assert "Pilar Prueba" in page
    assert "Retirar esta decisión" in page


def test_a_reason_is_needed_and_what_was_chosen_stays(sold):
    answer = sold.pilar.post(address(sold), decision(reason=" "))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_decide-CP-308-reason"' in page
    assert page.count("checked") == 1
    assert not Qualification.objects.exists()


def test_a_decision_is_needed(sold):
    assert sold.pilar.post(address(sold), decision(decision="")).status_code == 422
    assert sold.pilar.post(address(sold), decision(decision="maybe")).status_code == 422
    assert not Qualification.objects.exists()


def test_taken_back_with_reason_and_kept_in_the_history(sold):
    sold.pilar.post(address(sold), decision(decision="rejected", reason="Falta sustento."))
    back = decision(about="undo", decision="undone", reason="Llegó el informe.")
    assert sold.pilar.post(address(sold), back).status_code == 302
    answer = sold.pilar.get(address(sold))
    page = answer.content.decode()
    assert [d["words"] for d in answer.context["decisions"]] == ["decisión retirada", "rechazada"]
    assert "Falta sustento." in page
    assert "¿Qué decide usted?" in page


def test_taking_back_twice_is_refused(sold):
    sold.pilar.post(address(sold), decision())
    back = decision(about="undo", decision="undone")
    assert sold.pilar.post(address(sold), back).status_code == 302
    assert sold.pilar.post(address(sold), back).status_code == 422


def test_another_offence_is_added(sold):
    other = sold.pilar.get(address(sold)).context["answer"].others[0]["id"]
    given = {"about": "add", "add-offence": other, "add-decision": "added", "add-reason": "Hay indicios."}
    assert sold.pilar.post(address(sold), given).status_code == 302
    assert Qualification.objects.get().offence == other
    assert "agregada por el fiscal" in sold.pilar.get(address(sold)).content.decode()


def test_an_unknown_offence_is_refused(sold):
    for offence in ("CP-999", "<script>", "x" * 60):
        answer = sold.pilar.post(address(sold), decision(offence))
        assert answer.status_code == 422
        assert "<script>" not in answer.content.decode()
    given = {"about": "add", "add-offence": "CP-999", "add-decision": "added", "add-reason": "x"}
    assert sold.pilar.post(address(sold), given).status_code == 422
    assert sold.pilar.post(address(sold), {}).status_code == 422
    assert not Qualification.objects.exists()


def test_only_a_prosecutor_decides(sold):
    page = sold.quique.get(address(sold)).content.decode()
    assert "Registrar mi decisión" not in page
    assert sold.quique.post(address(sold), decision()).status_code == 422
    assert sold.carla.post(address(sold), decision()).status_code == 404
    assert sold.dina.post(address(sold), decision()).status_code == 302
    assert not Qualification.objects.exists()


def test_a_decision_on_other_facts_says_so(sold):
    sold.pilar.post(address(sold), decision())
    assert "cambiaron desde entonces" not in sold.pilar.get(address(sold)).content.decode()
    actions.state_facts(
        by=sold.people.pilar.actor,
        case_id=sold.case.pk,
        intervention_id=sold.intervention.pk,
        facts=[("title.state", "none", None)],
        source="Oficio",
    )
    assert "cambiaron desde entonces" in sold.pilar.get(address(sold)).content.decode()


def test_a_decision_does_not_look_outdated_in_the_other_language(sold):
    sold.pilar.post(address(sold), decision())
    page = sold.pilar.get("/en" + address(sold)).content.decode()
    assert "Decided: accepted" in page and "changed since then" not in page
    assert "proposed from the name written" in page and "species table" in page
    assert "tabla de especies" not in page and "sin pericia" not in page


def test_hostile_reason_is_shown_as_text(sold):
    sold.pilar.post(address(sold), decision(reason="<script>alert(1)</script>"))
    assert "<script>alert" not in sold.pilar.get(address(sold)).content.decode()


def test_questions_lead_to_their_place(sold):
    urls = [q.url for q in sold.pilar.get(address(sold)).context["questions"]]
    assert f"/casos/{sold.case.pk}/hechos/{sold.intervention.pk}/#id_title.state" in urls
    for url in urls:
        assert sold.pilar.get(url.split("#")[0]).status_code == 200


def test_english(sold):
    page = sold.pilar.get("/en" + address(sold)).content.decode()
    assert "What do you decide?" in page
    assert "por esclarecer" not in page


def test_wrong_method(world):
    assert world.pilar.delete(address(world)).status_code == 405
