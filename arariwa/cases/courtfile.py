"""The prosecutor's file (carpeta fiscal): gathered from the records, custody verified, set as one paper.

The record's shape is docs/papers.md (carpeta.es.typ). The file is a procedural paper, so it is in Spanish.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from arariwa.cases import fact_words, file_integrity, file_journal, file_law, file_things, queries
from arariwa.cases.file_numbers import Numbers
from arariwa.cases.models import Case, CaseFact
from arariwa.core import access, files, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.chain import canonical
from arariwa.core.models import CurrentPack
from arariwa.core.packs import Pack
from arariwa.core.paper import Paper, render
from arariwa.evidence import acta
from arariwa.evidence import words as evidence_words
from arariwa.evidence.choices import Acta, Part, Taking, Told
from arariwa.evidence.models import Intervention, Item
from arariwa.law.domain.terms import TERMS

ES = "es"
ORDER = list(TERMS)
Progress = Callable[[int, int, str], None]
# Rows of the list of annexes and their bytes by name.
Annexes = Callable[[list[Intervention], Actor], tuple[list[dict[str, Any]], dict[str, bytes]]]


@dataclass(frozen=True)
class Made:
    """The paper, its state (such as "ejercicio") and the bytes of its annexes by name."""

    paper: Paper
    state: str
    annexes: Mapping[str, bytes]


def _silent(done: int, total: int, step: str) -> None:
    """Nobody asks how far it is."""


def make(by: Actor, case_id: UUID, progress: Progress = _silent) -> Made:
    """The file of a case the actor may act on."""
    case = _case(by, case_id)
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


def basis(by: Actor, case_id: UUID) -> str:
    """What a file made now would tell, as one fingerprint: the record, its annexes, the packs answered from.

    The same again says that a file made then still tells all there is; the hour of making is no part of it.
    """
    case = _case(by, case_id)
    with translation.override(ES):
        record, _bytes = case_record(case, by, annexes=_annexes_told)
    packs = sorted(CurrentPack.objects.values_list("name", "pack"))
    templates = Pack.from_folder(settings.PACKS, "pe/documents").fingerprint()
    return hashlib.sha256(canonical([record, packs, templates])).hexdigest()


def _case(by: Actor, case_id: UUID) -> Case:
    rows = Case.objects.select_related("office__institution", "lead__person", "compartment")
    case = access.get(rows, by, pk=case_id)
    access.require(by, access.ACT, case)
    return case


def case_record(
    case: Case, by: Actor, progress: Progress = _silent, annexes: Annexes | None = None
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The JSON of the file and the bytes of its annexes, made by `annexes` (the papers themselves if left out)."""
    progress(0, 5, "job.gathering")
    interventions = queries.interventions_of(case)
    items = [item for i in interventions for item in _items(i, by)]
    numbers = Numbers.of(interventions)
    progress(1, 5, "job.qualifying")
    law_parts = [file_law.part(case, i) for i in interventions]
    progress(2, 5, "job.custody")
    custody = file_things.custody(items, numbers)
    progress(3, 5, "job.annexes")
    rows, attached = (annexes or _annexes)(interventions, by)
    breaks = file_integrity.walked()
    cut = any("NO íntegra" in row["note"] for row in custody["items"])
    lacking = file_integrity.faults(case, interventions, items, custody=cut, breaks=breaks)
    lacking += _missing(case, interventions, law_parts)
    first = interventions[0]
    day = _days(interventions)
    state = ["ejercicio"] if case.compartment.exercise else []
    accepted = [row for part in law_parts for row in part["accepted"]]
    identify = [row for part in law_parts for row in part["identify"]]
    body = {
        "cover": {
            "official_number": case.official_number or None,
            "prosecutor": f"{case.lead.person}, {case.lead.post or case.lead.get_role_display()}",
            "qualification": accepted or "sin calificación decidida",
            # Being stopped is no formal status: who is investigated the prosecutor says, in an order of theirs.
            "investigated": "por determinar; no señalado por el fiscal en este sistema",
            "intervened": _intervened(interventions),
            "aggrieved": "El Estado, representado por la procuraduría pública especializada en delitos ambientales",
            "date": day,
            "place": "; ".join(dict.fromkeys(acta.place_of(i) for i in interventions)),
            "opened": f"{formatting.day(case.opened_at, ES)} (en este sistema)",
            "subtitle": f"Hechos: {day}",
            "reserve": "Investigación reservada a las partes (CPP, art.\u00a0324)",
            "extra": [
                ["Número que citan las actas", number]
                for number in dict.fromkeys(i.carpeta_number for i in interventions)
                if number and number != case.official_number
            ],
        },
        "day": formatting.listing(
            dict.fromkeys(formatting.span_phrase(i.facts, ES) for i in interventions), ES
        ),
        "facts": _facts(case, interventions, numbers),
        "interventions": [_intervention(n, i, numbers) for n, i in enumerate(interventions, 1)],
        "things": file_things.things(items, numbers),
        "law": file_law.joined(law_parts),
        "todo": file_things.to_identify(items, numbers, identify)
        + [row for part in law_parts for row in part["todo"]],
        "custody": custody,
        "journal": file_journal.journal(case, interventions, items, numbers, breaks),
        "annexes": rows,
        "annexes_close": acta.closing(len(rows), "anexo", "anexos"),
        "closing": {
            "statement": "La calificación es provisional; la decide el fiscal y puede variar con lo que se esclarezca.",
            "dateline": acta.dateline(acta.town_of(case.office.ubigeo), formatting.day(by.now, ES)),
            "signatures": [
                {
                    "name": str(case.lead.person),
                    "post": case.lead.post or case.lead.get_role_display(),
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


def _intervened(interventions: list[Intervention]) -> list[str]:
    """Persons stopped; who is named with the same document twice stands once."""
    names: dict[tuple[str, str], str] = {}
    for i in interventions:
        people = i.participants.filter(part=Part.INTERVENED, voided_at=None)
        for p in people:
            same = (p.name, p.document_number) if p.name and p.document_number else (str(p.pk), "")
            names[same] = p.name or "persona sin nombre registrado"
        if not people and i.persons_reported:
            names[str(i.pk), ""] = _reported(i.persons_reported)
    return list(names.values())


def _reported(count: int) -> str:
    """Persons a report counts without naming them."""
    persons = "1 persona" if count == 1 else f"{formatting.number(count)} personas"
    return f"{persons} según el informe, que no publica sus datos"


def _facts(case: Case, interventions: list[Intervention], numbers: Numbers) -> dict[str, Any]:
    return {
        "paragraphs": [
            *(_told(i) for i in interventions),
            *(p for p in case.summary.splitlines() if p.strip()),
        ],
        "stated": [
            fact_words.stated_fact(f, numbers.one(f.item) if f.item else "")
            for i in interventions
            for f in sorted(queries.standing_facts(case, i), key=_place)
        ],
        "sources": list(dict.fromkeys(i.source for i in interventions if i.source)),
    }


def _place(fact: CaseFact) -> tuple[int, int]:
    """Facts in the order of the vocabulary, what was done first; of one path, item by item."""
    return ORDER.index(fact.path), fact.item.order if fact.item else 0


# What was done with things, as a sentence opens that lists them.
DONE_WITH = (
    (Taking.TAKEN, "Se tomó lo siguiente"),
    (Taking.LEFT, "Se dejó en el lugar lo siguiente"),
    (Taking.SEEN, "Se vio y no se tomó lo siguiente"),
)
MOST_NAMED = 20


def _told(intervention: Intervention) -> str:
    """One paragraph from what the record says, nothing added."""
    things = list(intervention.items.filter(voided_at=None).order_by("order"))
    when = formatting.span_phrase(intervention.facts, ES)
    led = f", dirigida por {intervention.led_by}" if intervention.led_by else ""
    sentences = [
        f"{when[:1].upper()}{when[1:]} se realizó la intervención {intervention.number}{led}.",
        f"Lugar: {acta.place_of(intervention)}.",
    ]
    for taking, opening in DONE_WITH:
        if told := _listed([t for t in things if t.taking == taking]):
            sentences.append(f"{opening}: {told}.")
    return " ".join(sentences)


def _listed(things: list[Item]) -> str:
    """Names with their amounts, the same name once; beyond so many, how many more."""
    names: dict[str, list[Item]] = {}
    for thing in things:
        names.setdefault(thing.reported_as, []).append(thing)
    said = [
        f"{name}, {file_things.amounts(rows)}" + (f" (en {len(rows)} ítems)" if len(rows) > 1 else "")
        for name, rows in list(names.items())[:MOST_NAMED]
    ]
    rest = len(names) - MOST_NAMED
    if rest > 0:
        said.append("y otro nombre más" if rest == 1 else f"y otros {formatting.number(rest)} nombres")
    return "; ".join(said)


def _intervention(n: int, intervention: Intervention, numbers: Numbers) -> dict[str, Any]:
    people = [p for p in intervention.participants.all() if p.voided_at is None]
    persons = [p for p in people if p.part in (Part.INTERVENED, Part.WITNESS)]
    told = intervention.prosecutor_told != Told.UNKNOWN
    return {
        "number": f"Intervención {n}: {intervention.number}" if numbers.places else intervention.number,
        "began": "" if intervention.began == "unknown" else intervention.get_began_display(),
        "act": intervention.legal_act,
        "date": formatting.span(intervention.facts, ES),
        "hours": " a ".join(evidence_words.hours(intervention, ES)),
        "place": acta.place_of(intervention),
        "coordinates": intervention.coordinates,
        "written": intervention.written_place,
        "point": "" if intervention.point == "unknown" else intervention.get_point_display(),
        "authority": intervention.led_by,
        "participants": [
            ", ".join(x for x in (p.name, p.post, p.unit) if x) for p in people if p not in persons
        ],
        "prosecutor": ", ".join(
            x for x in (str(intervention.get_prosecutor_told_display()), intervention.prosecutor_name) if x
        )
        if told
        else "",
        "persons": [f"{p.get_part_display()}: {p.name or 'sin nombre registrado'}" for p in persons]
        or ([_reported(intervention.persons_reported)] if intervention.persons_reported else []),
        "actas": _actas(n, intervention),
        "note": f"Registrado según: {intervention.source}" if intervention.source else "",
    }


def _actas(n: int, intervention: Intervention) -> list[str]:
    """The record of the intervention, which is an annex, and the others it names."""
    if intervention.source:
        return ["Ninguna a la vista: el registro sigue la fuente citada"]
    own = intervention.own_number or intervention.number
    others = [str(Acta(code).label) for code in intervention.other_actas if code in Acta.values]
    return [f"{acta.title_of(intervention)} {own} (anexo A-{n})", *others]


def _annexes(interventions: list[Intervention], by: Actor) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    rows, attached = [], {}
    for n, intervention in enumerate(interventions, 1):
        name = f"acta-{n}.pdf"
        attached[name] = acta.acta(intervention, by).pdf
        rows.append(
            {"code": f"A-{n}", "name": f"{acta.title_of(intervention)} {intervention.number}", "file": name}
        )
        for k, attachment in enumerate(files.files_of(intervention, "paper"), 1):
            code = f"A-{n}.{k}"
            name = f"{code}-{attachment.pk.hex[-8:]}.{attachment.name.rsplit('.', 1)[-1]}"
            attached[name] = files.read(attachment)
            rows.append({"code": code, "name": attachment.caption or attachment.name, "file": name})
    return rows, attached


def _annexes_told(
    interventions: list[Intervention], by: Actor
) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """What the annexes tell, instead of the papers: a paper set again at another hour has other bytes."""
    rows = []
    for intervention in interventions:
        items = intervention.items.filter(voided_at=None).values_list("pk", flat=True)
        photos = files.files_of_any([intervention.pk, *items], "photo")
        kept = [*photos, *files.files_of(intervention, "paper")]
        rows.append(
            {
                "acta": acta.acta_record(intervention),
                "files": [[one.purpose, one.name, one.caption, one.blob_id] for one in kept],
            }
        )
    return rows, {}


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
                    "what": f"Acta {i.number} completa: "
                    + ("falta 1 dato o firma" if len(gaps) == 1 else f"faltan {len(gaps)} datos o firmas"),
                    "why": "ver el anexo con el acta",
                }
            )
    return rows
