"""One line for each thing done. Lines are collected by the running action and written last, in one go."""

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from arariwa.core.actor import Actor
from arariwa.core.domain import chain
from arariwa.core.models.journal import JournalEntry, JournalHead

# A fact is a code, an id, a number as text: never a sentence, so that the journal cannot leak what people wrote.
FACT = re.compile(r"[\w.:@/+\-]{0,120}", re.UNICODE)


@dataclass
class Line:
    """A line waiting to be written."""

    verb: str
    record_type: str
    record: str
    compartment: UUID | None
    facts: Mapping[str, Any]
    by: Actor | None
    at: datetime = field(default_factory=timezone.now)


_open: ContextVar[list[Line] | None] = ContextVar("open_journal_lines", default=None)


def write(by: Actor | None, verb: str, record: models.Model, **facts: Any) -> None:
    """Add a line to the running action. `verb` past tense, such as "custody.transferred"; `by` None: the system itself.

    ValueError when a fact is not a code, id or number.
    """
    lines = _open.get()
    if lines is None:
        raise RuntimeError("the journal is written from inside an action only")
    lines.append(
        Line(verb, record._meta.label_lower, str(record.pk), _compartment(record), _clean(facts), by)
    )


def _compartment(record: models.Model) -> UUID | None:
    value: Any = record
    path = getattr(record, "compartment_path", "")
    for step in path.split("__") if path else []:
        value = getattr(value, step)
    return value.pk if path else None


def _clean(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _fact(key, value) for key, value in facts.items() if value is not None}


def _fact(key: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_fact(key, each) for each in value]
    if isinstance(value, bool | int):
        return value
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if not FACT.fullmatch(text):
        raise ValueError(f"journal fact {key} is not a code: {text!r}")
    return text


def content(entry: JournalEntry) -> dict[str, Any]:
    """What of an entry is sealed by its hash."""
    return {
        "seq": entry.seq,
        "at": _moment(entry.at),
        "exercise_at": _moment(entry.exercise_at),
        "person": str(entry.person) if entry.person else None,
        "membership": str(entry.membership) if entry.membership else None,
        "verb": entry.verb,
        "record_type": entry.record_type,
        "record": entry.record,
        "compartment": str(entry.compartment) if entry.compartment else None,
        "facts": entry.facts,
    }


def _moment(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None


def append(lines: list[Line]) -> None:
    """Write the lines at the end of the chain; the head row stays locked until the transaction ends."""
    if not lines:
        return
    head, _ = JournalHead.objects.select_for_update().get_or_create(id=1, defaults={"hash": chain.START})
    entries, seq, previous = [], head.seq, head.hash
    for line in lines:
        seq += 1
        entry = JournalEntry(
            seq=seq,
            at=line.at,
            exercise_at=line.by.now if line.by and line.by.exercise else None,
            person=line.by.person.pk if line.by else None,
            membership=line.by.membership.pk if line.by else None,
            verb=line.verb,
            record_type=line.record_type,
            record=line.record,
            compartment=line.compartment,
            facts=line.facts,
            previous=previous,
        )
        entry.hash = previous = chain.link(previous, content(entry))
        entries.append(entry)
    JournalEntry.objects.bulk_create(entries)
    head.seq, head.hash = seq, previous
    head.save()


def verify() -> Iterator[chain.Break]:
    """Walk the whole chain and its head; yields each place where it does not hold."""
    last = (0, chain.START)

    def rows() -> Iterator[tuple[int, str, str, Mapping[str, object]]]:
        nonlocal last
        for entry in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
            last = (entry.seq, entry.hash)
            yield entry.seq, entry.previous, entry.hash, content(entry)

    yield from chain.breaks(rows())
    head = JournalHead.objects.filter(id=1).first()
    if head and (head.seq, head.hash) != last:
        yield chain.Break(head.seq, "head")
    if head is None and last[0]:
        yield chain.Break(last[0], "head")
