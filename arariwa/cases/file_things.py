"""The parts of the prosecutor's file on things: specimens with their protection, custody, the journal's extract.

Shapes: docs/papers.md (carpeta.es.typ, `things`, `custody`, `journal`).
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from arariwa.cases import file_integrity
from arariwa.cases.models import Case
from arariwa.core import formatting, journal_words
from arariwa.core.domain.chain import Break
from arariwa.core.domain.spans import Span
from arariwa.evidence import acta, integrity
from arariwa.evidence import queries as evidence
from arariwa.evidence.chain import moment_of
from arariwa.evidence.choices import Kind, LinkKind, SealState, Taking, Why
from arariwa.evidence.models import CustodyLink, Intervention, Item
from arariwa.law import queries as law
from arariwa.law.domain.protection import Protection

ES = "es"
Look = Callable[[str, Span], Protection | None]
GROUPS = {Taking.LEFT: "Dejado en el lugar", Taking.SEEN: "Visto, no tomado"}
# What taking is called depends on the legal act; unnamed acts are only "tomado".
TAKEN = {
    "flagrancy": "Incautado",
    "search_order": "Incautado",
    "find": "Recogido",
    "voluntary": "Entregado voluntariamente",
    "administrative": "Decomisado (medida administrativa)",
    "customs": "Inmovilizado",
    "abroad": "Incautado en el extranjero",
}
CERTAINTY = {
    "reported": "Nombre científico tal como se reportó; sin pericia",
    "proposed": "Propuesto por el nombre escrito; sin pericia",
    "official": "Identificado por un funcionario; sin pericia",
    "expert": "Identificado por pericia",
}
SEALS = {
    SealState.WHOLE: "íntegro",
    SealState.BROKEN: "roto o alterado",
    SealState.NONE: "",
    SealState.UNKNOWN: "",
}
BREAKS = {
    "gap": "falta un eslabón",
    "previous": "no sigue al anterior",
    "content": "el contenido fue cambiado",
    "time": "la hora retrocede",
}
# Beyond this many things a summary stands before the list.
SUMMARY_FROM = 120
MOST_JOURNAL_LINES = 20_000


def group_of(item: Item) -> str:
    """Taken under which name, left, or only seen."""
    return GROUPS.get(Taking(item.taking)) or TAKEN.get(item.intervention.began, "Tomado; acto no informado")


def to_identify(items: list[Item]) -> list[dict[str, str]]:
    """The question of the species, for the specimens whose name leaves it open."""
    table = law.species().taxa
    specimens = [(n, i) for n, i in enumerate(items, 1) if i.kind == Kind.SPECIMEN]
    open_ones = [
        n for n, i in specimens if not i.taxon or i.taxon not in table or table[i.taxon].rank != "species"
    ]
    if not open_ones:
        return []
    word = "Ítem" if len(open_ones) == 1 else "Ítems"
    return [
        {
            "what": f"¿Qué especie es? {word} {_numbers(open_ones)}",
            "how": "Disponga la pericia de identificación.",
            "for": "protección y agravantes",
        }
    ]


def things(items: list[Item], several: bool) -> dict[str, Any]:
    """Every thing with what protected it on the day of the facts. `several`: name the intervention of each."""
    table = law.species()

    @cache
    def look(taxon: str, span: Span) -> Protection | None:
        return table.protection(taxon, span) if taxon in table.taxa else None

    rows = [
        _specimen(n, i, several, look) if i.kind == Kind.SPECIMEN else _other(n, i, several)
        for n, i in enumerate(items, 1)
    ]
    return {
        "note": "Nombre tal como se reportó; la identificación es propuesta mientras no haya pericia.",
        "close": acta.closing(len(items)),
        "summary": _summary(items) if len(items) > SUMMARY_FROM else [],
        "list": rows,
    }


def _summary(items: list[Item]) -> list[dict[str, str]]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.reported_as, group_of(item)), []).append(item)
    return [
        {
            "what": name,
            "items": formatting.number(len(rows)),
            "quantity": _amounts(rows),
            "protection": f"{group}; ver la relación",
        }
        for (name, group), rows in sorted(groups.items(), key=lambda g: -len(g[1]))[:60]
    ]


def _amounts(items: list[Item]) -> str:
    totals: dict[str, Any] = {}
    for item in items:
        if item.quantity is not None:
            totals[item.unit or "unit"] = totals.get(item.unit or "unit", 0) + item.quantity
    return formatting.listing([formatting.quantity(v, unit, ES) for unit, v in totals.items()], ES)


def _base(n: int, item: Item, several: bool) -> dict[str, Any]:
    details = (
        item.scientific_as_reported and f"nombre científico reportado: {item.scientific_as_reported}",
        acta.condition(item) or ("" if item.kind != Kind.SPECIMEN else "estado no informado"),
        item.state,
        item.found_where,
        item.identifier,
        item.description,
        {"yes": "lo ampara un permiso o guía", "no": "sin permiso o guía que lo ampare"}.get(
            item.on_permit, ""
        ),
    )
    return {
        "n": n,
        "number": item.number,
        "intervention": item.intervention.number if several else "",
        "group": group_of(item),
        "reported": item.reported_as,
        "quantity": acta.quantity_of(item, ES),
        "detail": "; ".join(x for x in details if x),
    }


def _specimen(n: int, item: Item, several: bool, look: Look) -> dict[str, Any]:
    span, one = item.intervention.facts, item.taxon
    found = look(one, span) if one else None
    wide = found is not None and found.rank != "species"
    protection = [_protected(look(taxon, span), taxon, named=not one) for taxon in item.taxa[:6]]
    if wide:
        protection.append(
            {"text": "La protección depende de la especie: disponga la pericia de identificación."}
        )
    return {
        "kind": "specimen",
        **_base(n, item, several),
        "taxon": (f"{one}, sin precisar la especie" if wide else one) or None,
        "certainty": CERTAINTY.get(item.identified_by, "falta identificar: disponga la pericia"),
        "alternatives": [] if one else item.taxa,
        "protection": protection
        or [{"text": "No se puede decir mientras no se identifique: disponga la pericia."}],
    }


def _protected(told: Protection | None, taxon: str, *, named: bool) -> dict[str, str]:
    if told is None:
        return {"taxon": taxon if named else "", "text": "no figura en la tabla de especies"}
    return {
        "taxon": taxon if named else "",
        "text": told.sentence(ES),
        "source": "; ".join(told.sources),
        "confidence": law.confidence_word(told.confidence, ES),
    }


def _other(n: int, item: Item, several: bool) -> dict[str, Any]:
    return {"kind": "other", **_base(n, item, several), "role": str(item.get_kind_display())}


def custody(items: list[Item]) -> dict[str, Any]:
    """The chain of each item taken, verified now; items that went the same way stand together."""
    taken = [i for i in items if i.taking == Taking.TAKEN]
    chains, told = evidence.chains(taken), integrity.links_told(taken)
    rows, broken = [], 0
    for same, group in groupby(
        ((i, _chain(chains.get(i.pk, []), told[i.pk])) for i in taken), key=lambda pair: pair[1]
    ):
        links, note = same
        members = [i for i, _ in group]
        broken += len(members) if note else 0
        rows.append(
            {
                "n": _numbers([i.order for i in members]),
                "what": "; ".join(f"{i.reported_as}, {acta.quantity_of(i, ES)}" for i in members[:12])
                + ("; y otros" if len(members) > 12 else ""),
                "holder": links[-1][LINK.index("to")].split(";")[0] if links else "",
                "links": [dict(zip(LINK, link, strict=True)) for link in links],
                "note": note or "Verificación: íntegra, sin cambios.",
            }
        )
    return {
        "note": "Cada eslabón lleva la huella del anterior. Al componer esta carpeta se verificaron "
        f"{formatting.number(len(taken))} {'cadena' if len(taken) == 1 else 'cadenas'}; íntegras: {formatting.number(len(taken) - broken)}.",
        "items": rows,
    }


LINK = ("n", "at", "from", "to", "place", "reason", "seal", "state")


def _chain(links: list[CustodyLink], told: int) -> tuple[tuple[tuple[Any, ...], ...], str]:
    wrong = [
        f"el registro de actuaciones cuenta {told} eslabones y hay {len(links)}"
        if b.what == "length"
        else f"eslabón {b.seq}: {BREAKS[b.what]}"
        for b in integrity.chain_breaks(links, told)
    ]
    note = "; ".join(wrong)
    rows = tuple(_link(a, b) for a, b in zip([None, *links], links, strict=False))
    return rows, f"Verificación: NO íntegra ({note})." if wrong else ""


def _link(before: CustodyLink | None, link: CustodyLink) -> tuple[Any, ...]:
    reasons = (LinkKind(link.kind).label, Why(link.why).label if link.why else "", link.note)
    return (
        link.seq,
        link_moment(link),
        before.holder.name_es if before else "lugar de los hechos",
        f"{link.holder.name_es}; registró {link.keeper.person}",
        link.place,
        "; ".join(str(x) for x in reasons if x),
        link.seal or ("–" if link.seal_state == SealState.NONE else ""),
        SEALS[SealState(link.seal_state)],
    )


def link_moment(link: CustodyLink) -> str:
    """When, as well as it is known."""
    at = moment_of(link)
    return (
        formatting.moment(at, ES)
        if isinstance(at, datetime)
        else f"{formatting.span(at, ES)}, hora no informada"
    )


def _numbers(numbers: list[int]) -> str:
    """ "1 a 4, 6": runs of neighbours together."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(
        str(r[0]) if len(r) == 1 else f"{r[0]} {'y' if len(r) == 2 else 'a'} {r[-1]}" for r in runs
    )


