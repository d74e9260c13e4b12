"""Recording an intervention: drafts that may be sent twice, registering, sending on, voiding."""

import threading
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from arariwa.core import access, testing, versions
from arariwa.core.domain.ids import is_short_number
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.evidence import actions, integrity, queries
from arariwa.evidence.models import CustodyLink, Intervention, Item, Mention, Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return testing.people()


def draft(by, id=None, **changes):
    return actions.draft_intervention(
        by=by.actor, id=id or testing.uuid7(), values=testing.about_intervention(**changes)
    )


def add(by, made, id=None, version=None, **changes):
    return actions.save_item(
        by=by.actor,
        intervention_id=made.pk,
        id=id or testing.uuid7(),
        values=testing.about_item(**changes),
        version=version,
    )


def join(by, made, id=None, version=None, **values):
    values = {"part": "intervened", "name": "X Y", **values}
    return actions.save_participant(
        by=by.actor, intervention_id=made.pk, id=id or testing.uuid7(), values=values, version=version
    )


def refused(act, code, field=None):
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as error:
        act()
    assert error.value.code == code
    if field is not None:
        assert error.value.field == field
    assert JournalEntry.objects.count() == before
    return error.value


class TestDraft:
    def test_it_belongs_to_the_office_that_began_it(self, world):
        made = draft(world.alba)
        assert (made.office, made.created_by, made.number) == (world.alba.office, world.alba.membership, None)
        assert access.level_of(world.beto.actor, made) == access.MANAGE
        assert access.level_of(world.carla.actor, made) == 0

    def test_the_same_id_with_the_same_content_changes_nothing(self, world):
        id = testing.uuid7()
        first, lines = draft(world.alba, id), JournalEntry.objects.count()
        assert draft(world.alba, id) == first
        assert draft(world.beto, id) == first
        assert Intervention.objects.count() == 1
        assert JournalEntry.objects.count() == lines

    def test_the_same_id_with_other_content_is_a_conflict(self, world):
        id = testing.uuid7()
        draft(world.alba, id)
        refused(lambda: draft(world.alba, id, place_text="Otro"), "id.conflict")
        assert Intervention.objects.get().place_text == "Mercado, puesto 12"

    def test_an_id_of_a_record_one_may_not_see_gets_the_words_of_a_malformed_one(self, world):
        id = testing.uuid7()
        draft(world.alba, id)
        refused(lambda: draft(world.carla, id), "id.malformed")
        refused(lambda: draft(world.carla, id, place_text="Otro"), "id.malformed")

    def test_who_may_not_record_does_not(self, world):
        refused(lambda: draft(world.ada), "access.role")

    def test_the_day_is_neither_to_come_nor_before_the_law(self, world):
        today = world.alba.actor.today
        tomorrow = today + timedelta(days=1)
        refused(
            lambda: draft(world.alba, facts_from=tomorrow, facts_until=tomorrow + timedelta(days=1)),
            "day.future",
            "day",
        )
        old = actions.FIRST_DAY - timedelta(days=1)
        refused(
            lambda: draft(world.alba, facts_from=old, facts_until=old + timedelta(days=1)),
            "day.too_old",
            "day",
        )
        assert draft(
            world.alba, facts_from=actions.FIRST_DAY, facts_until=actions.FIRST_DAY + timedelta(days=1)
        )
        assert draft(world.alba, facts_from=today, facts_until=tomorrow)

    def test_a_month_that_has_begun_is_not_to_come(self, world):
        first = world.alba.actor.today.replace(day=1)
        assert draft(world.alba, facts_from=first, facts_until=first + timedelta(days=31))


