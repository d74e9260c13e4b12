"""What the pages of the session show: the script with the answers of the day, a session being run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from arariwa.core import access, formatting
from arariwa.core.action import role_allows
from arariwa.core.actor import Actor
from arariwa.events.choices import EventKind
from arariwa.events.importing import departments
from arariwa.events.models import Event
from arariwa.rights import consultation_listing as listing
from arariwa.rights import session_kit, showing
from arariwa.rights.actions_sessions import ROLES
from arariwa.rights.models import SessionQuestion, Translation


@dataclass(frozen=True)
class Tongues:
    """One slot in other languages: (language, what is said, where its recording is heard; empty: not here), and what is missing."""

    said: list[tuple[str, session_kit.Said, str]]
    missing: list[str]


def _online(recorded: Translation) -> str:
    return reverse("rights:recording_attachment", args=[recorded.pk])


def day_of(by: Actor | None) -> date:
    """The day whose law answers: today, for who plays an exercise that of the exercise."""
    return by.today if by else timezone.localdate()


def script(
    today: date,
    began: datetime | None = None,
    languages: tuple[str, ...] = (),
    heard_at: Callable[[Translation], str] = _online,
) -> dict[str, Any]:
    """The whole session by the law of a day, the same for everyone: rules, steps with their notes and answers, cards.

    Where a recording is heard, `heard_at` says; it is asked in the order of the script.
    """
    kit, lang = session_kit.kit().script, formatting.language()
    named = {code: session_kit.kit().tongues[code].name.in_(lang) for code in languages}
    said = {code: {one.slot: one for one in session_kit.said_in(code)} for code in languages}
    answered, before = session_kit.answers(today), set[str]()

    def tongues(slot: str) -> Tongues:
        found = Tongues([], [])
        for code in languages:
            name, one = named[code], said[code][slot]
            if one.missing:
                found.missing.append(name)
                continue
            found.said.append((name, one, heard_at(one.recording) if one.recording else ""))
        return found

    steps, at = [], began
    for step in kit.steps:
        steps.append(
            {
                "step": step,
                "title": step.title.in_(lang),
                "say": step.say.in_(lang),
                "notes": step.notes.in_(lang),
                "needs": [words.in_(lang) for words in step.needs],
                "at": at,
                "tongues": tongues(step.slot),
                "answers": [(answered[key], tongues(key), key in before) for key in step.questions],
            }
        )
        before.update(step.questions)
        at = at + timedelta(minutes=step.minutes) if at else None
    return {
        "title": kit.title.in_(lang),
        "minutes": kit.minutes,
        "rules": [words.in_(lang) for words in kit.rules],
        "steps": steps,
        "cards": cards(today),
        "law_day": showing.law_day(today),
    }


def page(by: Actor | None) -> dict[str, Any]:
    """The script for whoever reads it; for who may run a session also theirs, and what waits for review."""
    runs = role_allows(by, ROLES)
    return {
        **script(day_of(by)),
        "regions": departments(),
        "tongues": session_kit.tongues(waiting(by).values_list("language", flat=True)),
        "runs": runs,
        "events": _events(by) if by and runs else [],
    }


def waiting(by: Actor | None) -> QuerySet[Translation]:
    """What was handed in and waits for review, of that one may see; nothing for who does not run sessions."""
    if by is None or not role_allows(by, ROLES):
        return Translation.objects.none()
    return access.visible(Translation.objects.filter(reviewed_at=None), by)


def languages(by: Actor | None) -> dict[str, Any]:
    """The languages with what is missing in each; for who may run a session also what waits for review."""
    rows, named = waiting(by), session_kit.kit().tongues
    oldest = rows.select_related("handed_in_by__person").order_by("handed_in_at", "id")[:50]
    return {
        "tongues": session_kit.tongues(rows.values_list("language", flat=True)),
        "runs": role_allows(by, ROLES),
        "waiting": [(row, named[row.language].name) for row in oldest],
    }


def language(by: Actor | None, code: str) -> dict[str, Any]:
    """One language: what is said of each slot, what is missing; for who may run a session also what was handed in."""
    runs = role_allows(by, ROLES)
    mine = access.visible(Translation.objects.filter(language=code), by) if by and runs else None
    return {
        "code": code,
        "name": session_kit.kit().tongues[code].name,
        "rows": session_kit.said_in(code),
        "runs": runs,
        "handed": mine.select_related("handed_in_by__person", "reviewed_by__person")[:100]
        if mine is not None
        else [],
    }


def _events(by: Actor) -> list[Event]:
    rows = access.visible(
        Event.objects.filter(kind=EventKind.KNOW_YOUR_RIGHTS, cancelled_at=None), by, access.ACT
    )
    return list(rows.order_by("-from_on", "-id")[:8])


def cards(today: date) -> list[dict[str, Any]]:
    """The species cards with their drawing and what is answered behind."""
    glyphs, lang = session_kit.kit().glyphs, formatting.language()
    return [
        {"name": card.name.in_(lang), "taxon": card.taxon, "svg": glyphs[card.glyph], "point": point}
        for card, point in session_kit.backs(today)
    ]


def running(event: Event, by: Actor) -> dict[str, Any]:
    """A session being run: the script with its hours and languages, and what was asked so far by subject."""
    first = event.sessions.filter(voided_at=None).first()
    languages = tuple(code for code in event.languages if code in session_kit.TONGUES)
    asked = SessionQuestion.objects.filter(event=event, voided_at=None)
    rows = list(asked.select_related("consultation"))
    questions = session_kit.kit().script.questions
    for row in rows:
        known = questions.get(row.known)
        row.said = row.words or (known.in_(formatting.language()) if known else row.known)  # type: ignore[attr-defined]
        row.subject = listing.topic_word(row.topic)  # type: ignore[attr-defined]
    counts = asked.values("topic").annotate(n=Sum("number"))
    began = timezone.localtime(first.starts_at) if first else None
    return {
        **script(by.today, began, languages),
        "session": first,
        "questions": rows,
        "by_topic": [(listing.topic_word(c["topic"]), c["n"]) for c in counts.order_by("-n", "topic")],
    }


def accepted_recording(id: UUID) -> Translation | None:
    """An accepted translation: it was reviewed to be heard by everyone."""
    return Translation.objects.filter(pk=id, accepted=True, compartment__exercise=None).first()
