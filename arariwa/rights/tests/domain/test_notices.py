"""The coarse place, texts that are one, the competent desk."""

from arariwa.rights.domain.notices import CELL, Place, coarse, competent, fingerprint

DESKS = {
    "arffs": Place("ARFFS", "160201"),
    "pnp": Place("PNP", "160101"),
    "pnp far": Place("PNP", "160201"),
    "serfor": Place("SERFOR", "150101"),
}


def test_every_point_of_a_square_gives_its_middle():
    for degrees in (-3.7491, -73.2538, 0.01, -0.01, -18.35):
        middle = coarse(degrees)
        assert abs(middle - degrees) <= CELL / 2 + 1e-9
        assert coarse(middle) == middle
        assert coarse(middle + CELL * 0.49) == coarse(middle - CELL * 0.49) == middle


def test_texts_that_differ_in_capitals_accents_and_points_are_one():
    one = fingerprint("sale", "160101", "Venden charapas, detrás del mercado.")
    assert fingerprint("sale", "160101", "  VENDEN CHARAPAS detras del mercado") == one
    assert (
        len(
            {
                one,
                fingerprint("kept", "160101", "Venden charapas, detrás del mercado."),
                fingerprint("sale", "", "Venden"),
            }
        )
        == 3
    )


def test_the_first_of_the_route_in_the_department_the_same_province_before_others():
    assert competent(["ARFFS", "PNP"], "160101", DESKS) == "arffs"
    assert competent(["PNP", "ARFFS"], "160101", DESKS) == "pnp"
    assert competent(["PNP"], "160202", DESKS) == "pnp far"
    assert competent(["ARFFS", "SERFOR"], "150132", DESKS) == "serfor"
    assert competent(["ARFFS"], "150101", DESKS) is None
    assert competent(["ARFFS"], "", DESKS) is None