class TestRowsOfADraft:
    def test_items_keep_their_order(self, world):
        made = draft(world.alba)
        for name in ("uno", "dos", "tres"):
            add(world.alba, made, reported_as=name)
        assert [(i.order, i.reported_as) for i in made.items.all()] == [(1, "uno"), (2, "dos"), (3, "tres")]

    def test_adding_twice_is_once_and_otherwise_a_conflict(self, world):
        made, id = draft(world.alba), testing.uuid7()
        assert add(world.alba, made, id) == add(world.alba, made, id)
        refused(lambda: add(world.alba, made, id, reported_as="otra"), "id.conflict")
        assert join(world.alba, made, id) == join(world.alba, made, id)
        refused(lambda: join(world.alba, made, id, name="Otro"), "id.conflict")

    def test_a_row_of_another_intervention_is_as_if_the_id_were_malformed(self, world):
        mine, theirs = draft(world.alba), draft(world.carla)
        item, person = add(world.carla, theirs), join(world.carla, theirs)
        refused(lambda: add(world.alba, mine, item.pk), "id.malformed")
        refused(lambda: join(world.alba, mine, person.pk), "id.malformed")

    @pytest.mark.parametrize(
        ("make", "model", "change"),
        [(add, Item, {"reported_as": "otra"}), (join, Participant, {"name": "Otro"})],
    )
    def test_who_saves_second_is_told(self, world, make, model, change):
        made = draft(world.alba)
        row = make(world.alba, made)
        make(world.alba, made, row.pk, version=1, **change)
        with pytest.raises(versions.Stale):
            make(world.beto, made, row.pk, version=1, **{key: "De Beto" for key in change})
        assert model.objects.get().version == 2

    def test_taken_off_and_put_back(self, world):
        made = draft(world.alba)
        item, person = add(world.alba, made), join(world.alba, made)
        actions.remove_item(by=world.alba.actor, id=item.pk)
        actions.remove_participant(by=world.alba.actor, id=person.pk)
        refused(
            lambda: actions.register_intervention(by=world.alba.actor, id=made.pk), "intervention.no_items"
        )
        actions.remove_item(by=world.alba.actor, id=item.pk, undo=True)
        actions.register_intervention(by=world.alba.actor, id=made.pk)
        assert not Mention.objects.exists()
        verbs = list(JournalEntry.objects.order_by("seq").values_list("verb", flat=True))
        assert [v for v in verbs if "remo" in v or "resto" in v] == [
            "item.removed",
            "participant.removed",
            "item.restored",
        ]

    def test_others_change_nothing(self, world):
        made = draft(world.alba)
        item = add(world.alba, made)
        for act in (
            lambda: add(world.carla, made),
            lambda: actions.remove_item(by=world.carla.actor, id=item.pk),
            lambda: actions.register_intervention(by=world.carla.actor, id=made.pk),
            lambda: actions.edit_intervention(
                by=world.carla.actor, id=made.pk, version=1, values={"title": "x"}
            ),
        ):
            with pytest.raises(access.Hidden):
                act()

    def test_who_may_only_act_does_not_change_the_record(self, world):
        made = draft(world.alba)
        with testing.in_action():
            access.allow(world.alba.actor, made, world.carla.office, access.ACT, "test")
        refused(lambda: add(world.carla, made), "access.level")

    def test_at_most_so_many(self, world, monkeypatch):
        monkeypatch.setattr(actions, "MOST_ITEMS", 2)
        made = draft(world.alba)
        add(world.alba, made)
        add(world.alba, made)
        assert refused(lambda: add(world.alba, made), "item.too_many").values == {"most": 2}


