"""The prosecutor's file (carpeta fiscal): gathered from the records, custody verified, set as one paper.

The record's shape is docs/papers.md (carpeta.es.typ). The file is a procedural paper, so it is in Spanish.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from arariwa.cases import queries
from arariwa.cases.models import Case, Qualification
from arariwa.core import access, files, formatting, journal_words
from arariwa.core.actor import Actor
from arariwa.core.domain.spans import Span
from arariwa.core.paper import Paper, render
from arariwa.evidence import acta
from arariwa.evidence import queries as evidence
from arariwa.evidence.choices import Kind, LinkKind, Part, SealState, Taking, Told, Why
from arariwa.evidence.models import CustodyLink, Intervention, Item
from arariwa.law import queries as law

ES = "es"
Progress = Callable[[int, int, str], None]
GROUPS = {Taking.TAKEN: "Incautado", Taking.LEFT: "Dejado en el lugar", Taking.SEEN: "Visto, no tomado"}
DECISIONS = {
    "accepted": "Aceptada",
    "rejected": "Rechazada",
    "added": "Agregada por el fiscal",
    None: "Propuesta sin decisión",
}
STATES = {"satisfied": "satisfied", "contradicted": "contradicted"}
SEAL_STATES = {
    SealState.WHOLE: "íntegro",
    SealState.BROKEN: "roto o alterado",
    SealState.NONE: "sin precinto",
    SealState.UNKNOWN: "no informado",
}
MOST_JOURNAL_LINES = 2000


@dataclass(frozen=True)
class Made:
    """The paper, its state (such as "ejercicio") and the bytes of its annexes by name."""

    paper: Paper
    state: str
    annexes: Mapping[str, bytes]


def make(by: Actor, case_id: UUID, progress: Progress = lambda done, total, step: None) -> Made:
    """The file of a case the actor may act on."""
    case = access.get(
        Case.objects.select_related("office__institution", "lead__person", "compartment"), by, pk=case_id
    )
    access.require(by, access.ACT, case)
    with translation.override(ES):
        record, attached = case_record(case, by, progress)
        progress(4, 5, "job.setting")
        paper = render(
            record,
            folder=settings.PACKS / "pe" / "documents",
            template="carpeta.es.typ",
            issued_at=timezone.localtime(by.now),
            files=attached,
        )
    progress(5, 5, "job.done")
    return Made(paper, ",".join(record["frame"]["state"]), attached)


def case_record(case: Case, by: Actor, progress: Progress) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The JSON of the file and the bytes of its annexes."""
    progress(0, 5, "job.gathering")
    interventions = queries.interventions_of(case)
    items = [item for i in interventions for item in _items(i, by)]
    progress(1, 5, "job.qualifying")
    law_parts = [_law_of(case, i) for i in interventions]
    progress(2, 5, "job.custody")
    custody = [_custody(item) for item in items if item.taking == Taking.TAKEN]
    progress(3, 5, "job.annexes")
    annexes, attached = _annexes(interventions, by)
    lacking = _missing(case, interventions, law_parts)
    first = interventions[0]
    day = _days(interventions)
    state = ["ejercicio"] if case.compartment.exercise else []
    accepted = [row for part in law_parts for row in part["accepted"]]
    body = {
        "cover": {
            "official_number": case.official_number or None,
            "prosecutor": f"{case.lead.person}, {case.lead.post or case.lead.get_role_display()}",
            "qualification": accepted or "sin calificación decidida",
            "investigated": _investigated(interventions),
            "aggrieved": "El Estado, representado por la procuraduría pública especializada en delitos ambientales",
            "date": day,
            "place": "; ".join(dict.fromkeys(acta.place_of(i) for i in interventions)),
            "stage": "Diligencias preliminares",
            "opened": formatting.day(case.opened_at, ES),
            "subtitle": f"Hechos: {day}",
            "reserve": "Investigación reservada a las partes (CPP 324)",
        },
        "day": day,
        "facts": _facts(case, interventions),
        "interventions": [_intervention(i) for i in interventions],
        "things": _things(items),
        "law": _joined_law(law_parts),
        "todo": [row for part in law_parts for row in part["todo"]],
        "custody": {
            "note": "Cada eslabón lleva la huella del anterior; la verificación se hizo al componer esta carpeta.",
            "items": custody,
        },
        "journal": _journal(case, interventions, items),
        "annexes": annexes,
        "annexes_close": acta.closing(len(annexes), "anexo", "anexos"),
        "closing": {
            "statement": "La calificación es provisional; la decide el fiscal y puede variar con lo que se esclarezca.",
            "signatures": [
                {
                    "name": str(case.lead.person),
                    "post": case.lead.post,
                    "role": case.office.name_es,
                    "pending": "Por firmar",
                    "finger": False,
                }
            ],
        },
    }
    frame = {
        "institution": case.office.institution.name_es,
        "unit": case.office.name_es,
        "number": case.number,
        "title": case.title,
        "subtitle": f"Carpeta fiscal, {acta.place_of(first)}",
        "verify": acta.check_address(),
        "state": state,
        "missing": lacking,
        "missing_title": "Falta en esta carpeta:",
        "record_name": f"carpeta-{case.number}.json",
    }
    return {"paper": "carpeta", "frame": frame, "body": body}, attached


