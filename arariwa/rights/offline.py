"""What a device keeps of rights, to be read without network: which pages, the written answers in brief, for how long.

A page may be kept when it was made for nobody in particular; it then carries its day and how many days it may be relied on
(`HEADER`), which the worker (`static/rights/worker.js`) reads. What was read without network is never shown without that day.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.fingerprints import code
from arariwa.core.setup import current_fingerprint, current_fingerprints
from arariwa.law import queries as law
from arariwa.law.species_packs import species_packs
from arariwa.rights import answering, book, showing
from arariwa.rights.answering import HEADLINES
from arariwa.rights.domain import asking
from arariwa.rights.domain.content import Rights
from arariwa.rights.kept import lately
from arariwa.rights.pack_words import ANSWERS, SIGNS
from arariwa.rights.packs import NAME

HEADER = "Arariwa-Copy"
# The packs an answer rests on.
PACKS = (NAME, f"{law.COUNTRY}/law", *species_packs(law.COUNTRY))
# The files a kept page needs.
ASSETS = (
    "core/arariwa.css",
    "core/favicon.svg",
    "core/keys.js",
    "rights/aloud.js",
    "rights/keep.js",
    "rights/offline.js",
    "rights/share.js",
)
View = Callable[..., HttpResponse]
# Answers for the device: under which key the last ones lie, that the loop sees to them; how long they are kept, in seconds;
# from which hour on those of tomorrow are made.
LAST, SEEN_TO = "rights.answers.last.{lang}", "rights.answers.seen_to"
KEPT, EVENING = 2 * 24 * 60 * 60, 22


def keepable(view: View) -> View:
    """A page a device may keep; never one made for somebody signed in. One that is of another day says so itself."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            del response[HEADER]
        elif response.status_code == 200 and HEADER not in response:
            today = timezone.localdate()
            days = lately("rights.copy_days", lambda: copy_days(today))
            response[HEADER] = f"{today.isoformat()} {days}"
        return response

    return marked


def copy_days(today: date) -> int:
    """How many days a copy made today may be relied on: no longer than the law in it; where that is old already, the page says so."""
    limits, law_day = book.rights().limits, showing.law_day(today)
    left = (law_day.read_until - today).days + limits.law_days
    return limits.copy_days if law_day.old else min(limits.copy_days, left)


def first() -> list[str]:
    """What is kept at the first visit, in the reader's language: the page without network, contacts, guides, brief answers."""
    pages = [
        "rights:without_network",
        "rights:copy_json",
        "rights:channels",
        "rights:community",
        "rights:guides",
    ]
    guides = [reverse("rights:guide", args=[slug]) for slug in book.guides()]
    return [*map(reverse, pages), *guides, *map(static, ASSETS)]


def worker() -> str:
    """The worker's script with what it keeps; another version of packs or program makes another script, and so a fresh copy."""
    source = Path(str(finders.find("rights/worker.js"))).read_text(encoding="utf-8")
    lang = formatting.language()
    own = {
        "prefix": f"arariwa-rights-{lang}-",
        "version": _version(current_fingerprint(NAME), law.law().fingerprint),
        "header": HEADER,
        "scope": reverse("rights:worker").removesuffix("sw.js"),
        "offline": reverse("rights:without_network"),
        "static": static("core/arariwa.css").partition("core/")[0],
        "first": first(),
        # Kept as well, but the first visit does not fail without it: it takes long to make.
        "answers": reverse("rights:answers_json"),
    }
    return f"const OWN = {json.dumps(own, ensure_ascii=False)}\n{source}"


@lru_cache(maxsize=4)
def _version(rights: str, of_law: str) -> str:
    return hashlib.sha256(f"{rights} {of_law} {code()}".encode()).hexdigest()[:12]


def brief(today: date) -> dict[str, Any]:
    """The written answers and the contacts in brief, as the page without network reads them; plain text only."""
    return _brief(formatting.language(), today, current_fingerprint(NAME), law.law().fingerprint)


@lru_cache(maxsize=4)
def _brief(lang: str, today: date, _rights: str, _law: str) -> dict[str, Any]:
    rights, law_day = book.rights(), showing.law_day(today)
    return {
        "day": today.isoformat(),
        "days": copy_days(today),
        "told": formatting.day(today, lang),
        "read_until": formatting.day(law_day.read_until, lang),
        "law": law.law().fingerprint[:12],
        "questions": [
            {
                "id": asked.id,
                "asked": asked.question.in_(lang),
                "sign": SIGNS[asked.answer],
                "word": str(ANSWERS[asked.answer]),
                "short": asked.short.in_(lang),
                "unless": [[u.says.in_(lang), str(ANSWERS[u.answer])] for u in asked.unless],
                "now": [book.said(one, today, links=False) for one in asked.do_now],
                "can_happen": [
                    book.said(rights.sentence(one), today, links=False) for one in asked.consequence
                ],
                "uncertain": [book.said(rights.sentence(one), today, links=False) for one in asked.uncertain],
                "ways": [rights.ways[id].title.in_(lang) for id in asked.ways],
                "about": " ".join(
                    words.in_(lang)
                    for words in (asked.who, rights.groups[asked.group], rights.acts[asked.act])
                ),
            }
            for asked in rights.asked.values()
        ],
    }


