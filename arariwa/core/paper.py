"""Papers: a record becomes a PDF that prints the same everywhere and can be checked against the record.

The engine knows no law and no database. It cleans the texts, fixes the record, draws codes and annex images, and
hands all of it to a typst template, which sets and decides nothing. The shapes are in docs/papers.md.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import segno
import typst

from arariwa.core.domain.chain import canonical
from arariwa.core.glyphs import printable_codes
from arariwa.core.pictures import PDFIUM, PictureError, page_images, photo

__all__ = ["Paper", "PaperError", "clean", "page_images", "printable", "render"]

PRINTED_DIGITS = 24  # of the fingerprint: in the foot, in the QR and in the address that answers it
ATTACHABLE = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
STAMPS = {"borrador": "BORRADOR", "ejercicio": "EJERCICIO", "copia": "COPIA", "anulado": "ANULADO"}
TYPESET = Path(__file__).with_name("typeset.py")
LONGEST_SECONDS = 300  # a file of a thousand items takes six
BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


class PaperError(Exception):
    """A paper cannot be made of this record; the text names the part that does not fit.

    Where the template is at fault, `file` and `line` say which line of which file, and `why` what typst finds wrong.
    """

    def __init__(self, text: str, file: str = "", line: int = 0, why: str = "") -> None:
        super().__init__(text)
        self.file, self.line, self.why = file, line, why or text


@dataclass(frozen=True)
class Paper:
    """`pdf` carries `record` (canonical JSON) as an attachment; `fingerprint` is the record's SHA-256."""

    pdf: bytes
    fingerprint: str
    record: bytes
    pages: int


def printable(text: str) -> str:
    """The text as the fonts can set it: composed, without controls, `[U+738B]` where there is no glyph."""
    return _printable(text, Counter())


def clean(data: Any) -> tuple[Any, dict[str, int]]:
    """A copy of the data with every text printable, and how many signs were `dropped` and `marked`."""
    seen: Counter[str] = Counter()
    return _each_text(data, lambda text: _printable(text, seen)), {
        "dropped": seen["dropped"],
        "marked": seen["marked"],
    }


def _printable(text: str, seen: Counter[str]) -> str:
    out: list[str] = []
    unknown: list[str] = []

    def close() -> None:
        if unknown:
            out.append(f"[{' '.join(unknown)}]")
            unknown.clear()

    for sign in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        code, category = ord(sign), unicodedata.category(sign)
        if sign == "\n" or category in ("Zl", "Zp"):
            close()
            out.append("\n")
        elif sign == "\t":
            close()
            out.append(" ")
        elif category == "Cc" or 0xFE00 <= code <= 0xFE0F or (category == "Cf" and code not in BIDI):
            # joiners, soft hyphens, variation selectors, byte-order marks: nothing a reader would miss
            seen["dropped"] += 1
        elif code in printable_codes() and category not in ("Co", "Cs", "Cf"):
            close()
            out.append(sign)
        else:
            unknown.append(f"U+{code:04X}")
            seen["marked"] += 1
    close()
    return "".join(out)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(item, change) for item in value]
    return value


