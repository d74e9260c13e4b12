"""`arariwa check`: does what must hold still hold? Each system may add its own in `health.py`: `look(deep)`."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import Error, connection
from django.utils.translation import ngettext

from arariwa.core import appendonly, contents, files, home, journal, keys
from arariwa.core.models import Attachment, Blob, CurrentPack
from arariwa.core.refusals import worded

LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its code, whether it holds, and what stands against it."""

    code: str
    ok: bool
    detail: str = ""


def look(deep: bool = False) -> Iterator[Finding]:
    """Every check in order; `deep` reads every file again and compares its hash.

    A database that cannot be used, or stops being so on the way, is the last finding.
    """
    try:
        yield from _look(deep)
    except Error as error:
        if (refused := home.told(error)) is None:
            raise
        yield Finding("database", False, worded(refused))


def _look(deep: bool) -> Iterator[Finding]:
    if (refused := home.lacking()) and refused.code != "home.behind":
        yield Finding("database", False, worded(refused))
        return
    pending = home.pending()
    yield Finding("migrations", not pending, ", ".join(pending[:3]))
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
    wrong = list(keys.faults())
    yield Finding("keys", not wrong, ", ".join(wrong[:5]))
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
    kept = Blob.objects.values_list("sha256", flat=True)
    gone = [sha256 for sha256 in kept.iterator() if not files.path_of(sha256).exists()]
    unread = "" if deep else _unread(kept.count())
    yield Finding("files", not gone, ", ".join(h[:12] for h in gone[:5]) or unread)
    if deep:
        changed = []
        for attachment in Attachment.objects.iterator():
            try:
                files.read(attachment)
            except (OSError, ValueError):
                changed.append(str(attachment.pk))
        yield Finding("file_bytes", not changed, ", ".join(changed[:5]))


def _unread(count: int) -> str:
    words = ngettext(
        "bytes of %(n)s file not read; --deep reads them",
        "bytes of %(n)s files not read; --deep reads them",
        count,
    )
    return words % {"n": count}
