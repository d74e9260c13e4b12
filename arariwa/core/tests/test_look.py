"""The style guide and the sign-in in a real browser: nothing for axe to find, nothing the policy stops."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from arariwa.core.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "una clave larga y nueva"  # noqa: S105


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
@pytest.mark.parametrize(
    "address",
    ["/guia-de-estilo/", "/en/guia-de-estilo/", "/cuenta/ingresar/", "/comprobar/", "/datos-personales/"],
)
def test_reachable_by_everyone(live_server, page, settings, address, width, scheme):
    settings.DEMO = True  # the mark of a demonstration takes its room in the head
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + address)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    touching = """() => { const box = s => document.querySelector(s)?.getBoundingClientRect();
      const mark = box('.brand .tag'), links = box('.top .me') ?? box('.top .acting');
      return !mark || !!links && mark.bottom > links.top && links.bottom > mark.top && mark.right + 8 > links.left }"""
    assert not page.evaluate(touching), "the mark is missing, or the head's links touch it"
    low = page.eval_on_selector_all(
        ".button, .tap, .opt, .filters a, summary, input:not([type=hidden], .opt input)",
        "all => all.map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height]).filter(x => x[1] && x[1] < 43.5)",
    )
    assert low == []
    assert said == []


def test_a_passkey_is_added_and_opens_the_door(live_server, page, context):
    """Under the policy, with the libraries' own scripts; a passkey needs a name for its host, not a number."""
    User.objects.create_user("alba@arariwa.example", PASSWORD)
    here = live_server.url.replace("127.0.0.1", "localhost")
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{here}/cuenta/ingresar/")
    page.fill("[name=login]", "alba@arariwa.example")
    page.fill("[name=password]", PASSWORD)
    page.click("form .button >> nth=0")
    page.wait_for_url(f"{here}/")
    page.goto(f"{here}/cuenta/llaves/agregar/")
    page.fill("[name=password]", PASSWORD)  # asked once more, since the account's guard is changed
    page.click("main .button")
    page.fill("[name=name]", "mi teléfono")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/respaldo/")
    page.goto(f"{here}/cuenta/llaves/")
    assert "mi teléfono" in page.inner_text("main")
    page.goto(f"{here}/cuenta/salir/")
    page.click("main .button")
    page.wait_for_url(f"{here}/")
    page.goto(f"{here}/cuenta/ingresar/")
    page.click("#passkey_login")
    page.wait_for_url(f"{here}/")
    assert "Ingresar" not in page.inner_text("header")


def test_the_stroke_goes_to_the_search(live_server, page):
    page.goto(f"{live_server.url}/comprobar/")
    page.keyboard.press("/")  # no search on a public page: nothing happens
    page.focus("#huella")
    page.keyboard.type("ab/cd")
    assert page.input_value("#huella") == "ab/cd"
