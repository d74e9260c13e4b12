"""What a record says, sealed by the journal: a row changed behind the actions is found.

An act that makes or changes a record writes the SHA-256 of what it says into its journal line, and the hash chain
holds that line. Facts of the line: `content`, the digest after the act; `was`, the digest before it, so that a later
act does not make right what was changed meanwhile; `of`, the row, when it is not the line's own record.

A model may name columns that change without an act on the content (`unsealed`), bring rows that are part of what it
says (`sealed_parts() -> {name: [row]}`), and name the record whose journal lines tell of it (`sealed_on = "case"`).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from arariwa.core.domain import chain
from arariwa.core.models import JournalEntry

# Who may see a record, and how often it was saved, are not what it says.
UNSEALED = {"compartment", "version"}
READ_AT_ONCE = 500


def content_of(record: models.Model) -> dict[str, Any]:
    """What a record says as plain values; what stands at its default is left out, so that a column added later
    changes no digest."""
    left = UNSEALED | set(getattr(record, "unsealed", ()))
    said: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        value = field.to_python(field.value_from_object(record))
        if field.name in left or value in (None, "", [], {}) or value == _default(field):
            continue
        said[field.name] = _plain(value)
    for name, rows in getattr(record, "sealed_parts", dict)().items():
        said[name] = [content_of(row) for row in rows]
    return said


def _default(field: "models.Field[Any, Any]") -> Any:
    return None if callable(field.default) or not field.has_default() else field.default


def _plain(value: Any) -> Any:
    """The same text for the same value, whichever database it comes from."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, bool | int | str) or value is None else str(value)


def digest(record: models.Model) -> str:
    """SHA-256 (hexadecimal) of what the record says."""
    return hashlib.sha256(chain.canonical(content_of(record))).hexdigest()


def sealed(record: models.Model, was: str = "") -> dict[str, str]:
    """The facts of a journal line that seals the record; `was` is its digest before the act."""
    facts = {
        "content": digest(record),
        "was": was,
        "of": row_of(record) if hasattr(record, "sealed_on") else "",
    }
    return {key: value for key, value in facts.items() if value}


def row_of(record: models.Model) -> str:
    """How a journal line names a row: `cases.casefact:0190…`."""
    return f"{record._meta.label_lower}:{record.pk}"


@dataclass(frozen=True)
class Changed:
    """A row that does not say what the journal sealed: its name, and the line that told so last."""

    row: str
    seq: int


def changed(records: Iterable[models.Model] | None = None) -> Iterator[Changed]:
    """Each row changed, or gone, since an act last sealed it: of all rows, or of those given (as they stand in
    memory) and what the journal tells on them."""
    held = None if records is None else {row_of(record): record for record in records}
    told: dict[str, tuple[str, int]] = {}
    broken: dict[str, int] = {}
    for line in _lines(None if held is None else held.values()):
        row = line.facts.get("of") or f"{line.record_type}:{line.record}"
        was = line.facts.get("was")
        if was and row in told and told[row][0] != was:
            broken.setdefault(row, line.seq)
        told[row] = (line.facts["content"], line.seq)
    known = held or {}
    for row, record in (*known.items(), *_rows(row for row in told if row not in known)):
        if row in told and (record is None or digest(record) != told[row][0]):
            broken.setdefault(row, told[row][1])
    yield from (Changed(row, seq) for row, seq in sorted(broken.items(), key=lambda pair: pair[1]))


def _lines(records: Iterable[models.Model] | None) -> Iterator[JournalEntry]:
    """The lines that seal something, in order; of all records or of those given."""
    lines = JournalEntry.objects.filter(facts__has_key="content").order_by("seq")
    if records is None:
        yield from lines.iterator(chunk_size=2000)
        return
    about = sorted({str(_told_on(record)) for record in records})
    found: list[JournalEntry] = []
    for start in range(0, len(about), READ_AT_ONCE):
        found += lines.filter(record__in=about[start : start + READ_AT_ONCE])
    yield from sorted(found, key=lambda line: line.seq)


def _told_on(record: models.Model) -> Any:
    owner = getattr(record, "sealed_on", "")
    return getattr(record, f"{owner}_id") if owner else record.pk


def _rows(names: Iterable[str]) -> Iterator[tuple[str, models.Model | None]]:
    """The rows of those names, None for one that is gone; read some hundreds at a time."""
    by_type: dict[str, list[str]] = {}
    for name in names:
        label, _, pk = name.partition(":")
        by_type.setdefault(label, []).append(pk)
    for label, keys in by_type.items():
        model = apps.get_model(label)
        for start in range(0, len(keys), READ_AT_ONCE):
            some = keys[start : start + READ_AT_ONCE]
            found = {str(row.pk): row for row in model._default_manager.filter(pk__in=some)}
            yield from ((f"{label}:{pk}", found.get(pk)) for pk in some)
