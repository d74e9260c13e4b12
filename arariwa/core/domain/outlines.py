"""Outlines on a map: which one holds a point, and their path in a picture. Pure arithmetic on GeoJSON."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any

# A feature of a GeoJSON collection whose properties carry `code`; longitude before latitude, degrees, WGS 84.
Feature = Mapping[str, Any]
Ring = Sequence[Sequence[float]]


def rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Every ring, outer and inner, of a Polygon or MultiPolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def holds(geometry: Mapping[str, Any], lon: float, lat: float) -> bool:
    """Whether the point lies inside: a ray to the east crosses the rings an odd number of times."""
    inside = False
    for ring in rings(geometry):
        x1, y1 = ring[-1][:2]
        for corner in ring:
            x2, y2 = corner[:2]
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def bounds(features: Sequence[Feature]) -> tuple[float, float, float, float]:
    """West, south, east and north of all features; ValueError when there is none."""
    corners = [corner for f in features for ring in rings(f["geometry"]) for corner in ring]
    lons, lats = [c[0] for c in corners], [c[1] for c in corners]
    return min(lons), min(lats), max(lons), max(lats)


class Projection:
    """Degrees to pixels, with degrees of longitude shortened as they are in the middle of the box."""

    def __init__(self, west: float, south: float, east: float, north: float, width: int) -> None:
        self.west, self.north = west, north
        self.shrink = cos(radians((north + south) / 2))
        self.scale = width / ((east - west) * self.shrink)
        self.width, self.height = width, round((north - south) * self.scale)

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale
        return round(x, 1), round(y, 1)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """The SVG path of a GeoJSON Polygon or MultiPolygon; a ring smaller than a pixel leaves nothing."""
        return "".join(self._ring(ring) for ring in rings(geometry))

    def _ring(self, ring: Ring) -> str:
        """Steps from corner to corner in tenths of a pixel, half the letters of full positions; no step of nothing."""
        tenths = [(round(x * 10), round(y * 10)) for x, y in (self(*corner[:2]) for corner in ring)]
        corners = [c for i, c in enumerate(tenths) if i == 0 or c != tenths[i - 1]]
        if len(corners) < 4:
            return ""
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(corners[:-2], corners[1:-1], strict=True)]
        said = [f"{_short(dx)}{'' if dy < 0 else ' '}{_short(dy)}" for dx, dy in steps]
        body = "".join(word if i == 0 or word[0] == "-" else f" {word}" for i, word in enumerate(said))
        return f"M{_short(corners[0][0])} {_short(corners[0][1])}l{body}z"


def _short(tenths: int) -> str:
    """Tenths of a pixel in the fewest letters: -5 is "-.5", 20 is "2"."""
    whole, part = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{part}" if part else f"{whole}"
    return f"-{text}" if tenths < 0 else text


def outline_svg_paths(
    features: Sequence[Feature], width: int = 272
) -> tuple[Projection, list[tuple[str, str]]]:
    """A projection that holds all features, and (code, path) of each: a map needs no script.

    The view box of the picture is "0 0 width height" of the projection, which also places points.
    """
    project = Projection(*bounds(features), width)
    return project, [
        (str(f.get("properties", {}).get("code", "")), project.path(f["geometry"])) for f in features
    ]
