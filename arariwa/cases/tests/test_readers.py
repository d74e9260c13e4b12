"""Another office reads a case: who lets it, what it sees, how it ends."""

import pytest

from arariwa.cases import actions, readers
from arariwa.cases.tests.doors import only_those_let_in
from arariwa.core import access, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry


@pytest.fixture
def court(world):
    return testing.someone("Julia", testing.office("JIP-LO", "PJ-JIP", "Juzgado de Maynas"), "judge")


def let(world, court, **changes):
    sent = {"office": str(court.office.pk), "why": "case_court", **changes}
    return world.pilar.post(f"/casos/{world.case.pk}/lectura/", sent)


def test_who_gets_the_page(world):
    only_those_let_in(world, f"/casos/{world.case.pk}/lectura/")


def test_the_page_names_the_offices_and_why(world, court):
    page = world.pilar.get(f"/casos/{world.case.pk}/lectura/").content.decode()
    assert "FEMA Loreto" in page and "Dirige el caso" in page and "Juzgado de Maynas" in page
    assert "/terminar/" not in page
    assert let(world, court).url == f"/casos/{world.case.pk}/lectura/"
    page = world.pilar.get(f"/casos/{world.case.pk}/lectura/").content.decode()
    assert "Es el juzgado que controla la investigación" in page and "/terminar/" in page


def test_the_reader_sees_the_case_whole_and_changes_nothing(world, court):
    judge = testing.sign_in(court)
    at, item = f"/casos/{world.case.pk}/", world.intervention.items.get()
    assert judge.get(at).status_code == 404 and world.case.title not in judge.get("/").content.decode()
    let(world, court)
    desk = judge.get("/").content.decode()
    assert "Casos que puede leer" in desk and at in desk
    for address in (
        at,
        f"{at}calificacion/{world.intervention.pk}/",
        f"{at}carpeta/",
        f"/intervenciones/{world.intervention.pk}/",
        f"/evidencia/{item.pk}/",
    ):
        assert judge.get(address).status_code == 200, address
    page = judge.get(at).content.decode()
    assert "Añadir" not in page and f"{at}editar/" not in page
    assert judge.post(f"{at}editar/", {"title": "Otro"}).status_code in (404, 422)
    assert (
        "Dar lectura" not in (judge.get(f"{at}lectura/").content.decode())
        and judge.post(
            f"{at}lectura/", {"office": str(world.people.carla.office.pk), "why": "case_joint"}
        ).status_code
        == 422
    )
    world.case.refresh_from_db()
    assert world.case.title != "Otro"


def test_an_item_that_had_left_is_read_too_and_one_joined_later(world, court):
    item = world.intervention.items.get()
    testing.accepted(testing.a_handover(items=[item]))
    let(world, court)
    later = testing.an_intervention(prosecutor_told="telephone", prosecutor_office=world.people.pilar.office)
    actions.add_intervention(by=world.people.pilar.actor, case_id=world.case.pk, intervention_id=later.pk)
    item.refresh_from_db()
    assert item.compartment_id != world.intervention.compartment_id
    for record in (item, later, later.items.get()):
        assert access.level_of(court.actor, record) == access.READ


def test_ended_it_is_gone_and_other_reasons_stand(world, court):
    item = world.intervention.items.get()
    testing.accepted(testing.a_handover(items=[item]))
    carla = world.people.carla
    for office in (court.office, carla.office):
        readers.let_read(
            by=world.people.pilar.actor, case_id=world.case.pk, office=office, why="case_took_part"
        )
    at = f"/casos/{world.case.pk}/lectura/"
    for office in (court.office, carla.office):
        assert world.pilar.post(f"{at}{office.pk}/terminar/").url == at
    assert testing.sign_in(court).get(f"/casos/{world.case.pk}/").status_code == 404
    assert world.carla.get(f"/casos/{world.case.pk}/").status_code == 404
    item.refresh_from_db()
    assert access.level_of(court.actor, item) == 0
    assert access.level_of(carla.actor, item) == access.ACT, "what it received it goes on holding"
    verbs = JournalEntry.objects.filter(record=str(world.case.pk)).values_list("verb", flat=True)
    assert list(verbs).count("case.reading_given") == 2 and list(verbs).count("case.reading_ended") == 2


def test_repeating_changes_nothing(world, court):
    let(world, court)
    before = JournalEntry.objects.count()
    assert let(world, court).status_code == 302
    assert JournalEntry.objects.count() == before


def test_the_office_that_leads_keeps_it(world):
    by, own = world.people.pilar.actor, world.people.pilar.office
    readers.let_read(by=by, case_id=world.case.pk, office=own, why="case_joint")
    readers.end_reading(by=by, case_id=world.case.pk, office=own)
    assert access.level_of(world.people.pilar.actor, world.case) == access.MANAGE


@pytest.mark.parametrize("changes", [{"why": ""}, {"why": "amistad"}, {"office": ""}, {"office": "x"}])
def test_without_a_reason_or_an_office_nobody_is_let_in(world, court, changes):
    assert let(world, court, **changes).status_code == 422
    assert access.level_of(court.actor, world.case) == 0


def test_only_the_prosecutor_of_the_case(world, court):
    quique = testing.someone("Quique", world.people.pilar.office)
    other = testing.someone("Paz", testing.office("FEMA-UC", "FEMA"), "prosecutor")
    for who, error in ((quique, Refused), (other, access.Hidden)):
        with pytest.raises(error):
            readers.let_read(by=who.actor, case_id=world.case.pk, office=court.office, why="case_court")
    with pytest.raises(Refused):
        readers.let_read(by=world.people.pilar.actor, case_id=world.case.pk, office=court.office, why="x")
