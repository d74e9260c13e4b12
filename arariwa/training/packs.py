"""Reads course folders (`courses/<slug>`), the lists they share and the published cases, with every mistake.

Pure: a pack is bytes, a course is an object. Shapes: `domain/courses.py`; lessons: `domain/lessons.py`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as Folder

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain import references
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.references import Book, Reference, Unread
from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs
from arariwa.training import exercise_packs, issuer_packs
from arariwa.training.domain import bank, lessons
from arariwa.training.domain.bank import Bank
from arariwa.training.domain.courses import Common, CourseFile, LawLock, PublishedCases
from arariwa.training.domain.keys import Engine
from arariwa.training.domain.lessons import Lesson
from arariwa.training.domain.questions import Question, Vignette

COURSES, CASES, EXERCISES = "courses", "pe/cases", "exercises"
LESSON = re.compile(r"modules/(\d+)\.(es|en)\.md")


@dataclass(frozen=True)
class Course:
    """A course folder, read; `lessons` by module and language."""

    slug: str
    file: CourseFile
    lessons: Mapping[tuple[int, str], Lesson]
    figures: Mapping[str, bytes]
    bank: Bank
    lock: Mapping[str, str]
    fingerprint: str
    problems: list[Problem] = field(default_factory=list, compare=False)

    def lesson(self, n: int, lang: str = "es") -> Lesson | None:
        """The lesson of a module in that language, else in Spanish."""
        return self.lessons.get((n, lang)) or self.lessons.get((n, "es"))

    def svg(self, path: str) -> str:
        """A figure as it stands within a page; "" for one that is missing or may not."""
        return lessons.svg_inline(self.figures[path]) if path in self.figures else ""

    def codes(self) -> set[str]:
        """The entries of the law and the taxa its lessons and questions rest on."""
        asked = (
            {*question.law, *(ref.name for ref in asked_references(question) if isinstance(ref, Reference))}
            for question in self.bank.questions.values()
        )
        return set().union(*(lesson.codes() for lesson in self.lessons.values()), *asked)

    @property
    def in_english(self) -> int:
        """How many lessons are also there in English."""
        return sum(1 for _, lang in self.lessons if lang == "en")


@dataclass(frozen=True)
class Shared:
    """What courses are checked against: the law and species of a folder of packs, the shared lists, the cases."""

    book: Book
    common: Common
    cases: PublishedCases
    # The exercises there are; None where the folder of packs holds none at all, and nobody can say.
    exercises: frozenset[str] | None = None

    @classmethod
    def of(cls, root: Folder) -> "Shared":
        """Read from a folder of packs. Raises PackError."""
        law = load_law(Pack.from_folder(root, "pe/law"), try_examples=False)
        species = load_species([Pack.from_folder(root, part) for part in species_packs("pe")], "pe")
        common = Pack.from_folder(root, COURSES, deep=False).yaml("common.yaml", Common)
        there = (root / EXERCISES).is_dir()
        exercises = frozenset(p.name for p in (root / EXERCISES).iterdir() if p.is_dir()) if there else None
        return cls(Book.of(law, species), common, published(Pack.from_folder(root, CASES)), exercises)


def published(pack: Pack) -> PublishedCases:
    """The published cases of a country's pack."""
    return pack.yaml("published.yaml", PublishedCases)


def courses(root: Folder) -> list[str]:
    """The slugs of the course folders below a folder of packs."""
    return sorted(p.name for p in (root / COURSES).glob("*") if p.is_dir())


def read_course(pack: Pack) -> Course:
    """The course of a pack. Raises PackError for what cannot be read at all; lesser mistakes stand in `problems`."""
    file = pack.yaml("course.yaml", CourseFile)
    problems: list[Problem] = []
    found: dict[tuple[int, str], Lesson] = {}
    for path in pack.under("modules", ".md"):
        match = LESSON.fullmatch(path)
        if not match:
            problems.append(Problem(f"{pack.name}/{path}", 0, "", "course.stray_file", {}))
            continue
        try:
            lesson = lessons.read(f"{pack.name}/{path}", pack.text(path))
        except PackError as error:
            problems += error.problems
            continue
        problems += lesson.problems
        found[int(match[1]), match[2]] = lesson
    questions = Bank()
    if bank.FILE in pack.files:
        try:
            questions, wrong = bank.read(pack)
            problems += wrong
        except PackError as error:
            problems += error.problems
    lock = pack.yaml(LawLock.FILE, LawLock).entries if LawLock.FILE in pack.files else {}
    figures = {path: pack.files[path] for path in pack.under("figures", "")}
    slug = pack.name.rpartition("/")[2]
    return Course(slug, file, found, figures, questions, lock, pack.fingerprint(), problems)


