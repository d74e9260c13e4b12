"""The law as a book: its norms, and the entries of one or of a search, each rule once with its texts through time."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.lists import Condition
from arariwa.law import reviewing
from arariwa.law.domain.entries import KINDS, Entry
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.offences import Version
from arariwa.law.domain.text import Text
from arariwa.law.domain.wording import cited

KIND_WORDS = {
    "base": gettext_lazy("Offence"),
    "aggravated": gettext_lazy("Aggravated form"),
    "associated": gettext_lazy("Associated offence"),
    "administrative": gettext_lazy("Administrative infraction"),
    "procedure": gettext_lazy("Rule of procedure"),
    "sentencing": gettext_lazy("Rule of sentencing"),
    "prescription": gettext_lazy("Prescription"),
    "time_limit": gettext_lazy("Time limit"),
    "holiday": gettext_lazy("Holiday"),
    "lawful_use": gettext_lazy("Lawful use"),
    "definition": gettext_lazy("Definition"),
    "value": gettext_lazy("Figure with dates"),
    "pointer": gettext_lazy("Offence to explore"),
    "concurrence": gettext_lazy("Concurrence of offences"),
}
STATES = {
    "unreviewed": gettext_lazy("not signed by anyone"),
    "signed": gettext_lazy("signed"),
    "corrected": gettext_lazy("with a correction proposed"),
    "disputed": gettext_lazy("disputed"),
    "changed": gettext_lazy("changed since it was signed"),
}
# Of several texts of one rule the least sure source is told.
LEAST_SURE = ("low", "medium", "high")
CONFIDENCE = {
    "high": gettext_lazy("read in its source"),
    "medium": gettext_lazy("from a secondary source"),
    "low": gettext_lazy("not read in any source"),
}


def asked(law: Law) -> tuple[Condition, ...]:
    """The conditions of the list of entries."""
    norms = tuple((shelf.code, shelf.short) for shelf in shelves(law))
    kinds = tuple((kind, KIND_WORDS[kind]) for kind in KINDS)
    return (
        Condition("q", gettext_lazy("Words, an article or a code"), gettext_lazy("with “%(value)s”")),
        Condition("clase", gettext_lazy("Kind"), "%(value)s", kinds),
        Condition("norma", gettext_lazy("Norm"), gettext_lazy("of %(value)s"), norms),
        Condition(
            "dia", gettext_lazy("In force on a day (2016-01-06)"), gettext_lazy("in force on %(value)s")
        ),
        Condition("revision", gettext_lazy("Review"), "%(value)s", tuple(STATES.items())),
        Condition("confianza", gettext_lazy("Source"), "%(value)s", tuple(CONFIDENCE.items())),
    )


@dataclass(frozen=True)
class Row:
    """An entry of the list."""

    entry: Entry
    title: str
    kind: str
    norm_name: str
    cited: str
    days: str
    standing: reviewing.Standing


def found(law: Law, values: Mapping[str, str]) -> list[Row]:
    """The entries that fit, by norm and article. Refused("day.unreadable") for a day that is none."""
    place, on = _places(law), _day(values["dia"])
    entries = [e for e in law.entries if _fits(e, values, on, law)]
    standing = reviewing.standing(entries)
    rows = [row_of(e, law, standing[e.key]) for e in entries]
    if values["revision"]:
        rows = [row for row in rows if row.standing.state == values["revision"]]
    return sorted(
        rows,
        key=lambda r: (
            place[r.entry.source.norm],
            _natural(r.entry.source.article),
            r.entry.group,
            r.entry.from_ or date.min,
        ),
    )


@dataclass(frozen=True)
class Shelf:
    """A norm with what the pack holds of it."""

    code: str
    short: str
    name: str
    rules: int
    kinds: str


def shelves(law: Law) -> list[Shelf]:
    """The norms that hold something, those a reader looks for first in front."""
    lang, place = formatting.language(), _places(law)
    found = []
    for code in sorted({e.source.norm for e in law.entries}, key=lambda code: place[code]):
        own = [e for e in law.entries if e.source.norm == code]
        kinds = {e.kind for e in own}
        said = ", ".join(str(KIND_WORDS[kind]).lower() for kind in KINDS if kind in kinds)
        norm = law.norms[code]
        found.append(
            Shelf(
                code,
                norm.short.in_(lang),
                norm.name.in_(lang),
                len({e.group for e in own}),
                said[:1].upper() + said[1:],
            )
        )
    return found


def _places(law: Law) -> dict[str, int]:
    """Where each norm stands in the book."""
    first = {code: n for n, code in enumerate(law.country.read_first)}
    ordered = sorted(law.norms.values(), key=lambda n: (first.get(n.code, len(first)), n.short.es))
    return {norm.code: n for n, norm in enumerate(ordered)}


@dataclass(frozen=True)
class Rule:
    """One rule of a norm with those of its texts that fit: told by the last."""

    last: Row
    texts: int
    confidence: str
    standing: reviewing.Standing

    @property
    def article(self) -> str:
        return cited("", self.last.entry.source.article, formatting.language())


def rules(rows: Iterable[Row]) -> list[Rule]:
    """Each rule once, in the order of its norm."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row.entry.source.norm, row.entry.group), []).append(row)
    return [
        Rule(
            max(texts, key=lambda r: r.entry.from_ or date.min),
            len(texts),
            min((r.entry.confidence for r in texts), key=LEAST_SURE.index),
            reviewing.weakest(r.standing for r in texts),
        )
        for texts in alike.values()
    ]


