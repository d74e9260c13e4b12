"""A coordinator runs a workshop through the browser: forty people checked in without connection, two of them twice; and
every page of it in both languages, wide and on a telephone (`tests/walking.py` looks at each)."""

import pytest
from playwright.sync_api import expect

from arariwa.core import testing
from arariwa.events import attending
from arariwa.events.attending import Mark
from arariwa.events.models import Attendance, Participation
from arariwa.events.tests import small
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360


def a_workshop(people: int, **changes):
    """Tania's workshop of today with so many enrolled."""
    tania = small.coordinator()
    event = small.an_event(tania, **changes)
    rows = [small.registered(event, n, tania) for n in range(1, people + 1)]
    return tania, event, event.sessions.first(), rows


def test_forty_people_checked_in_without_connection_two_of_them_twice(live_server, context):
    tania, event, session, rows = a_workshop(39)
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(tania)
    address = f"/eventos/{event.pk}/asistencia/{session.pk}/"
    walker.go(address)
    page = walker.page
    page.click("#guardar-lista")
    page.get_by_text("también se abre sin conexión").wait_for()
    context.set_offline(True)
    # Half of the list, and the page opened again without connection: what was ticked stands.
    for row in rows[:20]:
        page.check(f'[name=presente][value="{row.pk}"]')
    page.reload()
    assert page.locator("#filas :checked").count() == 20
    for row in rows[20:39]:
        page.fill("#codigo", str(row.pk).upper() if row == rows[38] else attending.code_of(row))
        page.press("#codigo", "Enter")
    # The first two come by again: their badges are scanned a second time.
    for row in rows[:2]:
        page.fill("#codigo", attending.code_of(row))
        page.press("#codigo", "Enter")
        assert "ya estaba marcado" in page.inner_text("#estado")
    # The fortieth is on no list.
    page.click("#llegada ~ details summary")
    page.fill("#sin-inscripcion [name=given_names]", "Zoila")
    page.fill("#sin-inscripcion [name=surnames]", "Llegada Prueba")
    page.fill("#sin-inscripcion [name=document_number]", "49999999")
    page.click("#sin-inscripcion button")
    page.get_by_text("Falta enviar: 40").wait_for()
    assert page.inner_text("#cuantos") == "40"
    assert not Attendance.objects.exists()
    # Meanwhile another device at another door recorded the third.
    elsewhere = Mark(testing.uuid7(), "list", participation=rows[2].pk)
    attending.check_in(by=tania.actor, event_id=event.pk, session_id=session.pk, marks=[elsewhere])
    walker.said.clear()  # what the browser says of requests without connection
    context.set_offline(False)
    page.get_by_text("Todo está enviado").wait_for()
    assert Attendance.objects.count() == 40
    assert Participation.objects.count() == 40
    assert "ya estaba: lo registró Tania Prueba" in page.inner_text(f'tr[data-id="{rows[2].pk}"]')
    # Sent again by a page that did not hear the answer, nothing is recorded twice.
    page.reload()
    walker.look()
    assert page.inner_text("#cuantos") == "40"
    assert Attendance.objects.count() == 40


def test_a_list_kept_before_the_program_was_renewed_still_opens(live_server, context):
    tania, event, session, rows = a_workshop(1)
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    page = walker.page
    page.click("#guardar-lista")
    page.get_by_text("también se abre sin conexión").wait_for()
    # As a device holds it that kept the list when the page loaded other files.
    page.evaluate("""async () => {
      const cache = await caches.open("arariwa-attendance-1")
      for (const one of await cache.keys()) if (one.url.includes("device")) await cache.delete(one)
    }""")
    page.reload()
    walker.until("() => caches.match('/static/core/device.js').then(Boolean)")
    context.set_offline(True)
    page.reload()
    page.check(f'[name=presente][value="{rows[0].pk}"]')
    page.get_by_text("Falta enviar: 1").wait_for()


def test_what_the_server_refuses_is_shown_and_can_be_dropped(live_server, context):
    tania, event, session, _rows = a_workshop(1)
    walker = Walker(context, live_server.url, "es", WIDE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    page = walker.page
    page.click("#llegada ~ details summary")
    page.fill("#sin-inscripcion [name=given_names]", "Zoila")
    page.fill("#sin-inscripcion [name=surnames]", "Prueba")
    page.select_option("#sin-inscripcion [name=document_kind]", "dni")
    page.fill("#sin-inscripcion [name=document_number]", "12")
    page.click("#sin-inscripcion button")
    page.get_by_text("Un DNI tiene ocho dígitos").wait_for()
    # What was written comes back to be corrected, also after the page was opened again.
    page.reload()
    page.get_by_role("button", name="Corregir y enviar otra vez").click()
    assert page.locator("#llegados li").count() == 0
    assert page.input_value("#sin-inscripcion [name=surnames]") == "Prueba"
    assert page.input_value("#sin-inscripcion [name=document_kind]") == "dni"
    page.click("#sin-inscripcion button")
    page.get_by_text("Un DNI tiene ocho dígitos").wait_for()
    page.get_by_role("button", name="Quitar").click()
    assert page.locator("#llegados li").count() == 0
    # Signed on the screen.
    page.check("#con-firma")
    page.check("[name=presente]")
    box = page.locator("#lienzo").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 70)
    page.mouse.up()
    walker.look()
    page.click("#firmar")
    page.get_by_text("Todo está enviado").wait_for()
    held = Attendance.objects.get()
    assert held.how == "signature"
    assert held.signature.blob.size > 300


