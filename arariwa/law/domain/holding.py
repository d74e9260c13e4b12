"""Holding one version of the law against the facts, element by element, for each binding."""

from dataclasses import dataclass, field

from arariwa.law.domain.asking import HINTS, STATES, Test
from arariwa.law.domain.bindings import Binding
from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, SATISFIED, State
from arariwa.law.domain.lawbook import ReadyElement, ReadyVersion
from arariwa.law.domain.offences import Circumstance, Exclusion, Penalty, Status
from arariwa.law.domain.situation import Facts, Told
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import Milder


@dataclass(slots=True)
class Held:
    """One element against the facts of one binding. `hint`: something told points to it while it is not known.

    `doubted`: another reading of the law than the main one reaches it; `disputed`: and no missing fact decides before that.
    `facts` and `missing` are looked up when someone reads them: the status of an offence needs neither.
    """

    ready: ReadyElement
    at: Facts
    state: State
    hint: bool
    inferred: bool = False
    doubted: bool = False
    disputed: bool = False
    # The conditions whose facts are the reason, and those whose open terms are missing.
    by: tuple[Test, ...] = ()
    open_by: tuple[Test, ...] = ()

    @property
    def facts(self) -> tuple[Told, ...]:
        """The facts that decided it, or point to it."""
        return tuple(told for test in self.by for told in test.answer(self.at).facts)

    @property
    def missing(self) -> tuple[str, ...]:
        """The terms that would decide what is not known."""
        return tuple(term for test in self.open_by for term in test.answer(self.at).missing)


@dataclass(slots=True)
class HeldExclusion:
    """One exclusion against the facts of one binding."""

    exclusion: Exclusion
    at: Facts
    state: State
    hint: bool
    test: Test

    @property
    def facts(self) -> tuple[Told, ...]:
        """The facts that decided it, or point to it."""
        return self.test.answer(self.at).facts

    @property
    def missing(self) -> tuple[str, ...]:
        """The terms that would decide what is not known."""
        return self.test.answer(self.at).missing


@dataclass(slots=True)
class Outcome:
    """One version against one binding."""

    binding: Binding
    status: Status
    pointed: bool
    elements: list[Held]
    exclusions: list[HeldExclusion]
    # False when only the key elements were held, since nothing told points to the offence.
    complete: bool = True

    @property
    def excepted(self) -> bool:
        """A lawful exception covers these facts."""
        return any(x.state == SATISFIED and x.exclusion.effect == "lawful" for x in self.exclusions)

    @property
    def rank(self) -> int:
        """How far it reaches: a listed possibility before a disputed reading before a mere possibility."""
        if self.status == "firm":
            return 5
        if self.status == "possible":
            return 4 if self.pointed else 1
        if self.status == "uncertain":
            return 3 if self.pointed else 2
        return 0


@dataclass(slots=True)
class Considered:
    """One version against all bindings; `best` is the one that reaches furthest."""

    ready: ReadyVersion
    outcomes: list[Outcome]
    best: Outcome
    # How it is shown (verdict.OffenceResult.role) and, when beside another offence, why.
    role: str = "not_pointed"
    because: Text | None = None
    # The later, more favourable version under which the facts are not punishable.
    spared: Milder | None = None

    @property
    def id(self) -> str:
        """The id of the version."""
        return self.ready.version.id

    @property
    def status(self) -> Status:
        """The status of the best outcome."""
        return self.best.status

    def places(self) -> tuple[list[int], list[int]]:
        """Which specimens and persons of the situation have the best status."""
        alike = [o for o in self.outcomes if o.rank == self.best.rank]
        return (
            sorted({i for o in alike for i in o.binding.specimens}),
            sorted({i for o in alike for i in o.binding.actors}),
        )


@dataclass(slots=True)
class Raised:
    """One aggravating circumstance over the base offences it raises, at the binding where it reaches furthest."""

    ready: ReadyVersion
    circumstance: Circumstance
    status: Status
    rank: int
    held: Held
    binding: Binding
    raises: list[str]
    specimens: list[int]
    actors: list[int]
    # Base offences for which the circumstance itself is satisfied, and for which only a disputed reading reaches it.
    settled_for: set[str] = field(default_factory=set)
    disputed_for: set[str] = field(default_factory=set)

    @property
    def penalty(self) -> Penalty:
        """What it threatens: its own penalty, or that of the aggravated form."""
        return self.circumstance.penalty or self.ready.version.penalty


def hold(element: ReadyElement, facts: Facts) -> Held:
    """An element against the facts: its condition, then what may be inferred, then the disputed reading, then signs."""
    when = element.when
    mark = when.mark(facts)
    held = Held(element, facts, STATES[mark], HINTS[mark], by=(when,), open_by=(when,))
    if held.state == NOT_KNOWN and (infer := element.infer):
        inferred = infer.state(facts)
        if inferred == SATISFIED:
            held.state, held.by, held.open_by, held.inferred = SATISFIED, (infer,), (), True
        elif inferred == NOT_KNOWN:
            # what would let it be inferred would decide it as well
            held.open_by = (when, infer)
    if held.state != SATISFIED and (doubt := element.doubt):
        other = doubt.mark(facts)
        if STATES[other] == SATISFIED:
            waits = held.state == NOT_KNOWN and element.shape.doubt is not None and element.shape.doubt.waits
            held.doubted, held.disputed = True, not waits
            held.hint, held.by = True, (*held.by, doubt)
        elif STATES[other] == NOT_KNOWN and held.state == CONTRADICTED:
            # Not reached by the main reading, and not known whether the other reading reaches it.
            held.state, held.open_by, held.hint = NOT_KNOWN, (doubt,), HINTS[other]
            held.by = (*held.by, doubt)
    if held.state == NOT_KNOWN and (signs := element.signs) and signs.state(facts) == SATISFIED:
        held.hint, held.by = True, (*held.by, signs)
    return held