class TestRegister:
    def test_it_and_its_items_get_numbers(self, world):
        made = testing.an_intervention(world.alba, [{}, {}, {"taking": "seen", "seal": ""}])
        year, *office, _tail = made.number.split("-")
        assert year == str(made.facts_from.year)
        assert "-".join(office) == world.alba.office.code
        assert is_short_number(made.number)
        assert [item.number for item in made.items.all()] == [f"{made.number}-{n:02}" for n in (1, 2, 3)]
        assert made.registered_by == world.alba.membership

    def test_items_taken_off_get_no_number(self, world):
        made = draft(world.alba)
        off, kept = add(world.alba, made), add(world.alba, made)
        actions.remove_item(by=world.alba.actor, id=off.pk)
        actions.register_intervention(by=world.alba.actor, id=made.pk)
        assert Item.objects.get(pk=off.pk).number is None
        assert Item.objects.get(pk=kept.pk).number.endswith("-01")

    def test_custody_begins_for_what_was_taken_only(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "A-1"}, {"taking": "left"}, {"taking": "seen"}])
        (link,) = CustodyLink.objects.filter(item__intervention=made)
        assert (link.seq, link.kind, link.holder, link.keeper) == (
            1,
            "taken",
            world.alba.office,
            world.alba.membership,
        )
        assert (link.seal, link.seal_state, link.item.reported_as) == ("A-1", "whole", "charapas")
        assert list(integrity.custody_breaks([link])) == []

    def test_what_another_office_keeps_begins_there_and_shows_there(self, world):
        made = testing.an_intervention(world.alba, held_by=world.carla.office)
        item = made.items.get()
        assert item.links.get().holder == world.carla.office
        assert access.level_of(world.carla.actor, item) == access.ACT
        assert access.level_of(world.carla.actor, made) == 0
        assert access.level_of(world.beto.actor, item) == access.MANAGE

    def test_names_are_kept_as_written(self, world):
        made = draft(world.alba)
        join(
            world.alba,
            made,
            name="José  Ñique, (a) «Zorro»",
            document_kind="dni",
            document_number="12 345-678",
            phone="+51 999",
        )
        join(world.alba, made, part="witness", name="")
        add(
            world.alba,
            made,
            kind="vehicle",
            reported_as="camioneta",
            identifier="abc-123",
            taxa=[],
            condition="unknown",
        )
        add(
            world.alba,
            made,
            kind="phone",
            reported_as="celular",
            identifier="35 9999",
            identifier_kind="imei",
            taxa=[],
        )
        actions.register_intervention(by=world.alba.actor, id=made.pk)
        assert sorted(Mention.objects.values_list("kind", "as_written", "normalised")) == [
            ("document_dni", "12 345-678", "12345678"),
            ("imei", "35 9999", "359999"),
            ("person", "José  Ñique, (a) «Zorro»", "JOSENIQUEAZORRO"),
            ("phone", "+51 999", "51999"),
            ("plate", "abc-123", "ABC123"),
        ]

    def test_the_prosecutor_told_may_act_and_the_rest_sees_nothing(self, world):
        made = testing.an_intervention(
            world.alba, prosecutor_told="telephone", prosecutor_office=world.pilar.office
        )
        assert access.level_of(world.pilar.actor, made) == access.ACT
        assert access.level_of(world.pilar.actor, made.items.get()) == access.ACT
        assert access.level_of(world.carla.actor, made) == 0
        refused(lambda: actions.void_intervention(by=world.pilar.actor, id=made.pk, why="x"), "access.level")

    @pytest.mark.parametrize("told", ["not_told", "unknown"])
    def test_a_prosecutor_not_told_sees_nothing(self, world, told):
        made = testing.an_intervention(world.alba, prosecutor_told=told, prosecutor_office=world.pilar.office)
        assert access.level_of(world.pilar.actor, made) == 0

    def test_a_draft_is_not_yet_told(self, world):
        made = testing.an_intervention(
            world.alba, registered=False, prosecutor_told="present", prosecutor_office=world.pilar.office
        )
        assert access.level_of(world.pilar.actor, made) == 0

    def test_an_empty_one_is_refused(self, world):
        made = draft(world.alba)
        refused(
            lambda: actions.register_intervention(by=world.alba.actor, id=made.pk), "intervention.no_items"
        )

    def test_once_registered_nothing_changes(self, world):
        made = testing.an_intervention(world.alba)
        item = made.items.get()
        for act in (
            lambda: actions.register_intervention(by=world.alba.actor, id=made.pk),
            lambda: actions.edit_intervention(
                by=world.alba.actor, id=made.pk, version=1, values={"title": "x"}
            ),
            lambda: add(world.alba, made),
            lambda: join(world.alba, made),
            lambda: actions.remove_item(by=world.alba.actor, id=item.pk),
        ):
            assert refused(act, "intervention.registered").values == {"number": made.number}

    def test_one_that_changed_since_the_review_is_refused(self, world):
        made = testing.an_intervention(world.alba, registered=False)
        seen = queries.state_of(made)
        add(world.beto, made)
        refused(
            lambda: actions.register_intervention(by=world.alba.actor, id=made.pk, seen=seen),
            "intervention.changed",
        )
        made.refresh_from_db()
        assert actions.register_intervention(
            by=world.alba.actor, id=made.pk, seen=queries.state_of(made)
        ).number

    def test_the_law_of_an_hour_to_come_is_not_known(self, world):
        by = world.alba.actor
        today, soon = by.today, timezone.localtime(by.now) + timedelta(hours=1)
        if soon.date() != today:
            by = testing.actor(world.alba, by.now - timedelta(hours=3))
            soon = timezone.localtime(by.now) + timedelta(hours=1)
        made = testing.an_intervention(
            by,
            registered=False,
            facts_from=by.today,
            facts_until=by.today + timedelta(days=1),
            end_time=soon.time(),
        )
        refused(lambda: actions.register_intervention(by=by, id=made.pk), "hour.future", "end_time")

    @pytest.mark.django_db(transaction=True)
    def test_registered_twice_at_once_it_gets_one_number(self):
        world = testing.people()
        made = testing.an_intervention(world.alba, registered=False)
        together, ended = threading.Barrier(2), []

        def register(who):
            try:
                by = who.actor
                together.wait(10)
                ended.append(actions.register_intervention(by=by, id=made.pk).number)
            except Refused as error:
                ended.append(error.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=register, args=(who,)) for who in (world.alba, world.beto)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        made.refresh_from_db()
        assert sorted(ended) == sorted([made.number, "intervention.registered"])
        assert CustodyLink.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_a_form_sent_twice_at_once_makes_one_draft(self):
        world, id = testing.people(), testing.uuid7()
        together, ended = threading.Barrier(4), []

        def send():
            try:
                together.wait(10)
                ended.append(draft(world.alba, id).pk)
            except Exception as error:  # noqa: BLE001  (told below)
                ended.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert ended == [id] * 4
        assert Intervention.objects.count() == 1


DAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("until", "start", "end", "expected", "precision"),
    [
        (date(2026, 3, 17), None, None, "2026-03-16T00:00:00-05:00", "day"),
        (date(2026, 3, 17), time(6), None, "2026-03-16T06:00:00-05:00", "minute"),
        (date(2026, 3, 17), time(6), time(7, 40), "2026-03-16T07:40:00-05:00", "minute"),
        (date(2026, 3, 17), None, time(7, 40), "2026-03-16T07:40:00-05:00", "minute"),
        (date(2026, 3, 17), time(22), time(2), "2026-03-17T02:00:00-05:00", "minute"),
        (date(2026, 4, 16), None, None, "2026-03-16T00:00:00-05:00", "span"),
    ],
)
def test_when_things_were_taken(until, start, end, expected, precision):
    made = Intervention(facts_from=DAY, facts_until=until, start_time=start, end_time=end)
    assert actions.moment_of(made) == (datetime.fromisoformat(expected), precision)


class TestTell:
    def test_the_prosecutor_then_reaches_it_whole(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}])
        testing.a_handover(world.alba, items=[made.items.first()])
        actions.tell_prosecutor(by=world.alba.actor, id=made.pk, office=world.pilar.office)
        pilar = world.pilar.actor
        assert access.level_of(pilar, made) == access.ACT
        assert all(access.level_of(pilar, item) for item in made.items.all())

    def test_only_a_prosecutor_and_only_what_is_registered(self, world):
        made, unfinished = testing.an_intervention(world.alba), draft(world.alba)
        refused(
            lambda: actions.tell_prosecutor(by=world.alba.actor, id=made.pk, office=world.carla.office),
            "intervention.not_prosecutor",
        )
        refused(
            lambda: actions.tell_prosecutor(by=world.alba.actor, id=unfinished.pk, office=world.pilar.office),
            "case.draft_intervention",
        )


class TestVoid:
    def test_it_stays_with_who_when_and_why(self, world):
        made = testing.an_intervention(world.alba)
        actions.void_intervention(by=world.beto.actor, id=made.pk, why=" duplicada ")
        made.refresh_from_db()
        assert (made.voided_by, made.voided_why) == (world.beto.membership, "duplicada")
        assert made.number
        assert made not in queries.interventions(world.alba.actor)
        assert made in queries.interventions(world.alba.actor, state="void")

    def test_a_draft_may_be_voided_and_is_then_closed(self, world):
        made = draft(world.alba)
        actions.void_intervention(by=world.alba.actor, id=made.pk, why="x")
        refused(lambda: add(world.alba, made), "record.voided")
        refused(lambda: actions.void_intervention(by=world.alba.actor, id=made.pk, why="x"), "record.voided")

    def test_not_without_a_reason(self, world):
        made = testing.an_intervention(world.alba)
        refused(
            lambda: actions.void_intervention(by=world.alba.actor, id=made.pk, why=" \n"),
            "reason.missing",
            "why",
        )

    def test_not_while_an_item_is_offered_nor_once_it_was_handed_on(self, world):
        offered = testing.a_handover(world.alba).lines.get().item.intervention
        refused(
            lambda: actions.void_intervention(by=world.alba.actor, id=offered.pk, why="x"),
            "intervention.handed_on",
        )
        given = testing.accepted(testing.a_handover(world.alba)).lines.get().item.intervention
        refused(
            lambda: actions.void_intervention(by=world.alba.actor, id=given.pk, why="x"),
            "intervention.handed_on",
        )

    def test_not_once_a_case_rests_on_it(self, world):
        made = testing.a_case().interventions.get()
        refused(
            lambda: actions.void_intervention(by=world.alba.actor, id=made.pk, why="x"),
            "intervention.in_case",
        )


