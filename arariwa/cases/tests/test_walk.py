"""A prosecutor's walk in a real browser: open a case, state facts, decide, produce the file; nothing for axe to find."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from arariwa.cases.models import Case
from arariwa.core import jobs
from arariwa.core.models import Job
from arariwa.core.testing import PASSWORD, an_intervention, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def sound(page):
    """Nothing for axe to find, nothing wider than the window."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_from_the_intervention_to_the_file(live_server, browser, width, script):
    pilar = people().pilar
    an_intervention(title="Charapas del puerto", prosecutor_told="telephone", prosecutor_office=pilar.office)
    # Axe itself needs a script; where the page may run none, it is only walked.
    page = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    ).new_page()
    look = sound if script else (lambda page: None)
    page.goto(f"{live_server.url}/casos/")
    page.fill("input[name=login]", pilar.user.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")

    page.goto(f"{live_server.url}/")
    page.click("main a:has-text('Charapas del puerto')")
    page.wait_for_url("**/casos/nuevo/?intervention=*")  # what waits first leads straight to what to do
    look(page)
    page.goto(f"{live_server.url}/intervenciones/")
    page.click("main a:has-text('Charapas del puerto')")
    page.click("aside a:has-text('Abrir caso')")
    page.fill("input[name=official_number]", "45-2026")
    page.click("button:has-text('Abrir el caso')")
    look(page)  # the number has an unusual shape: said once
    page.click("button:has-text('Abrir el caso')")
    case = Case.objects.get()
    assert case.official_number == "45-2026"
    look(page)

    page.click("main a:has-text('Consignar hechos')")
    page.check("input[name='title.state'][value=none]")
    page.click("button:has-text('Guardar las respuestas')")
    look(page)  # the source is missing
    page.fill("input[name=source]", "Acta, folio 3")
    page.check("input[name='acts.sell'][value=yes]")
    page.click("button:has-text('Guardar las respuestas')")
    assert "Se guardaron 2 respuestas" in page.inner_text("main")
    look(page)

    page.click("button[value='decide-CP-308']")
    look(page)  # decision and reason are missing
    page.check("input[name='decide-CP-308-decision'][value=accepted]")
    page.fill("textarea[name='decide-CP-308-reason']", "Se ofrecía en venta sin permiso.")
    page.click("button[value='decide-CP-308']")
    assert "Su decisión quedó registrada" in page.content()

    page.goto(f"{live_server.url}/casos/{case.pk}/carpeta/")
    page.click("button:has-text('Producir la carpeta')")
    look(page)
    jobs.run(Job.objects.get().pk)
    page.goto(f"{live_server.url}/casos/{case.pk}/carpeta/")
    look(page)
    assert case.files.get().fingerprint[:24] in page.content()