def test_a_signature_is_drawn_and_nobody_is_lost_while_another_signs(live_server, context):
    tania, event, session, rows = a_workshop(3)
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    page = walker.page
    page.check("#con-firma")
    for row in rows[:2]:
        page.check(f'[name=presente][value="{row.pk}"]')
    # The first is here without a signature; the second is asked for one, and an empty field is none.
    page.click("#firmar")
    page.get_by_text("Todavía no hay ningún trazo").wait_for()
    page.click("#lienzo")
    page.click("#firmar")
    assert page.locator("#firma").is_visible(), "a dot is no signature either"
    box = page.locator("#lienzo").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 70)
    page.mouse.up()
    page.click("#firmar")
    # The third was ticked by mistake: no signature can bring the tick back.
    page.check(f'[name=presente][value="{rows[2].pk}"]')
    page.uncheck(f'[name=presente][value="{rows[2].pk}"]')
    assert page.locator("#firma").is_hidden()
    page.get_by_text("Todo está enviado").wait_for()
    assert set(Attendance.objects.values_list("participation", "how")) == {
        (rows[0].pk, "list"),
        (rows[1].pk, "signature"),
    }


CAMERA = """
window.codes = []
window.BarcodeDetector = class { async detect() { return window.codes.length ? [{ rawValue: window.codes.shift() }] : [] } }
const seen = document.createElement("canvas")
navigator.mediaDevices.getUserMedia = async () => {
  if (window.refused) throw new Error("refused")
  setInterval(() => seen.getContext("2d").fillRect(0, 0, 9, 9), 50)
  return seen.captureStream()
}
"""


def test_the_camera_reads_one_badge_after_the_other(live_server, context):
    tania, event, session, rows = a_workshop(3)
    context.add_init_script(CAMERA)
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    page = walker.page
    page.evaluate("window.refused = true")
    page.click("#camara")
    page.get_by_text("No se puede usar la cámara").wait_for()
    page.evaluate("window.refused = false")
    page.click("#camara")
    badges = [str(row.pk).upper() for row in rows[:2]]
    # A badge is before the camera for longer than one look.
    page.evaluate("codes => window.codes.push(...codes)", [badges[0], badges[0], badges[1]])
    page.get_by_text("Todo está enviado").wait_for()
    expect(page.locator("#cuantos")).to_have_text("2")
    page.click("#camara")
    assert page.locator("video").count() == 0
    expect(page.locator("#estado")).to_contain_text("Todo está enviado")
    assert set(Attendance.objects.values_list("participation", "how")) == {(row.pk, "qr") for row in rows[:2]}


def test_what_was_ticked_is_sent_after_signing_in_again_in_another_window(live_server, context):
    tania, event, session, rows = a_workshop(1)
    walker = Walker(context, live_server.url, "es", WIDE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    page = walker.page
    context.clear_cookies()
    page.check("[name=presente]")
    page.get_by_text("no se pierde nada").wait_for()
    assert not Attendance.objects.exists()
    # The other window: a new session, and a new secret of the forms.
    walker.borrow(tania)
    other = context.new_page()
    other.goto(f"{live_server.url}/eventos/{event.pk}/")
    other.close()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_text("Todo está enviado").wait_for()
    assert Attendance.objects.get().participation == rows[0]


def test_the_list_works_without_script(live_server, browser):
    tania, event, session, rows = a_workshop(2)
    context = browser.new_context(java_script_enabled=False)
    walker = Walker(context, live_server.url, "es", PHONE, script=False)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/asistencia/{session.pk}/")
    walker.page.check(f'[name=presente][value="{rows[0].pk}"]')
    walker.fill(codigo=attending.code_of(rows[1]))
    walker.press("Record attendance")
    assert Attendance.objects.count() == 2
    context.close()


@pytest.mark.parametrize(("lang", "width"), [("es", WIDE), ("es", PHONE), ("en", WIDE), ("en", PHONE)])
def test_a_workshop_from_the_form_to_the_closed_list(live_server, context, lang, width):
    walker, page = Walker(context, live_server.url, lang, width), None
    testing.people()
    walker.borrow(small.coordinator())
    page = walker.page
    walker.go("/eventos/")
    walker.follow("Create an event")
    walker.press("Create the event")
    assert walker.page.locator(".errors a").count() >= 3
    today = small.coordinator().actor.today
    walker.fill(
        title_es="Taller de prueba", title_en="Test workshop", ubigeo="Iquitos", capacity="30",
        from_on_day=str(today.day), from_on_month=str(today.month), from_on_year=str(today.year),
    )  # fmt: skip
    walker.choose("modality", "IN_PERSON")
    walker.choose("audience", "open")
    walker.press("Create the event")
    walker.follow("Add a session")
    walker.fill(begins="9:00", ends="12:30", title="")
    walker.press("Save")
    walker.follow("Add a trainer")
    walker.fill(name="Instructora Prueba", hours="3.5")
    walker.press("Save")
    walker.follow("Invite an institution")
    page.select_option("main [name=institution]", "FEMA")
    walker.fill(quota="5")
    walker.press("Save")
    walker.follow("Announce the event")
    walker.press("Announce the event")
    walker.follow("Register someone")
    walker.fill(given_names="Luz", surnames="Prueba")
    walker.press("Register")
    walker.go("/eventos/")
    walker.follow("Calendar")
    walker.go("/eventos/mios/")
    walker.act(page.locator("main .rows a").first.click)
    event = Participation.objects.get().event
    small.attended(Participation.objects.get())
    walker.go(f"/eventos/{event.pk}/asistencia/{event.sessions.get().pk}/")
    walker.follow("Public without names")
    walker.fill(number="12")
    walker.press("Save")
    walker.go(f"/eventos/{event.pk}/")
    walker.follow("Close the event")
    walker.fill(word=walker.words("CLOSE"))
    walker.press("Close the event")
    event.refresh_from_db()
    assert event.closed_at
