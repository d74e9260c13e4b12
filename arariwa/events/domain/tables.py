"""Tables people send: CSV in any usual encoding, or the first sheet of an XLSX file, as lines of text.

An XLSX file is a zip of XML; the few parts a list needs are read here, with limits, so that no library is needed.
"""

import codecs
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
# Words whose accents were written in another encoding than they are read in: UTF-8 saved twice, DOS, Macintosh.
GARBLED = re.compile(
    r"\w*(?:Ã[\x80-\xbf‰‘’“”š]|(?<=[^\W\d_])[‚¤¢£¥¡ƒ‡„]|(?<=[a-z])(?:Ž|[–—](?=[a-z]))|\ufffd)\w*"
)
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(data: bytes) -> list[list[str]]:
    """The lines of the table, each as trimmed cells. Refused("list.unreadable" | "list.too_long" | "file.empty")."""
    if not data.strip():
        raise Refused("file.empty", "file")
    if len(data) > LARGEST:
        raise Refused("file.too_large", "file", limit_mb=LARGEST // 1024 // 1024)
    rows = list(sheet(data) if data.startswith(b"PK") else _csv(data))
    if len(rows) > LONGEST:
        raise Refused("list.too_long", "file", most=LONGEST)
    return rows


def _decoded(data: bytes) -> str:
    """The text of the file. Letters read wrongly are refused: a person would be kept under another name."""
    try:
        # A spreadsheet's "Unicode text" says by its first signs that it is UTF-16.
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise Refused("list.unreadable", "file")
    if found := GARBLED.search(text):
        raise Refused("list.letters", "file", given=found[0][:60])
    return text


def _csv(data: bytes) -> Iterator[list[str]]:
    # newline=None: old Macintosh files end their lines with a lone carriage return
    text = io.StringIO(_decoded(data), newline=None)
    head = text.readline()
    delimiter = max(";,\t", key=head.count)
    text.seek(0)
    try:
        for row in csv.reader(text, delimiter=delimiter):
            yield [" ".join(cell.split()) for cell in row[:WIDEST]]
    except csv.Error as error:
        raise Refused("list.unreadable", "file") from error


# What a spreadsheet program holds; a row said to lie further down wants to grow in our memory.
MOST_OF_A_SHEET = 1_048_576


def sheet(data: bytes, *, widest: int = WIDEST, longest: int = LONGEST) -> Iterator[list[str]]:
    """The rows of the first sheet of an XLSX file, each as trimmed cells. Refused("list.unreadable")."""
    yield from next(sheets(data, widest=widest, longest=longest))


def sheets(data: bytes, *, widest: int = WIDEST, longest: int = LONGEST) -> Iterator[list[list[str]]]:
    """Each sheet of an XLSX file as rows of trimmed cells, in their order. Refused("list.unreadable")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST_UNPACKED:
                raise Refused("list.unreadable", "file")
            names = set(book.namelist())
            found = sorted(
                (n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
                key=lambda n: int(re.sub(r"\D", "", n)),
            )
            if not found:
                raise Refused("list.unreadable", "file")
            shared = _shared(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            for one in found:
                yield list(_sheet(book.read(one), shared, widest, longest))
    except (
        zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise Refused("list.unreadable", "file") from error


HIDDEN = ("hidden", "veryHidden")
SHEETS_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_names(data: bytes) -> dict[int, tuple[str, bool]]:
    """{number of its file: (name of the sheet, whether it is hidden)}, where the workbook tells; empty when it does not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST_UNPACKED:
                return {}
            files = {
                one.get("Id"): re.search(r"sheet(\d+)\.xml$", one.get("Target") or "")
                for one in _parsed(book.read("xl/_rels/workbook.xml.rels"))
            }
            return {
                int(match[1]): (" ".join((one.get("name") or "").split())[:60], one.get("state") in HIDDEN)
                for one in _parsed(book.read("xl/workbook.xml")).iter(f"{NS}sheet")
                if (match := files.get(one.get(SHEETS_REL)))
            }
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        return {}


def _parsed(xml: bytes) -> ElementTree.Element:
    # A spreadsheet declares no entities; one that does wants to grow in our memory.
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise ValueError("entities")
    return ElementTree.fromstring(xml)  # noqa: S314 - without entities, and of limited size


def _shared(xml: bytes) -> list[str]:
    return ["".join(t.text or "" for t in item.iter(f"{NS}t")) for item in _parsed(xml).iter(f"{NS}si")]


def _sheet(xml: bytes, shared: list[str], widest: int, longest: int) -> Iterator[list[str]]:
    last = 0
    for row in _parsed(xml).iter(f"{NS}row"):
        n = int(row.get("r") or last + 1)
        if n > MOST_OF_A_SHEET:
            raise ValueError("rows")
        # Lines left empty are not stored; they still count, so that a problem names the line people see.
        for _ in range(min(n - last - 1, longest)):
            yield []
        last = n
        cells: dict[int, str] = {}
        for i, cell in enumerate(row.iter(f"{NS}c")):
            column = _column(cell.get("r") or "", i)
            if column < widest:
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
