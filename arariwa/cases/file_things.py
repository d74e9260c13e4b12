"""The parts of the prosecutor's file on things: specimens with their protection, and custody.

Shapes: docs/papers.md (carpeta.es.typ, `things`, `custody`).
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from arariwa.cases import fact_words
from arariwa.cases.file_numbers import Numbers
from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.evidence import acta, integrity
from arariwa.evidence import queries as evidence
from arariwa.evidence.chain import moment_of
from arariwa.evidence.choices import Kind, LinkKind, SealState, Taking, Why
from arariwa.evidence.models import CustodyLink, Item
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
# Beyond this many things a summary stands before the list, with at most so many rows.
SUMMARY_FROM = 120
MOST_GROUPS = 60
NOT_IN_TABLE = "No figura en la tabla de especies de este sistema"
# A run of item numbers longer than this is told by its count.
LONGEST_RUN = 120


def group_of(item: Item) -> str:
    """Taken under which name, left, or only seen."""
    return GROUPS.get(Taking(item.taking)) or TAKEN.get(item.intervention.began, "Tomado; acto no informado")


def to_identify(items: list[Item], numbers: Numbers, decides: list[str]) -> list[dict[str, str]]:
    """The question of the species, once, for the specimens whose name leaves it open. `decides`: for what the law asks it."""
    table = law.species().taxa
    open_ones = [
        i
        for i in items
        if i.kind == Kind.SPECIMEN
        and (not i.taxon or i.taxon not in table or table[i.taxon].rank != "species")
    ]
    if not open_ones and not decides:
        return []
    which = f"{numbers.named(open_ones).capitalize()}." if open_ones else ""
    if len(which) > LONGEST_RUN:
        which = f"{formatting.number(len(open_ones))} ítems, como señala la relación completa."
    return [
        {
            "what": f"¿Qué especie es? {which}".strip(),
            **how_to_find_out("specimen.taxa"),
            "for": "; ".join(["protección del espécimen", *dict.fromkeys(decides)]),
        }
    ]


def how_to_find_out(path: str) -> dict[str, str]:
    """The inquiry that answers a question, with its legal basis or time limit where one is known."""
    inquiry = fact_words.inquiry_for(path)
    return {"how": inquiry.how, "by": inquiry.basis} if inquiry else {}


def things(items: list[Item], numbers: Numbers) -> dict[str, Any]:
    """Every thing with what protected it on the day of the facts; of very many, a summary first."""
    table = law.species()

    @cache
    def look(taxon: str, span: Span) -> Protection | None:
        return table.protection(taxon, span) if taxon in table.taxa else None

    rows = [
        _specimen(i, numbers, look) if i.kind == Kind.SPECIMEN else {"kind": "other", **_other(i, numbers)}
        for i in items
    ]
    return {
        "note": "Nombre tal como se reportó; la identificación es propuesta mientras no haya pericia.",
        "close": acta.closing(len(items)),
        "summary": _summary(items, look) if len(items) > SUMMARY_FROM else [],
        "list": rows,
    }


def _summary(items: list[Item], look: Look) -> list[dict[str, str]]:
    """Items of one name, group and identification in one row, the most frequent first; the rest is counted."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Item]] = {}
    for item in items:
        groups.setdefault((item.reported_as, group_of(item), tuple(item.taxa)), []).append(item)
    ordered = sorted(groups.items(), key=lambda g: -len(g[1]))
    rows = [
        {
            "what": f"{name} ({group.lower()})",
            "items": formatting.number(len(rows)),
            "quantity": amounts(rows),
            "protection": _protection_in_short(rows[0], look),
        }
        for (name, group, _taxa), rows in ordered[:MOST_GROUPS]
    ]
    if rest := [item for _key, group in ordered[MOST_GROUPS:] for item in group]:
        names = len(ordered) - MOST_GROUPS
        rows.append(
            {
                "what": f"Otros {formatting.number(names)} nombres" if names > 1 else "Otro nombre",
                "items": formatting.number(len(rest)),
                "quantity": amounts(rest),
                "protection": "Ver la relación completa",
            }
        )
    return rows


def _protection_in_short(item: Item, look: Look) -> str:
    if item.kind != Kind.SPECIMEN:
        return "no corresponde"
    if not item.taxon:
        return "Falta identificar la especie"
    found = look(item.taxon, item.intervention.facts)
    return f"{item.taxon}: {found.sentence(ES)}" if found else f"{item.taxon}: {NOT_IN_TABLE}"


def amounts(items: Iterable[Item]) -> str:
    """The quantities of several items added up by unit: "45 kg y 3 animales vivos"; what has none is said."""
    totals: dict[str, Decimal] = {}
    money: dict[str, Decimal] = {}
    without = 0
    for item in items:
        if item.money is not None:
            money[item.currency or "PEN"] = money.get(item.currency or "PEN", Decimal(0)) + item.money
        elif item.quantity is not None:
            totals[item.unit or "unit"] = totals.get(item.unit or "unit", Decimal(0)) + item.quantity
        else:
            without += 1
    told = [formatting.quantity(v, unit, ES) for unit, v in totals.items()]
    told += [formatting.money(v, currency, ES) for currency, v in money.items()]
    if without and told:
        told.append(f"{formatting.number(without)} sin cantidad informada")
    return formatting.listing(told, ES) if told else "cantidad no informada"


