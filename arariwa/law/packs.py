"""Reads a country's law pack (`<country>/law`) into a `Law`, or says every mistake with file, line and field.

Pure: a pack is bytes, a law is an object. Each check is one named function in CHECKS; a new one is one more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from arariwa.core.packs import Pack, PackError, Problem, problems_of
from arariwa.law.domain.conditions import Node, mistakes, terms_of
from arariwa.law.domain.examples import differences
from arariwa.law.domain.lawbook import Law, build, conditions_of
from arariwa.law.domain.offences import (
    Concurrence,
    Concurrences,
    Conditions,
    Country,
    Example,
    Examples,
    NamedCondition,
    Norm,
    Offence,
    Rule,
    Rules,
)
from arariwa.law.domain.situation import Situation
from arariwa.law.species_packs import load_species, species_packs

Shape = TypeVar("Shape", bound=BaseModel)
Place = tuple[str | int, ...]


@dataclass
class Parts:
    """The parts of a pack as read, each with the file it came from."""

    pack: Pack
    country: Country
    norms: dict[str, Norm] = field(default_factory=dict)
    conditions: dict[str, NamedCondition] = field(default_factory=dict)
    offences: dict[str, Offence] = field(default_factory=dict)  # by file
    procedure: list[Rule] = field(default_factory=list)
    associated: list[Rule] = field(default_factory=list)
    concurrences: list[Concurrence] = field(default_factory=list)
    examples: dict[str, list[Example]] = field(default_factory=dict)  # by file
    norm_files: dict[str, str] = field(default_factory=dict)

    def problem(self, file: str, place: Place, code: str, **values: object) -> Problem:
        """A mistake at a place of a file, with its line."""
        return Problem(
            f"{self.pack.name}/{file}", self.pack.line(file, place), ".".join(map(str, place)), code, values
        )

    def rules(self) -> list[tuple[str, Place, Rule | Concurrence]]:
        """Every rule with its file and place."""
        found: list[tuple[str, Place, Rule | Concurrence]] = []
        for file, rows in (("procedure.yaml", self.procedure), ("associated.yaml", self.associated)):
            found += [(file, ("rules", i), rule) for i, rule in enumerate(rows)]
        return found + [("concurrence.yaml", ("rules", i), rule) for i, rule in enumerate(self.concurrences)]

    def all_examples(self) -> list[tuple[str, Place, Example]]:
        """Every example with its file and place, those of the offences first."""
        files = {**{f: offence.examples for f, offence in self.offences.items()}, **self.examples}
        return [(file, ("examples", i), e) for file, rows in files.items() for i, e in enumerate(rows)]

    def nodes(self) -> Iterator[tuple[str, Place, Node]]:
        """Every condition with its file and place."""
        for name, condition in self.conditions.items():
            yield "conditions.yaml", ("conditions", name, "when"), condition.when
        for file, offence in self.offences.items():
            for i, version in enumerate(offence.versions):
                for place, node in conditions_of(version):
                    yield file, ("versions", i, *place), node
        for file, at, rule in self.rules():
            yield file, (*at, "when"), rule.when


def load_law(pack: Pack, *, try_examples: bool = True) -> Law:
    """The law of one pack. Raises PackError with every mistake found; nothing is half loaded.

    `try_examples=False` leaves out the answers of the examples, for a command that shows them one by one.
    """
    parts = _read(pack)
    problems = [p for check in CHECKS for p in check(parts)]
    if problems:
        raise PackError(problems)
    law = build(
        country=parts.country,
        offences=list(parts.offences.values()),
        named={name: c.when for name, c in parts.conditions.items()},
        norms=parts.norms,
        procedure=parts.procedure,
        associated=parts.associated,
        concurrences=parts.concurrences,
        examples=[(file, example) for file, _, example in parts.all_examples()],
        fingerprint=pack.fingerprint(),
    )
    if try_examples and (wrong := list(examples_are_answered(parts, law))):
        raise PackError(wrong)
    return law


def _read(pack: Pack) -> Parts:
    """Every file of the pack in its shape; all files are tried before the mistakes are raised."""
    problems: list[Problem] = []

    def read(path: str, shape: type[Shape]) -> Shape | None:
        try:
            return pack.yaml(path, shape)
        except PackError as error:
            problems.extend(error.problems)
            return None

    def optional(path: str, shape: type[Shape]) -> Shape | None:
        return read(path, shape) if path in pack.files else None

    country = read("law.yaml", Country)
    parts = Parts(pack, country or Country.model_construct())
    for path in pack.under("norms"):
        if norm := read(path, Norm):
            if norm.code in parts.norms:
                problems.append(parts.problem(path, ("code",), "pack.id_twice", given=norm.code))
            parts.norms[norm.code], parts.norm_files[norm.code] = norm, path
    if named := optional("conditions.yaml", Conditions):
        parts.conditions = named.conditions
    for path in [*pack.under("offences"), *pack.under("administrative")]:
        if offence := read(path, Offence):
            parts.offences[path] = offence
    if rules := optional("procedure.yaml", Rules):
        parts.procedure = rules.rules
    if rules := optional("associated.yaml", Rules):
        parts.associated = rules.rules
    if concurrences := optional("concurrence.yaml", Concurrences):
        parts.concurrences = concurrences.rules
    for path in pack.under("examples"):
        if examples := read(path, Examples):
            parts.examples[path] = examples.examples
    expected = ("law.yaml", "conditions.yaml", "procedure.yaml", "associated.yaml", "concurrence.yaml")
    folders = ("norms/", "offences/", "administrative/", "examples/")
    for path in pack.files:
        if (
            path not in expected
            and not (path.startswith(folders) and path.endswith(".yaml"))
            and not path.endswith(".md")
        ):
            problems.append(Problem(f"{pack.name}/{path}", 0, "", "pack.unexpected_file", {}))
    if problems:
        raise PackError(problems)
    return parts


def something_stands(parts: Parts) -> Iterator[Problem]:
    """A law pack without an offence answers nothing."""
    if not parts.offences:
        yield Problem(parts.pack.name, 0, "offences", "pack.no_offence", {})


def ids_stand_once(parts: Parts) -> Iterator[Problem]:
    """A code names one offence and an id one version, in the whole pack."""
    codes: set[str] = set()
    ids: set[str] = set()
    for file, offence in parts.offences.items():
        if offence.code in codes:
            yield parts.problem(file, ("code",), "pack.id_twice", given=offence.code)
        codes.add(offence.code)
        for i, version in enumerate(offence.versions):
            if version.id in ids:
                yield parts.problem(file, ("versions", i, "id"), "pack.id_twice", given=version.id)
            ids.add(version.id)
            for group in ("elements", "exclusions", "circumstances"):
                seen: set[str] = set()
                for j, element in enumerate(getattr(version, group)):
                    if element.code in seen:
                        yield parts.problem(
                            file, ("versions", i, group, j, "code"), "pack.id_twice", given=element.code
                        )
                    seen.add(element.code)


def versions_follow(parts: Parts) -> Iterator[Problem]:
    """Versions of one offence neither overlap nor stand on days before the pack's first day."""
    for file, offence in parts.offences.items():
        begun: dict[object, int] = {}
        for i, version in enumerate(offence.versions):
            if version.until and version.until <= version.from_:
                yield parts.problem(
                    file, ("versions", i, "until"), "pack.until_before_from", until=version.until
                )
            if version.from_ in begun:
                yield parts.problem(
                    file, ("versions", i, "from"), "pack.versions_overlap", given=version.from_
                )
            begun[version.from_] = i
            later = [v for v in offence.versions if v.from_ > version.from_]
            if version.until and any(v.from_ < version.until for v in later):
                yield parts.problem(
                    file, ("versions", i, "until"), "pack.versions_overlap", given=version.until
                )
            if version.from_ < parts.country.first_day:
                yield parts.problem(
                    file, ("versions", i, "from"), "pack.before_first_day", given=version.from_
                )


