"""The extract of the journal in the prosecutor's file. Shape: docs/papers.md (carpeta.es.typ, `journal`)."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from arariwa.cases import file_integrity
from arariwa.cases.file_numbers import Numbers
from arariwa.cases.file_things import LONGEST_RUN
from arariwa.cases.models import Case
from arariwa.cases.words import times
from arariwa.core import formatting, journal_words
from arariwa.core.domain.chain import Break
from arariwa.core.models import JournalEntry
from arariwa.evidence import acta
from arariwa.evidence import queries as evidence
from arariwa.evidence.models import Intervention, Item

ES = "es"
MOST_JOURNAL_LINES = 20_000


def journal(
    case: Case, interventions: list[Intervention], items: list[Item], numbers: Numbers, breaks: list[Break]
) -> dict[str, Any]:
    """Lines of the journal about these records; the same act several times, one after another, stands once.

    `breaks`: where the chain of the whole journal does not hold.
    """
    by_id: dict[UUID | str, Item] = {str(i.pk): i for i in items}
    ids = [case.pk, *(i.pk for i in interventions), *(i.pk for i in items)]
    history = evidence.history(ids, MOST_JOURNAL_LINES)
    offices = journal_words.offices(history, ES)
    told = [row for row in journal_words.told(history, ES, offices) if row[0].verb != "access.granted"]
    more = f" Solo los primeros {formatting.number(MOST_JOURNAL_LINES)} asientos."
    lines = []
    for (who, what), run in groupby(told, key=lambda row: row[1:]):
        entries = [row[0] for row in run]
        first, last = entries[0], entries[-1]
        lines.append(
            {
                "seq": f"{first.seq}" if first is last else f"{first.seq}–{last.seq}",
                "at": f"{formatting.day_short(first.at)}, {formatting.hour(first.at, ES)}",
                "who": who,
                "what": _what(entries, what, _things(entries, by_id), numbers, offices),
            }
        )
    return {
        "note": "Qué se hizo en el sistema y cuándo se hizo; la hora es la del registro, que puede ser posterior al hecho. "
        f"Los permisos de acceso no se listan.{more if len(history) == MOST_JOURNAL_LINES else ''} "
        "Cada asiento lleva la huella del anterior; al componer esta carpeta se recorrió "
        + (
            f"todo el registro: NO íntegro ({file_integrity.told(breaks)})."
            if breaks
            else "todo el registro: íntegro."
        ),
        "close": acta.closing(len(lines), "línea", "líneas", feminine=True),
        "lines": lines,
    }


def _things(entries: list[JournalEntry], by_id: Mapping[UUID | str, Item]) -> list[Item]:
    return [by_id[record] for record in dict.fromkeys(e.record for e in entries) if record in by_id]


def _what(
    entries: list[JournalEntry],
    once: str,
    items: list[Item],
    numbers: Numbers,
    offices: Mapping[str, str],
) -> str:
    """One act, or the same act several times; of items, which ones."""
    named = numbers.named(items) if items else ""
    which = f" ({named})" if named and len(named) <= LONGEST_RUN else ""
    to = offices.get(entries[0].facts.get("to", ""), "")
    return times(entries[0].verb, once, len(entries), to) + which
