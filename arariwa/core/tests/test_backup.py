"""A copy put back into an empty home is the same, to the byte; a copy that is not whole is not put back."""

import io
import json
import os
import shutil
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from arariwa.core import actions, backup, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalHead
from arariwa.core.packs import Pack
from arariwa.evidence import actions as evidence

pytestmark = pytest.mark.django_db(transaction=True)
LEFT_OUT = ["contenttypes", "auth.permission", "sessions"]


@pytest.fixture
def world(settings, tmp_path):
    """A small home in use: a case, custody, a photo, a key."""
    settings.HOME = tmp_path / "home"
    settings.FILES, settings.KEYS = settings.HOME / "files", settings.HOME / "keys"
    (settings.KEYS).mkdir(parents=True)
    (settings.KEYS / "secret").write_text("s" * 60)
    actions.store_pack(by=None, pack=Pack("pe/mini", {"a.yaml": "a: ñ\n".encode()}))
    alba = testing.people().alba.actor
    case = testing.a_case()
    testing.accepted(testing.a_handover())
    evidence.add_photo(by=alba, intervention_id=testing.an_intervention(alba).pk, upload=testing.a_photo())
    (settings.FILES / "incoming" / "half").write_bytes(b"unfinished")
    return case


@pytest.fixture
def copy(world, tmp_path):
    target = tmp_path / "copy"
    backup.backup(target)
    return target


@pytest.fixture
def elsewhere(tmp_path):
    """An empty home, and with PostgreSQL an empty database; the words to run a command there."""
    home, environment = tmp_path / "new" / "home", {}
    name = f"restored_{os.getpid()}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        host = connection.settings_dict["HOST"]
        environment["DATABASE"] = f"postgresql://postgres@/{name}?host={host}"

    def run(*words):
        return testing.run_command(sys.executable, *words, home=home, SECRET_KEY="x" * 60, **environment)

    yield run
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def rows_here():
    out = io.StringIO()
    call_command("dumpdata", exclude=LEFT_OUT, stdout=out)
    return sorted(map(str, json.loads(out.getvalue())))


def arariwa(run, *words):
    return run("-m", "arariwa.cli", *words)


def test_a_copy_put_into_an_empty_home_is_the_same(world, copy, elsewhere, tmp_path):
    restored = arariwa(elsewhere, "restore", str(copy))
    assert restored.returncode == 0, restored.stderr
    checked = arariwa(elsewhere, "check", "--deep", "--json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    dumped = elsewhere("manage.py", "dumpdata", *(word for each in LEFT_OUT for word in ("--exclude", each)))
    assert sorted(map(str, json.loads(dumped.stdout))) == rows_here()
    home = tmp_path / "new" / "home"
    assert (home / "keys" / "secret").read_text() == "s" * 60
    assert (home / "keys" / "secret").stat().st_mode & 0o077 == (
        settings.KEYS / "secret"
    ).stat().st_mode & 0o077
    assert not (home / "files" / "incoming" / "half").exists()
    head = JournalHead.objects.get()
    verified = arariwa(elsewhere, "core", "journal", "verify")
    assert (verified.returncode, verified.stdout.split()) == (0, [str(head.seq), head.hash])


def test_the_manifest_tells_what_is_in_the_copy(world, copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    head = JournalHead.objects.get()
    assert manifest["journal"] == {"seq": head.seq, "hash": head.hash}
    assert manifest["database"] == connection.vendor
    names = {p.relative_to(copy).as_posix() for p in copy.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == names
    assert copy.stat().st_mode & 0o077 == 0
    assert backup.verify(copy) == manifest


def refused(folder, code):
    with pytest.raises(Refused) as error:
        backup.verify(folder)
    assert error.value.code == code
    return error.value


def test_any_changed_byte_is_found(copy):
    for path in sorted(p for p in copy.rglob("*") if p.is_file() and p.name != "manifest.json"):
        whole = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        assert refused(copy, "backup.changed").values["file"] == path.relative_to(copy).as_posix()
        path.write_bytes(whole[:-1])
        refused(copy, "backup.changed")
        path.write_bytes(whole)
    backup.verify(copy)


def test_a_lost_and_an_added_file_are_found(copy):
    photo = next(p for p in (copy / "files").rglob("*") if p.is_file())
    photo.rename(copy / "files" / "moved")
    refused(copy, "backup.changed")
    (copy / "files" / "moved").rename(photo)
    (copy / "files" / "planted").write_bytes(b"x")
    assert refused(copy, "backup.added").values["file"] == "files/planted"


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "{}", '{"files": []}', '{"files": {}, "database": "sqlite"}', '"x"', "\xff"]
)
def test_a_folder_without_a_readable_manifest_is_no_copy(tmp_path, manifest):
    refused(tmp_path, "backup.no_manifest")
    (tmp_path / "manifest.json").write_bytes(manifest.encode("latin-1"))
    refused(tmp_path, "backup.no_manifest")


def test_a_home_in_use_is_not_overwritten(world, copy):
    before = rows_here()
    with pytest.raises(Refused) as error:
        backup.restore(copy)
    assert error.value.code == "backup.home_in_use"
    assert rows_here() == before


def test_a_folder_in_use_is_not_written_over(world, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine")
    with pytest.raises(Refused) as error:
        backup.backup(tmp_path / "full")
    assert error.value.code == "backup.not_empty"
    assert (tmp_path / "full" / "letter").read_text() == "mine"


def test_a_copy_of_the_other_database_is_refused(copy):
    path = copy / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["database"] = "another"
    path.write_text(json.dumps(manifest))
    with pytest.raises(Refused) as error:
        backup.restore(copy)
    assert error.value.code == "backup.other_database"


def test_a_changed_copy_leaves_the_empty_home_empty(copy, elsewhere, tmp_path):
    next(p for p in (copy / "files").rglob("*") if p.is_file()).unlink()
    restored = arariwa(elsewhere, "restore", str(copy))
    assert restored.returncode == 2
    assert len(restored.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "new" / "home" / "files").exists()


def test_a_copy_moved_to_another_place_is_still_whole(copy, tmp_path):
    shutil.move(copy, tmp_path / "stick")
    assert backup.verify(tmp_path / "stick")


def test_a_copy_while_others_write_is_one_moment(world, tmp_path):
    """The database in the copy is of one moment: its journal verifies to its own head."""
    import threading

    stop, alba = threading.Event(), testing.people().alba

    def write():
        try:
            while not stop.is_set():
                testing.an_intervention(alba)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backup.backup(tmp_path / "running")
    finally:
        stop.set()
        writer.join(60)
    assert backup.verify(tmp_path / "running")
    if connection.vendor == "sqlite":
        import sqlite3

        with sqlite3.connect(tmp_path / "running" / "db.sqlite3") as db:
            last = db.execute("SELECT seq, hash FROM core_journalentry ORDER BY seq DESC LIMIT 1").fetchone()
            assert db.execute("SELECT seq, hash FROM core_journalhead").fetchone() == last
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
