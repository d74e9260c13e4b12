"""Numbers as they stand on papers: kept, tidied for matching, warned about, never refused."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.reference_packs import load_formats

PACKS = Path(__file__).parents[4] / "packs"
KINDS = sorted(load_formats(PACKS).kinds)


@cache
def peru():
    return load_formats(PACKS)


@pytest.mark.parametrize(
    ("kind", "text", "normalised"),
    [
        ("dni", "4123 4567", "41234567"),
        ("dni", "41234567-9", "41234567"),
        ("ruc", "20131370301", "20131370301"),
        ("carpeta_fiscal", "506010000 – 2026 – 00045 – 0", "0506010000-2026-45-0"),
        ("carpeta_fiscal", "Carpeta Fiscal N.º 2506010000-2026-45-0", "2506010000-2026-45-0"),
        ("expediente_judicial", "Exp. N.º 123-2026-39-2801-jr-pe-02", "00123-2026-39-2801-JR-PE-02"),
        ("oficio", "Oficio N.° 000123-2026/IN/DM", "OFICIO N.° 000123-2026/IN/DM"),
        (
            "oficio",
            "RDG N.º D000123-2026-MIDAGRI-SERFOR-DGGSPFFS",
            "RDG N.° D000123-2026-MIDAGRI-SERFOR-DGGSPFFS",
        ),
        ("disposicion", "Disposición Nº 2", "DISPOSICIÓN N° 2"),
        ("plate", "m6w 123", "M6W123"),
        ("plate", "1234-5a", "12345A"),
        ("plate", "AB-1234", "AB1234"),
        ("vessel", "IQ 12345", "IQ12345"),
        ("phone", "912 345 678", "+51912345678"),
        ("phone", "0051 912 345 678", "+51912345678"),
        ("phone", "51912345678", "+51912345678"),
        ("phone", "(065) 352-123", "065352123"),
        ("imei", "49-015420-323751-8", "490154203237518"),
        ("cites_permit", "26PE000123/SP", "26PE000123SP"),
        ("guia_remision", "T001-123456", "T001-123456"),
    ],
)
def test_the_usual_shapes(kind, text, normalised):
    found = peru().check(kind, text)
    assert (found.as_written, found.normalised, found.shape_ok, found.warning) == (
        text,
        normalised,
        True,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("dni", "X41234567"),
        ("dni", "412"),
        ("ruc", "99131370301"),
        ("carpeta_fiscal", "Caso N.º 45-2026"),
        ("expediente_judicial", "123-2026"),
        ("plate", "AB-1"),
        ("phone", "12345"),
        ("imei", "4901542032375"),
    ],
)
def test_another_shape_is_warned_about_with_an_example(kind, text):
    found = peru().check(kind, text)
    assert (found.as_written, found.shape_ok, found.check_ok) == (text, False, None)
    assert peru().kinds[kind].example in found.warning["es"]
    assert peru().kinds[kind].example in found.warning["en"]


def test_a_short_case_number_is_not_matched_by():
    assert peru().check("carpeta_fiscal", "Caso N.º 45-2026").normalised == ""


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        ("ruc", "20131370301", True),
        ("ruc", "20562836927", True),
        ("ruc", "20131368829", True),
        ("ruc", "20131370302", False),
        ("dni", "41234567-9", True),
        ("dni", "41234567-8", False),
        ("dni", "41234567", None),
        ("imei", "490154203237519", False),
        ("plate", "M6W-123", None),
    ],
)
def test_check_digits(kind, text, right):
    found = peru().check(kind, text)
    assert (found.shape_ok, found.check_ok) == (True, right)
    assert bool(found.warning) == (right is False)


def test_zeros_a_spreadsheet_lost_are_put_back_and_told():
    found = peru().check("dni", "1234567")
    assert (found.as_written, found.normalised, found.shape_ok) == ("1234567", "01234567", True)
    assert "ceros" in found.warning["es"]


def test_a_kind_without_a_known_shape_says_so():
    found = peru().check("gtfs", " 0123 ")
    assert (found.as_written, found.shape_ok, found.warning) == (" 0123 ", None, None)
    assert peru().verdict(found)["es"].startswith("No se conoce una forma")


def test_the_verdict_speaks_of_the_shape_only():
    assert peru().verdict(peru().check("plate", "M6W-123"))["es"] == "Tiene la forma correcta."
    assert not any("válid" in words["es"] or "valid" in words["en"] for words in peru().sentences.values())


def test_nothing_written_is_nothing_to_warn_about():
    assert peru().check("dni", "  ").warning is None


def test_an_unknown_kind_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        peru().check("no_such_kind", "1")


WRITTEN = st.one_of(st.text(max_size=300), st.from_regex(r"[0-9A-Z. º–-]{0,30}"))


@given(st.sampled_from(KINDS), WRITTEN)
def test_any_text_is_kept_and_nothing_raises(kind, text):
    found = peru().check(kind, text)
    assert found.as_written == text
    assert found.warning is None or set(found.warning) == {"es", "en"}
    assert peru().verdict(found)["es"]
    if found.shape_ok is False:
        assert found.check_ok is None


@given(st.sampled_from(["dni", "phone", "carpeta_fiscal", "expediente_judicial", "plate", "oficio"]), WRITTEN)
def test_tidying_twice_changes_nothing(kind, text):
    once = peru().check(kind, text[:150]).normalised
    assert peru().check(kind, once).normalised == once
