"""Places: asked for, given, waited for; the last one at once; one person once."""

import threading

import pytest
from django.db import connection

from arariwa.core import access, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry, Person
from arariwa.events import actions, queries, registering
from arariwa.events.models import Participation
from arariwa.events.tests.small import about_person, an_event, attended, coordinator, registered

pytestmark = pytest.mark.django_db


def ask(who, event, id=None, **values):
    return registering.request_place(
        by=who.actor, event_id=event.pk, id=id or testing.uuid7(), values={"role": "POLICE_OTHER", **values}
    )


def states(event):
    return [row.state for row in event.participations.order_by("requested_at", "id")]


class TestAsking:
    def test_an_official_asks_and_is_enrolled_with_their_institution(self):
        world, event = testing.people(), an_event()
        row = ask(world.alba, event, region="16")
        assert row.state == "approved"
        assert row.person == world.alba.person
        assert row.institution_id == "PNP-DIRMEAMB"
        assert row.notice == "participants 1"

    def test_asking_twice_is_one_registration(self):
        world, event = testing.people(), an_event()
        first = ask(world.alba, event)
        assert ask(world.alba, event).pk == first.pk
        assert ask(world.alba, event, id=first.pk).pk == first.pk
        assert JournalEntry.objects.filter(verb="participation.requested").count() == 1

    def test_with_approval_the_organiser_decides(self):
        world, event = testing.people(), an_event(needs_approval=True)
        row = ask(world.alba, event)
        assert row.state == "requested"
        registering.approve(by=coordinator().actor, event_id=event.pk, id=row.pk)
        row.refresh_from_db()
        assert row.state == "approved"

    def test_an_event_not_announced_or_not_for_them_is_as_if_it_were_not(self):
        world = testing.people()
        for event in (an_event(announced=False), invited_only("ATFFS")):
            with pytest.raises(access.Hidden):
                ask(world.alba, event)
        assert ask(world.carla, invited_only("ATFFS")).state == "approved"

    def test_nobody_enters_from_an_exercise(self):
        event = an_event()
        eva = testing.someone("Eva", testing.people().alba.office, exercise=testing.uuid7())
        with pytest.raises(access.Hidden):
            ask(eva, event)

    def test_not_admitted_is_not_asked_again(self):
        world, event = testing.people(), an_event()
        row = ask(world.alba, event)
        registering.refuse(by=coordinator().actor, event_id=event.pk, id=row.pk)
        with pytest.raises(Refused, match=r"registration\.refused"):
            ask(world.alba, event)

    def test_another_office_registers_nobody(self):
        world, event = testing.people(), an_event()
        with pytest.raises(access.Hidden):
            registered(event, 1, world.alba)


def invited_only(institution):
    event = an_event(audience="invited", announced=False)
    tania = coordinator().actor
    testing.people()
    invite(event, institution)
    return actions.announce(by=tania, id=event.pk)


def invite(event, institution, quota=None):
    from arariwa.core.models import Institution

    values = {"institution": Institution.objects.get(pk=institution), "quota": quota}
    return actions.save_invitation(
        by=coordinator().actor, event_id=event.pk, id=testing.uuid7(), values=values
    )


class TestPlaces:
    def test_beyond_the_places_one_waits_and_moves_up_in_order(self):
        event = an_event(capacity=2)
        rows = [registered(event, n) for n in range(1, 5)]
        assert states(event) == ["approved", "approved", "waiting", "waiting"]
        registering.withdraw(by=coordinator().actor, event_id=event.pk, id=rows[0].pk)
        assert states(event) == ["withdrawn", "approved", "approved", "waiting"]

    def test_more_places_let_the_list_move_up(self):
        event = an_event(capacity=1)
        for n in range(1, 5):
            registered(event, n)
        actions.edit_event(by=coordinator().actor, id=event.pk, version=event.version, values={"capacity": 3})
        assert states(event) == ["approved", "approved", "approved", "waiting"]

    def test_an_institution_keeps_to_its_quota_and_others_pass(self):
        from arariwa.core.models import Institution

        testing.people()
        event = an_event()
        police, fema = Institution.objects.get(pk="PNP-DIRMEAMB"), Institution.objects.get(pk="FEMA")
        held = invite(event, "PNP-DIRMEAMB", 1)
        registered(event, 1, institution=police)
        registered(event, 2, institution=police)
        registered(event, 3, institution=fema)
        assert states(event) == ["approved", "waiting", "approved"]
        actions.save_invitation(by=coordinator().actor, event_id=event.pk, id=held.pk, values={"quota": 2})
        assert states(event) == ["approved", "approved", "approved"]

    def test_a_place_refused_goes_to_who_waits_longest(self):
        event = an_event(capacity=1)
        first, _second, _third = (registered(event, n) for n in (1, 2, 3))
        registering.refuse(by=coordinator().actor, event_id=event.pk, id=first.pk)
        assert states(event) == ["refused", "approved", "waiting"]

    def test_who_withdrew_may_come_back_at_the_end(self):
        world, event = testing.people(), an_event(capacity=1)
        row = ask(world.alba, event)
        registered(event, 1)
        registering.withdraw(by=world.alba.actor, event_id=event.pk, id=row.pk)
        again = ask(world.alba, event)
        assert again.pk == row.pk
        assert again.state == "waiting"

    def test_nobody_withdraws_another(self):
        world, event = testing.people(), an_event()
        row = ask(world.alba, event)
        with pytest.raises(access.Hidden):
            registering.withdraw(by=world.beto.actor, event_id=event.pk, id=row.pk)

    def test_who_was_there_does_not_withdraw(self):
        event = an_event()
        row = registered(event)
        attended(row)
        with pytest.raises(Refused, match=r"registration\.attended"):
            registering.withdraw(by=coordinator().actor, event_id=event.pk, id=row.pk)


