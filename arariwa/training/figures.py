"""The programme's counts of what was learnt, each with the rows it counts (codes of the results framework).

Real courses only, never an exercise's. A share counts `value` of `of`; its breakdowns add up. A person in two courses counts
in each: these are places in courses, not persons, except where persons are counted (CAP-10 to CAP-12).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from arariwa.events import figures as events
from arariwa.events.choices import NO_REGION, WORKSHOPS, EventRole
from arariwa.events.figures import NOT_RECORDED, Figure, Number, Scope, institution_of
from arariwa.events.models import Event, Participation
from arariwa.training import courses, queries_exercises, queries_tests
from arariwa.training.domain import analysis, interdiction
from arariwa.training.domain.courses import USUAL_ATTENDANCE
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment, ExerciseRun

Kind = Attempt.Kind
# The competency that makes a course one on processing cases in the accusatory system.
ACCUSATORY = "C-ACC"
# Courses of the tracks by whose completion officials are counted.
POLICE, LITIGATION, SCIENCE = "POL", "FIS", "JUE"
# Units of the police specialised in the environment, by institution.
SPECIALISED = ("PNP-DIRMEAMB",)
OFFICERS = (EventRole.POLICE_INVESTIGATOR, EventRole.POLICE_OTHER)
# Of a run played by several: whose it is cannot be said of one institution.
TEAM = "TEAM"


def cohorts(scope: Scope) -> QuerySet[Cohort]:
    """Real cohorts whose last day lies in the scope and has passed, or whose event was closed before."""
    rows = Cohort.objects.filter(event__compartment__exercise=None, event__cancelled_at=None)
    rows = rows.filter(closes_on__lt=timezone.localdate()) | rows.filter(event__closed_at__isnull=False)
    if scope.since:
        rows = rows.filter(closes_on__gte=scope.since)
    if scope.until:
        rows = rows.filter(closes_on__lt=scope.until)
    if scope.course:
        rows = rows.filter(course=scope.course.lower())
    return scope.visible(rows)


def enrolments(scope: Scope) -> QuerySet[Enrolment]:
    """Places in these cohorts that were not given back."""
    rows = Enrolment.objects.filter(cohort__in=cohorts(scope), participation__withdrawn_at=None)
    return scope.visible(rows)


def _about(row: Enrolment) -> dict[str, str]:
    who = row.participation
    return {
        "institution": institution_of(who),
        "region": who.region,
        "role": who.role,
        "sex": who.sex,
        "course": row.cohort.course,
    }


def _parts(each: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for about in each:
        for name, key in about.items():
            found.setdefault(name, Counter())[key] += 1
    return {name: dict(cells) for name, cells in found.items()}


def _share(
    code: str, good: Sequence[Mapping[str, str]], whole: Sequence[Mapping[str, str]], *rows: QuerySet[Any]
) -> Figure:
    """How many of the whole are good, in every breakdown."""
    return Figure(
        code, len(good), rows, of=len(whole), parts=_parts(good), of_parts=_parts(whole), unit="percent"
    )


def _with(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    return rows.select_related(f"{path}participation", f"{path}cohort")


# Who completed a track


def completed(track: str, scope: Scope) -> QuerySet[Participation]:
    """Who was at as many sessions of closed workshops of a track as its course asks for a certificate, or, where there were
    none to be at, read all that is required. The test is no part of it."""
    given = events.held(WORKSHOPS, scope).filter(track__iexact=track)
    there = Count(
        "attendances__session",
        distinct=True,
        filter=Q(attendances__void=None, attendances__session__voided_at=None),
    )
    found: set[Any] = set()
    for event in given.select_related("cohort"):
        sessions = event.sessions.filter(voided_at=None).count()
        rows = event.participations.all()
        if sessions:
            least = _attendance_asked(event, track) * sessions
            seen = rows.annotate(there=there).values_list("pk", "there")
            found |= {pk for pk, n in seen if n and n * 100 >= least}
        else:
            found |= set(rows.filter(enrolment__completed_at__isnull=False).values_list("pk", flat=True))
    return Participation.objects.filter(pk__in=found)


def _attendance_asked(event: Event, track: str) -> int:
    """Percent of the sessions: as the course of its group asks, else the course of today."""
    cohort = getattr(event, "cohort", None)
    course = courses.course_of(cohort.pack_id) if cohort else courses.current_course(track.lower())
    return course.file.certificate.attendance_percent if course else USUAL_ATTENDANCE


def _police(scope: Scope) -> Figure:
    """Police of specialised units who completed the advanced track where officers of the US Fish and Wildlife Service taught."""
    taught = events.instruction(scope).values("event")
    rows = completed(POLICE, scope).filter(event__in=taught)
    officers = rows.filter(role__in=OFFICERS)
    return events.count_persons(
        "CAP-10",
        officers.filter(institution__in=SPECIALISED),
        (*events.ABOUT, "unit"),
        {
            "role_not_recorded": _how_many(rows.filter(role=NOT_RECORDED)),
            "unit_not_recorded": _how_many(officers.filter(institution=None)),
        },
    )


def _track(code: str, track: str, role: EventRole) -> Callable[[Scope], Figure]:
    def figure(scope: Scope) -> Figure:
        rows = completed(track, scope)
        unsaid = {"role_not_recorded": _how_many(rows.filter(role=NOT_RECORDED))}
        return events.count_persons(code, rows.filter(role=role), events.ABOUT, unsaid)

    return figure


def _how_many(rows: QuerySet[Participation]) -> int:
    return len(events.persons(rows))


# Courses, exercises, certificates


def _accusatory(scope: Scope) -> Figure:
    """Courses of the scope whose file declares the competency, of all intensive and asynchronous ones."""
    rows = cohorts(scope)
    given = {(row.course, row.pack_id) for row in rows}
    files = {slug: courses.course_of(pack).file for slug, pack in sorted(given)}
    counted = {slug: file for slug, file in files.items() if file.kind != "track"}
    tagged = [slug for slug, file in counted.items() if ACCUSATORY in file.competencies]
    share = _share(
        "CAP-09",
        [{"course": slug} for slug in tagged],
        [{"course": slug} for slug in counted],
        rows.filter(course__in=tagged),
        rows.filter(course__in=counted),
    )
    return replace(share, of_persons=False)


def graded(scope: Scope) -> QuerySet[ExerciseRun]:
    """Exercises graded in the scope, each run once however often it was graded."""
    rows = ExerciseRun.objects.filter(grades__isnull=False)
    if scope.course:
        rows = rows.filter(enrolment__cohort__course=scope.course.lower())
    return scope.visible(_within(rows, "grades__graded_at", scope)).distinct()


def _whose(run: ExerciseRun) -> dict[str, str]:
    """Whose an exercise is: of the place it was opened from, else of who opened it alone."""
    if run.enrolment:
        about = _about(run.enrolment)
        del about["course"]
    elif run.alone:
        office = run.opened_by.office
        about = {
            "institution": office.institution_id,
            "region": office.ubigeo[:2] or NO_REGION,
            "role": NOT_RECORDED,
            "sex": NOT_RECORDED,
        }
    else:
        about = {"institution": TEAM, "region": NO_REGION, "role": NOT_RECORDED, "sex": NOT_RECORDED}
    return about | {"exercise": run.slug}


def _played(rows: QuerySet[ExerciseRun]) -> QuerySet[ExerciseRun]:
    return rows.select_related("opened_by__office", "enrolment__participation", "enrolment__cohort")


def _exercises(scope: Scope) -> Figure:
    rows = graded(scope)
    each = [_whose(run) for run in _played(rows)]
    return Figure("CAP-17", len(each), (rows,), parts=_parts(each))


def _interdiction(scope: Scope) -> Figure:
    """Graded runs in which the goods were stopped before the first sale, of those of exercises with that goal."""
    whole: dict[Any, dict[str, str]] = {}
    good: set[Any] = set()
    for run in _played(graded(scope)).prefetch_related("choices"):
        if point := queries_exercises.stopped_at(run):
            whole[run.pk] = _whose(run) | {"point": point.code}
            goal = queries_exercises.exercise_of(run).goal
            if goal and interdiction.before_commerce(goal, point.code):
                good.add(run.pk)
    rows = ExerciseRun.objects.filter
    return _share(
        "CAP-18",
        [about for pk, about in whole.items() if pk in good],
        list(whole.values()),
        rows(pk__in=good),
        rows(pk__in=whole),
    )


def _certificates(scope: Scope) -> Figure:
    """Certificates issued in the scope and not revoked; a renewal is one more of the same place."""
    rows = Certificate.objects.filter(enrolment__compartment__exercise=None, revocation=None)
    if scope.course:
        rows = rows.filter(enrolment__cohort__course=scope.course.lower())
    rows = scope.visible(_within(rows, "issued_at", scope))
    places = [_about(row.enrolment) for row in _with(rows.select_related("enrolment"), "enrolment__")]
    return Figure("CAP-24", len(places), (rows,), parts=_parts(places))


def _completed(scope: Scope) -> Figure:
    """Who read all that is required by the last day, of all enrolled in courses at one's own pace."""
    rows = enrolments(scope).filter(cohort__self_paced=True)
    good = rows.filter(completed_at__date__lte=F("cohort__closes_on"))
    finished, whole = ([_about(row) for row in _with(each)] for each in (good, rows))
    return _share("CAP-21", finished, whole, good, rows)


