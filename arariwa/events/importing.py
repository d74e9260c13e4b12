"""A list of participants read in: every line is looked at, each problem named with its line; nothing is saved if one is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import translation

from arariwa.core import access, journal, reference
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Checks, Refused
from arariwa.core.domain.steering import marks
from arariwa.core.models import Institution
from arariwa.events import attending, persons, registering
from arariwa.events.attending import Mark
from arariwa.events.choices import NO_REGION, CheckIn, EventRole, Joined, Sex
from arariwa.events.domain import tables
from arariwa.events.models import Participation
from arariwa.events.opened import opened
from arariwa.events.persons import DocumentKind

# Heads as people write them, without accents and capitals.
HEADS = {
    "given_names": ("nombres", "nombre", "given names", "given name", "first name"),
    "surnames": ("apellidos", "apellido", "surnames", "surname", "last name"),
    "document_kind": ("tipo de documento", "tipo documento", "kind of document"),
    "document_number": ("numero de documento", "n de documento", "nro de documento", "documento", "document number", "dni"),
    "email": ("correo", "correo electronico", "e mail", "email"),
    "phone": ("telefono", "celular", "telephone", "phone"),
    "institution": ("institucion", "entidad", "institution"),
    "office_text": ("oficina", "dependencia", "unidad", "sede", "office"),
    "role": ("funcion", "rol", "role"),
    "region": ("region", "departamento", "region de trabajo", "region of work"),
    "sex": ("sexo", "sex"),
}  # fmt: skip
SEXES = {
    Sex.F: ("f", "mujer", "femenino", "woman", "female"),
    Sex.M: ("m", "hombre", "varon", "masculino", "h", "man", "male"),
    Sex.OTHER: ("otro", "other", "x"),
    Sex.NOT_RECORDED: ("", "no consta", "no informado", "not recorded"),
}
LONGEST = {
    "given_names": 120,
    "surnames": 120,
    "document_number": 40,
    "email": 254,
    "phone": 40,
    "office_text": 200,
}


@dataclass
class Outcome:
    """What became of a list."""

    registered: list[Participation] = field(default_factory=list)
    already: int = 0


def lines_of(data: bytes) -> dict[int, dict[str, Any]]:
    """The lines of a list by their number in the file, as values of a registration.

    One Refused carries every problem; the field of each is `<line>-<column>`.
    """
    rows = tables.read(data)
    heads = [_head(cell) for cell in rows[0]] if rows else []
    # A column called DNI says the kind of its numbers itself.
    kind = DocumentKind.DNI if rows and "dni" in map(folded, rows[0]) else ""
    missing = [name for name in ("given_names", "surnames") if name not in heads]
    if missing:
        raise Refused("list.heads", "file", found=", ".join(cell for cell in rows[0] if cell)[:200])
    institutions = _institutions()
    found: dict[int, dict[str, Any]] = {}
    with Checks() as checks:
        for n, row in enumerate(rows[1:], start=2):
            cells = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell}
            if cells:
                with checks.of(n):
                    found[n] = _values(cells, institutions, kind)
    if not found:
        raise Refused("list.empty", "file")
    return found


def _head(cell: str) -> str:
    return next((name for name, words in HEADS.items() if folded(cell) in words), "")


def _institutions() -> dict[str, Institution]:
    found: dict[str, Institution] = {}
    for one in Institution.objects.all():
        for name in (one.code, one.name_es, one.name_en):
            if name:
                found.setdefault(folded(name), one)
    return found


def _values(cells: Mapping[str, str], institutions: Mapping[str, Institution], kind: str) -> dict[str, Any]:
    for name, text in cells.items():
        if steering := marks(text):
            raise Refused("text.steering", name, label=name, signs=" ".join(steering))
        if len(text) > LONGEST.get(name, 200):
            raise Refused("list.cell_too_long", name, most=LONGEST.get(name, 200))
    if "@" not in cells.get("email", "@"):
        raise Refused("list.email", "email", given=cells["email"][:60])
    institution = institutions.get(folded(cells.get("institution", "")))
    found = {
        **{name: cells.get(name, "") for name in ("given_names", "surnames", "document_number", "email", "phone")},
        "document_kind": _chosen(
            cells.get("document_kind", ""),
            DocumentKind,
            "document_kind",
            kind if cells.get("document_number") else "",
        ),
        "institution": institution,
        "institution_text": "" if institution else cells.get("institution", ""),
        "office_text": cells.get("office_text", ""),
        "role": _chosen(cells.get("role", ""), EventRole, "role", EventRole.NOT_RECORDED),
        "region": region_of(cells.get("region", "")),
        "sex": _sex(cells.get("sex", "")),
    }  # fmt: skip
    persons.plain(found)  # a missing name or a wrong number is told with the mistakes of the other lines
    return found


def _chosen(text: str, options: Any, column: str, otherwise: str) -> str:
    """The code of a closed list, from the code or its words in either language."""
    if not text:
        return otherwise
    for language in ("es", "en"):
        with translation.override(language):
            words = {folded(str(label).split(",")[0]): code for code, label in options.choices}
            words |= {folded(str(label)): code for code, label in options.choices}
        words |= {folded(code): code for code in options.values}
        if code := words.get(folded(text)):
            return str(code)
    raise Refused("list.unknown_word", column, given=text[:60])


def region_of(text: str) -> str:
    """The department's code of what people write; "99" for nothing."""
    if not text:
        return NO_REGION
    for code, name in departments():
        if folded(text) == folded(name) or text.zfill(2) == code:
            return code
    if text == NO_REGION:
        return NO_REGION
    raise Refused("list.unknown_word", "region", given=text[:60])


def departments() -> list[tuple[str, str]]:
    """(code, name) of the 25 departments."""
    places = reference.places()
    found = ((code, places.get(code)) for code in (f"{n:02}" for n in range(1, 26)))
    return [(code, place.name) for code, place in found if place]


def _sex(text: str) -> str:
    for code, words in SEXES.items():
        if folded(text) in words:
            return code
    raise Refused("list.unknown_word", "sex", given=text[:60])


@action(roles=ANY_ROLE)
def import_list(*, by: Actor, event_id: UUID, data: bytes, session_id: UUID | None = None) -> Outcome:
    """Register everyone of a list, or nobody when a line is wrong. Reading the same list again registers nobody twice.

    With a session everyone of the list was there: a signed sheet that came on paper.
    """
    event = opened(by, event_id)
    session = access.get(event.sessions.filter(voided_at=None), by, pk=session_id) if session_id else None
    lines, outcome = lines_of(data), Outcome()
    with Checks() as checks:
        for n, values in lines.items():
            with checks.of(n):
                try:
                    row = registering.join(by, event, uuid7(), values, Joined.IMPORTED)
                    outcome.registered.append(row)
                except Refused as refused:
                    if refused.code != "registration.already":
                        raise
                    row = event.participations.get(pk=str(refused.values["id"]))
                    outcome.already += 1
                if session:
                    mark = Mark(uuid7(), CheckIn.LIST, session.starts_at, participation=row.pk)
                    attending.record(by=by, event=event, session=session, mark=mark)
    journal.write(by, "list.imported", event, registered=len(outcome.registered), already=outcome.already)
    return outcome
