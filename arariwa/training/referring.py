"""What situations of a lesson become in words, on the day of reading and in the lesson's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.law import reading
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.references import Book
from arariwa.law.domain.situation import Situation, Told, flatten
from arariwa.law.domain.verdict import OffenceResult, Verdict
from arariwa.law.domain.wording import cited, used
from arariwa.law.entry_page import penalty_words
from arariwa.law.referring import Referring
from arariwa.training.domain import lessons
from arariwa.training.domain.lessons import Posed


@dataclass(frozen=True)
class Element:
    """One element of an offence: its state as the templates mark it, and why."""

    state: str
    label: str
    why: str


@dataclass(frozen=True)
class Offence:
    """An offence as the engine answers it."""

    name: str
    norm: str
    url: str
    status: str
    penalty: str
    elements: list[Element]


@dataclass(frozen=True)
class Answered:
    """A situation of a lesson with the engine's answer."""

    facts: list[tuple[str, str]]
    headline: str
    lawful: bool | None
    offences: list[Offence]
    aggravations: list[tuple[str, str]]
    lawful_uses: list[tuple[str, str]]
    penalty: str
    disputed: str


def answered(posed: Posed, referring: Referring) -> Answered:
    """The situation in words and what the engine answers, with reasons. It is asked anew each time: a reform shows."""
    book, lang = referring.book, formatting.language()
    verdict = qualify(posed, book.law, book.species.lookup)
    headline = reading.standing(verdict.lawful, any(o.status == "firm" for o in verdict.offences))
    asked = [*verdict.offences, *_discarded(posed, verdict, book)]
    return Answered(
        facts=list(facts(posed)),
        headline=headline,
        lawful=verdict.lawful,
        offences=[_offence(o, referring) for o in asked],
        aggravations=[(a.text.in_(lang), str(reading.STATUSES[a.status])) for a in verdict.aggravations],
        lawful_uses=[(use.name.in_(lang), use.why.in_(lang)) for use in verdict.lawful_uses],
        penalty=reading.years(_span(verdict.penalty_range_years)),
        disputed=verdict.alternative_reading.text.in_(lang) if verdict.alternative_reading else "",
    )


def _span(found: Any) -> dict[str, int] | None:
    return {"min": found.min, "max": found.max} if found else None


def _discarded(posed: Posed, verdict: Verdict, book: Book) -> Iterator[OffenceResult]:
    """Offences the lesson asks about although they do not apply: why not is what it teaches."""
    shown = {o.id for o in verdict.offences}
    for result in verdict.considered:
        code = book.law.version(result.id).offence.code
        if result.id not in shown and {code, result.id} & set(posed.expect.offences):
            yield result


def _offence(found: OffenceResult, referring: Referring) -> Offence:
    lang, book = formatting.language(), referring.book
    version = book.law.version(found.id)
    return Offence(
        name=found.name.in_(lang),
        norm=cited(book.law.norm_name(found.source.norm, lang), found.source.article, lang),
        url=reverse("law:entry", args=[version.offence.code]) if referring.links else "",
        status=str(reading.STATUSES[found.status]),
        penalty="; ".join(penalty_words(version.version.penalty)),
        elements=[
            Element("disputed" if e.disputed else e.state, e.label.in_(lang), e.why.in_(lang))
            for e in found.elements
            if not e.excludes or e.state == "satisfied"
        ],
    )


def facts(situation: Situation) -> Iterator[tuple[str, str]]:
    """What is told of a situation, fact by fact."""
    lang, flat = formatting.language(), flatten(situation)
    yield _("Day of the facts"), formatting.span(flat.span)

    def told(rows: dict[str, Told]) -> Iterator[tuple[str, str]]:
        for fact in rows.values():
            if fact.path != "on":
                said = used(fact)
                yield said.label.in_(lang), said.shown.in_(lang)

    yield from told(flat.common)
    for number, rows in enumerate(flat.specimens, 1):
        for label, shown in told(rows):
            many = len(flat.specimens) > 1
            yield (_("Specimen %(n)s: %(label)s") % {"n": number, "label": label} if many else label), shown
    for number, rows in enumerate(flat.actors, 1):
        for label, shown in told(rows):
            many = len(flat.actors) > 1
            yield (_("Person %(n)s: %(label)s") % {"n": number, "label": label} if many else label), shown


def moment(when: str) -> str:
    """A moment of a timeline in words; as written when it cannot be read."""
    found = lessons.when(when)
    if found is None:
        return when
    if isinstance(found, Span):
        return formatting.span(found)
    day, hour = found
    return _("%(day)s, %(hour)s hours") % {"day": formatting.day_brief(day), "hour": hour}
