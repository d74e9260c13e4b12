"""A poll counted on a telephone: one more, one less, without connection, sent once; without script too."""

import pytest
from playwright.sync_api import expect

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.outreach.models import Poll
from arariwa.outreach.tests.polling import a_poll, counted
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360


def a_talk():
    tania = small.coordinator()
    return tania, small.an_event(tania, kind="conference", title_es="Vida silvestre y justicia de paz")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_poll_counted_without_connection_is_sent_once(live_server, context, lang):
    tania, event = a_talk()
    walker = Walker(context, live_server.url, lang, PHONE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/sondeo/antes/")
    page = walker.page
    page.fill("[name=present]", "4")
    first = page.locator("[data-question]").first
    more = first.locator("button", has_text="+").nth(1)
    for _each in range(5):
        more.click()
    expect(first.locator(".small")).to_contain_text("5 / 4 (")
    first.locator("button", has_text="−").nth(1).click()  # noqa: RUF001 - the sign of the button
    expect(first.locator(".small")).not_to_contain_text("(")
    context.set_offline(True)
    page.locator("#contar .next button").click()
    expect(page.locator("#cola li")).to_have_count(1)
    assert not Poll.objects.exists()
    walker.said.clear()  # what the browser says of requests without connection
    context.set_offline(False)
    expect(page.locator("#cola li")).to_have_count(0)
    assert [(poll.moment, poll.present) for poll in Poll.objects.all()] == [("before", 4)]
    walker.look()


def test_what_the_server_refuses_is_told_and_can_be_dropped(live_server, context):
    tania, event = a_talk()
    walker = Walker(context, live_server.url, "es", PHONE)
    walker.borrow(tania)
    walker.go(f"/eventos/{event.pk}/sondeo/despues/")
    page = walker.page
    a_poll(event, "after", 40, counted(5, 30), by=testing.actor(tania))
    context.set_offline(True)
    page.fill("[name=present]", "4")
    page.fill("[name=parrot-no]", "3")
    page.locator("#contar .next button").click()
    walker.said.clear()
    context.set_offline(False)
    expect(page.locator("#cola li")).to_contain_text("ya contó a este grupo")
    page.locator("#cola button").click()
    expect(page.locator("#cola li")).to_have_count(0)
    assert Poll.objects.count() == 1
