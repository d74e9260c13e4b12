"""What a record (acta) needs before it may be signed.

Source: contents of an acta as read in `packs/pe/documents/README.md` (CPP 71, 120, 121, 263; police documentation
manual). Two omissions make it invalid: nobody certain took part, or who wrote it did not sign; the rest weakens it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """Something an acta lacks: a code, whether it makes the acta invalid, and the step where it is filled in."""

    code: str
    invalid: bool
    step: str


def missing(facts: Mapping[str, object]) -> Iterator[Missing]:
    """Every requirement not met. `facts` are plain values of the intervention, see `evidence/acta.py:facts_of`."""
    for code, step in (
        ("place", "lugar"),
        ("district", "lugar"),
        ("day", "lugar"),
        ("start_time", "lugar"),
        ("end_time", "lugar"),
        ("written_place", "lugar"),
    ):
        if not facts.get(code):
            yield Missing(f"acta.{code}", False, step)
    if not facts.get("officers"):
        yield Missing("acta.officers", True, "quienes")
    if facts.get("officers_without_document"):
        yield Missing("acta.officer_documents", False, "quienes")
    if not facts.get("prosecutor_told"):
        yield Missing("acta.prosecutor", False, "quienes")
    if facts.get("persons_without_particulars"):
        yield Missing("acta.particulars", False, "quienes")
    for code in ("reason", "legal_act", "done"):
        if not facts.get(code):
            yield Missing(f"acta.{code}", False, "motivo")
    if facts.get("things_without_quantity"):
        yield Missing("acta.quantities", False, "que")
    if facts.get("things_without_weight"):
        yield Missing("acta.weights", False, "pesos")
    if facts.get("things_without_seal"):
        yield Missing("acta.seals", False, "pesos")
    if facts.get("things_without_destination"):
        yield Missing("acta.destination", False, "pesos")
    if not facts.get("read_to_all"):
        yield Missing("acta.read", False, "revisar")
    if not facts.get("author_signed"):
        yield Missing("acta.author_signature", True, "quienes")
    if facts.get("signatures_pending"):
        yield Missing("acta.signatures", False, "quienes")
