"""The law's public pages in a browser: the book, a rule, asking the law, counting a time limit.

In both languages, on a wide screen and on a telephone, by the keyboard, and where it matters without script.
"""

import re

import pytest

from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360
EACH = [(lang, width) for lang in ("es", "en") for width in (WIDE, PHONE)]
SALE = "/ley/preguntar/?cuando_year=2024&actos=sell&especie=charapa&title.state=none"
# What must be big enough for a finger.
LOW = """() => [...document.querySelectorAll('main .button, main .tap, main .opt, main summary, main .in-sight a, main input:not([type=hidden], .opt input)')]
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height]).filter(x => x[1] && x[1] < 43.5)"""
# Whether an element stands in the window.
IN_SIGHT = """e => { const box = e.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.left < innerWidth }"""


@pytest.fixture
def walker(live_server, context):
    def make(lang="es", width=WIDE):
        return Walker(context, live_server.url, lang, width)

    return make


@pytest.fixture
def without_script(live_server, browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield lambda lang, width: Walker(context, live_server.url, lang, width, script=False)
    context.close()


def fingers(walker):
    assert walker.page.evaluate(LOW) == []


@pytest.mark.parametrize(("lang", "width"), EACH)
def test_the_book(walker, lang, width):
    """From the norms to an article, two of its texts side by side, and to the examples of others behind a fold."""
    w = walker(lang, width)
    w.go("/ley/")
    fingers(w)
    w.act(w.page.locator("main .rows a").first.click)
    w.act(w.page.locator("main a[rel=next]").click)
    w.act(w.page.locator("main a[rel=prev]").click)
    w.fill(q="308")
    w.press("Look")
    w.act(w.page.locator('main a[href*="/ley/CP-308/"]').first.click)
    fingers(w)
    assert w.page.locator("#comparar mark").count()
    assert all(
        box["width"] > 1 for box in (bar.bounding_box() for bar in w.page.locator("figure rect").all())
    )
    w.page.select_option("#antes", "CP-308-v1991")
    w.press("Compare")
    assert w.page.locator("#antes").input_value() == "CP-308-v1991"
    assert w.page.locator("#comparar").evaluate(IN_SIGHT)
    last = w.page.locator("#ejemplos ~ details").last
    assert not last.locator("li").first.is_visible()
    last.locator("summary").press("Enter")
    assert last.locator("li").first.is_visible()
    w.look()


def test_a_link_to_an_older_text_opens_it(walker):
    w = walker("es", PHONE)
    w.go("/ley/CP-308/#cp-308-v2008")
    assert w.page.locator("#cp-308-v2008").is_visible() and w.page.locator("#cp-308-v2008").evaluate(IN_SIGHT)


@pytest.mark.parametrize(("lang", "width"), EACH)
def test_asking_the_law_keeps_the_answer_in_sight(walker, lang, width):
    """While one answers, the answer follows and stays in the window; the form grows by what decides."""
    w = walker(lang, width)
    page = w.page
    w.go("/ley/preguntar/")
    fingers(w)
    # the live part lets what the person holds alone
    with page.expect_response("**/ley/preguntar/?**"):
        w.fill(cuando_year="2024")
        page.keyboard.press("Tab")
    w.fill(especie="charapa")
    with page.expect_response("**/ley/preguntar/?**especie=charapa**"):
        page.keyboard.press("Tab")
    page.locator("#entendido a").first.wait_for()
    with page.expect_response("**actos=sell**"):
        w.choose("actos", "sell")
    page.locator("#siguientes fieldset").first.wait_for()
    assert page.locator("#g-actos").get_attribute("open") is not None, "what one works in stays open"
    page.locator("#g-titulo summary").click()
    with page.expect_response("**title.state=none**"):
        w.choose("title.state", "none")
    page.locator("#dicho", has_text="308").wait_for(state="attached")
    line = page.inner_text("#dicho")
    assert w.words("applies") in line and "308" in line
    assert "title.state=none" in page.url and "especie=charapa" in page.url
    page.evaluate("scrollTo(0, 0)")  # what slides under the line that stays in sight is smaller for axe
    w.look()
    fingers(w)
    page.locator("#siguientes fieldset").last.scroll_into_view_if_needed()
    answer = page.locator("#resumen a" if width == PHONE else "#respuesta .answer")
    assert answer.evaluate(IN_SIGHT), "in sight while one answers"
    name = page.locator("#siguientes input[value=no]").first.get_attribute("name")
    with page.expect_response(f"**{name}=no**"):
        w.choose(name, "no")
    page.locator("#siguientes details").first.wait_for()
    assert page.evaluate("document.activeElement.name") == name, "the focus stays where it was"
    if width == PHONE:
        page.click("#resumen a")
        assert page.locator("#respuesta").evaluate(IN_SIGHT)
    page.reload()
    w.look()
    assert page.locator("main form > details[open]").count() == 0, "what was answered is folded"
    page.go_back()
    page.locator("h1").first.wait_for()
    assert page.locator("h1").count() == 1, "going back brings the page, not a part of it"


@pytest.mark.parametrize(("lang", "width"), [("es", PHONE), ("en", WIDE)])
def test_asking_the_law_without_script(without_script, lang, width):
    w = without_script(lang, width)
    w.go("/ley/preguntar/")
    w.fill(cuando_year="2024", especie="charapa")
    w.choose("actos", "sell")
    w.press("Ask")
    assert w.page.locator("#g-titulo[open]").count() == 1, "what decides opens by itself"
    w.choose("title.state", "none")
    name = str(w.page.locator("#siguientes input[value=no]").first.get_attribute("name"))
    w.choose(name, "no")
    w.press("Ask")
    assert w.words("applies") in w.page.inner_text("#dicho")
    assert w.page.locator(f'#siguientes details input[name="{name}"][value=no]:checked').count() == 1
    w.page.locator("#g-fecha summary").click()
    w.fill(cuando_day="31", cuando_month="2")
    w.press("Ask")
    assert w.errors() and w.page.locator("#g-fecha[open] .error").count() == 1
    assert w.page.input_value("[name=especie]") == "charapa"


def test_asking_the_law_by_the_keyboard(walker):
    """Every fold, box and answer in the order of the page, without a mouse; the answer can be scrolled."""
    w = walker()
    page = w.page
    w.go("/ley/preguntar/")
    page.focus("[name=cuando_year]")
    page.keyboard.type("2024")
    seen = []
    for _step in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.closest('details')?.id || document.activeElement.id"
            )
        )
        if seen[-1] == "respuesta":
            break
        if seen[-1] == "actos" and seen.count("actos") == 1:
            page.keyboard.press("Space")
        if seen[-1] == "g-titulo" and "title.state" not in seen:
            page.keyboard.press("Enter")
        if seen[-1] == "title.state":
            page.keyboard.press("Space")
    order = list(dict.fromkeys(seen))
    wanted = ["especie", "specimen.form", "actos", "g-titulo", "title.state", "g-diligencia", "respuesta"]
    assert [name for name in order if name in wanted] == wanted, order
    page.locator("#siguientes fieldset").first.wait_for()
    assert "title.state=none" in page.url


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_answer_prints_on_three_pages_without_the_form(walker, lang):
    import pypdfium2

    from tests.walking import pdf_text

    w = walker(lang)
    w.go("/ley/preguntar/?cuando_year=2018&actos=transport&especie=guacamayo&title.state=none")
    paper = w.page.pdf(prefer_css_page_size=True)
    assert len(pypdfium2.PdfDocument(paper)) <= 3
    said = re.sub(r"\s+", " ", pdf_text(paper))
    assert w.words("What was told") in said and "guacamayo" in said and "2018" in said
    assert w.words("Other acts") not in said and w.words("Begin again") not in said
    assert "ley/preguntar/?cuando_year=2018" in said.replace(" ", "")
    fingerprint = str(w.page.locator("#respuesta code").first.get_attribute("title"))
    assert fingerprint in said.replace(" ", "")


