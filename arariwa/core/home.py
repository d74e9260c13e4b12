"""The home of a running copy: whether its database stands ready, and what to say when it does not."""

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, Error, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from arariwa.core.domain.refused import Refused

# What SQLite says of a file that is none of its databases, or no longer a whole one.
DAMAGED = ("not a database", "malformed", "encrypted", "disk image")
CLOSED = ("unable to open", "readonly", "disk i/o", "authorization denied")


def place() -> str:
    """Where the database is, as one can say it aloud: no password."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(database["NAME"])
    host = f"{database['HOST']}:{database['PORT']}".strip(":")
    return f"postgresql://{host}/{database['NAME']}"


def pending() -> list[str]:
    """The changes of tables this code needs and the database lacks; every one where nothing was ever made."""
    plan = MigrationExecutor(connection)
    return [str(step) for step, _ in plan.migration_plan(plan.loader.graph.leaf_nodes())]


def lacking() -> Refused | None:
    """Why a command cannot work on this home: never set up, tables of another version, no database to be reached."""
    # To ask SQLite would make the file.
    if connection.vendor == "sqlite" and not Path(place()).exists():
        return Refused("home.not_set_up", home=str(settings.HOME))
    try:
        if "django_migrations" not in connection.introspection.table_names():
            return Refused("home.not_set_up", home=str(settings.HOME))
        if waiting := pending():
            return Refused("home.behind", home=str(settings.HOME), step=waiting[0])
    except Error as error:
        if refused := told(error):
            return refused
        raise
    return None


def busy(error: Error) -> bool:
    """Whether another program merely wrote for longer than one waits."""
    refused = told(error)
    return refused is not None and refused.code == "database.busy"


def told(error: Error) -> Refused | None:
    """What a database that cannot be used says, for people; None when the fault is in the question, not in it."""
    why = " ".join(str(error).split("\n")[0].split())
    if connection.vendor == "sqlite":
        low = why.lower()
        if isinstance(error, DatabaseError) and any(word in low for word in DAMAGED):
            return Refused("database.damaged", database=place(), why=why)
        if isinstance(error, OperationalError) and any(word in low for word in CLOSED):
            return Refused("database.closed", database=place(), why=why)
        if isinstance(error, OperationalError) and "locked" in low:
            return Refused("database.busy", database=place())
        return None
    if isinstance(error, OperationalError):
        return Refused("database.unreachable", database=place(), why=why)
    return None
