import pytest

from arariwa.evidence.domain.numbers import SHAPES, expected, wrong_check


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("plate", "M6W-123"),
        ("plate", "m6w 123"),
        ("plate", "1234-5A"),
        ("plate", "AB-1234"),
        ("plate", "ABC-123"),
        ("vessel", "IQ-12345-MF"),
        ("vessel", "IQ 12345"),
        ("imei", "49-015420-323751-8"),
        ("dni", "01234567"),
        ("ruc", "20131370301"),
        ("mobile", "+51 912 345 678"),
        ("mobile", "912345678"),
        ("carpeta", "2506010000-2026-45-0"),
    ],
)
def test_usual_shapes(kind, text):
    assert expected(kind, text) == "" and not wrong_check(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("plate", "SIN PLACA"),
        ("vessel", "Don José"),
        ("imei", "12"),
        ("dni", "1234"),
        ("ruc", "123"),
        ("mobile", "x"),
        ("carpeta", "45-2026"),
    ],
)
def test_other_shapes_get_an_example(kind, text):
    assert expected(kind, text) == SHAPES[kind][1]
    assert not wrong_check(kind, text)


def test_a_check_digit_that_does_not_fit():
    assert wrong_check("imei", "490154203237519") and wrong_check("ruc", "20131370302")
    assert not wrong_check("dni", "41234567")


def test_no_shape_no_word():
    assert expected("serial", "whatever") == "" == expected("plate", " ")
    for kind, (_shapes, example) in SHAPES.items():
        assert expected(kind, example) == "", kind
