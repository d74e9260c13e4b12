"""Rows of the journal, of custody and of what was issued are only ever added, whoever asks the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from arariwa.core import appendonly, testing
from arariwa.core.models import IssuedPaper, JournalEntry, StoredPack
from arariwa.evidence.models import CustodyLink, Mention

pytestmark = pytest.mark.django_db


def refused(statement, *values):
    """The database itself says no, and the row stands as it was."""
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_what_is_guarded():
    names = {model.__name__ for model in appendonly.guarded()}
    assert {
        "JournalEntry",
        "IssuedPaper",
        "StoredPack",
        "CustodyLink",
        "Mention",
        "CaseFact",
        "Qualification",
    } <= names
    assert appendonly.missing() == []


@pytest.mark.parametrize("model", [JournalEntry, CustodyLink])
def test_update_and_delete_are_refused(model):
    testing.an_item()
    before = list(model.objects.order_by("pk").values())
    assert before
    refused(f'UPDATE "{model._meta.db_table}" SET "hash" = %s', "0" * 64)
    refused(f'DELETE FROM "{model._meta.db_table}"')
    assert list(model.objects.order_by("pk").values()) == before


def test_the_orm_is_refused_too():
    testing.an_item(identifier="ABC-123", kind="vehicle", taxa=[])
    for write in (
        lambda: JournalEntry.objects.update(verb="x"),
        lambda: JournalEntry.objects.first().delete(),
        lambda: CustodyLink.objects.first().save(),
        lambda: Mention.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            write()


def columns(model, row, **changes):
    """INSERT statement's pieces for a copy of a row with some values changed."""
    fields = model._meta.concrete_fields
    values = [f.get_db_prep_save(changes.get(f.attname, getattr(row, f.attname)), connection) for f in fields]
    names = ", ".join(f'"{f.column}"' for f in fields)
    return names, ", ".join(["%s"] * len(fields)), values


REPLACE = {
    # SQLite's REPLACE deletes without firing a delete trigger.
    "sqlite": "INSERT OR REPLACE INTO core_journalentry ({names}) VALUES ({holes})",
    "postgresql": "INSERT INTO core_journalentry ({names}) VALUES ({holes}) "
    "ON CONFLICT (seq) DO UPDATE SET verb = EXCLUDED.verb",
}


def test_replacing_by_the_key_is_refused():
    testing.an_item()
    entry = JournalEntry.objects.order_by("seq").first()
    names, holes, values = columns(JournalEntry, entry, verb="nothing.happened")
    refused(REPLACE[connection.vendor].format(names=names, holes=holes), *values)
    assert JournalEntry.objects.get(seq=entry.seq).verb == entry.verb


def test_replacing_a_link_of_custody_by_its_place_in_the_chain_is_refused():
    """A new id with the (item, seq) of an old link would push the old one out."""
    item = testing.an_item()
    link = item.links.get()
    names, holes, values = columns(CustodyLink, link, id=testing.uuid7(), seal="OTRO")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} INTO evidence_custodylink ({names}) VALUES ({holes})", values)
    assert item.links.get() == link
    assert item.links.get().seal == link.seal


@pytest.mark.sqlite
def test_replacing_by_the_hidden_row_number_is_refused():
    item = testing.an_item()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM evidence_custodylink")
        number = cursor.fetchone()[0]
    names, holes, values = columns(CustodyLink, item.links.get(), id=testing.uuid7(), seq=77)
    refused(
        f"INSERT OR REPLACE INTO evidence_custodylink (rowid, {names}) VALUES (%s, {holes})", number, *values
    )
    assert item.links.get().seq == 1


@pytest.mark.postgres
def test_truncate_is_refused():
    testing.an_item()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused("TRUNCATE evidence_custodylink")


def test_a_new_row_goes_in():
    before = JournalEntry.objects.count()
    testing.people()
    assert JournalEntry.objects.count() > before


def test_a_dropped_trigger_is_missed_and_put_back():
    on = "" if connection.vendor == "sqlite" else " ON core_issuedpaper"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER keep_core_issuedpaper_update{on}")
    assert appendonly.missing() == ["keep_core_issuedpaper_update"]
    appendonly.install()
    assert appendonly.missing() == []


def test_a_trigger_made_toothless_is_missed_and_put_back():
    """Its name still stands, but it lets through."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER keep_core_storedpack_update")
            cursor.execute(
                "CREATE TRIGGER keep_core_storedpack_update BEFORE UPDATE ON core_storedpack BEGIN SELECT 1; END"
            )
            expected = {"keep_core_storedpack_update"}
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
            )
            expected = {name for name, *_ in appendonly._wanted()}
    assert set(appendonly.missing()) == expected
    appendonly.install()
    assert appendonly.missing() == []


@pytest.mark.postgres
def test_a_disabled_trigger_is_missed():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_storedpack DISABLE TRIGGER keep_core_storedpack_update")
    assert appendonly.missing() == ["keep_core_storedpack_update"]


def test_lifted_lets_through_and_comes_back():
    testing.people()
    with appendonly.lifted():
        assert len(appendonly.missing()) == len(list(appendonly._wanted()))
        JournalEntry.objects.all().delete()
    assert appendonly.missing() == []
    assert not JournalEntry.objects.exists()


def test_every_guarded_table_has_its_triggers():
    per_table = len(appendonly.SQLITE if connection.vendor == "sqlite" else appendonly.POSTGRES)
    assert len(list(appendonly._wanted())) == per_table * len(appendonly.guarded())
    assert {IssuedPaper, StoredPack} <= set(appendonly.guarded())
