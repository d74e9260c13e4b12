"""The files of a law pack in their shapes, each part with the file and place it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.calendars import Distance, Holiday, Holidays
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.entries import Entry, digest_of
from arariwa.law.domain.lawbook import conditions_of, spans
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
from arariwa.law.domain.rules import (
    DatedValue,
    Definition,
    Definitions,
    LawfulUse,
    LawfulUses,
    Prescription,
    Prescriptions,
    TimeLimit,
    TimeLimits,
    Values,
)
from arariwa.law.domain.text import Shape, Text

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
# Files that are lists: their shape, the name of the list in the file, and of the part.
LISTS: dict[str, tuple[type[BaseModel], str, str]] = {
    "procedure.yaml": (Rules, "rules", "procedure"),
    "associated.yaml": (Rules, "rules", "associated"),
    "sentencing.yaml": (Rules, "rules", "sentencing"),
    "concurrence.yaml": (Concurrences, "rules", "concurrences"),
    "definitions.yaml": (Definitions, "definitions", "definitions"),
    "lawful.yaml": (LawfulUses, "uses", "lawful"),
    "values.yaml": (Values, "values", "values"),
    "prescription.yaml": (Prescriptions, "prescription", "prescription"),
    "time_limits.yaml": (TimeLimits, "time_limits", "time_limits"),
    "holidays.yaml": (Holidays, "holidays", "holidays"),
}
# What an entry of each of those files is called.
KIND_OF = {
    "procedure.yaml": "procedure",
    "associated.yaml": "pointer",
    "sentencing.yaml": "sentencing",
    "concurrence.yaml": "concurrence",
    "definitions.yaml": "definition",
    "lawful.yaml": "lawful_use",
    "values.yaml": "value",
    "prescription.yaml": "prescription",
    "time_limits.yaml": "time_limit",
    "holidays.yaml": "holiday",
}
KEPT, DISTANCES = "entries.csv", "distances.csv"


class Kept(Shape):
    """entries.csv: an entry of the body of facts this pack was written from, and where it is held: in this pack under
    a code, as a trap that an example guards, or among the country's institutions. An entry may be held in several
    places; without an id it is the pack's own."""

    id: str = ""
    held_in: Literal["law", "trap", "institutions"]
    code: str


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
    sentencing: list[Rule] = field(default_factory=list)
    concurrences: list[Concurrence] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    lawful: list[LawfulUse] = field(default_factory=list)
    values: list[DatedValue] = field(default_factory=list)
    prescription: list[Prescription] = field(default_factory=list)
    time_limits: list[TimeLimit] = field(default_factory=list)
    holidays: list[Holiday] = field(default_factory=list)
    distances: list[tuple[int, Distance]] = field(default_factory=list)  # by line
    examples: dict[str, list[Example]] = field(default_factory=dict)  # by file
    norm_files: dict[str, str] = field(default_factory=dict)
    kept: list[tuple[int, Kept]] = field(default_factory=list)

    def problem(self, file: str, place: Place, code: str, **values: object) -> Problem:
        """A mistake at a place of a file, with its line."""
        return Problem(
            f"{self.pack.name}/{file}", self.pack.line(file, place), ".".join(map(str, place)), code, values
        )

    def listed(self) -> Iterator[tuple[str, Place, Any]]:
        """Every row of the files that are lists, with its file and place."""
        for file, (_, key, attribute) in LISTS.items():
            yield from ((file, (key, i), row) for i, row in enumerate(getattr(self, attribute)))

    def rules(self) -> list[tuple[str, Place, Rule | Concurrence]]:
        """Every rule with its file and place."""
        return [found for found in self.listed() if isinstance(found[2], Rule | Concurrence)]

    def sourced(self) -> Iterator[tuple[str, Place, str, Any]]:
        """(file, place, code, entry) of everything that has a source and can be reviewed, norms apart."""
        for file, offence in self.offences.items():
            for i, version in enumerate(offence.versions):
                yield file, ("versions", i), version.id, version
        for file, at, row in self.listed():
            if isinstance(row, DatedValue):
                for j, amount in enumerate(row.amounts):
                    yield file, (*at, "amounts", j), f"{row.code}-{amount.from_ or 'v1'}", amount
            else:
                yield file, at, row.code, row

    def entries(self) -> list[Entry]:
        """Every entry that can be reviewed, in the order of the files; keys are the ids records cite."""
        found: list[Entry] = []
        for file, offence in self.offences.items():
            for version, span in spans(offence):
                place: Place = ("versions", offence.versions.index(version))
                until = None if span.until == date.max else span.until
                title = version.name or offence.name
                found.append(
                    _entry(version.id, offence.code, offence.kind, title, version, until, file, place)
                )
        seen: set[str] = set()
        for file, at, row in self.listed():
            kind = KIND_OF[file]
            for key, group, title, entry, place in _rows(row, at):
                # rules of one code that follow each other are told apart by their first day
                unique = f"{key}@{getattr(entry, 'from_', None)}" if key in seen else key
                seen.add(key)
                found.append(
                    _entry(unique, group, kind, title, entry, getattr(entry, "until", None), file, place)
                )
        return found

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
        for file, at, row in self.listed():
            if isinstance(row, Rule | Concurrence | LawfulUse) and row.when:
                yield file, (*at, "when"), row.when
            if isinstance(row, LawfulUse):
                yield file, (*at, "points"), row.points
            if isinstance(row, Prescription):
                for name in ("doubles", "halves", "continuing"):
                    if node := getattr(row, name):
                        yield file, (*at, name), node
            if isinstance(row, TimeLimit):
                for j, limit in enumerate(row.limits):
                    if limit.when:
                        yield file, (*at, "limits", j, "when"), limit.when


