"""The docs cannot rot: what they name exists, and what exists is named."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from typer.main import get_command

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = [
    config.name.removeprefix("arariwa.")
    for config in apps.get_app_configs()
    if config.name.startswith("arariwa.")
]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(ROOT.glob("arariwa/*/README.md")),
]
BY_NAME = [str(path.relative_to(ROOT)) for path in PAGES]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_fences(words: str) -> str:
    return re.sub(r"```.*?```", "", words, flags=re.DOTALL)


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_system_has_its_readme_and_its_page(system):
    assert len(text(f"arariwa/{system}/README.md").split()) >= 40
    assert text(f"docs/{system}.md").startswith("# ")


@pytest.mark.parametrize("name", BY_NAME)
def test_each_make_target_named_exists(name):
    targets = set(re.findall(r"^([a-z][\w-]*)\s*:", text("Makefile"), re.MULTILINE))
    words = text(name)
    named = set(re.findall(r"`make ([a-z][\w-]*)", words)) | set(
        re.findall(r"^(?:\$ )?make ([a-z][\w-]*)", words, re.MULTILINE)
    )
    assert named <= targets


def commands() -> dict[str, set[str]]:
    """Every command with its options: {"law species": {"--csv", ...}}."""
    from arariwa.cli import build

    found: dict[str, set[str]] = {}

    def walk(command, words):
        if hasattr(command, "commands"):
            for name, inner in command.commands.items():
                walk(inner, [*words, name])
        else:
            found[" ".join(words)] = {
                opt for p in command.params for opt in (*p.opts, *p.secondary_opts) if opt.startswith("-")
            }

    walk(get_command(build()), [])
    return found


COMMANDS = commands()


@pytest.mark.parametrize("name", BY_NAME)
def test_each_command_named_exists_with_its_options(name):
    wrong = []
    for line in re.findall(
        r"(?:`|\.venv/bin/|^\s*)arariwa ((?:[a-z]+ ?)+[^`\n#|]*)", text(name), re.MULTILINE
    ):
        words = line.split()
        known = [command for command in COMMANDS if words[: len(command.split())] == command.split()]
        groups = {word for command in COMMANDS for word in command.split()[:-1]}
        if not known:
            if words[0] in groups and len(words) == 1:
                continue
            wrong.append(line)
            continue
        options = {w.split("=")[0].strip("[]|.,;:()") for w in words if w.startswith(("--", "[--"))}
        wrong += [f"{known[0]} {o}" for o in options if o not in COMMANDS[known[0]] | {"--help"}]
    assert not wrong


@pytest.mark.parametrize("name", BY_NAME)
def test_each_link_and_picture_leads_somewhere(name):
    folder = (ROOT / name).parent
    wrong = [
        to
        for to in re.findall(r"\]\(([^)#\s]+)[^)]*\)", without_fences(text(name)))
        if "://" not in to and not (folder / to).exists()
    ]
    assert not wrong


@pytest.mark.parametrize("name", BY_NAME)
def test_each_file_of_ours_named_exists(name):
    """Paths in backquotes that begin in our folders, or in the folder of the page."""
    wrong = []
    for path in re.findall(r"`((?:arariwa|packs|docs|tests|bench|locale)/[\w./-]+)(?::\w+)?`", text(name)):
        if not any((folder / path).exists() for folder in (ROOT, (ROOT / name).parent)):
            wrong.append(path)
    assert not wrong


def settings_read() -> set[str]:
    """The names `arariwa/settings.py` asks the environment for."""
    found = set()
    for node in ast.walk(ast.parse(text("arariwa/settings.py"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "env"
            and node.func.attr in ("text", "flag", "number", "words")
        ):
            found.add(f"ARARIWA_{node.args[0].value}")
    return found


def test_each_setting_is_told_and_each_told_is_read():
    told = set(re.findall(r"`(ARARIWA_[A-Z_]+)`", text("docs/running.md")))
    assert settings_read() <= told
    assert {name.removesuffix("_FILE") for name in told} <= settings_read() | {"ARARIWA_"}


def test_each_top_command_has_words():
    bare = [name for name, options in COMMANDS.items() if not options and not name]
    assert not bare
    for name in (
        "backup",
        "restore",
        "check",
        "setup",
        "work",
        "serve",
        "demo",
        "packs check",
        "packs load",
        "core journal verify",
    ):
        assert name in COMMANDS


def test_no_page_holds_a_path_of_a_machine_or_an_unfinished_note():
    forbidden = re.compile(r"/root/|/home/\w+/|TODO|FIXME")
    wrong = [f"{name}: {found[0]}" for name in BY_NAME if (found := forbidden.search(text(name)))]
    assert not wrong


def test_what_security_says_is_sealed_is_what_the_journal_seals():
    """A limit that no longer stands, or a seal that does not, is an untrue word in the threat model."""
    words, limits = (
        text("SECURITY.md"),
        text("SECURITY.md").split("**Known limits today.**")[1].split("\n\n")[0],
    )
    sealing = {
        path.parent.name
        for path in (ROOT / "arariwa").glob("*/*actions.py")
        if "contents.sealed(" in path.read_text(encoding="utf-8")
    }
    assert {"evidence", "cases"} <= sealing
    assert "sealed by a digest in the journal" in words and "sealed" not in limits
