"""Shapes of numbers on papers, plates and telephones: a number of another shape is warned about, never refused.

Shapes and their confidence: `docs/evidence.md`. Papers are old, handwritten or foreign, so what was written is kept.
"""

import re

from stdnum import imei as stdnum_imei
from stdnum.exceptions import ValidationError
from stdnum.pe import ruc as stdnum_ruc

# kind: (shapes any of which fits the number without spaces and dashes, an example to show)
SHAPES: dict[str, tuple[tuple[str, ...], str]] = {
    # cars and lorries since 2010, old plates, motorcycles and mototaxis, plates of the State
    "plate": ((r"[A-Z][0-9A-Z]{2}[0-9]{3}", r"[A-Z]{2}[0-9]{4}", r"[0-9]{4}[0-9A-Z][A-Z]"), "M6W-123"),
    "vessel": ((r"[A-Z]{2}[0-9]{3,6}([A-Z]{2})?",), "IQ-12345-MF"),
    "imei": ((r"[0-9]{15}",), "490154203237518"),
    "dni": ((r"[0-9]{8}[0-9A-K]?",), "41234567"),
    "ruc": ((r"(10|15|16|17|20)[0-9]{9}",), "20131370301"),
    "ce": ((r"[0-9A-Z]{6,12}",), "001234567"),
    "mobile": ((r"(\+?51)?9[0-9]{8}", r"\(?0?[0-9]{1,2}\)?[0-9]{6,7}"), "+51 912 345 678"),
    "carpeta": ((r"[0-9]{14,20}",), "2506010000-2026-45-0"),
    "chassis": ((r"[A-HJ-NPR-Z0-9]{17}",), "9BWZZZ377VT004251"),
}
CARPETA = re.compile(r"[0-9]{9,10}-[0-9]{4}-[0-9]{1,6}-[0-9]{1,3}")


def expected(kind: str, text: str) -> str:
    """An example of the usual shape when `text` has another one; "" when it fits or the kind has no shape."""
    if kind not in SHAPES or not text.strip():
        return ""
    if kind == "carpeta":
        return "" if CARPETA.fullmatch(text.strip()) else SHAPES[kind][1]
    shapes, example = SHAPES[kind]
    plain = re.sub(r"[\s.\-‐-―]", "", text).upper()
    return "" if any(re.fullmatch(shape, plain) for shape in shapes) else example


def wrong_check(kind: str, text: str) -> bool:
    """Whether a number of the right shape fails its own check digit: misread, or a sign worth seeing."""
    check = {"imei": stdnum_imei.validate, "ruc": stdnum_ruc.validate}.get(kind)
    if check is None or expected(kind, text):
        return False
    try:
        check(text)
    except ValidationError:
        return True
    return False
