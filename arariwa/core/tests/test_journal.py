"""The journal: who did what, in one chain, without a word people wrote."""

import threading
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from arariwa.core import appendonly, journal, testing
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.domain.chain import START, Break
from arariwa.core.models import JournalEntry, JournalHead, Person

pytestmark = pytest.mark.django_db


@action(roles=ANY_ROLE)
def note(*, by, person, verb="person.noted", **facts):
    journal.write(by, verb, person, **facts)


@pytest.mark.parametrize(
    ("fact", "kept"),
    [
        ("FEMA-LO", "FEMA-LO"),
        (12, 12),
        (True, True),
        (UUID(int=7), str(UUID(int=7))),
        (date(2026, 3, 16), "2026-03-16"),
        (["title", "place_text"], ["title", "place_text"]),
        ("Podocnemis_expansa", "Podocnemis_expansa"),
        ("", ""),
    ],
)
def test_codes_numbers_and_ids_are_kept(fact, kept):
    alba = testing.people().alba
    note(by=alba.actor, person=alba.person, fact=fact)
    assert JournalEntry.objects.latest("seq").facts == {"fact": kept}


@pytest.mark.parametrize(
    "sentence",
    [
        "lo dijo Juan",
        "una coma, y más",
        "línea\nnueva",
        "a" * 121,
        "«cita»",
        "<b>",
        {"a": 1},
        ["bien", "no así"],
        "a b",
    ],
)
def test_free_text_is_refused_and_nothing_is_done(sentence):
    """So that the journal, which many read, cannot tell what people wrote."""
    alba = testing.people().alba
    before = JournalEntry.objects.count()

    @action(roles=ANY_ROLE)
    def rename(*, by):
        Person.objects.filter(pk=alba.person.pk).update(surnames="Otra")
        journal.write(by, "person.noted", alba.person, said=sentence)

    with pytest.raises(ValueError, match="not a code"):
        rename(by=alba.actor)
    assert JournalEntry.objects.count() == before
    assert Person.objects.get(pk=alba.person.pk).surnames == "Prueba"


def test_an_absent_fact_is_left_out():
    alba = testing.people().alba
    note(by=alba.actor, person=alba.person, place=None, part="officer")
    assert JournalEntry.objects.latest("seq").facts == {"part": "officer"}


def test_outside_an_action_nothing_is_written():
    alba = testing.people().alba
    with pytest.raises(RuntimeError):
        journal.write(alba.actor, "person.noted", alba.person)


def test_a_line_says_who_what_where():
    alba = testing.people().alba
    made = testing.an_intervention(alba)
    line = JournalEntry.objects.get(verb="intervention.registered")
    assert (line.person, line.membership) == (alba.person.pk, alba.membership.pk)
    assert (line.record_type, line.record) == ("evidence.intervention", str(made.pk))
    assert line.compartment == made.compartment_id
    assert line.exercise_at is None


def test_inside_an_exercise_both_clocks_are_kept():
    exercise = testing.uuid7()
    learner = testing.someone("Eva", testing.people().alba.office, exercise=exercise)
    noon = datetime(2025, 5, 1, 17, tzinfo=UTC)
    note(by=testing.actor(learner, noon), person=learner.person)
    line = JournalEntry.objects.latest("seq")
    assert line.exercise_at == noon
    assert line.at > noon


def test_the_system_itself_has_no_person():
    testing.office("PNP-XX", "PNP-DIRMEAMB")
    line = JournalEntry.objects.get(verb="office.opened")
    assert (line.person, line.membership) == (None, None)


def test_a_whole_chain_verifies_and_begins_at_the_start():
    testing.an_item()
    lines = JournalEntry.objects.order_by("seq")
    assert list(lines.values_list("seq", flat=True)) == list(range(1, lines.count() + 1))
    assert lines[0].previous == START
    assert JournalHead.objects.get().hash == lines.last().hash
    assert list(journal.verify()) == []


def test_an_empty_journal_verifies():
    assert list(journal.verify()) == []


CHANGES = {
    "at": "2020-01-01 00:00:00+00",
    "person": str(UUID(int=1)),
    "membership": str(UUID(int=2)),
    "verb": "custody.moved",
    "record_type": "core.person",
    "record": "otro",
    "compartment": str(UUID(int=3)),
    "facts": '{"a":1}',
    "previous": "f" * 64,
    "hash": "e" * 64,
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_behind_the_orm_with_the_triggers_gone_is_found(column):
    testing.an_item()
    middle = JournalEntry.objects.count() // 2
    value = CHANGES[column]
    if connection.vendor == "sqlite":
        value = (
            value.replace("-", "")
            if column in ("person", "membership", "compartment")
            else value.replace("+00", "")
        )
    with appendonly.lifted(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE core_journalentry SET "{column}" = %s WHERE seq = %s', [value, middle])
    assert middle in {found.seq for found in journal.verify()}


def test_every_column_of_a_line_is_sealed():
    """A column added later without being sealed could be changed unseen."""
    columns = {field.attname for field in JournalEntry._meta.concrete_fields}
    assert columns - {"previous", "hash"} == set(journal.content(JournalEntry(at=datetime.now(UTC))))


def test_a_lost_line_is_found():
    testing.an_item()
    with appendonly.lifted():
        JournalEntry.objects.filter(seq=3).delete()
    assert Break(4, "gap") in list(journal.verify())


def test_a_cut_end_is_found_by_the_head():
    testing.an_item()
    last = JournalEntry.objects.count()
    with appendonly.lifted():
        JournalEntry.objects.filter(seq=last).delete()
    assert list(journal.verify()) == [Break(last, "head")]


def test_two_lines_swapped_are_found():
    testing.an_item()
    with appendonly.lifted(), connection.cursor() as cursor:
        for seq, other in ((3, 99999), (4, 3), (99999, 4)):
            cursor.execute("UPDATE core_journalentry SET seq = %s WHERE seq = %s", [other, seq])
    assert {3, 4} <= {found.seq for found in journal.verify()}


def test_a_head_taken_away_is_found():
    testing.people()
    JournalHead.objects.all().delete()
    assert [found.what for found in journal.verify()] == ["head"]


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap_and_no_fork():
    """`seq` order is commit order: a reader's mark misses nothing."""
    alba = testing.people().alba
    before, errors = JournalEntry.objects.count(), []
    together = threading.Barrier(4)

    def write(n):
        try:
            together.wait(10)
            for i in range(10):
                note(by=alba.actor, person=alba.person, n=n * 100 + i)
        except Exception as error:  # noqa: BLE001  (told to the test below)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    seqs = list(JournalEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, before + 41))
    assert list(journal.verify()) == []
    assert {line.facts["n"] for line in JournalEntry.objects.filter(verb="person.noted")} == {
        n * 100 + i for n in range(4) for i in range(10)
    }


def test_sealed_lines_read_back_the_same_from_the_database():
    """Microseconds and letters outside ASCII survive the way into the database and back."""
    alba = testing.people().alba
    note(by=alba.actor, person=alba.person, taxón="Ñandú", n=10**15)
    assert list(journal.verify()) == []
