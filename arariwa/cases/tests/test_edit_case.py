"""Changing title, summary and official number."""

from arariwa.cases.tests.doors import only_those_let_in


def address(case):
    return f"/casos/{case.pk}/editar/"


def as_shown(client, case, **changes):
    form = client.get(address(case)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in {**shown, **changes}.items()}


def test_who_opens_it(world):
    only_those_let_in(world, address(world.case))


def test_saved(world):
    given = as_shown(
        world.quique,
        world.case,
        title="Charapas y más",
        official_number="2506010000-2026-45-0",
        summary="Dos frases.",
    )
    assert world.quique.post(address(world.case), given).status_code == 302
    world.case.refresh_from_db()
    assert (world.case.title, world.case.official_number, world.case.version) == (
        "Charapas y más",
        "2506010000-2026-45-0",
        2,
    )


def test_a_save_that_came_second_shows_both_sides_and_can_be_repeated(world):
    mine, theirs = (
        as_shown(c, world.case, title=t) for c, t in ((world.pilar, "De Pilar"), (world.quique, "De Quique"))
    )
    assert world.quique.post(address(world.case), theirs).status_code == 302
    answer = world.pilar.post(address(world.case), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De Pilar" in page
    assert "De Quique" in page
    world.case.refresh_from_db()
    assert world.case.title == "De Quique"
    form = answer.context["form"]
    again = {**mine, "version": form["version"].value(), "was": form["was"].value()}
    assert world.pilar.post(address(world.case), again).status_code == 302
    world.case.refresh_from_db()
    assert world.case.title == "De Pilar"


def test_a_title_is_needed(world):
    answer = world.pilar.post(address(world.case), as_shown(world.pilar, world.case, title=""))
    assert answer.status_code == 422
    assert 'href="#id_title"' in answer.content.decode()


def test_strangers_change_nothing(world):
    given = as_shown(world.pilar, world.case, title="Ajeno")
    assert world.carla.post(address(world.case), given).status_code == 404
    assert world.dina.post(address(world.case), given).status_code == 302
    world.case.refresh_from_db()
    assert world.case.title == "Charapas del mercado"


def test_wrong_method(world):
    assert world.pilar.put(address(world.case)).status_code == 405
