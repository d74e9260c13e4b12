"""A lawyer and a biologist at the review desk, through the browser's door: sign, correct, dispute, and what others see of it.

In Spanish and in English, on a wide screen and on a telephone; every page is looked at hard (`tests/walking.py`).
"""

import pytest

from arariwa.core import testing
from arariwa.law.models import EntryReview
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360
TAXON = "/especies/podocnemis-unifilis/"


@pytest.mark.parametrize(("lang", "width"), [("es", WIDE), ("es", PHONE), ("en", PHONE)])
def test_at_the_review_desk(live_server, context, lang, width):
    walker = Walker(context, live_server.url, lang, width)
    lola = testing.someone("Lola", testing.office("MINAM-LEX", "MINAM"), "reviewer")
    walker.borrow(lola)
    sign_an_entry(walker)
    correct_it(walker)
    dispute_it(walker)
    sign_and_correct_a_taxon(walker)
    take_back(walker)
    walker.context.clear_cookies()
    what_others_see(walker, lola)


def look_for(walker: Walker, words: str, code: str) -> None:
    """From the desk to one entry, by the search."""
    walker.go("/ley/revision/")
    walker.page.fill("#buscar-revision", words)
    walker.press("Look")
    walker.act(walker.page.locator(f"main a[href$='/{code}/']").first.click)


def sign_an_entry(walker: Walker) -> None:
    walker.go("/ley/revision/")
    walker.follow("Those after")
    walker.follow("Those before")
    walker.follow("Review the next one")
    look_for(walker, "CP-308-v2008", "CP-308-v2008")
    walker.press("Record my review")
    assert walker.page.locator(".errors a").count() == 2  # verdict and reason
    walker.choose("verdict", "signed")
    walker.fill(reason="Cotejado con el diario oficial")
    walker.press("Record my review")
    assert walker.words(
        "Your review was recorded, with your name and your reason."
    ) in walker.page.inner_text("body")
    signed = walker.page.locator("#cp-308-v2008")
    assert "Lola Prueba" in signed.inner_text() and "Cotejado" in signed.inner_text()


def correct_it(walker: Walker) -> None:
    """The penalty that stands, raised: shown with the examples that say otherwise, and only then recorded."""
    look_for(walker, "CP-308", "CP-308")
    walker.choose("verdict", "corrected")
    walker.fill(reason="La ley nueva sube el máximo")
    text = walker.page.input_value("main [name=proposed]")
    at = text.rindex("prison_years: {min: 3, max: 5}")
    walker.fill(proposed="esto no: [es")
    walker.press("Record my review")
    assert walker.page.locator(".errors a[href='#id_proposed']").count() == 1
    walker.fill(proposed=text[:at] + text[at:].replace("max: 5}", "max: 6}", 1))
    walker.press("Record my review")
    assert "cp-309-1.yaml" in walker.page.inner_text("#responderian")
    box = walker.page.locator("main [name=accepts]")
    assert not box.is_checked() and not EntryReview.objects.filter(verdict="corrected").exists()
    walker.page.click("main label:has([name=accepts])")
    walker.press("Record my review")
    row = EntryReview.objects.get(verdict="corrected")
    walker.go("/ley/revision/")
    link = walker.page.get_by_role("link", name=walker.words("The proposal as a patch")).first
    answer = walker.context.request.get(walker.url + str(link.get_attribute("href")))
    assert answer.ok and row.change in answer.text() and "cp-309-1.yaml" in answer.text()


def dispute_it(walker: Walker) -> None:
    look_for(walker, "CP-308-v2008", "CP-308-v2008")
    walker.choose("verdict", "disputed")
    walker.fill(reason="El texto de 2008 dice otra cosa")
    walker.press("Record my review")
    assert walker.words("in dispute") in walker.page.inner_text("#cp-308-v2008")
    walker.go("/ley/revision/?revision=disputed")
    assert walker.page.locator(".rows a[href$='/CP-308-v2008/']").count() == 1


def sign_and_correct_a_taxon(walker: Walker) -> None:
    look_for(walker, "unifilis", "revision")
    walker.choose("verdict", "signed")
    walker.fill(reason="Cotejado con los apéndices")
    walker.press("Record my review")
    assert "Lola Prueba" in walker.text()
    walker.follow("Review this entry")
    walker.choose("verdict", "corrected")
    walker.fill(reason="Así la llaman río abajo")
    head = "# pe/names/es.csv\nname,taxon,usual,group,source\n"
    text = walker.page.input_value("main [name=proposed]")
    assert head in text
    walker.fill(proposed=text.replace(head, f"{head}taricaya del bajo,Podocnemis unifilis,9,,\n"))
    walker.press("Record my review")
    assert walker.words("a correction is proposed") in walker.text()
    assert "+taricaya del bajo,Podocnemis unifilis,9,," in EntryReview.objects.latest("reviewed_at").change


def take_back(walker: Walker) -> None:
    look_for(walker, "unifilis", "revision")
    walker.choose("verdict", "taken_back")
    walker.fill(reason="Me equivoqué de río")
    walker.press("Record my review")
    assert {"es": "sin revisar", "en": "not reviewed"}[walker.lang] in walker.text()
    walker.follow("Review this entry")
    walker.choose("verdict", "signed")
    walker.fill(reason="Cotejado de nuevo")
    walker.press("Record my review")


def what_others_see(walker: Walker, lola: testing.Someone) -> None:
    """The office and the day, neither name nor reason; and no way to the desk."""
    for path in ("/ley/CP-308/", TAXON, "/ley/?q=CP-308"):
        walker.go(path)
        assert "Lola" not in walker.text() and "Cotejado" not in walker.text()
        assert walker.page.locator("a[href*='revision/']").count() == 0
    walker.go(TAXON)
    assert lola.office.name in walker.text()
