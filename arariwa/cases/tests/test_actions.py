"""Writes of cases behind the pages: opened once, reached whole, decided with name and reason, filed once."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from arariwa.cases import actions, queries
from arariwa.cases.models import Case, CaseFact, CaseFile, Qualification
from arariwa.core import access, contents, testing, versions
from arariwa.core.domain.refused import Refused
from arariwa.core.models import IssuedPaper, Job, JournalEntry
from arariwa.core.paper import Paper
from arariwa.evidence import actions as evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return testing.people()


def told(people, items=None, **changes):
    """A registered intervention of Alba's of which Pilar was told."""
    return testing.an_intervention(
        people.alba, items, prosecutor_told="telephone", prosecutor_office=people.pilar.office, **changes
    )


def open_case(who, interventions, id=None, title="Caso", **more):
    return actions.open_case(
        by=who.actor,
        id=id or testing.uuid7(),
        interventions=[i.pk for i in interventions],
        title=title,
        **more,
    )


def refused(act, code, field=None):
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as error:
        act()
    assert error.value.code == code
    assert field is None or error.value.field == field
    assert JournalEntry.objects.count() == before
    return error.value


def at_once(*acts):
    """Run them in threads that start together; what each answered or was refused with."""
    together, ended = threading.Barrier(len(acts)), []

    def run(act):
        try:
            together.wait(10)
            ended.append(act())
        except Exception as error:  # noqa: BLE001  (told to the test)
            ended.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ended


class TestOpen:
    def test_it_has_our_number_and_the_official_one_as_written(self, people):
        case = open_case(people.pilar, [told(people)], official_number=" 2026-123-FEMA ")
        assert case.number.startswith(f"{people.pilar.actor.today.year}-{people.pilar.office.code}-")
        assert case.official_number == "2026-123-FEMA"
        assert (case.office, case.lead) == (people.pilar.office, people.pilar.membership)

    def test_only_the_prosecutors_office_sees_it(self, people):
        case = open_case(people.pilar, [told(people)])
        for who in (people.alba, people.beto, people.carla, people.ada):
            assert access.level_of(who.actor, case) == 0

    def test_the_same_id_again(self, people):
        made, another, id = told(people), told(people), testing.uuid7()
        case, lines = open_case(people.pilar, [made], id), JournalEntry.objects.count()
        assert open_case(people.pilar, [made], id, title=" Caso ") == case
        assert JournalEntry.objects.count() == lines
        refused(lambda: open_case(people.pilar, [made], id, title="Otro"), "id.conflict")
        refused(lambda: open_case(people.pilar, [another], id), "id.conflict")
        other = testing.someone("Petra", testing.office("FEMA-UC", "FEMA"), "prosecutor")
        refused(lambda: open_case(other, [made], id), "id.malformed")

    def test_what_it_cannot_rest_on(self, people):
        unfinished = testing.an_intervention(people.pilar, registered=False)
        good, voided = told(people), told(people)
        evidence.void_intervention(by=people.alba.actor, id=voided.pk, why="x")
        refused(lambda: open_case(people.pilar, []), "case.no_interventions", "interventions")
        refused(lambda: open_case(people.pilar, [unfinished]), "case.draft_intervention")
        refused(lambda: open_case(people.pilar, [good, voided]), "record.voided")
        refused(lambda: open_case(people.pilar, [good], title="  "), "field.missing", "title")
        with pytest.raises(access.Hidden):
            open_case(people.pilar, [testing.an_intervention(people.alba)])
        assert not Case.objects.exists()

    def test_items_that_left_their_office_are_reached_too(self, people):
        made = testing.an_intervention(people.alba, [{"seal": "1"}, {"seal": "2"}])
        gone = made.items.first()
        testing.accepted(testing.a_handover(people.alba, items=[gone]))
        with testing.in_action():
            access.allow(people.alba.actor, made, people.pilar.office, access.ACT, "test")
        assert access.level_of(people.pilar.actor, gone.__class__.objects.get(pk=gone.pk)) == 0
        open_case(people.pilar, [made])
        assert all(access.level_of(people.pilar.actor, item) for item in made.items.all())

    def test_a_case_of_others_does_not_show_by_what_is_left_to_choose(self, people):
        made = told(people)
        with testing.in_action():
            other = testing.someone("Petra", testing.office("FEMA-UC", "FEMA"), "prosecutor")
            access.allow(people.alba.actor, made, other.office, access.ACT, "test")
        open_case(other, [made])
        assert made in queries.without_case(people.pilar.actor)
        assert made not in queries.without_case(other.actor)

    @pytest.mark.django_db(transaction=True)
    def test_a_form_sent_twice_at_once_opens_one(self):
        people, id = testing.people(), testing.uuid7()
        made = told(people)
        ended = at_once(*[lambda: open_case(people.pilar, [made], id).pk] * 3)
        assert ended == [id] * 3
        assert Case.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_opened_and_voided_at_once_only_one_holds(self):
        people = testing.people()
        made = told(people)
        ended = at_once(
            lambda: open_case(people.pilar, [made]).number,
            lambda: evidence.void_intervention(by=people.alba.actor, id=made.pk, why="x").voided_why,
        )
        made.refresh_from_db()
        assert sum(isinstance(each, Refused) for each in ended) == 1, ended
        assert bool(made.voided_at) != Case.objects.exists()


