"""Tables of names in and of answers out: read and written row by row, whole or not at all."""

import codecs
import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from arariwa.core.packs import PackError, Problem, not_csv

LONGEST_LINE = 1_000_000
# rows between two words about how far it is
STEP = 20_000
# what Windows writes where some byte is no UTF-8; Latin-1 to most people
WINDOWS = "cp1252"


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is kept as text."""
    risky = cell.startswith(("=", "+", "@", "\t", "\r")) or (cell[:1] == "-" and cell[1:2].isalpha())
    return f"'{cell}" if risky else cell


@contextmanager
def target(out: Path | None) -> Iterator[TextIO]:
    """The file of answers, which stands whole or not at all; standard output without one."""
    if out is None:
        # a mistake in the last line must leave nothing half said
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as held:
            yield held
            held.seek(0)
            shutil.copyfileobj(held, sys.stdout)
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as opened:
            yield opened
        part.replace(out)
    except OSError as error:
        raise PackError([Problem(str(out), 0, "--out", "species.not_written")]) from error
    finally:
        # Where it could not be written there is none to remove.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _encoding(file: Path) -> str:
    """utf-8, utf-16 by its mark, or what Windows writes where some byte is no UTF-8; read through once, in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as opened:
        if opened.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        opened.seek(0)
        while piece := opened.read(1 << 20):
            if b"\0" in piece:
                raise PackError([Problem(str(file), 0, "", "species.not_text")])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return WINDOWS
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return WINDOWS
    return "utf-8-sig"


@contextmanager
def queries(file: Path) -> Iterator[tuple[Iterator[str], str]]:
    """The cells of the column 'query', one at a time, and the encoding they are read in.

    Every so many rows a word on standard error says how far it is.
    """
    name = str(file)
    csv.field_size_limit(LONGEST_LINE)
    try:
        encoding = _encoding(file)
        with file.open(encoding=encoding, errors="replace", newline="") as opened:
            yield _told(_queries(name, opened), opened, file.stat().st_size), encoding
    except OSError as error:
        raise PackError([Problem(name, 0, "--csv", "species.no_file")]) from error


def _told(rows: Iterator[str], opened: TextIO, size: int) -> Iterator[str]:
    for count, row in enumerate(rows):
        if count and count % STEP == 0:
            # how far the file is read, in blocks; the number of its rows is not known before the end
            values = {"rows": f"{count:,}", "percent": 100 * opened.buffer.tell() // size}
            print(_("%(rows)s rows, %(percent)s %% of the file") % values, file=sys.stderr)  # noqa: T201
        yield row


def _queries(name: str, opened: TextIO) -> Iterator[str]:
    first = opened.readline()
    separator = (
        ";" if first.count(";") > first.count(",") else "\t" if first.count("\t") > first.count(",") else ","
    )
    opened.seek(0)
    reader = csv.reader(opened, delimiter=separator, strict=True)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        if not head:
            raise PackError([Problem(name, 0, "", "pack.empty")])
        if head.count("query") != 1:
            raise PackError([Problem(name, 1, "query", "species.no_column", {"found": ", ".join(head)[:80]})])
        place, empty, blank = head.index("query"), True, 0
        for row in reader:
            if not row:
                # in a table of one column a blank line is an empty cell, unless nothing follows it
                blank += len(head) == 1
                continue
            if len(row) != len(head):
                values = {"found": len(row), "expected": len(head)}
                raise PackError([Problem(name, reader.line_num, "", "pack.wrong_width", values)])
            empty = False
            yield from [""] * blank
            blank = 0
            yield row[place].strip()
        if empty:
            raise PackError([Problem(name, 0, "query", "pack.empty")])
    except csv.Error as error:
        raise PackError([not_csv(name, reader.line_num, error)]) from error