class TestOnePersonOnce:
    def test_the_same_document_is_the_same_person_in_two_events(self):
        one = registered(an_event(), 1)
        other = registered(an_event(), 1, given_names="Nombre1 Segundo", document_number="40.000.001")
        assert one.person_id == other.person_id

    def test_the_same_mail_is_the_same_person_when_the_name_agrees(self):
        one = registered(an_event(), 1, email="a@prueba.example")
        same = registered(an_event(), 1, document_kind="", document_number="", email="A@prueba.example")
        other = registered(
            an_event(), 7, document_kind="", document_number="", email="a@prueba.example",
            given_names="Zoila", surnames="Distinta",
        )  # fmt: skip
        assert same.person_id == one.person_id
        assert other.person_id != one.person_id, "an office's mailbox is shared"

    def test_a_document_of_another_name_is_asked_about_and_makes_nobody(self):
        registered(an_event(), 1)
        before = Person.objects.count()
        with pytest.raises(Refused, match=r"person\.other_name"):
            registered(an_event(), 1, given_names="Zoila", surnames="Distinta")
        assert Person.objects.count() == before

    def test_an_official_with_a_sign_in_is_found_by_mail(self):
        world, event = testing.people(), an_event()
        row = registered(event, 1, given_names="Alba", surnames="Prueba", email="alba@prueba.example")
        assert row.person == world.alba.person
        world.alba.person.refresh_from_db()
        assert world.alba.person.document_number == "40000001", "what was not known is added"

    def test_a_person_is_in_an_event_once(self):
        event = an_event()
        registered(event, 1)
        with pytest.raises(Refused, match=r"registration\.already"):
            registered(event, 1)

    def test_the_same_id_again_is_the_same_registration(self):
        event, id, tania = an_event(), testing.uuid7(), coordinator().actor
        given = {"by": tania, "event_id": event.pk, "id": id, "values": about_person()}
        assert registering.register(**given).pk == registering.register(**given).pk == id
        assert Participation.objects.count() == 1


def at_once(acts):
    """Run the acts in threads that begin together; what each gave or was refused."""
    together, ended = threading.Barrier(len(acts)), []

    def run(act):
        try:
            together.wait(20)
            ended.append(act())
        except Refused as error:
            ended.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return ended


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_ask_for_the_last_place(self):
        world, event = testing.people(), an_event(capacity=1)
        ended = at_once([lambda: ask(world.alba, event).state, lambda: ask(world.carla, event).state])
        assert sorted(ended) == ["approved", "waiting"]
        assert queries.by_state(event)["approved"] == 1

    def test_the_same_registration_sent_twice_at_once(self):
        event, id, tania = an_event(), testing.uuid7(), coordinator()

        def act():
            given = {"event_id": event.pk, "id": id, "values": about_person()}
            return registering.register(by=tania.actor, **given).pk

        assert at_once([act, act]) == [id, id]
        assert Participation.objects.count() == 1

    def test_two_lists_bring_the_same_person_at_once(self):
        one, other, tania = an_event(), an_event(), coordinator()
        found = at_once([lambda e=e: registered(e, 1, tania).person_id for e in (one, other)])
        assert len(set(found)) == 1

    def test_five_hundred_registrations_at_once_fill_the_places_and_no_more(self):
        event, tania = an_event(capacity=120), coordinator()
        share = [range(n, 501, 8) for n in range(1, 9)]
        at_once([lambda ns=ns: [registered(event, n, tania) for n in ns] for ns in share])
        counted = queries.by_state(event)
        assert (counted["approved"], counted["waiting"]) == (120, 380)
        assert event.participations.values("person").distinct().count() == 500
