"""A verdict as a prosecutor reads it: law/answer.py, with what was decided on each offence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.cases import queries
from arariwa.cases.models import Qualification
from arariwa.core.forms import Form
from arariwa.law import answer as law
from arariwa.law.answer import Data
from arariwa.law.domain.bindings import TABLE

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
class Shown(law.ReadOffence):
    """One offence on the page of a case, with what stands decided."""

    decision: Qualification | None = None
    # The decision was taken on other facts or another law pack than those of today.
    outdated: bool = False
    # What the reader may decide on it now.
    form: Form | None = None

    @property
    def decision_words(self) -> str:
        return decision_words(self.decision) if self.decision else ""


@dataclass
class Answer(law.Answer):
    """The answer with its decisions. `undecided`: offences proposed and not decided on."""

    proposed: Sequence[Shown]
    decided_besides: list[Shown] = field(default_factory=list)

    @property
    def undecided(self) -> int:
        return sum(s.decision is None for s in self.proposed)


def read(
    verdict: Data, decisions: Mapping[str, Qualification] | None = None, situation: Data | None = None
) -> Answer:
    """The answer of a verdict with the decisions that stand; `situation` tells which were taken on other facts."""
    found = law.read(verdict)
    for row in (*found.verdict["considered"], *found.verdict["considered_aggravations"]):
        for fact in (fact for element in row["elements"] for fact in element["facts"]):
            fact["source"] = source_words(fact["source"] or "")
    decided = dict(decisions or {})
    shown = [_shown(row, found, decided.get(row["id"]), situation) for row in found.verdict["considered"]]
    proposed = law.proposed_of(shown)
    here = {s.id for s in proposed}
    rest = [s for s in shown if s.id not in here]
    decided_besides = [s for s in rest if s.decision]
    others = [s.row for s in rest if s.decision is None]
    return Answer(found.verdict, proposed, others, found.book, decided_besides)


def source_words(source: str) -> str:
    """A source in the page's language: what the system wrote is kept in Spanish, what a person wrote stays as written."""
    names, _colon, last = source.rpartition(": ")
    if last == TABLE:
        return f"{names}: {_('species table')}"
    with translation.override("es"):
        own = {str(sentence): sentence for sentence in queries.IDENTIFIED.values()}
    return str(own.get(source, source))


def _shown(row: Data, found: law.Answer, decision: Qualification | None, situation: Data | None) -> Shown:
    read_ = law.offence(row, found.verdict, found.book)
    outdated = bool(decision and situation is not None and _differs(decision, found.verdict, situation))
    return Shown(read_.row, read_.aggravations, decision, outdated)


def _differs(decision: Qualification, told: Data, situation: Any) -> bool:
    return bool(decision.fingerprint != told["pack_fingerprint"] or decision.situation != situation)
