"""References to the law and to species in lessons, questions and answers: `[[pena CP-308 2016-05-01]]`.

What the law says never stands in a text as a figure or a day; it stands as a reference, so a reform changes it or flags it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from arariwa.law.domain.entries import Entry
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.offences import Version
from arariwa.law.domain.rules import TimeLimit
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxon_entry import taxon_digest

WRITTEN = re.compile(r"\[\[([^\[\]\n]*)\]\]")
# What each kind says; `day`: it may name the day whose law is meant.
KINDS: Mapping[str, bool] = {
    "ley": True,
    "cita": True,
    "pena": True,
    "plazo": True,
    "regla": True,
    "especie": False,
    "proteccion": True,
}
OF_SPECIES = ("especie", "proteccion")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True)
class Reference:
    """One reference as written: its kind, the code or name, the day when one is named, the length of a time limit."""

    kind: str
    name: str
    day: date | None = None
    length: str = ""

    @property
    def about_species(self) -> bool:
        """Whether it names a taxon, not an entry of the law."""
        return self.kind in OF_SPECIES


@dataclass(frozen=True)
class Phrase:
    """What a reference becomes: words, the scientific name after them, where it leads ("" for nowhere)."""

    text: str
    latin: str = ""
    url: str = ""


class Unread(Exception):
    """A reference that cannot be read: the code of the mistake and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def read(inner: str) -> Reference:
    """The reference between the brackets. Raises Unread."""
    kind, _, rest = inner.strip().partition(" ")
    name, day = rest.strip(), None
    if kind not in KINDS or not name:
        raise Unread("lesson.reference_kind", given=inner.strip()[:80], expected=", ".join(KINDS))
    *words, last = name.split()
    if words and _DAY.fullmatch(last):
        try:
            day, name = date.fromisoformat(last), " ".join(words)
        except ValueError as error:
            raise Unread("lesson.reference_day", given=last) from error
        if not KINDS[kind]:
            raise Unread("lesson.reference_no_day", given=inner.strip()[:80])
    if kind == "plazo":
        name, _, length = name.partition(" ")
        return Reference(kind, name, day, length)
    return Reference(kind, name, day)


@dataclass(frozen=True)
class Book:
    """The entries of a law by code, and the species table: what a reference may name."""

    law: Law
    species: Species
    by_code: Mapping[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, law: Law, species: Species) -> "Book":
        """The book of a law; entries are found by the code of their rule and by the id of one text of it."""
        found: dict[str, list[Entry]] = {}
        for entry in law.entries:
            for code in {entry.group, entry.key}:
                found.setdefault(code, []).append(entry)
        return cls(law, species, found)

    def knows(self, code: str) -> bool:
        """Whether the law or the species table holds it."""
        return code in self.by_code or self.taxon(code) is not None

    def taxon(self, name: str) -> str | None:
        """The taxon of a scientific name, older names included."""
        name = self.species.older.get(name, name)
        return name if name in self.species.taxa else None

    def entry(self, code: str, day: date, shape: type | None = None) -> Entry | None:
        """The text of that code in force on a day; without one, the one nearest before it, else the first. Where a rule and
        a time limit share a code, the rule is meant unless `shape` says otherwise: the limit only names it."""
        alike = [e for e in self.by_code.get(code, ()) if shape is None or isinstance(e.shape, shape)]
        if shape is None:
            alike = [e for e in alike if not isinstance(e.shape, TimeLimit)] or alike
        if holding := [e for e in alike if e.holds(day)]:
            return holding[-1]
        alike.sort(key=lambda e: e.from_ or date.min)
        return next((e for e in reversed(alike) if (e.from_ or date.min) <= day), alike[0] if alike else None)

    def mistake(self, ref: Reference) -> tuple[str, dict[str, object]] | None:
        """Why a reference says nothing, as code and values; None when it says something."""
        if ref.about_species:
            known = self.taxon(ref.name) is not None
            return None if known else ("lesson.unknown_species", {"given": ref.name})
        alike = self.by_code.get(ref.name, [])
        if not alike:
            return "lesson.unknown_code", {"given": ref.name}
        wanted = {"pena": Version, "plazo": TimeLimit}.get(ref.kind)
        fitting = [e for e in alike if wanted is None or isinstance(e.shape, wanted)]
        if not fitting:
            return "lesson.reference_says_nothing", {"given": ref.name, "kind": ref.kind}
        if ref.length:
            lengths = {limit.code for e in fitting for limit in e.shape.limits}
            if ref.length not in lengths:
                expected = ", ".join(sorted(lengths))
                return "lesson.unknown_length", {
                    "given": ref.name,
                    "length": ref.length,
                    "expected": expected,
                }
        # A time limit of an earlier day is told by the oldest text that was read, and says so.
        if ref.day and ref.kind != "plazo" and not any(e.holds(ref.day) for e in fitting):
            return "lesson.not_in_force", {"given": ref.name, "day": ref.day.isoformat()}
        return None

    def digest(self, code: str) -> str:
        """What an entry, all texts of a rule, or a taxon says, as one digest; "" for a code nobody knows."""
        if alike := self.by_code.get(code):
            digests = sorted(e.digest for e in alike)
            return digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()
        taxon = self.taxon(code)
        return taxon_digest(self.species, taxon) if taxon else ""

    def digests(self, codes: Iterable[str]) -> dict[str, str]:
        """The digest of each code the book knows."""
        return {code: self.digest(code) for code in sorted(set(codes)) if self.knows(code)}


def written(text: str) -> Iterator[tuple[int, str]]:
    """(line counted from 0, inner text) of each pair of brackets in a text."""
    for match in WRITTEN.finditer(text):
        yield text.count("\n", 0, match.start()), match[1]
