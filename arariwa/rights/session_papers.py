"""The session to take along: one file for a telephone without network, and a print set.

Anyone may ask for them, so each is made once a day, language, pack and state of the translations (`kept.Shelf`).
"""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from arariwa.core import files, formatting, reference
from arariwa.core.paper import Paper, render
from arariwa.events.domain.polls import Question
from arariwa.rights import book, session_kit, session_showing, showing
from arariwa.rights.actions_sessions import RECORDING
from arariwa.rights.kept import Shelf
from arariwa.rights.models import Translation
from arariwa.rights.offline import copy_days
from arariwa.rights.pack_words import ANSWERS

FOLDER = Path(__file__).parent / "static" / "rights"
PAPERS = "pe/documents"
# Bytes of recordings one file takes along: some forty sentences of a minute, and still sent from telephone to telephone.
RECORDINGS = 12_000_000
# The drawing on the cup of each answer of the poll.
SIGNS = {"yes": "si", "no": "no", "unsure": "nose"}
# A file for each language, and room for the day of an exercise; a print set for each region and language (some 160 kB).
_files: Shelf[bytes] = Shelf(3)
_papers: Shelf[Paper] = Shelf(64)


@lru_cache
def _part(name: str) -> tuple[str, str]:
    """(text, its hash as a policy names it) of the style or script within the page."""
    text = (FOLDER / name).read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"'sha256-{digest}'"


class _Carried:
    """Recordings within the page, as long as there is room."""

    def __init__(self) -> None:
        self.room = RECORDINGS

    def __call__(self, recorded: Translation) -> str:
        attachment = files.files_of(recorded, RECORDING).first()
        if attachment is None or attachment.blob.size > self.room:
            return ""
        self.room -= attachment.blob.size
        data = base64.b64encode(files.read(attachment)).decode()
        return f"data:{attachment.blob.kind};base64,{data}"


def offline(today: date) -> bytes:
    """The whole session as one page that asks for nothing from outside, packed by gzip; its answers are those of the law of a day."""
    key = (formatting.language(), today, *_state())
    return _files.take(key, lambda: gzip.compress(_offline(today).encode(), 6, mtime=0))


def _state() -> tuple[Any, ...]:
    return book.fingerprints(), session_kit.accepted_at()


