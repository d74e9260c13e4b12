"""The map one touches to say about where: the country, or one department, each point of it as coarse as a square of 5 km.

An image button: without script the browser itself sends where it was touched. The picture comes within the page: an address
of its own would tell every log on the way which place someone looks at.
"""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from arariwa.core import reference
from arariwa.core.domain.outlines import Projection, bounds
from arariwa.rights.domain.notices import coarse

WIDTH = 300


@dataclass(frozen=True)
class Drawn:
    """What is drawn: the outlines, their projection, and the towns named for orientation."""

    project: Projection
    paths: list[str]
    towns: list[tuple[float, float, str]]


def drawn(department: str) -> Drawn:
    """The department of that code, or the whole country."""
    places = reference.places()
    outlines = [f for f in places.outlines if str(f["properties"]["code"]) == department] or list(
        places.outlines
    )
    west, south, east, north = bounds(outlines)
    margin = (east - west) * 0.03
    project = Projection(west - margin, south - margin, east + margin, north + margin, WIDTH)
    # Capitals: of the provinces of a department, of the departments of the country.
    inside = places.within(department) if len(outlines) == 1 else []
    capitals = [places.get(f"{place.code}01") for place in inside]
    towns = [
        (*project(town.lon, town.lat), town.capital or town.name)
        for town in capitals
        if town and town.lat is not None and town.lon is not None
    ]
    return Drawn(project, [project.path(f["geometry"]) for f in outlines], towns)


def picture(map: Drawn, chosen: tuple[float, float] | None = None) -> str:
    """The picture as the source of an image; `chosen` (latitude, longitude) is marked."""
    return "data:image/svg+xml," + quote(_svg(map, chosen), safe=" /:=;,()")


def _svg(map: Drawn, chosen: tuple[float, float] | None) -> str:
    shapes = "".join(f'<path d="{d}" fill="#e8ede6" stroke="#6f7f6a"/>' for d in map.paths)
    names = "".join(
        f'<circle cx="{x}" cy="{y}" r="2.5" fill="#333"/>'
        f'<text x="{x + 4 if x < WIDTH * 0.6 else x - 4}" y="{y + 4}" font-size="11" font-family="sans-serif"'
        f' text-anchor="{"start" if x < WIDTH * 0.6 else "end"}" fill="#222">{escape(name)}</text>'
        for x, y, name in map.towns
    )
    mark = ""
    if chosen:
        x, y = map.project(chosen[1], chosen[0])
        mark = f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" fill="none" stroke="#8c2f1b" stroke-width="3"/>'
    width, height = map.project.width, map.project.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#fbfaf5"/>{shapes}{mark}{names}</svg>'
    )


def touched(department: str, x: int, y: int) -> tuple[float, float]:
    """(latitude, longitude) of where the picture was touched, made coarse."""
    project = drawn(department).project
    # A browser says where within the picture; anything else may be any number.
    x, y = min(max(x, 0), project.width), min(max(y, 0), project.height)
    lon = project.west + x / (project.shrink * project.scale)
    lat = project.north - y / project.scale
    return coarse(lat), coarse(lon)


def department_at(latitude: float, longitude: float) -> str:
    """The code of the department a point lies in; empty outside the country."""
    place = reference.places().department_of(latitude, longitude)
    return place.code if place else ""
