"""Safe copies: a folder with the database, the files, the keys and a manifest of hashes; and back again."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from shutil import which

from django.conf import settings
from django.db import connection

from arariwa import __version__
from arariwa.core import keys
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalHead

MANIFEST = "manifest.json"


def backup(target: Path) -> dict[str, object]:
    """Copy everything into the new folder `target`; tells the manifest.

    SQLite by VACUUM INTO, PostgreSQL by pg_dump; work may go on meanwhile. Files are copied after the
    database, so every row's bytes are in the copy.
    """
    if target.exists() and any(target.iterdir()):
        raise Refused("backup.not_empty", "DIR", folder=str(target))
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = JournalHead.objects.filter(pk=1).first()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target / "db.sqlite3")])
    else:
        _postgres("pg_dump", "--format=custom", f"--file={target / 'db.dump'}")
    for name in ("files", "keys"):
        source = settings.HOME / name
        if source.exists():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("incoming"))
    manifest: dict[str, object] = {
        "arariwa": __version__,
        "database": connection.vendor,
        "journal": {"seq": head.seq if head else 0, "hash": head.hash if head else ""},
        "files": {name: _sha256(target / name) for name in sorted(_names(target))},
    }
    path = target / MANIFEST
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return manifest


def verify(source: Path) -> dict[str, object]:
    """The manifest of a copy whose every file is the one it names; Refused otherwise."""
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        named = {str(name): str(sha256) for name, sha256 in manifest["files"].items()}
        manifest["database"], manifest["journal"]["seq"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("backup.no_manifest", "DIR", folder=str(source)) from error
    for name, sha256 in named.items():
        path = source / name
        if not path.is_file() or _sha256(path) != sha256:
            raise Refused("backup.changed", "DIR", file=name)
    if added := sorted(_names(source) - set(named)):
        raise Refused("backup.added", "DIR", file=added[0])
    return manifest


def _names(folder: Path) -> set[str]:
    return {
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if _is_file(p) and p != folder / MANIFEST
    }


def _is_file(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def restore(source: Path) -> dict[str, object]:
    """Put a verified copy into an empty home (and, with PostgreSQL, an empty database)."""
    manifest = verify(source)
    if manifest["database"] != connection.vendor:
        raise Refused("backup.other_database", "DIR", kind=str(manifest["database"]))
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    if _holds_records():
        raise Refused("backup.home_in_use", "DIR", folder=str(settings.HOME))
    for name in ("files", "keys"):
        if (source / name).exists():
            shutil.copytree(source / name, settings.HOME / name, dirs_exist_ok=True)
    # The copy may have lain where there are no permissions.
    keys.close_to_others()
    if connection.vendor == "sqlite":
        connection.close()
        place = Path(str(settings.DATABASES["default"]["NAME"]))
        for extra in ("", "-wal", "-shm"):
            place.with_name(place.name + extra).unlink(missing_ok=True)
        temporary = place.with_name("restoring.sqlite3")
        shutil.copyfile(source / "db.sqlite3", temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(place)
    else:
        connection.close()
        _postgres(
            "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={_address()}", str(source / "db.dump")
        )
    return manifest


def _holds_records() -> bool:
    if "core_journalentry" not in connection.introspection.table_names():
        return False
    return JournalHead.objects.filter(seq__gt=0).exists()


def _address() -> str:
    database = settings.DATABASES["default"]
    return str(database["NAME"])


def _postgres(program: str, *arguments: str) -> None:
    database = settings.DATABASES["default"]
    found = which(program)
    if not found:
        raise Refused("backup.no_program", "", program=program)
    environment = {
        **os.environ,
        "PGHOST": str(database["HOST"]),
        "PGPORT": str(database["PORT"] or 5432),
        "PGUSER": str(database["USER"]),
        "PGPASSWORD": str(database["PASSWORD"]),
        "PGDATABASE": str(database["NAME"]),
    }
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(
            "backup.program_failed", "", program=program, why=(done.stderr.strip().splitlines() or [""])[-1]
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
