"""Papers of an event: the attendance sheet of a session, name badges. Shapes: docs/papers.md. In Spanish, as papers are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation

from arariwa.core import files, formatting, privacy
from arariwa.core.actor import Actor
from arariwa.core.paper import Paper, render
from arariwa.events import attending, listing, queries, stocking
from arariwa.events.choices import State
from arariwa.events.models import Attendance, Event, Participation, Session
from arariwa.events.persons import NOTICE
from arariwa.events.showing import hours_of

ES = "es"
# Lines left empty for whoever comes without registration.
BLANK = 8
FOLDER = settings.PACKS / "pe" / "documents"
# The organiser's own sheet: what identifies each person, and room to sign.
FULL: tuple[dict[str, str], ...] = (
    {"head": "Apellidos y nombres", "key": "name"},
    {"head": "Documento", "key": "document", "width": "narrow"},
    {"head": "Institución y función", "key": "institution"},
    {"head": "Firma", "key": "signature", "width": "sign"},
)
# The copy that leaves the organiser, such as for a donor: no document numbers, no signatures.
TO_HAND_ON: tuple[dict[str, str], ...] = (
    {"head": "Apellidos y nombres", "key": "name"},
    {"head": "Institución y función", "key": "institution"},
    {"head": "Región de trabajo", "key": "region", "width": "narrow"},
    {"head": "Asistió", "key": "attended", "width": "narrow"},
)


def frame(event: Event, title: str) -> dict[str, Any]:
    """The frame of a paper of this event."""
    return {
        "lang": ES,
        "institution": event.office.institution.name_es,
        "unit": event.office.name_es,
        "number": event.number,
        "title": title,
        "subtitle": event.title_es,
        "note": "DEMOSTRACIÓN. Eventos y personas son inventados." if settings.DEMO else "",
        "state": ["ejercicio"] if event.compartment.exercise else [],
    }


def sheet(session: Session, by: Actor, columns: Sequence[dict[str, str]] = FULL) -> Paper:
    """The attendance sheet of a session. Other columns make other copies; only one with "sign" leaves empty lines."""
    there = attending.at_session(session)
    signed = signatures(there.values()) if "signature" in {column["key"] for column in columns} else {}
    with translation.override(ES):
        return render(
            sheet_record(session, there, signed, columns),
            folder=FOLDER,
            template="asistencia.es.typ",
            issued_at=timezone.localtime(by.now),
            pictures=signed,
        )


def signatures(attendances: Iterable[Attendance]) -> dict[str, bytes]:
    """What was signed on a screen, by its SHA-256. One that is gone or was changed is left out, not shown as if it stood."""
    found = {}
    for row in attendances:
        if row.signature:
            with suppress(OSError, files.Changed):
                found[row.signature.blob_id] = files.read(row.signature)
    return found


def sheet_record(
    session: Session,
    there: Mapping[Any, Attendance],
    signed: Collection[str] = (),
    columns: Sequence[dict[str, str]] = FULL,
) -> dict[str, Any]:
    """The JSON of it: who is `there`, and which of the signatures can be shown."""
    event = session.event
    enrolled = queries.by_name(queries.participations(event, State.APPROVED))
    to_sign = any(column.get("width") == "sign" for column in columns) and not event.is_over
    notice = privacy.notice(NOTICE)
    keys = {column["key"] for column in columns}
    people = [_line(row, there.get(row.pk), keys, signed) for row in enrolled]
    n = len(people)
    return {
        "paper": "asistencia",
        "frame": frame(event, "Registro de asistencia"),
        "body": {
            "keys": [
                ["Sesión", str(session)],
                ["Fecha", formatting.day(session.day, ES)],
                ["Horas", hours_of(session)],
                ["Lugar", session.place_text or listing.place_of(event)],
            ],
            "columns": list(columns),
            "people": people,
            "blank": BLANK if to_sign else 0,
            "to_sign": to_sign,
            "note": None if "document" in keys else "Copia sin números de documento ni firmas.",
            "close": f"{formatting.number(n)} {'persona inscrita' if n == 1 else 'personas inscritas'}; "
            f"asistencia registrada: {formatting.number(len(there))}.",
            "notice": {"title": notice.title.es, "text": " ".join(notice.text.es.split())}
            if notice
            else None,
        },
    }


def _line(
    row: Participation, attendance: Attendance | None, keys: set[str], signed: Collection[str]
) -> dict[str, str]:
    """What the sheet says of a person: only what its columns ask for, so that a record never holds what is not shown."""
    person = row.person
    role = "" if row.role == "NOT_RECORDED" else row.get_role_display()
    said = {
        "name": f"{person.surnames}, {person.given_names}",
        "document": f"{person.document_kind.upper()} {person.document_number}".strip(),
        "institution": ", ".join(part for part in (row.institution_name, row.office_text, role) if part),
        "region": listing.region_name(row.region),
        "attended": "sí" if attendance else "no",
        "signature": f"Asistió: {timezone.localtime(attendance.at):%H:%M}" if attendance else "",
    }
    line = {key: value for key, value in said.items() if key in keys}
    if "signature" in keys and attendance and attendance.signature and attendance.signature.blob_id in signed:
        line["signed"] = attendance.signature.blob_id
    return line


# Who received something signs, or puts their fingerprint.
DELIVERED: tuple[dict[str, str], ...] = (
    {"head": "Apellidos y nombres", "key": "name"},
    {"head": "Documento", "key": "document", "width": "narrow"},
    {"head": "Qué recibió", "key": "item", "width": "narrow"},
    {"head": "Firma o huella digital", "key": "sign", "width": "sign"},
)
# Empty lines for the public, who did not register: as many as were counted, up to this.
MOST_BLANK = 200


def delivery_sheet(event: Event, by: Actor) -> Paper:
    """The delivery sheet of materials: who was there by name, lines for the rest; for people who write and who do not."""
    with translation.override(ES):
        handed = stocking.delivery(event)
        rows = queries.by_name(queries.took_part(queries.participations(event)))
        keys = {"name", "document"}
        names = formatting.listing([item.material.name_es for item in handed.items]) if handed.items else ""
        notice = privacy.notice(NOTICE)
        record = {
            "paper": "asistencia",
            "frame": frame(event, "Hoja de entrega de materiales"),
            "body": {
                "keys": [
                    ["Fecha", listing.days_of(event)],
                    ["Lugar", listing.place_of(event)],
                    *([["Materiales", names]] if names else []),
                ],
                "columns": list(DELIVERED),
                "people": [_line(row, None, keys, ()) for row in rows],
                "blank": min(MOST_BLANK, max(BLANK, queries.public_of(event))),
                "to_sign": True,
                "note": "Quien no firma pone su huella. Cada persona recibe un ejemplar.",
                "notice": {"title": notice.title.es, "text": " ".join(notice.text.es.split())}
                if notice
                else None,
            },
        }
        issued = timezone.localtime(by.now)
        return render(record, folder=FOLDER, template="asistencia.es.typ", issued_at=issued)


def badges(event: Event, by: Actor) -> Paper:
    """Name badges of those enrolled, eight on a sheet, each with the code that is read at the door."""
    with translation.override(ES):
        rows = queries.by_name(queries.participations(event, State.APPROVED))
        record = {
            "paper": "credenciales",
            "frame": frame(event, event.title_es) | {"subtitle": listing.days_of(event)},
            "body": {
                "badges": [
                    {
                        "name": str(row.person),
                        "institution": row.institution_name,
                        "role": "" if row.role == "NOT_RECORDED" else row.get_role_display(),
                        "code": attending.code_of(row),
                        "qr": str(row.pk).upper(),
                    }
                    for row in rows
                ]
            },
        }
        issued = timezone.localtime(by.now)
        return render(record, folder=FOLDER, template="credenciales.es.typ", issued_at=issued)


def answer(paper: Paper, name: str) -> HttpResponse:
    """The paper as a page of its own in the browser."""
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
