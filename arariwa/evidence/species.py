"""From the name people say to the species it may be: proposals found, one of them chosen by a person, the rest kept.

What is chosen travels as text: `only:Ara ararauna`, `any:Ara ararauna|Ara chloropterus`, `none` (not known).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.core.models import Role
from arariwa.law import queries as law
from arariwa.law import species_words
from arariwa.law.domain.names import Answer

NONE = "none"
MOST = 12
# Whose word on a species is more than a guess from a name.
KNOWS = (Role.WILDLIFE, Role.FISHERIES, Role.LABORATORY)


@dataclass(frozen=True)
class Proposal:
    """One choice: what is sent, its words, a second line."""

    value: str
    label: str
    more: str


def find(text: str) -> Answer | None:
    """What a name may mean; None for no name."""
    return law.find(text, limit=MOST) if text.strip() else None


def choices(found: Answer | None, kept: Sequence[str] = ()) -> list[Proposal]:
    """What may be chosen: each taxon found, all of them left open, what else it may be, and "not known"."""
    rows = _found(found) if found else []
    if kept and value_of(kept) not in [row.value for row in rows]:
        rows.insert(0, Proposal(value_of(kept), " / ".join(kept), _("As it stands in the record.")))
    rows.append(
        Proposal(
            NONE, _("Not known"), _("It stays to be identified; add a photo so that a technician sees it.")
        )
    )
    return rows


def _found(found: Answer) -> list[Proposal]:
    rows = [Proposal(f"only:{m.taxon}", named(m.taxon), species_words.how(m)) for m in found.matches]
    taken = {m.taxon for m in found.matches}
    if len(found.matches) > 1:
        rows.append(
            Proposal(
                value_of([m.taxon for m in found.matches]),
                _open_words(found),
                _("All of them stay noted; a technician or an expert decides later."),
            )
        )
    rows += [
        Proposal(
            f"only:{m.taxon}", named(m.taxon), _("Another reading. %(why)s") % {"why": species_words.how(m)}
        )
        for m in found.alternatives
        if m.taxon not in taken
    ][:4]
    return rows


def _open_words(found: Answer) -> str:
    """How to say that it is one of several."""
    if found.common and " " not in found.common:
        return _("%(taxon)s, species not settled") % {"taxon": found.common}
    return _("One of these, not settled which")


def named(taxon: str) -> str:
    """The name people know it by, then the scientific one."""
    label = species_words.named(taxon)
    return f"{label}, {taxon}" if label != taxon else taxon


def product_of(text: str) -> str:
    """Which part or product a name speaks of ("carne de ..."), as a code; "" for none."""
    found = find(text)
    return (found.product or "") if found else ""


def products() -> list[tuple[str, str]]:
    """Parts and products with their words."""
    labels = law.species().words.product_labels
    rows = sorted(
        ((code, text.in_(formatting.language())) for code, text in labels.items()), key=lambda row: row[1]
    )
    return [("", _("Not reported")), *rows]


def protection_rows(taxa: Sequence[str], span: Span) -> list[dict[str, Any]]:
    """What protects each taxon on the day of the facts, with sources and how sure that is."""
    rows = []
    for taxon in taxa:
        told = law.protection_of(taxon, span)
        text = (
            told.sentence(formatting.language()) if told else _("This name is not in the table of species.")
        )
        rows.append(
            {"taxon": taxon, "named": named(taxon) if told else taxon, "text": text, "protection": told}
        )
    return rows


def value_of(taxa: Sequence[str]) -> str:
    """The choice that stands for these taxa."""
    if not taxa:
        return NONE
    return f"only:{taxa[0]}" if len(taxa) == 1 else f"any:{'|'.join(taxa)}"


def taxa_of(value: str) -> list[str]:
    """The taxa a choice stands for, best first."""
    kind, _sep, names = value.partition(":")
    return [] if kind == NONE or not names else names.split("|")


def words_of(value: str) -> str:
    """A choice in words: its species by name, "not known", nothing while none was chosen."""
    if not value:
        return ""
    return " / ".join(named(taxon) for taxon in taxa_of(value)) or _("Not known")


def said_by(values: Mapping[str, Any], role: str) -> str:
    """Who says which taxon it is: the paper itself, a technician's office, or only the name as people say it."""
    if not values.get("taxa"):
        return ""
    if role in KNOWS:
        return "official"
    return "reported" if values.get("scientific_as_reported") in values["taxa"] else "proposed"
