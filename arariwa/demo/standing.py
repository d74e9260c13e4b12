"""Which files of an earlier run still stand: whole on the disk, and nothing they rest on has changed since."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from arariwa.core import fingerprints

NAME = "hechas.json"


@dataclass(frozen=True)
class File:
    """A file as it was made: what it rested on, the hash of its bytes, its pages."""

    basis: str
    sha256: str
    pages: int


def find(folder: Path, slug: str, basis: str) -> File | None:
    """The file of that name, if it stands as it was made from the same basis by the same code."""
    made = _read(folder).get(slug)
    path = folder / f"{slug}.pdf"
    if made is None or made.basis != _with_code(basis) or not path.is_file():
        return None
    return made if _sha256(path.read_bytes()) == made.sha256 else None


def note(folder: Path, slug: str, basis: str, pdf: bytes, pages: int) -> None:
    """Remember a file that was just written."""
    made = {**_read(folder), slug: File(_with_code(basis), _sha256(pdf), pages)}
    part = folder / f".{NAME}.part"
    part.write_text(json.dumps({key: vars(file) for key, file in made.items()}, indent=1), encoding="utf-8")
    part.replace(folder / NAME)


def _read(folder: Path) -> dict[str, File]:
    try:
        rows = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {slug: File(**row) for slug, row in rows.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        # Without a note that can be read every file is made anew.
        return {}


def _with_code(basis: str) -> str:
    return _sha256(f"{basis}\n{fingerprints.code()}".encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
