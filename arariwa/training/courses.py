"""Courses as the running system teaches them: the stored packs, read once a process, lessons ready for a page."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from arariwa.core.models import CurrentPack
from arariwa.core.setup import current, current_fingerprint, stored_pack
from arariwa.law import queries as law
from arariwa.law.domain.references import Book
from arariwa.law.referring import Referring
from arariwa.training import referring
from arariwa.training.domain import lessons
from arariwa.training.domain.courses import Common, LessonHead, Module, PublishedCase
from arariwa.training.domain.lessons import Lesson, Part
from arariwa.training.packs import CASES, COURSES, Course, published, read_course


@lru_cache(maxsize=32)
def _course(fingerprint: str) -> Course:
    return read_course(stored_pack(fingerprint))


@lru_cache(maxsize=2)
def _cases(fingerprint: str) -> dict[str, PublishedCase]:
    pack = stored_pack(fingerprint) if fingerprint else current(CASES)
    return {case.id: case for case in published(pack).cases}


@lru_cache(maxsize=2)
def _common(fingerprint: str) -> Common:
    return (stored_pack(fingerprint) if fingerprint else current(COURSES)).yaml("common.yaml", Common)


def common() -> Common:
    """The lists courses share."""
    return _common(current_fingerprint(COURSES))


def cases() -> dict[str, PublishedCase]:
    """The published cases by id."""
    return _cases(current_fingerprint(CASES))


def current_courses() -> list[Course]:
    """Every course as it stands now: courses before tracks, each by code."""
    rows = CurrentPack.objects.filter(pk__startswith=f"{COURSES}/").values_list("pack_id", flat=True)
    return sorted(map(_course, rows), key=lambda course: (course.file.kind, course.file.code))


def current_course(slug: str) -> Course | None:
    """The course of that slug as it stands now; None when there is none."""
    fingerprint = current_fingerprint(f"{COURSES}/{slug}")
    return _course(fingerprint) if fingerprint else None


def course_of(fingerprint: str) -> Course:
    """A course as it stood when a cohort was opened."""
    return _course(fingerprint)


def book() -> Book:
    """The law and the species table lessons refer to."""
    return _book(law.law().fingerprint, id(law.species()))


@lru_cache(maxsize=2)
def _book(fingerprint: str, species: int) -> Book:
    return Book.of(law.law(), law.species())


def referring_of(today: date, *, links: bool = True) -> Referring:
    """The words of references on that day, from the law in use."""
    return Referring(book(), today, links)


@dataclass(frozen=True)
class ShownLesson:
    """A lesson ready for a page, in its own language: texts are safe HTML. `changed`: rules the lesson rests on that
    say something else than when the course was last reviewed."""

    module: Module
    lang: str
    head: LessonHead
    objectives: list[str]
    key_points: list[str]
    parts: list[Part]
    headings: list[tuple[str, str]]
    case: PublishedCase | None
    changed: list[str]

    @property
    def key_points_anchor(self) -> str:
        """Where the key points stand, to resume there."""
        return "ideas-clave"


def shown(course: Course, n: int, today: date, lang: str = "es", *, links: bool = True) -> ShownLesson | None:
    """The lesson of a module by the law of that day; None when the course has none. Spanish where English is missing."""
    lesson, module = course.lesson(n, lang), course.file.module(n)
    if lesson is None or module is None:
        return None
    spoken = "en" if lesson.file.endswith(".en.md") else "es"
    refer = referring_of(today, links=links)
    with translation.override(spoken):
        return ShownLesson(
            module=module,
            lang=spoken,
            head=lesson.head,
            objectives=[lessons.inline(text, refer) for text in lesson.head.objectives],
            key_points=[lessons.inline(text, refer) for text in lesson.head.key_points],
            parts=parts(lesson, course, refer),
            headings=lesson.headings(),
            case=cases().get(lesson.head.case) if lesson.head.case else None,
            changed=[titled(code, today) for code in changed(course, lesson)],
        )


def parts(lesson: Lesson, course: Course, refer: Referring) -> list[Part]:
    """The blocks of a lesson ready for a page."""
    found = lessons.rendered(lesson, refer, lambda posed: referring.answered(posed, refer), course.svg)
    # An empty corner of a table is nothing to hear: who cannot see it is told what stands below.
    corner = format_html('<th scope="col"><span class="sr">{}</span></th>', _("What is compared"))
    found = [replace(part, html=part.html.replace('<th scope="col"></th>', corner, 1)) for part in found]
    for part in found:
        if part.kind == "timeline":
            for row in part.data:
                row["when"] = referring.moment(row["when"])
    return found


def changed(course: Course, lesson: Lesson) -> list[str]:
    """Codes the lesson rests on whose text is another than the one locked at the last review of the course."""
    known = book()
    return [
        code
        for code in sorted(lesson.codes())
        if code in course.lock and course.lock[code] != known.digest(code)
    ]


def titled(code: str, today: date) -> str:
    """What a rule is called that a lesson rests on; a taxon by its name."""
    entry = book().entry(code, today)
    return entry.title.in_(translation.get_language() or "es") if entry else code
