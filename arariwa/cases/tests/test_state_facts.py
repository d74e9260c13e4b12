"""Stating facts the law asks about."""

import re
from uuid import uuid4

import pytest

from arariwa.cases import actions, queries
from arariwa.cases.models import CaseFact
from arariwa.cases.tests.doors import only_those_let_in
from arariwa.core.domain.refused import Refused
from arariwa.core.testing import a_case, an_intervention, people


def address(world, item=None):
    return f"/casos/{world.case.pk}/hechos/{world.intervention.pk}/" + (f"?item={item.pk}" if item else "")


def shown(client, url):
    """What the form would send if nobody changed anything."""
    form = client.get(url).context["form"]
    given = {}
    for name in form.fields:
        value = form[name].value()
        given[name] = "" if value is None else value
        given[f"initial-{name}"] = given[name]
    return given


def test_who_opens_it(world):
    only_those_let_in(world, address(world))


def test_only_what_changed_is_stated_with_its_source(world):
    given = {
        **shown(world.quique, address(world)),
        "acts.sell": "yes",
        "title.state": "none",
        "source": "Acta, folio 3",
    }
    assert world.quique.post(address(world), given).status_code == 302
    rows = {(f.path, f.value, f.source, f.item_id) for f in CaseFact.objects.all()}
    assert rows == {
        ("acts.sell", True, "Acta, folio 3", None),
        ("title.state", "none", "Acta, folio 3", None),
    }


def test_who_stated_it_stands_beside_the_question(world):
    given = {**shown(world.pilar, address(world)), "acts.sell": "no", "source": "Declaración <b>7</b>"}
    world.pilar.post(address(world), given)
    page = world.pilar.get(address(world)).content.decode()
    assert "Lo consignó Pilar Prueba" in page
    assert "Declaración &lt;b&gt;7&lt;/b&gt;" in page


def test_not_known_takes_a_fact_back(world):
    world.pilar.post(
        address(world), {**shown(world.pilar, address(world)), "acts.sell": "yes", "source": "Acta"}
    )
    world.pilar.post(
        address(world), {**shown(world.pilar, address(world)), "acts.sell": "unknown", "source": "Acta"}
    )
    assert not queries.standing_facts(world.case, world.intervention)
    assert CaseFact.objects.count() == 2


def test_a_source_is_needed_and_answers_stay(world):
    answer = world.pilar.post(
        address(world), {**shown(world.pilar, address(world)), "acts.sell": "yes", "source": ""}
    )
    assert answer.status_code == 422
    assert 'href="#id_source"' in answer.content.decode()
    assert answer.context["form"]["acts.sell"].value() == "yes"
    assert not CaseFact.objects.exists()


def test_an_answer_that_came_second_is_told_and_can_be_repeated(world):
    mine = {**shown(world.pilar, address(world)), "acts.sell": "no", "source": "Declaración"}
    theirs = {**shown(world.quique, address(world)), "acts.sell": "yes", "source": "Acta"}
    assert world.quique.post(address(world), theirs).status_code == 302
    answer = world.pilar.post(address(world), mine)
    assert answer.status_code == 422
    assert "Alguien respondió esto mientras tanto: sí" in answer.content.decode()
    assert CaseFact.objects.count() == 1
    again = {**mine, "initial-acts.sell": answer.context["form"].data["initial-acts.sell"]}
    assert world.pilar.post(address(world), again).status_code == 302
    assert queries.standing_facts(world.case, world.intervention)[0].value is False


def test_answers_to_other_questions_do_not_clash(world):
    mine = {**shown(world.pilar, address(world)), "acts.store": "yes", "source": "Acta"}
    theirs = {**shown(world.quique, address(world)), "acts.sell": "yes", "source": "Acta"}
    assert world.quique.post(address(world), theirs).status_code == 302
    assert world.pilar.post(address(world), mine).status_code == 302
    assert {f.path for f in queries.standing_facts(world.case, world.intervention)} == {
        "acts.sell",
        "acts.store",
    }


def test_what_the_record_says_is_not_asked(world):
    answer = world.pilar.get(address(world))
    assert "circumstances.began" not in answer.context["form"].fields
    assert "specimen.form" not in answer.context["form"].fields
    assert any(
        label == "Cómo se inició la intervención"
        for label, _value, _source in answer.context["asked"].recorded
    )