# Tests


def tests(scope: Scope, *kinds: str) -> QuerySet[Attempt]:
    """Tests of these kinds handed in in the courses of the scope, without what was asked and answered."""
    rows = Attempt.objects.filter(enrolment__in=enrolments(scope), kind__in=kinds, submitted_at__isnull=False)
    return _with(rows, "enrolment__").defer("questions", "answers", "marks")


def _by_place(rows: Iterable[Attempt], kind: str) -> dict[Any, list[Attempt]]:
    found: dict[Any, list[Attempt]] = {}
    for attempt in rows:
        if attempt.kind == kind:
            found.setdefault(attempt.enrolment_id, []).append(attempt)
    return found


def _passed(scope: Scope) -> Figure:
    """Who reached the cut in the best final test, of those who sat one."""
    sat = tests(scope, Kind.POST)
    best = [queries_tests.best(each) for each in _by_place(sat, Kind.POST).values()]
    whole = [top for top in best if top is not None]
    good = [top for top in whole if top.score is not None and top.score >= _cut(top.enrolment)]
    return _share(
        "CAP-20", [_about(top.enrolment) for top in good], [_about(top.enrolment) for top in whole], sat
    )


def _cut(enrolment: Enrolment) -> int:
    return courses.course_of(enrolment.cohort.pack_id).file.test.cut


