"""A test on a telephone, with script and without: begun, saved as one goes, handed in, read, contested and decided."""

import pytest

from arariwa.core import testing
from arariwa.training import queries_tests as queries
from arariwa.training.models import Attempt
from arariwa.training.tests import world
from arariwa.training.tests.test_test_pages import a_test
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360


def test_a_test_on_a_phone(live_server, context):
    walk(Walker(context, live_server.url, "es", PHONE))


def test_a_test_without_script_in_english(live_server, browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    try:
        walk(Walker(context, live_server.url, "en", PHONE, script=False))
    finally:
        context.close()


def walk(walker: Walker) -> None:
    attempt, page = a_test(), walker.page
    walker.go("/")
    walker.sign_in(testing.people().pilar)
    walker.go(f"/evaluaciones/{attempt.enrolment_id}/")
    walker.follow("Go on with the test")
    answer(walker, attempt)
    if walker.script:
        page.locator("#reloj", has_text="7 de 7").wait_for()
        assert len(Attempt.objects.get(pk=attempt.pk).answers) == 7
    walker.press("Save and go on to hand in")
    walker.press("Hand it in")
    assert "100" in walker.heading()
    walker.go(f"/evaluaciones/{attempt.enrolment_id}/")
    walker.sign_out()
    walker.sign_in(world.rosa())
    for path in (
        "/preguntas/",
        "/preguntas/asy-9/",
        "/preguntas/asy-9/asy-9-m1-vignettea/",
        "/preguntas/asy-9/analisis/?prueba=pre",
        "/preguntas/reclamos/",
    ):
        walker.go(path)


def answer(walker: Walker, attempt: Attempt) -> None:
    """Give every right answer by its place on the page."""
    page = walker.page
    for i, question in enumerate(queries.asked(attempt)):
        shown, key = queries.shown(attempt, question), queries.key(attempt, question.id).answer
        if question.kind == "order":
            for place, id_ in enumerate(shown.options):
                page.select_option(f"[name=q{i}-{place}]", str(key.index(id_) + 1))
        elif question.kind == "match":
            for place, left in enumerate(shown.lefts):
                page.select_option(f"[name=q{i}-{place}]", str(shown.options.index(key[left])))
        elif shown.options:
            for id_ in key if isinstance(key, list) else [key]:
                page.check(f"[name=q{i}][value='{shown.options.index(id_)}']")
        else:
            page.fill(f"[name=q{i}]", key)
            page.locator(f"[name=q{i}]").blur()
