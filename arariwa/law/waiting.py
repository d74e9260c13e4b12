"""The list of the review desk: entries of the law and taxa, what needs a reviewer first, searched and narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.lists import Condition
from arariwa.law import book, queries, reviewing, species_words, taxon_page
from arariwa.law.domain.entries import Entry
from arariwa.law.reviewing import LAW, SPECIES, Reviewed, Standing

SIZE = 25
# What needs a reviewer first: what someone disputes, then what no longer says what was signed.
STATES = ("disputed", "changed", "corrected", "unreviewed", "signed")
CONFIDENCES = ("low", "medium", "high")
CONDITIONS = (
    Condition("q", gettext_lazy("Words, an article, a code or a name"), gettext_lazy("with “%(value)s”")),
    Condition(
        "de",
        gettext_lazy("Of what"),
        "%(value)s",
        (("ley", gettext_lazy("of the law")), ("especies", gettext_lazy("of the species table"))),
    ),
    Condition("revision", gettext_lazy("Review"), "%(value)s", tuple(book.STATES.items())),
    Condition("confianza", gettext_lazy("Source"), "%(value)s", tuple(book.CONFIDENCE.items())),
)


@dataclass(frozen=True)
class Waiting:
    """One entry with what stands of it, not yet in words."""

    pack: str
    entry: Reviewed
    standing: Standing

    @property
    def order(self) -> tuple[int, int]:
        """What needs a reviewer first, and among those what is least sure."""
        return STATES.index(self.standing.state), CONFIDENCES.index(self.entry.confidence)

    @property
    def url(self) -> str:
        """Where it is reviewed."""
        if self.pack == SPECIES:
            return reverse("law:review_taxon", args=[self.entry.key])
        return reverse("law:review", args=[self.entry.key])


@dataclass(frozen=True)
class Row:
    """One entry in words."""

    url: str
    title: str
    latin: str
    cited: str
    more: str
    code: str
    confidence: str
    standing: Standing


def every() -> list[Waiting]:
    """Every entry of the law and every taxon, what needs a reviewer first."""
    entries, taxa = queries.law().entries, reviewing.taxa()
    of_law, of_taxa = reviewing.standing(entries, LAW), reviewing.standing(taxa, SPECIES)
    rows = [Waiting(LAW, e, of_law[e.key]) for e in entries]
    rows += [Waiting(SPECIES, t, of_taxa[t.key]) for t in taxa]
    return sorted(rows, key=lambda w: w.order)


def fitting(rows: list[Waiting], values: Mapping[str, str]) -> list[Waiting]:
    """Those that the conditions find, in their order."""
    words, pack = book.folded(values["q"]).split(), {"ley": LAW, "especies": SPECIES}.get(values["de"])
    found = [
        w
        for w in rows
        if pack in (None, w.pack)
        and values["revision"] in ("", w.standing.state)
        and values["confianza"] in ("", w.entry.confidence)
    ]
    if not words:
        return found
    return [w for w in found if all(word in text for text in [_haystack(w.entry)] for word in words)]


def _haystack(entry: Reviewed) -> str:
    if isinstance(entry, Entry):
        return book.haystack(entry, queries.law())
    names = queries.species().names_of.get(entry.name, ())
    return book.folded(" ".join([entry.name, *(name.text for name in names)]))


def in_words(waiting: Waiting) -> Row:
    """An entry as the list shows it."""
    entry, standing = waiting.entry, waiting.standing
    if isinstance(entry, Entry):
        row = book.row_of(entry, queries.law(), standing)
        more = f"{row.kind}, {row.days}"
        return Row(waiting.url, row.title, "", row.cited, more, entry.key, entry.confidence, standing)
    table = queries.species()
    told = table.protection(entry.name, timezone.localdate()).sentence(formatting.language())
    named, rank = species_words.named(entry.name), str(taxon_page.RANKS[table.taxa[entry.name].rank])
    return Row(
        waiting.url,
        named if named != entry.name else "",
        entry.name,
        rank,
        f"{told}.",
        "",
        entry.confidence,
        standing,
    )


def page(rows: list[Waiting], begins: str) -> dict[str, Any]:
    """The rows of one page in words, with the numbers at which the pages beside it begin."""
    first = int(begins) if begins.isascii() and begins.isdecimal() and len(begins) < 6 else 0
    first = first if first < len(rows) else 0
    last = first + SIZE
    return {
        "rows": [in_words(w) for w in rows[first:last]],
        "found": len(rows),
        "first": first + 1,
        "last": min(last, len(rows)),
        "before": str(max(0, first - SIZE)) if first else "",
        "after": str(last) if last < len(rows) else "",
    }
