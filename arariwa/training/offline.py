"""A course as one file for reading without network: all lessons and self-checks, never the test.

The page asks for nothing from outside: its policy (CSP) allows its own style and script by their hashes and nothing
else. What was read stays in the browser until its file of answers is handed in.
"""

import base64
import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from arariwa.core.formatting import language
from arariwa.training import courses, selfcheck
from arariwa.training import showing_courses as showing
from arariwa.training.domain.packages import FORMAT
from arariwa.training.models import LessonPackage
from arariwa.training.packs import Course

FOLDER = Path(__file__).parent / "static" / "training"


@lru_cache
def _part(name: str) -> tuple[str, str]:
    """(text, its hash as a policy names it) of the style or script within the page."""
    text = (FOLDER / name).read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"'sha256-{digest}'"


def page(package: LessonPackage, course: Course, today: date) -> str:
    """The whole file, by the law of the day it is made; which day that is stands in it."""
    (style, style_hash), (script, script_hash) = _part("package.css"), _part("package.js")
    policy = (
        f"default-src 'none'; style-src {style_hash}; script-src {script_hash}; "
        "base-uri 'none'; form-action 'none'"
    )
    lang = language()
    context: dict[str, Any] = {
        "policy": policy,
        "style": style,
        "script": script,
        "package": package,
        "format": FORMAT,
        "course": course,
        "title": course.file.title.in_(lang),
        "learner": package.enrolment.participation.person,
        "read": set(package.enrolment.lessons_read.values_list("module", flat=True)),
        "today": today,
        "lessons": [
            _lesson(course, module.n, today) for module in course.file.modules if course.lesson(module.n)
        ],
        "lang": lang,
    }
    return render_to_string("training/package.html", context)


def _lesson(course: Course, n: int, today: date) -> dict[str, Any]:
    lang = language()
    shown = courses.shown(course, n, today, lang, links=False)
    assert shown  # the caller asked only for modules that have a lesson
    questions = [course.bank.questions[q] for q in shown.head.check if q in course.bank.questions]
    refer = courses.referring_of(today, links=False)
    return {
        "lesson": shown,
        "title": shown.module.title.in_(lang),
        "summary": shown.module.summary.in_(lang),
        "prefix": f"m{n}-",
        "case": showing.case_of(shown),
        "checks": selfcheck.asked(questions, refer, shown.lang),
    }
