"""The law and the species table as the running system answers from: the stored packs, read once a process."""

import gc
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack, problems_of
from arariwa.core.setup import current, current_fingerprints, stored_pack
from arariwa.law.domain import wording
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import qualify as answer
from arariwa.law.domain.lookalikes import with_lookalikes
from arariwa.law.domain.protection import Protection
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.species import Species
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.verdict import Verdict
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs

if TYPE_CHECKING:
    from arariwa.law.domain.names import Answer, Index

COUNTRY = "pe"


@lru_cache(maxsize=4)
def _law(name: str, fingerprint: str) -> Law:
    # A stored pack answered its examples before it was stored.
    found = load_law(pack(name, fingerprint), try_examples=False)
    # It stays as long as the process: looking through it for garbage at every verdict costs a sixth of the time.
    gc.freeze()
    return found


@lru_cache(maxsize=2)
def _species(fingerprints: tuple[tuple[str, str], ...]) -> "tuple[Species, Index]":
    from arariwa.law.domain.names import Index

    table = load_species([pack(name, fingerprint) for name, fingerprint in fingerprints], COUNTRY)
    return table, Index.build(table)


def pack(name: str, fingerprint: str = "") -> Pack:
    """A pack as stored under a fingerprint; without one, the pack the running system answers from."""
    return stored_pack(fingerprint) if fingerprint else current(name)


def law() -> Law:
    """The country's law."""
    return _law(*current_fingerprints([f"{COUNTRY}/law"])[0])


def law_of(fingerprint: str) -> Law:
    """The country's law as it answered from a stored pack, also one long replaced."""
    return _law(f"{COUNTRY}/law", fingerprint)


def _both() -> "tuple[Species, Index]":
    return _species(current_fingerprints(species_packs(COUNTRY)))


def species() -> Species:
    """The species table."""
    return _both()[0]


def find(text: str, limit: int = 8) -> "Answer":
    """The taxa a written name may mean."""
    return _both()[1].find(text, limit=limit)


def taxa_for(reported: str, scientific: str = "") -> tuple[list[str], str]:
    """(scientific names an item may be, best first; who says so: "reported", "proposed" or "").

    A scientific name in the report leads; without it the name as written is looked up. Nothing found: nothing kept.
    """
    if scientific:
        found = find(scientific)
        if found.answer == "one":
            return [found.matches[0].taxon], "reported"
    found = find(reported)
    if found.answer == "one":
        return [found.matches[0].taxon], "proposed"
    return [match.taxon for match in found.matches], "proposed" if found.matches else ""


def protection_of(taxon: str, on: date | Span) -> Protection | None:
    """What protects a taxon on a day or span; None for a name that is not in the table."""
    table = species()
    return table.protection(taxon, on) if taxon in table.taxa else None


def validate(situation: dict[str, Any]) -> Situation:
    """The situation in its shape; Refused naming the first field that is not as the law asks."""
    try:
        return Situation.model_validate(situation)
    except ValidationError as error:
        first = problems_of(error)[0]
        raise Refused(first.code, first.field, **first.values) from error


def verdict(situation: dict[str, Any], by: Law | None = None) -> Verdict:
    """The verdict on a situation, from the packs loaded now or by another law of the country."""
    return answer(validate(situation), by or law(), species().lookup)


def qualify(situation: dict[str, Any], *, lookalikes: bool = False) -> dict[str, Any]:
    """The verdict on a situation, from the packs loaded now, as JSON holds it.

    `lookalikes`: also whether it would change if an animal were one it is taken for.
    """
    found = verdict(situation)
    if lookalikes:
        table = species()
        found = with_lookalikes(found, validate(situation), law(), table, table.lookup)
    return found.data()


def term_label(path: str, lang: str = "es") -> str:
    """What a fact of the situation is called."""
    return TERMS[path].label.in_(lang) if path in TERMS else path


def term_value(path: str, value: object, lang: str = "es") -> str:
    """A fact's value as people read it."""
    return TERMS[path].shown(value).in_(lang) if path in TERMS else str(value)


def norm_short(code: str, lang: str = "es") -> str:
    """The short name of a norm."""
    return law().norm_name(code, lang)


def cited(source: str, lang: str = "es") -> str:
    """A source such as "pe/cp art. 308" as one cites it, with the norm's short name for its code."""
    code, _, article = source.partition(" art. ")
    return wording.cited(norm_short(code, lang), article, lang) if article else source


def confidence_word(confidence: str, lang: str = "es") -> str:
    """How sure a source is, in a word."""
    words = {"high": ("alta", "high"), "medium": ("media", "medium"), "low": ("baja", "low")}
    return words[confidence][lang == "en"] if confidence in words else confidence


def is_species(taxon: str) -> bool:
    """Whether the name is a species (or finer), not a genus, family or wider group."""
    found = species().taxa.get(taxon)
    return found is not None and found.rank == "species"


def product_word(code: str, lang: str = "es") -> str:
    """What a part or product is called; the code itself when the table does not know it."""
    label = species().words.product_labels.get(code)
    return label.in_(lang) if label else code
