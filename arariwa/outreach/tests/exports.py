"""Synthetic exports of platforms, made from the kinds of the pack: every kind in every language and encoding, whole and damaged.

A seed gives the same files every time. `Export.damage` says what was done to a file, `Export.expect` what must be said.
"""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from arariwa.core.packs import Pack
from arariwa.outreach import packs
from arariwa.outreach.domain.kinds import Column, Kind, Platforms

FIRST = date(2025, 12, 20)
ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "cp1252")
DELIMITERS = (",", ";", "\t")


@lru_cache(maxsize=1)
def pack() -> Platforms:
    """The pack as it stands in the tree."""
    return packs.read(Pack.from_folder(Path(settings.PACKS), packs.NAME))


@dataclass(frozen=True)
class Export:
    """One file: its bytes and what reading it must give. `row`, `column`: where a refusal must point."""

    name: str
    data: bytes
    kind: str
    language: str = ""
    damage: str = ""
    expect: str = ""
    row: int | None = None
    column: str = ""
    grid: list[list[str]] = field(default_factory=list)
    # Sum of each metric over what counts, by hand of the generator.
    sums: dict[str, int] = field(default_factory=dict)


def heads(kind: Kind, language: str) -> list[tuple[Column, str]]:
    """The columns a kind has in a language, by their first head there; in English where that language has none."""
    found, seen = [], set()
    for column in kind.columns:
        options = column.heads.get(language) or column.heads.get("en")  # type: ignore[call-overload]
        if options and options[0].casefold() not in seen:
            seen.add(options[0].casefold())
            found.append((column, options[0]))
    return found


def table(kind: Kind, language: str, seed: int, rows: int = 4) -> tuple[list[list[str]], dict[str, int]]:
    """Head and rows of a file of that kind, with the sum of each metric."""
    chance = random.Random(f"{kind.id} {language} {seed}")  # noqa: S311 - invented figures
    columns = heads(kind, language)
    grid = [[head for _column, head in columns]]
    sums: dict[str, int] = {}
    for n in range(rows):
        line = []
        for column, _head in columns:
            line.append(_cell(kind, column, n, chance, sums))
        grid.append(line)
    return grid, sums


def _cell(kind: Kind, column: Column, n: int, chance: random.Random, sums: dict[str, int]) -> str:
    day = FIRST + timedelta(days=n)
    match column.as_:
        case "object":
            return f"12210098765432{n:04}"
        case "account":
            return "101234567890123"
        case "account_name":
            return "Guardianes (ficticio)"
        case "link" | "link_object":
            return f"https://example.org/v/70{n:05}"
        case "published":
            return f"{day:%m/%d/%Y} 09:30"
        case "day":
            if kind.grain == "post":
                return "Lifetime"
            return f"{day:%Y-%m-%d}"
        case "metric":
            if column.form == "clock":
                return "0:01:25"
            if column.form in ("percent", "share"):
                return "0.31"
            value = chance.randint(0, 900)
            metric = column.metric
            sums[metric] = sums.get(metric, 0) + value
            return str(value)
    return f"Texto, con «comillas» y coma {n}" if column.code in ("description", "title") else "x"


def written(grid: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A table as bytes."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(grid)
    return out.getvalue().encode(encoding)


def book(*grids: list[list[str]], names: Mapping[str, str] | None = None) -> bytes:
    """Tables as the sheets of a small XLSX file: numbers as numbers, everything else as text in its cell.

    `names`: {name of a sheet: its state, such as "hidden", or ""}, in the order of the tables.
    """
    sheets = {f"xl/worksheets/sheet{n}.xml": _sheet(grid) for n, grid in enumerate(grids, start=1)}
    return zipped({"[Content_Types].xml": b"<Types/>", **sheets, **(_named(names) if names else {})})


def _named(names: Mapping[str, str]) -> dict[str, bytes]:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    each = [
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"' + (f' state="{state}"/>' if state else "/>")
        for n, (name, state) in enumerate(names.items(), start=1)
    ]
    files = [
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(names) + 1)
    ]
    workbook = f'<workbook xmlns="{space}" xmlns:r="{rel}"><sheets>{"".join(each)}</sheets></workbook>'
    return {
        "xl/workbook.xml": workbook.encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{''.join(files)}</Relationships>".encode(),
    }


