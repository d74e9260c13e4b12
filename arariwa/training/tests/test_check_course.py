"""A broken course folder: each mistake is told with its file, its line and a sentence of ours."""

import pytest

from arariwa.core import testing
from arariwa.core.packs import Pack, PackError
from arariwa.core.refusals import SENTENCES, located
from arariwa.training import packs
from arariwa.training.tests import sample

ONE, COURSE = "modules/1.es.md", "course.yaml"


def test_the_sample_is_right():
    assert [located(p) for p in packs.check_course(sample.pack(), sample.shared())] == []


# file, what is written there, what instead, code of the mistake, words of the line it is told on ("" for the whole file)
MISTAKES = [
    (COURSE, "code: ASY-9", "code: ASY-8", "course.other_folder", "code: ASY-8"),
    (COURSE, "kind: async_course", "kind: webinar", "pack.not_one_of", "kind: webinar"),
    (COURSE, "hours: 4", "hours: 3", "course.hours", "hours: 3"),
    (COURSE, "hours: 4\n", "", "pack.missing", "code: ASY-9"),
    (COURSE, "hours: 4", "hours: 4\ncolour: green", "pack.unknown_field", "colour"),
    (COURSE, "review: unreviewed", "review: [unreviewed", "pack.not_yaml", None),
    (COURSE, "audience: [PROSECUTOR]", "audience: [POET]", "course.not_in_common", "audience"),
    (COURSE, "[C-LAW]", "[C-DANCE]", "course.not_in_common", "competencies"),
    (COURSE, "exercises: [EX-01]", "exercises: [EX-77]", "course.no_exercise", "exercises"),
    (COURSE, "n: 2,", "n: 1,", "course.module_twice", "El delito"),
    (COURSE, "n: 2,", "n: 3,", "course.no_lesson", "El delito"),
    (COURSE, "{module: 2, count: 1}", "{module: 7, count: 1}", "course.blueprint_module", "blueprint"),
    (ONE, "---\nobjectives", "objectives", "lesson.no_head", "objectives"),
    (ONE, '"}]\n---', '"}]', "lesson.head_open", "---"),
    (ONE, '["Nombrar la especie", "Decir qué norma rige"]', '["Nombrar"]', "pack.too_few", "objectives"),
    (ONE, '"La norma se cita."', '"Uno.", "Dos.", "Tres."', None, ""),
    (ONE, '"La norma se cita."', '"1.", "2.", "3.", "4."', "pack.too_many", "key_points"),
    (ONE, "case: caso-uno", "case: caso-dos", "lesson.unknown_case", "case:"),
    (ONE, "law: [CP-308,", "law: [CP-999,", "lesson.unknown_code", "law:"),
    (ONE, "asy-9-m1-01", "asy-9-m1-77", "lesson.unknown_question", "check:"),
    (ONE, "[[ley CP-308]]", "[[ley CP-3O8]]", "lesson.unknown_code", "Quien vende"),
    (ONE, "[[ley CP-308]]", "[[norma CP-308]]", "lesson.reference_kind", "Quien vende"),
    (ONE, "[[ley CP-308]]", "[[ley CP-308", "lesson.reference_open", "Quien vende"),
    (ONE, "[[regla PR-FLAGRANCIA]]", "[[pena PR-FLAGRANCIA]]", "lesson.reference_says_nothing", "El animal"),
    (ONE, "CP-308 2016-01-06", "CP-308 2016-13-06", "lesson.reference_day", "Hoy es"),
    (ONE, "CP-308 2016-01-06", "CP-308 1950-01-06", "lesson.not_in_force", "Hoy es"),
    (ONE, "especie Ara macao", "especie Ara macao 2016-01-06", "lesson.reference_no_day", "Quien vende"),
    (ONE, "especie Ara macao", "especie Ara maccao", "lesson.unknown_species", "Quien vende"),
    (ONE, "PR-DETENCION common", "PR-DETENCION forever", "lesson.unknown_length", "Hoy es"),
    (ONE, "## La pena", "# La pena", "lesson.heading_one", "# La pena"),
    (ONE, "## Un puesto", "<b>Un</b> puesto", "lesson.html", "<b>"),
    (ONE, "## Un puesto", "<div>Un puesto</div>", "lesson.html", "<div>"),
    (ONE, "## Un puesto", "    Un puesto", "lesson.indented", "    Un puesto"),
    (ONE, "## Un puesto", "[un puesto](ftp:x)", "lesson.link", "ftp:x"),
    (ONE, "figures/jaula.svg", "figures/reja.svg", "figure.missing", "figures/reja.svg"),
    (ONE, "![Una jaula vista de frente]", "![]", "lesson.figure_without_words", "figures/jaula.svg"),
    (ONE, "![Una", "Mire: ![Una", "lesson.figure_alone", "Mire:"),
    (ONE, "```pasos", "```flujo", "lesson.unknown_block", "```flujo"),
    (ONE, "Llame al fiscal\n", "", "lesson.one_step", "```pasos"),
    (ONE, "2026-03-16 14:35 |", "ayer |", "lesson.timeline_line", "ayer |"),
    (ONE, "2026-03-16 14:35 |", "2026-03-16 25:35 |", "lesson.timeline_line", "25:35"),
    (ONE, "acts: [sell]", "acts: [juggle]", "pack.", "acts:"),
    (ONE, "title: {state: none}", "titulo: {state: none}", "pack.unknown_field", "titulo"),
    (ONE, "lawful: false", "lawful: true", "lesson.answered_otherwise", "```situacion"),
    (ONE, "CP-308: applies", "CP-308: does_not_apply", "lesson.answered_otherwise", "```situacion"),
    (ONE, "CP-308: applies", "CP-308: perhaps", "pack.not_one_of", "offences:"),
    ("figures/jaula.svg", "<path", "<script>alert(1)</script><path", "figure.script", "<svg"),
    ("figures/jaula.svg", "<path", '<a href="https://example.org"/><path', "figure.outside", "<svg"),
    ("figures/jaula.svg", "<path", '<path style="fill:red"', "figure.style", "<svg"),
    ("figures/jaula.svg", "<path", '<image width="1"/><path', "figure.foreign", "<svg"),
    ("figures/jaula.svg", ' viewBox="0 0 10 10"', "", "figure.no_viewbox", "<svg"),
    ("figures/jaula.svg", "<svg", "<html><svg", "figure.not_svg", "<html>"),
    ("questions.yaml", "kind: one", "kind: riddle", "pack.not_one_of", "kind: riddle"),
    ("questions.yaml", "key: true, ", "", "pack.no_key", None),
    ("questions.yaml", "Así es.", '"[[regla T-NADA]]"', "lesson.unknown_code", "id: asy-9-m1-01"),
    ("questions.yaml", "Así es.", '"[[reglas PR-PP]]"', "lesson.reference_kind", "id: asy-9-m1-01"),
]


