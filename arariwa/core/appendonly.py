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
# SQLite: INSERT OR REPLACE deletes the row in its way without firing a delete trigger, so an insert that meets an
# existing row by any unique key, or by the hidden rowid, is stopped too.
SQLITE = {
    "update": 'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    "delete": 'CREATE TRIGGER "{name}" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    "insert": 'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" '
    'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same}) '
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
}
POSTGRES = {
    "update": 'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION core_append_only()',
    "truncate": 'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()',
}
# pg_trigger.tgtype of the two: before, row, update and delete; before, statement, truncate.
POSTGRES_TYPES = {"update": 1 + 2 + 8 + 16, "truncate": 2 + 32}
BODY = "BEGIN RAISE EXCEPTION 'append-only: rows of % are never changed or deleted', TG_TABLE_NAME; END"
FUNCTION = f"CREATE OR REPLACE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"


def guarded() -> list[type[models.Model]]:
    """The models whose rows are only ever added."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def _unique(model: type[models.Model]) -> Iterator[list[str]]:
    """The columns of each unique key of a table."""
    for field in model._meta.concrete_fields:
        if field.unique:
            yield [str(field.column)]
    groups = [list(names) for names in model._meta.unique_together]
    groups += [
        list(c.fields)
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and not c.condition
    ]
    for names in groups:
        yield [str(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]


def _same(model: type[models.Model]) -> str:
    """Whether a row stands in the way of NEW."""
    keys = [" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in _unique(model)]
    return " OR ".join(f"({key})" for key in [*keys, "rowid = NEW.rowid"])


def _wanted() -> Iterator[tuple[str, str, str, object]]:
    """(trigger name, table, statement, definition as the database tells it) for this database."""
    sqlite = connection.vendor == "sqlite"
    for model in guarded():
        table = model._meta.db_table
        for kind, shape in (SQLITE if sqlite else POSTGRES).items():
            name = f"keep_{table}_{kind}"
            statement = shape.format(
                name=name, table=table, same=_same(model), message=MESSAGE.format(table=table)
            )
            yield name, table, statement, statement if sqlite else (table, POSTGRES_TYPES[kind], BODY)


def _present() -> dict[str, object]:
    """The definition of every trigger that would fire, by its name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgtype, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL"
        )
        return {name: (table, kind, body) for name, table, kind, body in cursor.fetchall()}


def install(**kwargs: Any) -> None:
    """Put missing or altered triggers in place; called after each migrate, harmless when repeated."""
    tables = set(connection.introspection.table_names())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FUNCTION)
    present = _present()
    for name, table, statement, definition in _wanted():
        if table in tables and present.get(name) != definition:
            _drop(name, table)
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _drop(name: str, table: str) -> None:
    on = "" if connection.vendor == "sqlite" else f' ON "{table}"'
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def missing() -> list[str]:
    """Names of triggers that should stand and do not, or are not what they should be."""
    present = _present()
    return [name for name, _, _, definition in _wanted() if present.get(name) != definition]


@contextmanager
def lifted() -> Iterator[None]:
    """Take the triggers away for a while: only for the flush of transactional tests (`core/testing.py`)."""
    for name, table, _, _ in _wanted():
        _drop(name, table)
    try:
        yield
    finally:
        install()
