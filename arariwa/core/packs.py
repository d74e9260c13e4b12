"""Reading packs: folders of YAML, CSV and Markdown, with the file and line of every mistake.

Pure: knows no framework, no database. A pack is held as {path: bytes}, so it reads the same from a folder
and from the stored copy an old verdict was given from.
"""

import csv
import dataclasses
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Problem:
    """One mistake: where it stands and a code that `core/refusals.py` words. `line` is 1-based; 0 = the whole file."""

    file: str
    line: int
    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


class PackError(Exception):
    """A pack cannot be used; `problems` says every mistake that was found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.field}: {p.code}" for p in problems))


@dataclass(frozen=True)
class Pack:
    """The files of one pack folder, such as `pe/law`. `name` is that path; `files` maps inner path to bytes."""

    name: str
    files: Mapping[str, bytes]

    @classmethod
    def from_folder(cls, root: Path, name: str, *, deep: bool = True) -> "Pack":
        """Read `root/name`; hidden files are left out, and unless `deep` the folders within (packs of their own)."""
        folder = root / name
        if not folder.is_dir():
            raise PackError([Problem(name, 0, "", "pack.no_folder", {"name": name})])
        paths = sorted(
            p
            for p in (folder.rglob("*") if deep else folder.iterdir())
            if p.is_file() and not any(x.startswith(".") for x in p.relative_to(folder).parts)
        )
        return cls(name, {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths})

    def fingerprint(self) -> str:
        """SHA-256 over the sorted (path, SHA-256 of the file) pairs, hexadecimal."""
        rows = [[path, hashlib.sha256(data).hexdigest()] for path, data in sorted(self.files.items())]
        return hashlib.sha256(
            json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        ).hexdigest()

    def text(self, path: str) -> str:
        """The file as text; a byte that is not UTF-8 is a problem with its line."""
        if path not in self.files:
            raise PackError([Problem(f"{self.name}/{path}", 0, "", "pack.no_file", {})])
        data = self.files[path]
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise PackError([Problem(f"{self.name}/{path}", line, "", "pack.not_utf8", {})]) from error

    def under(self, folder: str, ending: str = ".yaml") -> list[str]:
        """Sorted paths below `folder` with that ending."""
        return sorted(p for p in self.files if p.startswith(folder.rstrip("/") + "/") and p.endswith(ending))

    def yaml(self, path: str, shape: type[Shape]) -> Shape:
        """The YAML file checked against `shape`; raises PackError naming line and field."""
        return _checked(f"{self.name}/{path}", _Located.read(f"{self.name}/{path}", self.text(path)), shape)

    def line(self, path: str, field: tuple[str | int, ...]) -> int:
        """The line of a field of a YAML file, or of the nearest part above it; for checks made after reading."""
        return _Located.read(f"{self.name}/{path}", self.text(path)).line(field)

    def rows(self, path: str, shape: type[Shape]) -> Iterator[tuple[int, Shape]]:
        """(line, row) of the CSV file, each checked against `shape`; raises one PackError with every bad row."""
        name, problems = f"{self.name}/{path}", []
        reader = csv.reader(io.StringIO(self.text(path), newline=""), strict=True)
        try:
            head = next(reader, [])
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(head):
                    values = {"found": len(row), "expected": len(head)}
                    problems.append(Problem(name, reader.line_num, "", "pack.wrong_width", values))
                    continue
                cells = {key: cell.strip() for key, cell in zip(head, row, strict=True) if cell.strip()}
                try:
                    yield reader.line_num, shape.model_validate(cells)
                except ValidationError as error:
                    problems += [_problem(name, reader.line_num, e) for e in error.errors()]
        except csv.Error as error:
            problems.append(not_csv(name, reader.line_num, error))
        if problems:
            raise PackError(problems)


def not_csv(name: str, line: int, error: csv.Error) -> Problem:
    """What the reader of CSV stopped at: a cell beyond its limit, or quotation marks that do not fit."""
    if "limit" in str(error):
        return Problem(name, line, "", "pack.too_long", {"max_length": csv.field_size_limit()})
    return Problem(name, line, "", "pack.not_csv", {})


# Levels of nesting; the quick reader of libyaml would exhaust its stack, not raise, on a file without bound.
MOST_LEVELS, MOST_PARTS = 60, 500_000
_Reader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeys(_Reader):  # type: ignore[misc]
    """YAML that refuses a key said twice, which plain YAML lets the last one win silently.

    Words are read as in YAML 1.2: only true and false are yes/no (`on` and `NO` stay text), 14:35 is no number,
    a number with a leading zero stays text (ubigeo), dates stay text.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+([eE][-+]?[0-9]+)?", list("-+0123456789")),
    ("merge", r"<<", ["<"]),
):
    _UniqueKeys.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)