def _rows(row: Any, at: Place) -> Iterator[tuple[str, str, Text, Any, Place]]:
    """(key, group, title, entry, place) of a row of a list; a dated value has one entry an amount."""
    if isinstance(row, DatedValue):
        for j, amount in enumerate(row.amounts):
            yield f"{row.code}-{amount.from_ or 'v1'}", row.code, row.name, amount, (*at, "amounts", j)
        return
    title = next(getattr(row, name) for name in ("text", "name", "term") if hasattr(row, name))
    yield row.code, row.code, title, row, at


def _entry(
    key: str, group: str, kind: str, title: Text, shape: Any, until: date | None, file: str, place: Place
) -> Entry:
    return Entry(
        key=key,
        group=group,
        kind=kind,
        title=title,
        source=shape.source,
        confidence=shape.confidence,
        review=shape.review,
        from_=getattr(shape, "from_", None),
        until=until,
        note=getattr(shape, "note", None),
        file=file,
        place=place,
        digest=digest_of(shape),
        shape=shape,
    )


def read(pack: Pack) -> Parts:
    """Every file of the pack in its shape; all files are tried before the mistakes are raised."""
    problems: list[Problem] = []

    def read(path: str, shape: type[Model]) -> Model | None:
        try:
            return pack.yaml(path, shape)
        except PackError as error:
            problems.extend(error.problems)
            return None

    def optional(path: str, shape: type[Model]) -> Model | None:
        return read(path, shape) if path in pack.files else None

    def table(path: str, shape: type[Model]) -> list[tuple[int, Model]]:
        try:
            return list(pack.rows(path, shape)) if path in pack.files else []
        except PackError as error:
            problems.extend(error.problems)
            return []

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
    for file, (listing, key, attribute) in LISTS.items():
        if found := optional(file, listing):
            setattr(parts, attribute, getattr(found, key))
    parts.kept, parts.distances = table(KEPT, Kept), table(DISTANCES, Distance)
    for path in pack.under("examples"):
        if examples := read(path, Examples):
            parts.examples[path] = examples.examples
    expected = ("law.yaml", "conditions.yaml", KEPT, DISTANCES, *LISTS)
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
