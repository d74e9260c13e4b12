"""What cases shows on the pages of others: the desk, the intervention, the item, the search, the menu."""

from arariwa.cases import actions
from arariwa.core.testing import an_intervention, people


def told(**changes):
    return an_intervention(prosecutor_told="telephone", prosecutor_office=people().pilar.office, **changes)


def test_the_desk_of_a_prosecutor(world):
    one = told(title="Loros sin caso")
    page = world.pilar.get("/").content.decode()
    assert "Loros sin caso" in page
    assert f"/casos/nuevo/?intervention={one.pk}" in page
    assert "Por calificar" in page
    assert world.case.title in page


def test_the_desk_of_others_has_none_of_it(world):
    for other in (world.alba, world.carla):
        page = other.get("/").content.decode()
        assert "Por calificar" not in page
        assert world.case.title not in page


def test_beside_an_intervention(world):
    with_case = world.pilar.get(f"/intervenciones/{world.intervention.pk}/").content.decode()
    assert f"/casos/{world.case.pk}/" in with_case
    without = told()
    assert "Abrir caso" in world.pilar.get(f"/intervenciones/{without.pk}/").content.decode()
    alba = world.alba.get(f"/intervenciones/{world.intervention.pk}/").content.decode()
    assert world.case.title not in alba
    assert "Abrir caso" not in alba


def test_beside_an_item(world):
    item = world.intervention.items.get()
    assert world.case.title in world.pilar.get(f"/evidencia/{item.pk}/").content.decode()
    assert world.case.title not in world.alba.get(f"/evidencia/{item.pk}/").content.decode()


def test_search_finds_only_what_one_may_see(world):
    for text in (world.case.title[:8], world.case.number):
        assert f"/casos/{world.case.pk}/" in world.pilar.get("/buscar/", {"q": text}).content.decode()
        assert f"/casos/{world.case.pk}/" not in world.carla.get("/buscar/", {"q": text}).content.decode()


def test_the_menu(world):
    assert 'href="/casos/"' in world.pilar.get("/").content.decode()
    assert 'href="/casos/"' not in world.carla.get("/").content.decode()


def test_what_is_to_be_qualified_can_be_listed_whole(world):
    listed = "/casos/?de=mine&estado=open&calificacion=open"
    assert listed.replace("&", "&amp;") in world.pilar.get("/").content.decode()
    assert world.case.title in world.pilar.get(listed).content.decode()
    actions.qualify(
        by=world.people.pilar.actor,
        case_id=world.case.pk,
        intervention_id=world.intervention.pk,
        offence="CP-308",
        decision="rejected",
        reason="x",
    )
    assert world.case.title not in world.pilar.get(listed).content.decode()