def versions_have_their_parts(parts: Parts) -> Iterator[Problem]:
    """An aggravated form has circumstances and names what it raises; anything else has elements, one of them key."""
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            at: Place = ("versions", i)
            raises = offence.kind == "aggravated"
            if raises and not version.circumstances:
                yield parts.problem(file, (*at, "circumstances"), "pack.no_circumstances")
            if raises and not version.aggravates:
                yield parts.problem(file, (*at, "aggravates"), "pack.no_aggravates")
            if raises and (version.elements or version.exclusions):
                yield parts.problem(file, (*at, "elements"), "pack.aggravated_with_elements")
            if not raises and (version.circumstances or version.aggravates):
                yield parts.problem(file, (*at, "circumstances"), "pack.circumstances_without_aggravated")
            if not raises and not any(e.key for e in version.elements):
                yield parts.problem(file, (*at, "elements"), "pack.no_key_element")
            penalty = version.penalty
            if not (penalty.prison_years or penalty.day_fines or penalty.fine_uit or penalty.note):
                yield parts.problem(file, (*at, "penalty"), "pack.no_penalty")


def names_are_known(parts: Parts) -> Iterator[Problem]:
    """Each norm cited, each id raised or led stands in the pack."""
    ids = {v.id for o in parts.offences.values() for v in o.versions}
    codes = {o.code for o in parts.offences.values()}
    cited = [
        (file, ("versions", i, "source"), version.source)
        for file, offence in parts.offences.items()
        for i, version in enumerate(offence.versions)
    ]
    for file, at, source in [*cited, *((f, (*a, "source"), r.source) for f, a, r in parts.rules())]:
        if source.norm not in parts.norms:
            yield parts.problem(file, (*at, "norm"), "pack.unknown_norm", given=source.norm)
        for k, norm in enumerate(source.amended_by):
            if norm not in parts.norms:
                yield parts.problem(file, (*at, "amended_by", k), "pack.unknown_norm", given=norm)
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            for k, raised in enumerate(version.aggravates):
                if raised not in ids:
                    yield parts.problem(
                        file, ("versions", i, "aggravates", k), "pack.unknown_id", given=raised
                    )
    for file, at, rule in parts.rules():
        if isinstance(rule, Concurrence):
            for name in ("leads", "yields"):
                if getattr(rule, name) not in codes:
                    yield parts.problem(file, (*at, name), "pack.unknown_id", given=getattr(rule, name))


