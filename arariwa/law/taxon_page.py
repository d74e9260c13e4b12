"""What the page of a taxon shows: names, protection on a day and through time, look-alikes, sources."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from arariwa.core import charts, formatting
from arariwa.core.domain.spans import Span
from arariwa.law import queries, reviewing, species_words
from arariwa.law.domain.protection import CITES_BEGAN, NONE, Protection, Standing, Version
from arariwa.law.domain.protection_wording import cites_words, national_words
from arariwa.law.domain.species import Species
from arariwa.law.domain.terms import TERMS
from arariwa.law.models import EntryReview

RANKS = {
    "species": gettext_lazy("species"),
    "genus": gettext_lazy("genus"),
    "subfamily": gettext_lazy("subfamily"),
    "family": gettext_lazy("family"),
    "infraorder": gettext_lazy("infraorder"),
    "suborder": gettext_lazy("suborder"),
    "order": gettext_lazy("order"),
    "class": gettext_lazy("class"),
}
MOST_BELOW, MOST_LOOKALIKES = 60, 12


@dataclass
class TaxonPage:
    """A taxon on a day, in the language of the page."""

    name: str
    known_as: str
    rank: str
    day: date
    told: Protection
    sentence: str
    facts: list[tuple[str, Any]]
    reasons: list[tuple[str, str, str]]
    names: list[tuple[str, str]]
    notes: list[str]
    lookalikes: list[dict[str, Any]]
    below: list[dict[str, Any]]
    more_below: int
    through_time: list[dict[str, str]]
    chart: charts.DayAxis | None
    sources: list[str]
    digest: str
    standing: reviewing.Standing
    history: list[EntryReview]


def of(name: str, day: date) -> TaxonPage:
    """The page of a taxon of the table on a day."""
    table, lang = queries.species(), formatting.language()
    told, taxon = table.protection(name, day), table.taxa[name]
    version = told.versions[0]
    until = max(day, timezone.localdate()) + timedelta(days=1)
    history = list(table.protection(name, Span(CITES_BEGAN, until)).versions)
    below = [n for n in table.below(name) if n != name]
    entry = reviewing.taxon(species_words.slug_of(name))
    return TaxonPage(
        name=name,
        known_as=species_words.named(name),
        rank=str(RANKS[taxon.rank]),
        day=day,
        told=told,
        sentence=told.sentence(lang),
        facts=_facts(told, version, lang),
        reasons=[
            _reason(_("CITES"), cites_words(version.cites).in_(lang), version.cites),
            _reason(_("National list"), national_words(version.national).in_(lang), version.national),
        ],
        names=_names(table, name),
        notes=[note.in_(lang) for note in told.notes],
        lookalikes=[_alike(table, name, n, day) for n in _told_first(table, name)[:MOST_LOOKALIKES]],
        below=[_other(table, n, day) for n in below[:MOST_BELOW]],
        more_below=max(0, len(below) - MOST_BELOW),
        through_time=[_row(v, lang) for v in reversed(history)],
        chart=_chart(history, name),
        digest=entry.digest,
        standing=reviewing.standing([entry], reviewing.SPECIES)[entry.key],
        history=reviewing.history(entry.key, reviewing.SPECIES),
        sources=[title.in_(lang) for title in table.titles(told.source_codes)],
    )


def _value(path: str, value: str | bool | None, possible: tuple[str, ...], lang: str) -> str:
    term = TERMS[path]
    if value is None and possible:
        return formatting.listing((term.shown(v).in_(lang) for v in possible), either=True)
    return formatting.unknown() if value is None else term.shown(value).in_(lang)


def _facts(told: Protection, version: Version, lang: str) -> list[tuple[str, Any]]:
    cites = _value("specimen.cites_appendix", version.cites.value, version.cites.possible, lang)
    national = _value("specimen.national_category", version.national.value, version.national.possible, lang)
    yes_no = {True: pgettext("state", "yes"), False: pgettext("state", "no"), None: formatting.unknown()}
    return [
        (_("CITES"), cites),
        (_("National list"), national),
        (_("Wild in Peru"), yes_no[told.occurs]),
        (_("Only in Peru"), yes_no[told.endemic]),
    ]


def _reason(label: str, words: str, standing: Standing) -> tuple[str, str, str]:
    since = _("since %(day)s") % {"day": formatting.day(standing.row.start)} if standing.row else ""
    return label, words[:1].upper() + words[1:], since


def _names(table: Species, name: str) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for one in table.names_of.get(name, ()):
        found.setdefault(one.kind, []).append(one.text)
    heads = {"local": _("As people say"), "es": _("In Spanish"), "en": _("In English")}
    rows = [(heads[kind], ", ".join(dict.fromkeys(found[kind]))) for kind in heads if kind in found]
    synonyms = [old for old, new in table.synonyms if new == name]
    return [*rows, *([(_("Older scientific names"), ", ".join(synonyms))] if synonyms else [])]


def _other(table: Species, name: str, day: date) -> dict[str, Any]:
    if name not in table.taxa:
        return {"name": name, "named": "", "slug": "", "sentence": _("not in the table")}
    sentence = table.protection(name, day).sentence(formatting.language())
    return {
        "name": name,
        "named": species_words.named(name),
        "slug": species_words.slug_of(name),
        "sentence": sentence,
    }


def _told_first(table: Species, name: str) -> list[str]:
    """Its look-alikes, first those of which it is recorded what tells them apart."""
    return sorted(table.taxa[name].lookalikes, key=lambda other: table.tell(name, other) is None)


def _alike(table: Species, name: str, other: str, day: date) -> dict[str, Any]:
    tell = table.tell(name, other)
    row = _other(table, other, day)
    if tell:
        row |= {"tells": tell.text.in_(formatting.language()), "sure": tell.confidence, "review": tell.review}
    return row


def _row(version: Version, lang: str) -> dict[str, str]:
    return {
        "since": formatting.day_brief(version.start),
        "cites": cites_words(version.cites).in_(lang),
        "national": national_words(version.national).in_(lang),
    }


def _chart(history: list[Version], name: str) -> charts.DayAxis | None:
    """Bars of what listed it, from the first listing on; nothing for what was never listed."""
    bars = [*_stretches(history, "cites"), *_stretches(history, "national")]
    if not bars:
        return None
    summary = _("When %(name)s was listed, from 1975 to today; the table says the same.") % {"name": name}
    return charts.day_axis(bars, now=timezone.now(), summary=summary, now_label=_("today"), ticks=3)


def _stretches(history: list[Version], which: str) -> list[charts.Stretch]:
    found: list[tuple[str, date, date]] = []
    for version in history:
        value = getattr(version, which).value
        if found and found[-1][0] == value and found[-1][2] == version.start:
            found[-1] = (value, found[-1][1], version.until)
        else:
            found.append((value, version.start, version.until))
    path = "specimen.cites_appendix" if which == "cites" else "specimen.national_category"
    head = _("CITES") if which == "cites" else _("National list")
    lang, today = formatting.language(), timezone.localdate()
    return [
        charts.Stretch(
            f"{head}: {TERMS[path].shown(value).in_(lang)}",
            _moment(start),
            None if until > today else _moment(until),
        )
        for value, start, until in found
        if value not in (None, NONE)
    ]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
