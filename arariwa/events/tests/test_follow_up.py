"""What follows from an event: promises and evidence, stock, opinions, photos, costs, stops, duplicates."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.events import (
    attending,
    following,
    opinions,
    photographing,
    promising,
    same_person,
    spending,
    stocking,
)
from arariwa.events.domain.promises import Standing
from arariwa.events.models import EventPhoto, Evidence, Opinion, OpinionTicket, Promise, StockMove
from arariwa.events.tests import small

pytestmark = pytest.mark.django_db
uuid7 = testing.uuid7


@pytest.fixture
def tania():
    return small.coordinator()


@pytest.fixture
def held(tania):
    """A closed event of yesterday with two persons who were there."""
    return small.a_closed_event(2, tania)


def an_agreement(event, by, **changes):
    given = {"id": uuid7(), "what": "Compartir las alertas", "due_on": timezone.localdate(), **changes}
    given.setdefault("institution", by.office.institution)
    return promising.promise(by=by.actor, event_id=event.pk, **given)


def day_of(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def stand(event, today=None):
    return [row.standing for row in following.of_event(event, today or timezone.localdate())]


class TestPromises:
    def test_state_follows_from_evidence_alone_also_after_closing(self, tania, held):
        row = an_agreement(held, tania)
        assert stand(held) == [Standing.SOON]
        assert stand(held, timezone.localdate() + timedelta(days=1)) == [Standing.LATE]
        said = {"on": timezone.localdate(), "text": "Oficio recibido", "fulfils": True}
        shown = promising.show(by=tania.actor, promise_id=row.pk, id=uuid7(), file=testing.a_photo(), **said)
        assert stand(held) == [Standing.KEPT]
        assert [p.name for p in following.of_event(held, timezone.localdate())[0].evidence[0].papers] == [
            "foto.jpg"
        ]
        promising.void_evidence(by=tania.actor, id=shown.pk, why="era de otro acuerdo")
        assert stand(held) == [Standing.SOON]
        assert Evidence.objects.count() == 1, "what was recorded stays"

    def test_what_is_past_its_day_waits_on_home_until_it_is_shown(self, tania, held):
        client = testing.sign_in(tania)
        row = an_agreement(held, tania, what="Compartir alertas tardías", due_on=held.until_on)
        assert "Compartir alertas tardías" in client.get(reverse("core:home")).content.decode()
        promising.show(
            by=tania.actor, promise_id=row.pk, id=uuid7(), on=held.until_on, text="Oficio", fulfils=True
        )
        assert "Compartir alertas tardías" not in client.get(reverse("core:home")).content.decode()

    def test_agreements_stock_and_duplicates_are_reached_from_the_events(self, tania):
        said = testing.sign_in(tania).get(reverse("events:events")).content.decode()
        assert all(
            f'"{reverse(f"events:{name}")}"' in said for name in ("promises", "materials", "duplicates")
        )

    def test_whoever_records_a_consent_reads_what_is_signed(self, tania, held):
        said = testing.sign_in(tania).get(reverse("events:add_consent", args=[held.pk])).content.decode()
        assert "Autorizar fotos es voluntario" in said

    def test_an_institution_of_another_country_may_owe_it(self, tania, held):
        client = testing.sign_in(tania)
        form = {"id": uuid7(), "what": "Avisar de cada incautación", **day_of("due_on", held.until_on)}
        url = reverse("events:add_agreement", args=[held.pk])
        assert client.post(url, form).status_code == 422, "somebody owes it"
        assert (
            client.post(url, form | {"institution_text": "Ministerio del Ambiente del Ecuador"}).status_code
            == 302
        )
        assert Promise.objects.get().owner == "Ministerio del Ambiente del Ecuador"
        for who, shown in (("institution", True), ("participant", False)):
            page = client.get(reverse("events:promises"), {"de": who}).content.decode()
            assert ("Avisar de cada" in page) is shown

    def test_sent_twice_it_stands_once(self, tania, held):
        id = uuid7()
        assert an_agreement(held, tania, id=id) == an_agreement(held, tania, id=id)
        with pytest.raises(Refused, match=r"id\.conflict"):
            an_agreement(held, tania, id=id, what="Otra cosa")
        assert Promise.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"what": "  "}, "field.missing"),
            ({"institution": None}, "promise.owner"),
            ({"due_on": timezone.localdate() - timedelta(days=9)}, "promise.due"),
            ({"what": "a\u202eb"}, "text.steering"),
        ],
    )
    def test_bad_input_changes_nothing(self, tania, held, changes, code):
        with pytest.raises(Refused) as refused:
            an_agreement(held, tania, **changes)
        assert refused.value.code == code and not Promise.objects.exists()

    def test_a_participant_of_another_event_cannot_commit(self, tania, held):
        other = small.a_closed_event(1, tania)
        with pytest.raises(Refused, match=r"promise\.not_of_event"):
            an_agreement(held, tania, institution=None, participation=other.participations.get().pk)

    def test_nobody_else_sees_or_shows_anything(self, tania, held):
        from arariwa.core.access import Hidden

        row, alba = an_agreement(held, tania), testing.people().alba
        assert not following.visible(alba.actor).exists()
        with pytest.raises(Hidden):
            promising.drop(by=alba.actor, id=row.pk, why="no")

    def test_dropped_with_a_reason(self, tania, held):
        row = an_agreement(held, tania)
        with pytest.raises(Refused, match=r"reason\.missing"):
            promising.drop(by=tania.actor, id=row.pk, why=" ")
        promising.drop(by=tania.actor, id=row.pk, why="se firmó otro")
        assert stand(held) == [Standing.DROPPED]


class TestStock:
    def a_manual(self, tania, pieces=3):
        row = stocking.add_material(by=tania.actor, id=uuid7(), name_es="Manual de custodia")
        stocking.move(by=tania.actor, material_id=row.pk, id=uuid7(), quantity=pieces, reason="received")
        return row

    def test_handing_out_twice_hands_out_once(self, tania, held):
        manual, id = self.a_manual(tania), uuid7()
        to = list(held.participations.values_list("pk", flat=True))
        given = {
            "by": tania.actor,
            "event_id": held.pk,
            "material_id": manual.pk,
            "to": to,
            "public": 1,
            "id": id,
        }
        assert stocking.hand_out(**given) == 3
        assert stocking.hand_out(**given) == 0
        assert stocking.in_stock(manual) == 0
        [item] = stocking.delivery(held).items
        assert (item.persons, item.public) == (2, 1)

    def test_what_is_not_there_cannot_be_handed_out(self, tania, held):
        manual = self.a_manual(tania, 1)
        with pytest.raises(Refused) as refused:
            stocking.hand_out(by=tania.actor, event_id=held.pk, material_id=manual.pk, public=2, id=uuid7())
        assert refused.value.code == "stock.short" and stocking.in_stock(manual) == 1

    @pytest.mark.parametrize(
        ("quantity", "reason"), [(0, "received"), (-1, "received"), (2, "lost"), (1, "handed_out")]
    )
    def test_wrong_moves(self, tania, quantity, reason):
        manual = self.a_manual(tania)
        with pytest.raises(Refused):
            stocking.move(by=tania.actor, material_id=manual.pk, id=uuid7(), quantity=quantity, reason=reason)
        assert stocking.in_stock(manual) == 3

    @pytest.mark.django_db(transaction=True)
    def test_two_people_cannot_hand_out_the_last_piece(self, tania):
        held = small.a_closed_event(2, tania)
        manual = self.a_manual(tania, 1)
        to = list(held.participations.values_list("pk", flat=True))

        def give(participation):
            try:
                return stocking.hand_out(
                    by=tania.actor, event_id=held.pk, material_id=manual.pk, to=[participation], id=uuid7()
                )
            except Refused:
                return 0
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(give, to)) == [0, 1]
        assert StockMove.objects.filter(reason="handed_out").count() == 1


class TestEachReceivedOne:
    """ "Each participant received one" is so many of those who were there, with who went without."""

    @pytest.fixture
    def talk(self, tania):
        """Three by name of whom one did not come, and ten of the public."""
        event = small.an_event(tania, kind="conference")
        for n in range(3):
            row = small.registered(event, n + 1, tania)
            if n:
                small.attended(row, by=tania)
        session = event.sessions.get()
        cells = [("F", "NOT_RECORDED", "CITIZEN", 6), ("M", "NOT_RECORDED", "RONDERO", 4)]
        attending.count_public(by=tania.actor, event_id=event.pk, session_id=session.pk, cells=cells)
        return event

    def stocked(self, tania, pieces, name="Gorro"):
        row = stocking.add_material(by=tania.actor, id=uuid7(), name_es=name)
        if pieces:
            stocking.move(by=tania.actor, material_id=row.pk, id=uuid7(), quantity=pieces, reason="received")
        return row

    def all(self, tania, talk, material, id=None):
        return stocking.hand_to_all(
            by=tania.actor, event_id=talk.pk, material_id=material.pk, id=id or uuid7()
        )

    def test_everyone_who_was_there_receives_one_and_nobody_else(self, tania, talk):
        cap, id = self.stocked(tania, 20), uuid7()
        assert self.all(tania, talk, cap, id) == stocking.Handed(2, 10, 0)
        assert self.all(tania, talk, cap, id) == self.all(tania, talk, cap) == stocking.Handed(0, 0, 0)
        found = stocking.delivery(talk)
        assert (found.received, found.present, found.lacking, stocking.in_stock(cap)) == (12, 12, 0, 8)

    def test_the_stock_never_falls_below_nothing_and_what_lacks_is_told(self, tania, talk):
        cap = self.stocked(tania, 9)
        assert self.all(tania, talk, cap) == stocking.Handed(2, 7, 3)
        found = stocking.delivery(talk)
        assert (found.received, found.lacking, found.items[0].lacking) == (9, 3, 3)
        with pytest.raises(Refused, match="stock.short_for_all") as refused:
            self.all(tania, talk, cap)
        assert (refused.value.values["lacking"], stocking.in_stock(cap)) == (3, 0)

    def test_where_it_does_not_reach_for_those_by_name_nobody_is_guessed(self, tania, talk):
        cap = self.stocked(tania, 1)
        with pytest.raises(Refused, match="stock.short_for_all"):
            self.all(tania, talk, cap)
        assert not talk.handed_out.exists()

    def test_two_things_to_the_public_are_not_two_people(self, tania, talk):
        for name, pieces in (("Gorro", 9), ("Afiche", 12)):
            self.all(tania, talk, self.stocked(tania, pieces, name))
        found = stocking.delivery(talk)
        assert [(item.handed, item.lacking) for item in found.items] == [(12, 0), (9, 3)]
        assert (found.persons, found.public, found.lacking) == (2, 10, 0)

    def test_what_is_given_back_is_in_the_stock_and_may_be_handed_out_again(self, tania, talk):
        cap = self.stocked(tania, 12)
        self.all(tania, talk, cap)
        who = talk.participations.filter(attendances__isnull=False).first()
        back = {"by": tania.actor, "event_id": talk.pk, "material_id": cap.pk, "why": "Talla equivocada"}
        one = uuid7()
        for _again in range(2):
            stocking.take_back(**back, id=one, participation=who.pk)
        assert (stocking.in_stock(cap), stocking.delivery(talk).persons) == (1, 1)
        for _again in range(2):
            assert stocking.hand_out(
                by=tania.actor, event_id=talk.pk, material_id=cap.pk, to=[who.pk], id=uuid7()
            ) in (1, 0)
        assert (stocking.in_stock(cap), stocking.delivery(talk).persons) == (0, 2)
        stocking.take_back(**back, id=uuid7(), participation=who.pk)
        assert stocking.delivery(talk).persons == 1

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"public": 11}, "stock.not_out"),
            ({"public": -1}, "stock.from_whom"),
            ({}, "stock.from_whom"),
            ({"public": 1, "why": " "}, "reason.missing"),
        ],
    )
    def test_what_was_not_handed_out_does_not_come_back(self, tania, talk, given, code):
        cap = self.stocked(tania, 12)
        self.all(tania, talk, cap)
        given = {"why": "Sobró", "id": uuid7(), **given}
        with pytest.raises(Refused, match=code):
            stocking.take_back(by=tania.actor, event_id=talk.pk, material_id=cap.pk, **given)
        absent = talk.participations.get(attendances=None)
        with pytest.raises(Refused, match="stock.not_held"):
            stocking.take_back(
                by=tania.actor,
                event_id=talk.pk,
                material_id=cap.pk,
                id=uuid7(),
                why="Sobró",
                participation=absent.pk,
            )
        assert stocking.in_stock(cap) == 0

    def test_the_pages_say_what_lacks_and_print_the_sheet(self, tania, talk):
        cap, client = self.stocked(tania, 9), testing.sign_in(tania)
        address = reverse("events:hand_to_all", args=[talk.pk])
        assert "Gorro" in client.get(address).content.decode()
        answer = client.post(address, {"id": str(uuid7()), "material": cap.pk}, follow=True)
        page = answer.content.decode()
        assert "9 de 12" in page and "3 personas se quedaron sin nada" in page
        short = client.post(address, {"id": str(uuid7()), "material": cap.pk})
        assert short.status_code == 422 and "faltan 3" in short.content.decode()
        back = client.post(
            reverse("events:give_back", args=[talk.pk]),
            {"id": str(uuid7()), "material": cap.pk, "public": "2", "why": "Sobraron"},
        )
        assert back.status_code == 302 and stocking.in_stock(cap) == 2
        sheet = client.get(reverse("events:delivery_sheet_pdf", args=[talk.pk]))
        assert sheet.content.startswith(b"%PDF")


class TestOpinions:
    def test_once_and_nobody_knows_who(self, held, client: Client):
        person = held.participations.first()
        address = reverse("events:opinion", args=[opinions.ticket(person)])
        answer = client.post(address, {"useful": "5", "clear": "3", "better": "Más práctica"})
        assert answer.status_code == 302
        assert client.post(address, {"useful": "1"}).status_code == 200, "says thank you and takes nothing"
        [row] = Opinion.objects.all()
        assert row.scores == {"useful": 5, "clear": 3} and row.id.version == 4
        assert OpinionTicket.objects.count() == 1
        lines = str(list(JournalEntry.objects.filter(verb="opinion.given").values()))
        assert str(person.pk) not in lines and str(person.person_id) not in lines
        told = opinions.answered(held)
        assert (told.answers, told.came, told.rate) == (1, 2, 0.5)

    def test_slips_printed_again_let_nobody_answer_again(self, held, monkeypatch):
        person = held.participations.first()
        first = opinions.ticket(person)
        monkeypatch.setattr(time, "time", lambda: 2_000_000_000)
        again = opinions.ticket(person)
        assert first != again
        opinions.give_opinion(by=None, text=first, scores={"useful": 5})
        with pytest.raises(Refused, match=r"opinion\.used"):
            opinions.give_opinion(by=None, text=again, scores={"useful": 1})
        assert Opinion.objects.count() == 1

    @pytest.mark.parametrize("ticket", ["", "x", "x" * 3000, "a:b:c"])
    def test_another_text_opens_nothing(self, client, ticket):
        assert client.get(f"/opinion/{ticket}/").status_code == 404

    def test_a_changed_ticket_opens_nothing(self, held, client):
        text = opinions.ticket(held.participations.first())
        for n in range(0, len(text), 7):
            changed = text[:n] + ("A" if text[n] != "A" else "B") + text[n + 1 :]
            assert client.get(reverse("events:opinion", args=[changed])).status_code == 404

    def test_nothing_is_no_answer(self, held, client):
        address = reverse("events:opinion", args=[opinions.ticket(held.participations.first())])
        assert client.post(address, {}).status_code == 422 and not Opinion.objects.exists()
        assert client.post(address, {"useful": "6"}).status_code == 422 and not OpinionTicket.objects.exists()


class TestPhotos:
    def a_consent(self, event, by, **changes):
        given = {
            "id": uuid7(),
            "name": "Persona",
            "purposes": ["report"],
            "given_on": timezone.localdate(),
            **changes,
        }
        return photographing.consent(by=by.actor, event_id=event.pk, **given)

    def test_a_consent_taken_back_takes_the_photo_back(self, tania, held):
        one = self.a_consent(held, tania)
        photo = photographing.add_photo(
            by=tania.actor,
            event_id=held.pk,
            id=uuid7(),
            file=testing.a_photo(),
            recognisable=1,
            consents=[one.pk],
        )
        assert photographing.uses(photo) == ["report"] and one.text_version == "images 1"
        photographing.withdraw_consent(by=tania.actor, id=one.pk)
        assert photographing.uses(EventPhoto.objects.get()) == []

    def test_a_minor_needs_a_guardian(self, tania, held):
        with pytest.raises(Refused, match=r"consent\.guardian"):
            self.a_consent(held, tania, minor=True)
        assert self.a_consent(held, tania, minor=True, guardian="Su madre").guardian == "Su madre"

    def test_no_photo_with_more_consents_than_people(self, tania, held):
        with pytest.raises(Refused, match=r"photo\.more_consents"):
            photographing.add_photo(
                by=tania.actor,
                event_id=held.pk,
                id=uuid7(),
                file=testing.a_photo(),
                recognisable=0,
                consents=[self.a_consent(held, tania).pk],
            )


def test_currencies_are_never_added_up(tania, held):
    for amount, currency in (("100.50", "PEN"), ("20", "USD"), ("0.50", "PEN")):
        row = spending.add_cost(
            by=tania.actor,
            event_id=held.pk,
            id=uuid7(),
            kind="food",
            what="Refrigerio",
            amount=Decimal(amount),
            currency=currency,
            paid_on=timezone.localdate(),
        )
    spending.void_cost(by=tania.actor, id=row.pk, why="repetido")
    assert spending.total(held) == [("PEN", Decimal("100.50")), ("USD", Decimal(20))]


def test_a_trip_ends_where_it_begins_or_later(tania, held):
    day = held.from_on
    values = {"from_on": day, "until_on": day - timedelta(days=1), "place": "Ashland", "country": "US"}
    with pytest.raises(Refused, match=r"event\.days"):
        spending.add_stop(by=tania.actor, event_id=held.pk, id=uuid7(), values=values)


class TestOnePerson:
    def test_decided_and_taken_back(self, tania):
        event = small.an_event(tania)
        one = small.registered(event, 1, tania, given_names="Rosa", surnames="Ñahui Soto")
        other = small.registered(event, 2, tania, given_names="ROSA", surnames="Nahui Soto")
        [pair] = same_person.undecided(tania.actor)
        assert {pair.first, pair.second} == {str(one.person_id), str(other.person_id)}
        row = same_person.judge(
            by=tania.actor, first=other.person_id, second=one.person_id, same=True, why="misma firma"
        )
        assert not same_person.undecided(tania.actor)
        assert len(set(same_person.standing_for().values())) == 1
        with pytest.raises(Refused, match=r"person\.judged"):
            same_person.judge(
                by=tania.actor, first=one.person_id, second=other.person_id, same=False, why="no"
            )
        same_person.undo(by=tania.actor, id=row.pk)
        assert len(same_person.undecided(tania.actor)) == 1 and not same_person.standing_for()

    def test_persons_out_of_sight_are_nobody(self, tania):
        event = small.an_event(tania)
        one, other = (small.registered(event, n, tania) for n in (1, 2))
        stranger = small.coordinator("Bruna")
        stranger = testing.someone("Bruna", testing.office("PROG-AR", "MINAM", "Otro programa"), "programme")
        with pytest.raises(Refused, match=r"id\.malformed"):
            same_person.judge(
                by=stranger.actor, first=one.person_id, second=other.person_id, same=True, why="x"
            )


def test_every_page_and_form(tania, held):
    """Each page opens, each form records what it asks, and an empty one is answered with its mistakes."""
    client, today = testing.sign_in(tania), timezone.localdate()
    manual = stocking.add_material(by=tania.actor, id=uuid7(), name_es="Manual")
    stocking.move(by=tania.actor, material_id=manual.pk, id=uuid7(), quantity=5, reason="received")
    one = held.participations.first()

    def day(name):
        return {f"{name}_day": today.day, f"{name}_month": today.month, f"{name}_year": today.year}

    sent = {
        "add_agreement": {"what": "x", "institution": tania.office.institution_id, **day("due_on")},
        "add_commitment": {"participation": one.pk, "what": "y", "where": "Iquitos", **day("due_on")},
        "add_cost": {"kind": "food", "what": "z", "amount": "12.50", "currency": "PEN", **day("paid_on")},
        "add_consent": {"name": "Ana", "purposes": ["report"], **day("given_on")},
        "add_photo": {"file": testing.a_photo(), "recognisable": "0"},
        "add_stop": {"place": "Ashland", "country": "US", **day("from_on")},
        "hand_out": {"material": manual.pk, "to": [one.pk], "public": "1"},
    }
    for name, values in sent.items():
        address = reverse(f"events:{name}", args=[held.pk])
        page = client.get(address)
        assert page.status_code == 200
        assert client.post(address, {"id": uuid7()}).status_code == 422, name
        answer = client.post(address, {**values, "id": page.context["form"]["id"].value()})
        assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    promise = Promise.objects.first()
    shown = reverse("events:show_evidence", args=[promise.pk])
    assert (
        client.post(shown, {"id": uuid7(), "text": "oficio", "fulfils": "yes", **day("on")}).status_code
        == 302
    )
    page = client.get(reverse("events:follow_up", args=[held.pk])).content.decode()
    for word in ("oficio", "Ashland", "12.50", "Ana"):
        assert word in page
    for name in ("promises", "promises_csv", "materials", "duplicates"):
        assert client.get(reverse(f"events:{name}")).status_code == 200
    assert client.get(reverse("events:material", args=[manual.pk])).status_code == 200
    assert client.get(reverse("events:tickets", args=[held.pk])).status_code == 200
    assert "x" in client.get(reverse("events:promises"), {"estado": "kept"}).content.decode()
    if connection.vendor == "sqlite":
        assert Promise.objects.count() == 2