def row_of(entry: Entry, law: Law, standing: reviewing.Standing) -> Row:
    """An entry in words."""
    lang = formatting.language()
    norm = law.norm_name(entry.source.norm, lang)
    at = cited(norm, entry.source.article, lang)
    return Row(entry, entry.title.in_(lang), str(KIND_WORDS[entry.kind]), norm, at, days_of(entry), standing)


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Refused("day.unreadable", "dia", given=given[:20]) from error


def _fits(entry: Entry, values: Mapping[str, str], day: date | None, law: Law) -> bool:
    if values["clase"] and entry.kind != values["clase"]:
        return False
    if values["norma"] and entry.source.norm != values["norma"]:
        return False
    if values["confianza"] and entry.confidence != values["confianza"]:
        return False
    if day and not entry.holds(day):
        return False
    return all(word in haystack(entry, law) for word in folded(values["q"]).split())


def haystack(entry: Entry, law: Law) -> str:
    """Everything an entry may be found by, folded."""
    norm = law.norms[entry.source.norm]
    parts = [
        entry.key,
        entry.group,
        *(f(t) for t in (entry.title, entry.note, norm.name, norm.short) if t for f in (_es, _en)),
        f"art {entry.source.article}",
        entry.source.article,
    ]
    if isinstance(entry.shape, Version):
        parts += [f(e.label) for e in (*entry.shape.elements, *entry.shape.circumstances) for f in (_es, _en)]
    return folded(" ".join(parts))


def _es(words: Text) -> str:
    return words.es


def _en(words: Text) -> str:
    return words.en


def folded(text: str) -> str:
    """Without capitals, accents and points."""
    plain = unicodedata.normalize("NFD", text.lower().replace(".", " "))
    return "".join(c for c in plain if not unicodedata.combining(c))


# Where in a norm it stands: the preliminary title, the articles, what closes it, its annexes.
PARTS = (
    re.compile(r"[IVX]+\b"),
    re.compile(r"\d|único"),
    re.compile(r".*disposici[oó]n"),
    re.compile(r"(?!anexo)", re.IGNORECASE),
    re.compile(""),
)
ORDINALS = ("única", "primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava")


def _natural(article: str) -> tuple[int, list[tuple[int, str]]]:
    """How articles follow one another: 9 before 10, 308 before 308-A, the closing provisions after the articles."""
    part = next(n for n, pattern in enumerate(PARTS) if pattern.match(article))
    words = re.findall(r"\d+|[^\W\d]+|\W+", article)
    return part, [(_number(word), word) for word in words]


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return ORDINALS.index(word.lower()) if word.lower() in ORDINALS else 0


def days_of(entry: Entry) -> str:
    """ "from 27 September 2015", "from … until …"; until is the last day in force."""
    last = date.fromordinal(entry.until.toordinal() - 1) if entry.until else None
    if entry.from_ and last:
        return _("from %(start)s until %(end)s") % {
            "start": formatting.day(entry.from_),
            "end": formatting.day(last),
        }
    if entry.from_:
        return _("since %(start)s") % {"start": formatting.day(entry.from_)}
    return _("until %(end)s") % {"end": formatting.day(last)} if last else _("its first day was not read")
