"""Rules of notices that need nothing but what they are given: the coarse place, when two texts are one, to whom it goes."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from arariwa.core.domain.places import folded

# Sides of a square of the coarse map, in degrees: about 5.5 km.
CELL = 0.05
# Brands of the still pictures among files built like films.
STILLS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
Desk = TypeVar("Desk")


def coarse(degrees: float) -> float:
    """The middle of the square a coordinate lies in; every point of a square gives the same."""
    return round((int(degrees // CELL) + 0.5) * CELL, 3)


def fingerprint(kind: str, ubigeo: str, text: str) -> str:
    """The same for the same text about the same kind and district, however its capitals, accents and points are written."""
    return hashlib.sha256("\n".join((kind, ubigeo, folded(text))).encode()).hexdigest()


def kind_of_none(data: bytes) -> str:
    """What is sent as a photo and is none that can be opened: "heic" (the kind iPhones keep), "film", or "" for anything else."""
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in STILLS else "film"
    films = data.startswith((b"\x1aE\xdf\xa3", b"FLV")) or (
        data.startswith(b"RIFF") and data[8:12] == b"AVI "
    )
    return "film" if films else ""


@dataclass(frozen=True)
class Place:
    """An office one could send a notice to: its institution and the place (INEI code) it works in."""

    institution: str
    ubigeo: str


def competent(route: Iterable[str], ubigeo: str, desks: Mapping[Desk, Place]) -> Desk | None:
    """The desk of the first institution of the route that has one in the department, the one of the same province before others.

    Where no district is known nobody is competent. None: no institution of the route is here.
    """
    if not ubigeo:
        return None
    for institution in route:
        near = [
            (place.ubigeo[:4] != ubigeo[:4], n, desk)
            for n, (desk, place) in enumerate(desks.items())
            if place.institution == institution and place.ubigeo[:2] == ubigeo[:2]
        ]
        if near:
            return min(near, key=lambda row: row[:2])[2]
    return None
