"""Core's packs as they stand, and what a wrong file is told."""

import shutil
from pathlib import Path

import pytest

from arariwa.core import reference_packs as packs
from arariwa.core.packs import PackError

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture
def copied(tmp_path):
    """A copy of the reference files that a test may spoil."""
    for country in ("pe", "int"):
        (tmp_path / country).mkdir()
        for path in (PACKS / country).iterdir():
            if path.is_file():
                shutil.copy(path, tmp_path / country)
    return tmp_path


def spoil(root, path, old, new):
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(root):
    with pytest.raises(PackError) as caught:
        packs.check(root)
    return [(p.file, p.code) for p in caught.value.problems]


def test_they_are_right_as_they_stand():
    packs.check(PACKS)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("pe/places.csv", "160201,150201,district", "160201,150201,village", "pack.not_one_of"),
        (
            "pe/places.csv",
            "160201,150201,district,Yurimaguas,1602",
            "160201,150201,district,Yurimaguas,1601",
            "pack.place_parent",
        ),
        ("pe/places.csv", "160201,", "160202,", "pack.key_twice"),
        ("pe/departments.geojson", '"code":"16"', '"code":"99"', "pack.unknown_reference"),
        ("pe/departments.geojson", "{", "", "pack.not_geojson"),
        ("int/countries.geojson", "MultiPolygon", "Point", "pack.unknown_reference"),
        ("pe/institutions.yaml", "code: CN-FEMA", "code: FEMA", "pack.key_twice"),
        ("pe/institutions.yaml", "kind: police", "kind: army", "pack.not_one_of"),
        (
            "pe/privacy.yaml",
            "- code: sign_in\n    version",
            "- code: visits\n    version",
            "pack.unknown_reference",
        ),
        ("pe/formats.yaml", 'example: "20131370301"', 'example: "20131370302"', "pack.example_shape"),
        ("pe/formats.yaml", "'[0-9]{15}'", "'[0-9]{15'", "pack.example_shape"),
        ("pe/formats.yaml", "code: ruc", "code: dni", "pack.key_twice"),
        ("pe/words.csv", "Datos del sospechoso", "Datos del intervenido", "pack.example_uncaught"),
        ("pe/words.csv", "minutas?", "(minutas?", "pack.not_a_pattern"),
        ("pe/privacy.yaml", "from: 2026-11-23", "from: soon", "pack.not_a_date"),
    ],
)
def test_a_mistake_is_named(copied, path, old, new, code):
    spoil(copied, path, old, new)
    assert (path, code) in problems(copied)


def test_every_file_with_a_mistake_is_named(copied):
    spoil(copied, "pe/institutions.yaml", "kind: police", "kind: army")
    spoil(copied, "pe/privacy.yaml", "state: in_use", "state: later")
    assert {file for file, _ in problems(copied)} == {"pe/institutions.yaml", "pe/privacy.yaml"}


def test_institutions_have_a_source_and_say_what_they_may():
    found = {i.code: i for i in packs.load_institutions(PACKS)}
    assert len(found) == 37
    assert found["FEMA"].kind == "prosecution"
    assert found["FEMA"].name.es == "Fiscalía Especializada en Materia Ambiental"
    assert found["HK-AFCD"].country == "HK"
    assert found["US-FWS"].country == "US"  # its own, not the file's
    assert {i.country for i in found.values()} == {"PE", "HK", "US", "EC"}
    assert all(i.confidence != "high" for i in found.values() if not any(s.url for s in i.sources))


def test_the_register_says_what_is_not_known_and_stays_unreviewed():
    privacy = packs.load_privacy(PACKS)
    assert [b.code for b in privacy.banks] == [
        "officials",
        "sign_in",
        "journal",
        "interventions",
        "participants",
        "certificates",
        "images",
        "notices",
        "consultations",
        "translations",
    ]
    assert {n.code for n in privacy.notices} == {
        "officials",
        "sign_in",
        "interventions",
        "participants",
        "images",
        "notices",
        "consultations",
    }
    assert privacy.not_known
    assert privacy.review == "unreviewed"
    investigation = next(b for b in privacy.banks if b.code == "interventions")
    assert "consentimiento" in investigation.basis.es
    assert investigation.rights
