"""Packs are checked before they are answered from; what the same code found right is not checked again by every start."""

import shutil

import pytest

from arariwa.core import fingerprints, setup
from arariwa.core.models import CurrentPack
from arariwa.core.packs import PackError, Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(monkeypatch, tmp_path, settings):
    """A small folder of packs, and how often it was checked."""
    for name in ("int", "pe"):
        shutil.copytree(
            settings.PACKS / name,
            tmp_path / name,
            ignore=lambda at, names: {n for n in names if "." not in n},
        )
    calls = []
    monkeypatch.setattr(setup, "check_packs", calls.append)
    settings.PACKS = tmp_path
    return calls


def test_an_explicit_load_checks_every_time(checked):
    setup.load_packs()
    setup.load_packs()
    assert len(checked) == 2
    assert set(CurrentPack.objects.values_list("pk", flat=True)) == {"int", "pe"}


def test_a_start_checks_once(checked):
    setup.load_packs(again=False)
    setup.load_packs(again=False)
    assert len(checked) == 1


def test_what_an_explicit_load_found_right_a_start_takes_as_it_is(checked):
    setup.load_packs()
    setup.load_packs(again=False)
    assert len(checked) == 1


def test_a_changed_byte_is_checked_again(checked, tmp_path):
    setup.load_packs(again=False)
    with (tmp_path / "pe" / "words.csv").open("a") as file:
        file.write("\n")
    setup.load_packs(again=False)
    assert len(checked) == 2


def test_other_code_checks_again(checked, monkeypatch):
    setup.load_packs(again=False)
    monkeypatch.setattr(fingerprints, "code", lambda: "other")
    setup.load_packs(again=False)
    assert len(checked) == 2


def test_packs_with_a_mistake_are_never_taken_as_right(checked, monkeypatch):
    def refuse(folder):
        checked.append(folder)
        raise PackError([Problem("pe/law", 0, "", "pack.empty")])

    monkeypatch.setattr(setup, "check_packs", refuse)
    for _ in range(2):
        with pytest.raises(PackError):
            setup.load_packs(again=False)
    assert len(checked) == 2
    assert not CurrentPack.objects.exists()


def test_the_fingerprint_of_the_code_is_that_of_every_file_but_tests(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)

    def code():
        fingerprints.code.cache_clear()
        return fingerprints.code()

    (tmp_path / "arariwa" / "core" / "tests").mkdir(parents=True)
    paper = tmp_path / "arariwa" / "core" / "paper.py"
    paper.write_text("one")
    first = code()
    (tmp_path / "arariwa" / "core" / "tests" / "test_paper.py").write_text("a test makes no paper")
    assert code() == first
    paper.write_text("two")
    assert code() != first
    fingerprints.code.cache_clear()
