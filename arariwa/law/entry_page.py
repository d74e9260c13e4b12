"""One entry of the law: what its last text says, two texts side by side, the earlier ones, who reviewed it, its examples."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import charts, formatting
from arariwa.law import comparison, queries, reading, reviewing
from arariwa.law.book import Row, row_of
from arariwa.law.domain.condition_words import condition_words
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.entries import Entry
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.offences import Example, Penalty, Version
from arariwa.law.domain.text import Text


@dataclass
class Shown:
    """One entry as a page shows it: `parts` are (heading, rows of (label, words, more)); `changes` what the version
    before said otherwise."""

    row: Row
    source: Any
    note: str
    penalty: list[str]
    parts: list[tuple[str, list[tuple[str, str, str]]]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    history: list[Any] = field(default_factory=list)


@dataclass
class Page:
    """A group of entries through time, the latest first, with the line of their days and the examples that name them.

    `own` are the examples of its own file, `elsewhere` those that concern it among others.
    """

    title: str
    kind: str
    group: str
    shown: list[Shown]
    chart: charts.DayAxis | None
    compared: comparison.Comparison | None
    own: list[Example]
    elsewhere: list[Example]

    @property
    def examples(self) -> int:
        """How many examples name it."""
        return len(self.own) + len(self.elsewhere)


def page(group: str, before: str = "", after: str = "") -> Page | None:
    """Everything about one offence or rule; None when the pack holds no such group.

    `before` and `after` are the keys of the two texts to compare; without them, the last two.
    """
    law = queries.law()
    entries = [e for e in law.entries if e.group == group]
    if not entries:
        return None
    standing = reviewing.standing(entries)
    entries.sort(key=lambda e: e.from_ or date.min)
    shown = [_shown(e, law, standing[e.key]) for e in entries]
    for earlier, later, one, other in zip(entries, entries[1:], shown, shown[1:], strict=False):
        if earlier.until and later.from_ and earlier.until <= later.from_:
            other.changes = _changes(one, other)
    last = row_of(entries[-1], law, standing[entries[-1].key])
    own, elsewhere = _examples(law, entries)
    # A time limit and the rules around it share a page: what follows one another is of one kind.
    kinds = [e.kind for e in entries[::-1]]
    kind = next((k for k in kinds if kinds.count(k) > 1), kinds[0])
    alike = [n for n, e in enumerate(entries) if e.kind == kind]
    return Page(
        last.title,
        last.kind,
        group,
        shown[::-1],
        _chart([entries[n] for n in alike]),
        comparison.of([_text(shown[n]) for n in alike], before, after),
        own,
        elsewhere,
    )


def _text(shown: Shown) -> comparison.Text:
    """One text as it is compared: every line of it under its heading."""
    lines = [comparison.Line("", str(_("Penalty")), "; ".join(shown.penalty))] if shown.penalty else []
    for heading, rows in shown.parts:
        lines += [
            comparison.Line(heading, label, " ".join((words, more)).strip()) for label, words, more in rows
        ]
    if shown.note:
        lines.append(comparison.Line("", str(_("Note")), shown.note))
    return comparison.Text(shown.row.entry.key, shown.row.days, lines)


def one(entry: Entry) -> Shown:
    """One entry alone, as its page shows it."""
    return _shown(entry, queries.law(), reviewing.standing([entry])[entry.key])


def _shown(entry: Entry, law: Law, standing: reviewing.Standing) -> Shown:
    lang = formatting.language()
    shape = entry.shape
    source = {
        **entry.source.model_dump(),
        "amended_by": [law.norm_name(n, lang) for n in entry.source.amended_by],
    }
    shown = Shown(
        row_of(entry, law, standing),
        source,
        entry.note.in_(lang) if entry.note else "",
        penalty_words(shape.penalty) if isinstance(shape, Version) else [],
        history=reviewing.history(entry.key),
    )
    for heading, rows in _parts(shape, law):
        if rows:
            shown.parts.append((str(heading), rows))
    return shown


def _parts(shape: Any, law: Law) -> Iterable[tuple[Any, list[tuple[str, str, str]]]]:
    lang = formatting.language()

    def words(node: Node) -> str:
        return condition_words(node, law.conditions).in_(lang)

    def said(texts: Iterable[Text]) -> list[tuple[str, str, str]]:
        return [("", t.in_(lang), "") for t in texts]

    def more(e: Any) -> str:
        notes = [e.note.in_(lang)] if e.note else []
        if getattr(e, "infer", None):
            notes.append(_("May be concluded: %(why)s") % {"why": e.infer.why.in_(lang)})
        if getattr(e, "doubt", None):
            notes.append(_("Disputed: %(question)s") % {"question": e.doubt.question.in_(lang)})
        return " ".join(notes)

    if isinstance(shape, Version):
        yield _("Elements"), [(e.label.in_(lang), words(e.when), more(e)) for e in shape.elements]
        yield (
            _("Circumstances, of which one is enough"),
            [
                (
                    f"{c.num}. {c.label.in_(lang)}" if c.num else c.label.in_(lang),
                    words(c.when),
                    " ".join([more(c), *penalty_words(c.penalty)]).strip(),
                )
                for c in shape.circumstances
            ],
        )
        yield (
            _("What takes the facts out of it"),
            [
                (x.label.in_(lang), words(x.when), x.note.in_(lang) if x.note else "")
                for x in shape.exclusions
            ],
        )
        return
    for name, heading in (
        ("says", _("What it says")),
        ("kept", _("When it is kept")),
        ("starts", _("Starts")),
        ("restarts", _("Begins again")),
        ("after", _("When it runs out")),
    ):
        if text := getattr(shape, name, None):
            yield heading, said([text])
    for name, heading in (
        ("includes", _("Includes")),
        ("excludes", _("Does not include")),
        ("who", _("Who")),
        ("needs", _("What it takes")),
        ("limits", _("Limits")),
        ("not_covered", _("What it does not cover")),
        ("suspended_by", _("What suspends it")),
    ):
        rows = getattr(shape, name, None) or []
        if rows and all(isinstance(row, Text) for row in rows):
            yield heading, said(rows)
    if lengths := [row for row in getattr(shape, "limits", []) if not isinstance(row, Text)]:
        yield (
            _("Lengths"),
            [
                (
                    row.name.in_(lang),
                    unit_words(row.amount, row.unit),
                    "; ".join(
                        [*([words(row.when)] if row.when else []), *([row.by.in_(lang)] if row.by else [])]
                    ),
                )
                for row in lengths
            ],
        )
        if shape.counting and shape.counting.note:
            yield _("How it is counted"), said([shape.counting.note])
    if amount := getattr(shape, "amount", None):
        yield _("Amount"), [("", formatting.money(amount, "PEN"), "")]
    if when := getattr(shape, "when", None):
        yield _("When it applies"), [("", words(when), "")]


UNITS = {
    "hours": (gettext_lazy("hour"), gettext_lazy("hours")),
    "calendar_days": (gettext_lazy("calendar day"), gettext_lazy("calendar days")),
    "working_days": (gettext_lazy("working day"), gettext_lazy("working days")),
    "months": (gettext_lazy("month"), gettext_lazy("months")),
    "years": (gettext_lazy("year"), gettext_lazy("years")),
}


def unit_words(amount: int, unit: str) -> str:
    """ "48 hours"."""
    return f"{formatting.number(amount)} {UNITS[unit][amount != 1]}"


def penalty_words(penalty: Penalty | None) -> list[str]:
    """Everything a version threatens, a sentence each."""
    if penalty is None:
        return []
    lang = formatting.language()
    told = penalty.model_dump(mode="json")
    parts = [reading.penalty(told)]
    for name, words in (
        ("disqualification_years", _("disqualification of %(years)s")),
        ("community_service_days", _("%(least)s to %(most)s days of community service")),
    ):
        if span := told[name]:
            parts.append(words % {"years": reading.years(span), "least": span["min"], "most": span["max"]})
    parts += [also.in_(lang) for also in penalty.also]
    if penalty.note:
        parts.append(penalty.note.in_(lang))
    return [part for part in parts if part]


def _changes(before: Shown, after: Shown) -> list[str]:
    """What a version says otherwise than the one before, a sentence each."""
    found = []
    if before.penalty != after.penalty:
        found.append(
            _("Penalty: before, %(before)s; now, %(after)s.")
            % {"before": "; ".join(before.penalty) or "–", "after": "; ".join(after.penalty) or "–"}
        )
    for heading, rows in after.parts:
        old = {label or heading: words for label, words, _more in dict(before.parts).get(heading, [])}
        new = {label or heading: words for label, words, _more in rows}
        found += [_("New: %(label)s.") % {"label": label} for label in new if label not in old]
        found += [_("No longer: %(label)s.") % {"label": label} for label in old if label not in new]
        found += [
            _("Changed: %(label)s.") % {"label": label}
            for label in new
            if label in old and old[label] != new[label]
        ]
    return found


def _chart(entries: list[Entry]) -> charts.DayAxis | None:
    """The days of each version on one line."""
    dated = [e for e in entries if e.from_]
    if len(dated) < 2:
        return None

    def moment(day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())

    stretches = [
        charts.Stretch(
            _("text of %(year)s") % {"year": e.from_.year},
            moment(e.from_),
            moment(e.until) if e.until else None,
            "bar" if e.until else "rest",
        )
        for e in dated
        if e.from_
    ]
    summary = _("%(n)s versions, one after the other.") % {"n": len(dated)}
    return charts.day_axis(stretches, now=timezone.now(), summary=summary, caption=summary, ticks=3)


def _examples(law: Law, entries: list[Entry]) -> tuple[list[Example], list[Example]]:
    """The examples whose answer names one of these entries: those of their own file, and those of others."""
    ids, files = {e.key for e in entries}, {e.file for e in entries}

    def names(example: Example) -> set[str]:
        e = example.expect
        return {
            *(e.offences or {}),
            *(e.considered or {}),
            *(a.id for a in e.aggravations or []),
            *(e.administrative or []),
            *(e.associated or []),
            *(e.flags or []),
            *(e.sentencing or []),
            *(e.lawful_uses or {}),
            *(e.prescription or {}),
        }

    found = [(file in files, example) for file, example in law.examples if names(example) & ids]
    return [e for own, e in found if own], [e for own, e in found if not own]
