"""What to find out next, ranked by how much of the answer it would decide."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from arariwa.law.domain.bindings import Binding
from arariwa.law.domain.conditions import NOT_KNOWN
from arariwa.law.domain.holding import Considered, Raised
from arariwa.law.domain.offences import Range
from arariwa.law.domain.penalties import Reached
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.text import text
from arariwa.law.domain.verdict import Finding, aggravation_id
from arariwa.law.domain.weighing import Weighed
from arariwa.law.domain.wording import term_path, years

MOST = 15
ACTS = text("Qué se hizo", "What was done")
WHICH_ACTS = text(
    "¿Qué hicieron con los especímenes: vender, transportar, almacenar, cazar, poseer?",
    "What was done with the specimens: selling, transporting, storing, hunting, possessing?",
)


@dataclass(slots=True)
class _Open:
    weight: float = 0.0
    decides: list[str] = field(default_factory=list)
    raises_to: Range | None = None


def to_find_out(weighed: Weighed, bases: Iterable[Considered]) -> list[Finding]:
    """The unknown facts, first those that alone would decide an offence that is pointed to, then what could raise it.

    Weight: years at stake, shared among the facts that are open together; the same fact adds up over what it decides.
    """
    open_: dict[str, _Open] = {}
    reached = weighed.reached
    shown = [f for f in weighed.found if f.role in ("listed", "alternative")]
    for f in shown:
        _offence(open_, f)
    for r in weighed.ups:
        if any(f.id in r.raises for f in shown) and r.held.state == NOT_KNOWN:
            _aggravation(open_, r, reached)
    # only while nothing at all points to an offence is it asked what was done
    if not shown and not any(f.best.pointed for f in weighed.found if f.ready.offence.kind == "base"):
        for f in bases:
            if f.role == "not_pointed":
                _offence(open_, f)
    ranked = sorted(open_.items(), key=lambda item: (-item[1].weight, item[0]))[:MOST]
    return [_finding(path, o, reached) for path, o in ranked]


def _offence(open_: dict[str, _Open], f: Considered) -> None:
    prison = f.ready.version.penalty.prison_years
    years_at_stake = float(prison.max if prison else 1)
    pending = [h for h in f.best.elements if h.state == NOT_KNOWN and not h.disputed]
    for held in pending:
        # what was done comes first: without it nothing points to an offence
        factor = 20 if held.ready.shape.key else 10
        _add(open_, f.best.binding, held.missing, factor * years_at_stake / len(pending), f.id, None)
    for x in f.best.exclusions:
        if x.state == NOT_KNOWN:
            _add(open_, f.best.binding, x.missing, years_at_stake * (5 if x.hint else 0.5), f.id, None)


def _aggravation(open_: dict[str, _Open], r: Raised, reached: Reached | None) -> None:
    higher = r.penalty.prison_years
    now = reached.prison.max if reached and reached.prison else 0
    at_stake = float(max(higher.max - now, 0) if higher else 0)
    factor = 5.0 if r.held.hint else 1.0
    name = aggravation_id(r.ready.id, r.circumstance.num)
    _add(open_, r.binding, r.held.missing, factor * (at_stake + 0.1), name, higher if at_stake else None)


def _add(
    open_: dict[str, _Open],
    binding: Binding,
    missing: tuple[str, ...],
    weight: float,
    decides: str,
    raises_to: Range | None,
) -> None:
    places = dict.fromkeys(_place(binding, term) for term in missing)
    for place in places:
        entry = open_.setdefault(place, _Open())
        entry.weight += weight / len(places)
        if decides not in entry.decides:
            entry.decides.append(decides)
        if raises_to and (entry.raises_to is None or raises_to.max > entry.raises_to.max):
            entry.raises_to = raises_to


def _place(binding: Binding, term: str) -> str:
    """Where to write the answer. What follows from the species is asked as the species; single acts as one question."""
    if term.startswith("acts."):
        return "acts"
    if TERMS[term].from_taxon and term not in binding.facts:
        told = binding.facts.get("specimen.taxa")
        if told is None or len(told.values) > 1:
            return f"specimens.{binding.specimens[0]}.taxa"
    elif TERMS[term].from_taxon and len(binding.facts[term].values) > 1:
        return f"specimens.{binding.specimens[0]}.taxa"
    return binding.path(term)


def _finding(path: str, o: _Open, reached: Reached | None) -> Finding:
    label, ask = (
        (ACTS, WHICH_ACTS) if path == "acts" else (TERMS[term_path(path)].label, TERMS[term_path(path)].ask)
    )
    changes = None
    if o.raises_to and reached and reached.prison and o.raises_to != reached.prison:
        now, then = years(reached.prison), years(o.raises_to)
        changes = text(f"{now.es} → {then.es}", f"{now.en} → {then.en}")
    return Finding(path, label, ask, o.decides, changes, round(o.weight, 2))
