"""Official numbers as written: their usual shape, a second form for matching, and a warning. Never a refusal.

Only the institution that gave a number can say whether it exists; here it has "the right shape" or not.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from stdnum import imei
from stdnum.br import cpf
from stdnum.ec import ci
from stdnum.exceptions import ValidationError
from stdnum.pe import cui, ruc

Words = Mapping[str, str]

# Longer than any number of ours; what goes beyond has no shape.
MOST = 200


@dataclass(frozen=True)
class Kind:
    """A kind of number: `shapes` any of which fits (none: no fixed shape is known), how it is tidied and checked."""

    code: str
    group: str
    name: Words
    shapes: tuple[re.Pattern[str], ...]
    example: str
    hint: Words
    tidy: str
    check: str = ""
    note: Words | None = None


@dataclass(frozen=True)
class Finding:
    """What can be said of a number by looking at it.

    `as_written` is kept for ever; `normalised` serves matching only, "" where the text has nothing to match by.
    `shape_ok` is None where the kind has no fixed shape or nothing was written; `check_ok` is None where there is no
    check digit to compute. `warning` holds es and en; None when there is nothing to look at again.
    """

    kind: str
    as_written: str
    normalised: str
    shape_ok: bool | None
    check_ok: bool | None
    warning: Words | None


def tidied(text: str) -> str:
    """Capital letters, single spaces, every dash a hyphen, full-width signs as plain ones."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text.replace("º", "°")).upper())
    return " ".join(re.sub(r"[‐-―−﹣－]", "-", plain).split())


def _compact(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _dni(text: str) -> str:
    """The eight digits, without the verifier; spreadsheets lose the zeros on the left."""
    plain = _compact(text)
    if re.fullmatch("[0-9]{8}[0-9A-K]", plain):
        return plain[:8]
    return plain.zfill(8) if re.fullmatch("[0-9]{5,7}", plain) else plain


def _phone(text: str) -> str:
    """Nine digits that begin with 9 are a Peruvian mobile; 00 stands for +."""
    digits = re.sub(r"^\+?00", "+", re.sub(r"(?<!^)\+|[^0-9+A-Z]", "", text))
    if re.fullmatch(r"9[0-9]{8}", digits):
        return f"+51{digits}"
    return f"+{digits}" if re.fullmatch(r"519[0-9]{8}", digits) else digits


_LABEL = re.compile(
    r"^(?:(?:EXP(?:EDIENTE)?|CASO|CARPETA)\.?(?: FISCAL| JUDICIAL)?)? ?(?:N[.°O ]*)?(?=[0-9])"
)


def _blocks(text: str) -> list[str]:
    return re.split(r" ?- ?", _LABEL.sub("", text))


def _carpeta(text: str) -> str:
    """Office padded to ten digits, running number without zeros; "" for a short form, which many offices share."""
    blocks = _blocks(text)
    if len(blocks) != 4 or not all(re.fullmatch("[0-9]+", b) for b in blocks):
        return ""
    office, year, number, branch = blocks
    return f"{office.zfill(10)}-{year}-{number.lstrip('0') or '0'}-{branch}"


def _expediente(text: str) -> str:
    """First block padded to five digits, without the words before it."""
    first, *rest = _blocks(text)
    return "-".join([first.zfill(5) if re.fullmatch("[0-9]+", first) else first, *rest])


TIDY: Mapping[str, Callable[[str], str]] = {
    "compact": _compact,
    "dni": _dni,
    "phone": _phone,
    "carpeta": _carpeta,
    "expediente": _expediente,
    "spaced": str,
}
# The eight digits of a DNI carry no check; the verifier beside them does.
CHECKS: Mapping[str, tuple[int, Callable[[str], str]]] = {
    "pe_dni": (9, cui.validate),
    "pe_ruc": (11, ruc.validate),
    "ec_ci": (10, ci.validate),
    "br_cpf": (11, cpf.validate),
    "imei": (15, imei.validate),
}


class Formats:
    """The kinds of numbers of a country and the sentences said about them."""

    def __init__(self, kinds: Iterable[Kind], sentences: Mapping[str, Words]) -> None:
        self.kinds = {kind.code: kind for kind in kinds}
        self.sentences = sentences

    def check(self, kind: str, text: str) -> Finding:
        """Look at a number of that kind; KeyError for an unknown kind, never anything else whatever the text."""
        known = self.kinds[kind]
        plain = tidied(text[:MOST])
        compact, normalised = _compact(plain), TIDY[known.tidy](plain)
        if not plain or not known.shapes:
            return Finding(kind, text, normalised, None, None, None)
        forms = (plain, compact, normalised)
        if len(text) > MOST or not any(shape.fullmatch(form) for shape in known.shapes for form in forms):
            return Finding(kind, text, normalised, False, None, self._said("shape", known))
        right = _checked(known.check, compact)
        if right is False:
            return Finding(kind, text, normalised, True, False, self._said("check", known))
        padded = len(normalised) > len(compact) and known.tidy == "dni"
        return Finding(kind, text, normalised, True, right, self._said("zeros", known) if padded else None)

    def verdict(self, finding: Finding) -> Words:
        """The sentence to show: the warning, or that the shape is right, or that none is known."""
        if finding.warning:
            return finding.warning
        return self._said("right" if finding.shape_ok else "no_shape", self.kinds[finding.kind])

    def _said(self, code: str, kind: Kind) -> Words:
        return {lang: text % {"example": kind.example} for lang, text in self.sentences[code].items()}


def _checked(check: str, compact: str) -> bool | None:
    """Whether the check digit fits; None when the number has none to compute."""
    if check not in CHECKS or len(compact) != CHECKS[check][0]:
        return None
    try:
        CHECKS[check][1](compact)
    except ValidationError:
        return False
    return True
