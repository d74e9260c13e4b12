"""A verdict as a prosecutor reads it: the answer in a sentence first, then each offence with what was decided on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from arariwa.cases.models import Qualification
from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.law import queries as law
from arariwa.law import reading as words

Data = Mapping[str, Any]
# How an offence may be shown (`role` of the engine): proposed, or said to be explored beside the proposed ones.
PROPOSED = ("listed", "alternative")
BESIDE = ("concurrent", "associated")


@dataclass(frozen=True)
class Shown:
    """One offence on the page: what the engine found, which aggravations raise it, what stands decided."""

    row: Data
    elements: list[Data]
    aggravations: list[Data]
    met: int
    total: int
    to_establish: list[str]
    decision: Qualification | None = None
    # The decision was taken on other facts or another reading of the law than those of today.
    outdated: bool = False

    @property
    def id(self) -> str:
        return str(self.row["id"])


@dataclass(frozen=True)
class Answer:
    """A verdict ready for the page, in its language."""

    verdict: Data
    headline: str
    lead: str
    proposed: list[Shown]
    decided_besides: list[Shown]
    others: list[Data]
    discarded: list[Data]
    penalty: str
    undecided: int

    @property
    def law_day(self) -> str:
        return span_words(self.verdict["law_date"])


def read(verdict: Data, decisions: Mapping[str, Qualification] | None = None, situation: Data | None = None) -> Answer:
    """The answer of a verdict with the decisions that stand; `situation` tells which were taken on other facts."""
    told = words.in_language(verdict)
    decided = dict(decisions or {})
    shown = [_shown(row, told, decided.get(row["id"]), situation) for row in told["considered"]]
    proposed = [s for s in shown if s.row["role"] in PROPOSED and s.row["kind"] == "base"]
    proposed.sort(key=lambda s: (PROPOSED.index(s.row["role"]), -_gravity(s.row)))
    here = {s.id for s in proposed}
    rest = [s.row for s in shown if s.id not in here and s.decision is None]
    return Answer(
        verdict=told,
        headline=headline(told, proposed),
        lead=lead(told, proposed),
        proposed=proposed,
        decided_besides=[s for s in shown if s.id not in here and s.decision],
        others=rest,
        discarded=[row for row in rest if row["role"] == "excluded" and row["kind"] == "base"],
        penalty=words.years(told["penalty_range_years"]),
        undecided=sum(s.decision is None for s in proposed),
    )


def _shown(row: Data, told: Data, decision: Qualification | None, situation: Data | None) -> Shown:
    asked = [e for e in row["elements"] if not e["excludes"]]
    return Shown(
        row={**row, "penalty_words": words.penalty(row["penalty"]), "norm": norm(row["source"]), "since": span_words(row["in_force_from"])},
        elements=row["elements"],
        aggravations=[_raised(a) for a in told["considered_aggravations"] if row["id"] in a["raises"] and a["status"] != "no"],
        met=sum(e["state"] == "satisfied" for e in asked),
        total=len(asked),
        to_establish=[e["label"] for e in asked if e["state"] == "not_known"],
        decision=decision,
        outdated=bool(decision and situation is not None and _differs(decision, told, situation)),
    )


def _raised(row: Data) -> Data:
    return {**row, "penalty_words": words.penalty(row["penalty"]), "norm": norm(row["source"])}


def _differs(decision: Qualification, told: Data, situation: Data) -> bool:
    return decision.fingerprint != told["pack_fingerprint"] or decision.situation != situation


def _gravity(row: Data) -> int:
    prison = row["penalty"].get("prison_years")
    return int(prison["max"]) if prison else 0


def norm(source: Data) -> str:
    """Norm and article as one cites them."""
    name = law.norm_short(source["norm"], formatting.language())
    return ", ".join(x for x in (name, _("art. %(article)s") % {"article": source["article"]} if source["article"] else "") if x)


def headline(told: Data, proposed: list[Shown]) -> str:
    """The answer in one line: which offences, whether aggravated, or that nothing points to one."""
    listed = [s for s in proposed if s.row["role"] == "listed"]
    if listed:
        names = formatting.listing(dict.fromkeys(s.row["name"] for s in listed))
        statuses = {a["status"] for s in listed for a in s.aggravations if a["status"] in ("firm", "uncertain") or _pointed(a)}
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


def _pointed(aggravation: Data) -> bool:
    """Something told points to it, though it is not established."""
    return aggravation["status"] == "possible" and any(e["facts"] for e in aggravation["elements"])


def lead(told: Data, proposed: list[Shown]) -> str:
    """How far the elements are supported, what is still to be established, and what else the answer could be."""
    parts = [_supported(s) for s in proposed if s.row["role"] == "listed"]
    if not proposed and told["to_find_out"]:
        parts.append(_("Answer the questions below; nothing is assumed that nobody has told."))
    if told["alternative_reading"]:
        parts.append(_("Under another reading of the law: %(other)s.") % {"other": told["alternative_reading"]["text"]})
    return " ".join(parts)


def _supported(shown: Shown) -> str:
    counted = words.count_words(shown.met, shown.total)
    if not shown.to_establish:
        return _("%(article)s: %(counted)s.") % {"article": shown.row["norm"], "counted": counted}
    return _("%(article)s: %(counted)s; to be established: %(open)s.") % {
        "article": shown.row["norm"],
        "counted": counted,
        "open": formatting.listing(label[:1].lower() + label[1:] for label in shown.to_establish),
    }


def span_words(text: str) -> str:
    """A day or span as the engine writes it ("2026-03-16", "2026-02", "2026-02-01/2026-03-01"), in words."""
    first, _slash, until = text.partition("/")
    span = Span(date.fromisoformat(first), date.fromisoformat(until)) if until else Span.parse(first)
    return formatting.span(span)