def _items(intervention: Intervention, by: Actor) -> list[Item]:
    rows = Item.objects.filter(intervention=intervention, voided_at=None).select_related(
        "intervention__office"
    )
    return list(access.visible(rows, by).order_by("order"))


def _days(interventions: list[Intervention]) -> str:
    return formatting.listing(list(dict.fromkeys(formatting.span(i.facts, ES) for i in interventions)), ES)


def _investigated(interventions: list[Intervention]) -> list[str] | str:
    names = []
    for i in interventions:
        people = i.participants.filter(part=Part.INTERVENED, voided_at=None)
        names += [p.name or f"{p} (sin nombre registrado)" for p in people]
        if not people and i.persons_reported:
            names.append(
                f"{formatting.number(i.persons_reported)} personas según el informe; sin datos publicados"
            )
    return names or "no informado"


def _facts(case: Case, interventions: list[Intervention]) -> dict[str, Any]:
    paragraphs = [p for p in case.summary.splitlines() if p.strip()] or [_told(i) for i in interventions]
    stated = [
        f"{law.term_label(f.path)}: {law.term_value(f.path, f.value)} (según {f.source}; consignado por {f.stated_by.person})"
        for i in interventions
        for f in queries.standing_facts(case, i)
    ]
    return {
        "paragraphs": paragraphs
        + ([f"Hechos consignados para la calificación. {'; '.join(stated)}."] if stated else []),
        "sources": list(dict.fromkeys(i.source for i in interventions if i.source)),
    }


def _told(intervention: Intervention) -> str:
    """One paragraph from what the record says, nothing added."""
    when, where = formatting.span(intervention.facts, ES), acta.place_of(intervention)
    things = list(intervention.items.filter(voided_at=None).order_by("order"))

    def some(taking: str) -> str:
        found = [f"{t.reported_as}, {acta.quantity_of(t, ES)}" for t in things if t.taking == taking]
        return "; ".join(found[:40]) + ("; y otros" if len(found) > 40 else "")

    exact = intervention.facts.precision == "day"
    sentences = [
        f"{'El' if exact else 'En'} {when}, en {where}, se realizó la intervención {intervention.number}."
    ]
    for taking, verb in (
        (Taking.TAKEN, "Se tomó"),
        (Taking.LEFT, "Se dejó en el lugar"),
        (Taking.SEEN, "Se vio y no se tomó"),
    ):
        if told := some(taking):
            sentences.append(f"{verb}: {told}.")
    if intervention.led_by:
        sentences.append(f"Dirigió: {intervention.led_by}.")
    return " ".join(sentences)


def _intervention(intervention: Intervention) -> dict[str, Any]:
    people = [p for p in intervention.participants.all() if p.voided_at is None]
    hours = [formatting.hour(t, ES) for t in (intervention.start_time, intervention.end_time) if t]
    return {
        "number": intervention.number,
        "began": "" if intervention.began == "unknown" else intervention.get_began_display(),
        "act": intervention.legal_act,
        "date": formatting.span(intervention.facts, ES),
        "hours": " a ".join(hours),
        "place": acta.place_of(intervention),
        "coordinates": intervention.coordinates,
        "written": intervention.written_place,
        "point": "" if intervention.point == "unknown" else intervention.get_point_display(),
        "authority": intervention.led_by,
        "participants": [
            ", ".join(x for x in (p.name, p.post, p.unit) if x)
            for p in people
            if p.part not in (Part.INTERVENED, Part.WITNESS)
        ],
        "prosecutor": ""
        if intervention.prosecutor_told == Told.UNKNOWN
        else f"{intervention.get_prosecutor_told_display()} {intervention.prosecutor_name}".strip(),
        "persons": [
            f"{p.get_part_display()}: {p.name or 'sin nombre registrado'}"
            for p in people
            if p.part in (Part.INTERVENED, Part.WITNESS)
        ],
        "actas": [],
        "note": f"Registrado según: {intervention.source}" if intervention.source else "",
    }


