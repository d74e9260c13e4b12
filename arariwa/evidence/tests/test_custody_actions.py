"""Hand-overs: offered, accepted, refused, withdrawn; who sees what before and after."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from arariwa.core import access, appendonly, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry, Role
from arariwa.evidence import custody_actions as custody
from arariwa.evidence import integrity, queries
from arariwa.evidence.custody_actions import SealFound
from arariwa.evidence.models import CustodyLink, Handover, HandoverItem, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return testing.people()


def offer(who, items, to, id=None, why="custody", **more):
    return custody.offer(by=who.actor, id=id or testing.uuid7(), to=to, items=items, why=why, **more)


def found(handover, state="whole", seal=None):
    return {
        line.item_id: SealFound(line.seal_given if seal is None else seal, state)
        for line in handover.lines.all()
    }


def accept(who, handover, seals=None, **more):
    return custody.accept(
        by=who.actor, id=handover.pk, seals=found(handover) if seals is None else seals, **more
    )


def refused(act, code):
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as error:
        act()
    assert error.value.code == code
    assert JournalEntry.objects.count() == before
    return error.value


def holder(item):
    return item.links.order_by("-seq").first().holder


class TestOffer:
    def test_custody_does_not_move_yet(self, world):
        handover = testing.a_handover(world.alba)
        (line,) = handover.lines.all()
        assert (handover.state, line.open, line.seal_given) == ("offered", True, "PNP-0001")
        assert holder(line.item) == world.alba.office
        assert list(queries.to_answer(world.carla.actor)) == [handover]
        assert not queries.to_answer(world.alba.actor).exists()

    def test_the_receiver_sees_the_item_only(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}])
        first, second = made.items.all()
        testing.a_handover(world.alba, items=[first])
        carla = world.carla.actor
        assert list(access.visible(Item.objects.all(), carla)) == [first]
        assert access.level_of(carla, Item.objects.get(pk=first.pk)) == access.READ
        for hidden in (made, second):
            assert access.level_of(carla, hidden) == 0
        assert access.level_of(world.beto.actor, Item.objects.get(pk=first.pk)) == access.MANAGE

    def test_the_same_id_again(self, world):
        item, id = testing.an_item(world.alba), testing.uuid7()
        to = world.carla.office
        first = offer(world.alba, {item.pk: "PNP-0001"}, to, id)
        lines = JournalEntry.objects.count()
        assert offer(world.alba, {item.pk: "PNP-0001"}, to, id) == first
        assert JournalEntry.objects.count() == lines
        refused(lambda: offer(world.alba, {item.pk: "PNP-0001"}, to, id, note="otra"), "id.conflict")
        refused(lambda: offer(world.alba, {item.pk: "PNP-0002"}, to, id), "id.conflict")
        dora = testing.someone("Dora", testing.office("PNP-UC", "PNP-DIRMEAMB"))
        refused(lambda: offer(dora, {item.pk: "PNP-0001"}, to, id), "id.malformed")

    def test_rules_come_before_the_table(self, world):
        item = testing.an_item(world.alba)
        here, to = {item.pk: "PNP-0001"}, world.carla.office
        refused(lambda: offer(world.alba, here, world.alba.office), "handover.same_office")
        refused(lambda: offer(world.alba, {}, to), "handover.no_items")
        refused(lambda: offer(world.alba, here, to, why="porque sí"), "handover.why")
        told = refused(lambda: offer(world.alba, {item.pk: "OTRO"}, to), "custody.other_seal")
        assert told.field == f"{item.pk}-seal"
        assert not Handover.objects.exists()
        assert Item.objects.get().compartment_id == item.intervention.compartment_id

    def test_at_most_so_many(self, world, monkeypatch):
        monkeypatch.setattr(custody, "MOST_AT_ONCE", 1)
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "1"}])
        refused(
            lambda: offer(world.alba, {i.pk: "1" for i in made.items.all()}, world.carla.office),
            "handover.too_many",
        )

    def test_an_item_one_may_not_see_is_missing(self, world):
        item = testing.an_item(world.carla)
        with pytest.raises(access.Hidden):
            offer(world.alba, {item.pk: "PNP-0001"}, world.carla.office)

    def test_an_item_another_holds_is_refused(self, world):
        """The office that gave it on still sees it, but cannot give it a second time."""
        item = testing.accepted(testing.a_handover(world.alba)).lines.get().item
        luz = testing.someone("Luz", testing.office("IML-LO", "IML"), "laboratory")
        refused(lambda: offer(world.alba, {item.pk: "PNP-0001"}, luz.office), "custody.wrong_holder")
        assert offer(world.carla, {item.pk: "PNP-0001"}, luz.office, why="forensic").state == "offered"

    def test_what_was_only_seen_cannot_be_handed_over(self, world):
        item = testing.an_item(world.alba, taking="seen", seal="")
        refused(lambda: offer(world.alba, {item.pk: ""}, world.carla.office), "custody.not_taken")

    def test_an_item_waits_in_one_hand_over_at_a_time(self, world):
        item = testing.a_handover(world.alba).lines.get().item
        luz = testing.someone("Luz", testing.office("IML-LO", "IML"), "laboratory")
        refused(lambda: offer(world.beto, {item.pk: "PNP-0001"}, luz.office), "handover.already_offered")
        assert access.level_of(luz.actor, item) == 0

    def test_every_item_that_cannot_be_offered_is_told(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}, {"seal": "3"}])
        first, second, third = made.items.all()
        gone = testing.accepted(testing.a_handover(world.alba)).lines.get().item
        testing.a_handover(world.alba, items=[third])
        given = {first.pk: "9", second.pk: "8", third.pk: "3", gone.pk: "PNP-0001"}
        with pytest.raises(Refused) as error:
            offer(world.alba, given, world.carla.office)
        assert {(one.code, one.field, one.values["item"]) for one in error.value.every} == {
            ("custody.other_seal", f"{first.pk}-seal", first.number),
            ("custody.other_seal", f"{second.pk}-seal", second.number),
            ("handover.already_offered", f"{third.pk}-", third.number),
            ("custody.wrong_holder", f"{gone.pk}-", gone.number),
        }

    def test_one_bad_item_stops_the_whole(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}])
        first, second = made.items.all()
        refused(
            lambda: offer(world.alba, {first.pk: "1", second.pk: "9"}, world.carla.office),
            "custody.other_seal",
        )
        assert not HandoverItem.objects.exists()


class TestAccept:
    def test_the_receiver_holds_it_from_now(self, world):
        handover = testing.a_handover(world.alba)
        accept(world.carla, handover, place="almacén 2", note="recibido")
        item = handover.lines.get().item
        links = list(item.links.order_by("seq"))
        assert [(each.seq, each.kind) for each in links] == [(1, "taken"), (2, "accepted")]
        assert (links[1].holder, links[1].keeper, links[1].place) == (
            world.carla.office,
            world.carla.membership,
            "almacén 2",
        )
        assert links[1].handover == handover
        assert list(integrity.custody_breaks(links)) == []
        assert access.level_of(world.carla.actor, item) == access.ACT
        assert access.level_of(world.alba.actor, item) == access.MANAGE

    def test_only_the_office_it_is_offered_to(self, world):
        handover = testing.a_handover(world.alba)
        refused(lambda: accept(world.beto, handover), "handover.other_office")
        with pytest.raises(access.Hidden):
            accept(testing.someone("Dora", testing.office("PNP-UC", "PNP-DIRMEAMB")), handover)

    @pytest.mark.parametrize(
        ("state", "seal", "code"),
        [
            ("broken", None, "custody.seal_broken"),
            ("none", None, "custody.seal_missing"),
            ("unknown", None, "custody.seal_missing"),
            ("whole", "PNP-9999", "custody.other_seal"),
            ("whole", "", "custody.other_seal"),
        ],
    )
    def test_not_with_a_seal_that_is_not_whole_and_the_same(self, world, state, seal, code):
        handover = testing.a_handover(world.alba)
        told = refused(lambda: accept(world.carla, handover, found(handover, state, seal)), code)
        assert told.field.startswith(str(handover.lines.get().item_id))
        assert handover.lines.get().open
        assert CustodyLink.objects.count() == 1

    def test_one_broken_seal_of_two_stops_both(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}])
        first, second = made.items.all()
        handover = testing.a_handover(world.alba, items=[first, second])
        seals = {first.pk: SealFound("1", "whole"), second.pk: SealFound("2", "broken")}
        refused(lambda: accept(world.carla, handover, seals), "custody.seal_broken")
        assert holder(first) == world.alba.office

    def test_every_wrong_seal_is_told(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}, {"seal": "3"}])
        first, second, third = made.items.all()
        handover = testing.a_handover(world.alba, items=[first, second, third])
        seals = {
            first.pk: SealFound("1", "broken"),
            second.pk: SealFound("2", "whole"),
            third.pk: SealFound("4", "whole"),
        }
        told = refused(lambda: accept(world.carla, handover, seals), "custody.seal_broken")
        assert [(one.code, one.field) for one in told.every] == [
            ("custody.seal_broken", f"{first.pk}-seal_state"),
            ("custody.other_seal", f"{third.pk}-seal"),
        ]
        assert not CustodyLink.objects.filter(kind="accepted").exists()

    def test_an_item_nobody_spoke_of_is_not_accepted(self, world):
        handover = testing.a_handover(world.alba)
        refused(lambda: accept(world.carla, handover, {}), "custody.seal_missing")

    def test_twice_is_refused_with_its_number(self, world):
        handover = testing.accepted(testing.a_handover(world.alba))
        handover.refresh_from_db()
        assert refused(lambda: accept(world.carla, handover), "handover.answered").values == {
            "number": handover.number,
            "how": "recibida",
            "who": "Carla Prueba, ATFFS Loreto",
            "at": handover.accepted_at,
        }

    def test_time_does_not_run_backwards(self, world):
        handover = testing.a_handover(world.alba)
        early = testing.actor(world.carla, handover.offered_at + timedelta(seconds=1))
        item = handover.lines.get().item
        with appendonly.lifted():
            item.links.update(at=early.now + timedelta(hours=1))
        with pytest.raises(Refused) as error:
            custody.accept(by=early, id=handover.pk, seals=found(handover))
        assert error.value.code == "custody.time"

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("turn", range(3))
    def test_two_people_accepting_at_once(self, turn):
        """Exactly one succeeds; the other is told that it was answered; the item has one holder and one more link."""
        from arariwa.core.refusals import worded

        world = testing.people()
        clara = testing.someone("Clara", world.carla.office, "wildlife")
        handover = testing.a_handover(world.alba)
        together, ended = threading.Barrier(2), []

        def run(who):
            try:
                together.wait(10)
                ended.append(accept(who, handover).answered_by)
            except Refused as error:
                ended.append((error.code, worded(error)))
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(who,)) for who in (world.carla, clara)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        told = [each for each in ended if isinstance(each, tuple)]
        assert len(ended) == 2
        assert len(told) == 1
        assert told[0][0] in ("handover.answered", "custody.meanwhile")
        assert told[0][1]
        links = list(CustodyLink.objects.order_by("seq"))
        assert [each.seq for each in links] == [1, 2]
        assert links[1].keeper in (world.carla.membership, clara.membership)
        assert list(integrity.custody_breaks(links)) == []

    @pytest.mark.django_db(transaction=True)
    def test_accepted_and_withdrawn_at_once_only_one_holds(self):
        world = testing.people()
        handover = testing.a_handover(world.alba)
        together, ended = threading.Barrier(2), []

        def run(act):
            try:
                together.wait(10)
                ended.append(act().state)
            except (Refused, access.Hidden) as error:
                ended.append(type(error).__name__)
            finally:
                connection.close()

        acts = [
            lambda: accept(world.carla, handover),
            lambda: custody.withdraw(by=world.alba.actor, id=handover.pk, why="error"),
        ]
        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        handover.refresh_from_db()
        assert sorted(ended) == sorted(["Refused", handover.state])
        expected = world.carla.office if handover.state == "accepted" else world.alba.office
        assert holder(handover.lines.get().item) == expected

    @pytest.mark.django_db(transaction=True)
    def test_two_offers_of_the_same_items_in_the_other_order_do_not_wait_for_ever(self):
        world = testing.people()
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "1"}, {"seal": "1"}])
        items = [item.pk for item in made.items.all()]
        together, ended = threading.Barrier(2), []

        def run(order):
            try:
                together.wait(10)
                ended.append(offer(world.alba, dict.fromkeys(order, "1"), world.carla.office).state)
            except Refused as error:
                ended.append(error.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(order,)) for order in (items, items[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(ended) == ["handover.already_offered", "offered"]


class TestRefuseAndWithdraw:
    def test_refused_with_the_reason_the_receiver_stops_seeing(self, world):
        handover = testing.a_handover(world.alba)
        item = handover.lines.get().item
        custody.refuse(
            by=world.carla.actor, id=handover.pk, why=" precinto roto ", seals=found(handover, "broken")
        )
        handover.refresh_from_db()
        line = handover.lines.get()
        assert (handover.state, handover.answer_why, handover.answered_by) == (
            "refused",
            "precinto roto",
            world.carla.membership,
        )
        assert (line.seal_state, line.open) == ("broken", False)
        assert holder(item) == world.alba.office
        assert access.level_of(world.carla.actor, item) == 0
        assert access.level_of(world.carla.actor, handover) > 0

    def test_withdrawn_the_receiver_stops_seeing(self, world):
        handover = testing.a_handover(world.alba)
        item = handover.lines.get().item
        custody.withdraw(by=world.beto.actor, id=handover.pk, why="se equivocó de oficina")
        assert access.level_of(world.carla.actor, item) == 0
        refused(lambda: accept(world.carla, handover), "handover.answered")
        assert testing.a_handover(world.alba, items=[item]).state == "offered"

    def test_not_without_a_reason_and_not_by_the_other_side(self, world):
        handover = testing.a_handover(world.alba)
        refused(lambda: custody.refuse(by=world.carla.actor, id=handover.pk, why=" "), "reason.missing")
        refused(lambda: custody.withdraw(by=world.alba.actor, id=handover.pk, why=""), "reason.missing")
        refused(lambda: custody.refuse(by=world.alba.actor, id=handover.pk, why="x"), "handover.other_office")
        refused(
            lambda: custody.withdraw(by=world.carla.actor, id=handover.pk, why="x"), "handover.other_office"
        )

    def test_refusing_a_second_offer_takes_nothing_that_came_from_elsewhere(self, world):
        """Who held it once goes on seeing what they answered for."""
        luz = testing.someone("Luz", testing.office("IML-LO", "IML"), "laboratory")
        item = testing.accepted(testing.a_handover(world.alba)).lines.get().item
        back = offer(world.carla, {item.pk: "PNP-0001"}, luz.office, why="forensic")
        accept(luz, back)
        again = offer(luz, {item.pk: "PNP-0001"}, world.carla.office, why="return")
        custody.refuse(by=world.carla.actor, id=again.pk, why="no hay sitio")
        assert access.level_of(world.carla.actor, item) == access.ACT


class TestSealAndMove:
    def test_sealed_again_by_who_holds_it(self, world):
        item = testing.an_item(world.alba)
        custody.seal_again(by=world.beto.actor, item_id=item.pk, seal="PNP-0002", note="se abrió para pesar")
        refused(lambda: offer(world.alba, {item.pk: "PNP-0001"}, world.carla.office), "custody.other_seal")
        assert offer(world.alba, {item.pk: "PNP-0002"}, world.carla.office)

    def test_moved_within_the_office(self, world):
        item = testing.an_item(world.alba)
        link = custody.move(by=world.beto.actor, item_id=item.pk, place="congelador 2")
        assert (link.holder, link.keeper, link.place, link.seal) == (
            world.alba.office,
            world.beto.membership,
            "congelador 2",
            "PNP-0001",
        )

    def test_not_while_it_waits_in_a_hand_over(self, world):
        item = testing.a_handover(world.alba).lines.get().item
        refused(
            lambda: custody.move(by=world.alba.actor, item_id=item.pk, place="x"), "handover.already_offered"
        )
        refused(
            lambda: custody.seal_again(by=world.alba.actor, item_id=item.pk, seal="x", note="y"),
            "handover.already_offered",
        )

    def test_not_by_who_no_longer_holds_it(self, world):
        item = testing.accepted(testing.a_handover(world.alba)).lines.get().item
        refused(lambda: custody.move(by=world.alba.actor, item_id=item.pk, place="x"), "custody.wrong_holder")
        assert custody.move(by=world.carla.actor, item_id=item.pk, place="x")

    @pytest.mark.django_db(transaction=True)
    def test_two_acts_at_once_make_one_chain(self):
        """Each is recorded, or told that someone was first; the chain never forks."""
        world = testing.people()
        item = testing.an_item(world.alba)
        together, ended = threading.Barrier(4), []

        def run(n):
            try:
                together.wait(10)
                ended.append(custody.move(by=world.alba.actor, item_id=item.pk, place=f"lugar {n}").seq)
            except Refused as error:
                ended.append(error.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        links = list(item.links.order_by("seq"))
        assert [each.seq for each in links] == list(range(1, len(links) + 1))
        assert list(integrity.custody_breaks(links)) == []
        told = [each for each in ended if isinstance(each, str)]
        assert set(told) <= {"custody.time", "custody.meanwhile"}
        assert len(links) == 5 - len(told)


CHANGES = {
    "seal": "OTRO",
    "place": "otro",
    "note": "otra",
    "why": "otro",
    "seal_state": "none",
    "kind": "moved",
    "precision": "year",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_link_changed_behind_the_triggers_is_found(world, column):
    item = testing.accepted(testing.a_handover(world.alba)).lines.get().item
    with appendonly.lifted():
        item.links.filter(seq=1).update(**{column: CHANGES[column]})
    assert [(each.seq, each.what) for each in integrity.custody_breaks(queries.custody_history(item))] == [
        (1, "content")
    ]


def test_a_lost_and_an_exchanged_holder_are_found(world):
    item = testing.accepted(testing.a_handover(world.alba)).lines.get().item
    with appendonly.lifted():
        item.links.filter(seq=1).update(holder=world.pilar.office)
        assert [each.what for each in integrity.custody_breaks(list(item.links.order_by("seq")))] == [
            "content"
        ]
        item.links.filter(seq=1).delete()
    assert [each.what for each in integrity.custody_breaks(list(item.links.order_by("seq")))] == [
        "gap",
        "previous",
    ]


def test_hand_overs_list_for_both_sides_and_nobody_else(world):
    handover = testing.a_handover(world.alba)
    for who, sees in (
        (world.alba, True),
        (world.beto, True),
        (world.carla, True),
        (world.pilar, False),
        (world.ada, False),
    ):
        assert queries.handovers(who.actor).filter(pk=handover.pk).exists() == sees


def test_roles_that_hold(world):
    """A judge or an analyst reads; they do not take things into custody."""
    assert {Role.JUDGE, Role.ANALYST, Role.PROGRAMME, Role.ADMINISTRATOR} & set(custody.HOLDERS) == set()
    handover = testing.a_handover(world.alba)
    clerk = testing.someone("Aura", world.carla.office, "analyst")
    refused(lambda: accept(clerk, handover), "access.role")