class TestIdentify:
    def identify(self, who, item, version=1, taxa=("Podocnemis unifilis",), by_expert=False):
        return actions.identify_item(
            by=who.actor, id=item.pk, version=version, taxa=list(taxa), by_expert=by_expert
        )

    def test_the_name_as_reported_stays(self, world):
        item = testing.an_item(world.alba)
        self.identify(world.alba, item)
        item.refresh_from_db()
        assert (item.reported_as, item.taxa, item.identified_by) == (
            "charapas",
            ["Podocnemis unifilis"],
            "official",
        )
        self.identify(world.alba, item, version=2, by_expert=True)
        item.refresh_from_db()
        assert (item.identified_by, item.taxon) == ("expert", "Podocnemis unifilis")
        assert JournalEntry.objects.latest("seq").facts["before"] == ["Podocnemis_unifilis"]

    def test_several_stay_open(self, world):
        item = testing.an_item(world.alba)
        self.identify(world.alba, item, taxa=("Podocnemis unifilis", "Podocnemis expansa"))
        item.refresh_from_db()
        assert item.taxon == ""

    def test_the_receiver_may_who_was_only_offered_may_not(self, world):
        handover = testing.a_handover(world.alba)
        item = handover.lines.get().item
        refused(lambda: self.identify(world.carla, item), "access.level")
        testing.accepted(handover)
        self.identify(world.carla, item)

    def test_a_car_has_no_species(self, world):
        item = testing.an_item(world.alba, kind="vehicle", taxa=[], condition="unknown")
        refused(lambda: self.identify(world.alba, item), "item.not_specimen")

    def test_who_looked_at_an_old_page_is_told(self, world):
        item = testing.an_item(world.alba)
        self.identify(world.alba, item)
        with pytest.raises(versions.Stale):
            self.identify(world.beto, item, taxa=("Podocnemis expansa", "Podocnemis sextuberculata"))

    def test_not_on_a_void_record(self, world):
        item = testing.an_item(world.alba)
        actions.void_intervention(by=world.alba.actor, id=item.intervention.pk, why="x")
        refused(lambda: self.identify(world.alba, item), "record.voided")


class TestPhotos:
    def test_the_photo_of_an_item_goes_with_it(self, world):
        made = testing.an_intervention(world.alba, [{"seal": "1"}, {"seal": "2"}])
        first, second = made.items.all()
        of = {
            thing: actions.add_photo(
                by=world.alba.actor,
                intervention_id=made.pk,
                upload=testing.a_photo(),
                item_id=thing and thing.pk,
            )
            for thing in (None, first, second)
        }
        testing.a_handover(world.alba, items=[first])
        carla = world.carla.actor
        assert access.get(type(of[first]), carla, pk=of[first].pk)
        for hidden in (None, second):
            with pytest.raises(access.Hidden):
                access.get(type(of[first]), carla, pk=of[hidden].pk)

    def test_a_photo_taken_down_of_a_registered_record_needs_a_reason(self, world):
        made = testing.an_intervention(world.alba)
        photo = actions.add_photo(by=world.alba.actor, intervention_id=made.pk, upload=testing.a_photo())
        refused(lambda: actions.remove_photo(by=world.alba.actor, id=photo.pk), "reason.missing")
        assert actions.remove_photo(by=world.alba.actor, id=photo.pk, why="borrosa").voided_why == "borrosa"


def test_absurd_amounts_do_not_reach_the_table(world):
    from django.db import IntegrityError, transaction

    made = draft(world.alba)
    for amount in (Decimal(0), Decimal(-1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            add(world.alba, made, quantity=amount)
    assert add(world.alba, made, quantity=None).quantity is None
