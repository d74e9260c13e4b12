"""The interface speaks both languages wholly, and in the right words."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import polib
import pytest
import yaml

from arariwa.core import messages
from arariwa.core.domain.words import wrong_words
from arariwa.core.reference_packs import load_avoided

ROOT = Path(__file__).parents[1]
PACKS = ROOT / "packs"


@cache
def avoided():
    return load_avoided(PACKS)


def wrong(texts, where):
    """A line for each text that says a wrong word, with what to say instead."""
    return [
        f"{place}: “{said}”: say {rule.use} ({rule.why}): {text[:120]}"
        for place, lang, text in texts
        for said, rule in wrong_words(text, lang, where, avoided())
    ]


def interface():
    """(place, language, text) of every sentence of the catalogue, both sides."""
    for entry in polib.pofile(str(ROOT / "locale/es/LC_MESSAGES/django.po")):
        for text in (entry.msgid, entry.msgid_plural):
            yield "django.po", "en", text
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            yield "django.po", "es", text


# What teaches, and tells published cases: it speaks of every stage up to the judgment, and of people in the third person.
TAUGHT = ("courses/", "exercises/", "pe/cases/")


def taught():
    """Every text of courses, exercises and published cases, lessons line by line."""
    yield from (said for said in in_packs() if said[0].startswith(TAUGHT))
    yield from in_markdown("courses/*/modules/*.md")


# A reference to the law becomes words of the law, which are read where they stand.
REFERENCE = re.compile(r"\[\[.*?\]\]")
# Lines of a head that hold codes alone.
CODES = re.compile(r"(questions|ways|actors|law|reader|review): ")


def in_markdown(pattern):
    """Every line of the packs' texts in Markdown, without references, pictures and addresses."""
    for path in sorted(PACKS.glob(pattern)):
        place = path.relative_to(PACKS).as_posix()
        lang = path.name.split(".")[-2]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if CODES.match(line):
                continue
            yield f"{place}:{number}", lang, re.sub(r"!\[|https?://\S+", "", REFERENCE.sub("", line))


def in_packs():
    """Every text of a pack that stands under `es` or `en`, or a key that ends so, or in a file of one language."""

    def within(value, place):
        if isinstance(value, list):
            for part in value:
                yield from within(part, place)
        elif isinstance(value, dict):
            for key, part in value.items():
                if isinstance(part, str) and (lang := language(str(key), place)):
                    yield place, lang, REFERENCE.sub("", part)
                else:
                    yield from within(part, place)

    def language(key, place):
        if key.split("_")[-1] in {"es", "en"}:
            return key[-2:]
        return "es" if place.endswith(".es.yaml") else ""

    for path in sorted(PACKS.rglob("*.yaml")):
        place = path.relative_to(PACKS).as_posix()
        yield from within(yaml.safe_load(path.read_text(encoding="utf-8")), place)


def in_papers():
    """Every line of the templates of papers, without comments."""
    for path in sorted(PACKS.rglob("*.typ")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", "es", line.partition("//")[0]


IN_BOTH = {"words", "text", "yes_no", "one_of"}


def in_python():
    """Texts that code itself holds in both languages, such as `text(es, en)`."""
    yield from calls_in_python(IN_BOTH)


def calls_in_python(names):
    """(place, language, text) of the arguments of these functions, Spanish and English by turns."""
    for path in sorted(p for p in (ROOT / "arariwa").rglob("*.py") if "tests" not in p.parts):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                for n, given in enumerate(node.args):
                    for part in ast.walk(given):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield f"{path.name}:{node.lineno}", ("es", "en")[n % 2], part.value


def test_every_sentence_is_translated():
    assert messages.check_all() == []


def test_pages_say_the_right_words():
    texts = list(interface())
    assert len(texts) > 500
    assert wrong(texts, "interface") == []


def test_papers_say_the_right_words():
    assert wrong(in_papers(), "papers") == []


def test_packs_and_code_say_the_right_words():
    """Only the guide for children says tú."""
    assert wrong((said for said in in_packs() if not said[0].startswith(TAUGHT)), "packs") == []
    assert [
        line
        for line in wrong(in_markdown("*/rights/guides/*.md"), "packs")
        if not ("/ninos.es.md" in line and "say usted" in line)
    ] == []
    assert wrong(in_python(), "packs") == []


def test_courses_say_the_right_words():
    assert wrong(taught(), "courses") == []


# Quotation marks: «» in Spanish, “” in English, nothing else; a straight one is an inch or a mistake.
FOREIGN_MARKS = {"es": '“”"„‟', "en": '«»"„‟'}


def with_foreign_marks(texts):
    return [f"{place}: {text[:120]}" for place, lang, text in texts if set(text) & set(FOREIGN_MARKS[lang])]


def test_each_language_has_its_quotation_marks():
    assert with_foreign_marks(interface()) == []
    assert with_foreign_marks(in_packs()) == []
    assert with_foreign_marks(in_python()) == []
    # In the templates of papers a straight mark is syntax.
    papers = ((place, lang, text.replace('"', "")) for place, lang, text in in_papers())
    assert with_foreign_marks(papers) == []
    assert with_foreign_marks([("here", "es", "El “zorro”"), ("here", "es", "El «zorro»")]) == [
        "here: El “zorro”"
    ]


def test_templates_quote_as_english_does():
    """Their words are the English ones; the Spanish ones stand in the catalogue."""
    for path in sorted((ROOT / "arariwa").rglob("templates/**/*.html")):
        assert not set("«»„‟") & set(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Los datos del sospechoso", "interface"),
        ("La acusación del fiscal", "interface"),
        ("Recibir una denuncia anónima", "interface"),
        ("Ver la organización criminal", "interface"),
        ("Emitir la orden de liberación", "papers"),
        ("Bienes decomisados por la PNP", "papers"),
        ("Expediente del fiscal", "papers"),
        ("El número no es válido", "interface"),
        ("Guardado con éxito!", "interface"),
        ("Revise tus datos", "interface"),
        ("Escribe el nombre", "interface"),
    ],
)
def test_wrong_words_are_found(text, where):
    assert wrong([("here", "es", text)], where)


@pytest.mark.parametrize(
    "text",
    [
        "Operaciones sospechosas",
        "Requerimiento acusatorio",
        "Decomiso administrativo",
        "Expediente judicial",
        "Sin ella el acta es inválida (CPP 121)",
        "Quien escribe el acta firma",
        "El número tiene la forma correcta.",
        "Recibir una denuncia",
    ],
)
def test_right_words_pass(text):
    assert wrong([("here", "es", text)], "interface") == []


@pytest.mark.parametrize(
    "text",
    [
        "Pida el informe; no condiciona la acusación",
        "Sobreseimiento o acusación",
        "Se abre si consta una banda (T-COLAB).",
        "Vea PR-INFORME",
        "Documento privado: 2 a 4 años (CP-427-privado)",
    ],
)
def test_packs_announce_no_later_stage_and_no_code_of_our_own(text):
    assert wrong([("here", "es", text)], "packs")


def test_each_term_stands_once_with_source_and_confidence():
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (ROOT / "docs/words.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Spanish")
    ]
    assert len(rows) > 60
    assert [row for row in rows if len(row) != 5 or not all(row)] == []
    assert {row[4] for row in rows} <= {"high", "medium", "low"}
    assert [term for term, times in Counter(row[0] for row in rows).items() if times > 1] == []
    assert [term for term, times in Counter(row[1] for row in rows).items() if times > 1] == []