def check(root: Folder) -> list[Problem]:
    """Every mistake in the folders of courses and exercises below `root`, and in what is said of who issues certificates."""
    problems = [*issuer_packs.check(root), *exercise_packs.check(root)]
    if not (root / COURSES).is_dir():
        return problems
    try:
        shared = Shared.of(root)
    except PackError as error:
        return [*problems, *error.problems]
    packs = (Pack.from_folder(root, f"{COURSES}/{slug}") for slug in courses(root))
    return [*problems, *(problem for pack in packs for problem in check_course(pack, shared))]


def check_course(pack: Pack, shared: Shared) -> list[Problem]:
    """Every mistake of one course folder."""
    try:
        course = read_course(pack)
    except PackError as error:
        return error.problems
    mistakes = [*course.problems, *(p for one in CHECKS for p in one(course, pack, shared))]
    return sorted(mistakes, key=lambda p: (p.file, p.line))


def _at(pack: Pack, path: str, place: tuple[str | int, ...], code: str, **values: object) -> Problem:
    name = ".".join(str(part) for part in place)
    return Problem(f"{pack.name}/{path}", pack.line(path, place), name, code, values)


def lists_are_known(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Code, audience and competencies of course.yaml are those of the folder and of common.yaml."""
    file = course.file
    if file.slug != course.slug:
        yield _at(pack, "course.yaml", ("code",), "course.other_folder", given=file.code, folder=course.slug)
    known = {
        "competencies": {c.id for c in shared.common.competencies},
        "audience": {r.code for r in shared.common.roles},
    }
    for name, allowed in known.items():
        for i, given in enumerate(getattr(file, name)):
            if given not in allowed:
                yield _at(pack, "course.yaml", (name, i), "course.not_in_common", given=given)


def exercises_exist(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each exercise of the course has its folder."""
    for i, given in enumerate(course.file.exercises):
        if shared.exercises is not None and given.lower() not in shared.exercises:
            yield _at(pack, "course.yaml", ("exercises", i), "course.no_exercise", given=given)


def modules_have_lessons(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each module stands once and has its lesson in Spanish; each lesson has its module; hours add up."""
    numbers = [m.n for m in course.file.modules]
    for i, n in enumerate(numbers):
        if n in numbers[:i]:
            yield _at(pack, "course.yaml", ("modules", i, "n"), "course.module_twice", given=n)
        elif f"modules/{n}.es.md" not in pack.files and not course.file.modules[i].optional:
            yield _at(pack, "course.yaml", ("modules", i, "n"), "course.no_lesson", given=n)
    for n, lang in course.lessons:
        if n not in numbers:
            yield Problem(f"{pack.name}/modules/{n}.{lang}.md", 0, "", "course.no_module", {"given": n})
    hours = sum(m.hours for m in course.file.modules)
    if hours > course.file.hours:
        yield _at(
            pack,
            "course.yaml",
            ("hours",),
            "course.hours",
            given=_plain(course.file.hours),
            found=_plain(hours),
        )


def _plain(hours: float) -> str:
    return f"{hours:g}"


def references_are_known(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each reference names an entry or a taxon that says something on the day it asks for."""
    for lesson in course.lessons.values():
        for line, ref in lesson.references():
            if mistake := shared.book.mistake(ref):
                yield Problem(lesson.file, line, "", *mistake)
        path = lesson.file.removeprefix(f"{pack.name}/")
        for i, code in enumerate(lesson.head.law):
            if not shared.book.knows(code):
                yield _in_head(pack, path, ("law", i), "lesson.unknown_code", given=code)


def heads_are_known(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """The case and the self-check of a lesson exist."""
    cases = {case.id for case in shared.cases.cases}
    for lesson in course.lessons.values():
        path = lesson.file.removeprefix(f"{pack.name}/")
        if lesson.head.case and lesson.head.case not in cases:
            yield _in_head(pack, path, ("case",), "lesson.unknown_case", given=lesson.head.case)
        for i, given in enumerate(lesson.head.check):
            if given not in course.bank.questions:
                yield _in_head(pack, path, ("check", i), "lesson.unknown_question", given=given)


def _in_head(pack: Pack, path: str, place: tuple[str | int, ...], code: str, **values: object) -> Problem:
    top = lessons.split(path, pack.text(path))[0]
    return Problem(
        f"{pack.name}/{path}",
        Pack(pack.name, {path: top.encode()}).line(path, place),
        ".".join(str(part) for part in place),
        code,
        values,
    )


def figures_are_drawn(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each figure of a lesson is there, and is a drawing of ours that a page may hold."""
    for lesson in course.lessons.values():
        for block in lesson.blocks:
            if block.kind == "figure" and block.data[0] not in course.figures:
                yield Problem(lesson.file, block.line, "", "figure.missing", {"given": block.data[0]})
    for path, data in course.figures.items():
        for line, code in lessons.figure_mistakes(data):
            yield Problem(f"{pack.name}/{path}", line, "", code, {})


def situations_are_answered(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """The engine answers each situation as the lesson says."""
    for lesson in course.lessons.values():
        for block in lesson.blocks:
            if block.kind != "situation":
                continue
            verdict = qualify(block.data, shared.book.law, shared.book.species.lookup)
            for what, wanted, found in lessons.differing(block.data, verdict, shared.book.law):
                values = {"what": what, "wanted": wanted, "found": found}
                yield Problem(lesson.file, block.line, f"expect.{what}", "lesson.answered_otherwise", values)


def blueprint_fits(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """The test takes questions of modules the course has, each once."""
    numbers, seen = {m.n for m in course.file.modules}, set()
    for i, cell in enumerate(course.file.test.blueprint):
        if cell.module not in numbers or cell.module in seen:
            yield _at(
                pack,
                "course.yaml",
                ("test", "blueprint", i, "module"),
                "course.blueprint_module",
                given=cell.module,
            )
        seen.add(cell.module)


def questions_are_sound(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each question has one clear key and names what is known, and each module has enough of them."""
    if bank.FILE not in pack.files:
        return
    asked = bank.Course(
        {m.n for m in course.file.modules},
        {c.id for c in shared.common.competencies},
        {cell.module: cell.count for cell in course.file.test.blueprint},
    )
    engine = Engine(shared.book.law, shared.book.species.lookup)
    yield from bank.mistakes(pack, course.bank, asked, engine)


def asked_references(question: Question) -> Iterator[Reference | Unread]:
    """The references in whatever a question says, or why one cannot be read."""
    for text in _strings(question.model_dump()):
        for _, inner in references.written(text):
            try:
                yield references.read(inner)
            except Unread as unread:
                yield unread


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def questions_refer_to_what_is(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """Each reference in a question names an entry or a taxon that says something."""
    for question in course.bank.questions.values():
        for ref in asked_references(question):
            mistake = (ref.code, ref.values) if isinstance(ref, Unread) else shared.book.mistake(ref)
            if mistake:
                place = ("questions", course.bank.places[question.id])
                yield _at(pack, bank.FILE, place, mistake[0], **mistake[1])


CHECKS = (
    lists_are_known,
    exercises_exist,
    modules_have_lessons,
    references_are_known,
    heads_are_known,
    figures_are_drawn,
    situations_are_answered,
    blueprint_fits,
    questions_are_sound,
    questions_refer_to_what_is,
)


def warnings(course: Course, pack: Pack, shared: Shared) -> Iterator[Problem]:
    """What keeps nobody from loading a course that is being written, but should be put right before it is taught."""
    for lesson in course.lessons.values():
        if lesson.file.endswith(".es.md") and not lessons.FEWEST_WORDS <= lesson.words <= lessons.MOST_WORDS:
            values = {"found": lesson.words, "least": lessons.FEWEST_WORDS, "most": lessons.MOST_WORDS}
            yield Problem(lesson.file, 0, "", "lesson.length", values)
        if not lesson.head.check:
            yield Problem(lesson.file, 1, "check", "lesson.no_check", {})
        for line, text in lesson.texts():
            for below, typed in typed_law(text):
                yield Problem(lesson.file, line + below, "", "lesson.typed_law", {"given": typed})
        for block in lesson.blocks:
            if block.kind == "situation":
                for taxon in strangers(block.data, shared):
                    yield Problem(lesson.file, block.line, "taxa", "lesson.unknown_species", {"given": taxon})
    if bank.FILE not in pack.files:
        yield Problem(f"{pack.name}/{bank.FILE}", 0, "", "course.no_questions", {})
    for question in course.bank.questions.values():
        if isinstance(question, Vignette):
            place = ("questions", course.bank.places[question.id], "situation")
            for taxon in strangers(Situation.model_validate(question.situation), shared):
                yield _at(pack, bank.FILE, place, "lesson.unknown_species", given=taxon)
    for code, digest in course.lock.items():
        if shared.book.digest(code) != digest:
            yield Problem(f"{pack.name}/{LawLock.FILE}", 0, code, "lesson.law_changed", {"given": code})


def strangers(situation: Situation, shared: Shared) -> Iterator[str]:
    """The taxa of a situation that the species table has not, by whatever slip: the engine does not know what protects
    them, and says so, where a lesson may mean to teach that nothing does."""
    for specimen in flatten(situation).specimens:
        told = specimen.get("specimen.taxa")
        for taxon in told.values if told else ():
            if shared.book.species.lookup(taxon, shared.book.law.country.read_until) is None:
                yield taxon


_TYPED = re.compile(
    r"\b\d+\s+(?:a|y|ni mayor de|hasta)\s+\d+\s+(?:años|días-multa)|\barts?\.\s*\d+|\bartículos?\s+\d+", re.I
)


def typed_law(text: str) -> Iterator[tuple[int, str]]:
    """(line from 0, words) of figures and articles of the law typed into a text, where a reference belongs."""
    for match in _TYPED.finditer(text):
        yield text.count("\n", 0, match.start()), match[0]
