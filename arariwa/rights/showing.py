"""Entries of the rights pack as pages show them: rules with their links, channels with their days, sources."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core import formatting, reference
from arariwa.core.models import Institution
from arariwa.law import queries as law
from arariwa.law.domain.wording import cited
from arariwa.rights import book
from arariwa.rights.domain.content import AnswerWord, Channel, Cost, Way
from arariwa.rights.pack_words import ANSWERS, CHANNEL_KINDS, SIGNS


@dataclass(frozen=True)
class LawDay:
    """Which law an answer rests on: the day asked, the day up to which it was read; `old`: too long ago."""

    today: date
    read_until: date
    old: bool
    days: int


def law_day(today: date) -> LawDay:
    """The law of today, and whether it was read too long ago to be answered from without saying so."""
    read, days = law.law().country.read_until, book.rights().limits.law_days
    return LawDay(today, read, today > read + timedelta(days=days), days)


def answer_word(word: AnswerWord) -> dict[str, Any]:
    """The answer in words, with its sign."""
    return {"word": ANSWERS[word], "sign": SIGNS[word], "bad": word == "not_allowed"}


def names(codes: Iterable[str]) -> list[tuple[str, str]]:
    """(code, name) of institutions, in the order given."""
    codes = list(codes)
    found = {i.code: i for i in Institution.objects.filter(code__in=codes)}
    name = "name_en" if formatting.language() == "en" else "name_es"
    return [
        (code, (getattr(found[code], name) or found[code].name_es) if code in found else code)
        for code in codes
    ]


def rules(codes: Iterable[str], today: date) -> list[dict[str, Any]]:
    """What an answer rests on: rules of the law with their page, rules in words, institutions."""
    lang, known = formatting.language(), book.law_book()
    codes = list(codes)
    institutions = dict(names(code for code in codes if not known.by_code.get(code)))
    rows: list[dict[str, Any]] = []
    for code in codes:
        if norm := book.rights().norms.get(code):
            where = f"{norm.norm}, {_('art.')} {norm.article}" if norm.article else norm.norm
            caution = norm.caution.in_(lang) if norm.caution else ""
            row = {
                "text": norm.says.in_(lang),
                "where": where,
                "caution": caution,
                "confidence": norm.confidence,
            }
        elif entry := known.entry(code, today):
            row = {
                "text": entry.title.in_(lang),
                "url": reverse("law:entry", args=[entry.group]),
                "where": cited(known.law.norm_name(entry.source.norm, lang), entry.source.article, lang),
                "confidence": entry.confidence,
            }
        else:
            row = {"text": institutions.get(code, code), "where": ""}
        rows.append(row)
    return rows


def link(kind: str, contact: str) -> str:
    """Where a contact leads when it is pressed: a telephone dials, an address opens; "" for what leads nowhere."""
    digits = re.sub(r"\D", "", contact)
    if "@" in contact:
        return f"mailto:{contact}"
    if contact.startswith(("https://", "http://")):
        return contact
    if kind == "whatsapp":
        return f"https://wa.me/51{digits}"
    return f"tel:{digits}"


def channel(row: Channel) -> dict[str, Any]:
    """A channel with its contacts, when each was checked, and how old what was read is."""
    lang = formatting.language()
    region = reference.places().get(row.region) if row.region else None
    return {
        "id": row.id,
        "name": row.name.in_(lang),
        "kinds": formatting.listing([str(CHANNEL_KINDS[kind]) for kind in row.kinds], lang),
        "contacts": [{"text": c, "url": link(row.kinds[0], c)} for c in row.contacts],
        "use_for": row.use_for.in_(lang),
        "anonymous": row.anonymous,
        "region": region.name if region else "",
        "seen": row.date_seen,
        "source_date": source_date(row.source_date),
        "warning": row.warning.in_(lang) if row.warning else "",
        "confidence": row.confidence,
        "review": row.review,
        "sources": row.sources,
    }


def source_date(text: str | None) -> str:
    """ "2023-09-07", "2021-04" or "2014" in words; "" when it is not known."""
    if not text:
        return ""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return formatting.day(date(year, month, day))
    return formatting.month(date(year, month, 1)) if month else str(year)


def contacts(institutions: Iterable[str]) -> list[dict[str, Any]]:
    """Each institution with its channels; one of which no channel was found says so."""
    return [
        {"name": name, "channels": [channel(row) for row in book.rights().channels_of(code)]}
        for code, name in names(institutions)
    ]


def cost(row: Cost) -> str:
    """A fee in words, with the place it was published for; what was not found says so."""
    lang = formatting.language()
    place = row.place.in_(lang) if row.place else ""
    if row.amount is None:
        said = _("Not known")
    elif row.amount == 0:
        said = _("Free")
    else:
        said = formatting.money(row.amount, row.currency or "PEN")
    return f"{said} ({place})" if place else said


def way(row: Way, today: date) -> dict[str, Any]:
    """A lawful way as its page shows it."""
    lang = formatting.language()
    return {
        "id": row.id,
        "title": row.title.in_(lang),
        "for_whom": row.for_whom.in_(lang),
        "steps": [book.said(one, today, links=False) for one in row.steps],
        "requirements": [one.in_(lang) for one in row.requirements],
        "costs": [
            {
                "said": cost(one),
                "note": one.note.in_(lang) if one.note else "",
                "confidence": one.confidence,
                "published": source_date(str(one.published)) if one.published else "",
            }
            for one in row.cost
        ],
        "time": row.time.known.in_(lang),
        "mistakes": [one.in_(lang) for one in row.common_mistakes],
        "does_not_allow": [one.in_(lang) for one in row.does_not_allow],
        "uncertain": row.uncertain.in_(lang) if row.uncertain else "",
        "contacts": contacts(row.authority),
        "rules": rules(row.legal_basis, today),
        "entry": row,
        "questions": [a for a in book.rights().asked.values() if row.id in a.ways],
    }
