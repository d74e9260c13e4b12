"""The know-your-rights session as the running system answers from it: its script, the answers of the day, its languages."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from arariwa.core import formatting
from arariwa.core.setup import current, current_fingerprint, stored_pack
from arariwa.law import queries as law
from arariwa.rights import book, showing
from arariwa.rights.domain.content import Channel, Way
from arariwa.rights.domain.kit import TONGUES, Card, Kit
from arariwa.rights.models import Translation
from arariwa.rights.packs import NAME, read_kit


@lru_cache(maxsize=2)
def _kit(fingerprint: str) -> Kit:
    return read_kit(stored_pack(fingerprint) if fingerprint else current(NAME))


def kit() -> Kit:
    """The session of the country's pack."""
    return _kit(current_fingerprint(NAME))


@dataclass(frozen=True)
class Point:
    """One part of an answer: a situation with what the engine says of it, in words of the pack."""

    id: str
    question: str
    # As the pack answers (allowed, allowed_if, depends, not_allowed), and the engine of its facts on the day.
    word: str
    verdict: str
    short: str
    consequences: list[str]
    norms: list[str]


@dataclass(frozen=True)
class Answered:
    """A question of the script with its answer of the day: situations, ways, what community actors may, channels."""

    key: str
    question: str
    points: list[Point]
    ways: list[Way]
    actors: list[tuple[str, list[str], list[str]]]
    channels: list[Channel]


def answered(key: str, on: date) -> Answered:
    """The answer to one question of the script by the law of a day."""
    rights, lang = book.rights(), formatting.language()
    ids = rights.script.get(key, [])

    def words(rows: Iterable[Any]) -> list[str]:
        return [book.said(row, on, links=False) for row in rows]

    return Answered(
        key=key,
        question=kit().script.questions[key].in_(lang),
        points=[point(id, on) for id in ids if id in rights.asked],
        ways=[rights.ways[id] for id in ids if id in rights.ways],
        actors=[
            (actor.name.in_(lang), words(actor.may), words(actor.may_not))
            for id in ids
            if (actor := rights.actor(id))
        ],
        channels=[rights.channels[id] for id in ids if id in rights.channels],
    )


def answers(on: date) -> dict[str, Answered]:
    """The answer to every question of the script by the law of a day, worked out once a day, language and pack."""
    return _answers(on, formatting.language(), book.fingerprints())


@lru_cache(maxsize=8)
def _answers(on: date, _lang: str, _packs: Hashable) -> dict[str, Answered]:
    return {key: answered(key, on) for key in kit().script.questions}


def backs(on: date) -> list[tuple[Card, Point]]:
    """The species cards, each with what is answered behind by the law of a day; worked out as often as the answers."""
    return _backs(on, formatting.language(), book.fingerprints())


@lru_cache(maxsize=8)
def _backs(on: date, _lang: str, _packs: Hashable) -> list[tuple[Card, Point]]:
    return [(card, point(card.situation, on)) for card in kit().script.cards]


def point(id: str, on: date) -> Point:
    """A written situation with what the engine says of its facts on a day."""
    rights = book.rights()
    asked = rights.asked[id]
    return Point(
        id=id,
        question=asked.question.in_(formatting.language()),
        word=asked.answer,
        verdict=_verdict(id, law.law().fingerprint, rights.fingerprint, on),
        short=book.said(asked.short, on, links=False),
        consequences=[book.said(rights.sentence(row), on, links=False) for row in asked.consequence],
        norms=list(dict.fromkeys(row["where"] or row["text"] for row in showing.rules(asked.why, on))),
    )


@lru_cache(maxsize=512)
def _verdict(id: str, law_pack: str, rights_pack: str, on: date) -> str:
    situation = book.rights().asked[id].situation
    if situation is None:
        return ""
    found = law.verdict({**situation, "on": on.isoformat()})
    if found.lawful is None:
        return "not_known"
    return "lawful" if found.lawful else "not_lawful"


# Languages


@dataclass(frozen=True)
class Said:
    """A slot in one language: its text and its recording, each with who made it; neither: it is missing."""

    slot: str
    original: str
    text: str = ""
    by: str = ""
    recording: Translation | None = None
    language: str = ""

    @property
    def recorded_by(self) -> str:
        """Who recorded it, where that is not said beside the text."""
        who = whose(self.recording) if self.recording else ""
        return "" if who == self.by else who

    @property
    def missing(self) -> bool:
        """Whether nobody has translated it, or nobody reviewed what was handed in."""
        return not self.text and not self.recording


def whose(row: Translation) -> str:
    """Who translated or recorded it, and in which variety."""
    return ", ".join(filter(None, (row.translated_by, row.variety)))


def accepted(language: str) -> tuple[dict[str, Translation], dict[str, Translation]]:
    """The accepted texts of a language and its recordings, the latest of each slot. They were reviewed to be shown to everyone.

    Text and recording are often handed in apart, by two people: one does not hide the other.
    """
    rows = list(
        Translation.objects.filter(language=language, accepted=True, compartment__exercise=None).order_by(
            "reviewed_at"
        )
    )
    return {row.slot: row for row in rows if row.text}, {row.slot: row for row in rows if row.has_recording}


def accepted_at() -> tuple[tuple[UUID, datetime | None], ...]:
    """The accepted translations of every language and when, to tell whether what was made of them is still right."""
    rows = Translation.objects.filter(accepted=True, compartment__exercise=None)
    return tuple(rows.order_by("id").values_list("id", "reviewed_at"))


def said_in(language: str) -> list[Said]:
    """Every slot of the session in a language, in the order of the script."""
    tongue, (texts, recordings) = kit().tongues[language], accepted(language)
    found = []
    for slot, original in kit().script.slots().items():
        text, by = "", ""
        if row := texts.get(slot):
            text, by = row.text, whose(row)
        elif pack := tongue.slots.get(slot):
            text, by = pack.text, pack.translated_by
        words = original.in_(formatting.language())
        found.append(Said(slot, words, text, by, recordings.get(slot), language))
    return found


@dataclass(frozen=True)
class Tongue:
    """How far a language is: slots, those missing, those that wait for review."""

    code: str
    name: str
    slots: int
    missing: int
    waiting: int


def tongues(waiting: Iterable[str] = ()) -> list[Tongue]:
    """The languages of the session with what is missing in each; `waiting` has the language of all that the reader knows to wait."""
    rows, wait = [], Counter(waiting)
    for code in TONGUES:
        slots = said_in(code)
        missing = sum(one.missing for one in slots)
        name = kit().tongues[code].name.in_(formatting.language())
        rows.append(Tongue(code, name, len(slots), missing, wait[code]))
    return rows


# Whom to call


def channels() -> list[Channel]:
    """Channels to call, those of the whole country first."""
    rows = [row for row in book.rights().channels.values() if row.contacts]
    return sorted(rows, key=lambda row: row.region or "")


def channels_of_region(region: str) -> list[Channel]:
    """Channels to put on the poster of a department: its own first, then those of the whole country."""
    rows = [row for row in channels() if row.region in (region, None)]
    return sorted(rows, key=lambda row: row.region is None)