@pytest.mark.parametrize(("file", "was", "now", "code", "line"), MISTAKES)
def test_each_mistake_is_told_with_file_line_and_sentence(file, was, now, code, line):
    text = sample.FILES[file]
    assert was in text
    broken = text.replace(was, now, 1)
    problems = packs.check_course(sample.pack({file: broken}), sample.shared())
    if code is None:
        assert problems == []
        return
    fitting = [p for p in problems if p.code.startswith(code) and p.file == f"courses/asy-9/{file}"]
    assert fitting, [located(p) for p in problems]
    assert fitting[0].code in SENTENCES
    if line:
        assert line in broken.splitlines()[fitting[0].line - 1], located(fitting[0])


def test_a_missing_lesson_a_stray_one_and_a_stray_file_are_told():
    problems = packs.check_course(
        sample.pack({"modules/2.es.md": None, "modules/7.es.md": sample.LESSON, "modules/dos.md": "x"}),
        sample.shared(),
    )
    assert {p.code for p in problems} >= {"course.no_lesson", "course.no_module", "course.stray_file"}


def test_without_course_yaml_there_is_no_course():
    (problem,) = packs.check_course(sample.pack({COURSE: None}), sample.shared())
    assert problem.code == "pack.no_file"


def test_a_file_that_is_no_utf8_is_told_with_its_line():
    files = {**sample.pack().files, ONE: sample.LESSON.encode("latin-1")}
    with pytest.raises(PackError) as told:
        packs.Pack("courses/asy-9", files).text(ONE)
    (problem,) = [
        p
        for p in packs.check_course(packs.Pack("courses/asy-9", files), sample.shared())
        if p.code == "pack.not_utf8"
    ]
    assert problem == told.value.problems[0]
    assert problem.line == 2


def test_what_should_be_put_right_keeps_nobody_from_loading():
    text = sample.LESSON.replace("responde por", "responde con 3 a 5 años según el artículo 308 por")
    text = text.replace("{taxa: Ara macao", "{taxa: Ara maccao, what: wild_fauna, aquatic: false")
    lock = "entries: {CP-308: " + "0" * 64 + "}\n"
    pack = sample.pack({ONE: text, "law.lock.yaml": lock})
    assert packs.check_course(pack, sample.shared()) == []
    codes = [(p.code, p.line) for p in packs.warnings(packs.read_course(pack), pack, sample.shared())]
    typed = text.splitlines().index(next(row for row in text.splitlines() if "3 a 5" in row)) + 1
    assert codes.count(("lesson.typed_law", typed)) == 2
    assert {code for code, _ in codes} == {
        "lesson.typed_law",
        "lesson.length",
        "lesson.law_changed",
        "lesson.unknown_species",
    }


def test_every_course_of_ours_notes_the_law_it_was_written_by():
    """Without it a reform would flag nothing. After a lesson or the law changed: review, then `arariwa training lock`."""
    root = testing.ROOT / "packs"
    shared, slugs = packs.Shared.of(root), packs.courses(root)
    assert slugs
    for slug in slugs:
        course = packs.read_course(Pack.from_folder(root, f"{packs.COURSES}/{slug}"))
        assert course.lock == shared.book.digests(course.codes()), f"arariwa training lock {slug}"
