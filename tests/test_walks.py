"""The main walk through the browser's door: from an empty form to the prosecutor's file, checked by its fingerprint.

In Spanish and in English, on a wide screen and on a telephone, and on a telephone without script.
"""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone, translation

from arariwa.core import jobs, testing
from arariwa.core.models import Job
from arariwa.evidence.models import CustodyLink, Handover, Intervention
from tests import test_addresses as addresses
from tests.walking import Walker, a_jpeg, pdf_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_from_the_seizure_to_the_file(live_server, context, lang, width):
    walk(Walker(context, live_server.url, lang, width))


def test_the_same_without_script(live_server, browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    try:
        walk(Walker(context, live_server.url, "es", PHONE, script=False))
    finally:
        context.close()


def walk(walker: Walker) -> None:
    """Police, wildlife authority, prosecutor, anyone: each signs in, does their part and signs out."""
    everyone = testing.people()
    walker.go("/")
    walker.sign_in(everyone.alba)
    record = register(walker)
    look_at_the_record(walker, record)
    tell(walker, record, everyone.pilar.office)
    handover = hand_over(walker, record, everyone.carla.office)
    walker.sign_out()
    walker.sign_in(everyone.carla)
    receive(walker, handover)
    walker.sign_out()
    walker.sign_in(everyone.pilar)
    open_case(walker, record)
    qualify(walker)
    fingerprint = produce(walker)
    walker.sign_out()
    check(walker, fingerprint)


def register(walker: Walker) -> Intervention:
    """Seven pages: place, reason, people, things, weights, photos, review; then the word."""
    if walker.page.locator("nav.thumb").is_visible():
        walker.page.click("nav.thumb [href$='#lugares']")  # the menu comes up from below
    walker.follow("Interventions", within="nav.places")
    walker.follow("Record an intervention")
    today = timezone.localdate() - timedelta(days=1)  # yesterday: its hours are past whenever the test runs
    walker.choose("began", "flagrancy")
    walker.fill(
        day_day=str(today.day),
        day_month=str(today.month),
        day_year=str(today.year),
        start_time="06:10",
        end_time="07:40",
        place_text="Mercado Belén, puesto 12",
        title="Pihuichos en el mercado Belén",
    )
    find_district(walker)
    walker.choose("point", "retail")
    walker.choose("written_elsewhere", "no")
    walker.press("Save and go on")
    record = Intervention.objects.get()
    walker.fill(
        reason="Patrulla de rutina",
        done="Se observó la venta de aves.\nSe intervino el puesto a las 06:10 horas.",
    )
    walker.press("Save and go on")
    walker.follow("Officer who takes part")
    walker.fill(name="Alba Prueba", document_number="41234567", post="Suboficial")
    walker.page.select_option("[name=document_kind]", "dni")
    walker.choose("signed", "yes")
    walker.press("Save")
    walker.choose("prosecutor_told", "not_told")
    walker.press("Save and go on")
    add_things(walker)
    walker.press("Save and go on")
    seal, vehicle = walker.page.locator('[name$="-seal"]').all()
    seal.fill("PNP-0001")
    vehicle.fill("PNP-0002")
    walker.page.locator('[name$="-goes_to"]').first.fill("ATFFS Loreto")
    walker.press("Save and go on")
    walker.page.set_input_files("[name=photos]", [a_jpeg()])
    walker.fill(caption="La jaula como se halló")
    walker.press("Add these photos")
    assert walker.page.locator("main img").count() == 1
    assert walker.page.locator("main img").evaluate("image => image.complete && image.naturalWidth > 0")
    walker.press("Go on")
    return confirm(walker, record)


def find_district(walker: Walker) -> None:
    """While one types with script; by the button without."""
    field = walker.page.locator("[name=district_text]")
    if walker.script:
        field.press_sequentially("Belén")
        walker.page.locator("#distritos label", has_text="Maynas").wait_for()
    else:
        field.fill("Belén")
        walker.press("Look for the district")
    walker.page.locator("#distritos label", has_text="Maynas").click()


def add_things(walker: Walker) -> None:
    """Birds by a name that several species share, and the motorcycle that carried them."""
    walker.follow("Animal, plant, or part or product of one")
    walker.choose("taking", "taken")
    walker.fill(reported_as="pihuichos", quantity="14")
    if walker.script:
        walker.page.locator("[name=reported_as]").press("Tab")
        walker.page.locator('#especies input[value^="any:"]').wait_for()
    else:
        walker.press("Look for it")
    options = walker.page.locator("#especies input[name=choice]")
    assert options.count() > 3, "a name of several species"
    assert not walker.page.locator("#especies input:checked").count(), "nothing is chosen for the person"
    walker.choose("choice", str(walker.page.locator('#especies input[value^="any:"]').get_attribute("value")))
    walker.choose("condition", "live")
    walker.page.select_option("[name=unit]", "live_animal")
    walker.choose("on_permit", "no")
    walker.press("Save")
    walker.follow("Vehicle")
    walker.choose("taking", "taken")
    walker.fill(reported_as="mototaxi azul", quantity="1", identifier="M6W-12")
    walker.page.select_option("[name=unit]", "unit")
    walker.press("Save")
    assert walker.errors(), "a plate of unusual shape is asked about"
    walker.press("Save")  # and kept as written when one stays with it
    assert "pihuichos" in walker.text() and "mototaxi azul" in walker.text()


def confirm(walker: Walker, record: Intervention) -> Intervention:
    """The answers once more; a wrong word changes nothing, the right one registers."""
    said = walker.text()
    for word in ("Mercado Belén, puesto 12", "pihuichos", "mototaxi azul"):
        assert word in said
    _content, draft = walker.pdf("See the record as a paper")
    assert "BORRADOR" in draft
    walker.fill(word="quizás")
    walker.press("Register intervention")
    assert walker.errors()
    record.refresh_from_db()
    assert record.registered_at is None
    walker.fill(word=walker.words("REGISTER"))
    walker.press("Register intervention")
    record.refresh_from_db()
    assert record.registered_at and record.number in walker.text()
    return record


def look_at_the_record(walker: Walker, record: Intervention) -> None:
    """The item with its label, and the papers. What the record still lacks stands on the paper too."""
    missing = walker.page.locator(".side section", has_text=walker.words("Missing for a complete record"))
    assert missing.locator("li").count()
    _content, acta = walker.pdf("Record as a paper")
    assert "BORRADOR" in acta and str(record.number) in acta and "pihuichos" in acta
    assert re.search(r"[Ff]alta", acta), "says what is missing"
    _content, labels = walker.pdf("Labels")
    for item in record.items.all():
        assert str(item.number) in labels
    walker.follow("pihuichos")
    assert "PNP-0001" in walker.text() and "Brotogeris" in walker.text()
    assert walker.page.locator(".label svg").count() == 1
    walker.page.go_back()


def tell(walker: Walker, record: Intervention, office: testing.Office) -> None:
    """The prosecutor's office sees the record from now on."""
    walker.go(f"/intervenciones/{record.pk}/")
    walker.follow("Send to a prosecutor's office")
    walker.page.select_option("[name=office]", str(office.pk))
    walker.press("Send")
    assert office.name in walker.text()


def hand_over(walker: Walker, record: Intervention, office: testing.Office) -> Handover:
    """Offer both things: what will be recorded is shown before the word is asked."""
    walker.follow("Hand over items")
    for item in record.items.all():
        box = walker.page.locator(f'[name=items][value="{item.pk}"]')
        if not box.is_checked():
            walker.choose("items", str(item.pk))
    walker.page.select_option("[name=to]", str(office.pk))
    walker.choose("why", "custody")
    walker.fill(place="Sede de la unidad")
    walker.press("Go on")
    assert "PNP-0001" in walker.text() and not Handover.objects.exists()
    walker.fill(word=walker.words("HAND OVER"))
    walker.press("Hand over")
    walker.go(f"/intervenciones/{record.pk}/")
    again = walker.page.locator("main").get_by_role("link", name=walker.words("Hand over items"))
    assert not again.count(), "nothing is left to offer"
    return Handover.objects.get()


def receive(walker: Walker, handover: Handover) -> None:
    """It waits on the home page; another seal than the one given is refused, then what is seen is entered."""
    walker.act(walker.page.locator(f'main a[href$="/entregas/{handover.pk}/"]').first.click)
    walker.follow("Receive")
    lines = list(handover.lines.select_related("item"))
    for line in lines:
        walker.fill(**{f"{line.item_id}-seal": "OTRO-9"})
        walker.choose(f"{line.item_id}-seal_state", "whole")
    walker.fill(word=walker.words("RECEIVE"))
    walker.press("Receive")
    assert walker.errors()
    assert not CustodyLink.objects.filter(kind="accepted").exists()
    for line in lines:
        walker.fill(**{f"{line.item_id}-seal": line.seal_given})
    walker.fill(word=walker.words("RECEIVE"))
    walker.press("Receive")
    assert CustodyLink.objects.filter(kind="accepted", holder=handover.to_office).count() == len(lines)
    walker.follow("pihuichos")
    assert walker.words("chain without gaps") in walker.text()


def open_case(walker: Walker, record: Intervention) -> None:
    """From what waits on the prosecutor's home page."""
    heading = walker.words("Interventions without a case")
    walker.follow(str(record), within=f"section:has(h2:text-is('{heading}'))")
    walker.fill(title="Pihuichos del mercado Belén")
    walker.press("Open the case")
    assert walker.heading() == "Pihuichos del mercado Belén"


def qualify(walker: Walker) -> None:
    """Facts with their source, then a decision with its reason."""
    walker.follow("State facts")
    walker.fill(source="Acta de intervención, folio 2")
    for name, value in {"acts.sell": "yes", "title.state": "none"}.items():
        fold = walker.page.locator(f'details:not([open]):has(input[name="{name}"])')
        if fold.count():
            fold.locator("summary").click()
        walker.choose(name, value)
    walker.press("Save the answers")
    assert walker.page.locator("input[value=accepted]").count(), "an offence is proposed"
    form = walker.page.locator("form:has(input[value=accepted])").first
    form.locator("label:has(input[value=accepted])").click()
    form.locator("textarea").fill("Las aves se ofrecían en venta y nadie mostró permiso.")
    walker.act(form.get_by_role("button").click)
    assert "Las aves se ofrecían en venta" in walker.text()
    walker.follow("Pihuichos del mercado Belén", within=".crumbs")


def produce(walker: Walker) -> str:
    """Ask for the file, see it wait, see it done, open it; tells the fingerprint the page shows."""
    walker.follow("Produce the prosecutor's file")
    walker.press("Produce the file")
    assert Job.objects.get().state == "queued"
    assert walker.page.locator("progress").count() == 1
    jobs.drain()
    link = walker.page.get_by_role("link", name=walker.words("Open the result"))
    if walker.script:
        link.wait_for()  # the page asks by itself
        walker.look()
    else:
        walker.follow("Refresh")
    content, text = walker.pdf("Open the result")
    assert len(content) > 50_000 and "pihuichos" in text and "Pihuichos del mercado Belén" in text
    walker.go("/casos/")
    walker.follow("Pihuichos del mercado Belén")
    mark = walker.page.locator("main a.hash").first
    fingerprint = str(mark.get_attribute("href")).rstrip("/").rsplit("/", 1)[-1]
    assert fingerprint[:24] in pdf_text(content).replace(" ", "").replace("\n", "").replace("\r", "")
    return fingerprint


def check(walker: Walker, fingerprint: str) -> None:
    """Anyone who holds the paper, with the digits printed on it."""
    walker.go("/comprobar/")
    walker.fill(huella=fingerprint[:24])
    walker.press("Check")
    assert walker.words("This paper was issued here") in walker.text()
    walker.go(f"/comprobar/{fingerprint[:23]}{'0' if fingerprint[23] != '0' else '1'}/")
    assert walker.words("No paper of this fingerprint was issued here") in walker.text()


# Answers that are no page of their own: papers, tables, pictures, parts of a page.
NO_PAGE = re.compile(
    r"favicon|_csv$|_json$|_pdf$|_ics$|_svg$|_jpg$|worker$|attachment$|manifest$|patch$|public_keys$|find_"
)
# Tried by itself in all its widths and lights (core/tests/test_look.py); behind a confirmation (the test below).
ELSEWHERE = re.compile(r"core:styleguide|mfa_")


@pytest.mark.parametrize(("lang", "scheme"), [("es", "light"), ("en", "dark")])
def test_every_page_on_a_phone(live_server, context, lang, scheme):
    """Each address that is a page, as someone who gets it; the home of every role; what is shown for a missing page."""
    here, walker = addresses.world(), Walker(context, live_server.url, lang, PHONE)
    walker.page.emulate_media(color_scheme=scheme)
    wrong = []
    for who, paths in visits(here).items():
        context.clear_cookies()
        if who != "visitor":
            walker.borrow(here["people"][who])
        for path in paths:
            try:
                walker.go(path)
            except AssertionError as error:
                wrong.append(f"{who}: {error}")
            walker.said.clear()
    assert not wrong, "\n".join(wrong)


def visits(here: dict) -> dict[str, list[str]]:
    """Who goes where: one person each, whoever is nearest to it."""
    found: dict[str, list[str]] = {
        name: ["/"] for name in ("alba", "pilar", "carla", "ada", "eva", "lola", "tania", "noe", "visitor")
    }
    found["visitor"].append("/no-existe/")
    found["alba"] += ["/no-existe/", "/buscar/?q=charapa", "/evidencia/?q=nada+de+nada"]
    with translation.override("es"):
        for name, at in addresses.ADDRESSES.items():
            if at.post_only or name == "core:home" or NO_PAGE.search(name) or ELSEWHERE.match(name):
                continue
            order = ("visitor", *found) if "visitor" in at.sees else tuple(found)
            who = next(one for one in order if one in at.sees)
            found[who].append(addresses.address(name, at, here))
    return found


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_second_factor_on_a_phone(live_server, context, lang):
    """Set up, used to sign in with a code kept on paper, new codes, and away again."""
    alba, walker = testing.people().alba, Walker(context, live_server.url, lang, PHONE)
    walker.sign_in(alba)
    walker.go("/cuenta/llaves/")
    walker.go("/cuenta/segundo-factor/")
    walker.follow("Set up")
    confirm_oneself(walker)
    secret = walker.page.inner_text("main code.hash")
    counter = next(iter(yield_hotp_counters_from_time()))
    walker.fill(code=format_hotp_value(hotp_value(secret, counter)))
    walker.press("Set up")
    walker.go("/cuenta/segundo-factor/respaldo/")
    confirm_oneself(walker)
    codes = walker.page.locator("main code.hash").all_inner_texts()
    assert len(codes) > 5
    walker.go("/cuenta/llaves/agregar/")
    walker.sign_out()
    walker.go("/cuenta/ingresar/")
    walker.fill(login=alba.user.email, password=testing.PASSWORD)
    walker.press("Sign in")
    assert walker.heading() == walker.words("Second factor")
    walker.page.fill("main [name=code] >> nth=0", codes[0])
    walker.press("Sign in")
    assert walker.heading() == walker.words("What waits for you")
    walker.go("/cuenta/segundo-factor/respaldo/nuevos/")
    confirm_oneself(walker)
    walker.press("Make codes")
    assert codes[1] not in walker.text()
    walker.go("/cuenta/segundo-factor/")
    walker.follow("Remove")
    walker.press("Remove")
    assert walker.words("not set up") in walker.text()


def confirm_oneself(walker: Walker) -> None:
    """The password once more, where the page asks for it."""
    if walker.page.locator("main [name=password]").count():
        walker.fill(password=testing.PASSWORD)
        walker.press("Confirm")


def test_the_walker_sees_what_is_wrong(live_server, context, page):
    """It would be no use otherwise."""
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.go("/comprobar/")
    for harm, said in {
        "document.querySelector('main').append('Nothing waits for you')": "not in its language",
        "document.querySelector('input').setAttribute('placeholder', 'Choose one')": "not in its language",
        "document.querySelector('main').innerHTML += '<img src=\"/static/core/favicon.svg\">'": "image-alt",
        "document.querySelector('form').className = 'big'; document.body.innerHTML += '<hr class=x>';"
        "document.querySelector('.x').style.width = '900px'": "wider than the screen",
        "console.error('something broke')": "something broke",
        "document.documentElement.lang = 'en'": "es 360 /comprobar/",
        "fetch('http://192.0.2.1/').catch(() => 0)": "192.0.2.1",
    }.items():
        walker.page.goto(f"{live_server.url}/comprobar/")
        walker.said.clear()
        walker.page.evaluate(f"() => {{ {harm} }}")
        with pytest.raises(AssertionError, match=re.escape(said)):
            walker.look()
