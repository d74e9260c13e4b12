"""A situation weighed on days in which no version begins or ends: which offences stand, how far, and what penalty is reached.

This decides; legality.py says it with every reason.
"""

from dataclasses import dataclass

from arariwa.core.domain.spans import Span
from arariwa.law.domain.bindings import Binding
from arariwa.law.domain.conditions import SATISFIED
from arariwa.law.domain.holding import Considered, Raised, find, raised
from arariwa.law.domain.lawbook import Law, ReadyUse, ReadyVersion
from arariwa.law.domain.milder import later_milder
from arariwa.law.domain.offences import Range
from arariwa.law.domain.penalties import Reached, gravest, range_of
from arariwa.law.domain.verdict import Milder

ACTS = "acts."


@dataclass(slots=True)
class Weighed:
    """What stands. `found`: every version to which a fact may point; `ups`: the circumstances over its base offences."""

    segment: Span
    over: list[Binding]
    found: list[Considered]
    ups: list[Raised]
    milder: list[Milder]
    listed: list[Considered]
    alternatives: list[Considered]
    shown_ups: list[Raised]
    reached: Reached | None
    # The lawful uses of the day that need no title.
    free: list[ReadyUse]

    @property
    def firm(self) -> list[Considered]:
        """The offences that apply with all their elements."""
        return [f for f in self.listed if f.status == "firm"]

    @property
    def leading(self) -> list[Considered]:
        """The offences that set the range of prison: those that apply, else those that may."""
        return self.firm or self.listed

    @property
    def infractions(self) -> list[Considered]:
        """What the administrative track may punish."""
        return [f for f in self.found if f.role == "infraction"]

    @property
    def elsewhere(self) -> list[Considered]:
        """Offences out of which the facts fall because another law governs them."""
        return [
            f
            for f in self.found
            if any(x.state == SATISFIED and x.exclusion.effect == "elsewhere" for x in f.best.exclusions)
        ]

    @property
    def lawful(self) -> bool | None:
        """False with a firm offence or infraction. True when each specimen is covered by a valid title, a lawful exception
        or a use that needs none, for what is told.

        Lawful speaks of the acts told; what nobody told is not covered by it.
        """
        if self.firm or any(f.status == "firm" for f in self.infractions):
            return False
        if self.listed or self.alternatives or self.infractions or self.elsewhere:
            return None
        acts = any(
            path.startswith(ACTS) and told.values == (True,)
            for b in self.over
            for path, told in b.facts.items()
        )
        concerned = [f for f in self.found if f.ready.offence.kind == "base" and f.best.pointed]
        if not acts:
            return None

        def grounded(place: int, binding: Binding) -> bool:
            if any(use.covers(binding.facts) for use in self.free):
                return True
            title = binding.facts.get("title.state") if concerned else None
            if title and title.values == ("valid",):
                return True
            return any(f.spared or f.outcomes[place].excepted for f in concerned if f.outcomes[place].pointed)

        return True if all(grounded(i, b) for i, b in enumerate(self.over)) else None


def weigh(segment: Span, over: list[Binding], law: Law) -> Weighed:
    """Hold every version to which something told may point against the facts of each specimen and person."""
    told = frozenset().union(*(binding.facts.keys() for binding in over))
    found = [find(ready, over) for ready in law.pointed_to(segment.start, told)]
    bases = [f for f in found if f.ready.offence.kind == "base"]
    pointed = [f for f in bases if f.best.pointed]
    ups = [r for ready in aggravated(law, segment) for r in raised(ready, pointed)]
    milder = later_milder(pointed, ups, law, segment, over)
    for f in bases:
        f.spared = next(
            (m for m in milder if m.code == f.ready.offence.code and m.effect == "not_punishable"), None
        )
    _give_roles(found, law)
    listed = [f for f in found if f.role == "listed"]
    alternatives = [f for f in found if f.role == "alternative"]
    shown = {f.id for f in (*listed, *alternatives)}
    leading = [f for f in listed if f.status == "firm"] or listed
    return Weighed(
        segment=segment,
        over=over,
        found=found,
        ups=ups,
        milder=milder,
        listed=listed,
        alternatives=alternatives,
        shown_ups=[r for r in ups if r.rank >= 3 and not shown.isdisjoint(r.raises)],
        reached=gravest([range_of(f, ups) for f in leading]),
        free=[u for u in law.lawful_uses if u.use.free and u.use.holds(segment.start)],
    )


def gravest_possible(weighed: Weighed) -> Range:
    """The gravest range the penalty could become: under another reading, or by an aggravation that is not ruled out.

    Asked of a verdict that has reached a range of prison.
    """
    offences = (*weighed.listed, *weighed.alternatives)
    shown = {f.id for f in offences}
    ranges = [range_of(f, weighed.ups).prison for f in offences]
    ranges += [
        r.penalty.prison_years for r in weighed.ups if r.status != "no" and not shown.isdisjoint(r.raises)
    ]
    return max((r for r in ranges if r), key=lambda r: (r.max, r.min))


def aggravated(law: Law, segment: Span) -> list[ReadyVersion]:
    """The aggravated forms in force."""
    return [ready for ready in law.in_force(segment.start) if ready.offence.kind == "aggravated"]


def _give_roles(found: list[Considered], law: Law) -> None:
    """Say of each offence how it is shown: listed, alternative, concurrent, associated, or not at all."""
    for f in found:
        kind = f.ready.offence.kind
        if f.status == "no" or f.spared:
            f.role = "excluded"
        elif not f.best.pointed:
            f.role = "not_pointed"
        elif kind == "administrative":
            f.role = "infraction"
        else:
            f.role = "alternative" if f.status == "uncertain" else "listed"
    charged = {f.ready.offence.code: f for f in found if f.role in ("listed", "alternative")}
    for rule in law.concurrences if len(charged) > 1 else ():
        leads, yields = charged.get(rule.rule.leads), charged.get(rule.rule.yields)
        if not leads or not yields or "concurrent" in (leads.role, yields.role):
            continue
        holds = rule.when is None or rule.when.state(leads.best.binding.facts) == SATISFIED
        if holds and leads.best.rank >= yields.best.rank:
            yields.role, yields.because = "concurrent", rule.rule.text
    if any(f.ready.offence.kind == "base" and f.role in ("listed", "alternative") for f in found):
        for f in found:
            if f.ready.offence.kind == "associated" and f.role in ("listed", "alternative"):
                f.role = "associated"
