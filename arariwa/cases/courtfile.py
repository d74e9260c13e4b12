"""The prosecutor's file (carpeta fiscal): gathered from the records, custody verified, set as one paper.

The record's shape is docs/papers.md (carpeta.es.typ). The file is a procedural paper, so it is in Spanish.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from arariwa.cases import file_integrity, file_law, file_things, queries
from arariwa.cases.models import Case
from arariwa.core import access, files, formatting
from arariwa.core.actor import Actor
from arariwa.core.paper import Paper, render
from arariwa.evidence import acta
from arariwa.evidence.choices import Part, Taking, Told
from arariwa.evidence.models import Intervention, Item
from arariwa.law import queries as law

ES = "es"
Progress = Callable[[int, int, str], None]


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
    law_parts = [file_law.part(case, i) for i in interventions]
    progress(2, 5, "job.custody")
    custody = file_things.custody(items)
    progress(3, 5, "job.annexes")
    annexes, attached = _annexes(interventions, by)
    breaks = file_integrity.walked()
    cut = any("NO íntegra" in row["note"] for row in custody["items"])
    lacking = file_integrity.faults(case, interventions, items, custody=cut, breaks=breaks)
    lacking += _missing(case, interventions, law_parts)
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
            "stage": "",
            "opened": formatting.day(case.opened_at, ES),
            "subtitle": f"Hechos: {day}",
            "reserve": "Investigación reservada a las partes (CPP 324)",
        },
        "day": day
        if all(i.facts.precision == "day" for i in interventions)
        else f"mes de {day}"
        if all(i.facts.precision == "month" for i in interventions)
        else day,
        "facts": _facts(case, interventions),
        "interventions": [_intervention(i) for i in interventions],
        "things": file_things.things(items, len(interventions) > 1),
        "law": file_law.joined(law_parts),
        "todo": file_things.to_identify(items) + [row for part in law_parts for row in part["todo"]],
        "custody": custody,
        "journal": file_things.journal(case, interventions, items, breaks),
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
        "note": acta.demo_note(),
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
    paragraphs = [*(_told(i) for i in interventions), *(p for p in case.summary.splitlines() if p.strip())]
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
        f"{'El' if exact else 'En'} {when} se realizó la intervención {intervention.number} (lugar: {where})."
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
        ]
        or (
            [f"{formatting.number(intervention.persons_reported)} según el informe; sin datos publicados"]
            if intervention.persons_reported
            else []
        ),
        "actas": [],
        "note": f"Registrado según: {intervention.source}" if intervention.source else "",
    }


def _annexes(interventions: list[Intervention], by: Actor) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    rows, attached = [], {}
    for n, intervention in enumerate(interventions, 1):
        name = f"acta-{n}.pdf"
        attached[name] = acta.acta(intervention, by).pdf
        rows.append(
            {"code": f"A-{n}", "name": f"{acta.title_of(intervention)} {intervention.number}", "file": name}
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
        if i.source:
            rows.append(
                {
                    "what": "Actas de la intervención",
                    "why": "el registro sigue una nota publicada; no se tuvo a la vista acta alguna",
                }
            )
        elif gaps:
            rows.append(
                {
                    "what": f"Acta {i.number} completa: faltan {len(gaps)} datos o firmas",
                    "why": "ver el anexo con el acta",
                }
            )
    return rows
