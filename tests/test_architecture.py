"""The floors of the house: a system knows only those below it, and pure rules know neither framework nor clock.

Reads the source as a tree and the templates as text; nothing is imported.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "arariwa"
FLOOR = {
    "core": 0,
    "law": 1, "library": 1, "events": 1,
    "evidence": 2,
    "cases": 3,
    "network": 4, "cooperation": 4, "assessment": 4, "outreach": 4, "rights": 4,
    "training": 5,
    "results": 6,
    "demo": 7,
}  # fmt: skip
# The package's top: joins the systems, so it may know them all.
TOP = {"__init__.py", "settings.py", "urls.py", "wsgi.py", "cli.py"}
# What a system's folder may hold beside a file named by its noun.
FOLDERS = {
    "domain",
    "models",
    "forms",
    "views",
    "migrations",
    "templates",
    "templatetags",
    "static",
    "tests",
    "management",
    "formats",
    "store",
    "channels",
}
# Pure: no framework, no clock, no files, no database. `core/packs.py` is the reader of files itself.
NOT_PURE = {
    "django",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "urllib",
    "requests",
    "random",
    "psycopg",
}
# Builds small worlds of every system for tests; nothing but tests imports it.
WORLDS = "arariwa.core.testing"


def sources(tests: bool = False) -> list[Path]:
    """Every Python file of the package; those of tests only when asked for."""
    found = [p for p in sorted(PACKAGE.rglob("*.py")) if "__pycache__" not in p.parts]
    return [p for p in found if ("tests" in p.parts) == tests]


def system_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def is_pure(path: Path) -> bool:
    return "domain" in path.parts or (path.name == "packs.py" and system_of(path) != "core")


def module_of(path: Path) -> list[str]:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, full name) of all that a file imports, wherever in it, relative names resolved; and by a string."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path)[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{name}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and node.args:
            yield from (
                (node.lineno, str(each.value)) for each in node.args[:1] if isinstance(each, ast.Constant)
            )


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


# Names of models, addresses and templates as strings: what an import does not show.
REFERS = {
    "ForeignKey",
    "OneToOneField",
    "ManyToManyField",
    "get_model",
    "reverse",
    "reverse_lazy",
    "redirect",
    "Place",
    "render",
    "get_template",
    "render_to_string",
}


def names_by_string(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, system, text) of other systems named in a string: "evidence.Item", "evidence:item", "evidence/item.html"."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _called(node) in REFERS:
            for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    match = re.match(r"(\w+)[.:/]\w", given.value)
                    if match and match[1] in FLOOR:
                        yield node.lineno, match[1], given.value


def wrong_floor(own: str, other: str) -> bool:
    return other in FLOOR and own in FLOOR and other != own and FLOOR[other] >= FLOOR[own]


def wrong_imports(path: Path) -> Iterator[str]:
    own = system_of(path)
    for line, name in imports(path):
        parts = name.split(".")
        other = parts[1] if parts[0] == "arariwa" and len(parts) > 1 else ""
        if wrong_floor(own, other):
            yield f"{path.relative_to(ROOT)}:{line}: {own} may not import {name}"
        if name.startswith(WORLDS) and "tests" not in path.parts:
            yield f"{path.relative_to(ROOT)}:{line}: only tests import {WORLDS}"


def test_systems_import_only_from_a_floor_below():
    found = [each for path in sources() if path.name != "testing.py" for each in wrong_imports(path)]
    assert not found, "\n".join(found)


def test_tests_keep_to_the_floors_of_their_system_too():
    """Core's excepted: what it protects are the records of the systems above."""
    found = [
        each for path in sources(tests=True) if system_of(path) != "core" for each in wrong_imports(path)
    ]
    assert not found, "\n".join(found)


def test_models_addresses_and_templates_are_named_downwards():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {system_of(path)} names {text!r}"
        for path in sources()
        if path.name != "testing.py"
        for line, other, text in names_by_string(path)
        if wrong_floor(system_of(path), other)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "tag",
    [
        r"{%\s*url\s+['\"](\w+):",
        r"{%\s*(?:include|extends)\s+['\"](\w+)/",
        r"{%\s*load\s+([\w ]+?)\s*%}",
        r"{%\s*static\s+['\"](\w+)/",
    ],
)
def test_templates_point_down(tag):
    """A lower page shows an upper system through panels only."""
    own_tags = {
        p.stem: system_of(p) for p in sources() if "templatetags" in p.parts and p.name != "__init__.py"
    }
    found = []
    for path in sorted(PACKAGE.rglob("*.html")) + sorted(PACKAGE.rglob("*.txt")):
        own = system_of(path)
        for match in re.finditer(tag, path.read_text(encoding="utf-8")):
            for word in match[1].split():
                other = own_tags.get(word, word)
                if wrong_floor(own, other):
                    found.append(f"{path.relative_to(ROOT)}: {match[0]}")
    assert not found, "\n".join(found)


