"""A country's law made ready to be asked: conditions compiled, versions laid on the line of days."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from arariwa.core.domain.spans import Span
from arariwa.law.domain.asking import Test, Watcher, compiled
from arariwa.law.domain.calendars import Calendar, Distance, Holiday
from arariwa.law.domain.conditions import SATISFIED, Node, all_terms_of, silent_states, terms_of
from arariwa.law.domain.entries import Entry
from arariwa.law.domain.offences import (
    Circumstance,
    Concurrence,
    Country,
    Doubt,
    Element,
    Example,
    Exclusion,
    Inference,
    NamedCondition,
    Norm,
    Offence,
    Rule,
    Version,
)
from arariwa.law.domain.rules import DatedValue, Definition, LawfulUse, Limit, Prescription, TimeLimit
from arariwa.law.domain.situation import Facts
from arariwa.law.domain.text import Text


@dataclass(frozen=True, slots=True)
class ReadyElement:
    """An element or aggravating circumstance with its conditions compiled."""

    shape: Element
    when: Test
    infer: Test | None
    doubt: Test | None
    signs: Test | None


@dataclass(frozen=True, slots=True)
class ReadyVersion:
    """One version in force on the days of `span`."""

    offence: Offence
    version: Version
    span: Span
    elements: tuple[ReadyElement, ...]
    exclusions: tuple[tuple[Exclusion, Test], ...]
    circumstances: tuple[ReadyElement, ...]
    # Facts without one of which nothing points to this offence; empty when that cannot be said beforehand.
    telling: frozenset[str] = frozenset()
    # The elements without which nothing points to the offence.
    keys: tuple[ReadyElement, ...] = ()

    @property
    def id(self) -> str:
        """The id of the version, as records cite it."""
        return self.version.id

    @property
    def name(self) -> Text:
        """What the offence is called in this version."""
        return self.version.name or self.offence.name


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule on procedure or an associated offence, compiled."""

    rule: Rule
    when: Test


@dataclass(frozen=True, slots=True)
class ReadyUse:
    """A lawful use, compiled."""

    use: LawfulUse
    points: Test
    when: Test

    def covers(self, facts: Facts) -> bool:
        """Whether the facts are about it and within it."""
        return self.points.state(facts) == SATISFIED == self.when.state(facts)


@dataclass(frozen=True, slots=True)
class ReadyLimit:
    """A time limit with the conditions of its lengths compiled."""

    time_limit: TimeLimit
    limits: tuple[tuple[Limit, Test | None], ...]


@dataclass(frozen=True, slots=True)
class ReadyPrescription:
    """A rule of prescription, compiled."""

    rule: Prescription
    doubles: Test | None
    halves: Test | None
    continuing: Test | None


@dataclass(frozen=True, slots=True)
class ReadyConcurrence:
    """A rule of apparent concurrence, compiled."""

    rule: Concurrence
    when: Test | None


class _ToHold:
    """Versions by the facts that may point to them, so that most facts leave most versions untouched."""

    def __init__(self, in_force: Sequence[ReadyVersion]) -> None:
        self._versions = [v for v in in_force if v.offence.kind != "aggravated"]
        self._always = frozenset(i for i, v in enumerate(self._versions) if not v.telling)
        self._by_fact: dict[str, set[int]] = {}
        for i, version in enumerate(self._versions):
            for fact in version.telling:
                self._by_fact.setdefault(fact, set()).add(i)

    def of(self, told: AbstractSet[str]) -> list[ReadyVersion]:
        places = self._always.union(*(self._by_fact[fact] for fact in told if fact in self._by_fact))
        return [self._versions[i] for i in sorted(places)]


