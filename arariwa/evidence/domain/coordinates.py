"""Coordinates as officials write them, read into degrees: decimal, degrees-minutes-seconds, UTM of zones 17 to 19 south.

What was written is always kept beside the reading; what cannot be read is kept as well.
"""

import re
from dataclasses import dataclass
from math import cos, degrees, radians, sin, sqrt, tan

# WGS84
A, F, K0 = 6378137.0, 1 / 298.257223563, 0.9996
E2 = F * (2 - F)
EP2 = E2 / (1 - E2)
FALSE_EAST, FALSE_NORTH = 500_000.0, 10_000_000.0

NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
DEGREES = re.compile(
    rf"(?P<d>{NUMBER})\s*[°º]\s*(?:(?P<m>{NUMBER})\s*['’′]\s*)?(?:(?P<s>{NUMBER})\s*(?:''|[\"”″])\s*)?(?P<h>[NSEWO])",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"(?P<lat>[-−]?[0-9]{1,2}[.][0-9]+)\s*[,;\s]\s*(?P<lon>[-−]?[0-9]{1,3}[.][0-9]+)")
ZONE = re.compile(r"\b(1[789])\s*([C-X])?\b", re.IGNORECASE)
EAST = re.compile(r"(?<![0-9.])([1-8][0-9]{2}[ ,']?[0-9]{3}(?:\.[0-9]+)?)(?![0-9])")
NORTH = re.compile(
    r"(?<![0-9.])([789][ ,']?[0-9]{3}[ ,']?[0-9]{3}(?:\.[0-9]+)?|10[ ,']?000[ ,']?000)(?![0-9])"
)


@dataclass(frozen=True)
class Point:
    """Degrees, south and west negative, to six decimals (a hand's breadth)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Unread:
    """Why there is no reading: "zone" when a UTM pair comes without its zone, "form" for anything else."""

    why: str


def read(text: str) -> Point | Unread:
    """The point meant by `text`. Nothing is guessed: a UTM pair without zone has no reading."""
    text = " ".join(text.split())
    parts = list(DEGREES.finditer(text))
    if len(parts) == 2:
        return _from_degrees(parts)
    if found := DECIMAL.fullmatch(text):
        return _point(_plain(found["lat"]), _plain(found["lon"]))
    return _from_utm(text)


def _plain(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def _from_degrees(parts: list[re.Match[str]]) -> Point | Unread:
    values: dict[str, float] = {}
    for part in parts:
        half = part["h"].upper().replace("O", "W")
        minutes, seconds = _plain(part["m"] or "0"), _plain(part["s"] or "0")
        if minutes >= 60 or seconds >= 60:
            return Unread("form")
        size = _plain(part["d"]) + minutes / 60 + seconds / 3600
        values["lat" if half in "NS" else "lon"] = -size if half in "SW" else size
    return _point(values["lat"], values["lon"]) if len(values) == 2 else Unread("form")


def _from_utm(text: str) -> Point | Unread:
    north = NORTH.search(text)
    east = EAST.search(text.replace(north.group(0), " ", 1)) if north else None
    if not north or not east:
        return Unread("form")
    rest = text.replace(north.group(0), " ", 1).replace(east.group(0), " ", 1)
    zone = ZONE.search(rest)
    if not zone:
        return Unread("zone")
    return from_utm(int(zone.group(1)), _meters(east.group(1)), _meters(north.group(1)))


def _meters(text: str) -> float:
    return float(re.sub(r"[ ,']", "", text))


def from_utm(zone: int, east: float, north: float) -> Point | Unread:
    """A point of a southern UTM zone in degrees; series of Snyder, "Map Projections" (1987), page 63, below a metre here."""
    m = (north - FALSE_NORTH) / K0
    mu = m / (A * (1 - E2 / 4 - 3 * E2**2 / 64 - 5 * E2**3 / 256))
    e1 = (1 - sqrt(1 - E2)) / (1 + sqrt(1 - E2))
    phi = (
        mu
        + (3 * e1 / 2 - 27 * e1**3 / 32) * sin(2 * mu)
        + (21 * e1**2 / 16 - 55 * e1**4 / 32) * sin(4 * mu)
        + (151 * e1**3 / 96) * sin(6 * mu)
    )
    c, t = EP2 * cos(phi) ** 2, tan(phi) ** 2
    n = A / sqrt(1 - E2 * sin(phi) ** 2)
    r = A * (1 - E2) / (1 - E2 * sin(phi) ** 2) ** 1.5
    d = (east - FALSE_EAST) / (n * K0)
    latitude = phi - (n * tan(phi) / r) * (
        d**2 / 2
        - (5 + 3 * t + 10 * c - 4 * c**2 - 9 * EP2) * d**4 / 24
        + (61 + 90 * t + 298 * c + 45 * t**2 - 252 * EP2 - 3 * c**2) * d**6 / 720
    )
    longitude = (
        d - (1 + 2 * t + c) * d**3 / 6 + (5 - 2 * c + 28 * t - 3 * c**2 + 8 * EP2 + 24 * t**2) * d**5 / 120
    ) / cos(phi)
    return _point(degrees(latitude), zone * 6 - 183 + degrees(longitude))


def _point(latitude: float, longitude: float) -> Point | Unread:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Unread("form")
    return Point(round(latitude, 6), round(longitude, 6))


def to_utm(point: Point) -> tuple[int, int, int]:
    """Zone, east and north in whole metres, as a field official reads them (Snyder, page 61)."""
    zone = int((point.longitude + 180) // 6) + 1
    phi, lam = radians(point.latitude), radians(point.longitude - (zone * 6 - 183))
    n = A / sqrt(1 - E2 * sin(phi) ** 2)
    t, c, a = tan(phi) ** 2, EP2 * cos(phi) ** 2, lam * cos(phi)
    m = A * (
        (1 - E2 / 4 - 3 * E2**2 / 64 - 5 * E2**3 / 256) * phi
        - (3 * E2 / 8 + 3 * E2**2 / 32 + 45 * E2**3 / 1024) * sin(2 * phi)
        + (15 * E2**2 / 256 + 45 * E2**3 / 1024) * sin(4 * phi)
        - (35 * E2**3 / 3072) * sin(6 * phi)
    )
    east = FALSE_EAST + K0 * n * (
        a + (1 - t + c) * a**3 / 6 + (5 - 18 * t + t**2 + 72 * c - 58 * EP2) * a**5 / 120
    )
    north = FALSE_NORTH + K0 * (
        m
        + n
        * tan(phi)
        * (
            a**2 / 2
            + (5 - t + 9 * c + 4 * c**2) * a**4 / 24
            + (61 - 58 * t + t**2 + 600 * c - 330 * EP2) * a**6 / 720
        )
    )
    return zone, round(east), round(north)
