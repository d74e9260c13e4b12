"""A citizen gives a notice from a telephone: without connection, sent once when there is one; and without script."""

import pytest

from arariwa.core import testing
from arariwa.rights import flood
from arariwa.rights.forms.notices import NoticeForm
from arariwa.rights.models import Notice
from arariwa.rights.tests import small
from tests.walking import SLOW, Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
SAID = {
    "kept": "This page now opens without connection on this device. Whoever uses the device can see that it is kept.",
    "waiting": "No connection. What you wrote is kept on this device and is sent by itself when there is a connection and this page is open.",
    "send": "Send the notice",
    "see": "See it",
    "received": "It was received. Nobody has taken it up yet.",
}


@pytest.fixture
def world(monkeypatch):
    # A browser driven by a program is quicker than any person.
    monkeypatch.setattr(NoticeForm, "least_seconds", 0)
    flood.forget()
    small.programme()
    return testing.people()


def fill(page) -> None:
    page.check("[name=kind][value=sale]")
    page.fill("[name=text]", "Venden charapas vivas detrás del mercado.")
    page.fill("[name=district]", "Iquitos")
    page.check("[name=consent]")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_written_without_connection_it_is_sent_once_when_there_is_one(live_server, context, world, lang):
    walker = Walker(context, live_server.url, lang, PHONE)
    walker.go("/aviso/")
    page, say = walker.page, {name: walker.words(text) for name, text in SAID.items()}
    # Kept on purpose, the page itself opens without connection.
    page.click("#guardar")
    page.get_by_text(say["kept"]).wait_for()
    context.set_offline(True)
    page.reload()
    fill(page)
    photo = testing.a_photo(size=(2000, 1500))
    page.set_input_files(
        "[name=photos]", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    page.get_by_role("button", name=say["send"]).click()
    page.get_by_text(say["waiting"]).wait_for()
    assert not Notice.objects.exists()
    # While it waits no second one can take its place.
    assert not page.locator("#aviso").is_visible()
    walker.said.clear()
    context.set_offline(False)
    page.locator("#enviado").wait_for()
    code = page.inner_text("#enviado [data-code]")
    notice = Notice.objects.get()
    assert (notice.office, notice.photos.count()) == (world.carla.office, 1)
    assert notice.office.name in page.inner_text("#enviado [data-went]")
    # Of what was written nothing is left on the device but the code, until one tap takes that too.
    assert "charapas" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    assert page.inner_text("#enviado [data-code]") == code
    walker.look()
    page.click("#anotado")
    assert page.evaluate("localStorage.length") == 0
    walker.until("() => caches.keys().then(names => !names.length)")
    assert Notice.objects.count() == 1
    walker.go("/aviso/seguimiento/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name=say["see"]).click()
    page.get_by_text(say["received"]).wait_for()
    walker.look()


@pytest.mark.parametrize("lang", ["es", "en"])
def test_over_a_slow_line_it_waits_for_the_connection_and_goes_once(live_server, context, world, lang):
    walker = Walker(context, live_server.url, lang, PHONE)
    page, say = walker.page, {name: walker.words(text) for name, text in SAID.items()}
    page.set_default_timeout(60_000)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    walker.go("/aviso/")
    line.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
    fill(page)
    photo = testing.a_photo(size=(2000, 1500))
    page.set_input_files(
        "[name=photos]", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    page.get_by_role("button", name=say["send"]).click()
    page.get_by_text(say["waiting"]).wait_for()
    walker.look()
    walker.said.clear()
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    line.send("Network.emulateNetworkConditions", SLOW)
    page.locator("#enviado").wait_for()
    assert asked.count("POST") == 1
    notice = Notice.objects.get()
    assert notice.photos.count() == 1
    walker.look()


def test_whoever_leaves_is_gone_at_once_and_the_step_back_does_not_lead_there(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/derechos/canales/")
    walker.go("/aviso/")
    page = walker.page
    fill(page)
    # However long the other page takes, nothing of this one stays to be seen.
    left = page.evaluate(
        "() => { document.querySelector('[data-leave]').click();"
        " return [document.body.checkVisibility(), document.forms.aviso.text.value, document.title] }"
    )
    assert left == [False, "", walker.words("How to do it lawfully")]
    page.wait_for_url("**/derechos/caminos/")
    page.go_back()
    assert "/aviso/" not in page.url


def test_the_step_back_brings_no_form_again_that_came_back_with_the_map(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/derechos/canales/")
    walker.go("/aviso/")
    page = walker.page
    fill(page)
    page.click("button[name=mapa]")
    page.locator("input[type=image]").wait_for()
    # The return key sends nothing and chooses no place.
    page.press("[name=place_text]", "Enter")
    page.press("input[type=image]", "Enter")
    page.wait_for_load_state()
    assert page.input_value("[name=latitude]") == ""
    page.click("[data-leave]")
    page.wait_for_url("**/derechos/caminos/")
    for _step in range(3):
        page.evaluate("history.back()")
        page.wait_for_timeout(700)
        assert "/aviso/" not in page.url, page.url
    # Who comes again on purpose is not sent away.
    walker.go("/aviso/")
    page.wait_for_timeout(300)
    assert page.locator("#aviso").is_visible() and page.input_value("[name=text]") == ""


def test_an_answer_that_was_not_heard_sends_no_second_notice(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/aviso/")
    page = walker.page
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/aviso/", lose)
    fill(page)
    page.get_by_role("button", name="Enviar el aviso").click()
    page.locator("#reintentar").wait_for()
    page.get_by_text("No hay conexión").wait_for()
    assert Notice.objects.count() == 1
    page.click("#reintentar")
    page.locator("#enviado").wait_for()
    assert Notice.objects.count() == 1


def test_a_file_that_is_no_photo_loses_nothing_and_is_explained(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/aviso/")
    page = walker.page
    context.set_offline(True)
    fill(page)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"0" * 200
    page.set_input_files("[name=photos]", {"name": "f.heic", "mimeType": "image/heic", "buffer": heic})
    page.get_by_role("button", name="Enviar el aviso").click()
    page.get_by_text("no se puede abrir como foto sin conexión").wait_for()
    assert page.input_value("[name=text]") and page.locator("#aviso").is_visible()
    context.set_offline(False)
    page.get_by_role("button", name="Enviar el aviso").click()
    page.get_by_text("captura de pantalla").first.wait_for()
    assert "charapas" in page.input_value("[name=text]") and not Notice.objects.exists()


def test_a_code_not_noted_for_a_day_is_shown_to_nobody_on_the_device(live_server, context, world):
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/aviso/")
    page = walker.page
    for hours, shown in ((1, True), (25, False)):
        page.evaluate(
            "hours => localStorage.setItem('arariwa.notice',"
            " JSON.stringify({ sent: '7K3Q-XM9P-4TVB', at: Date.now() - hours * 36e5 }))",
            hours,
        )
        page.reload()
        assert page.locator("#enviado").is_visible() == shown and page.locator("#aviso").is_visible() != shown
    assert page.evaluate("localStorage.length") == 0


def test_what_is_refused_unread_comes_back_into_the_form_and_goes_from_there(live_server, context, world):
    """Waiting for a connection would change nothing; and a page that was open for long sends with a token of today."""
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/aviso/")
    page = walker.page
    fill(page)
    context.clear_cookies()
    page.route(
        "**/aviso/",
        lambda r: r.fulfill(status=403, body="<p>") if r.request.method == "POST" else r.continue_(),
    )
    page.get_by_role("button", name="Enviar el aviso").click()
    page.get_by_text(
        walker.words("It could not be sent by itself. Look at the form and press Send.")
    ).wait_for()
    assert page.input_value("[name=text]") == "Venden charapas vivas detrás del mercado."
    assert not page.get_by_text("No hay conexión").is_visible() and not Notice.objects.exists()
    page.unroute("**/aviso/")
    page.get_by_role("button", name="Enviar el aviso").click()
    page.locator("#codigo").wait_for()
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("lang", ["es", "en"])
def test_without_script(live_server, browser, world, lang):
    context = browser.new_context(java_script_enabled=False)
    walker = Walker(context, live_server.url, lang, PHONE, script=False)
    walker.go("/aviso/")
    page = walker.page
    fill(page)
    page.click("button[name=mapa]")
    page.locator("input[type=image]").click(position={"x": 150, "y": 120})
    page.get_by_role("button", name="Quitarlo" if lang == "es" else "Remove it").wait_for()
    page.get_by_role("button", name="Enviar el aviso" if lang == "es" else "Send the notice").click()
    page.locator("#codigo").wait_for()
    walker.look()
    assert Notice.objects.get().latitude
    context.close()
