"""A prosecutor takes a course on a telephone, partly without network through the package; every page in both languages."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from arariwa.core import testing
from arariwa.training.models import Enrolment, HandedIn, LessonRead
from arariwa.training.tests import world
from tests.walking import RULES, Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360


def test_a_course_on_a_telephone_partly_without_network(live_server, context, browser, tmp_path):
    world.a_cohort()
    pilar = testing.people().pilar
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(pilar)
    walker.go("/cursos/")
    walker.follow("Curso de prueba")
    walker.press("Enrol")
    enrolment = Enrolment.objects.get()
    # The first lesson on the page, with its self-check.
    page = walker.page
    walker.act(page.get_by_role("link", name="Empezar: La especie").first.click)
    page.locator("summary", has_text="Qué responde la ley").click()
    walker.look()
    walker.choose("q-asy-9-m1-01", "b")
    walker.press("Check my answers")
    assert "Todavía no." in walker.text()
    walker.press("I read it: next lesson")
    assert walker.heading() == "El delito"
    # Where one stopped in the second is noted.
    with page.expect_response(lambda answer: answer.url.endswith("/marca/")):
        page.locator("h2#un-puesto").scroll_into_view_if_needed()
        page.mouse.wheel(0, 200)
    walker.go("/cursos/")
    assert "#" in page.get_by_role("link", name="Continuar: El delito").get_attribute("href")
    # The rest without network: the package in a browser that has none.
    walker.go(f"/cursos/inscripciones/{enrolment.pk}/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Descargar el curso").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    answers = read_without_network(browser, file, tmp_path)
    walker.go("/cursos/entregar/")
    page.set_input_files("[name=file]", answers)
    walker.press("Hand in")
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert {(row.module, bool(row.handed_in)) for row in LessonRead.objects.all()} == {(1, False), (2, True)}
    assert [one["right"] for one in HandedIn.objects.get().answers["checks"]] == [True]
    # Once, never twice.
    walker.go("/cursos/entregar/")
    page.set_input_files("[name=file]", answers)
    walker.press("Hand in")
    assert "ya se entregaron" in walker.errors()


def read_without_network(browser, file, tmp_path):
    """Open the package offline, answer a self-check, read a lesson, close it, open it again, save the answers."""
    away = browser.new_context(viewport={"width": PHONE, "height": 800}, accept_downloads=True)
    away.set_offline(True)
    asked, said = [], []
    page = away.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    # What was read on the page before stands as read, and is not asked for again.
    assert page.locator('[data-done="1"]').inner_text() == "✓ leída"
    assert not page.locator('[data-read-module="1"]').count()
    page.check("#q-asy-9-m2-01-a")
    page.locator('[data-question="asy-9-m2-01"] [data-check]').click()
    assert page.get_by_text("Correcto.").first.is_visible()
    page.locator('[data-read-module="2"]').click()
    page.reload()
    assert page.locator('[data-done="2"]').inner_text() == "✓ leída"
    with page.expect_download() as saved:
        page.click("#guardar")
    answers = tmp_path / saved.value.suggested_filename
    saved.value.save_as(answers)
    assert json.loads(answers.read_text())["signature"]
    assert not said, said
    assert {url.split(":")[0] for url in asked} <= {"file", "blob"}
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found]
    away.close()
    return answers


@pytest.mark.parametrize(("lang", "width"), [("es", WIDE), ("en", PHONE)])
def test_every_page_of_a_group(live_server, context, lang, width):
    enrolment = world.an_enrolment()
    walker = Walker(context, live_server.url, lang, width)
    walker.borrow(world.rosa())
    for path in (
        "/cursos/",
        "/cursos/asy-9/",
        "/cursos/grupos/nuevo/",
        f"/cursos/grupos/{enrolment.cohort_id}/",
        f"/cursos/grupos/{enrolment.cohort_id}/?avance=completed",
        f"/cursos/inscripciones/{enrolment.pk}/",
        f"/cursos/inscripciones/{enrolment.pk}/modulos/1/",
        "/cursos/tablero/",
        "/cursos/entregar/",
    ):
        walker.go(path)
