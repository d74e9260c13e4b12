"""An intervention as the plain Spanish record its papers are set from: acta, labels, hand-over.

Shapes: docs/papers.md. Papers are Spanish: they are procedural acts.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from arariwa.core import files, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.numerals import in_words
from arariwa.core.paper import Paper, render
from arariwa.evidence.chain import moment_of
from arariwa.evidence.choices import Acta, Kind, NoDocument, Part, SealState, Signed, Taking, Told, YesNo
from arariwa.evidence.domain.acta import Missing, missing
from arariwa.evidence.models import Handover, Intervention, Item, Participant
from arariwa.evidence.words import MISSING
from arariwa.law import queries as law

ES = "es"
# What is weighed: of other things weight says nothing.
WEIGHED = {Kind.SPECIMEN}


def facts_of(intervention: Intervention) -> dict[str, Any]:
    """What the rules of a complete acta ask about."""
    people = [p for p in intervention.participants.all() if p.voided_at is None]
    officers = [p for p in people if p.part in (Part.OFFICER, Part.PROSECUTOR, Part.EXPERT)]
    persons = [p for p in people if p.part in (Part.INTERVENED, Part.WITNESS)]
    taken = [i for i in intervention.items.all() if i.voided_at is None and i.taking == Taking.TAKEN]
    elsewhere = intervention.written_elsewhere
    return {
        "place": intervention.place_text,
        "district": intervention.country != "PE" or len(intervention.ubigeo) == 6,
        "day": intervention.facts.precision == "day",
        "start_time": intervention.start_time,
        "end_time": intervention.end_time,
        "written_place": elsewhere == YesNo.NO
        or (elsewhere == YesNo.YES and intervention.written_place and intervention.written_why),
        "officers": [p for p in officers if p.name],
        "officers_without_document": [p for p in officers if not p.document_number],
        "prosecutor_told": intervention.prosecutor_told == Told.NOT_TOLD
        or (intervention.prosecutor_told != Told.UNKNOWN and intervention.prosecutor_name),
        "persons_without_particulars": [
            p for p in persons if not (p.name or p.no_document) or not p.particulars
        ],
        "reason": intervention.reason,
        "legal_act": intervention.legal_act,
        "done": intervention.done,
        "things_without_quantity": [i for i in taken if i.quantity is None and i.money is None],
        "things_without_weight": [
            i for i in taken if i.kind in WEIGHED and i.condition != "live" and i.net_kg is None
        ],
        "things_without_seal": [i for i in taken if not i.seal and i.condition != "live"],
        "things_without_destination": [i for i in taken if not i.goes_to],
        "read_to_all": intervention.read_to_all == YesNo.YES,
        "author_signed": any(p.signed == Signed.YES for p in officers),
        "signatures_pending": [
            p
            for p in people
            if p.signed == Signed.PENDING or (p.signed == Signed.REFUSED and not p.unsigned_why)
        ],
    }


def lacks(intervention: Intervention) -> list[Missing]:
    """What the acta of this intervention still needs, what makes it invalid first."""
    return sorted(missing(facts_of(intervention)), key=lambda m: not m.invalid)


def number_or_none(intervention: Intervention) -> str:
    """The number, or the word for a draft."""
    return intervention.number or _("draft")


def place_of(intervention: Intervention) -> str:
    """Spot, district, province, department; or the country."""
    parts = [intervention.place_text]
    if intervention.ubigeo:
        parts.append(reference.places().full_name(intervention.ubigeo))
    if intervention.country != "PE":
        parts.append(reference.country_name(intervention.country))
    return ", ".join(p for p in parts if p)


def quantity_of(item: Item, lang: str | None = None) -> str:
    """Amount and unit as people write it."""
    if item.money is not None:
        return formatting.money(item.money, item.currency or "PEN", lang)
    return formatting.quantity(item.quantity, item.unit or "unit", lang)


def kg(value: Decimal | None) -> str:
    return formatting.quantity(value, "kg", ES) if value is not None else ""


def document_of(person: Participant) -> str:
    """Kind and number, or why there is none."""
    if person.document_number:
        return f"{person.document_kind.upper() or 'Documento'} {person.document_number}"
    return str(NoDocument(person.no_document).label) if person.no_document else ""


def acta(intervention: Intervention, by: Actor) -> Paper:
    """The record of the intervention as a paper; BORRADOR while something required is missing or it is a draft."""
    with translation.override(ES):
        record = acta_record(intervention)
        annexes = _photos(intervention)
        record["body"]["annexes"] = [row for row, _data in annexes]
        return render(
            record,
            folder=settings.PACKS / "pe" / "documents",
            template="acta.es.typ",
            issued_at=timezone.localtime(by.now),
            files={row["file"]: data for row, data in annexes},
        )


def _photos(intervention: Intervention) -> list[tuple[dict[str, Any], bytes]]:
    """The annexes of an acta: photos of the place, then of each thing in its order."""
    items = {item.pk: item for item in intervention.items.filter(voided_at=None)}
    found = files.files_of_any([intervention.pk, *items], "photo")
    found.sort(key=lambda f: (items[f.record].order if f.record in items else 0, f.added_at))
    rows: list[tuple[dict[str, Any], bytes]] = []
    for n, attachment in enumerate(found, 1):
        item = items.get(attachment.record)
        name = _("Photo of item %(n)s") % {"n": item.order} if item else _("Photo of the place")
        file = f"foto-{n}.{attachment.name.rsplit('.', 1)[-1]}"
        rows.append(
            ({"code": f"F-{n}", "name": attachment.caption or name, "file": file}, files.read(attachment))
        )
    return rows


def acta_record(intervention: Intervention) -> dict[str, Any]:
    """The JSON of the acta (docs/papers.md, acta.es.typ), in Spanish."""
    people = [p for p in intervention.participants.all() if p.voided_at is None]
    things = [i for i in intervention.items.order_by("order") if i.voided_at is None]
    gaps = lacks(intervention)
    state = ["ejercicio"] if intervention.compartment.exercise else []
    if intervention.voided_at:
        state.append("anulado")
    elif intervention.is_draft:
        state.append("borrador")
    frame = {
        "institution": intervention.office.institution.name_es,
        "unit": intervention.office.name_es,
        "number": number_or_none(intervention),
        "title": title_of(intervention),
        "subtitle": f"{place_of(intervention)}, {formatting.span(intervention.facts, ES)}",
        "verify": check_address(),
        "state": state,
        "note": demo_note(),
        "missing": []
        if intervention.source
        else [{"what": str(MISSING[g.code][0]), "why": str(MISSING[g.code][1])} for g in gaps],
    }
    return {"paper": "acta", "frame": frame, "body": _acta_body(intervention, people, things)}


def title_of(intervention: Intervention) -> str:
    """What the paper is: a record of the act, or a sheet that follows a published report."""
    if intervention.source:
        return "Ficha de registro según nota publicada"
    taken = intervention.items.filter(taking=Taking.TAKEN, voided_at=None).exists()
    if taken and intervention.began in ("flagrancy", "search_order"):
        return _("Record of intervention and seizure")
    return _("Record of intervention")


def demo_note() -> str:
    """What every paper of a demonstration says in its foot."""
    if not settings.DEMO:
        return ""
    return "DEMOSTRACIÓN. Los hechos siguen notas publicadas; funcionarios, oficinas, entregas y decisiones son inventados."


def check_address() -> str:
    """Where a reader checks a paper, without scheme."""
    return f"{settings.PUBLIC_ADDRESS.split('://', 1)[-1]}/comprobar"


def _acta_body(intervention: Intervention, people: list[Participant], things: list[Item]) -> dict[str, Any]:
    place = reference.places().get(intervention.ubigeo) if intervention.ubigeo else None
    names = reference.places().levels(intervention.ubigeo) if place else ["", "", ""]
    groups = {t: [i for i in things if i.taking == t] for t in Taking}
    return {
        "identification": {
            "unit_number": intervention.own_number,
            "carpeta": intervention.carpeta_number or "sin número asignado",
            "began": intervention.get_began_display(),
            "act": intervention.legal_act,
            "point": intervention.get_point_display() if intervention.point != "unknown" else "",
            "others": [["Según", intervention.source]] if intervention.source else [],
        },
        "place": {
            "department": names[0]
            or (reference.country_name(intervention.country) if intervention.country != "PE" else ""),
            "province": names[1],
            "district": names[2],
            "spot": intervention.place_text,
            "coordinates": intervention.coordinates,
        },
        "time": {
            "date": formatting.span(intervention.facts, ES),
            "start": formatting.hour(intervention.start_time, ES) if intervention.start_time else "",
            "end": formatting.hour(intervention.end_time, ES) if intervention.end_time else "",
        },
        "written": {
            "where": {YesNo.NO: "En el lugar de los hechos", YesNo.YES: intervention.written_place}.get(
                YesNo(intervention.written_elsewhere), ""
            ),
            "reason": intervention.written_why,
        },
        "participants": [
            {
                "role": p.get_part_display(),
                "name": p.name,
                "document": document_of(p),
                "post": p.post,
                "unit": p.unit,
            }
            for p in people
            if p.part not in (Part.INTERVENED, Part.WITNESS)
        ],
        "prosecutor": {
            "how": ""
            if intervention.prosecutor_told == Told.UNKNOWN
            else intervention.get_prosecutor_told_display(),
            "name": ", ".join(
                x
                for x in (
                    intervention.prosecutor_name,
                    intervention.prosecutor_office.name_es if intervention.prosecutor_office else "",
                )
                if x
            ),
            "hour": formatting.hour(intervention.prosecutor_told_at, ES)
            if intervention.prosecutor_told_at
            else "",
        },
        "persons": [_person(p) for p in people if p.part in (Part.INTERVENED, Part.WITNESS)],
        "persons_note": _persons_note(intervention),
        "reason": _lines(intervention.reason),
        "legal_basis": _lines(intervention.legal_act),
        "done": _lines(intervention.done),
        "searched": _lines(intervention.not_found),
        "things": {
            "taken": [_thing(i) for i in groups[Taking.TAKEN]],
            "left": [_thing(i) for i in groups[Taking.LEFT]],
            "seen": [_thing(i) for i in groups[Taking.SEEN]],
        },
        "close": {
            key: closing(len(groups[t]))
            for key, t in (("taken", Taking.TAKEN), ("left", Taking.LEFT), ("seen", Taking.SEEN))
        },
        "goes": [{"what": f"Ítem {i.order}: {i.reported_as}", "to": i.goes_to} for i in things if i.goes_to]
        + [{"what": p.name or str(p), "to": p.goes_to} for p in people if p.goes_to],
        "other_actas": [
            {"name": str(Acta(code).label)} for code in intervention.other_actas if code in Acta.values
        ],
        "reading": "El acta fue leída por los presentes." if intervention.read_to_all == YesNo.YES else "",
        "corrections": _lines(intervention.corrections),
        "signatures": [_signature(p) for p in people if p.part != Part.DEFENCE or p.name],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _persons_note(intervention: Intervention) -> str:
    if intervention.persons_reported is None:
        return ""
    return f"El informe señala {formatting.number(intervention.persons_reported)} personas; no publica sus datos."


def _person(person: Participant) -> dict[str, Any]:
    return {
        "role": person.get_part_display(),
        "name": person.name,
        "document": document_of(person),
        "note": person.particulars,
        "phone": person.phone,
        "language": person.language,
        "situation": person.goes_to,
    }


def _thing(item: Item) -> dict[str, Any]:
    return {
        "n": item.order,
        "description": item.reported_as,
        "detail": "; ".join(p for p in (item.scientific_as_reported, item.identifier, item.description) if p),
        "quantity": quantity_of(item, ES),
        "gross": kg(item.gross_kg),
        "net": kg(item.net_kg),
        "scale": item.scale,
        "state": item.state or condition(item),
        "seal": item.seal,
        "found": item.found_where,
        "weighed": item.kind in WEIGHED and item.condition != "live",
    }


def closing(count: int, one: str = "ítem", many: str = "ítems", *, feminine: bool = False) -> str:
    """The line under a list, after which nothing can be written in: "Cierre de la relación: 6 (seis) ítems"."""
    words = in_words(count, feminine=feminine)
    return f"Cierre de la relación: {formatting.number(count)} ({words}) {one if count == 1 else many}"


def _signature(person: Participant) -> dict[str, Any]:
    row = {
        "name": person.name,
        "post": person.post,
        "document": document_of(person),
        "role": person.get_part_display(),
    }
    if person.signed == Signed.YES:
        row["signed"] = "Firmado en el original"
    elif person.signed == Signed.REFUSED:
        row["refused"] = person.unsigned_why or "no informado"
    elif person.signed == Signed.CANNOT:
        row["cannot"] = person.unsigned_why or "no informado"
    else:
        row["pending"] = "Por firmar"
    return row


def condition(item: Item) -> str:
    """Live, dead, or which part or product; "" where nobody said it."""
    if item.kind != Kind.SPECIMEN or item.condition == "unknown":
        return ""
    product = law.product_word(item.product, ES) if item.product else ""
    return product if product and item.condition == "part" else str(item.get_condition_display()).lower()


def labels(items: list[Item], by: Actor) -> Paper:
    """Labels (rótulos) of items, eight on a sheet."""
    with translation.override(ES):
        first = items[0].intervention
        record = {
            "paper": "etiquetas",
            "frame": {
                "institution": first.office.institution.name_es,
                "unit": first.office.name_es,
                "number": first.number or "",
                "title": "Rótulos",
                "note": demo_note(),
                "subtitle": str(first),
                "verify": check_address(),
            },
            "body": {"labels": [_label(item) for item in items]},
        }
        return render(
            record,
            folder=settings.PACKS / "pe" / "documents",
            template="etiquetas.es.typ",
            issued_at=timezone.localtime(by.now),
        )


def _label(item: Item) -> dict[str, Any]:
    intervention = item.intervention
    links = list(item.links.order_by("seq").select_related("keeper__person"))
    last = links[-1] if links else None
    taken = moment_of(links[0]) if links else intervention.facts
    return {
        "number": item.number,
        "n": item.order,
        "intervention": intervention.number,
        "carpeta": intervention.carpeta_number,
        "description": item.reported_as,
        "quantity": quantity_of(item, ES),
        "at": formatting.moment(taken, ES) if isinstance(taken, datetime) else formatting.span(taken, ES),
        "place": place_of(intervention),
        "seal": last.seal if last else item.seal,
        "who": str(last.keeper.person) if last else "",
        "institution": intervention.office.name_es,
        "qr": item_address(item),
    }


def item_address(item: Item) -> str:
    """The whole address a label's QR holds; whoever opens it signs in first."""
    return f"{settings.PUBLIC_ADDRESS}/evidencia/{item.pk}/"


