"""Each kind of specimen with each kind of person: the pairs over which an offence must hold as a whole.

An offence applies when one specimen and one person carry all its elements together; elements of different animals
never add up to an offence. Specimens (and persons) that are the same to the law are asked once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.law.domain.situation import UNSURE, Facts, Flat, Settled, Told

MOST_BINDINGS = 50_000
DERIVED = (
    "what",
    "national_category",
    "cites_appendix",
    "cms_appendix",
    "endemic",
    "exotic",
    "aquatic",
    "aquatic_basis",
)


POSSIBLE = {"national_category": "possible_categories", "cites_appendix": "possible_appendices"}


LISTED = frozenset({"national_category", "cites_appendix", "cms_appendix"})
# What of a protection says where the taxon stands on one list; else all its sources.
SOURCES = {"national_category": "national_sources", "cites_appendix": "cites_sources"}
TABLE = "tabla de especies"


class Protection(Protocol):
    """What is known of a taxon on a day. None: not known. Category and appendix "none": known not to be listed.

    May also carry `what`, `cms_appendix` and `exotic` with the values of `terms.py`; for what is not known of a
    higher taxon, `possible_categories` and `possible_appendices`: values that occur below it; and, list by list,
    `national_sources` and `cites_sources`.
    """

    @property
    def national_category(self) -> str | None: ...
    @property
    def cites_appendix(self) -> str | None: ...
    @property
    def aquatic(self) -> bool | None: ...
    @property
    def aquatic_basis(self) -> str | None: ...
    @property
    def endemic(self) -> bool | None: ...
    @property
    def sources(self) -> Sequence[str]: ...


# (scientific name, day) -> its protection, None for a name that is not in the table.
Lookup = Callable[[str, date], Protection | None]


@dataclass(frozen=True, slots=True)
class Binding:
    """The known facts of one specimen and one person together, and which of the situation's they stand for."""

    facts: Facts
    specimens: tuple[int, ...]
    actors: tuple[int, ...]

    def path(self, term: str) -> str:
        """Where the fact of a term stands, or would stand, in the situation."""
        if term in self.facts:
            return self.facts[term].path
        group, _, name = term.partition(".")
        if group == "specimen":
            return f"specimens.{self.specimens[0]}.{name}"
        if group == "actor":
            return f"actors.{self.actors[0]}.{name}"
        return term


def bindings(
    flat: Flat,
    segment: Span,
    protection: Lookup | None,
    used: frozenset[str],
    seen: dict[tuple[str, date], Protection | None],
) -> list[Binding]:
    """All pairs of different specimens and persons; an unnamed one stands for those that are not told.

    `used`: the terms some rule asks for; only these make a difference. `seen` keeps what was looked up.
    """
    common = {**flat.common, "on": Told("on", (segment,))}
    specimens = flat.specimens or [{}]
    if protection is not None:
        specimens = [{**_protected(f, i, segment, protection, seen), **f} for i, f in enumerate(specimens)]
    kinds, people = _same(specimens, used), _same(flat.actors or [{}], used)
    if len(kinds) * len(people) > MOST_BINDINGS:
        raise Refused("situation.too_many", "specimens", most=MOST_BINDINGS)
    return [Binding(Settled(common, s, a), at, who) for s, at in kinds for a, who in people]


def _same(listed: list[Facts], used: frozenset[str]) -> list[tuple[Facts, tuple[int, ...]]]:
    """Each different set of facts once, with the places it came from."""
    groups: dict[tuple[tuple[str, tuple[Any, ...]], ...], tuple[Facts, list[int]]] = {}
    for i, facts in enumerate(listed):
        key = tuple(sorted((path, told.values) for path, told in facts.items() if path in used))
        groups.setdefault(key, (facts, []))[1].append(i)
    return [(facts, tuple(places)) for facts, places in groups.values()]


def _protected(
    facts: Facts, place: int, segment: Span, lookup: Lookup, seen: dict[tuple[str, date], Protection | None]
) -> Facts:
    """What follows from the taxa told. A value is certain when every alternative has it on every day of the segment."""
    told = facts.get("specimen.taxa")
    if told is None:
        return {}
    days = {segment.start, segment.until - timedelta(days=1)}
    found: list[Protection | None] = []
    for taxon in told.values:
        for day in days:
            if (taxon, day) not in seen:
                seen[taxon, day] = lookup(taxon, day)
            found.append(seen[taxon, day])
    derived: Facts = {}
    names = ", ".join(told.values)
    for name in DERIVED:
        values: set[object] = set()
        for p in found:
            value = getattr(p, name, None)
            values |= {value} if value is not None else {UNSURE, *getattr(p, POSSIBLE.get(name, ""), ())}
        if values != {UNSURE}:
            # The lists say how a taxon is protected; what it is and where it lives is the species table's word.
            says = _lists(found, name) if name in LISTED else TABLE
            source = f"{names}: {says}" if says else names
            derived[f"specimen.{name}"] = Told(
                f"specimens.{place}.{name}", tuple(sorted(values, key=str)), source
            )
    return derived


def _lists(found: list[Protection | None], name: str) -> str:
    """The lists that say it, of every taxon found."""
    sources = [s for p in found if p for s in getattr(p, SOURCES.get(name, ""), None) or p.sources]
    return "; ".join(dict.fromkeys(str(s) for s in sources))
