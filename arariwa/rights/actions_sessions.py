"""Writes of the session: questions noted, one turned into a consultation; translations handed in and reviewed."""

from typing import Any
from uuid import UUID

from arariwa.core import access, contents, files, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Grant
from arariwa.events.choices import EventKind
from arariwa.events.models import Event
from arariwa.rights import actions_consultations, book, consulting, session_kit
from arariwa.rights.consultation_choices import STAFF, Channel
from arariwa.rights.domain.kit import TONGUES
from arariwa.rights.models import Consultation, SessionQuestion, Translation

ROLES = tuple(str(role) for role in STAFF)
HELD = (EventKind.KNOW_YOUR_RIGHTS, EventKind.CONFERENCE)
RECORDING = "recording"
MOST = 500


def session_event(by: Actor, id: UUID) -> Event:
    """The session, for whoever helps to run it; it may be closed, not cancelled."""
    event = access.get(Event, by, pk=id)
    access.require(by, access.ACT, event)
    if event.kind not in HELD:
        raise Refused("session_question.kind")
    if event.cancelled_at:
        raise Refused("event.cancelled", number=event.number)
    return event


@action(roles=ROLES)
def note_question(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    topic: str = "",
    step: int | None = None,
    known: str = "",
    words: str = "",
    number: int = 1,
) -> SessionQuestion:
    """Note what was asked at a session, by subject and how many asked it; never by whom."""
    event = session_event(by, event_id)
    given: dict[str, Any] = {
        "event": event,
        "topic": topic,
        "step": step,
        "known": known,
        "words": words.strip(),
        "number": number,
    }
    if standing := versions.again(SessionQuestion, by, id, given):
        return standing
    script = session_kit.kit().script
    if topic and topic not in book.rights().groups:
        raise Refused("consultation.topic", "topic")
    if known and known not in script.questions:
        raise Refused("translation.slot", "known")
    if not known and not given["words"]:
        raise Refused("field.missing", "words")
    if not 1 <= number <= MOST:
        raise Refused("session_question.count", "number")
    row = SessionQuestion.objects.create(id=id, **given, noted_at=by.now, noted_by=by.membership)
    journal.write(by, "session.question_noted", event, question=row.pk, topic=topic, **contents.sealed(row))
    return row


def _question(by: Actor, id: UUID) -> SessionQuestion:
    row = access.get(SessionQuestion.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    return row


@action(roles=ROLES)
def void_question(*, by: Actor, id: UUID) -> SessionQuestion:
    """Take back what was noted by mistake."""
    row = _question(by, id)
    if row.voided_at:
        return row
    if row.consultation_id:
        raise Refused("session_question.as_consultation")
    was = contents.digest(row)
    row.voided_at, row.voided_by = by.now, by.membership
    row.save(update_fields=["voided_at", "voided_by"])
    journal.write(by, "session.question_voided", row.event, question=row.pk, **contents.sealed(row, was))
    return row


@action(roles=ROLES)
def make_consultation(*, by: Actor, id: UUID, consultation_id: UUID, code: str) -> Consultation:
    """Turn what was asked into a consultation, with its subject, place and language; the code is the person's."""
    row = _question(by, id)
    if row.voided_at or row.consultation_id not in (None, consultation_id):
        raise Refused("session_question.as_consultation")
    event, script = row.event, session_kit.kit().script
    known = script.questions.get(row.known)
    language = next((tongue for tongue in event.languages if tongue in TONGUES), "es")
    made = actions_consultations.ask(
        by=by,
        id=consultation_id,
        code=code,
        values={
            "channel": Channel.SESSION,
            "event": event,
            "question": row.words or (known.es if known else ""),
            "topic": row.topic,
            "act": "",
            "animal": "",
            "ubigeo": event.ubigeo,
            "language": language,
            "contact": "",
            "asked_on": min(event.until_on, by.today),
        },
    )
    row.consultation = made
    row.save(update_fields=["consultation"])
    return made


@action(roles=ROLES)
def hand_in(
    *,
    by: Actor,
    id: UUID,
    language: str,
    slot: str,
    translated_by: str,
    variety: str = "",
    text: str = "",
    file: Any = None,
) -> Translation:
    """Hand in what a speaker of the language wrote or recorded; it shows once another person reviewed it."""
    given: dict[str, Any] = {
        "language": language,
        "slot": slot,
        "variety": variety.strip(),
        "text": text.strip(),
        "translated_by": translated_by.strip(),
    }
    if standing := versions.again(Translation, by, id, given):
        return standing
    if language not in TONGUES:
        raise Refused("translation.language", "language")
    if slot not in session_kit.kit().script.slots():
        raise Refused("translation.slot", "slot")
    if not given["translated_by"]:
        raise Refused("field.missing", "translated_by")
    if not given["text"] and not file:
        raise Refused("translation.audio_or_text", "text")
    kept = files.keep(file, kinds=files.RECORDINGS, field="file") if file else None
    compartment = access.new_compartment(by)
    desk = consulting.desk_office(by.today)
    if desk and desk != by.office and not by.exercise:
        Grant.objects.create(
            compartment=compartment,
            office=desk,
            level=access.ACT,
            from_at=by.now,
            reason="translation",
            by=by.membership,
        )
    row = Translation.objects.create(
        id=id,
        compartment=compartment,
        **given,
        has_recording=kept is not None,
        handed_in_at=by.now,
        handed_in_by=by.membership,
    )
    if kept:
        files.attach(by, row, kept, name=getattr(file, "name", ""), purpose=RECORDING)
    journal.write(by, "translation.handed_in", row, language=language, slot=slot, **contents.sealed(row))
    return row


@action(roles=ROLES)
def review(*, by: Actor, id: UUID, accepted: bool, note: str = "") -> Translation:
    """Another person, who speaks the language or asked who does, accepts it or sends it back with the reason."""
    row = access.get(Translation.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    if row.handed_in_by.person_id == by.person.pk:
        raise Refused("translation.own")
    if row.reviewed_at:
        if (row.accepted, row.review_note) == (accepted, note.strip()):
            return row
        raise Refused("translation.decided")
    if not accepted and not note.strip():
        raise Refused("reason.missing", "note")
    was = contents.digest(row)
    row.reviewed_at, row.reviewed_by = by.now, by.membership
    row.accepted, row.review_note = accepted, note.strip()
    row.save(update_fields=["reviewed_at", "reviewed_by", "accepted", "review_note"])
    journal.write(by, "translation.reviewed", row, accepted=accepted, **contents.sealed(row, was))
    return row


@action(roles=ROLES)
def take_off(*, by: Actor, id: UUID, why: str) -> Translation:
    """Take an accepted translation off again, with the reason: the slot is empty, or shows the one before it."""
    row = access.get(Translation.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    if not row.accepted:
        return row
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(row)
    row.accepted, row.review_note = False, why.strip()
    row.save(update_fields=["accepted", "review_note"])
    journal.write(by, "translation.taken_off", row, **contents.sealed(row, was))
    return row
