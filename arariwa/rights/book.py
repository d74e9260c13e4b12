"""The rights pack as the running system answers from it: the stored pack, read once a process."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from arariwa.core import formatting
from arariwa.core.setup import current, current_fingerprint, current_fingerprints, stored_pack
from arariwa.law import queries as law
from arariwa.law.domain import references
from arariwa.law.domain.references import Book
from arariwa.law.domain.text import Text
from arariwa.law.referring import Referring
from arariwa.law.species_packs import species_packs
from arariwa.rights.domain.content import Rights
from arariwa.rights.domain.guides import Guide
from arariwa.rights.packs import NAME, read, read_guides


@lru_cache(maxsize=4)
def _rights(fingerprint: str) -> Rights:
    return read(stored_pack(fingerprint) if fingerprint else current(NAME))


def rights() -> Rights:
    """What the country's pack holds for citizens."""
    return _rights(current_fingerprint(NAME))


@lru_cache(maxsize=4)
def _guides(fingerprint: str) -> Mapping[str, Mapping[str, Guide]]:
    return read_guides(stored_pack(fingerprint) if fingerprint else current(NAME))


def guides() -> Mapping[str, Mapping[str, Guide]]:
    """The guides by name and language, in their order."""
    return _guides(current_fingerprint(NAME))


def fingerprints() -> tuple[tuple[str, str], ...]:
    """Every pack an answer rests on, by name and fingerprint."""
    return current_fingerprints([NAME, f"{law.COUNTRY}/law", *species_packs(law.COUNTRY)])


@lru_cache(maxsize=2)
def _book(law_of: str, species: int) -> Book:
    return Book.of(law.law(), law.species())


def law_book() -> Book:
    """The law and the species references may name."""
    return _book(law.law().fingerprint, id(law.species()))


def said(words: Text, today: date, *, links: bool = True) -> str:
    """A sentence of the pack in the reader's language, its references in words by the law of that day; plain text."""
    written = words.in_(formatting.language())
    if "[[" not in written:
        return written
    refer = Referring(law_book(), today, links)
    return references.WRITTEN.sub(lambda match: refer(references.read(match[1])).text, written)
