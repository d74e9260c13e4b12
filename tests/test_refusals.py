"""Every refusal a rule may raise has its one sentence, and every sentence a rule that raises it."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.utils import translation

from arariwa.core.refusals import SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[1]
FILES = [
    p for p in sorted((ROOT / "arariwa").rglob("*.py")) if "tests" not in p.parts and p.name != "refusals.py"
]
CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")


def raised() -> dict[str, dict[str, set[str]]]:
    """{code: {where: names of its values}} of every `Refused("code", ..., name=value)` in the source."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if (
                isinstance(node, ast.Call)
                and (getattr(called, "id", "") or getattr(called, "attr", "")) == "Refused"
                and node.args
            ):
                for code in _codes(node.args[0]):
                    names = {keyword.arg or "**" for keyword in node.keywords}
                    found[code][f"{path.relative_to(ROOT)}:{node.lineno}"] = names
    return found


def _codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body), *_codes(node.orelse)]
    return []


RAISED = raised()


def holes(words: object) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", str(words)))


def test_there_are_refusals():
    assert len(RAISED) > 60


@pytest.mark.parametrize("code", sorted(RAISED))
def test_each_code_raised_has_a_sentence_whose_holes_are_filled(code):
    assert code in SENTENCES, RAISED[code]
    for where, names in RAISED[code].items():
        # `item` is added where one of several items is refused.
        assert "**" in names or holes(SENTENCES[code]) <= names | {"item"}, where


def test_each_sentence_is_raised_somewhere():
    written = {
        match
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for match in CODE.findall(node.value)
    }
    # Codes put together of a prefix and what pydantic, a table of names or a file left open says.
    assert not {
        code
        for code in SENTENCES
        if code not in written and not code.startswith(("pack.", "number.", "platform_file."))
    }


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_sentence_is_a_sentence_in_both_languages(code):
    told = {}
    for language in ("es", "en"):
        with translation.override(language):
            told[language] = sentence(code, {name: "X" for name in holes(SENTENCES[code])})
    assert told["es"] != told["en"]
    for words in told.values():
        assert words.lstrip("«“")[0].isupper()
        assert "!" not in words
        assert "%(" not in words


def test_a_value_left_out_does_not_break_the_refusal():
    for code in SENTENCES:
        assert sentence(code)


def test_the_table_is_in_order():
    assert list(SENTENCES) == sorted(SENTENCES)