def _gain(scope: Scope) -> Figure:
    """(mean after - mean before) / (100 - mean before) over places with a first entry and a first final test: a second try
    knows the first. Its interval, the effect size and who had no final test stand beside it."""
    rows = list(tests(scope, Kind.PRE, Kind.POST))
    learned = analysis.learned(queries_tests.scores(rows, Kind.PRE), queries_tests.scores(rows, Kind.POST))
    before, after = (
        {who: min(each, key=lambda a: a.n) for who, each in _by_place(rows, kind).items()}
        for kind in (Kind.PRE, Kind.POST)
    )
    both = [who for who in before if who in after]
    pairs = [(before[who].enrolment, _score(before[who]), _score(after[who])) for who in both]
    used = [attempt.pk for who in both for attempt in (before[who], after[who])]
    gain, effect = learned.gain, learned.effect
    return _ratio(
        "CAP-19",
        [(place, post - pre, 100 - pre) for place, pre, post in pairs],
        Attempt.objects.filter(pk__in=used),
        unit="ratio",
        why="" if gain else "full_before" if pairs else "no_pairs",
        beside={
            "pairs": learned.pairs,
            "began": learned.began,
            "attrition": learned.attrition,
            "mean_before": learned.mean_before,
            "mean_after": learned.mean_after,
            "gain_low": gain.low if gain else None,
            "gain_high": gain.high if gain else None,
            "effect": effect.value if effect else None,
            "effect_low": effect.low if effect else None,
            "effect_high": effect.high if effect else None,
        },
    )