def _sheet(grid: list[list[str]]) -> bytes:
    lines = []
    for r, row in enumerate(grid, start=1):
        cells = []
        for c, text in enumerate(row):
            name = ""
            k = c + 1
            while k:
                k, rest = divmod(k - 1, 26)
                name = chr(65 + rest) + name
            if text.isdecimal() and len(text) < 15:
                cells.append(f'<c r="{name}{r}"><v>{text}</v></c>')
            elif text:
                cells.append(f'<c r="{name}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
        lines.append(f'<row r="{r}">{"".join(cells)}</row>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    ).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Files in a zip, with one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def importable() -> list[Kind]:
    """The kinds that are tables and are taken in."""
    return [kind for kind in pack().kinds.values() if kind.grain in ("post", "day")]


def with_above(kind: Kind, grid: list[list[str]], language: str) -> list[list[str]]:
    """The name of the metric above the head, where the kind has it there."""
    if not kind.metric_above:
        return grid
    name = next(one for one in kind.above if one.metric == "viewers").heads[language][0]  # type: ignore[index]
    return [[name], *grid]


def languages(kind: Kind) -> list[str]:
    """The languages in which a kind has heads of its own."""
    return [
        lang
        for lang in ("es", "en", "pt")
        if sum(lang in column.heads for column in kind.columns) > min(2, len(kind.columns) - 1)
        or lang == "en"
    ]


def correct() -> Iterator[Export]:
    """Every kind in each of its languages, in several encodings and containers."""
    for kind in importable():
        for seed, language in enumerate(languages(kind)):
            grid, sums = table(kind, language, seed)
            full = with_above(kind, grid, language)
            one = Export(f"{kind.id}.{language}.csv", b"", kind.id, language, grid=full, sums=sums)
            for encoding, delimiter in zip(ENCODINGS, (",", ";", "\t", ","), strict=True):
                yield replace(
                    one, name=f"{kind.id}.{language}.{encoding}.csv", data=written(full, delimiter, encoding)
                )
            yield replace(one, name=f"{kind.id}.{language}.zip", data=zipped({"export.csv": written(full)}))
            if not kind.metric_above:
                yield replace(one, name=f"{kind.id}.{language}.xlsx", data=book(full))


Damage = Callable[[Kind, list[list[str]], random.Random], tuple[list[list[str]], int | None, str]]


def _figure(kind: Kind, grid: list[list[str]]) -> int:
    """Position of a plain figure."""
    for position, (column, _head) in enumerate(heads(kind, "en")):
        if column.as_ == "metric" and column.form == "number" and grid[1][position].isdecimal():
            return position
    raise AssertionError(kind.id)


def _set(text: str) -> Damage:
    def damage(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
        at, row = _figure(kind, grid), chance.randint(1, len(grid) - 1)
        grid[row][at] = text
        return grid, row + 1, grid[0][at]

    return damage


def _narrow(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    grid[-1] = grid[-1][:-1]
    return grid, len(grid), ""


def _wide(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    row = chance.randint(1, len(grid) - 1)
    grid[row].append("7")
    return grid, row + 1, ""


def _headless(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    needed = {code for group in kind.needs for code in group}
    keep = [i for i, (column, _h) in enumerate(heads(kind, "en")) if column.code not in needed]
    return [[*(row[i] for i in keep), "z", "z"] for row in grid], None, ""


def _empty(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    return grid[:1], None, ""


def _blurred(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    at = next((i for i, (c, _h) in enumerate(heads(kind, "en")) if c.as_ == "object"), None)
    if at is None:
        return None
    row = chance.randint(1, len(grid) - 1)
    grid[row][at] = "1.22101E+17"
    return grid, row + 1, grid[0][at]


def _no_day(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    at = next((i for i, (c, _h) in enumerate(heads(kind, "en")) if c.as_ == "day"), None)
    if at is None or kind.grain != "day":
        return None
    row = chance.randint(1, len(grid) - 1)
    grid[row][at] = "31/31/2025"
    return grid, row + 1, grid[0][at]


def _twice(kind: Kind, grid: list[list[str]], chance: random.Random) -> Any:
    again = list(grid[1])
    at = _figure(kind, grid)
    again[at] = str(int(again[at]) + 1)
    grid.append(again)
    return grid, len(grid), ""


DAMAGES: dict[str, tuple[str, Damage]] = {
    "a word in place of a figure": ("not_number", _set("muchos")),
    "half a thing": ("not_whole", _set("12,5")),
    "below zero": ("negative", _set("-17")),
    "a figure blurred by a spreadsheet": ("blurred", _set("1.22E+07")),
    "a row cut short": ("too_narrow", _narrow),
    "a row too wide": ("too_wide", _wide),
    "heads of nothing known": ("unknown", _headless),
    "no rows": ("no_rows", _empty),
    "an id blurred by a spreadsheet": ("blurred", _blurred),
    "no day of the calendar": ("not_day", _no_day),
    "two rows that differ": ("twice", _twice),
}


def damaged() -> Iterator[Export]:
    """Every damage to every kind it can happen to, then damages to the bytes."""
    for kind in importable():
        for damage, (code, act) in DAMAGES.items():
            chance = random.Random(f"{kind.id} {damage}")  # noqa: S311 - which cell is hit
            grid, _sums = table(kind, "en", 7)
            if code == "negative" and heads(kind, "en")[_figure(kind, grid)][0].metric in (
                "follows",
                "unfollows",
            ):
                continue
            done = act(kind, grid, chance)
            if done is None:
                continue
            changed, row, column = done
            full = with_above(kind, changed, "en")
            lines = len(full) - len(changed)
            yield Export(
                f"{kind.id}.{code}.csv", written(full), kind.id, "en", damage, code,
                row + lines if row else None, column, full,
            )  # fmt: skip
        grid, _sums = table(kind, "en", 7)
        whole = written(with_above(kind, grid, "en"))
        cut = whole[: whole.rindex(b"\r\n", 0, -2) + 2] + b'"' + whole[whole.rindex(b"\r\n", 0, -2) + 2 : -4]
        for damage, code, data in (
            ("an open quotation mark", "quotes", cut),
            ("a web page", "html", b"<!DOCTYPE html><html><body>" + whole),
            ("half a zip", "zip", zipped({"export.csv": whole})[:-30]),
            ("UTF-16 cut in a letter", "cut", with_cut(whole)),
        ):
            yield Export(f"{kind.id}.{code}", data, kind.id, "en", damage, code)


def with_cut(data: bytes) -> bytes:
    """The same in UTF-16, ended within a letter."""
    return data.decode().encode("utf-16")[:-1]