def _base(item: Item, numbers: Numbers) -> dict[str, Any]:
    state = acta.condition(item)
    details = (
        item.scientific_as_reported != item.reported_as
        and item.scientific_as_reported
        and f"nombre científico reportado: {item.scientific_as_reported}",
        # "3 animales vivos" says it already
        ("" if item.unit == "live_animal" else "estado no informado")
        if item.kind == Kind.SPECIMEN and (not state or (state == "vivo" and item.unit == "live_animal"))
        else state,
        item.state,
        item.found_where,
        item.identifier,
        item.description,
        {"yes": "lo ampara un permiso o guía", "no": "sin permiso o guía que lo ampare"}.get(
            item.on_permit, ""
        ),
    )
    return {
        "n": numbers.one(item),
        "number": item.number,
        "group": group_of(item),
        "reported": item.reported_as,
        "quantity": acta.quantity_of(item, ES),
        "detail": "; ".join(x for x in details if x),
    }


def _specimen(item: Item, numbers: Numbers, look: Look) -> dict[str, Any]:
    span, one = item.intervention.facts, item.taxon
    found = look(one, span) if one else None
    wide = found is not None and found.rank != "species"
    protection = [_protected(look(taxon, span), taxon, named=not one) for taxon in item.taxa[:6]]
    if wide:
        protection.append({"text": "La protección depende de la especie, por identificar mediante pericia."})
    return {
        "kind": "specimen",
        **_base(item, numbers),
        "taxon": one or None,
        "precision": "sin precisar la especie" if wide else "",
        "certainty": CERTAINTY.get(item.identified_by, "Por identificar mediante pericia"),
        "alternatives": [] if one else item.taxa,
        "protection": protection
        or [{"text": "No se puede decir mientras no se identifique mediante pericia."}],
    }


def _protected(told: Protection | None, taxon: str, *, named: bool) -> dict[str, str]:
    if told is None:
        return {"taxon": taxon if named else "", "text": NOT_IN_TABLE}
    return {
        "taxon": taxon if named else "",
        "text": told.sentence(ES),
        "source": "; ".join(told.sources),
        "confidence": law.confidence_word(told.confidence, ES),
    }


def _other(item: Item, numbers: Numbers) -> dict[str, Any]:
    return {**_base(item, numbers), "role": str(item.get_kind_display())}


def custody(items: list[Item], numbers: Numbers | None = None) -> dict[str, Any]:
    """The chain of each item taken, verified now; items that went the same way stand together."""
    numbers = numbers or Numbers()
    taken = [i for i in items if i.taking == Taking.TAKEN]
    chains, told, offered = evidence.chains(taken), integrity.links_told(taken), evidence.offered(taken)
    rows, broken, held = [], 0, dict[str, int]()
    for same, group in groupby(
        ((i, (*_chain(chains.get(i.pk, []), told[i.pk]), offered.get(i.pk))) for i in taken),
        key=lambda pair: pair[1],
    ):
        links, note, to = same
        members = [i for i, _ in group]
        broken += len(members) if note else 0
        holder = links[-1][LINK.index("to")].split(";")[0] if links else ""
        if to:
            # Custody moves only when it accepts: until then both are said.
            holder = f"{holder}. Entrega ofrecida a {to.name_es}, por aceptar"
        held[holder] = held.get(holder, 0) + len(members)
        rows.append(
            {
                "n": numbers.runs(members),
                "what": "; ".join(f"{i.reported_as}, {acta.quantity_of(i, ES)}" for i in members[:12])
                + ("; y otros" if len(members) > 12 else ""),
                "holder": holder,
                "links": [dict(zip(LINK, link, strict=True)) for link in links],
                "note": note or "Verificación: íntegra, sin cambios.",
            }
        )
    return {
        "note": "Cada eslabón lleva la huella del anterior. Al componer esta carpeta "
        f"{'se verificó' if len(taken) == 1 else 'se verificaron'} "
        f"{formatting.number(len(taken))} {'cadena' if len(taken) == 1 else 'cadenas'}; íntegras: {formatting.number(len(taken) - broken)}.",
        "summary": [{"holder": holder, "items": formatting.number(n)} for holder, n in held.items()]
        if len(taken) > SUMMARY_FROM
        else [],
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
    reasons = (str(LinkKind(link.kind).label), str(Why(link.why).label) if link.why else "", link.note)
    return (
        link.seq,
        link_moment(link),
        before.holder.name_es if before else "Lugar de los hechos",
        f"{link.holder.name_es}; registró {link.keeper.person}",
        link.place,
        ". ".join(x.rstrip(".") for x in reasons if x),
        evidence.seal_told(link.seal, link.seal_state),
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
