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
    """The clauses of one fact: by value, `told` for any other value, `open` while nobody said it.

    What is left out is put together from the fact's label and question (`cases/fact_words.py`).
    """

    open: str = ""
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
    """(path, field, code): words of a fact, or of a value, that the vocabulary does not know."""
    found = []
    for path, words in facts.items():
        if path not in STATED:
            found.append((path, path, "pack.unknown_term"))
            continue
        term = STATED[path]
        known = {"yes", "no"} if term.kind == "yes_no" else set(term.values)
        found += [
            (path, f"{path}.{value}", "pack.unknown_field") for value in words.values if value not in known
        ]
    return found


def check(root: Path) -> list[Problem]:
    """Every mistake of the file as it stands in the folder."""
    try:
        read(Pack.from_folder(root, NAME))
    except PackError as error:
        return error.problems
    return []
