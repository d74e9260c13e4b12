"""A second demonstration keeps the files nothing has changed since, and makes the others anew."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from arariwa.cases import actions as cases
from arariwa.cases.models import Case, CaseFile
from arariwa.core import actions, fingerprints, reference
from arariwa.core.actor import actor_for
from arariwa.core.models import CurrentPack, JournalHead, StoredPack
from arariwa.demo import standing, world

SLUG = "mollendo-2026-02"


@pytest.fixture
def job(db, settings, tmp_path):
    """The main job on one seizure; each call is another demonstration on the same home."""
    settings.FILES = tmp_path / "files"
    papers = tmp_path / "demo"
    papers.mkdir()
    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))

    def run():
        members, seizures, _password = world.settle(settings.PACKS)
        (seizure,) = (s for s in seizures.seizures if s.slug == SLUG)
        return world.main_job(seizure, members, seizures.handover_note, papers)

    return run


def lines():
    return JournalHead.objects.get().seq


def test_a_second_run_keeps_the_file_and_writes_no_line(job):
    first = job()
    pdf, seq = first.file.read_bytes(), lines()
    again = job()
    assert (first.kept, again.kept) == (False, True)
    assert (again.file.read_bytes(), lines(), CaseFile.objects.count()) == (pdf, seq, 1)
    assert (again.pages, again.found, again.uncertain, again.qualified) == (
        first.pages,
        first.found,
        first.uncertain,
        first.qualified,
    )


def remove(first, monkeypatch):
    first.file.unlink()


def change_the_bytes(first, monkeypatch):
    first.file.write_bytes(first.file.read_bytes() + b" ")


def lose_the_note(first, monkeypatch):
    (first.file.parent / standing.NAME).write_text("{")


def edit_the_case(first, monkeypatch):
    case = Case.objects.get()
    cases.edit_case(
        by=actor_for(case.lead), id=case.pk, version=case.version, values={"summary": "Otra relación."}
    )


def answer_from_another_pack(first, monkeypatch):
    pack = StoredPack.objects.create(
        fingerprint="f" * 64, name="pe/evidence", content=b"", loaded_at=Case.objects.get().opened_at
    )
    CurrentPack.objects.update_or_create(name="pe/other", defaults={"pack": pack})


def change_the_code(first, monkeypatch):
    monkeypatch.setattr(fingerprints, "code", lambda: "other")


def reach_by_another_address(first, monkeypatch):
    monkeypatch.setattr(settings, "PUBLIC_ADDRESS", "https://arariwa.example")


@pytest.mark.parametrize(
    "happens",
    [
        remove,
        change_the_bytes,
        lose_the_note,
        edit_the_case,
        answer_from_another_pack,
        change_the_code,
        reach_by_another_address,
    ],
    ids=lambda function: function.__name__,
)
def test_what_the_file_rests_on_changed_so_it_is_made_anew(job, monkeypatch, happens):
    first = job()
    happens(first, monkeypatch)
    seq = lines()
    again = job()
    assert not again.kept
    assert again.file.read_bytes().startswith(b"%PDF-")
    assert lines() > seq
    assert job().kept


def test_the_hour_is_no_part_of_what_a_file_rests_on(job, monkeypatch):
    job()
    plain = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: plain() + timedelta(minutes=5))
    assert job().kept


def test_what_became_of_the_files_is_told():
    from arariwa.demo.cli import _stands

    assert _stands(6, 0) == "Las carpetas quedan como se hicieron: no cambió nada de lo que las sustenta."
    assert "quedan como se hicieron: 5" in _stands(5, 1)
