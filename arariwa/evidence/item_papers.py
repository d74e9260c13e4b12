"""Papers of items: their labels, and the record of a hand-over between offices. Shapes: docs/papers.md."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.models import Membership, Office
from arariwa.core.paper import Paper, render
from arariwa.evidence import acta
from arariwa.evidence.chain import moment_of
from arariwa.evidence.choices import SealState
from arariwa.evidence.models import CustodyLink, Handover, HandoverItem, Item

ES = "es"
# Who receives is known when they answer.
TO_COME = "Por identificar al recibir"


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
                "note": acta.demo_note(),
                "subtitle": str(first),
                "verify": acta.check_address(),
                "state": ["ejercicio"] if first.compartment.exercise else [],
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
    first, last = (links[0], links[-1]) if links else (None, None)
    taken = moment_of(first) if first else intervention.facts
    return {
        "number": item.number,
        "n": item.order,
        "intervention": intervention.number,
        "carpeta": intervention.carpeta_number,
        "description": item.reported_as,
        "quantity": acta.quantity_of(item, ES),
        "at": formatting.moment(taken, ES) if isinstance(taken, datetime) else formatting.span(taken, ES),
        "place": ", ".join(x for x in (intervention.place_text, acta.district_of(intervention)) if x),
        "seal": last.seal if last else item.seal,
        "who": str(first.keeper.person) if first else "",
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
        return render(
            handover_record(handover),
            folder=settings.PACKS / "pe" / "documents",
            template="entrega.es.typ",
            issued_at=timezone.localtime(by.now),
        )


def handover_record(handover: Handover) -> dict[str, Any]:
    """The JSON of a hand-over (docs/papers.md, entrega.es.typ), in Spanish."""
    lines = list(handover.lines.select_related("item__intervention").order_by("item__order"))
    first = lines[0].item.intervention
    answered = handover.answered_by
    at = handover.accepted_at or handover.refused_at or handover.withdrawn_at
    offered = formatting.moment(handover.offered_at, ES)
    giver, receiver = handover.offered_by, answered if handover.state in ("accepted", "refused") else None
    # Custody passes when the receiver accepts; before that there is only the hour of the offer.
    when = handover.accepted_at or handover.offered_at
    link = CustodyLink.objects.filter(handover=handover).exclude(place="").order_by("at", "id").first()
    place = handover.place or (link.place if link else "")
    return {
        "paper": "entrega",
        "frame": {
            "institution": handover.from_office.institution.name_es,
            "unit": handover.from_office.name_es,
            "number": handover.number,
            "title": "Acta de entrega y recepción",
            "note": acta.demo_note(),
            "subtitle": f"De {handover.from_office.name_es} a {handover.to_office.name_es}",
            "verify": acta.check_address(),
            "state": ["ejercicio"] if handover.compartment.exercise else [],
        },
        "body": {
            "identification": {
                "intervention": first.number,
                "carpeta": first.carpeta_number or "sin número asignado",
                "others": [["Ofrecida el", offered]] if handover.accepted_at else [],
            },
            "when": {
                "date": formatting.day(when, ES),
                "hour": formatting.hour(when, ES),
                "place": place,
            },
            "giver": _side(handover.from_office, giver),
            "receiver": _side(handover.to_office, receiver) | ({} if answered else {"name": TO_COME}),
            "reason": [p for p in (handover.get_why_display(), handover.note) if p],
            "legal_basis": [],
            "items": [_handed(n, line) for n, line in enumerate(lines, 1)],
            "close": acta.closing(len(lines)),
            "acceptance": {
                "status": {"offered": "pending"}.get(handover.state, handover.state),
                "text": {
                    "offered": "La oficina receptora todavía no responde; la custodia sigue en quien entrega.",
                    "accepted": "La oficina receptora recibió los ítems y responde por ellos desde la hora indicada.",
                    "refused": "La oficina receptora no recibió los ítems; la custodia sigue en quien entrega.",
                    "withdrawn": "La oficina que entregaba retiró el ofrecimiento; la custodia sigue en ella.",
                }[handover.state],
                "by": _who(answered) if answered else "",
                "at": formatting.moment(at, ES) if at else "",
                "note": handover.answer_why,
            },
            "reading": _handover_reading(handover),
            "corrections": ["Ninguna registrada en el sistema."],
            "dateline": acta.dateline(
                place, formatting.day(handover.accepted_at, ES) if handover.accepted_at else ""
            ),
            "signatures": [
                _to_sign(giver, "Entrega"),
                _to_sign(receiver, "Recibe"),
            ],
        },
    }


def _handed(n: int, line: HandoverItem) -> dict[str, Any]:
    item = line.item
    weights = (
        item.gross_kg and f"bruto {acta.kg(item.gross_kg)}",
        item.net_kg and f"neto {acta.kg(item.net_kg)}",
    )
    found = (STATE_OF_SEAL[SealState(line.seal_state)], line.seal_found and f"N.º\u00a0{line.seal_found}")
    return {
        "n": n,
        "number": item.number,
        "description": item.reported_as,
        "quantity": acta.quantity_of(item, ES),
        "weight": "; ".join(w for w in weights if w),
        "seal": line.seal_given,
        "given": item.state or acta.condition(item),
        "received": ", ".join(x for x in found if x),
    }


def _who(membership: Membership) -> str:
    """Name, post and office of who acted."""
    post = membership.post or membership.get_role_display()
    return f"{membership.person}, {post}, {membership.office.name_es}"


def _handover_reading(handover: Handover) -> str:
    """What the system knows of reading and signing: that it was answered on screen, and that the paper is to be signed."""
    if not handover.accepted_at or not handover.answered_by:
        return "Todavía no leída ni firmada."
    return (
        f"Aceptación electrónica: {_who(handover.answered_by)}, aceptó la entrega en este sistema el "
        f"{formatting.moment(handover.accepted_at, ES)}. No consta lectura a los presentes ni firma de puño: "
        "las líneas siguientes quedan para firmar."
    )


def _to_sign(membership: Membership | None, role: str) -> dict[str, Any]:
    side = _side(membership.office, membership) if membership else {}
    return {
        "name": side.get("name", TO_COME),
        "post": side.get("post", ""),
        "document": side.get("document", ""),
        "role": role,
        "pending": "Por firmar",
    }


def _side(office: Office, membership: Membership | None) -> dict[str, Any]:
    person = membership.person if membership else None
    return {
        "institution": office.institution.name_es,
        "unit": office.name_es,
        "name": str(person) if person else "",
        "post": (membership.post or membership.get_role_display()) if membership else "",
        "document": f"{person.document_kind.upper()} {person.document_number}"
        if person and person.document_number
        else "",
    }
