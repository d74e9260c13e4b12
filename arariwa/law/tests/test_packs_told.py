"""`packs check` says how far the examples of each law pack show its conditions, and names each state none shows."""

import shutil

import pytest

from arariwa.core.setup import told_of_packs
from arariwa.law.tests.worlds import PACKS

UNLISTED = "  - name: {es: Especie en ninguna lista"


@pytest.fixture
def copied(tmp_path):
    """A folder of packs with Ecuador's law alone."""
    shutil.copytree(PACKS / "ec/law", tmp_path / "ec/law")
    return tmp_path


def test_a_line_a_pack_when_everything_is_shown(copied):
    (line,) = told_of_packs(copied)
    shown, of_all = (int(word) for word in line.split() if word.isdecimal() and int(word) > 20)
    assert line.startswith("ec/law: ") and shown == of_all


def test_what_no_example_shows_is_named_with_its_line(copied):
    file = copied / "ec/law/offences/coip-247.yaml"
    head, _name, rest = file.read_text(encoding="utf-8").partition(UNLISTED)
    file.write_text(head + rest[rest.index("\n  - name:") + 1 :], encoding="utf-8")
    line, *missing = told_of_packs(copied)
    assert line.startswith("ec/law: ")
    place = "ec/law/conditions.yaml, línea 6, conditions.wildlife_act.when.any.0"
    assert f"    {place}: acts.hunt is True: contradicted" in missing
