"""What may be wrong in choices.yaml: names that lead nowhere, facts the engine does not know, picks that contradict each other."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from pydantic import ValidationError

from arariwa.law.domain.references import Book
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.terms import TERMS
from arariwa.rights.domain.choices import KINDS, Act, Choices, Option, kind_of
from arariwa.rights.domain.content import Rights

# (where in the file, code of the mistake, what was given)
Mistake = tuple[str, str, object]


def mistakes(rights: Rights, book: Book, institutions: set[str]) -> Iterator[Mistake]:
    """Every mistake of the choices, against the rest of the pack, the law and the species."""
    choices = rights.choices
    yield from _names(rights, book, institutions)
    for id, act in choices.acts.items():
        yield from _facts(f"acts {id}", act.facts)
        yield from (
            (f"acts {id}", "pack.unknown_law", code) for code in act.first if code not in book.by_code
        )
        yield from _contradictions(id, act, choices)
    for field, id, option in choices.offered():
        for facts in (option.facts, *(more.facts for more in option.also)):
            yield from _facts(f"{field} {id}", facts)
    for unknown, _kind in choices.unknown.values():
        yield from _facts(unknown.id, unknown.facts)
    yield from (("asks", "pack.unknown_term", path) for path in choices.asks if path not in TERMS)
    for use, paths in choices.conditions.items():
        if use not in book.by_code:
            yield "conditions", "pack.unknown_law", use
        yield from (
            ("conditions", "pack.unknown_reference", path)
            for row in paths
            for path in ([row] if isinstance(row, str) else row)
            if path not in choices.asks
        )
    for use, limits in choices.limits.items():
        if use not in book.by_code:
            yield "limits", "pack.unknown_law", use
        yield from (("limits", "pack.unknown_reference", path) for path in limits if path not in choices.asks)
    codes = {x.code for v in book.law.versions for x in v.version.exclusions if x.effect == "elsewhere"}
    codes |= {e.doubt.code for v in book.law.versions for e in v.version.elements if e.doubt}
    yield from (("open_law", "pack.unknown_law", code) for code in choices.open_law if code not in codes)
    for why in choices.reasons:
        yield from (("reasons", "pack.unknown_law", code) for code in why.law if code not in book.by_code)
    traded = {name for row in book.species.taxa.values() for name in row.traded_as}
    for row in choices.unwritten:
        if row.traded_as not in traded:
            yield "unwritten", "pack.unknown_reference", row.traded_as
        yield from (("unwritten", "pack.unknown_reference", c) for c in row.ask if c not in institutions)
        yield from (("unwritten", "pack.unknown_reference", id) for id in row.acts if id not in choices.acts)
    yield from _animals(choices, book)


def _names(rights: Rights, book: Book, institutions: set[str]) -> Iterator[Mistake]:
    choices = rights.choices
    taxa = {*KINDS, *book.species.taxa, *book.species.members}
    taxa |= {name for line in book.species.above.values() for name in line}
    lists: list[tuple[str, Any, Any]] = []
    for id, act in choices.acts.items():
        lists += [
            (f"acts {id} places", act.places, choices.places),
            (f"acts {id} papers", act.papers, choices.papers),
            (f"acts {id} open_law", act.open_law, choices.open_law),
        ]
        lists += [
            (f"acts {id} ways", [*act.ways, *act.already, *act.without_papers], rights.ways),
            (f"acts {id} asked", act.asked, {*rights.acts, *(asked.act for asked in rights.asked.values())}),
        ]
    for field, id, option in choices.offered():
        lists += [(f"{field} {id} ways", option.ways, rights.ways), (f"{field} {id} only", option.only, taxa)]
        lists += [(f"{field} {id} also", more.acts, choices.acts) for more in option.also]
    lists += [(f"asks {path}", wondered.acts, choices.acts) for path, wondered in choices.asks.items()]
    for why in choices.reasons:
        lists += [
            ("reasons acts", [*why.acts, *filter(None, [why.instead])], choices.acts),
            ("reasons who", why.who, choices.who),
            ("reasons", [*why.only, *why.but], taxa),
        ]
    lists += [("way_of", list(choices.way_of), rights.ways), ("groups", list(choices.groups), rights.groups)]
    lists += [("way_not_of", list(choices.way_not_of), rights.ways)]
    lists += [(f"way_of {id}", names, taxa) for id, names in choices.way_of.items()]
    lists += [(f"way_not_of {id}", names, taxa) for id, names in choices.way_not_of.items()]
    lists += [(f"groups {id}", names, taxa) for id, names in choices.groups.items()]
    lists += [(f"contact {kind}", codes, institutions) for kind, codes in choices.contact.items()]
    for at, given, known in lists:
        yield from ((at, "pack.unknown_reference", name) for name in given if name not in known)


def _facts(at: str, facts: Mapping[str, Any]) -> Iterator[Mistake]:
    """Paths and values the law engine does not read."""
    told: dict[str, Any] = {"on": "2026-06-01", "specimens": [{}], "actors": [{}]}
    for path, value in facts.items():
        if path not in TERMS or path.startswith("verdict."):
            yield at, "pack.unknown_term", path
            continue
        group, _, name = path.partition(".")
        place = told[f"{group}s"][0] if group in ("specimen", "actor") else told.setdefault(group, {})
        place[name] = value
    try:
        Situation.model_validate(told)
    except ValidationError:
        yield at, "pack.unknown_term", ", ".join(f"{path}: {value}" for path, value in facts.items())


def _contradictions(id: str, act: Act, choices: Choices) -> Iterator[Mistake]:
    """Two picks offered together that tell different things of the same fact."""
    parts: list[list[tuple[str, Option]]] = [
        [(name, getattr(choices, field)[name]) for name in names if name in getattr(choices, field)]
        for field, names in (("places", act.places), ("who", list(choices.who)), ("papers", act.papers))
    ]
    facts: list[list[tuple[str, Mapping[str, Any]]]] = [[(id, act.facts)]]
    facts += [[(name, option.told(id)) for name, option in part] for part in parts]
    for i, first in enumerate(facts):
        for second in facts[i + 1 :]:
            for (one, told), (other, more) in product(first, second):
                for path in sorted(told.keys() & more.keys()):
                    if told[path] != more[path]:
                        yield f"acts {id}", "pack.choices_contradict", f"{one}, {other}: {path}"


def _animals(choices: Choices, book: Book) -> Iterator[Mistake]:
    seen: set[str] = set(choices.unknown)
    for group in choices.animals:
        for row in group.rows:
            if row.id in seen:
                yield row.id, "pack.id_twice", row.id
            seen.add(row.id)
            unknown = [taxon for taxon in row.taxa if taxon not in book.species.taxa]
            yield from ((row.id, "lesson.unknown_species", taxon) for taxon in unknown)
            # An address of a taxon means that taxon alone.
            own = book.species.by_slug.get(row.id)
            if own is not None and row.taxa != [own]:
                yield row.id, "pack.id_twice", own
            if not unknown and len({kind_of(taxon, book.species) for taxon in row.taxa}) > 1:
                yield row.id, "pack.choices_contradict", ", ".join(row.taxa)
