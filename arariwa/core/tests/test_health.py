"""`arariwa check`: each thing that must hold is made to fail once, and is told."""

import json
import shutil
from collections import namedtuple

import pytest
from django.db import DatabaseError, connection
from typer.testing import CliRunner

from arariwa.core import actions, appendonly, files, health, home, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.core.packs import Pack
from arariwa.evidence import actions as evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def photo():
    actions.store_pack(by=None, pack=Pack("pe/mini", {"a.yaml": b"a: 1\n"}))
    alba = testing.people().alba.actor
    made = testing.an_intervention(alba)
    return evidence.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo())


def wrong(deep=False):
    return {finding.code: finding.detail for finding in health.look(deep) if not finding.ok}


def test_a_whole_copy_holds(photo):
    codes = [finding.code for finding in health.look(deep=True)]
    assert codes[:7] == ["migrations", "triggers", "journal", "records", "files", "file_bytes", "packs"]
    assert wrong(deep=True) == {}


def test_a_missing_migration_is_told_and_nothing_else_is_looked_at(photo):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    assert list(wrong()) == ["migrations"]
    assert "cases" in wrong()["migrations"]


def test_a_missing_trigger_is_told_by_its_name(photo):
    with appendonly.lifted():
        assert "keep_core_journalentry_update" in wrong()["triggers"]


def test_a_changed_line_of_the_journal_is_told_by_its_number(photo):
    with appendonly.lifted():
        JournalEntry.objects.filter(seq=2).update(verb="custody.moved")
    assert wrong() == {"journal": "2: content"}


def test_a_lost_file_is_told(photo):
    files.path_of(photo.blob_id).unlink()
    assert wrong() == {"files": photo.blob_id[:12]}


def test_a_changed_file_is_told_by_the_deep_look_only(photo):
    path = files.path_of(photo.blob_id)
    path.chmod(0o600)
    path.write_bytes(b"x" * photo.blob.size)
    assert wrong() == {}
    assert wrong(deep=True) == {"file_bytes": str(photo.pk)}


def test_without_the_deep_look_it_says_what_was_not_read(photo):
    told = {finding.code: finding for finding in health.look()}
    assert told["files"].ok
    assert told["files"].detail == "no se leyeron los bytes de 1 archivo; --deep los lee"
    assert "file_bytes" not in told
    assert {finding.code: finding.detail for finding in health.look(deep=True)}["files"] == ""


def test_a_home_that_was_never_set_up_is_told_and_nothing_else_is_looked_at(monkeypatch):
    refused = Refused("home.not_set_up", home="/nowhere")
    monkeypatch.setattr(home, "lacking", lambda: refused)
    assert [(f.code, f.ok) for f in health.look()] == [("database", False)]
    assert "arariwa setup" in wrong()["database"]


@pytest.mark.sqlite
def test_a_database_that_breaks_on_the_way_is_the_last_finding(photo, monkeypatch):
    def broken():
        raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr(health.journal, "verify", broken)
    found = list(health.look())
    assert [f.code for f in found] == ["migrations", "triggers", "database"]
    assert "malformed" in found[-1].detail


def test_a_home_without_packs_is_told():
    assert list(wrong()) == ["packs"]


def test_a_full_disk_is_told_before_it_is_full(photo, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12, health.LEAST_FREE - 1))
    assert list(wrong()) == ["disk"]


@pytest.mark.sqlite
def test_an_old_sqlite_is_told(photo, monkeypatch):
    monkeypatch.setattr(health.sqlite3, "sqlite_version_info", (3, 31, 0))
    assert list(wrong()) == ["sqlite"]


def test_the_command_says_it_with_its_status(photo):
    from arariwa.cli import build

    whole = CliRunner().invoke(build(), ["check", "--json"])
    assert whole.exit_code == 0
    assert all(finding["ok"] for finding in json.loads(whole.stdout))
    files.path_of(photo.blob_id).unlink()
    broken = CliRunner().invoke(build(), ["check"])
    assert broken.exit_code == 1
    assert photo.blob_id[:12] in broken.stdout