def _things(items: list[Item]) -> dict[str, Any]:
    rows = [_specimen(n, i) if i.kind == Kind.SPECIMEN else _other(n, i) for n, i in enumerate(items, 1)]
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(GROUPS[Taking(item.taking)], []).append(item)
    return {
        "note": "Nombre tal como se reportó; la identificación es propuesta mientras no haya pericia.",
        "close": acta.closing(len(items)),
        "summary": [
            {
                "what": name,
                "items": formatting.number(len(rows_)),
                "quantity": _amounts(rows_),
                "protection": "",
            }
            for name, rows_ in groups.items()
        ],
        "list": rows,
    }


def _amounts(items: list[Item]) -> str:
    totals: dict[str, Any] = {}
    for item in items:
        if item.quantity is not None:
            totals[item.unit or "unit"] = totals.get(item.unit or "unit", 0) + item.quantity
    return formatting.listing([formatting.quantity(v, unit, ES) for unit, v in totals.items()], ES)


def _base(n: int, item: Item) -> dict[str, Any]:
    return {
        "n": n,
        "number": item.number,
        "intervention": item.intervention.number,
        "group": GROUPS[Taking(item.taking)],
        "reported": item.reported_as,
        "quantity": acta.quantity_of(item, ES),
        "detail": "; ".join(
            x
            for x in (
                item.scientific_as_reported and f"nombre científico reportado: {item.scientific_as_reported}",
                item.get_condition_display() if item.condition != "unknown" else "estado no informado",
                item.found_where,
                item.description,
                {"yes": "figuraba en el permiso", "no": "no figuraba en el permiso"}.get(item.on_permit, ""),
            )
            if x
        ),
    }


def _specimen(n: int, item: Item) -> dict[str, Any]:
    span = item.intervention.facts
    certainty = {
        "reported": "tal como se reportó, sin pericia",
        "proposed": "propuesto por el nombre escrito, sin pericia",
        "official": "identificado por funcionario",
        "expert": "identificado por pericia",
    }.get(item.identified_by, "")
    open_name = len(item.taxa) > 1
    return {
        "kind": "specimen",
        **_base(n, item),
        "taxon": item.taxon or None,
        "certainty": certainty or "falta identificar: disponga la pericia",
        "alternatives": item.taxa if open_name else [],
        "protection": [
            {
                "taxon": taxon if open_name else "",
                "text": told.sentence(ES),
                "source": "; ".join(told.sources),
                "confidence": law.confidence_word(told.confidence, ES),
            }
            for taxon in item.taxa[:6]
            for told in [law.protection_of(taxon, span)]
        ]
        or [
            {"text": "no se puede decir mientras no se identifique el taxón", "source": "", "confidence": ""}
        ],
    }


def _other(n: int, item: Item) -> dict[str, Any]:
    return {"kind": "other", **_base(n, item), "role": item.get_kind_display()}


def _law_of(case: Case, intervention: Intervention) -> dict[str, Any]:
    """Qualification of one intervention: the engine's answer and what the prosecutor decided."""
    verdict = queries.verdict_of(case, intervention)
    decided = queries.standing_qualifications(case, intervention)
    several = case.links.count() > 1
    shown = [o for o in verdict["considered"] if o["kind"] == "base" or o["id"] in decided]
    listed = {o["id"] for o in verdict["offences"]} | {
        o["id"] for o in verdict["considered"] if o["role"] in ("alternative", "concurrent")
    }
    offences = [
        _offence(o, verdict, decided.get(o["id"]), intervention if several else None)
        for o in shown
        if o["id"] in listed or o["id"] in decided
    ]
    return {
        "offences": offences,
        "accepted": [
            f"{o['name']['es']} ({o['source']['short']})"
            for o in _sourced(verdict)
            if decided.get(o["id"]) and decided[o["id"]].decision in ("accepted", "added")
        ],
        "decided": bool(decided),
        "disputed": [_disputed(r) for r in verdict["readings"]],
        "discarded": [
            {"name": o["name"]["es"], "why": _why_not(o), "source": source_text(o["source"])}
            for o in verdict["considered"]
            if o["id"] not in listed and o["id"] not in decided and o["role"] == "excluded"
        ],
        "todo": [
            {
                "what": f["ask"]["es"],
                "how": (f["changes"] or {}).get("es", ""),
                "for": formatting.listing(f["decides"][:4], ES),
            }
            for f in verdict["to_find_out"][:12]
        ],
        "note": [w["text"]["es"] for w in verdict["warnings"]],
        "as_of": f"Ley vigente: {verdict['law_date']}. Huella del paquete de ley: {verdict['pack_fingerprint'][:24]}. Revisión jurídica: {REVIEWS[verdict['review']]}.",
    }