def outcome(ready: ReadyVersion, binding: Binding) -> Outcome:
    """One version against one binding. Firm only when each element is satisfied and no exclusion is pointed to."""
    facts = binding.facts
    elements = [hold(e, facts) for e in ready.elements]
    exclusions = []
    for exclusion, test in ready.exclusions:
        mark = test.mark(facts)
        exclusions.append(HeldExclusion(exclusion, facts, STATES[mark], HINTS[mark], test))
    pointed = all(h.state == SATISFIED or h.hint for h in elements if h.ready.shape.key)
    status: Status
    if any(h.state == CONTRADICTED and not h.disputed for h in elements) or any(
        x.state == SATISFIED for x in exclusions
    ):
        status = "no"
    elif any(h.disputed for h in elements):
        status = "uncertain"
    elif any(h.state == NOT_KNOWN for h in elements) or any(
        x.state == NOT_KNOWN and x.hint for x in exclusions
    ):
        status = "possible"
    else:
        status = "firm"
    return Outcome(binding, status, pointed, elements, exclusions)


def glance(ready: ReadyVersion, binding: Binding) -> Outcome:
    """The same, but only as far as needed to see that nothing told points to the offence."""
    if ready.telling and ready.telling.isdisjoint(binding.facts):
        return Outcome(binding, "possible", False, [], [], complete=False)
    keys = [hold(e, binding.facts) for e in ready.keys]
    if all(h.state == SATISFIED or h.hint for h in keys):
        return outcome(ready, binding)
    against = any(h.state == CONTRADICTED and not h.disputed for h in keys)
    return Outcome(binding, "no" if against else "possible", False, keys, [], complete=False)


def find(ready: ReadyVersion, over: list[Binding], *, whole: bool = False) -> Considered:
    """One version against all bindings; `whole` holds every element even where nothing points to the offence."""
    hold_all = outcome if whole else glance
    outcomes = [hold_all(ready, binding) for binding in over]
    best = max(outcomes, key=lambda o: (o.rank, sum(h.state == SATISFIED for h in o.elements)))
    return Considered(ready, outcomes, best)


def completed(f: Considered) -> Considered:
    """The version with every element held, for those who read why nothing points to it."""
    if all(o.complete for o in f.outcomes):
        return f
    whole = find(f.ready, [o.binding for o in f.outcomes], whole=True)
    whole.role = "excluded" if whole.status == "no" else f.role
    whole.because, whole.spared = f.because, f.spared
    return whole


def raised(ready: ReadyVersion, bases: list[Considered]) -> list[Raised]:
    """Each circumstance of an aggravated form over the base offences it names; joined specimen by specimen."""
    results = []
    concerned = [base for base in bases if base.id in ready.version.aggravates]
    if not concerned:
        return []
    for element in ready.circumstances:
        best: Raised | None = None
        reached: dict[str, int] = {}
        alike: list[tuple[int, Binding]] = []
        held_at: dict[int, Held] = {}
        settled: set[str] = set()
        disputed: set[str] = set()
        for base in concerned:
            for at in base.outcomes:
                # the same binding is asked once for all the bases it may raise
                key = id(at.binding)
                held = held_at.get(key) or held_at.setdefault(key, hold(element, at.binding.facts))
                status, rank = _joined(held, at)
                if at.status != "no" and at.pointed:
                    (settled if held.state == SATISFIED else disputed if held.disputed else set()).add(
                        base.id
                    )
                reached[base.id] = max(rank, reached.get(base.id, 0))
                alike.append((rank, at.binding))
                if best is None or rank > best.rank:
                    shape = element.shape
                    assert isinstance(shape, Circumstance)  # noqa: S101 - the shape of `circumstances` says so
                    best = Raised(ready, shape, status, rank, held, at.binding, [], [], [])
        if best:
            best.raises = [base_id for base_id, rank in reached.items() if rank == best.rank]
            same = [b for rank, b in alike if rank == best.rank]
            best.specimens = sorted({i for b in same for i in b.specimens})
            best.actors = sorted({i for b in same for i in b.actors})
            best.settled_for, best.disputed_for = settled, disputed - settled
            results.append(best)
    return results


def _joined(held: Held, base: Outcome) -> tuple[Status, int]:
    """Status and rank of a circumstance at a binding whose base offence has its own status."""
    if base.status == "no" or (held.state == CONTRADICTED and not held.disputed):
        return "no", 0
    if held.disputed:
        return "uncertain", 4 if base.pointed else 2
    if held.state == NOT_KNOWN:
        return "possible", 3 if held.hint and base.pointed else 1
    return base.status, {"firm": 6, "possible": 5, "uncertain": 4}[base.status] if base.pointed else 2