@dataclass(frozen=True)
class Law:
    """Everything `qualify` asks of one country; `fingerprint` names the exact pack it was read from."""

    country: Country
    offences: tuple[Offence, ...]
    norms: Mapping[str, Norm]
    conditions: Mapping[str, NamedCondition]
    procedure: tuple[ReadyRule, ...]
    associated: tuple[ReadyRule, ...]
    sentencing: tuple[ReadyRule, ...]
    lawful_uses: tuple[ReadyUse, ...]
    time_limits: tuple[ReadyLimit, ...]
    calendar: Calendar
    distances: tuple[Distance, ...]
    definitions: tuple[Definition, ...]
    values: Mapping[str, DatedValue]
    prescriptions: tuple[ReadyPrescription, ...]
    concurrences: tuple[ReadyConcurrence, ...]
    examples: tuple[tuple[str, Example], ...]
    # Every entry with its place in the pack, for those who read and review it.
    entries: tuple[Entry, ...]
    fingerprint: str
    versions: tuple[ReadyVersion, ...]
    # Every term some rule of this law asks for.
    used: frozenset[str]
    _changes: list[date] = field(default_factory=list)
    _in_force: list[tuple[ReadyVersion, ...]] = field(default_factory=list)
    _to_hold: list[_ToHold] = field(default_factory=list)
    _by_id: Mapping[str, ReadyVersion] = field(default_factory=dict)
    _by_code: Mapping[str, list[ReadyVersion]] = field(default_factory=dict)

    def in_force(self, on: date) -> tuple[ReadyVersion, ...]:
        """The versions in force on a day."""
        place = bisect_right(self._changes, on) - 1
        return self._in_force[place] if place >= 0 else ()

    def pointed_to(self, on: date, told: AbstractSet[str]) -> list[ReadyVersion]:
        """Of the versions in force that stand by themselves, those to which one of the facts told may point."""
        place = bisect_right(self._changes, on) - 1
        return self._to_hold[place].of(told) if place >= 0 else []

    def version(self, id_: str) -> ReadyVersion:
        """The version of that id; KeyError when the pack holds none."""
        return self._by_id[id_]

    def segments(self, span: Span) -> list[Span]:
        """The span cut at every day on which some version begins or ends."""
        cuts = [span.start, *(d for d in self._changes if span.start < d < span.until), span.until]
        return [Span(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]

    def later_versions(self, ready: ReadyVersion, since: date) -> list[ReadyVersion]:
        """The versions of the same offence that begin after it and not before a day, in order."""
        start = max(since, ready.span.start + timedelta(days=1))
        same = self._by_code.get(ready.offence.code, [])
        return [v for v in same if v.span.start >= start]

    def changes_after(self, day: date) -> list[date]:
        """The later days on which some version begins or ends."""
        return self._changes[bisect_right(self._changes, day) :]

    def norm_name(self, code: str, language: str = "es") -> str:
        """The short name of a norm; its code when the pack does not hold it."""
        return self.norms[code].short.in_(language) if code in self.norms else code


def build(
    *,
    country: Country,
    offences: list[Offence],
    conditions: Mapping[str, NamedCondition],
    norms: Mapping[str, Norm],
    procedure: list[Rule],
    associated: list[Rule],
    sentencing: list[Rule],
    lawful: list[LawfulUse],
    time_limits: list[TimeLimit],
    holidays: list[Holiday],
    distances: list[Distance],
    definitions: list[Definition],
    values: list[DatedValue],
    prescription: list[Prescription],
    concurrences: list[Concurrence],
    examples: list[tuple[str, Example]],
    entries: list[Entry],
    fingerprint: str,
    watch: Watcher | None = None,
) -> Law:
    """Compile a law whose parts were checked (`law/checked_packs.py`). `watch` is told what every leaf answers."""
    units = {value.code: value for value in values}
    named = {name: condition.when for name, condition in conditions.items()}

    def amounts(unit: str, day: date) -> Decimal | None:
        return units[unit].on(day)

    def ready(node: Node) -> Test:
        return compiled(node, named, amounts, watch)

    versions = tuple(v for offence in offences for v in _versions(offence, ready, named))
    changes = sorted(
        {v.span.start for v in versions} | {v.span.until for v in versions if v.span.until < date.max}
    )
    by_code: dict[str, list[ReadyVersion]] = {}
    for version in sorted(versions, key=lambda v: v.span.start):
        by_code.setdefault(version.offence.code, []).append(version)
    in_force = [tuple(v for v in versions if v.span.start <= day < v.span.until) for day in changes]
    return Law(
        country=country,
        offences=tuple(offences),
        norms=norms,
        conditions=conditions,
        procedure=tuple(ReadyRule(r, ready(r.when)) for r in procedure),
        associated=tuple(ReadyRule(r, ready(r.when)) for r in associated),
        sentencing=tuple(ReadyRule(r, ready(r.when)) for r in sentencing),
        lawful_uses=tuple(ReadyUse(u, ready(u.points), ready(u.when)) for u in lawful),
        time_limits=tuple(
            ReadyLimit(t, tuple((limit, ready(limit.when) if limit.when else None) for limit in t.limits))
            for t in time_limits
        ),
        calendar=Calendar(holidays, country.read_until),
        distances=tuple(distances),
        definitions=tuple(definitions),
        values=units,
        prescriptions=tuple(
            ReadyPrescription(p, *(ready(n) if n else None for n in (p.doubles, p.halves, p.continuing)))
            for p in prescription
        ),
        concurrences=tuple(ReadyConcurrence(r, ready(r.when) if r.when else None) for r in concurrences),
        examples=tuple(examples),
        entries=tuple(entries),
        fingerprint=fingerprint,
        versions=versions,
        used=frozenset(
            _used(
                offences,
                [
                    *named.values(),
                    *(r.when for r in (*procedure, *associated, *sentencing)),
                    *(c.when for c in concurrences if c.when),
                    *(node for u in lawful for node in (u.points, u.when)),
                    *(n for p in prescription for n in (p.doubles, p.halves, p.continuing) if n),
                    *(limit.when for t in time_limits for limit in t.limits if limit.when),
                ],
            )
        ),
        _changes=changes,
        _in_force=in_force,
        _to_hold=[_ToHold(each) for each in in_force],
        _by_id={version.id: version for version in versions},
        _by_code=by_code,
    )


def conditions_of(version: Version) -> list[tuple[tuple[str | int, ...], Node]]:
    """Every condition of a version with the place it stands at inside it."""
    found: list[tuple[tuple[str | int, ...], Node]] = []
    for group, elements in (("elements", version.elements), ("circumstances", version.circumstances)):
        for i, e in enumerate(elements):
            found.append(((group, i, "when"), e.when))
            found += [((group, i, "infer", "when"), e.infer.when)] if e.infer else []
            found += [((group, i, "doubt", "when"), e.doubt.when)] if e.doubt else []
            found += [((group, i, "signs"), e.signs)] if e.signs else []
    return [*found, *((("exclusions", i, "when"), x.when) for i, x in enumerate(version.exclusions))]


def _used(offences: list[Offence], others: list[Node]) -> set[str]:
    nodes = [
        node for offence in offences for version in offence.versions for _, node in conditions_of(version)
    ]
    return set().union(*(terms_of(node) for node in [*nodes, *others]))


def spans(offence: Offence) -> list[tuple[Version, Span]]:
    """Each version with the days it holds, in order; a version ends where the next begins unless it says sooner.

    Versions that begin on the same day stand side by side (two paragraphs of one article).
    """
    ordered = sorted(offence.versions, key=lambda v: v.from_)
    starts = sorted({v.from_ for v in ordered})
    result = []
    for version in ordered:
        later = next((d for d in starts if d > version.from_), date.max)
        result.append((version, Span(version.from_, min(version.until or date.max, later))))
    return result


def _telling(version: Version, named: Mapping[str, Node]) -> frozenset[str]:
    """Every fact that could point to a key element. None of them told: the element is not known and not hinted at.

    What silence itself may satisfy, such as a day or a fact that must not be told, cannot be said beforehand.
    """
    told: set[str] = set()
    for element in version.elements:
        if not element.key:
            continue
        more: list[Inference | Doubt] = [part for part in (element.infer, element.doubt) if part]
        parts = [part.when for part in more]
        nodes = [element.when, *parts, *([element.signs] if element.signs else [])]
        for node in nodes:
            if SATISFIED in silent_states(node, named):
                return frozenset()
            told |= all_terms_of(node, named)
    return frozenset(told)


def _versions(
    offence: Offence, ready: Callable[[Node], Test], named: Mapping[str, Node]
) -> list[ReadyVersion]:
    found = []
    for version, span in spans(offence):
        elements = tuple(_element(e, ready) for e in version.elements)
        found.append(
            ReadyVersion(
                offence,
                version,
                span,
                elements,
                exclusions=tuple((x, ready(x.when)) for x in version.exclusions),
                circumstances=tuple(_element(c, ready) for c in version.circumstances),
                telling=_telling(version, named),
                keys=tuple(e for e in elements if e.shape.key),
            )
        )
    return found


def _element(shape: Element | Circumstance, ready: Callable[[Node], Test]) -> ReadyElement:
    return ReadyElement(
        shape,
        ready(shape.when),
        ready(shape.infer.when) if shape.infer else None,
        ready(shape.doubt.when) if shape.doubt else None,
        ready(shape.signs) if shape.signs else None,
    )
