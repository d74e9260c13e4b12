"""`arariwa check`: does what must hold still hold? Each system may add its own in `health.py`: `look(deep)`."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from arariwa.core import appendonly, contents, files, journal
from arariwa.core.models import Attachment, Blob, CurrentPack

LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its code, whether it holds, and what stands against it."""

    code: str
    ok: bool
    detail: str = ""


def look(deep: bool = False) -> Iterator[Finding]:
    """Every check in order; `deep` reads every file again and compares its hash."""
    plan = MigrationExecutor(connection)
    pending = plan.migration_plan(plan.loader.graph.leaf_nodes())
    yield Finding("migrations", not pending, ", ".join(str(m) for m, _ in pending[:3]))
    if pending:
        return
    missing = appendonly.missing()
    yield Finding("triggers", not missing, ", ".join(missing))
    broken = list(journal.verify())
    yield Finding("journal", not broken, "; ".join(f"{b.seq}: {b.what}" for b in broken[:5]))
    rows = [f"{c.row} ({c.seq})" for c in contents.changed()]
    yield Finding("records", not rows, ", ".join(rows[:5]))
    yield from _files(deep)
    yield Finding("packs", CurrentPack.objects.exists(), "")
    free = shutil.disk_usage(settings.HOME).free
    yield Finding("disk", free > LEAST_FREE, f"{free // (1024 * 1024)} MB")
    if connection.vendor == "sqlite":
        yield Finding("sqlite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version)
    for config in apps.get_app_configs():
        if (
            config.name.startswith("arariwa.")
            and config.name != "arariwa.core"
            and find_spec(f"{config.name}.health")
        ):
            yield from import_module(f"{config.name}.health").look(deep)


def _files(deep: bool) -> Iterator[Finding]:
    gone = [blob.sha256 for blob in Blob.objects.iterator() if not files.path_of(blob.sha256).exists()]
    yield Finding("files", not gone, ", ".join(h[:12] for h in gone[:5]))
    if deep:
        changed = []
        for attachment in Attachment.objects.iterator():
            try:
                files.read(attachment)
            except (OSError, ValueError):
                changed.append(str(attachment.pk))
        yield Finding("file_bytes", not changed, ", ".join(changed[:5]))
