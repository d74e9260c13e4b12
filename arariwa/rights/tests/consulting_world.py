"""A small world of consultations, built by the actions people use."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Institution
from arariwa.events.models import Event
from arariwa.events.tests import small
from arariwa.rights import actions_consultations as actions
from arariwa.rights import actions_sessions as sessions
from arariwa.rights import return_codes
from arariwa.rights.models import (
    Consultation,
    ConsultationAnswer,
    FollowUp,
    SessionQuestion,
    Translation,
)

LORO = "Mi abuela tiene un loro hace años. ¿Puede quedárselo?"


def desk() -> testing.Someone:
    """Tania of the programme: the desk that receives what citizens ask. ARFFS is in the table of institutions."""
    Institution.objects.get_or_create(
        code="ARFFS",
        defaults={"kind": "authority", "name_es": "Autoridad regional forestal y de fauna silvestre"},
    )
    return small.coordinator()


def about(**changes: Any) -> dict[str, Any]:
    """What a citizen of Iquitos asks about a parrot."""
    return {
        "question": LORO,
        "animal": "loro",
        "topic": "parrots",
        "act": "keep",
        "ubigeo": "160101",
        "language": "es",
        "contact": "",
        "channel": "telephone",
        **changes,
    }


def a_question(by: testing.Someone | None = None, **changes: Any) -> tuple[Consultation, str]:
    """A question and its code; without `by` a citizen wrote it."""
    code = return_codes.new_code()
    row = actions.ask(by=by.actor if by else None, id=uuid7(), code=code, values=about(**changes))
    return row, code


FACTS = {
    "asked": "",
    "situation": {
        "on": "2026-06-01",
        "acts": ["possess"],
        "purpose": {"pet": True},
        "title": {"state": "none"},
        "specimens": [{"taxa": ["Amazona amazonica"], "what": "wild_fauna", "form": "live"}],
    },
}


def answered(row: Consultation, by: testing.Someone, **changes: Any) -> ConsultationAnswer:
    """Its answer, which leads to the voluntary hand-in."""
    values: dict[str, Any] = {
        "word": "not_allowed",
        "text": "Sin papeles de origen no puede quedárselo. Ofrezca entregarlo por escrito.",
        "norms": ["CP-308-C", "LW-SUBSANA"],
        "facts": FACTS,
        "written": ["S03"],
        "way": "W-ENTREGA",
        "authority": Institution.objects.get(pk="ARFFS"),
        **changes,
    }
    return actions.answer(
        by=by.actor, consultation_id=row.pk, id=uuid7(), after=row.answers.count(), **values
    )


def followed_up(row: Consultation, by: testing.Someone, outcome: str = "started") -> FollowUp:
    """What became of its way, asked today."""
    on = by.actor.today
    return actions.follow_up(by=by.actor, consultation_id=row.pk, id=uuid7(), outcome=outcome, on=on)


# The least an OGG file of speech begins with.
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(64)


def a_recording(content: bytes = OPUS, name: str = "saludo.opus") -> SimpleUploadedFile:
    """What a telephone recorded."""
    return SimpleUploadedFile(name, content)


def noted(event: Event, by: testing.Someone, **changes: Any) -> SessionQuestion:
    """A question people asked at a session."""
    values = {"words": "¿Y si el loro ya está viejo?", "topic": "parrots", "number": 3, **changes}
    return sessions.note_question(by=by.actor, event_id=event.pk, id=uuid7(), **values)


def handed_in(by: testing.Someone, **changes: Any) -> Translation:
    """A text and recording in Quechua of the first step."""
    values = {
        "language": "que",
        "slot": "S01",
        "text": "Texto de prueba en la lengua.",
        "translated_by": "Hablante de prueba",
        "file": a_recording(),
        **changes,
    }
    return sessions.hand_in(by=by.actor, id=uuid7(), **values)


def accepted(by: testing.Someone, **changes: Any) -> Translation:
    """What was handed in, accepted by another person of the office."""
    row = handed_in(by, **changes)
    ruth = testing.someone("Ruth", by.office, "programme")
    return sessions.review(by=ruth.actor, id=row.pk, accepted=True)
