"""A session in another language is heard on its page, and from the file without network, whose clock stands in the step being run."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.rights import actions_sessions as actions
from arariwa.rights.tests import consulting_world as world
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
# Two seconds of silence: frames of MPEG layer III.
SILENCE = (b"\xff\xfb\x90\x64" + bytes(413)) * 80
# Whether each recording of the page plays; a policy that stops it, or bytes that are none, are told.
HEARD = """async () => {
  const told = [];
  for (const sound of document.querySelectorAll("audio")) {
    sound.muted = true;
    try { await sound.play(); told.push(sound.duration > 1); } catch (error) { told.push(String(error)); }
  }
  return told;
}"""


def spoken() -> testing.Someone:
    """A recording of the first step and of a question, accepted."""
    tania = world.desk()
    ruth = testing.someone("Ruth", tania.office, "programme")
    for slot in ("S01", "K03"):
        row = world.handed_in(tania, slot=slot, text="", file=world.a_recording(SILENCE, "voz.mp3"))
        actions.review(by=ruth.actor, id=row.pk, accepted=True)
    return tania


@pytest.mark.parametrize("lang", ["es", "en"])
def test_recordings_are_heard_with_and_without_network(live_server, context, lang, tmp_path: Path):
    tania = spoken()
    event = small.an_event(tania, kind="know_your_rights", languages=["es", "que"])
    walker = Walker(context, live_server.url, lang, PHONE)
    walker.borrow(tania)
    walker.go(reverse("rights:tongue", args=["que"]))
    assert walker.page.evaluate(HEARD) == [True, True]
    walker.go(reverse("rights:run_session", args=[event.pk]))
    assert walker.page.evaluate(HEARD) == [True] * 3
    file = tmp_path / "sesion.html"
    file.write_bytes(
        context.request.get(f"{live_server.url}{walker.prefix}/conoce-tus-derechos/sin-red.html").body()
    )
    context.unroute_all()
    context.set_offline(True)
    page = walker.page
    page.goto(file.as_uri())
    assert page.evaluate(HEARD) == [True] * 3
    page.click("[data-go]")
    assert page.locator("article:has(#paso-1) #reloj").count() == 1
    page.click("[data-next]")
    page.click("[data-next]")
    # The clock went along, and the button pressed is still the one a key presses.
    expect(page.locator("#reloj [data-now]")).to_contain_text("3 / 11")
    assert page.locator("article:has(#paso-3) #reloj").count() == 1
    expect(page.locator("#reloj [data-next]")).to_be_focused()
    expect(page.locator("#reloj")).to_be_in_viewport()
    page.locator("#cuenta [data-by='1']").first.click()
    page.reload()
    assert page.locator("article:has(#paso-3) #reloj").count() == 1
    expect(page.locator("#cuenta output").first).to_have_text("1")
    assert not walker.said and not walker.abroad
