"""What a device keeps of rights, to be read without network: which pages, the written answers in brief, for how long.

A page may be kept when it was made for nobody in particular; it then carries its day and how many days it may be relied on
(`HEADER`), which the worker (`static/rights/worker.js`) reads. What was read without network is never shown without that day.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from arariwa.core import formatting
from arariwa.core.fingerprints import code
from arariwa.core.setup import current_fingerprint
from arariwa.law import queries as law
from arariwa.rights import book, showing
from arariwa.rights.pack_words import ANSWERS, SIGNS
from arariwa.rights.packs import NAME

HEADER = "Arariwa-Copy"
# The files a kept page needs.
ASSETS = (
    "core/arariwa.css",
    "core/favicon.svg",
    "core/keys.js",
    "rights/aloud.js",
    "rights/keep.js",
    "rights/offline.js",
)
View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """A page a device may keep; never one made for somebody signed in."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not request.user.is_authenticated:
            response[HEADER] = f"{timezone.localdate().isoformat()} {book.rights().limits.copy_days}"
        return response

    return marked


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
        "days": rights.limits.copy_days,
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
