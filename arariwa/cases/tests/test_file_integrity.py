"""The file says first when its own records do not hold."""

import pytest

from arariwa.cases import actions, courtfile, file_integrity, queries
from arariwa.cases.models import CaseFact, Qualification
from arariwa.core import appendonly
from arariwa.core.models import JournalEntry
from arariwa.evidence.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated(world):
    """The case with a fact stated and an offence decided."""
    by, case, intervention = world.people.pilar.actor, world.case, world.intervention
    key = {"by": by, "case_id": case.pk, "intervention_id": intervention.pk}
    actions.state_facts(**key, facts=[("acts.sell", True, None)], source="acta, folio 2")
    actions.qualify(**key, offence="CP-308", decision="rejected", reason="falta el hecho")
    actions.edit_case(by=by, id=case.pk, version=case.version, values={"title": "Otro título"})
    case.refresh_from_db()
    return case


def missing(world, case):
    record, _ = courtfile.case_record(case, world.people.pilar.actor, lambda *_: None)
    return record["frame"]["missing"], record["body"]["journal"]["note"]


def test_whole(world, stated):
    rows, note = missing(world, stated)
    assert not [row for row in rows if "selló" in row["why"]]
    assert note.endswith("todo el registro: íntegro.")


def test_a_thing_a_fact_and_a_decision_changed(world, stated):
    Item.objects.update(quantity=2)
    with appendonly.lifted():
        CaseFact.objects.update(value=False)
        Qualification.objects.update(reason="otra")
    rows, _ = missing(world, stated)
    assert [row["what"].split(",")[0] for row in rows[:3]] == [
        f"Ítem {Item.objects.get().number} como se registró",
        "Hecho «Vender»",
        "Decisión sobre el art.\u00a0308",
    ]
    assert all("ya no dice lo que selló el asiento" in row["why"] for row in rows[:3])


def test_a_fact_taken_away(world, stated):
    with appendonly.lifted():
        CaseFact.objects.all().delete()
    rows, _ = missing(world, stated)
    assert rows[0]["what"] == "Hecho, decisión o archivo de esta carpeta como se registró"


def test_a_broken_journal(world, stated):
    with appendonly.lifted():
        line = JournalEntry.objects.get(verb="fact.stated")
        JournalEntry.objects.filter(pk=line.pk).update(verb="fact.unstated")
    rows, note = missing(world, stated)
    assert rows[0] == {
        "what": "Registro de actuaciones íntegro",
        "why": f"asiento {line.seq}: el contenido fue cambiado",
    }
    assert f"NO íntegro (asiento {line.seq}: el contenido fue cambiado)" in note


def test_many_breaks_are_counted_not_listed():
    from arariwa.core.domain.chain import Break

    assert file_integrity.told([Break(n, "gap") for n in range(1, 9)]).endswith("y 3 más")


def test_other_cases_do_not_matter(world, stated):
    """A file speaks of its own records; `arariwa check` of all."""
    from arariwa.core import testing

    other = testing.an_intervention(world.people.alba)
    other.items.update(quantity=2)
    rows, _ = missing(world, stated)
    assert not [row for row in rows if "selló" in row["why"]]
    assert queries.interventions_of(stated) == [world.intervention]
