"""The rights pack: read as it stands, and every mistake named with file, line and field."""

from dataclasses import replace
from pathlib import Path

import pytest

from arariwa.core.packs import Pack, PackError
from arariwa.rights import packs

ROOT = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.from_folder(ROOT, packs.NAME)


def changed(pack: Pack, file: str, old: str, new: str) -> Pack:
    text = pack.text(file)
    assert old in text
    return replace(pack, files={**pack.files, file: text.replace(old, new, 1).encode()})


def test_everything_read_is_there(pack: Pack) -> None:
    rights = packs.read(pack)
    assert (len(rights.asked), len(rights.ways), len(rights.channels), len(rights.claims)) == (72, 31, 15, 15)
    assert len(rights.poll) == 5
    assert sorted(rights.script) == [f"K{n:02}" for n in range(1, 13)]


def test_the_pack_has_no_mistake() -> None:
    assert packs.check(ROOT) == []


def test_what_costs_an_unknown_amount_is_never_free(pack: Pack) -> None:
    costs = [cost for way in packs.read(pack).ways.values() for cost in way.cost]
    assert any(cost.amount is None for cost in costs)
    assert all(cost.note for cost in costs if cost.amount is None)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "field"),
    [
        (
            "ways.yaml",
            "authority: [ARFFS]",
            "authority: [NOBODY]",
            "pack.unknown_reference",
            "W-SUBSISTENCIA",
        ),
        ("ways.yaml", "LEG-SUBSISTENCIA", "LEG-NOTHING", "pack.unknown_law", "W-SUBSISTENCIA"),
        ("situations.yaml", "group: sloths", "group: whales", "pack.unknown_reference", "S01"),
        ("situations.yaml", "ways: [W-HALLAZGO]", "ways: [W-NOWHERE]", "pack.unknown_reference", "S01"),
        ("situations.yaml", "possess: false", "possess: maybe", "pack.unknown_term", "S01"),
        ("situations.yaml", "[[pena CP-308-C]]", "[[pena CP-999]]", "lesson.unknown_code", "shared keep"),
        ("choices.yaml", "acts.transport: true", "acts.teleport: true", "pack.unknown_term", "acts carry"),
        (
            "choices.yaml",
            "already: [W-ENTREGA]",
            "already: [W-NOWHERE]",
            "pack.unknown_reference",
            "acts keep ways",
        ),
        ("choices.yaml", "traded_as: timber", "traded_as: gold", "pack.unknown_reference", "unwritten"),
        ("choices.yaml", "  T-AGUA: {es", "  T-NOTHING: {es", "pack.unknown_law", "open_law"),
        (
            "choices.yaml",
            "  LEG-SUBSISTENCIA: [specimen.in_communal_agreement]",
            "  LEG-SUBSISTENCIA: [specimen.colour]",
            "pack.unknown_reference",
            "limits",
        ),
        (
            "choices.yaml",
            "without_papers: [W-ENTREGA]",
            "without_papers: [W-NOWHERE]",
            "pack.unknown_reference",
            "acts keep ways",
        ),
        ("choices.yaml", "taxa: [Ara]", "taxa: [Ara ara]", "lesson.unknown_species", "guacamayo"),
        ("choices.yaml", "id: loro", "id: pihuicho", "pack.id_twice", "pihuicho"),
        ("choices.yaml", "id: loro", "id: ara-macao", "pack.id_twice", "ara-macao"),
        (
            "choices.yaml",
            "facts: {place.kind: home}",
            "facts: {place.kind: home, specimen.form: dead}",
            "pack.choices_contradict",
            "acts keep",
        ),
        ("situations.yaml", "K01: [S03, S05, S69]", "K01: [S03, S99]", "pack.unknown_reference", "K01"),
        ("session/poll.yaml", "situation: S12", "situation: S99", "pack.unknown_reference", "food"),
        ("session/poll.yaml", "why: [RONDAS, PR-VIVOS]", "why: [RONDAS, X]", "pack.unknown_law", "patrol"),
        ("session/poll.yaml", 'right: "no"', 'right: "yes"', "pack.poll_answer", "parrot"),
        ("session/poll.yaml", "right: deliver", "right: nothing", "pack.no_key", "questions.3"),
        ("session/poll.yaml", "id: market", "id: food", "pack.id_twice", ""),
    ],
)
def test_a_name_that_leads_nowhere_is_told(
    pack: Pack, tmp_path: Path, file: str, old: str, new: str, code: str, field: str
) -> None:
    wrong = changed(pack, file, old, new)
    for name in ROOT.iterdir():
        (tmp_path / name.name).symlink_to(name) if name.name != "pe" else (tmp_path / "pe").mkdir()
    for part in (ROOT / "pe").iterdir():
        if part.name != "rights":
            (tmp_path / "pe" / part.name).symlink_to(part)
    (tmp_path / "pe" / "rights").mkdir()
    for path, data in wrong.files.items():
        target = tmp_path / "pe" / "rights" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    found = packs.check(tmp_path)
    assert {(p.code, p.field) for p in found} >= {(code, field)}
    assert {p.code for p in found} == {code}


def test_an_id_stands_once(pack: Pack) -> None:
    with pytest.raises(PackError, match="id_twice"):
        packs.read(changed(pack, "situations.yaml", "- id: S02", "- id: S01"))
