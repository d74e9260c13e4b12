"""A verdict as a prosecutor reads it: the answer in a sentence first, then each offence with what was decided on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.cases.models import Qualification
from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.core.forms import Form
from arariwa.law import queries as law
from arariwa.law import reading as words
from arariwa.law.domain.lawbook import Law

Data = Mapping[str, Any]
# The roles (of the engine) in which an offence is proposed to the prosecutor.
PROPOSED = ("listed", "alternative")

# What was decided, as people read it.
DECISIONS = {
    Qualification.Decision.ACCEPTED: gettext_lazy("accepted"),
    Qualification.Decision.REJECTED: gettext_lazy("rejected"),
    Qualification.Decision.ADDED: gettext_lazy("added by the prosecutor"),
    Qualification.Decision.UNDONE: gettext_lazy("decision taken back"),
}


def decision_words(decision: Qualification) -> str:
    """What was decided, in words."""
    return str(DECISIONS[Qualification.Decision(decision.decision)])


@dataclass
class Shown:
    """One offence on the page: what the engine found, which aggravations raise it, what stands decided."""

    row: Data
    aggravations: list[Data]
    decision: Qualification | None = None
    # The decision was taken on other facts or another law pack than those of today.
    outdated: bool = False
    # What the reader may decide on it now.
    form: Form | None = None

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def elements(self) -> list[Data]:
        return list(self.row["elements"])

    @property
    def asked(self) -> list[Data]:
        """The elements that must be supported; exclusions are not counted."""
        return [e for e in self.elements if not e["excludes"]]

    @property
    def pointed_aggravations(self) -> list[Data]:
        """Those that hold, are disputed, or to which something told points."""
        return [a for a in self.aggravations if a["status"] in ("firm", "uncertain") or a["pointed"]]

    @property
    def other_aggravations(self) -> list[Data]:
        return [a for a in self.aggravations if a not in self.pointed_aggravations]

    @property
    def norms_of_aggravations(self) -> list[Data]:
        """Each article once."""
        return list({a["norm"]: a for a in self.pointed_aggravations}.values())

    @property
    def decision_words(self) -> str:
        return decision_words(self.decision) if self.decision else ""


@dataclass
class Answer:
    """A verdict ready for the page, in its language. `undecided`: offences proposed and not decided on."""

    verdict: Data
    proposed: list[Shown]
    decided_besides: list[Shown]
    others: list[Data]
    book: Law

    @property
    def headline(self) -> str:
        return headline(self.verdict, self.proposed)

    @property
    def lead(self) -> str:
        return lead(self.verdict, self.proposed)

    @property
    def undecided(self) -> int:
        return sum(s.decision is None for s in self.proposed)

    @property
    def penalty(self) -> str:
        return words.years(self.verdict["penalty_range_years"])

    @property
    def day_fines(self) -> str:
        return words.days(self.verdict["day_fines"])

    @property
    def law_day(self) -> str:
        return span_words(self.verdict["law_date"])

    @property
    def readings(self) -> list[Data]:
        """Disputed readings, each side with the prison range that follows."""
        return [
            {
                **r,
                "sides": [{**side, "years": words.years(side["penalty_range_years"])} for side in r["sides"]],
            }
            for r in self.verdict["readings"]
        ]

    @property
    def procedure(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["procedure_flags"]]

    @property
    def administrative(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["administrative"]]

    @property
    def associated(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["associated_to_explore"]]

    @property
    def discarded(self) -> list[Data]:
        """Offences the facts do not bear out although something pointed to them, each with why."""
        rows = [row for row in self.others if row["role"] == "excluded" and row["kind"] == "base"]
        return [{**row, "why_not": " ".join(e["why"] for e in row["elements"] if _closes(e))} for row in rows]

    @property
    def by_date(self) -> list[Data]:
        """What holds on each part of the days of the facts, when the law changed within them."""
        names = {row["id"]: row["name"] for row in self.verdict["considered"]}
        return [
            {
                "span": span_words(f"{row['start']}/{row['until']}"),
                "years": words.years(row["penalty_range_years"]),
                "offences": formatting.listing(names.get(id_, id_) for id_ in row["offences"]),
            }
            for row in self.verdict["by_date"]
        ]


def _closes(element: Data) -> bool:
    return element["state"] == ("satisfied" if element["excludes"] else "contradicted")


def pointer(row: Data, book: Law) -> Data:
    """A pointer with its penalty, its norm and those that amended it in words."""
    amended = [book.norm_name(code, formatting.language()) for code in row["source"].get("amended_by", ())]
    return {
        **row,
        "penalty_words": words.penalty(row["penalty"]),
        "norm": norm(row["source"], book),
        "amended": formatting.listing(amended),
    }


def read(
    verdict: Data, decisions: Mapping[str, Qualification] | None = None, situation: Data | None = None
) -> Answer:
    """The answer of a verdict with the decisions that stand; `situation` tells which were taken on other facts."""
    told = words.in_language(verdict)
    decided, book = dict(decisions or {}), law.law()
    shown = [_shown(row, told, decided.get(row["id"]), situation, book) for row in told["considered"]]
    proposed = [s for s in shown if s.row["role"] in PROPOSED and s.row["kind"] == "base"]
    proposed.sort(key=lambda s: (PROPOSED.index(s.row["role"]), -_gravity(s.row)))
    here = {s.id for s in proposed}
    rest = [s for s in shown if s.id not in here]
    decided_besides = [s for s in rest if s.decision]
    return Answer(told, proposed, decided_besides, [s.row for s in rest if s.decision is None], book)


def _shown(row: Data, told: Data, decision: Qualification | None, situation: Data | None, book: Law) -> Shown:
    return Shown(
        row={**pointer(row, book), "since": span_words(row["in_force_from"])},
        aggravations=[
            {**pointer(a, book), "pointed": any(e["facts"] for e in a["elements"])}
            for a in told["considered_aggravations"]
            if row["id"] in a["raises"] and a["status"] != "no"
        ],
        decision=decision,
        outdated=bool(decision and situation is not None and _differs(decision, told, situation)),
    )


def _differs(decision: Qualification, told: Data, situation: Data) -> bool:
    return decision.fingerprint != told["pack_fingerprint"] or decision.situation != situation


def _gravity(row: Data) -> int:
    prison = row["penalty"].get("prison_years")
    return int(prison["max"]) if prison else 0


def norm(source: Data, book: Law) -> str:
    """Norm and article as one cites them."""
    article = _("art. %(article)s") % {"article": source["article"]} if source["article"] else ""
    return ", ".join(x for x in (book.norm_name(source["norm"], formatting.language()), article) if x)


def headline(told: Data, proposed: list[Shown]) -> str:
    """The answer in one line: which offences, whether aggravated, or that nothing points to one."""
    listed = [s for s in proposed if s.row["role"] == "listed"]
    if listed:
        names = formatting.listing(dict.fromkeys(s.row["name"] for s in listed))
        statuses = {a["status"] for s in listed for a in s.pointed_aggravations}
        if "firm" in statuses:
            return _("%(offences)s, aggravated") % {"offences": names}
        if statuses:
            return _("%(offences)s, with an aggravation to be confirmed") % {"offences": names}
        return names
    if proposed:
        names = formatting.listing(dict.fromkeys(s.row["name"] for s in proposed))
        return _("%(offences)s, depending on how the law is read") % {"offences": names}
    if told["lawful"]:
        return _("What is told is lawful")
    if told["administrative"]:
        return _("No offence so far; an administrative infraction may apply")
    return _("Nothing told so far points to an offence")


def lead(told: Data, proposed: list[Shown]) -> str:
    """How far the elements are supported, what is still to be established, and what else the answer could be."""
    parts = [_supported(s) for s in proposed if s.row["role"] == "listed"]
    if not proposed and told["to_find_out"]:
        parts.append(_("Answer the questions below; nothing is assumed that nobody has told."))
    if told["alternative_reading"]:
        parts.append(
            _("Under another reading of the law: %(other)s.")
            % {"other": words.with_articles(told["alternative_reading"]["text"])}
        )
    return " ".join(parts)


def _supported(shown: Shown) -> str:
    counted = words.count_words(sum(e["state"] == "satisfied" for e in shown.asked), len(shown.asked))
    missing = [e["label"] for e in shown.asked if e["state"] == "not_known"]
    if not missing:
        return _("%(article)s: %(counted)s.") % {"article": shown.row["norm"], "counted": counted}
    return _("%(article)s: %(counted)s; to be established: %(open)s.") % {
        "article": shown.row["norm"],
        "counted": counted,
        "open": "; ".join(label[:1].lower() + label[1:] for label in missing),
    }


def span_words(text: str) -> str:
    """A day or span as the engine writes it ("2026-03-16", "2026-02", "2026-02-01/2026-03-01"), in words."""
    first, _slash, until = text.partition("/")
    span = Span(date.fromisoformat(first), date.fromisoformat(until)) if until else Span.parse(first)
    return formatting.span(span)
