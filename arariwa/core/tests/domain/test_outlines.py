"""Points in outlines and paths in pictures."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.outlines import Projection, bounds, holds, outline_svg_paths

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
WITH_HOLE = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
TWO = {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[10, 0], [12, 0], [12, 2], [10, 0]]]]}


def feature(geometry, code="01"):
    return {"properties": {"code": code}, "geometry": geometry}


@pytest.mark.parametrize(
    ("lon", "lat", "inside"), [(3, 3, True), (1.5, 1.5, False), (5, 1, False), (-1, 1, False)]
)
def test_a_hole_is_outside(lon, lat, inside):
    assert holds(WITH_HOLE, lon, lat) is inside


def test_every_part_counts():
    assert holds(TWO, 11.5, 0.5)
    assert holds(TWO, 1, 1)
    assert not holds(TWO, 7, 1)


def test_bounds_of_all_parts():
    assert bounds([feature(TWO)]) == (0, 0, 12, 4)
    with pytest.raises(ValueError, match="min"):
        bounds([])


def test_north_is_up_and_the_picture_is_filled():
    project = Projection(-81, -18, -68, 0, 272)
    assert project(-81, 0) == (0, 0)
    assert project(-68, -18) == (272, pytest.approx(project.height, abs=0.5))


def corners(path):
    """The corners a browser would draw, in tenths of a pixel."""
    import re

    found = []
    for ring in path.split("M")[1:]:
        start, steps = ring.rstrip("z").split("l")
        numbers = [round(float(n) * 10) for n in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", start + " " + steps)]
        x, y = numbers[:2]
        found.append([(x, y)])
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            found[-1].append((x, y))
    return found


@given(st.lists(st.tuples(st.floats(-81, -68), st.floats(-18, 0)), min_size=3, max_size=40, unique=True))
def test_steps_lead_to_the_corners_themselves(points):
    project = Projection(-81, -18, -68, 0, 272)
    ring = [*points, points[0]]
    said = [tuple(round(v * 10) for v in project(*p)) for p in ring]
    kept = [said[0], *(b for a, b in pairwise(said) if a != b)]
    path = project.path({"type": "Polygon", "coordinates": [ring]})
    assert corners(path) == ([kept[:-1]] if len(kept) > 3 else [])


def test_what_is_smaller_than_a_pixel_leaves_nothing():
    project = Projection(-81, -18, -68, 0, 272)
    tiny = [[-70, -5], [-70.001, -5], [-70, -5.001], [-70, -5]]
    assert project.path({"type": "Polygon", "coordinates": [tiny]}) == ""


def test_paths_carry_their_code():
    project, paths = outline_svg_paths([feature(WITH_HOLE, "16")], width=100)
    assert [code for code, _ in paths] == ["16"]
    assert paths[0][1].count("M") == paths[0][1].count("z") == 2
    assert (project.width, project.height) == (100, 100)
