"""A citizen reads the pages of rights on a telephone, then without network; a copy that is too old says so."""

from datetime import date

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from arariwa.core import testing
from arariwa.rights import offline
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
READY = "() => navigator.serviceWorker.ready.then(() => caches.keys()).then(names => names.some(name => name.startsWith('arariwa-rights-')))"


@pytest.fixture(autouse=True)
def _warm():
    """What a server that has run for a while holds: the law read, the answers of the day made."""
    testing.people()
    for lang in ("es", "en"):
        with translation.override(lang):
            offline.answers(timezone.localdate())


@pytest.mark.parametrize("lang", ["es", "en"])
def test_after_the_first_visit_it_reads_without_network(live_server, context, lang):
    walker = Walker(context, live_server.url, lang, PHONE)
    walker.go("/derechos/preguntas/S03/")
    page = walker.page
    page.evaluate(READY)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    walker.go("/derechos/caminos/W-ENTREGA/")
    context.set_offline(True)
    walker.go("/derechos/caminos/W-ENTREGA/")
    expect(page.locator("[data-copy]")).to_be_visible()
    expect(page.locator("[data-stale]")).to_be_hidden()
    walker.go("/derechos/guias/ninos/")
    walker.go("/derechos/canales/")
    assert "105" in walker.text()
    # A question that was never opened is answered from the brief copy.
    walker.go("/derechos/preguntas/S12/")
    first = page.locator("#halladas details").first
    expect(first).to_have_attribute("open", "")
    assert {"es": "cazo para comer", "en": "hunt to eat"}[lang] in first.inner_text()
    page.fill("#buscar", {"es": "bufeo en mi red", "en": "dolphin in my net"}[lang])
    assert {"es": "bufeo", "en": "dolphin"}[lang] in page.locator(
        "#halladas details"
    ).first.inner_text().lower()
    walker.look()
    # So is what one may do with a pihuicho, though that page was never opened.
    walker.go("/derechos/respuesta/?animal=pihuicho&acto=sell")
    assert page.locator("#animal").input_value() == "pihuicho"
    assert page.locator("#dicho .answer").inner_text()
    page.select_option("#acto", "keep")
    assert page.locator("#dicho li").count() > 1
    walker.look()


def test_an_old_copy_is_never_read_in_silence(live_server, context, monkeypatch):
    walker = Walker(context, live_server.url, "es", PHONE)
    # The answers are dated as if they had been kept long ago.
    monkeypatch.setattr(offline, "timezone", _LongAgo)
    walker.go("/derechos/guias/rondas/")
    page = walker.page
    page.evaluate(READY)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    context.set_offline(True)
    walker.go("/derechos/guias/rondas/")
    expect(page.locator("[data-stale]")).to_be_visible()
    assert "No se fíe de esta página" in walker.text()
    context.set_offline(False)
    monkeypatch.undo()
    walker.go("/derechos/guias/rondas/")
    expect(page.locator("[data-stale]")).to_be_hidden()


class _LongAgo:
    """A clock that stands in the past."""

    @staticmethod
    def localdate():
        return date(2024, 1, 2)
