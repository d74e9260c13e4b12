"""Triggers that let rows in and never change or leave, on both databases.

A model says `append_only = True`. Django's AlterField on SQLite rebuilds a table and drops its triggers
silently, so they are put back after every migrate; `arariwa check` verifies that they stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

MESSAGE = "append-only: rows of {table} are never changed or deleted"
# SQLite: INSERT OR REPLACE deletes without firing a delete trigger, so an insert of an existing key is stopped too.
SQLITE = {
    "update": 'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    "delete": 'CREATE TRIGGER "{name}" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    "insert": 'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" '
    'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}") '
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
}
POSTGRES = {
    "update": 'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION core_append_only()',
    "truncate": 'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()',
}
FUNCTION = """
CREATE OR REPLACE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: rows of % are never changed or deleted', TG_TABLE_NAME; END $$
"""


def guarded() -> list[type[models.Model]]:
    """The models whose rows are only ever added."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def _wanted() -> Iterator[tuple[str, str, str]]:
    """(trigger name, table, statement) for this database."""
    shapes = SQLITE if connection.vendor == "sqlite" else POSTGRES
    for model in guarded():
        table, key = model._meta.db_table, model._meta.pk.column
        for kind, shape in shapes.items():
            name = f"keep_{table}_{kind}"
            yield name, table, shape.format(name=name, table=table, key=key, message=MESSAGE.format(table=table))


def _present() -> set[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def install(**kwargs: Any) -> None:
    """Put missing triggers in place; called after each migrate, harmless when repeated."""
    tables = set(connection.introspection.table_names())
    present = _present()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name, table, statement in _wanted():
            if table in tables and name not in present:
                cursor.execute(statement)


def missing() -> list[str]:
    """Names of triggers that should stand and do not."""
    present = _present()
    return [name for name, _, _ in _wanted() if name not in present]


@contextmanager
def lifted() -> Iterator[None]:
    """Take the triggers away for a while: only for the flush of transactional tests (`core/testing.py`)."""
    with connection.cursor() as cursor:
        for name, table, _ in _wanted():
            on = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')
    try:
        yield
    finally:
        install()