def test_pure_rules_know_no_framework_no_files_and_only_pure_neighbours():
    found = []
    for path in sources():
        if not is_pure(path):
            continue
        for line, name in imports(path):
            parts = name.split(".")
            neighbour = (
                parts[0] == "arariwa"
                and not {"domain", "packs"} & set(parts)
                and not any(p.endswith("_packs") for p in parts)
            )
            files = "domain" in path.parts and parts[0] in NOT_PURE
            if parts[0] == "django" or neighbour or files:
                found.append(f"{path.relative_to(ROOT)}:{line}: pure code imports {name}")
    assert not found, "\n".join(found)


CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
}


def test_pure_rules_have_no_clock_and_open_nothing():
    """Time and data come in. Only an identifier carries the moment it was made."""
    found = []
    for path in sources():
        if "domain" not in path.parts or path == PACKAGE / "core" / "domain" / "ids.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = (getattr(getattr(node.func, "value", None), "id", ""), _called(node))
                if called in CLOCKS or (
                    isinstance(node.func, ast.Name) and node.func.id in ("open", "input", "print")
                ):
                    found.append(
                        f"{path.relative_to(ROOT)}:{node.lineno}: {'.'.join(filter(None, called))}()"
                    )
    assert not found, "\n".join(found)


# The public check of a paper reads the one table made for it.
OPEN_TABLES = {("arariwa/core/views.py", "IssuedPaper")}


def test_views_reach_tables_only_through_access():
    """`.objects` anywhere else in a view would be a way round who may see what."""
    found = []
    for path in sources():
        if path.stem.startswith("views") or path.parent.name == "views":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            asked = {id(inner) for node in ast.walk(tree) if _asks_access(node) for inner in ast.walk(node)}
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Attribute)
                    and node.attr in ("objects", "_default_manager")
                    and id(node) not in asked
                ):
                    model = getattr(node.value, "id", "")
                    if (str(path.relative_to(ROOT)), model) not in OPEN_TABLES:
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {model}")
    assert not found, "\n".join(found)


def _asks_access(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and _called(node) in ("get", "visible")
        and getattr(getattr(node.func, "value", None), "id", "") == "access"
    )


def test_only_one_signal_and_one_user_of_the_task_library():
    found = []
    for path in sources():
        for line, name in imports(path):
            if name.startswith("django.db.models.signals") and path != PACKAGE / "core" / "apps.py":
                found.append(f"{path.relative_to(ROOT)}:{line}: a signal")
            if (
                name.split(".")[0] in ("django_tasks", "django_tasks_db")
                and path != PACKAGE / "core" / "jobs.py"
            ):
                found.append(f"{path.relative_to(ROOT)}:{line}: the task library")
    assert not found, "\n".join(found)


def test_nothing_lies_loose_at_the_top_and_every_folder_is_a_system():
    top = {p.name for p in PACKAGE.iterdir() if p.name != "__pycache__"}
    assert {name for name in top if name.endswith(".py")} == TOP
    assert {name for name in top if not name.endswith(".py")} <= set(FLOOR)


def test_folders_in_a_system_have_the_names_of_the_house():
    found = [
        str(folder.relative_to(ROOT))
        for system in FLOOR
        if (PACKAGE / system).is_dir()
        for folder in (PACKAGE / system).iterdir()
        if folder.is_dir() and folder.name not in FOLDERS | {"__pycache__"}
    ]
    assert not found


def test_no_drawer_for_everything():
    names = {"utils", "util", "helpers", "helper", "misc", "common", "base2", "stuff", "tools"}
    assert not [str(p.relative_to(ROOT)) for p in sources() if p.stem in names]


def test_migrations_say_what_they_do():
    found = [
        p.name
        for p in PACKAGE.rglob("migrations/*.py")
        if re.search(r"_auto_|_alter_.*_and_more|^\d{4}_auto", p.name)
    ]
    assert not found


def test_the_reader_of_the_source_finds_what_it_should(tmp_path):
    """The net itself: a wrong import in each form is caught."""
    toy = PACKAGE / "law" / "domain"
    code = (
        "from arariwa.cases import models\nimport arariwa.evidence.acta\nfrom ...evidence import actions\n"
        "from django.db import connection\nimport_module('arariwa.demo.world')\nForeignKey('cases.Case')\nreverse('evidence:item')\n"
    )
    place = tmp_path / "toy.py"
    place.write_text(code)
    found = set()
    for node_line, name in _imports_as(place, toy / "toy.py"):
        found.add((node_line, name))
    assert {name for _, name in found} >= {
        "arariwa.cases.models",
        "arariwa.evidence.acta",
        "arariwa.evidence.actions",
        "django.db.connection",
        "arariwa.demo.world",
    }
    assert {(other, text) for _, other, text in names_by_string(place)} == {
        ("cases", "cases.Case"),
        ("evidence", "evidence:item"),
    }
    assert wrong_floor("law", "cases")
    assert wrong_floor("law", "events")
    assert not wrong_floor("cases", "law")


def _imports_as(place: Path, name: Path) -> list[tuple[int, str]]:
    """The imports of a file read as if it lay elsewhere."""

    class Elsewhere(type(name)):  # type: ignore[misc]
        def read_text(self, *args: object, **kwargs: object) -> str:
            return place.read_text()

    return list(imports(Elsewhere(name)))
