"""Every rule of a law pack as one kind of thing: what it is, where it stands, how sure it is, and its fingerprint.

A lawyer reads, signs or disputes an entry; the fingerprint tells whether it still says what was signed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from arariwa.law.domain.offences import Confidence, Review, Source
from arariwa.law.domain.text import Text

Place = tuple[str | int, ...]
# What an entry is, in the order in which people look for it.
KINDS = (
    "base",
    "aggravated",
    "associated",
    "administrative",
    "procedure",
    "sentencing",
    "prescription",
    "time_limit",
    "holiday",
    "lawful_use",
    "definition",
    "value",
    "pointer",
    "concurrence",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` is unique in its pack; `group` joins the versions of one offence or rule through time."""

    key: str
    group: str
    kind: str
    title: Text
    source: Source
    confidence: Confidence
    review: Review
    from_: date | None
    until: date | None
    note: Text | None
    file: str
    place: Place
    digest: str
    shape: Any

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on < self.until)


def digest_of(shape: BaseModel) -> str:
    """SHA-256 of what an entry says, whatever the order or spacing of its file."""
    said = shape.model_dump(mode="json", by_alias=True, exclude_none=True)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def called(code: str, codes: Iterable[str]) -> list[str]:
    """The codes that one as printed or typed stands for: itself in any letter case, otherwise the parts of its article.

    CP-309 stands for CP-309.1 and CP-309.2 with their earlier texts, and not for CP-3090.
    """
    asked, known = code.strip().casefold(), list(dict.fromkeys(codes))
    same = [each for each in known if each.casefold() == asked]
    return same or [
        each for each in known if asked and each.casefold().startswith((f"{asked}.", f"{asked}-"))
    ]
