"""Another office helps to run an event: lists and attendance, nothing else, until it is ended."""

import pytest

from arariwa.core import access, contents, testing
from arariwa.core.domain.refused import Refused
from arariwa.events import actions, helping
from arariwa.events.models import Event
from arariwa.events.tests.small import a_closed_event, an_event, attended, coordinator, registered

pytestmark = pytest.mark.django_db


def helped():
    world, event = testing.people(), an_event()
    helping.let_help(by=coordinator().actor, event_id=event.pk, office=world.alba.office)
    return world, event


def test_the_office_registers_and_takes_attendance():
    world, event = helped()
    row = registered(event, 1, world.alba)
    assert attended(row, by=world.beto).result == "recorded"
    assert access.visible(Event.objects.all(), world.alba.actor).get() == event


def test_announcing_closing_and_cancelling_stay_with_the_organiser():
    world, event = helped()
    attended(registered(event, 1, world.alba), by=world.alba)
    for act in (
        lambda: actions.close(by=world.alba.actor, id=event.pk),
        lambda: actions.cancel(by=world.alba.actor, id=event.pk, why="x"),
        lambda: helping.let_help(by=world.alba.actor, event_id=event.pk, office=world.carla.office),
    ):
        with pytest.raises(Refused, match=r"access\.level"):
            act()


def test_ended_it_sees_nothing_any_more():
    world, event = helped()
    helping.end_help(by=coordinator().actor, event_id=event.pk, office=world.alba.office)
    assert not access.visible(Event.objects.all(), world.alba.actor).exists()
    with pytest.raises(access.Hidden):
        registered(event, 1, world.alba)


def test_the_organising_office_is_not_let_help_itself_and_stays():
    event, tania = an_event(), coordinator()
    with pytest.raises(Refused, match=r"event\.own_office"):
        helping.let_help(by=tania.actor, event_id=event.pk, office=tania.office)
    helping.end_help(by=tania.actor, event_id=event.pk, office=tania.office)
    assert access.visible(Event.objects.all(), tania.actor).exists()


def test_what_the_acts_sealed_holds_and_a_row_changed_past_them_is_found():
    event = a_closed_event(2)
    assert list(contents.changed()) == []
    Event.objects.filter(pk=event.pk).update(title_es="Otro")
    assert [one.row for one in contents.changed()] == [f"events.event:{event.pk}"]