def _retention(scope: Scope) -> Figure:
    """Sum of the follow-up tests over the sum of the best final tests of the same places; how many of those whose follow-up
    has opened handed none in stands beside it."""
    rows = list(tests(scope, Kind.POST, Kind.FOLLOWUP))
    finals, later = _by_place(rows, Kind.POST), _by_place(rows, Kind.FOLLOWUP)
    pairs, used = [], []
    for who, each in later.items():
        final, follow_up = queries_tests.best(finals.get(who, ())), min(each, key=lambda a: a.n)
        if final:
            pairs.append((final.enrolment, _score(follow_up), _score(final)))
            used += [final.pk, follow_up.pk]
    opened = {who for who, each in finals.items() if _is_open(each)} | {pair[0].pk for pair in pairs}
    return _ratio(
        "CAP-22",
        pairs,
        Attempt.objects.filter(pk__in=used),
        unit="percent",
        why="" if pairs else "no_follow_up",
        beside={
            "pairs": len(pairs),
            "opened": len(opened),
            "attrition": 1 - len(pairs) / len(opened) if opened else None,
        },
    )


def _is_open(finals: Iterable[Attempt]) -> bool:
    opens = queries_tests.follow_up_on(finals)
    return opens is not None and opens <= timezone.now()


def _score(attempt: Attempt) -> Decimal:
    assert attempt.score is not None, "only tests handed in are read"
    return attempt.score


def _ratio(
    code: str,
    each: list[tuple[Enrolment, Decimal, Decimal]],
    *rows: QuerySet[Any],
    unit: Any,
    why: str,
    beside: Mapping[str, Number | None],
) -> Figure:
    """Sum of what stands above over the sum of what stands below, whole and in every part: never a mean of ratios."""
    above: dict[str, dict[str, Decimal]] = {}
    below: dict[str, dict[str, Decimal]] = {}
    for place, one, other in each:
        for name, key in _about(place).items():
            for sums, number in ((above, one), (below, other)):
                cells = sums.setdefault(name, {})
                cells[key] = cells.get(key, Decimal(0)) + number
    return Figure(
        code,
        sum((one for _place, one, _other in each), Decimal(0)) if not why else None,
        rows,
        of=sum((other for _place, _one, other in each), Decimal(0)) if each else None,
        parts=above,
        of_parts=below,
        n_parts=_parts(_about(place) for place, _one, _other in each),
        beside=beside,
        unit=unit,
        why=why,
    )


def _transfer(scope: Scope) -> Figure:
    """Needs a score of the quality of real files, which no system of this copy gives yet."""
    return Figure("CAP-23", None, (), unit="points", why="file_quality")


def _within(rows: QuerySet[Any], moment: str, scope: Scope) -> QuerySet[Any]:
    """Rows whose moment lies on the days of the scope, in Peru."""
    zone = timezone.get_default_timezone()
    if scope.since:
        rows = rows.filter(**{f"{moment}__gte": datetime.combine(scope.since, time(), zone)})
    return (
        rows.filter(**{f"{moment}__lt": datetime.combine(scope.until, time(), zone)}) if scope.until else rows
    )


FIGURES: dict[str, Callable[[Scope], Figure]] = {
    "CAP-09": _accusatory,
    "CAP-10": _police,
    "CAP-11": _track("CAP-11", LITIGATION, EventRole.PROSECUTOR),
    "CAP-12": _track("CAP-12", SCIENCE, EventRole.JUDGE),
    "CAP-17": _exercises,
    "CAP-18": _interdiction,
    "CAP-19": _gain,
    "CAP-20": _passed,
    "CAP-21": _completed,
    "CAP-22": _retention,
    "CAP-23": _transfer,
    "CAP-24": _certificates,
}


def figure(code: str, scope: Scope | None = None) -> Figure:
    """One of FIGURES over a scope; KeyError for a code that is none."""
    return FIGURES[code](scope or Scope())