class TestDecide:
    @pytest.fixture
    def case(self, people):
        return open_case(people.pilar, [told(people)])

    def state(self, who, case, facts, source="Declaración"):
        return actions.state_facts(
            by=who.actor,
            case_id=case.pk,
            intervention_id=case.interventions.get().pk,
            facts=facts,
            source=source,
        )

    def test_the_latest_statement_holds_and_older_ones_stay(self, people, case):
        made = case.interventions.get()
        for value in (True, False, None):
            self.state(people.pilar, case, [("acts.sell", value, None)])
            standing = queries.standing_facts(case, made)
            assert [fact.value for fact in standing] == ([] if value is None else [value])
        assert CaseFact.objects.count() == 3

    def test_saying_the_same_again_adds_nothing(self, people, case):
        self.state(people.pilar, case, [("acts.sell", True, None)])
        lines = JournalEntry.objects.count()
        assert self.state(people.pilar, case, [("acts.sell", True, None)]) == []
        assert JournalEntry.objects.count() == lines

    def test_one_bad_fact_saves_none(self, people, case):
        refused(
            lambda: self.state(people.pilar, case, [("acts.sell", True, None), ("acts.fly", True, None)]),
            "fact.unknown",
        )
        refused(
            lambda: self.state(people.pilar, case, [("acts.sell", True, None)], source=" "), "fact.source"
        )
        assert not CaseFact.objects.exists()

    def test_the_office_may_state_only_the_prosecutor_decides(self, people, case):
        assistant = testing.someone("Quique", people.pilar.office, "prosecutor_staff")
        self.state(assistant, case, [("acts.sell", True, None)])
        refused(lambda: self.decide(assistant, case), "access.role")

    def decide(self, who, case, decision="accepted", offence="CP-308", reason="Se halló a la venta"):
        return actions.qualify(
            by=who.actor,
            case_id=case.pk,
            intervention_id=case.interventions.get().pk,
            offence=offence,
            decision=decision,
            reason=reason,
        )

    def test_a_decision_keeps_who_why_what_it_was_decided_on_and_the_packs(self, people, case):
        row = self.decide(people.pilar, case)
        assert (row.decided_by, row.reason) == (people.pilar.membership, "Se halló a la venta")
        assert row.verdict["considered"]
        assert row.situation["specimens"]
        assert row.fingerprint == row.verdict["pack_fingerprint"] != ""
        assert JournalEntry.objects.latest("seq").facts == {"offence": "CP-308", **contents.sealed(row)}

    def test_undone_is_a_new_row(self, people, case):
        made = case.interventions.get()
        self.decide(people.pilar, case)
        self.decide(people.pilar, case, "undone", reason="error")
        assert queries.standing_qualifications(case, made) == {}
        assert [row.decision for row in Qualification.objects.all()] == ["accepted", "undone"]
        refused(lambda: self.decide(people.pilar, case, "undone"), "qualification.nothing")

    def test_refusals(self, people, case):
        refused(lambda: self.decide(people.pilar, case, "acusación"), "qualification.decision")
        refused(lambda: self.decide(people.pilar, case, reason="\n"), "reason.missing", "reason")
        refused(lambda: self.decide(people.pilar, case, offence="CP-999"), "qualification.unknown")

    def test_an_intervention_of_another_case_is_missing(self, people, case):
        other = open_case(people.pilar, [told(people)])
        with pytest.raises(access.Hidden):
            actions.qualify(
                by=people.pilar.actor, case_id=case.pk, intervention_id=other.interventions.get().pk,
                offence="CP-308", decision="accepted", reason="x",
            )  # fmt: skip

    def test_a_decision_is_never_changed_in_place(self, people, case):
        row = self.decide(people.pilar, case)
        for write in (lambda: Qualification.objects.update(reason="otra"), row.delete):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                write()

    def test_a_closed_case_takes_nothing(self, people, case):
        Case.objects.update(closed_at=people.pilar.actor.now)
        for act in (
            lambda: self.state(people.pilar, case, [("acts.sell", True, None)]),
            lambda: self.decide(people.pilar, case),
            lambda: actions.edit_case(by=people.pilar.actor, id=case.pk, version=1, values={"title": "x"}),
            lambda: actions.add_intervention(
                by=people.pilar.actor, case_id=case.pk, intervention_id=told(people).pk
            ),
        ):
            with pytest.raises(Refused) as error:
                act()
            assert error.value.code == "case.closed"


