"""What a file is, told from its bytes: text in some encoding, a spreadsheet, a zip of these. Never from its name."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from arariwa.core.domain.refused import Refused
from arariwa.events.domain import tables

LARGEST = 12 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 30_000
WIDEST = 400
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Part:
    """One table or text of a file: `text` with the encoding it came in, or the `grid` of a spreadsheet."""

    name: str
    container: str
    encoding: str = ""
    text: str = ""
    grid: tuple[tuple[str, ...], ...] = ()
    # A sheet nobody sees on opening the workbook.
    hidden: bool = False

    def rows(self, delimiter: str) -> list[list[str]]:
        """The rows as cells, the first one number 1; blank ones stay, so that numbers are those a person sees.

        Refused("platform_file.quotes") names the row where a quotation mark was left open.
        """
        if self.container == "xlsx":
            return [list(row) for row in self.grid]
        found: list[list[str]] = []
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                found.append(row)
                if len(found) > MOST_ROWS:
                    raise Refused("platform_file.too_long", "file", most=MOST_ROWS)
        except csv.Error as error:
            raise Refused("platform_file.quotes", "file", row=len(found) + 1) from error
        return found

    def head(self, delimiter: str, lines: int = 12) -> list[list[str]]:
        """The first rows, however the rest looks."""
        if self.container == "xlsx":
            return [list(row) for row in self.grid[:lines]]
        found: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter):
                found.append(row[:WIDEST])
                if len(found) == lines:
                    break
        except csv.Error:
            pass
        return found


def parts(data: bytes, name: str) -> list[Part]:
    """The tables and texts in a file. Refused for what is no export of a platform, and says what it is."""
    if not data.strip(b" \t\r\n\0"):
        raise Refused("file.empty", "file")
    if len(data) > LARGEST:
        raise Refused("file.too_large", "file", limit_mb=LARGEST // 1024 // 1024)
    if data.startswith(b"PK"):
        return list(_zip(data, name))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("platform_file.old_excel", "file")
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise Refused("platform_file.not_table", "file")
    return [_text(data, name)]


def _text(data: bytes, name: str) -> Part:
    text, encoding = _decoded(data)
    # U+200E stands before system notes of chats, U+FEFF where files were glued together.
    text = text.lstrip("\ufeff")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<table", "<?xml", "<meta", "<head", "<body")):
        raise Refused("platform_file.html", "file")
    if start.startswith(("{", "[{")):
        raise Refused("platform_file.not_table", "file")
    return Part(name, "text", encoding, text)


def _decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding). Letters that came out wrong are refused with their line: an id or a word may be another."""
    try:
        if data.startswith(codecs.BOM_UTF16_LE):
            return data[2:].decode("utf-16-le"), "utf-16-le"
        if data.startswith(codecs.BOM_UTF16_BE):
            return data[2:].decode("utf-16-be"), "utf-16-be"
        if b"\0" in data[:200]:
            # UTF-16 whose mark got lost: every second byte of plain letters is zero.
            wide = "utf-16-le" if data[1:200:2].count(0) > data[0:200:2].count(0) else "utf-16-be"
            return _plain(data.decode(wide)), wide
    except UnicodeDecodeError as error:
        raise Refused("platform_file.cut", "file") from error
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return _plain(data.decode("utf-8-sig")), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        if marked:
            line = data[: error.start].count(b"\n") + 1
            raise Refused("platform_file.letters", "file", row=line) from error
    return _plain(data.decode("cp1252", "replace")), "cp1252"


def _plain(text: str) -> str:
    if "\0" in text:
        raise Refused("platform_file.letters", "file", row=text[: text.index("\0")].count("\n") + 1)
    if found := tables.GARBLED.search(text):
        raise Refused("platform_file.letters", "file", row=text[: found.start()].count("\n") + 1)
    return text


def _zip(data: bytes, name: str) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if len(inside) > MOST_PARTS and not any("_chat" in one.filename for one in inside):
                raise Refused("platform_file.zip", "file")
            names = {one.filename for one in inside}
            if "[Content_Types].xml" in names:
                yield from _book(data, name)
                return
            size = 0
            for one in inside:
                ending = one.filename.rsplit(".", 1)[-1].lower()
                if one.filename.startswith("__MACOSX") or ending not in ("csv", "txt", "tsv", "xlsx"):
                    continue
                size += one.file_size
                if size > LARGEST_UNPACKED:
                    raise Refused("platform_file.zip", "file")
                content, shown = archive.read(one), one.filename.rsplit("/", 1)[-1]
                if content.startswith(b"PK"):
                    yield from _book(content, shown)
                elif content.strip():
                    yield _text(content, shown)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise Refused("platform_file.zip", "file") from error
    except Exception as error:
        # A damaged stream of compressed bytes is told by the decompressor's own error.
        if type(error).__module__ == "zlib":
            raise Refused("platform_file.zip", "file") from error
        raise


def _book(data: bytes, name: str) -> Iterator[Part]:
    """Each sheet that holds something; the second and later ones by their name."""
    try:
        found = [tuple(map(tuple, rows)) for rows in tables.sheets(data, widest=WIDEST, longest=MOST_ROWS)]
    except Refused as refused:
        raise Refused("platform_file.book", "file") from refused
    names = tables.sheet_names(data)
    for n, rows in enumerate(found, start=1):
        if len(rows) > MOST_ROWS:
            raise Refused("platform_file.too_long", "file", most=MOST_ROWS)
        if n == 1 or any(cell for row in rows for cell in row):
            title, hidden = names.get(n, ("", False))
            yield Part(name if n == 1 else f"{name} ({title or n})", "xlsx", "", "", rows, hidden)


SEP = re.compile(r"^sep=(.)$", re.IGNORECASE)


def delimiters(part: Part) -> Iterator[str]:
    """The signs that may part the cells, the one the file names itself first."""
    if part.container == "xlsx":
        yield ""
        return
    first = part.text.split("\n", 1)[0].strip().strip('"')
    if named := SEP.match(first):
        yield named[1]
        return
    yield from sorted(DELIMITERS, key=lambda sign: -part.text[:4000].count(sign))
