"""The words of facts: how the prosecutor's file states what was told, and what is still to be established. Pure."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.terms import TERMS

NAME = "pe/documents"
FILE = "facts.es.yaml"
# What a rule asks of the verdict itself is no fact: the file never states it.
STATED = {path: term for path, term in TERMS.items() if not path.startswith("verdict.")}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Inquiry(_Shape):
    """How a fact is found out, and the legal basis or time limit where one is known."""

    how: str = Field(min_length=3)
    basis: str = ""


class FactWords(_Shape):
    """The clauses of one fact: by value, or `told` where the value is free; `open` while nobody said it."""

    open: str = Field(min_length=3)
    told: str = ""
    inquiry: Inquiry | None = None
    values: dict[str, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _values_apart(cls, data: object) -> object:
        """In the file the values stand beside `open`; here they stand together."""
        if not isinstance(data, dict):
            return data
        own = {key: data[key] for key in ("open", "told", "inquiry") if key in data}
        return {**own, "values": {key: text for key, text in data.items() if key not in own}}


class Facts(_Shape):
    """The file of words."""

    facts: dict[str, FactWords]


def read(pack: Pack) -> dict[str, FactWords]:
    """The words by path of the fact; PackError with file, line and field."""
    facts = pack.yaml(FILE, Facts).facts
    problems = [
        Problem(f"{NAME}/{FILE}", pack.line(FILE, ("facts", path)), field, code, {"given": field})
        for path, field, code in _mistakes(facts)
    ]
    if problems:
        raise PackError(problems)
    return facts


def _mistakes(facts: dict[str, FactWords]) -> list[tuple[str, str, str]]:
    """(path, field, code): every fact of the vocabulary has words for each of its values, and no others."""
    found = [(path, path, "pack.unknown_term") for path in facts if path not in STATED]
    for path, term in STATED.items():
        if path not in facts:
            found.append((path, path, "pack.missing"))
            continue
        words = facts[path]
        wanted = {"yes", "no"} if term.kind == "yes_no" else set(term.values)
        found += [(path, f"{path}.{value}", "pack.missing") for value in sorted(wanted - set(words.values))]
        found += [
            (path, f"{path}.{value}", "pack.unknown_field") for value in sorted(set(words.values) - wanted)
        ]
        if bool(words.told) == bool(wanted):
            found.append((path, f"{path}.told", "pack.unknown_field" if wanted else "pack.missing"))
    return found


def check(root: Path) -> list[Problem]:
    """Every mistake of the file as it stands in the folder."""
    try:
        read(Pack.from_folder(root, NAME))
    except PackError as error:
        return error.problems
    return []
