"""The page of a case."""

from uuid import uuid4

from arariwa.cases.tests.doors import only_those_let_in, same_as_missing
from arariwa.core.testing import a_case, a_handover, accepted, an_intervention, people


def address(case):
    return f"/casos/{case.pk}/"


def test_who_opens_it(world):
    only_those_let_in(world, address(world.case))


def test_hidden_looks_like_missing(world):
    same_as_missing(world.carla, address(world.case), f"/casos/{uuid4()}/")
    assert world.pilar.get("/casos/not-an-id/").status_code == 404


def test_wrong_method(world):
    assert world.pilar.post(address(world.case)).status_code == 405


def test_what_identifies_it(world):
    page = world.pilar.get(address(world.case)).content.decode()
    for words in (
        world.case.number,
        "sin número asignado",
        "FEMA Loreto",
        "Mercado, puesto 12",
        "2 personas",
    ):
        assert words in page, words


def test_things_with_their_holder_and_map(world):
    page = world.pilar.get(address(world.case))
    assert "Policía de Medio Ambiente de Loreto" in page.content.decode()
    assert "PNP-0001" in page.content.decode()
    assert page.context["map"].points[0]["hollow"] is True


def test_custody_follows_the_item(world):
    item = world.intervention.items.get()
    accepted(a_handover(items=[item]))
    assert "ATFFS Loreto" in world.pilar.get(address(world.case)).content.decode()


def test_role_decides_what_is_offered(world):
    hers, his = (client.get(address(world.case)).content.decode() for client in (world.pilar, world.quique))
    assert "Agregar una intervención" in hers
    assert "Agregar una intervención" not in his
    assert "Consignar hechos" in his
    assert "y decidir" not in his


def test_several_interventions_each_with_its_answer(world):
    told = {"prosecutor_told": "telephone", "prosecutor_office": people().pilar.office}
    both = [an_intervention(title="Primera", **told), an_intervention(title="Segunda", **told)]
    page = world.pilar.get(address(a_case(interventions=both))).content.decode()
    assert "Primera" in page
    assert "Segunda" in page


def test_hostile_text_is_shown_as_text(world):
    told = {"prosecutor_told": "telephone", "prosecutor_office": people().pilar.office}
    bad = '<script>alert("x")</script>'
    one = an_intervention(title=bad, place_text=bad, items=[{"reported_as": bad, "taxa": []}], **told)
    case = a_case(interventions=[one], title=bad)
    for tail in ("", f"calificacion/{one.pk}/", f"hechos/{one.pk}/", "carpeta/"):
        assert "<script>alert" not in world.pilar.get(address(case) + tail).content.decode()


def test_english(world):
    page = world.pilar.get("/en" + address(world.case)).content.decode()
    assert "What happened" in page
    assert "no number assigned" in page
    assert "16 de" not in page


def test_the_word_of_a_later_stage_is_nowhere(world):
    one = world.intervention.pk
    for tail in ("", f"calificacion/{one}/", f"hechos/{one}/", "carpeta/"):
        assert "acusaci" not in world.pilar.get(address(world.case) + tail).content.decode().lower()
