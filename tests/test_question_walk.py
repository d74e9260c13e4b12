"""A citizen asks a person from a telephone: without connection, sent once when there is one; the device forgets it."""

import pytest

from arariwa.core import testing
from arariwa.rights import flood
from arariwa.rights.consultation_forms import PublicAskForm
from arariwa.rights.models import Consultation
from arariwa.rights.tests import consulting_world
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
LORO = "Tengo un loro en casa desde hace cinco años. ¿Qué hago para tenerlo como manda la ley?"
SAID = {
    "kept": "This page now opens without connection on this device. Whoever uses the device can see that it is kept.",
    "waiting": "No connection. What you wrote is kept on this device and is sent by itself when there is a connection and this page is open.",
    "send": "Send the question",
    "see": "Read the answer",
    "gone": "Nothing of it is left on this device.",
}


@pytest.fixture
def world(monkeypatch):
    # A browser driven by a program is quicker than any person.
    monkeypatch.setattr(PublicAskForm, "least_seconds", 0)
    flood.forget()
    testing.people()
    return consulting_world.desk()


@pytest.mark.parametrize("lang", ["es", "en"])
def test_asked_without_connection_it_is_sent_once_when_there_is_one(live_server, context, world, lang):
    walker = Walker(context, live_server.url, lang, PHONE)
    walker.go("/consultas/preguntar/")
    page, say = walker.page, {name: walker.words(text) for name, text in SAID.items()}
    page.click("#guardar")
    page.get_by_text(say["kept"]).wait_for()
    context.set_offline(True)
    page.reload()
    page.fill("[name=question]", LORO)
    page.fill("[name=animal]", "loro")
    page.get_by_role("button", name=say["send"]).click()
    page.get_by_text(say["waiting"]).wait_for()
    assert not Consultation.objects.exists() and not page.locator("#consulta").is_visible()
    # The browser is closed and opened again: it waits still.
    page.reload()
    page.get_by_text(say["waiting"]).wait_for()
    walker.said.clear()
    context.set_offline(False)
    page.locator("#enviado").wait_for()
    code = page.inner_text("#enviado [data-code]")
    row = Consultation.objects.get()
    assert (row.question, row.animal) == (LORO, "loro")
    assert "loro" not in page.evaluate("JSON.stringify(localStorage)")
    walker.look()
    page.click("#anotado")
    assert page.evaluate("localStorage.length") == 0
    walker.until("() => caches.keys().then(names => !names.includes('arariwa-question-1'))")
    walker.go("/consultas/respuesta/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name=say["see"]).click()
    page.get_by_text(LORO).wait_for()
    assert Consultation.objects.count() == 1


def test_what_waits_is_deleted_where_others_use_the_telephone(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/consultas/preguntar/")
    page = walker.page
    context.set_offline(True)
    page.fill("[name=question]", LORO)
    page.get_by_role("button", name=walker.words(SAID["send"])).click()
    page.get_by_text(walker.words(SAID["waiting"])).wait_for()
    page.click("#borrar")
    page.get_by_text(walker.words(SAID["gone"])).wait_for()
    assert page.evaluate("localStorage.length") == 0 and page.input_value("[name=question]") == ""
    context.set_offline(False)
    page.reload()
    assert page.locator("#consulta").is_visible() and not Consultation.objects.exists()


def test_an_answer_that_was_not_heard_asks_no_second_time(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/consultas/preguntar/")
    page, lost = walker.page, []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/consultas/preguntar/", lose)
    page.fill("[name=question]", LORO)
    page.get_by_role("button", name=walker.words(SAID["send"])).click()
    page.get_by_text("No hay conexión").wait_for()
    assert Consultation.objects.count() == 1
    page.click("#reintentar")
    page.locator("#enviado").wait_for()
    assert Consultation.objects.count() == 1


def test_what_is_refused_comes_back_into_the_form(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/consultas/preguntar/")
    page = walker.page
    page.fill("[name=animal]", "loro")
    page.get_by_role("button", name=walker.words(SAID["send"])).click()
    page.get_by_text("No se pudo enviar").wait_for()
    assert page.input_value("[name=animal]") == "loro" and page.evaluate("localStorage.length") == 0
    page.fill("[name=question]", LORO)
    page.get_by_role("button", name=walker.words(SAID["send"])).click()
    page.locator("h1", has_text="Su pregunta quedó guardada").wait_for()
    assert Consultation.objects.get().animal == "loro"


@pytest.mark.parametrize("lang", ["es", "en"])
def test_without_script(live_server, browser, world, lang):
    context = browser.new_context(java_script_enabled=False)
    walker = Walker(context, live_server.url, lang, PHONE, script=False)
    walker.go("/consultas/preguntar/")
    page = walker.page
    assert not page.locator("#aparato, #cola, #enviado").filter(visible=True).count()
    page.fill("[name=question]", LORO)
    page.get_by_role("button", name=walker.words(SAID["send"])).click()
    page.locator(".answer code").wait_for()
    walker.look()
    assert Consultation.objects.get().question == LORO
    context.close()