REVIEWS = {"unreviewed": "pendiente", "reviewed": "revisada", "disputed": "discutida"}


def _sourced(verdict: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**o, "source": {**o["source"], "short": source_text(o["source"])}} for o in verdict["considered"]
    ]


def source_text(source: dict[str, Any]) -> str:
    """Norm and article of a source as a reader cites it."""
    return ", ".join(
        x
        for x in (
            law.norm_short(source.get("norm") or "", ES),
            f"art. {source['article']}" if source.get("article") else "",
        )
        if x
    )


def _offence(
    offence: dict[str, Any],
    verdict: dict[str, Any],
    decision: Qualification | None,
    intervention: Intervention | None,
) -> dict[str, Any]:
    name = offence["name"]["es"]
    return {
        "name": f"{name} — {intervention}" if intervention else name,
        "article": source_text(offence["source"]),
        "in_force": f"vigente desde el {formatting.day(Span.parse(offence['in_force_from']).start, ES)}",
        "status": {"firm": "satisfied", "no": "contradicted"}.get(offence["status"], "unknown"),
        "penalty": penalty_text(offence["penalty"]),
        "penalty_source": source_text(offence["source"]),
        "elements": [_element(e) for e in offence["elements"]],
        "aggravations": [
            {"num": f"num. {a['num']}" if a["num"] is not None else "", **_element(e)}
            for a in verdict["considered_aggravations"]
            if offence["id"] in a["raises"] and a["status"] != "no"
            for e in a["elements"][:1]
        ],
        "decision": _decision(decision),
        "note": (offence.get("note") or {}).get("es", ""),
    }


def penalty_text(penalty: dict[str, Any] | None) -> str:
    """ "3 a 5 años de prisión y 180 a 400 días-multa", as far as the law says."""
    if not penalty:
        return ""
    parts = []
    if years := penalty.get("prison_years"):
        parts.append(f"{years['min']} a {years['max']} años de pena privativa de la libertad")
    if days := penalty.get("day_fines"):
        parts.append(f"{days['min']} a {days['max']} días-multa")
    return " y ".join(parts) or "no informado"


def _element(element: dict[str, Any]) -> dict[str, Any]:
    excludes = element.get("excludes")
    return {
        "what": ("Excluye: " if excludes else "") + element["label"]["es"],
        "state": STATES.get(element["state"], "unknown"),
        "why": element["why"]["es"],
        "evidence": [
            f"{f['label']['es']}: {f['shown']['es']}" + (f" ({f['source']})" if f["source"] else "")
            for f in element["facts"][:8]
        ],
        "source": law.cited(element["source"]),
    }


def _decision(decision: Qualification | None) -> dict[str, Any]:
    if decision is None:
        return {"verdict": DECISIONS[None]}
    return {
        "verdict": DECISIONS[decision.decision],
        "by": f"{decision.decided_by.person}, {decision.decided_by.post or decision.decided_by.get_role_display()}",
        "at": formatting.moment(decision.decided_at, ES),
        "reason": decision.reason,
    }


def _why_not(offence: dict[str, Any]) -> str:
    contradicted = [e for e in offence["elements"] if e["state"] == "contradicted"]
    return "; ".join(e["why"]["es"] for e in contradicted[:2])


def _disputed(reading: dict[str, Any]) -> dict[str, Any]:
    def years(side: dict[str, Any]) -> str:
        r = side["penalty_range_years"]
        return f"{r['min']} a {r['max']} años" if r else ""

    names = ("Primera lectura", "Segunda lectura", "Tercera lectura")
    return {
        "question": reading["question"]["es"],
        "readings": [
            {"name": names[i], "text": side["text"]["es"], "consequence": years(side)}
            for i, side in enumerate(reading["sides"][:3])
        ],
    }


