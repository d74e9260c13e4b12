"""What the species table says of one taxon, whole, and its fingerprint: the thing a biologist signs."""

import dataclasses
import hashlib
import json
from typing import Any

from arariwa.law.domain.species import Species


def said_of(table: Species, name: str) -> dict[str, Any]:
    """Everything the table says of a taxon, the lines of wider taxa that reach it among it."""
    above = table.above[name]
    return {
        "taxon": table.taxa[name],
        "listings": [row for wider in above for row in table.listings_of.get(wider, ())],
        "categories": [row for wider in above for row in table.categories_of.get(wider, ())],
        "occurrence": table.occurrence.get(name),
        "names": table.names_of.get(name, ()),
        "synonyms": [old for old, new in table.synonyms if new == name],
        "note": table.notes.get(name),
        "tells": {other: table.tell(name, other) for other in table.taxa[name].lookalikes},
    }


def taxon_digest(table: Species, name: str) -> str:
    """SHA-256 of what the table says of a taxon, whatever the order of its files."""
    text = json.dumps(
        said_of(table, name),
        default=_plain,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else str(value)
