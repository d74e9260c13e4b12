"""Which characters a paper can print, read from the fonts inside the typst wheel.

Under PDF/A one character without a glyph stops the whole document, so `paper.printable` must know the fonts.
The answer lies beside this file (`glyphs.json`), since reading 80 MB takes half a second;
`python -m arariwa.core.glyphs` writes it again when typst changes, and a test compares the two.
"""

import json
import mmap
import re
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

KEPT = Path(__file__).with_name("glyphs.json")
# A character counts when every face of one of the two families has it: text may be set upright, italic or bold anywhere.
TEXT = (
    "Libertinus Serif Regular",
    "Libertinus Serif Italic",
    "Libertinus Serif Semibold",
    "Libertinus Serif Bold",
)
SPARE = ("DejaVu Sans Mono", "DejaVu Sans Mono Bold")
OPENING = re.compile(rb"(?:OTTO|\x00\x01\x00\x00)\x00[\x05-\x28]")


@lru_cache(1)
def printable_codes() -> frozenset[int]:
    """Every code point the embedded fonts can set."""
    ranges = json.loads(KEPT.read_text("utf-8"))["ranges"]
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def read_wheel(library: Path) -> frozenset[int]:
    """The code points of TEXT or SPARE in typst's compiled library; LookupError when a face is not found there."""
    faces: dict[str, frozenset[int]] = {}
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for match in OPENING.finditer(data):
            tables = _tables(data, match.start())
            if tables is None:
                continue
            name = _full_name(tables[b"name"])
            if name in TEXT + SPARE and name not in faces:
                faces[name] = frozenset(_codes(tables[b"cmap"]))
    if missing := [name for name in TEXT + SPARE if name not in faces]:
        raise LookupError(f"not in {library.name}: {', '.join(missing)}")
    text = frozenset.intersection(*(faces[name] for name in TEXT))
    spare = frozenset.intersection(*(faces[name] for name in SPARE))
    return text | spare


def _tables(data: mmap.mmap, start: int) -> dict[bytes, bytes] | None:
    """The name and cmap tables of the font that begins there, or None when no font does."""
    (count,) = struct.unpack(">H", data[start + 4 : start + 6])
    found = {}
    for i in range(count):
        at = start + 12 + 16 * i
        if at + 16 > len(data):
            return None
        tag, _, offset, length = struct.unpack(">4sLLL", data[at : at + 16])
        if not re.fullmatch(rb"[A-Za-z0-9/ ]{4}", tag) or start + offset + length > len(data):
            return None
        if tag in (b"name", b"cmap"):
            found[tag] = data[start + offset : start + offset + length]
    return found if len(found) == 2 else None


def _full_name(table: bytes) -> str:
    count, texts = struct.unpack(">HH", table[2:6])
    for i in range(count):
        platform, _, _, kind, length, offset = struct.unpack(">6H", table[6 + 12 * i : 18 + 12 * i])
        if platform == 3 and kind == 4:
            return table[texts + offset : texts + offset + length].decode("utf-16-be")
    return ""


def _codes(table: bytes) -> Iterator[int]:
    """The code points of a cmap's Unicode subtables, formats 4 and 12; the glyph 0 means none."""
    (count,) = struct.unpack(">H", table[2:4])
    for i in range(count):
        platform, encoding, start = struct.unpack(">HHL", table[4 + 8 * i : 12 + 8 * i])
        (form,) = struct.unpack(">H", table[start : start + 2])
        if (platform, encoding) not in {(3, 1), (3, 10), (0, 3), (0, 4)}:
            continue
        if form == 12:
            (groups,) = struct.unpack(">L", table[start + 12 : start + 16])
            for g in range(groups):
                first, last, glyph = struct.unpack(">3L", table[start + 16 + 12 * g : start + 28 + 12 * g])
                yield from range(first + (glyph == 0), last + 1)
        elif form == 4:
            yield from _format4(table[start:])


def _format4(table: bytes) -> Iterator[int]:
    (double,) = struct.unpack(">H", table[6:8])
    size = double // 2

    def column(n: int, sign: str) -> tuple[int, ...]:
        at = 14 + n * double + (2 if n else 0)
        return struct.unpack(f">{size}{sign}", table[at : at + double])

    ends, starts, deltas, offsets = column(0, "H"), column(1, "H"), column(2, "h"), column(3, "H")
    base = 16 + 3 * double
    for k in range(size):
        for code in range(starts[k], min(ends[k], 0xFFFE) + 1):
            glyph = code
            if offsets[k]:
                at = base + 2 * k + offsets[k] + 2 * (code - starts[k])
                (glyph,) = struct.unpack(">H", table[at : at + 2])
                if not glyph:
                    continue
            if (glyph + deltas[k]) % 0x10000:
                yield code


def ranges_of(codes: Iterable[int]) -> list[list[int]]:
    """[[first, last], ...] of the codes, in order."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def library_of_typst() -> Path:
    """The compiled library in the installed wheel."""
    import typst

    return next(path for path in Path(typst.__file__).parent.iterdir() if path.name.startswith("_typst"))


if __name__ == "__main__":
    of = "characters of the fonts embedded in the typst wheel (Libertinus Serif, DejaVu Sans Mono), read by arariwa/core/glyphs.py"
    found = {"of": of, "ranges": ranges_of(read_wheel(library_of_typst()))}
    KEPT.write_text(json.dumps(found, separators=(",", ":")) + "\n", "utf-8")
