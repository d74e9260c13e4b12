"""Departments, provinces and districts: finding one by what people write, and saying which one is meant."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from arariwa.core.domain.outlines import Feature, bounds, holds

KINDS = ("department", "province", "district")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of one of KINDS.

    `code` is INEI's: 2 digits for a department, 4 for a province, 6 for a district. `reniec` is RENIEC's of the same
    length, "" where it has none; both look alike and mean different places. `parent` is the code of what it lies in.
    `lat` and `lon` (degrees) show its capital on a map; None where no safe position is known.
    """

    code: str
    reniec: str
    kind: str
    name: str
    parent: str = ""
    capital: str = ""
    lat: float | None = None
    lon: float | None = None


def folded(text: str) -> str:
    """Small letters without accents (ñ becomes n), anything else a single space: how names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def alphabetical(text: str) -> str:
    """What a Spanish list is sorted by: as `folded`, with ñ between n and o."""
    return folded(unicodedata.normalize("NFC", text).casefold().replace("ñ", "nzzz"))


class Places:
    """Every place of a country, and the outlines of its departments."""

    def __init__(self, places: Iterable[Place], outlines: Sequence[Feature] = ()) -> None:
        self._by_code = {p.code: p for p in places}
        self._by_reniec = {p.reniec: p for p in self._by_code.values() if p.reniec}
        self.outlines = tuple(outlines)
        self._boxes = [bounds([feature]) for feature in self.outlines]
        self._names = {p.code: folded(p.name) for p in self._by_code.values()}
        self._capitals = {p.code: folded(p.capital) for p in self._by_code.values()}
        self._all_words = {
            code: " ".join(f"{self._names[c]} {self._capitals[c]}" for c in self._line(code)).split()
            for code in self._by_code
        }

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Place | None:
        """The place of an INEI code."""
        return self._by_code.get(code)

    def from_reniec(self, code: str) -> Place | None:
        """The place of a RENIEC code, as police and electoral papers carry it."""
        return self._by_reniec.get(code)

    def within(self, code: str) -> list[Place]:
        """The provinces of a department, the districts of a province, or with "" the departments, by name."""
        found = [p for p in self._by_code.values() if p.parent == code]
        return sorted(found, key=lambda p: self._names[p.code])

    def levels(self, code: str) -> tuple[str, str, str]:
        """Names of department, province and district; "" for what the code does not say or is unknown."""
        names = [self._by_code[c].name for c in reversed(self._line(code))] if code in self._by_code else []
        department, province, district = (*names, "", "", "")[:3]
        return department, province, district

    def full_name(self, code: str) -> str:
        """As papers write it, from the smallest: "Yurimaguas, Alto Amazonas, Loreto"; "" for an unknown code."""
        return ", ".join(name for name in reversed(self.levels(code)) if name)

    def label(self, code: str) -> str:
        """The name with what tells it from its homonyms: "Santa Rosa (Loreto, Mariscal Ramón Castilla)"."""
        *around, own = [name for name in self.levels(code) if name] or [""]
        return f"{own} ({', '.join(around)})" if around else own

    def search(self, text: str, limit: int = 10, kinds: Collection[str] = KINDS) -> list[Place]:
        """Places whose name or capital people may mean, best first; accents and capital letters do not matter.

        Words beyond the name narrow it down: "santa rosa puno". Pucallpa finds Callería, of which it is the capital.
        """
        words = folded(text).split()
        if not words:
            return []
        whole, ranked = " ".join(words), []
        for code, place in self._by_code.items():
            if place.kind not in kinds or not all(self._begins(code, word) for word in words):
                continue
            rank = self._rank(code, whole, words)
            if rank is not None:
                ranked.append((rank, KINDS.index(place.kind), self._names[code], code))
        return [self._by_code[code] for *_, code in sorted(ranked)[:limit]]

    def department_of(self, lat: float, lon: float) -> Place | None:
        """The department in whose outline the point lies; near a border the neighbour may answer."""
        for feature, (west, south, east, north) in zip(self.outlines, self._boxes, strict=True):
            if west <= lon <= east and south <= lat <= north and holds(feature["geometry"], lon, lat):
                return self.get(str(feature["properties"]["code"]))
        return None

    def _line(self, code: str) -> list[str]:
        """The code and those of what it lies in, smallest first."""
        line = []
        while code in self._by_code:
            line.append(code)
            code = self._by_code[code].parent
        return line

    def _begins(self, code: str, word: str) -> bool:
        return any(own.startswith(word) for own in self._all_words[code])

    def _rank(self, code: str, whole: str, words: list[str]) -> int | None:
        """0 the very name, then its capital, a name that begins so, a word of it; None: only what is around it fits."""
        name, capital = self._names[code], self._capitals[code]
        if whole == name:
            return 0
        if whole == capital:
            return 1
        if name.startswith(whole):
            return 2
        if whole.startswith(f"{name} ") or (capital and whole.startswith(f"{capital} ")):
            return 3
        own = f"{name} {capital}".split()
        return 4 if any(o.startswith(words[0]) for o in own) else None
