import pytest

from arariwa.evidence.domain.coordinates import Point, Unread, from_utm, read, to_utm


@pytest.mark.parametrize(
    "text",
    [
        "-5.896002, -76.116",
        "-5.896002 -76.116",
        "−5.896002; −76.116",
        "5°53'45.6\" S, 76°06'57.6\" O",
        "5º 53’ 45.6” S 76º 6’ 57.6” W",
        "76°06'57.6\" O 5°53'45.6\" S",
        "5.896° S 76.116° W",
        "18M 376462 9348168",
        "zona 18 E 376 462 N 9 348 168",
        "18 S 376462 E 9348168 N",
        "E=376,462 N=9,348,168 zona 18M WGS84",
    ],
)
def test_what_officials_write(text):
    found = read(text)
    assert isinstance(found, Point)
    assert abs(found.latitude + 5.896) < 0.0005 and abs(found.longitude + 76.116) < 0.0005


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("376462 9348168", "zone"),
        ("", "form"),
        ("Mercado", "form"),
        ("-95.1, -76.1", "form"),
        ("5°61'00\" S 76°00'00\" O", "form"),
        ("5° S 6° S", "form"),
        ("99999999999999999999", "form"),
        ("<script>", "form"),
    ],
)
def test_what_has_no_reading(text, why):
    assert read(text) == Unread(why)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(-3.7, -73.25, 18), (-18.2, -70.1, 19), (-4.58, -81.27, 17), (-10.7, -73.76, 18)],
)
def test_there_and_back_within_a_metre(latitude, longitude, zone):
    found = to_utm(Point(latitude, longitude))
    assert found[0] == zone
    back = from_utm(*found)
    assert isinstance(back, Point)
    assert abs(back.latitude - latitude) < 1e-5 and abs(back.longitude - longitude) < 1e-5


def test_a_point_known_from_elsewhere():
    # The central meridian of zone 18 at the equator of the southern grid: by definition 500,000 east, 10,000,000 north.
    assert from_utm(18, 500_000, 10_000_000) == Point(0.0, -75.0)
    assert to_utm(Point(0.0, -75.0)) == (18, 500_000, 10_000_000)