@pytest.mark.parametrize(("lang", "width"), EACH)
def test_a_time_limit(walker, lang, width):
    """Found by a word, asked with a mistake, corrected, counted day by day."""
    w = walker(lang, width)
    w.go("/ley/")
    w.follow("Count a time limit")
    fingers(w)
    w.fill(q="fundamentado" if lang == "es" else "reasoned")
    w.press("Look")
    w.act(w.page.locator('main a[href*="plazo=PR-INFORME"]').click)
    fingers(w)
    w.fill(inicio_day="27", inicio_month="3", inicio_year="2026", lugar="santa rosa")
    w.page.locator("main details summary").click()
    w.fill(desde1_day="6", desde1_month="4", desde1_year="2026")
    w.press("Count")
    assert w.page.locator(".errors a").count() == 2
    w.page.locator("main input[name=lugar_codigo] >> nth=3").check()
    w.fill(hasta1_day="7", hasta1_month="4", hasta1_year="2026")
    w.press("Count")
    assert "15" in w.page.inner_text("#respuesta .answer") and not w.page.locator(".errors").count()
    assert w.page.locator(".month .last").inner_text().startswith("15")
    assert w.page.locator(".month").count() == 3
    fingers(w)


def test_a_time_limit_by_the_keyboard_and_without_script(without_script):
    w = without_script("es", PHONE)
    w.go("/ley/plazos/?plazo=PR-DETENCION")
    w.page.focus("[name=largo]:checked")
    w.page.keyboard.press("ArrowDown")
    for words in ("16", "3", "2026", "14:35"):
        w.page.keyboard.press("Tab")
        w.page.keyboard.type(words)
    w.act(lambda: w.page.keyboard.press("Enter"))
    assert "19 de marzo de 2026, 14:35 horas" in w.page.inner_text("#respuesta .answer")