def test_who_saves_the_case_second_is_told(people):
    case = open_case(people.pilar, [told(people)])
    actions.edit_case(by=people.pilar.actor, id=case.pk, version=1, values={"title": "Uno"})
    with pytest.raises(versions.Stale):
        actions.edit_case(by=people.pilar.actor, id=case.pk, version=1, values={"title": "Dos"})


class TestFile:
    PAPER = Paper(pdf=b"%PDF-1.7\n...", fingerprint="a" * 64, record=b"{}", pages=7)

    @pytest.fixture(autouse=True)
    def own_folder(self, settings, tmp_path):
        settings.FILES = tmp_path / "files"

    def keep(self, who, case, paper=PAPER):
        return actions.keep_file(by=who.actor, case_id=case.pk, paper=paper, state="borrador")

    def test_kept_with_the_case_and_checkable_by_anyone_who_holds_it(self, people, client):
        case = open_case(people.pilar, [told(people)])
        row = self.keep(people.pilar, case)
        issued = IssuedPaper.objects.get()
        assert (row.pages, issued.number, issued.kind) == (7, case.number, "carpeta")
        page = client.get(f"/comprobar/{'a' * 64}/")
        assert page.status_code == 200
        assert case.number in page.content.decode()
        assert case.title not in page.content.decode()
        assert testing.sign_in(people.alba).get(f"/archivos/{row.attachment_id}/").status_code == 404

    def test_the_same_file_again_is_the_same_row(self, people):
        case = open_case(people.pilar, [told(people)])
        assert self.keep(people.pilar, case) == self.keep(people.pilar, case)
        assert CaseFile.objects.count() == 1

    def test_only_the_prosecutors_office(self, people):
        case = open_case(people.pilar, [told(people)])
        refused(lambda: self.keep(people.alba, case), "access.role")
        with pytest.raises(access.Hidden):
            self.keep(testing.someone("Petra", testing.office("FEMA-UC", "FEMA"), "prosecutor"), case)

    @pytest.mark.django_db(transaction=True)
    def test_asked_for_twice_at_once_it_is_made_once(self):
        people = testing.people()
        case = open_case(people.pilar, [told(people)])
        ended = at_once(*[lambda: actions.ask_file(by=people.pilar.actor, case_id=case.pk).pk] * 3)
        assert len(set(ended)) == 1
        assert Job.objects.count() == 1
