"""The interface's sentences: `python -m arariwa.core.messages compile | check`.

`compile` turns each locale's .po into the .mo that is read at run time. `check` reads every translatable sentence
of templates and code and tells which ones a locale lacks. Neither needs a system tool, a database or settings.
"""

import ast
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template import TemplateSyntaxError
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALES = ROOT / "locale"
PACKAGE = ROOT / "arariwa"

# The framework's functions: where context, sentence and plural stand among the arguments.
_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}
_HOLE = re.compile(r"%\((\w+)\)[a-z]|(?<!\{)\{(\w+)\}(?!\})")
_POSITIONAL = re.compile(r"(?<!%)(?:%%)*%[sdrif]|(?<!\{)\{\}(?!\})")
_QUOTED = r"u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_QUOTED}(?:\s*,\s*{_QUOTED})*)", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """One translatable sentence and where it stands. `wrong` says why it cannot be translated as written."""

    where: str
    msgid: str
    plural: str = ""
    context: str = ""
    wrong: str = ""


def sentences(package: Path = PACKAGE) -> Iterator[Sentence]:
    """Every translatable sentence of the package: code without its tests and migrations, and all templates."""
    for path in sorted(package.rglob("*")):
        inner = path.relative_to(package)
        if not path.is_file() or {"tests", "migrations", "__pycache__"} & set(inner.parts):
            continue
        where = path.relative_to(package.parent).as_posix()
        if path.suffix == ".py":
            yield from in_python(path.read_text(encoding="utf-8"), where)
        elif path.suffix in {".html", ".txt"} and "templates" in inner.parts:
            yield from in_template(path.read_text(encoding="utf-8"), where)


def in_python(source: str, where: str) -> Iterator[Sentence]:
    """The sentences marked in a module. One given by a variable is marked where it is written, so it is passed over."""
    tree = ast.parse(source, where)
    known = {name: name for name in _FUNCTIONS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            known.update({a.asname or a.name: a.name for a in node.names if a.name in _FUNCTIONS})
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            called = node.func.attr if node.func.value.id == "translation" else ""
        if called not in known:
            continue
        line, parts = f"{where}:{node.lineno}", {}
        for part, given in zip(_FUNCTIONS[known[called]], node.args, strict=False):
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                parts[part] = given.value
            elif _is_built(given):
                yield Sentence(line, "", wrong="an f-string or a built sentence cannot be translated")
        if "msgid" in parts:
            yield _judged(Sentence(line, **parts))


def _is_built(given: ast.expr) -> bool:
    """An f-string, a sum or % of texts, or "...".format(...)."""
    if isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute):
        return isinstance(given.func.value, ast.Constant)
    return isinstance(given, ast.JoinedStr | ast.BinOp)


def in_template(source: str, where: str) -> Iterator[Sentence]:
    """The sentences marked in a template."""
    try:
        text = templatize(source, origin=where)
    except (SyntaxError, TemplateSyntaxError) as error:
        yield Sentence(where, "", wrong=str(error))
        return
    for call in _CALL.finditer(text):
        name = "gettext" if call[1] == "_" else call[1]
        given = [ast.literal_eval(x) for x in re.findall(_QUOTED, call[2], re.DOTALL)]
        line = text.count("\n", 0, call.start()) + 1
        yield _judged(Sentence(f"{where}:{line}", **dict(zip(_FUNCTIONS[name], given, strict=False))))


def _judged(sentence: Sentence) -> Sentence:
    """Holes without a name cannot change their order in another language."""
    if _POSITIONAL.search(sentence.msgid) or _POSITIONAL.search(sentence.plural):
        return Sentence(sentence.where, sentence.msgid, wrong="a hole has no name")
    return sentence


def holes(text: str) -> set[str]:
    """The named holes of a sentence: %(name)s and {name}."""
    return {a or b for a, b in _HOLE.findall(text)}


def problems(found: Iterable[Sentence], catalogue: polib.POFile) -> list[str]:
    """What is missing, unfinished or holds other holes than the original, a line each with its place."""
    entries = {(e.msgctxt or "", e.msgid): e for e in catalogue if not e.obsolete}
    said: dict[str, None] = {}
    for sentence in found:
        if sentence.wrong:
            said[f"{sentence.where}: {sentence.wrong}: {sentence.msgid}".rstrip(": ")] = None
        elif sentence.msgid:
            entry = entries.get((sentence.context, sentence.msgid))
            why = _lacking(sentence, entry) if entry else "not translated"
            if why:
                said[f"{sentence.where}: {why}: {sentence.msgid}"] = None
    for entry in entries.values():
        for why in _misfits(entry):
            said[f"{why}: {entry.msgid}"] = None
    return list(said)


def _lacking(sentence: Sentence, entry: polib.POEntry) -> str:
    if entry.fuzzy:
        return "translation not confirmed (fuzzy)"
    if sentence.plural:
        if entry.msgid_plural != sentence.plural:
            return "the plural is another"
        texts = list(entry.msgstr_plural.values())
        return "" if len(texts) > 1 and all(texts) else "plural not translated"
    return "" if entry.msgstr or any(entry.msgstr_plural.values()) else "not translated"


def _misfits(entry: polib.POEntry) -> Iterator[str]:
    """A form of a plural may leave out the count ("one item"), but names no other hole."""
    own, all_own = holes(entry.msgid), holes(entry.msgid) | holes(entry.msgid_plural or "")
    if not entry.msgid_plural and entry.msgstr and holes(entry.msgstr) != own:
        yield f"holes differ ({', '.join(sorted(holes(entry.msgstr) ^ own))})"
    for form, text in (entry.msgstr_plural or {}).items():
        if text and (holes(text) - all_own or (int(form) > 0 and holes(text) != holes(entry.msgid_plural))):
            yield f"holes of plural form {form} differ"


def compile_all(locales: Path = LOCALES) -> list[Path]:
    """Write the .mo beside each .po, whole or not at all; tells which."""
    made = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        compiled = polib.pofile(str(source)).to_binary()
        handle, temporary = tempfile.mkstemp(dir=source.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(compiled)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
        made.append(target)
    return made


def check_all(package: Path = PACKAGE, locales: Path = LOCALES) -> list[str]:
    """Every problem of every locale, each line beginning with the locale's name."""
    found = list(sentences(package))
    return [
        f"{source.parent.parent.name}: {line}"
        for source in sorted(locales.glob("*/LC_MESSAGES/django.po"))
        for line in problems(found, polib.pofile(str(source)))
    ]


def main(arguments: list[str]) -> int:
    """0 done, 1 a sentence is missing or wrong, 2 the call or a catalogue cannot be read."""
    if arguments not in (["compile"], ["check"]):
        sys.stderr.write("usage: python -m arariwa.core.messages compile | check\n")
        return 2
    try:
        if arguments == ["compile"]:
            compile_all()
            return 0
        found = check_all()
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
