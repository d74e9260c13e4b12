"""A bank of questions: read, refused with file, line and field."""

import pytest
import yaml

from arariwa.core.packs import Pack, PackError
from arariwa.training.domain import bank
from arariwa.training.domain.bank import Course
from arariwa.training.tests.domain.samples import PARTS, data, engine, es, option

COURSE = Course(modules={1, 2}, competencies={"C-LAW"}, blueprint={1: 3})


def pack(*rows, text=None):
    said = yaml.safe_dump({"questions": list(rows)}, allow_unicode=True, sort_keys=False)
    return Pack("courses/asy-1", {"questions.yaml": (text or said).encode()})


def found(*rows, course=COURSE, text=None):
    with pytest.raises(PackError) as refused:
        bank.load(pack(*rows, text=text), course, engine())
    return refused.value.problems


EVERY = [data(kind) for kind in PARTS]


def test_a_good_bank_is_read_in_its_order():
    read = bank.load(pack(*EVERY), COURSE, engine())
    assert list(read.questions) == [row["id"] for row in EVERY]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"module": 9}, "module", "pack.unknown_reference"),
        ({"competency": "C-NADA"}, "competency", "pack.unknown_reference"),
        ({"law": ["CP-308", "CP-999"]}, "law", "pack.unknown_law"),
        ({"options": [option("a"), option("b")]}, "", "pack.no_key"),
        ({"options": [option("a", key=True), option("b", key=True)]}, "", "pack.two_keys"),
        ({"options": [option(i, key=i == "a") for i in "abcde"]}, "options", "pack.too_many"),
        ({"kind": "esay"}, "kind", "pack.not_one_of"),
        ({"id": "q-several"}, "id", "pack.id_twice"),
        ({"stem": None}, "stem", "pack.not_a_mapping"),
        ({"nota": 1}, "nota", "pack.unknown_field"),
    ],
)
def test_a_mistake_has_its_line_and_field(changes, field, code):
    rows = [*EVERY[1:], data("one", **changes)]
    (problem,) = found(*rows)
    last = len(rows) - 1
    assert (problem.file, problem.code) == ("courses/asy-1/questions.yaml", code)
    assert problem.field == f"questions.{last}.{field}".rstrip(".")
    # The line is that of the field, at least within the last question.
    lines = yaml.safe_dump({"questions": rows}, allow_unicode=True, sort_keys=False).splitlines()
    begins = max(n for n, line in enumerate(lines, 1) if line.startswith("- id:"))
    assert problem.line >= begins
    if field:
        assert f"{field}:" in lines[problem.line - 1]


def test_a_vignette_the_engine_does_not_answer_clearly():
    rows = [*EVERY, data("vignette", "vaga", situation={"on": "2026-03-16"})]
    (problem,) = found(*rows)
    assert problem.code == "question.not_clear" and problem.field == f"questions.{len(EVERY)}.ask"
    options = [{"id": "a", "offence": "CP-308"}, {"id": "b", "offence": "CP-777"}]
    (problem,) = found(*EVERY, data("vignette", "otra", options=options))
    assert problem.code == "pack.unknown_law"


def test_too_few_for_two_forms():
    (problem,) = found(*EVERY, course=Course({1, 2}, {"C-LAW"}, {1: 3, 2: 1}))
    assert problem.code == "pack.too_few_questions"
    assert problem.values == {"module": 2, "found": 0, "expected": 2}


def test_every_mistake_is_told_at_once():
    rows = [data("one", "a", module=7), data("text", "b", accept=[]), data("one", "c", law=["X"])]
    assert [p.code for p in found(*rows, course=Course({1}, {"C-LAW"}, {}))] == [
        "pack.too_few",
        "pack.unknown_reference",
        "pack.unknown_law",
    ]


@pytest.mark.parametrize("text", ["questions: 3", "[]", "questions:\n- 1\n- null\n- []", "x: 1"])
def test_a_file_that_is_no_bank(text):
    assert found(text=text)


def test_every_word_of_a_mistake_is_worded():
    """Each code has its sentence (core/refusals.py)."""
    from arariwa.core.refusals import SENTENCES

    codes = {
        "pack.no_key",
        "pack.two_keys",
        "pack.option_twice",
        "pack.unknown_law",
        "pack.too_few_questions",
    }
    codes |= {"pack.no_options", "pack.options_unasked", "pack.law_value_form", "question.not_clear"}
    codes |= {"question.situation", "question.which_length", "question.no_length", "question.no_penalty"}
    assert codes <= SENTENCES.keys()


def test_words_in_english_may_follow():
    read = bank.load(pack(*EVERY, data("one", "x", stem={**es("Qué"), "en": "What"})), COURSE, engine())
    assert read.questions["x"].stem.in_("en") == "What"
    assert read.questions["q-one"].stem.in_("en") == "¿Qué dice one?"