STATE_OF_SEAL = {
    SealState.WHOLE: "Precinto íntegro",
    SealState.BROKEN: "Precinto roto o alterado",
    SealState.NONE: "Sin precinto",
    SealState.UNKNOWN: "",
}


def handover_paper(handover: Handover, by: Actor) -> Paper:
    """The record of a hand-over; BORRADOR until the receiver answers."""
    with translation.override(ES):
        lines = list(handover.lines.select_related("item__intervention").order_by("item__order"))
        first = lines[0].item.intervention
        answered = handover.answered_by
        answered_at = handover.accepted_at or handover.refused_at or handover.withdrawn_at
        giver, receiver = handover.offered_by, answered if handover.state in ("accepted", "refused") else None
        status = {"offered": "pending", "withdrawn": "refused"}.get(handover.state, handover.state)
        record = {
            "paper": "entrega",
            "frame": {
                "institution": handover.from_office.institution.name_es,
                "unit": handover.from_office.name_es,
                "number": handover.number,
                "title": "Acta de entrega y recepción",
                "note": demo_note(),
                "subtitle": f"De {handover.from_office.name_es} a {handover.to_office.name_es}",
                "verify": check_address(),
                "state": ["ejercicio"] if handover.compartment.exercise else [],
            },
            "body": {
                "identification": {
                    "intervention": first.number,
                    "carpeta": first.carpeta_number or "sin número asignado",
                },
                "when": {
                    "date": formatting.day(handover.offered_at, ES),
                    "hour": formatting.hour(handover.offered_at, ES),
                    "place": handover.place,
                },
                "giver": _side(handover.from_office, giver),
                "receiver": _side(handover.to_office, receiver),
                "reason": [p for p in (handover.get_why_display(), handover.note) if p],
                "legal_basis": [],
                "items": [
                    {
                        "n": n,
                        "number": line.item.number,
                        "description": line.item.reported_as,
                        "quantity": quantity_of(line.item, ES),
                        "seal": line.seal_given,
                        "given": line.item.state or condition(line.item),
                        "received": STATE_OF_SEAL[SealState(line.seal_state)],
                    }
                    for n, line in enumerate(lines, 1)
                ],
                "close": closing(len(lines)),
                "acceptance": {
                    "status": status,
                    "text": {
                        "offered": "La oficina receptora todavía no responde; la custodia sigue en quien entrega.",
                        "accepted": "La oficina receptora recibió los ítems y responde por ellos desde la hora indicada.",
                        "refused": "La oficina receptora no recibió los ítems; la custodia sigue en quien entrega.",
                        "withdrawn": "La oficina que entregaba retiró el ofrecimiento; la custodia sigue en ella.",
                    }[handover.state],
                    "by": str(answered.person) if answered else "",
                    "at": formatting.moment(answered_at, ES) if answered_at else "",
                    "note": handover.answer_why,
                },
                "reading": "",
                "corrections": [],
                "signatures": [
                    {
                        "name": str(giver.person),
                        "post": giver.post,
                        "document": "",
                        "role": "Entrega",
                        "pending": "Por firmar",
                    },
                    {
                        "name": str(receiver.person) if receiver else "",
                        "post": receiver.post if receiver else "",
                        "document": "",
                        "role": "Recibe",
                        "pending": "Por firmar",
                    },
                ],
            },
        }
        return render(
            record,
            folder=settings.PACKS / "pe" / "documents",
            template="entrega.es.typ",
            issued_at=timezone.localtime(by.now),
        )


def _side(office: Any, membership: Any) -> dict[str, Any]:
    person = membership.person if membership else None
    return {
        "institution": office.institution.name_es,
        "unit": office.name_es,
        "name": str(person) if person else "",
        "post": membership.post if membership else "",
        "document": f"{person.document_kind.upper()} {person.document_number}"
        if person and person.document_number
        else "",
    }