def answers(today: date) -> dict[str, Any] | None:
    """What the law of a day answers for each animal or plant most asked about and each act, in brief.

    Some five hundred verdicts, kept for every process: the background loop makes them (`make_ready`), and while it does, those
    made last are answered, with their own day. Only where no loop runs they are made here. None: there are none yet.
    """
    lang = formatting.language()
    if found := cache.get(_key(lang, today)):
        return found  # type: ignore[no-any-return]
    last = cache.get(cache.get(LAST.format(lang=lang), ""))
    return last if cache.get(SEEN_TO) else _made(lang, today) or last


def make_ready() -> None:
    """Make the answers of today in each language where they are not there, and late in the evening those of tomorrow: for the
    background loop, so that nobody waits for them after a start, after midnight or after packs were loaded."""
    now = timezone.localtime()
    today, evening = now.date(), now.hour >= EVENING
    for day in [today, today + timedelta(days=1)] if evening else [today]:
        for lang, _name in settings.LANGUAGES:
            cache.set(SEEN_TO, True, timeout=5 * 60)
            key, last = _key(lang, day), LAST.format(lang=lang)
            with translation.override(lang):
                there = cache.has_key(key) or _made(lang, day) is not None
            if there and day == today and cache.get(last) != key:
                cache.set(last, key, timeout=KEPT)


def _key(lang: str, day: date) -> str:
    packs = hashlib.sha256(f"{current_fingerprints(PACKS)}".encode()).hexdigest()[:16]
    return f"rights.answers.{lang}.{day.isoformat()}.{packs}"


def _made(lang: str, day: date) -> dict[str, Any] | None:
    """The answers of a day, worked out and kept; None while another process does so."""
    key = _key(lang, day)
    if not cache.add(f"{key}.making", True, timeout=120):
        return None
    found = _answers(lang, day)
    cache.set(key, found, timeout=KEPT)
    return found


def _answers(lang: str, today: date) -> dict[str, Any]:
    rights, species = book.rights(), law.species()
    choices, texts = rights.choices, _Texts()
    told: dict[str, dict[str, Any]] = {}
    for group in choices.animals:
        for row in group.rows:
            meant = asking.meant(row.id, choices, species)
            told[row.id] = {
                act: _told(asking.Choice(meant, act), rights, today, texts)
                for act in asking.acts_for(meant, choices)
            }
    return {
        "day": today.isoformat(),
        "days": copy_days(today),
        "animals": [
            {"group": group.group.in_(lang), "rows": [[row.id, row.words.in_(lang)] for row in group.rows]}
            for group in choices.animals
        ],
        "acts": {id: [act.words.in_(lang), act.question.in_(lang)] for id, act in choices.acts.items()},
        "heads": {word: [SIGNS[word], str(HEADLINES[word])] for word in SIGNS},
        "answers": told,
        "texts": list(texts),
    }


def _told(asked: asking.Choice, rights: Rights, today: date, texts: "_Texts") -> list[Any]:
    """An answer as word, why and questions, conditions, what can happen, the lawful ways, what to do with what one has; each sentence by
    its number.
    """
    either, lang = _("Or else:"), formatting.language()
    page = answering.answered(asked, rights, today)
    return [
        page.answer.word,
        texts.of(
            [
                *page.reasons,
                *(row["words"] for row in page.instead),
                *([*page.unclear, *page.questions] if page.answer.word == "depends" else []),
            ]
        ),
        [
            [*texts.of([f"{either} {group['lead']}" if n else group["lead"]]), texts.of(group["rows"])]
            for n, group in enumerate(page.conditions)
        ]
        + [
            [*texts.of([_("Even so the law leaves a point open:")]), texts.of([row])]
            for row in page.still_open
        ],
        texts.of([*(row["words"] for row in page.consequences), *page.worse]),
        texts.of(
            [
                *([page.unwritten] if page.unwritten else []),
                *(rights.ways[id].title.in_(lang) for id in page.answer.ways[:3]),
            ]
        ),
        texts.of(row["title"] for row in page.already),
    ]


class _Texts(dict[str, int]):
    """Sentences, each once, by their number: hundreds of answers share a few dozen."""

    def of(self, sentences: Iterable[str]) -> list[int]:
        return [self.setdefault(sentence, len(self)) for sentence in sentences]
