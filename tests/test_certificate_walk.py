"""A certificate through the browser's door: issued to a group, taken home by the learner, checked by anyone, revoked.

In Spanish on a wide screen and on a telephone, in English on a telephone; every page is looked at hard (`tests/walking.py`).
"""

import pytest

from arariwa.core import jobs, testing
from arariwa.training.models import Certificate
from arariwa.training.tests import certifying, world
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360


@pytest.mark.parametrize(("lang", "width"), [("es", WIDE), ("en", PHONE)])
def test_from_the_group_to_the_check(live_server, context, settings, tmp_path, lang, width):
    settings.KEYS, settings.PUBLIC_ADDRESS = tmp_path / "keys", live_server.url
    cohort, everyone = certifying.a_cohort(), testing.people()
    certifying.learnt(everyone.pilar, cohort)
    world.an_enrolment(everyone.alba, cohort)
    walker = Walker(context, live_server.url, lang, width)
    walker.borrow(certifying.rosa())
    issue_to_the_group(walker, cohort)
    made = Certificate.objects.get()
    walker.borrow(everyone.pilar)
    take_it_home(walker, made)
    walker.context.clear_cookies()
    check_it(walker, made, "It is in force")
    walker.borrow(certifying.rosa())
    revoke_it(walker, made)
    walker.context.clear_cookies()
    check_it(walker, made, "Revoked")


def issue_to_the_group(walker: Walker, cohort: object) -> None:
    walker.go(f"/cursos/grupos/{cohort.pk}/certificados/")
    assert walker.words("earned, to be issued") in walker.text()
    walker.press("Issue to everyone who earned one")
    jobs.run(jobs.Job.objects.get(kind="training.certificates").pk)
    walker.go(f"/cursos/grupos/{cohort.pk}/certificados/")
    walker.follow("Alba", "table")
    assert walker.words("still open") in walker.text()


def take_it_home(walker: Walker, made: Certificate) -> None:
    walker.go("/mis-certificados/")
    assert made.number in walker.text()
    _bytes, spanish = walker.pdf("Paper in Spanish (PDF)")
    _bytes, english = walker.pdf("Paper in English (PDF)")
    assert "Certificado" in spanish and "Certificate" in english and made.number in english
    walker.follow("What whoever checks it sees")
    assert "Pilar Prueba" in walker.text()


def check_it(walker: Walker, made: Certificate, word: str) -> None:
    walker.go("/")
    walker.follow("Check a certificate")
    walker.fill(numero="2026-CERT-222222")
    walker.act(walker.page.locator("main button").click)
    assert walker.words("No certificate of this number was issued here") in walker.text()
    walker.fill(numero=made.number.lower())
    walker.act(walker.page.locator("main button").click)
    assert walker.page.inner_text(".answer") == walker.words(word)


def revoke_it(walker: Walker, made: Certificate) -> None:
    walker.go("/certificados-emitidos/")
    walker.follow("Pilar", "table")
    walker.follow("Revoke")
    walker.fill(why="Se confundió a la persona", word=walker.words("REVOKE"))
    walker.press("Revoke")
    assert "Se confundió a la persona" in walker.text()