@dataclass(frozen=True)
class _Located:
    """A parsed YAML value with the line of each of its parts."""

    value: Any
    lines: Mapping[tuple[str | int, ...], int]

    @classmethod
    def read(cls, name: str, text: str) -> "_Located":
        lines: dict[tuple[str | int, ...], int] = {}
        try:
            _bounded(name, text)
            loader = _UniqueKeys(text)
            node = loader.get_single_node()
            if node is None:
                raise PackError([Problem(name, 0, "", "pack.empty", {})])
            _walk(name, node, (), lines)
            return cls(loader.construct_document(node), lines)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            why = error.problem or ""
            code = "pack.wrong_escape" if "escape" in why else "pack.not_yaml"
            raise PackError([Problem(name, line, "", code, {"why": why})]) from error
        except (yaml.YAMLError, ValueError) as error:
            raise PackError(
                [Problem(name, 0, "", "pack.not_yaml", {"why": str(error).splitlines()[0]})]
            ) from error

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the nearest part that exists on the way to `path`."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def _bounded(name: str, text: str) -> None:
    """Refuse a file nested too deep, before anything that recurses reads it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Reader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise PackError([Problem(name, line, "", "pack.too_deep", {})])


def _walk(
    name: str, node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]
) -> None:
    lines[path] = node.start_mark.line + 1
    # an alias within its own anchor never ends, aliases of aliases grow without bound
    if len(path) > MOST_LEVELS or len(lines) > MOST_PARTS:
        raise PackError([Problem(name, node.start_mark.line + 1, "", "pack.too_deep", {})])
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            text = str(key.value)
            if text in seen:
                raise PackError(
                    [Problem(name, key.start_mark.line + 1, text, "pack.key_twice", {"key": text})]
                )
            seen.add(text)
            _walk(name, value, (*path, text), lines)
            lines[(*path, text)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            _walk(name, value, (*path, i), lines)


def _checked(name: str, located: _Located, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(located.value)
    except ValidationError as error:
        raise PackError(problems_of(error, name, located.line)) from error


def problems_of(
    error: ValidationError, name: str = "", line: Callable[[tuple[str | int, ...]], int] = lambda loc: 0
) -> list[Problem]:
    """What a shape refused, as problems of the file `name`; `line` finds the line of a field."""
    return [_problem(name, line(tuple(e["loc"])), e) for e in error.errors()]


# What pydantic found, in our codes; anything else keeps its own sentence.
_CODES = {
    "missing": "pack.missing",
    "extra_forbidden": "pack.unknown_field",
    "invalid_key": "pack.unknown_field",
    "unexpected_keyword_argument": "pack.unknown_field",
    "literal_error": "pack.not_one_of",
    "enum": "pack.not_one_of",
    "date_from_datetime_parsing": "pack.not_a_date",
    "date_parsing": "pack.not_a_date",
    "date_type": "pack.not_a_date",
    "decimal_parsing": "pack.not_a_number",
    "decimal_type": "pack.not_a_number",
    "finite_number": "pack.not_a_number",
    "int_parsing": "pack.not_a_number",
    "int_type": "pack.not_a_number",
    "int_from_float": "pack.not_a_number",
    "float_parsing": "pack.not_a_number",
    "float_type": "pack.not_a_number",
    "string_type": "pack.not_text",
    "bool_parsing": "pack.not_yes_no",
    "bool_type": "pack.not_yes_no",
    "list_type": "pack.not_a_list",
    "tuple_type": "pack.not_a_list",
    "dict_type": "pack.not_a_mapping",
    "dataclass_type": "pack.not_a_mapping",
    "model_type": "pack.not_a_mapping",
    "model_attributes_type": "pack.not_a_mapping",
    "too_long": "pack.too_many",
    "string_too_long": "pack.too_long",
    "string_pattern_mismatch": "pack.other_form",
    "pattern_regex": "pack.not_a_pattern",
    "too_short": "pack.too_few",
    "string_too_short": "pack.too_few",
    "greater_than_equal": "pack.out_of_range",
    "greater_than": "pack.out_of_range",
    "less_than_equal": "pack.out_of_range",
    "less_than": "pack.out_of_range",
}


def _problem(name: str, line: int, error: Any) -> Problem:
    where = ".".join(str(part) for part in error["loc"])
    given = error.get("input")
    shown = "[…]" if isinstance(given, list) else "{…}" if isinstance(given, dict) else str(given)[:80]
    values: dict[str, object] = {"given": shown, "why": error["msg"]}
    values.update({key: str(value) for key, value in error.get("ctx", {}).items()})
    if error["type"] in ("literal_error", "enum"):
        # the values alone: "or" before the last is English
        values["expected"] = ", ".join(re.findall(r"'([^']*)'", str(values.get("expected", ""))))
    # a check of ours inside a shape names its own code, such as pack.condition_empty
    code = (
        error["type"]
        if error["type"].startswith(("pack.", "situation."))
        else _CODES.get(error["type"], "pack.wrong")
    )
    return Problem(name, line, where, code, values)
