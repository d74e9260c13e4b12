"""What the prosecutor's file says of its own records: do they still say what was sealed when they were written?

The journal's chain is walked whole, each record's content is recomputed, each custody chain too (file_things.custody).
"""

from django.db.models import Model

from arariwa.cases.models import Case, CaseFact, Qualification
from arariwa.core import contents, journal
from arariwa.core.domain.chain import Break
from arariwa.evidence.models import Intervention, Item
from arariwa.law import queries as law
from arariwa.law import reading

JOURNAL_BREAKS = {
    "gap": "falta el asiento anterior",
    "previous": "no sigue al anterior",
    "content": "el contenido fue cambiado",
    "head": "faltan asientos al final",
}
SHOWN = 5


def faults(
    case: Case, interventions: list[Intervention], items: list[Item], *, custody: bool, breaks: list[Break]
) -> list[dict[str, str]]:
    """What the file must say first, before anything that is merely missing: {what, why} each. `custody`: a chain of
    custody does not hold; `breaks`: of the journal."""
    rows = []
    if breaks:
        rows.append({"what": "Registro de actuaciones íntegro", "why": told(breaks)})
    if custody:
        rows.append(
            {
                "what": "Custodia íntegra",
                "why": "la verificación encontró cadenas alteradas o cortadas; vea la historia de la custodia",
            }
        )
    records = _records(case, interventions, items)
    for found in contents.changed(records.values()):
        rows.append(
            {
                "what": f"{_name(records.get(found.row))} como se registró",
                "why": f"ya no dice lo que selló el asiento {found.seq} del registro de actuaciones",
            }
        )
    return rows


def walked() -> list[Break]:
    """Where the journal's chain does not hold; the whole of it, since a file quotes lines from everywhere in it."""
    return list(journal.verify())


def told(breaks: list[Break]) -> str:
    """The breaks in words, the first few of them."""
    words = [f"asiento {b.seq}: {JOURNAL_BREAKS[b.what]}" for b in breaks[:SHOWN]]
    return "; ".join(words) + (f"; y {len(breaks) - SHOWN} más" if len(breaks) > SHOWN else "")


def _records(case: Case, interventions: list[Intervention], items: list[Item]) -> dict[str, Model]:
    facts = case.facts.select_related("stated_by__person")
    decisions = case.qualifications.select_related("decided_by__person")
    rows = [case, *interventions, *items, *facts, *decisions]
    return {contents.row_of(row): row for row in rows}


def _name(record: object) -> str:
    match record:
        case Item():
            return f"Ítem {record.number or record.order}"
        case Intervention():
            return f"Intervención {record.number}"
        case CaseFact():
            return f"Hecho «{law.term_label(record.path)}», declarado por {record.stated_by.person},"
        case Qualification():
            return (
                f"Decisión sobre el {reading.with_articles(record.offence)}, de {record.decided_by.person},"
            )
        case Case():
            return f"Carpeta {record.number}"
    return "Hecho, decisión o archivo de esta carpeta"