def words_are_known(parts: Parts) -> Iterator[Problem]:
    """Each condition asks only for facts of the vocabulary, with a fitting test and known values."""
    for file, at, node in parts.nodes():
        for place, code, values in mistakes(node, parts.conditions, at):
            yield parts.problem(file, place, code, **values)
        about_verdict = [t for t in terms_of(node) if t.startswith("verdict.")]
        if about_verdict and file not in ("procedure.yaml", "associated.yaml"):
            yield parts.problem(file, at, "pack.verdict_term", given=about_verdict[0])


def conditions_end(parts: Parts) -> Iterator[Problem]:
    """A named condition does not use itself, straight or by way of others."""

    def uses(node: Node) -> set[str]:
        children = [*(node.all_ or []), *(node.any_ or []), *([node.not_] if node.not_ else [])]
        return ({node.use} if node.use else set()).union(*(uses(c) for c in children))

    graph = {name: uses(c.when) for name, c in parts.conditions.items()}
    for name in graph:
        reached, todo = set(), list(graph[name])
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += graph.get(step, ())
        if name in reached:
            yield parts.problem("conditions.yaml", ("conditions", name), "pack.condition_circle", given=name)


def examples_can_be_read(parts: Parts) -> Iterator[Problem]:
    """The situation of each example has the shape of a situation, and its answers name ids of the pack."""
    ids = {v.id for o in parts.offences.values() for v in o.versions}
    for file, at, example in parts.all_examples():
        try:
            Situation.model_validate(example.situation)
        except ValidationError as error:
            for p in problems_of(error):
                place: Place = (
                    *at,
                    "situation",
                    *(int(x) if x.isdecimal() else x for x in p.field.split(".")),
                )
                yield parts.problem(file, place, p.code, **p.values)
        named = {
            *(example.expect.offences or {}),
            *(example.expect.considered or {}),
            *(a.id for a in example.expect.aggravations or []),
        }
        for given in sorted(named - ids):
            yield parts.problem(file, (*at, "expect"), "pack.unknown_id", given=given)


def versions_have_examples(parts: Parts) -> Iterator[Problem]:
    """Each version is named by the answer of an example whose facts fall on its days."""
    shown: set[str] = set()
    for _, _, example in parts.all_examples():
        e = example.expect
        shown |= {
            *(e.offences or {}),
            *(e.considered or {}),
            *(a.id for a in e.aggravations or []),
            *(e.administrative or []),
            *(e.associated or []),
        }
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            if version.id not in shown:
                yield parts.problem(file, ("versions", i, "id"), "pack.no_example", given=version.id)


def examples_are_answered(parts: Parts, law: Law) -> Iterator[Problem]:
    """Each example is answered as it says."""
    for file, at, example in parts.all_examples():
        for what, wanted, found in differences(example, law):
            yield parts.problem(
                file,
                (*at, "expect", what.split(".")[0]),
                "pack.example_differs",
                name=example.name.es,
                what=what,
                wanted=wanted,
                found=found,
            )


Check = Callable[[Parts], Iterator[Problem]]
CHECKS: list[Check] = [
    something_stands,
    ids_stand_once,
    versions_follow,
    versions_have_their_parts,
    names_are_known,
    words_are_known,
    conditions_end,
    examples_can_be_read,
    versions_have_examples,
]


def law_packs(root: Folder) -> list[str]:
    """The law packs below a folder of packs, such as `pe/law`."""
    return sorted(f"{p.parent.name}/law" for p in root.glob("*/law") if p.is_dir())


def check(root: Folder) -> list[Problem]:
    """Every mistake in the law and species packs below `root`."""
    problems: list[Problem] = []
    for name in law_packs(root):
        try:
            load_law(Pack.from_folder(root, name))
            country = name.split("/")[0]
            if (root / country / "species").is_dir():
                load_species([Pack.from_folder(root, part) for part in species_packs(country)], country)
        except PackError as error:
            problems += error.problems
    return problems