def render(
    record: Mapping[str, Any],
    *,
    folder: Path,
    template: str,
    issued_at: datetime,
    files: Mapping[str, bytes] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Paper:
    """Set the record with `folder`/`template`. The same arguments give the same bytes, whenever and wherever.

    `files` holds the annexes by the name used in `body.annexes[].file`; `pictures` small ones by their SHA-256, which
    the template shows as `picture-<hash>.jpg`. PaperError when the time has no zone, the record
    is not plain data, a file does not fit its hash or cannot be shown, or the template fails.
    """
    if issued_at.utcoffset() is None:
        raise PaperError("issued_at has no time zone")
    source = folder / template
    if not source.is_file():
        raise PaperError(f"no template {template} in {folder}")
    with tempfile.TemporaryDirectory(prefix="arariwa-paper-") as name:
        root = Path(name)
        whole = _each_text(record, lambda text: text.encode("utf-8", "replace").decode())
        shown = _lay_out_annexes(whole, files or {}, root)
        for digest, picture in (pictures or {}).items():
            _write(root / f"picture-{digest}.jpg", photo(picture))
        try:
            fixed = canonical(whole)
        except (TypeError, ValueError) as error:
            raise PaperError(f"the record is not plain data: {error}") from error
        fingerprint = hashlib.sha256(fixed).hexdigest()
        data, counts = clean(whole)
        _add_codes(data, fingerprint)
        data["made"] = {"fingerprint": fingerprint, "digits": PRINTED_DIGITS, "shown": shown, **counts}
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        (root / "record.json").write_bytes(fixed)
        for state, word in STAMPS.items():
            (root / f"{state}.svg").write_text(outline(word), "utf-8")
        for part in folder.glob("*.typ"):
            shutil.copyfile(part, root / part.name)
        pdf = _compile(root, template, issued_at)
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        document.close()
    return Paper(pdf=pdf, fingerprint=fingerprint, record=fixed, pages=pages)


def _compile(root: Path, template: str, issued_at: datetime) -> bytes:
    offset = issued_at.utcoffset() or timedelta()
    # typst knows whole seconds only
    moment = [str(int(issued_at.timestamp())), str(round(offset.total_seconds() / 60))]
    try:
        done = subprocess.run(  # noqa: S603 -- our own file and this interpreter; no shell, no text of a record
            [sys.executable, "-I", str(TYPESET), str(root), template, *moment],
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PaperError(f"{template}: not set within {LONGEST_SECONDS} seconds") from error
    if done.returncode:
        raise _fault(template, done.stderr.decode("utf-8", "replace").strip()[-2000:])
    return (root / "paper.pdf").read_bytes()


def _fault(template: str, said: str) -> PaperError:
    place = re.match(r"([^/\s:]+\.typ):(\d+): (.+)", said, re.DOTALL)
    if place is None:
        return PaperError(f"{template}: {said}", file=template, why=said)
    return PaperError(f"{template}: {said}", file=place[1], line=int(place[2]), why=place[3])


def _lay_out_annexes(record: Any, files: Mapping[str, bytes], root: Path) -> list[dict[str, Any]]:
    """Write each annex and its pictures into the root; fill hash and size into the record.

    Returns, annex by annex, what the template needs to show it and the record need not keep.
    """
    shown = []
    for i, annex in enumerate(record.get("body", {}).get("annexes") or []):
        name = annex.get("file")
        data = files.get(name) if name else None
        if data is None:
            shown.append({"pages": [], "photo": False, "path": None})
            continue
        digest = hashlib.sha256(data).hexdigest()
        if annex.get("sha256") not in (None, "", digest):
            raise PaperError(f"annex {annex.get('code')}: the file {name} is not the one of that hash")
        annex["sha256"] = digest
        annex["size"] = annex.get("size") or f"{len(data):,} bytes"
        kind = _kind(data)
        try:
            pages = page_images(data) if kind == "pdf" else [photo(data)] if kind else []
        except PictureError as error:
            raise PaperError(f"annex {annex.get('code')}, {name}: {error}") from error
        paths = [_write(root / f"annex-{i}-{n}", page) for n, page in enumerate(pages)]
        attach = kind in ATTACHABLE and annex.get("attach", True) is not False
        shown.append(
            {
                "pages": paths,
                "photo": kind not in ("pdf", ""),
                "path": _write(root / f"annex-{i}", data) if attach else None,
                "media": ATTACHABLE.get(kind),
                "name": f"{i + 1:03d}-{_file_name(name)}",
            }
        )
    return shown


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return path.name


def _kind(data: bytes) -> str:
    """What the bytes are, of the kinds that can be shown: pdf, jpg, png, webp or nothing."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _file_name(name: str) -> str:
    """A name any reader of the PDF can save: plain letters, no path."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[-80:] or "anexo"


def _add_codes(value: Any, fingerprint: str) -> None:
    """Give the frame its QR, and every part that has a `qr` text the picture of it."""
    frame = value.get("frame", {})
    if frame.get("verify"):
        frame["qr"] = f"https://{frame['verify']}/{fingerprint[:PRINTED_DIGITS]}"
    _draw_codes(value)


def _draw_codes(value: Any) -> None:
    if isinstance(value, dict):
        for item in list(value.values()):
            _draw_codes(item)
        if isinstance(value.get("qr"), str) and value["qr"]:
            value["qr_svg"] = qr_svg(value["qr"])
    elif isinstance(value, list):
        for item in value:
            _draw_codes(item)


def qr_svg(text: str) -> str:
    """A QR code as SVG, error correction M, without a border (the paper leaves the room). PaperError when too long."""
    out = io.BytesIO()
    try:
        segno.make(text, error="m", micro=False, boost_error=False).save(
            out, kind="svg", border=0, xmldecl=False
        )
    except segno.encoder.DataOverflowError as error:
        raise PaperError(f"too long for a code: {text[:60]}") from error
    return out.getvalue().decode()


@lru_cache
def outline(word: str) -> str:
    """The word as drawn outlines in pale grey, for the background.

    As text it would be scattered through what a reader copies or a screen reader says.
    """
    source = (
        "#set page(width: auto, height: auto, margin: 2pt, fill: none)\n"
        f'#text(font: "Libertinus Serif", weight: "bold", size: 100pt, bottom-edge: "bounds", fill: rgb("#ecece9"), "{word}")'
    )
    return typst.compile(source.encode(), format="svg", ignore_system_fonts=True).decode()
