"""Tables people send: CSV in any usual encoding, or the first sheet of an XLSX file, as lines of text.

An XLSX file is a zip of XML; the few parts a list needs are read here, with limits, so that no library is needed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from arariwa.core.domain.refused import Refused

LONGEST = 5000
LARGEST = 4 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
WIDEST = 60
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(data: bytes) -> list[list[str]]:
    """The lines of the table, each as trimmed cells. Refused("list.unreadable" | "list.too_long" | "file.empty")."""
    if not data.strip():
        raise Refused("file.empty", "file")
    if len(data) > LARGEST:
        raise Refused("file.too_large", "file", limit_mb=LARGEST // 1024 // 1024)
    rows = list(_xlsx(data) if data.startswith(b"PK") else _csv(data))
    if len(rows) > LONGEST:
        raise Refused("list.too_long", "file", most=LONGEST)
    return rows


def _csv(data: bytes) -> Iterator[list[str]]:
    if b"\0" in data:
        raise Refused("list.unreadable", "file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            yield [" ".join(cell.split()) for cell in row[:WIDEST]]
    except csv.Error as error:
        raise Refused("list.unreadable", "file") from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST_UNPACKED:
                raise Refused("list.unreadable", "file")
            names = set(book.namelist())
            sheets = sorted(
                (n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
                key=lambda n: int(re.sub(r"\D", "", n)),
            )
            if not sheets:
                raise Refused("list.unreadable", "file")
            shared = _shared(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            yield from _sheet(book.read(sheets[0]), shared)
    except (
        zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise Refused("list.unreadable", "file") from error


def _parsed(xml: bytes) -> ElementTree.Element:
    # A spreadsheet declares no entities; one that does wants to grow in our memory.
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise ValueError("entities")
    return ElementTree.fromstring(xml)  # noqa: S314 - without entities, and of limited size


def _shared(xml: bytes) -> list[str]:
    return ["".join(t.text or "" for t in item.iter(f"{NS}t")) for item in _parsed(xml).iter(f"{NS}si")]


def _sheet(xml: bytes, shared: list[str]) -> Iterator[list[str]]:
    last = 0
    for row in _parsed(xml).iter(f"{NS}row"):
        n = int(row.get("r") or last + 1)
        # Lines left empty are not stored; they still count, so that a problem names the line people see.
        for _ in range(min(n - last - 1, LONGEST)):
            yield []
        last = n
        cells: dict[int, str] = {}
        for i, cell in enumerate(row.iter(f"{NS}c")):
            column = _column(cell.get("r") or "", i)
            if column < WIDEST:
                cells[column] = " ".join(_text(cell, shared).split())
        yield [cells.get(i, "") for i in range(max(cells, default=-1) + 1)]


def _column(reference: str, otherwise: int) -> int:
    letters = re.match(r"[A-Z]+", reference)
    if not letters:
        return otherwise
    n = 0
    for letter in letters[0]:
        n = n * 26 + ord(letter) - 64
    return n - 1


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{NS}t"))
    value = cell.find(f"{NS}v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(text)]
    # A document number typed as a number comes as 41234567 or 41234567.0.
    return re.sub(r"^(\d+)\.0+$", r"\1", text)
