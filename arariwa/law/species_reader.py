"""What every reader of the species packs needs: rows with file and line, and the mistakes of all of them kept together."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.text import Shape, Text

Row = TypeVar("Row", bound=Shape)
Period = tuple[date, date | None, int]


class Reader:
    """Rows of packs, checked; `problems` holds every mistake found so far."""

    source_codes: Mapping[str, Text]

    def __init__(self, packs: Mapping[str, Pack], country: str) -> None:
        self.packs, self.country = packs, country
        self.problems: list[Problem] = []

    def rows(self, pack: str, path: str, shape: type[Row]) -> list[tuple[str, int, Row]]:
        """(file, line, row) of a table; its mistakes are kept with the others."""
        name = f"{pack}/{path}"
        if pack not in self.packs:
            self.bad(name, 0, "", "pack.no_folder", name=pack)
            return []
        try:
            return [(name, line, row) for line, row in self.packs[pack].rows(path, shape)]
        except PackError as error:
            self.problems += error.problems
            return []

    def bad(self, file: str, line: int, field: str, code: str, **values: object) -> None:
        self.problems.append(Problem(file, line, field, code, values))

    def sourced(self, file: str, line: int, codes: tuple[str, ...]) -> None:
        for code in codes:
            if code not in self.source_codes:
                self.bad(file, line, "source", "species.unknown_source", given=code)

    def unique(self, file: str, line: int, field: str, key: object, seen: dict[object, int]) -> None:
        if key in seen:
            shown = key if isinstance(key, str) else ", ".join(str(part) for part in key)  # type: ignore[attr-defined]
            self.bad(file, line, field, "species.row_twice", given=shown, first=seen[key])
        seen.setdefault(key, line)

    def taxon(self, file: str, line: int, name: str, among: Iterable[str], field: str = "taxon") -> bool:
        if name in among:
            return True
        self.bad(file, line, field, "species.unknown_taxon", given=name)
        return False

    def dated(self, file: str, line: int, start: date, until: date | None) -> bool:
        if until is None or start < until:
            return True
        self.bad(file, line, "until", "species.dates_reversed", start=start, until=until)
        return False

    def overlap(
        self,
        kept: dict[str, list[Period]],
        key: str,
        row: Period,
        file: str,
    ) -> None:
        start, until, line = row
        for other_start, other_until, other_line in kept.get(key, []):
            if (other_until is None or start < other_until) and (until is None or other_start < until):
                self.bad(file, line, "from", "species.dates_overlap", given=key, first=other_line)
        kept.setdefault(key, []).append(row)

    def note(self, file: str, line: int, es: str, en: str) -> Text | None:
        if bool(es) != bool(en):
            self.bad(file, line, "note_en" if es else "note_es", "pack.missing")
        return Text(es=es, en=en) if es and en else None
