"""What the pages of courses show: rows, facts, the programme, the player, the numbers of the dashboard."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import access, charts, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.spans import Span
from arariwa.core.models import Institution
from arariwa.events.listing import region_name
from arariwa.events.region_map import region_map
from arariwa.training import actions_courses as actions
from arariwa.training import courses
from arariwa.training import queries_courses as queries
from arariwa.training.domain.courses import Module
from arariwa.training.models import Cohort, Enrolment
from arariwa.training.packs import Course

KINDS = {
    "intensive_course": gettext_lazy("Intensive course"),
    "async_course": gettext_lazy("Course at one's own pace"),
    "track": gettext_lazy("Workshop of a track"),
}


def hours(value: float) -> str:
    """ "16 hours"."""
    whole = formatting.number(int(value) if value == int(value) else value)  # type: ignore[arg-type]
    return ngettext("%(n)s hour", "%(n)s hours", 1 if value == 1 else 2) % {"n": whole}


def read_of(read: int, course: Course) -> str:
    """ "3 of 5 lessons read"."""
    return _("%(read)s of %(all)s lessons read") % {"read": read, "all": len(course.file.modules)}


def learning(enrolment: Any) -> dict[str, Any]:
    """A row of what someone learns, as `core/_rows.html` takes it. `read`: how many lessons, as annotated."""
    course = actions.course_of(enrolment)
    return {
        "text": course.file.title.in_(formatting.language()),
        "url": reverse("training:enrolment", args=[enrolment.pk]),
        "when": _("completed") if enrolment.completed_at else "",
        "more": read_of(enrolment.read, course),
    }


def go_on(enrolment: Enrolment, course: Course) -> dict[str, Any]:
    """Where to go on: words and address, at the heading where one stopped."""
    n, place = queries.next_url_parts(enrolment, course)
    module = course.file.module(n)
    assert module
    url = reverse("training:lesson", args=[enrolment.pk, n]) + (f"#{place}" if place else "")
    begun = enrolment.last_read_at is not None
    label = _("Go on: %(module)s") if begun else _("Begin: %(module)s")
    return {"url": url, "label": label % {"module": module.title.in_(formatting.language())}}


def call(cohort: Cohort) -> dict[str, Any]:
    """A row of a cohort one may join."""
    found = courses.course_of(cohort.pack_id)
    days = _("from %(first)s until %(last)s") % {
        "first": formatting.day(cohort.opens_on),
        "last": formatting.day(cohort.closes_on),
    }
    return {
        "text": found.file.title.in_(formatting.language()),
        "url": reverse("training:ask_place", args=[cohort.pk]),
        "more": f"{KINDS[found.file.kind]}, {days}. {cohort.event.office.name}",
        "approval": cohort.event.needs_approval,
        "course": found,
    }


def programme(course: Course) -> dict[str, Any]:
    """A course with its lists in words."""
    lang, common = formatting.language(), courses.common()
    names = {c.id: c.name.in_(lang) for c in common.competencies}
    roles = {r.code: r.name.in_(lang) for r in common.roles}
    file = course.file
    return {
        "course": course,
        "title": file.title.in_(lang),
        "facts": [
            (_("Kind"), KINDS[file.kind]),
            (
                _("Teaching hours"),
                _("%(hours)s of %(minutes)s minutes")
                % {"hours": hours(file.hours), "minutes": file.minutes_per_hour},
            ),
            (_("For"), formatting.listing(roles.get(code, code) for code in file.audience)),
        ],
        "objectives": [text.in_(lang) for text in file.objectives],
        "competencies": [names.get(code, code) for code in file.competencies],
        "modules": [
            {
                "module": m,
                "title": m.title.in_(lang),
                "summary": m.summary.in_(lang),
                "hours": hours(m.hours),
            }
            for m in file.modules
        ],
        "english": _("%(n)s of %(all)s lessons are also in English.")
        % {"n": course.in_english, "all": len(file.modules)},
        "asked": sum(cell.count for cell in file.test.blueprint),
        "questions": sum(q.review != "generated" for q in course.bank.questions.values()),
    }


def changed(course: Course, today: date) -> list[dict[str, Any]]:
    """Lessons whose law changed since the course was last reviewed: the module and what changed."""
    rows = []
    for module in course.file.modules:
        if lesson := course.lesson(module.n):
            codes = courses.changed(course, lesson)
            titles = [courses.titled(code, today) for code in codes]
            if titles:
                rows.append({"module": module, "titles": formatting.listing(titles)})
    return rows


def cohorts(by: Actor, slug: str = "") -> list[dict[str, Any]]:
    """Cohorts the actor runs or sees, the latest first."""
    rows = access.visible(Cohort.objects.select_related("event"), by).order_by("-opens_on", "-id")
    if slug:
        rows = rows.filter(course=slug)
    return [
        {
            "text": str(cohort),
            "url": reverse("training:cohort", args=[cohort.pk]),
            "when": formatting.day_brief(cohort.opens_on),
            "more": cohort.event.number,
        }
        for cohort in rows[:50]
    ]


def followed(cohort: Cohort | None, by: Actor) -> dict[str, Any]:
    """The course an event follows, with the actor's own place and the page of the group as far as they may see it."""
    if cohort is None:
        return {"cohort": None}
    return {
        "cohort": cohort,
        "course": courses.course_of(cohort.pack_id),
        "runs": access.level_of(by, cohort) > 0,
        "own": queries.own(by).filter(cohort=cohort).first(),
    }