def _offline(today: date) -> str:
    (style, style_hash), (script, script_hash) = _part("session.css"), _part("session.js")
    policy = (
        f"default-src 'none'; style-src {style_hash}; script-src {script_hash}; "
        "media-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    places = reference.places()
    context = {
        **session_showing.script(today, languages=session_kit.TONGUES, heard_at=_Carried()),
        "policy": policy,
        "style": style,
        "script": script,
        "lang": formatting.language(),
        "days": (days := copy_days(today)),
        "until": today + timedelta(days=days),
        "channels": [
            (row, place.name if row.region and (place := places.get(row.region)) else "")
            for row in session_kit.channels()
        ],
        "poll": [_asked(question, formatting.language()) for question in book.rights().poll.values()],
        "questions": session_kit.kit().script.questions,
        "offline": True,
    }
    return render_to_string("rights/session_offline.html", context)


def print_set(region: str, lang: str, today: date) -> Paper:
    """Facilitator's sheet with what is translated, species cards six to a page, signs of the seed poll, poster of a region."""
    return _papers.take((region, lang, today, *_state()), lambda: _print_set(region, lang, today))


def _print_set(region: str, lang: str, today: date) -> Paper:
    with translation.override(lang):
        record = print_record(region, lang, today)
        issued = datetime.combine(today, time(12), formatting.LIMA)
        return render(record, folder=settings.PACKS / PAPERS, template=f"sesion.{lang}.typ", issued_at=issued)


def print_record(region: str, lang: str, today: date) -> dict[str, Any]:
    """What the print set says, in the language that is active."""
    kit, place = session_kit.kit(), reference.places().get(region)
    law_day = showing.law_day(today)
    read = formatting.day(law_day.read_until, lang)
    said = {
        kit.tongues[code].name.in_(lang): {one.slot: one for one in session_kit.said_in(code)}
        for code in session_kit.TONGUES
    }
    return {
        "paper": "sesion",
        "frame": {
            "lang": lang,
            "institution": "Arariwa",
            "unit": _("Know-your-rights session"),
            "number": f"{region} {today.isoformat()}",
            "title": kit.script.title.in_(lang),
            "subtitle": place.name if place else "",
            "note": _("It may be copied and given away."),
        },
        "body": {
            "labels": {
                "rules": _("Rules of the session"),
                "say": _("Say:"),
                "needs": _("You need:"),
                "missing": _("Translation missing:"),
                "answers": _("Answers of the day"),
                "cards": _("Species cards"),
                "cards_note": _("Cut along the lines. The answer stands below the fold."),
                "may": _("May:"),
                "may_not": _("May not:"),
                "poll": _("Questions of the seed poll"),
                "poll_note": _(
                    "Ask the same questions before and after. The right answer is said after the last one."
                ),
                "right": _("Right:"),
                "seeds": _("Signs for the cups of the seed poll"),
                "call": _("Whom to call"),
                "call_lead": _("If an animal is in danger, or to tell what you saw"),
            },
            "law": _("Answers by the law of %(day)s; its sources were read up to %(read)s.")
            % {"day": formatting.day(today, lang), "read": read},
            "rules": [words.in_(lang) for words in kit.script.rules],
            "steps": [
                {
                    **_tongues(step.slot, said),
                    "n": step.n,
                    "minutes": step.minutes,
                    "title": step.title.in_(lang),
                    "say": step.say.in_(lang),
                    "notes": step.notes.in_(lang),
                    "needs": [words.in_(lang) for words in step.needs],
                }
                for step in kit.script.steps
            ],
            "answers": [
                {**_tongues(key, said), **_answer(found, lang)}
                for key, found in session_kit.answers(today).items()
            ],
            "cards": [
                {
                    "name": card.name.in_(lang),
                    "taxon": card.taxon,
                    "svg": kit.glyphs[card.glyph],
                    "question": back.question,
                    "word": str(ANSWERS[back.word]),
                    "short": back.short,
                }
                for card, back in session_kit.backs(today)
            ],
            "poll": [_asked(question, lang) for question in book.rights().poll.values()],
            "signs": [
                {"sign": "si", "word": _("Yes")},
                {"sign": "no", "word": _("No")},
                {"sign": "nose", "word": _("I do not know")},
            ],
            "region": place.name if place else "",
            "channels": [_channel(row, lang) for row in session_kit.channels_of_region(region)],
        },
    }


def _tongues(slot: str, said: Mapping[str, Mapping[str, session_kit.Said]]) -> dict[str, Any]:
    """What is said aloud in each language that has it, and the languages in which it is missing."""
    rows = [(name, slots[slot]) for name, slots in said.items()]
    return {
        "tongues": [
            {
                "name": name,
                # A recording alone cannot be printed: the sheet says that there is one to be heard.
                "say": one.text or _("there is a recording; it is heard on the page of the session"),
                "by": one.by or one.recorded_by,
            }
            for name, one in rows
            if not one.missing
        ],
        "missing": formatting.listing([name for name, one in rows if one.missing]),
    }


def _answer(found: session_kit.Answered, lang: str) -> dict[str, Any]:
    # What can happen: one question of the script asks for nothing else. A sentence several situations share is said once an answer.
    told: set[str] = set()

    def once(rows: list[str]) -> list[str]:
        fresh = [words for words in rows if words not in told]
        told.update(fresh)
        return fresh

    return {
        "key": found.key,
        "question": found.question,
        "points": [
            {
                "question": one.question,
                "word": str(ANSWERS[one.word]),
                "short": one.short,
                "consequences": once(one.consequences),
                "norms": " · ".join(one.norms),
            }
            for one in found.points
        ],
        "ways": [way.title.in_(lang) for way in found.ways],
        "channels": [
            {"name": row.name.in_(lang), "contacts": formatting.listing(list(row.contacts))}
            for row in found.channels
        ],
        "actors": [
            {"name": name, "may": "; ".join(may), "may_not": "; ".join(may_not)}
            for name, may, may_not in found.actors
        ],
    }


def _asked(question: Question, lang: str) -> dict[str, Any]:
    """A question of the poll, each answer beside the sign of its cup."""
    return {
        "question": getattr(question.say, lang),
        "options": [
            {"sign": SIGNS[option.card], "say": getattr(option.say, lang)} for option in question.options
        ],
        "right": next(
            getattr(option.say, lang) for option in question.options if option.id == question.right
        ),
        "because": getattr(question.because, lang),
    }


def _channel(row: Any, lang: str) -> dict[str, Any]:
    return {
        "name": row.name.in_(lang),
        "contacts": list(row.contacts),
        "use_for": row.use_for.in_(lang),
        "seen": _("Checked on %(day)s.") % {"day": formatting.day(row.date_seen, lang)},
        "warning": row.warning.in_(lang) if row.warning else "",
    }