def journal(
    case: Case, interventions: list[Intervention], items: list[Item], breaks: list[Break]
) -> dict[str, Any]:
    """Lines of the journal about these records; the same act on several items, one after another, stands once.

    `breaks`: where the chain of the whole journal does not hold.
    """
    order: dict[UUID | str, int] = {str(i.pk): i.order for i in items}
    ids = [case.pk, *(i.pk for i in interventions), *(i.pk for i in items)]
    told = [
        row
        for row in journal_words.told(evidence.history(ids, MOST_JOURNAL_LINES), ES)
        if row[0].verb != "access.granted"
    ]
    lines = []
    for (who, what), run in groupby(told, key=lambda row: row[1:]):
        entries = [row[0] for row in run]
        numbers = sorted(order[e.record] for e in entries if e.record in order)
        first, last = entries[0], entries[-1]
        lines.append(
            {
                "seq": f"{first.seq}" if first is last else f"{first.seq}–{last.seq}",
                "at": formatting.moment_brief(first.at, ES),
                "who": who,
                "what": what
                + (
                    f" (ítems {_numbers(numbers)})"
                    if len(numbers) > 1
                    else f" (ítem {numbers[0]})"
                    if numbers
                    else ""
                ),
            }
        )
    return {
        "note": "Qué se hizo en el sistema y cuándo se hizo; la hora es la del registro, que puede ser posterior al hecho. "
        "Los permisos de acceso no se listan. Cada asiento lleva la huella del anterior; al componer esta carpeta se recorrió "
        + (
            f"todo el registro: NO íntegro ({file_integrity.told(breaks)})."
            if breaks
            else "todo el registro: íntegro."
        ),
        "close": acta.closing(len(lines), "línea", "líneas", feminine=True),
        "lines": lines,
    }