def facts(enrolment: Enrolment, course: Course) -> list[tuple[Any, Any]]:
    """What identifies an enrolment, under the title."""
    read = enrolment.lessons_read.count()
    return [
        (_("Learner"), str(enrolment.participation.person)),
        (_("Progress"), read_of(read, course)),
        (_("Open until"), formatting.day(enrolment.cohort.closes_on)),
        (_("Organised by"), enrolment.cohort.event.office.name),
    ]


@dataclass(frozen=True)
class ModuleRow:
    """A module as its learner sees it."""

    module: Module
    title: str
    summary: str
    hours: str
    url: str
    read_at: Any
    current: bool


def modules(enrolment: Enrolment, course: Course) -> list[ModuleRow]:
    """The programme with what was read and when."""
    lang = formatting.language()
    read = dict(enrolment.lessons_read.values_list("module", "at"))
    return [
        ModuleRow(
            m,
            m.title.in_(lang),
            m.summary.in_(lang),
            hours(m.hours),
            reverse("training:lesson", args=[enrolment.pk, m.n]) if course.lesson(m.n) else "",
            read.get(m.n),
            enrolment.module == m.n,
        )
        for m in course.file.modules
    ]


def after(course: Course, n: int) -> Module | None:
    """The module that follows one; None after the last."""
    numbers = [m.n for m in course.file.modules]
    at = numbers.index(n) + 1
    return course.file.modules[at] if at < len(numbers) else None


def player(enrolment: Enrolment, course: Course, shown: courses.ShownLesson) -> dict[str, Any]:
    """What the page of a lesson shows around its text."""
    numbers = [m.n for m in course.file.modules]
    at, lang = numbers.index(shown.module.n), formatting.language()
    before = course.file.modules[at - 1] if at else None
    following = after(course, shown.module.n)

    def link(module: Module | None) -> dict[str, str] | None:
        if module is None:
            return None
        url = reverse("training:lesson", args=[enrolment.pk, module.n])
        return {"url": url, "title": module.title.in_(lang)}

    return {
        "enrolment": enrolment,
        "course": course,
        "course_title": course.file.title.in_(lang),
        "lesson": shown,
        "title": shown.module.title.in_(lang),
        "summary": shown.module.summary.in_(lang),
        "at": at + 1,
        "count": len(numbers),
        "before": link(before),
        "after": link(following),
        "read_at": enrolment.lessons_read.filter(module=shown.module.n).values_list("at", flat=True).first(),
        "case": case_of(shown),
    }


def case_of(shown: courses.ShownLesson) -> dict[str, Any] | None:
    """The published case of a lesson, in the lesson's language where it is written in it."""
    case = shown.case
    if case is None:
        return None
    return {
        "title": case.title.in_(shown.lang),
        "day": _span(case.dates.event),
        "place": formatting.listing(place.text for place in case.places),
        "sources": case.sources,
        "confidence": case.confidence,
        "reviewed": case.review,
    }


def _span(text: str | None) -> str:
    """A day, month or year as published; a span `a/b` from the beginning of the one to the end of the other."""
    if not text:
        return ""
    try:
        parts = [Span.parse(part) for part in text.split("/")]
    except ValueError:
        return text
    return formatting.span(Span(parts[0].start, parts[-1].until))


def packages(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Packages taken and what became of them, the latest first."""
    rows = enrolment.packages.select_related("handed_in").order_by("-made_at")
    return [{"made_at": row.made_at, "handed_in": getattr(row, "handed_in", None)} for row in rows]


@dataclass(frozen=True)
class Dashboard:
    """Numbers by region and by institution, and the regions on the map."""

    regions: list[dict[str, Any]]
    institutions: list[dict[str, Any]]
    map: charts.PointMap | None
    enrolled: int
    completed: int


def dashboard(by: Actor, course: str = "") -> Dashboard:
    """The numbers of what the actor may see, for one course or all."""
    regions = queries.tallies(by, "region", course)
    offices = queries.tallies(by, "institution", course)
    names = {i.pk: i.name for i in Institution.objects.filter(pk__in=[t.key for t in offices])}
    rows = [{"name": region_name(t.key), "tally": t} for t in regions]
    return Dashboard(
        regions=rows,
        institutions=[{"name": names.get(t.key) or _("another institution"), "tally": t} for t in offices],
        map=region_map(
            {t.key: t.enrolled for t in regions},
            summary=_("Officials enrolled by region of work, on the outlines of the departments."),
            value_label=_("Enrolled"),
        ),
        enrolled=sum(t.enrolled for t in regions),
        completed=sum(t.completed for t in regions),
    )


def calendar(cohort: Cohort) -> list[dict[str, Any]]:
    """The days of a cohort: opens, sessions, closes."""
    rows: list[dict[str, Any]] = [
        {"at": cohort.opens_on, "text": _("The course opens")},
        *(
            {"at": s.starts_at, "text": str(s), "more": s.place_text}
            for s in cohort.event.sessions.filter(voided_at=None)
        ),
        {"at": cohort.closes_on, "text": _("The course closes")},
    ]
    return sorted(rows, key=_when)


def _when(row: dict[str, Any]) -> str:
    at = row["at"]
    return (timezone.localtime(at) if hasattr(at, "hour") else at).isoformat()
