"""What the pages of the session show: the script with the answers of the day, a session being run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from arariwa.core import access, formatting
from arariwa.core.actor import Actor
from arariwa.events.choices import EventKind
from arariwa.events.importing import departments
from arariwa.events.models import Event
from arariwa.rights import consultation_listing as listing
from arariwa.rights import session_kit, showing
from arariwa.rights.models import SessionQuestion, Translation


@dataclass(frozen=True)
class Tongues:
    """One slot in other languages: (language, what is said, where its recording is heard; empty: not here), and what is missing."""

    said: list[tuple[str, session_kit.Said, str]]
    missing: list[str]


def _online(recorded: Translation) -> str:
    return reverse("rights:recording_attachment", args=[recorded.pk])


def script(
    by: Actor,
    began: datetime | None = None,
    languages: tuple[str, ...] = (),
    heard_at: Callable[[Translation], str] = _online,
) -> dict[str, Any]:
    """The whole session by the law of today: rules, steps with their notes and answers, cards, what to take along.

    Where a recording is heard, `heard_at` says; it is asked in the order of the script.
    """
    kit, lang, today = session_kit.kit().script, formatting.language(), by.today
    said = {code: {one.slot: one for one in session_kit.said_in(code)} for code in languages}
    answered = {key: session_kit.answered(key, today) for key in kit.questions}

    def tongues(slot: str) -> Tongues:
        found = Tongues([], [])
        for code in languages:
            name, one = session_kit.kit().tongues[code].name.in_(lang), said[code][slot]
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
                "answers": [(answered[key], tongues(key)) for key in step.questions],
            }
        )
        at = at + timedelta(minutes=step.minutes) if at else None
    return {
        "title": kit.title.in_(lang),
        "minutes": kit.minutes,
        "rules": [words.in_(lang) for words in kit.rules],
        "steps": steps,
        "cards": cards(by),
        "today": today,
        "old": showing.law_day(today).old,
        "regions": departments(),
        "tongues": session_kit.tongues(),
        "events": _events(by),
    }


def _events(by: Actor) -> list[Event]:
    rows = access.visible(
        Event.objects.filter(kind=EventKind.KNOW_YOUR_RIGHTS, cancelled_at=None), by, access.ACT
    )
    return list(rows.order_by("-from_on", "-id")[:8])


def cards(by: Actor) -> list[dict[str, Any]]:
    """The species cards with their drawing and what is answered behind."""
    kit, lang = session_kit.kit(), formatting.language()
    return [
        {
            "name": card.name.in_(lang),
            "taxon": card.taxon,
            "svg": kit.glyphs[card.glyph],
            "point": session_kit.point(card.situation, by.today),
        }
        for card in kit.script.cards
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
        **script(by, began, languages),
        "session": first,
        "questions": rows,
        "by_topic": [(listing.topic_word(c["topic"]), c["n"]) for c in counts.order_by("-n", "topic")],
    }


def accepted_recording(id: UUID) -> Translation | None:
    """An accepted translation: it was reviewed to be heard by everyone."""
    return Translation.objects.filter(pk=id, accepted=True, compartment__exercise=None).first()
