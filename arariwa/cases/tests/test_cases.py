"""The list of cases."""

import pytest

from arariwa.core.testing import a_case, an_intervention

LIST, CSV = "/casos/", "/casos/exportar.csv"


def test_each_sees_only_what_concerns_them(world):
    assert world.case.title in world.pilar.get(LIST).content.decode()
    assert world.case.title in world.quique.get(LIST).content.decode()
    for other in (world.alba, world.carla):
        page = other.get(LIST).content.decode()
        assert world.case.title not in page
        assert "Todavía no hay casos" in page
    assert world.dina.get(LIST).status_code == 302


def test_only_prosecutors_are_offered_to_open_one(world):
    assert "Abrir caso" in world.pilar.get(LIST).content.decode()
    assert "Abrir caso" not in world.quique.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=charapas", True),
        ("?q=huangana", False),
        ("?estado=open", True),
        ("?estado=closed", False),
        ("?de=mine", True),
        ("?anio=1999", False),
        ("?anio=0000", True),
        ("?estado=zz&orden=zz&desde=zz", True),
    ],
)
def test_conditions(world, query, found):
    page = world.pilar.get(LIST + query)
    assert page.status_code == 200
    assert (world.case.title in page.content.decode()) is found


def test_a_control_sign_is_refused(world):
    assert world.pilar.get(LIST + "?anio=%00").status_code == 400


def test_a_condition_can_be_taken_away(world):
    page = world.pilar.get(LIST + "?estado=closed&orden=titulo").content.decode()
    assert "casos cerrados" in page
    assert 'href="?orden=titulo"' in page


def test_sorted_by_title_both_ways_and_paged(world):
    for n in range(30):
        told = {"prosecutor_told": "telephone", "prosecutor_office": world.people.pilar.office}
        a_case(interventions=[an_intervention(**told)], title=f"Caso {n:02}")
    first = world.pilar.get(LIST + "?orden=titulo").context["page"]
    last = world.pilar.get(LIST + "?orden=-titulo").context["page"]
    assert [c.title for c in first.rows][:2] == ["Caso 00", "Caso 01"]
    assert [c.title for c in last.rows][:2] == ["Charapas del mercado", "Caso 29"]
    assert len(first.rows) == 25
    rest = world.pilar.get(LIST + f"?orden=titulo&desde={first.older}").context["page"]
    assert [c.title for c in rest.rows][-1] == "Charapas del mercado"
    assert not {c.pk for c in rest.rows} & {c.pk for c in first.rows}


def test_export_holds_the_same_rows_and_no_formula(world):
    told = {"prosecutor_told": "telephone", "prosecutor_office": world.people.pilar.office}
    a_case(interventions=[an_intervention(**told)], title='=HYPERLINK("http://malo")')
    text = b"".join(world.pilar.get(CSV).streaming_content).decode()
    assert text.startswith("\ufeff")
    assert "Charapas del mercado" in text
    assert "'=HYPERLINK" in text
    empty = b"".join(world.carla.get(CSV).streaming_content).decode()
    assert "Charapas" not in empty


def test_english(world):
    page = world.pilar.get("/en" + LIST).content.decode()
    assert "<h1>Cases</h1>" in page
    assert "Open a case" in page


def test_wrong_method(world):
    assert world.pilar.post(LIST).status_code == 405
    assert world.pilar.post(CSV).status_code == 405
