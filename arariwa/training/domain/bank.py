"""A course's question bank: `questions.yaml` read, with every mistake at its file, line and field."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import Field, ValidationError

from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError, Problem, problems_of
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.text import Shape
from arariwa.training.domain.keys import Engine, key_of
from arariwa.training.domain.questions import KINDS, Number, Question, Vignette

FILE = "questions.yaml"


class _Raw(Shape):
    """The file before its questions are looked at one by one."""

    questions: list[Any] = Field(max_length=5000)


@dataclass(frozen=True)
class Bank:
    """Questions by id in the order of the file, with the place of each."""

    questions: Mapping[str, Question] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.questions)


def read(pack: Pack, path: str = FILE) -> tuple[Bank, list[Problem]]:
    """The questions of a course folder that can be used, and what is wrong with the others. PackError when the file is
    none."""
    rows = pack.yaml(path, _Raw).questions
    found: dict[str, Question] = {}
    places: dict[str, int] = {}
    problems: list[Problem] = []
    name = f"{pack.name}/{path}"
    for i, row in enumerate(rows):
        kind = row.get("kind") if isinstance(row, dict) else None
        shape = KINDS.get(kind) if isinstance(kind, str) else None
        if shape is None:
            line = pack.line(path, ("questions", i, "kind"))
            values = {"given": str(kind)[:40], "expected": ", ".join(KINDS)}
            problems.append(Problem(name, line, f"questions.{i}.kind", "pack.not_one_of", values))
            continue
        try:
            made = shape.model_validate(row)
        except ValidationError as error:
            problems += _problems(pack, path, i, error)
            continue
        if made.id in found:
            line = pack.line(path, ("questions", i, "id"))
            problems.append(Problem(name, line, f"questions.{i}.id", "pack.id_twice", {"given": made.id}))
            continue
        found[made.id], places[made.id] = made, i
    return Bank(found, places), problems


def _problems(pack: Pack, path: str, i: int, error: ValidationError) -> list[Problem]:
    located = problems_of(error, f"{pack.name}/{path}", lambda loc: pack.line(path, ("questions", i, *loc)))
    return [replace(p, field=f"questions.{i}.{p.field}".rstrip(".")) for p in located]


def law_codes(law: Law) -> frozenset[str]:
    """What a question, and a lesson, may name of a law pack: keys and codes of entries, offences and their versions."""
    keys = {each for e in law.entries for each in (e.key, e.group)}
    return frozenset(keys | {o.code for o in law.offences} | {v.id for v in law.versions})


@dataclass(frozen=True)
class Course:
    """What a bank is held against. `blueprint`: module -> how many a form takes of it."""

    modules: Container[int]
    competencies: Container[str]
    blueprint: Mapping[int, int]


def mistakes(pack: Pack, bank: Bank, course: Course, engine: Engine, path: str = FILE) -> Iterator[Problem]:
    """What is wrong with questions that have their shape: names nobody knows, too few of a module, no clear key."""
    name, codes = f"{pack.name}/{path}", law_codes(engine.law)

    def at(asked: Question, place: str, code: str, **values: object) -> Problem:
        i = bank.places[asked.id]
        line = pack.line(path, ("questions", i, *([place] if place else [])))
        return Problem(name, line, f"questions.{i}.{place}".rstrip("."), code, values)

    for asked in bank.questions.values():
        if asked.module not in course.modules:
            yield at(asked, "module", "pack.unknown_reference", given=asked.module)
        if asked.competency not in course.competencies:
            yield at(asked, "competency", "pack.unknown_reference", given=asked.competency)
        for code in asked.law:
            if code not in codes:
                yield at(asked, "law", "pack.unknown_law", given=code)
        if isinstance(asked, Vignette):
            for option in asked.options:
                if option.offence not in codes:
                    yield at(asked, "options", "pack.unknown_law", given=option.offence)
        if isinstance(asked, Vignette | Number):
            try:
                key_of(asked, engine)
            except Refused as refused:
                yield at(asked, refused.field, refused.code, **refused.values)
    yield from too_few(name, bank.questions.values(), course.blueprint)


def too_few(name: str, questions: Iterable[Question], blueprint: Mapping[int, int]) -> Iterator[Problem]:
    """Modules for which two forms without a common question cannot be drawn."""
    per_module: dict[int, int] = {}
    for asked in questions:
        per_module[asked.module] = per_module.get(asked.module, 0) + 1
    for module, count in blueprint.items():
        if (found := per_module.get(module, 0)) < 2 * count:
            values = {"module": module, "found": found, "expected": 2 * count}
            yield Problem(name, 0, "questions", "pack.too_few_questions", values)


def load(pack: Pack, course: Course, engine: Engine, path: str = FILE) -> Bank:
    """The bank, or PackError with every mistake."""
    bank, problems = read(pack, path)
    problems += mistakes(pack, bank, course, engine, path)
    if problems:
        raise PackError(problems)
    return bank
