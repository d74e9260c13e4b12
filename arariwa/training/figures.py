"""The programme's counts of what was learnt, each with the rows it counts (codes of the results framework).

Real courses only, never an exercise's. A share counts `value` of `of`; its breakdowns (`parts`) add up to the value. A person
in two courses counts in each: these are places in courses, not persons.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from arariwa.events.figures import NOT_RECORDED, Figure, Span
from arariwa.training import courses, queries_tests
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment, ExerciseRun

# The competency that makes a course one on processing cases in the accusatory system.
ACCUSATORY = "C-ACC"


def cohorts(span: Span) -> QuerySet[Cohort]:
    """Real cohorts whose last day lies in the span and has passed, or whose event was closed before."""
    rows = Cohort.objects.filter(event__compartment__exercise=None, event__cancelled_at=None)
    rows = rows.filter(closes_on__lt=timezone.localdate()) | rows.filter(event__closed_at__isnull=False)
    if span.since:
        rows = rows.filter(closes_on__gte=span.since)
    return rows.filter(closes_on__lt=span.until) if span.until else rows


def enrolments(span: Span) -> QuerySet[Enrolment]:
    """Places in these cohorts that were not given back."""
    return Enrolment.objects.filter(cohort__in=cohorts(span), participation__withdrawn_at=None)


def _parts(rows: Iterable[Enrolment]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {
        name: Counter() for name in ("institution", "region", "role", "sex", "course")
    }
    for row in rows:
        who = row.participation
        found["institution"][who.institution_id or ("OTHER" if who.institution_text else NOT_RECORDED)] += 1
        found["region"][who.region] += 1
        found["role"][who.role] += 1
        found["sex"][who.sex] += 1
        found["course"][row.cohort.course] += 1
    return {name: dict(cells) for name, cells in found.items()}


def _with(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    return rows.select_related(f"{path}participation", f"{path}cohort")


def _accusatory(span: Span) -> Figure:
    """Courses of the span whose file declares the competency, of all intensive and asynchronous ones."""
    rows = cohorts(span)
    given = {(row.course, row.pack_id) for row in rows}
    files = {slug: courses.course_of(pack).file for slug, pack in sorted(given)}
    counted = {slug: file for slug, file in files.items() if file.kind != "track"}
    tagged = [slug for slug, file in counted.items() if ACCUSATORY in file.competencies]
    parts = {"course": dict.fromkeys(tagged, 1)}
    return Figure("CAP-09", len(tagged), (rows.filter(course__in=tagged),), of=len(counted), parts=parts)


def _exercises(span: Span) -> Figure:
    """Exercises graded in the span, each run once however often it was graded."""
    rows = _within(ExerciseRun.objects.filter(grades__isnull=False), "grades__graded_at", span).distinct()
    cells = Counter(rows.values_list("slug", flat=True))
    return Figure("CAP-17", rows.count(), (rows,), parts={"exercise": dict(cells)})


def _passed(span: Span) -> Figure:
    """Who reached the cut in the best final test, of those who sat one."""
    sat = Attempt.objects.filter(
        enrolment__in=enrolments(span), kind=Attempt.Kind.POST, submitted_at__isnull=False
    )
    tests: dict[Any, list[Attempt]] = {}
    for attempt in _with(sat, "enrolment__"):
        tests.setdefault(attempt.enrolment_id, []).append(attempt)
    good = [
        top.enrolment
        for each in tests.values()
        if (top := queries_tests.best(each)) and top.score is not None and top.score >= _cut(top.enrolment)
    ]
    return Figure("CAP-20", len(good), (sat,), of=len(tests), parts=_parts(good))


def _cut(enrolment: Enrolment) -> int:
    return courses.course_of(enrolment.cohort.pack_id).file.test.cut


def _completed(span: Span) -> Figure:
    """Who read all that is required by the last day, of all enrolled in courses at one's own pace."""
    rows = enrolments(span).filter(cohort__self_paced=True)
    good = rows.filter(completed_at__date__lte=F("cohort__closes_on"))
    return Figure("CAP-21", good.count(), (good, rows), of=rows.count(), parts=_parts(_with(good)))


def _certificates(span: Span) -> Figure:
    """Certificates issued in the span and not revoked; a renewal is one more of the same place."""
    rows = Certificate.objects.filter(enrolment__compartment__exercise=None, revocation=None)
    rows = _within(rows, "issued_at", span)
    places = [row.enrolment for row in _with(rows.select_related("enrolment"), "enrolment__")]
    return Figure("CAP-24", len(places), (rows,), parts=_parts(places))


def _within(rows: QuerySet[Any], moment: str, span: Span) -> QuerySet[Any]:
    """Rows whose moment lies on the days of the span, in Peru."""
    zone = timezone.get_default_timezone()
    if span.since:
        rows = rows.filter(**{f"{moment}__gte": datetime.combine(span.since, time(), zone)})
    return (
        rows.filter(**{f"{moment}__lt": datetime.combine(span.until, time(), zone)}) if span.until else rows
    )


FIGURES: dict[str, Callable[[Span], Figure]] = {
    "CAP-09": _accusatory,
    "CAP-17": _exercises,
    "CAP-20": _passed,
    "CAP-21": _completed,
    "CAP-24": _certificates,
}


def figure(code: str, span: Span | None = None) -> Figure:
    """One of FIGURES over a span; KeyError for a code that is none."""
    return FIGURES[code](span or Span())