def _joined_law(parts: list[dict[str, Any]]) -> dict[str, Any]:
    notes = list(dict.fromkeys(n for p in parts for n in p["note"]))
    return {
        "note": " ".join(notes),
        "as_of": parts[0]["as_of"]
        if len({p["as_of"] for p in parts}) == 1
        else " ".join(p["as_of"] for p in parts),
        "offences": [o for p in parts for o in p["offences"]],
        "disputed": [d for p in parts for d in p["disputed"]],
        "discarded": [d for p in parts for d in p["discarded"]],
    }


def _custody(item: Item) -> dict[str, Any]:
    links = evidence.custody_history(item)
    broken = list(evidence.custody_breaks(links))
    note = "; ".join(f"eslabón {b.seq}: {BREAKS[b.what]}" for b in broken)
    return {
        "n": item.order,
        "what": f"{item.reported_as}, {acta.quantity_of(item, ES)} ({item.number})",
        "holder": links[-1].holder.name_es if links else "",
        "links": [_link(a, b) for a, b in zip([None, *links], links, strict=False)],
        "note": f"Verificación: no íntegra ({note})." if broken else "Verificación: íntegra, sin cambios.",
    }


BREAKS = {
    "gap": "falta un eslabón",
    "previous": "no sigue al anterior",
    "content": "el contenido fue cambiado",
    "time": "la hora retrocede",
}


def _link(before: CustodyLink | None, link: CustodyLink) -> dict[str, Any]:
    reasons = [Why(link.why).label if link.why else "", link.note]
    return {
        "n": link.seq,
        "at": link_moment(link),
        "from": before.holder.name_es if before else "lugar de los hechos",
        "to": f"{link.holder.name_es}; registró {link.keeper.person}",
        "place": link.place,
        "reason": "; ".join(str(x) for x in (LinkKind(link.kind).label, *reasons) if x),
        "seal": link.seal,
        "state": SEAL_STATES[SealState(link.seal_state)],
    }


def link_moment(link: CustodyLink) -> str:
    """When, as well as it is known."""
    if link.precision == "minute":
        return formatting.moment(link.at, ES)
    local = timezone.localtime(link.at).date().isoformat()
    size = {"day": 10, "month": 7, "year": 4}.get(link.precision, 10)
    return f"{formatting.span(Span.parse(local[:size]), ES)}, hora no informada"


def _journal(case: Case, interventions: list[Intervention], items: list[Item]) -> dict[str, Any]:
    ids = [case.pk, *(i.pk for i in interventions), *(i.pk for i in items)]
    lines = evidence.history(ids, MOST_JOURNAL_LINES)
    return {
        "note": "Extracto del registro de actos del sistema sobre este caso, sus intervenciones e ítems.",
        "close": acta.closing(len(lines), "línea", "líneas", feminine=True),
        "lines": [
            {"seq": line.seq, "at": formatting.moment_brief(line.at, ES), "who": who, "what": what}
            for line, who, what in journal_words.told(lines, ES)
        ],
    }


def _annexes(interventions: list[Intervention], by: Actor) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    rows, attached = [], {}
    for n, intervention in enumerate(interventions, 1):
        name = f"acta-{n}.pdf"
        attached[name] = acta.acta(intervention, by).pdf
        rows.append(
            {"code": f"A-{n}", "name": f"Acta de la intervención {intervention.number}", "file": name}
        )
        for attachment in files.files_of(intervention, "paper"):
            code = f"A-{n}.{len(rows)}"
            name = f"{code}-{attachment.pk.hex[-8:]}.{attachment.name.rsplit('.', 1)[-1]}"
            attached[name] = files.read(attachment)
            rows.append({"code": code, "name": attachment.caption or attachment.name, "file": name})
    return rows, attached


def _missing(
    case: Case, interventions: list[Intervention], parts: list[dict[str, Any]]
) -> list[dict[str, str]]:
    rows = []
    if not case.official_number:
        rows.append({"what": "Número de carpeta fiscal", "why": "lo asigna el sistema de la fiscalía"})
    if not all(p["decided"] for p in parts):
        rows.append(
            {"what": "Decisión del fiscal sobre la calificación jurídica", "why": "el sistema solo propone"}
        )
    for i in interventions:
        gaps = acta.lacks(i)
        if gaps:
            rows.append(
                {
                    "what": f"Acta {i.number} completa: faltan {len(gaps)} datos o firmas",
                    "why": "ver el anexo con el acta",
                }
            )
    return rows
