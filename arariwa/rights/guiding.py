"""The guides as pages show them: in the reader's language, with the law of the day and links to the pack's entries."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from arariwa.core import formatting
from arariwa.core.setup import current_fingerprint
from arariwa.law import queries as law
from arariwa.law.referring import Referring
from arariwa.rights import book, showing
from arariwa.rights.consultation_showing import open_channels
from arariwa.rights.domain.guides import AT_LEAST, LANGUAGES, Guide, rendered
from arariwa.rights.pack_words import LEVELS, READERS
from arariwa.rights.packs import NAME

# How sure a guide is: as the least sure of what it rests on.
LEAST_SURE = ("low", "medium", "high")


def named() -> list[Guide]:
    """Every guide in the reader's language, in order."""
    return [both[formatting.language()] for both in book.guides().values()]


def of(slug: str) -> Guide | None:
    """The guide of that name in the reader's language."""
    both: Mapping[str, Guide] = book.guides().get(slug, {})
    return both.get(formatting.language())


def page(guide: Guide, today: date) -> dict[str, Any]:
    """All a guide's page says."""
    rights, head = book.rights(), guide.head
    actors = [actor for id in head.actors if (actor := rights.actor(id))]
    sure = [
        *(rights.asked[id].confidence for id in head.questions),
        *(rights.ways[id].confidence for id in head.ways),
        *(actor.confidence for actor in actors),
    ]
    return {
        "guide": guide,
        "text": _text(guide.slug, guide.lang, today, current_fingerprint(NAME), law.law().fingerprint),
        "questions": [rights.asked[id] for id in head.questions],
        "ways": [rights.ways[id] for id in head.ways],
        "rules": showing.rules(head.law, today),
        # On paper a link calls nobody.
        "channels": open_channels(),
        "confidence": min(sure, key=LEAST_SURE.index),
    }


@lru_cache(maxsize=64)
def _text(slug: str, lang: str, today: date, _rights: str, _law: str) -> SafeString:
    guide = book.guides()[slug][lang]
    return mark_safe(rendered(guide, Referring(book.law_book(), today), address))  # noqa: S308 - cleaned by nh3


def address(entry: str) -> str:
    """Where a link of a guide leads."""
    if entry == "acta":
        return reverse("rights:communal_record_pdf")
    if entry == "canales":
        return reverse("rights:channels")
    if entry.startswith("CJ-"):
        return f"{reverse('rights:community')}#{entry}"
    if entry.startswith("CH-"):
        return f"{reverse('rights:channels')}#{entry}"
    return reverse("rights:way" if entry.startswith("W-") else "rights:question", args=[entry])


def readings() -> list[dict[str, Any]]:
    """How easily each guide reads in each language, for who writes them."""
    return [
        {
            "guide": both[lang],
            "lang": lang,
            "reading": both[lang].reading,
            "level": LEVELS[both[lang].reading.level],
            "reader": READERS[both[lang].head.reader],
            "least": LEVELS[AT_LEAST[both[lang].head.reader]],
            "fine": both[lang].reading.at_least(AT_LEAST[both[lang].head.reader]),
        }
        for both in book.guides().values()
        for lang in LANGUAGES
    ]