def test_what_the_record_says_is_told_in_words(world):
    told = {label: value for label, value, _s in world.pilar.get(address(world)).context["asked"].recorded}
    assert told["País"] == "Perú"
    assert told["Ubigeo del distrito"] == "Iquitos, Maynas, Loreto (160101)"


def test_what_decides_comes_first(world):
    form = world.pilar.get(address(world)).context["form"]
    assert form.first
    later = [field.name for group in form.groups for field in group.fields]
    assert not set(form.first) & set(later)
    assert set(form.first) | set(later) | {"source"} == set(form.fields)


def test_what_was_done_is_in_sight_and_the_rest_folded(world):
    page = world.pilar.get(address(world)).content.decode()
    folded = "".join(re.findall(r"<details.*?</details>", page, re.DOTALL))
    assert 'name="acts.sell"' in page and 'name="acts.sell"' not in folded
    assert "<summary>Para qué</summary>" in folded and 'name="purpose.sale"' in folded
    given = {**shown(world.pilar, address(world)), "purpose.sale": "yes", "source": "Acta"}
    assert world.pilar.post(address(world), given).status_code == 302
    page = world.pilar.get(address(world)).content.decode()
    assert re.search(r"<summary>Para qué <span[^>]*>1 respondida</span></summary>", page)


def test_of_one_specimen_only(world):
    told = {"prosecutor_told": "telephone", "prosecutor_office": people().pilar.office}
    one = an_intervention(items=[{}, {"reported_as": "loros", "taxa": []}], **told)
    world.case, world.intervention = a_case(interventions=[one]), one
    item = one.items.get(order=2)
    given = {**shown(world.pilar, address(world, item)), "specimen.origin": "wild", "source": "Informe"}
    assert world.pilar.post(address(world, item), given).status_code == 302
    assert CaseFact.objects.get().item == item
    situation = queries.situation_of(world.case, one)
    assert [s.get("origin", {}).get("value") for s in situation["specimens"]] == [None, "wild"]


def test_an_item_of_another_intervention_is_missing(world):
    other = an_intervention().items.get()
    assert world.pilar.get(address(world, other)).status_code == 404
    assert world.pilar.get(address(world) + "?item=zz").status_code == 404
    assert world.pilar.get(f"/casos/{world.case.pk}/hechos/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("path", ["on", "verdict.firm", "place.text", "acts.fly", "", "acts", "a" * 200])
def test_a_fact_the_law_does_not_ask_is_refused(world, path):
    with pytest.raises(Refused, match="fact.unknown"):
        actions.state_facts(
            by=world.people.pilar.actor,
            case_id=world.case.pk,
            intervention_id=world.intervention.pk,
            facts=[(path, True, None)],
            source="x",
        )


def test_a_value_the_law_does_not_know_saves_nothing(world):
    given = {**shown(world.pilar, address(world)), "title.state": "<script>", "source": "Acta"}
    answer = world.pilar.post(address(world), given)
    assert answer.status_code == 422
    assert not CaseFact.objects.exists()
    with pytest.raises(Refused):
        actions.state_facts(
            by=world.people.pilar.actor,
            case_id=world.case.pk,
            intervention_id=world.intervention.pk,
            facts=[("title.state", "expired-ish", None)],
            source="x",
        )
    assert not CaseFact.objects.exists()


@pytest.mark.parametrize(("typed", "status"), [("26.100", 422), ("-3", 422), ("4,000", 302), ("0", 302)])
def test_amounts_are_read_as_peru_writes_them(world, typed, status):
    given = {**shown(world.pilar, address(world)), "specimen.value_soles": typed, "source": "Valoración"}
    assert world.pilar.post(address(world), given).status_code == status


def test_another_role_is_refused(world):
    from arariwa.core import access
    from arariwa.core.testing import in_action

    with in_action():
        access.allow(world.people.pilar.actor, world.case, world.people.carla.office, access.READ, "case")
    page = world.carla.get(address(world))
    assert page.status_code == 200
    assert "Guardar las respuestas" not in page.content.decode()
    given = {**shown(world.pilar, address(world)), "acts.sell": "yes", "source": "Acta"}
    assert world.carla.post(address(world), given).status_code == 422
    assert not CaseFact.objects.exists()


def test_english(world):
    page = world.pilar.get("/en" + address(world)).content.decode()
    assert "Was it sold or offered for sale?" in page


def test_wrong_method(world):
    assert world.pilar.put(address(world)).status_code == 405
