"""An intervention as the plain Spanish record its acta is set from, and what its other papers share with it.

Shapes: docs/papers.md. Papers are Spanish: they are procedural acts.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from arariwa.core import files, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.numerals import in_words
from arariwa.core.paper import Paper, render
from arariwa.evidence.choices import Acta, Kind, NoDocument, Part, Signed, Taking, Told, YesNo
from arariwa.evidence.domain.acta import Missing, missing
from arariwa.evidence.models import Intervention, Item, Participant
from arariwa.evidence.words import MISSING, end_hour
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


def district_of(intervention: Intervention) -> str:
    """The smallest place named: district, else province or department; the country abroad."""
    if intervention.country != "PE":
        return reference.country_name(intervention.country)
    levels = reference.places().levels(intervention.ubigeo) if intervention.ubigeo else ("", "", "")
    return next((name for name in reversed(levels) if name), "")


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
        return _("Record sheet after a published note")
    taken = intervention.items.filter(taking=Taking.TAKEN, voided_at=None).exists()
    if taken and intervention.began in ("flagrancy", "search_order"):
        return _("Record of intervention and seizure")
    return _("Record of intervention")


BLANK = "." * 40  # to be written in by hand


def town_of(ubigeo: str) -> str:
    """The town that gives a district, province or department its seat; "" where the place is not known."""
    place = reference.places().get(ubigeo) if ubigeo else None
    return (place.capital or place.name) if place else ""


def dateline(place: str, day: str) -> str:
    """Place and day over the signatures: "Yurimaguas, 16 de marzo de 2026"; what is not known is left to write in."""
    return f"{place or BLANK}, {day or BLANK}"


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
            "system_number": number_or_none(intervention),
            "carpeta": intervention.carpeta_number or "sin número asignado",
            "began": intervention.get_began_display() if intervention.began != "unknown" else "",
            "point": intervention.get_point_display() if intervention.point != "unknown" else "",
            "others": [["Según", intervention.source]] if intervention.source else [],
        },
        "place": {
            "country": reference.country_name(intervention.country) if intervention.country != "PE" else "",
            "department": names[0],
            "province": names[1],
            "district": names[2],
            "spot": intervention.place_text,
            "coordinates": intervention.coordinates,
        },
        "time": {
            "date": formatting.span(intervention.facts, ES),
            "start": formatting.hour(intervention.start_time, ES) if intervention.start_time else "",
            "end": end_hour(intervention, ES),
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
        **_closing_clause(intervention),
        "corrections": _lines(intervention.corrections),
        "signatures": [_signature(p) for p in people if p.part != Part.DEFENCE or p.name],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _closing_clause(intervention: Intervention) -> dict[str, Any]:
    """How the paper ends: that it was read and when it ended; of a published report, that it is no acta."""
    if intervention.source:
        return {
            "no_acta": "Esta ficha no es un acta: ordena lo que dice la fuente citada. No se tuvo a la vista acta alguna; "
            "por eso no lleva lectura ni firmas."
        }
    read = {
        YesNo.YES: "El acta fue leída por los presentes.",
        YesNo.NO: "El acta no fue leída por los presentes.",
    }.get(YesNo(intervention.read_to_all), "")
    ended = end_hour(intervention, ES)
    closed = f"La diligencia terminó a las {ended}." if ended else ""
    facts = intervention.facts
    closed_on = facts.until if intervention.ends_next_day else facts.start
    written = {YesNo.NO: town_of(intervention.ubigeo), YesNo.YES: intervention.written_place}
    return {
        "reading": " ".join(
            x for x in (read or "No consta si el acta fue leída por los presentes.", closed) if x
        ),
        "dateline": dateline(
            written.get(YesNo(intervention.written_elsewhere), ""),
            formatting.day(closed_on, ES) if facts.precision == "day" else "",
        ),
    }


def _persons_note(intervention: Intervention) -> str:
    count = intervention.persons_reported
    if count is None:
        return ""
    persons = "1 persona" if count == 1 else f"{formatting.number(count)} personas"
    return f"El informe señala {persons}; no publica sus datos."


def _person(person: Participant) -> dict[str, Any]:
    return {
        "role": person.get_part_display(),
        "name": person.name,
        "document": document_of(person),
        "particulars": person.particulars,
        "phone": person.phone,
        "language": person.language,
        "situation": person.goes_to,
    }


def _thing(item: Item) -> dict[str, Any]:
    return {
        "n": item.order,
        "description": item.reported_as,
        "detail": "; ".join(
            p
            for p in (item.scientific_as_reported, item.identifier, item.description)
            if p and p != item.reported_as
        ),
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
