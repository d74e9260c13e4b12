"""What references to the law and to species become in words, on the day of reading and in the reader's language."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.law.domain import time_limits
from arariwa.law.domain.offences import Version
from arariwa.law.domain.references import Book, Phrase, Reference
from arariwa.law.domain.wording import cited
from arariwa.law.entry_page import penalty_words, unit_words


@dataclass(frozen=True)
class Referring:
    """Words a text by the law of `today`; a day that a reference names wins. Without `links` nothing leads anywhere,
    as in the package read without network."""

    book: Book
    today: date
    links: bool = True

    def __call__(self, ref: Reference) -> Phrase:
        """The words of one reference; one that says nothing stays as written, and is told by the checker."""
        if self.book.mistake(ref):
            return Phrase(f"[{ref.kind} {ref.name}]")
        day = ref.day or self.today
        return self._species(ref, day) if ref.about_species else self._law(ref, day)

    def _law(self, ref: Reference, day: date) -> Phrase:
        lang = formatting.language()
        if ref.kind == "plazo":
            entry = self.book.entry(ref.name, day)
            words = _lengths(self.book, ref, day)
        else:
            entry = self.book.entry(ref.name, day, Version if ref.kind == "pena" else None)
            words = ""
        assert entry  # a code without entries was a mistake above
        if ref.kind in ("ley", "regla"):
            words = entry.title.in_(lang)
        elif ref.kind == "cita":
            words = cited(self.book.law.norm_name(entry.source.norm, lang), entry.source.article, lang)
        elif ref.kind == "pena":
            words = _penalty(penalty_words(entry.shape.penalty))
            if not entry.holds(day):
                words = _("%(words)s (text no longer in force)") % {"words": words}
        return Phrase(words, url=reverse("law:entry", args=[entry.group]) if self.links else "")

    def _species(self, ref: Reference, day: date) -> Phrase:
        taxon, lang = self.book.taxon(ref.name), formatting.language()
        assert taxon  # a name that is no taxon was a mistake above
        url = reverse("law:taxon", args=[taxon.lower().replace(" ", "-")]) if self.links else ""
        if ref.kind == "especie":
            return Phrase(self.book.species.label(taxon, lang), taxon, url)
        return Phrase(_within(self.book.species.protection(taxon, day).sentence(lang)), "", url)


def _penalty(parts: list[str]) -> str:
    """A penalty as it stands within a sentence: what follows the years goes on after a semicolon, without a full stop."""
    return "; ".join(parts[:1] + [part[:1].lower() + part[1:] for part in parts[1:]]).rstrip(".")


def _within(sentence: str) -> str:
    """A sentence as it stands within another one: “no incluida …”, but “Apéndice II …”."""
    named = sentence.startswith(("Apéndice", "CITES"))
    return sentence if named else sentence[:1].lower() + sentence[1:]


def _lengths(book: Book, ref: Reference, day: date) -> str:
    """ "48 horas"; of several lengths each with its case, unless the reference names one."""
    lang = formatting.language()
    limit = time_limits.on_day((ready.time_limit for ready in book.law.time_limits), ref.name, day)
    lengths = [one for one in limit.limits if ref.length in ("", one.code)]
    if len(lengths) == 1:
        return unit_words(lengths[0].amount, lengths[0].unit)
    return "; ".join(f"{one.name.in_(lang)}: {unit_words(one.amount, one.unit)}" for one in lengths)
