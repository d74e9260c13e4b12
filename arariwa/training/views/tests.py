"""Pages of tests: for who learns the test, its result and the appeal; for trainers the bank, its analysis, reviews, appeals."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from arariwa.core import access, keyset, spreadsheet
from arariwa.core.action import require_role, role_allows
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.formatting import language
from arariwa.core.http import Request
from arariwa.core.lists import Condition, conditions
from arariwa.core.refusals import worded
from arariwa.training import actions_tests as actions
from arariwa.training import courses, facts
from arariwa.training import queries_tests as queries
from arariwa.training import showing_tests as showing
from arariwa.training.domain.questions import Said, Vignette
from arariwa.training.forms.answers import AnswerForm
from arariwa.training.forms.tests import AppealForm, DecideForm, ReviewForm
from arariwa.training.models import Appeal, Attempt
from arariwa.training.packs import Course

form_page = require_http_methods(["GET", "HEAD", "POST"])


# Who learns


@require_safe
def tests(request: Request, id: UUID) -> HttpResponse:
    """The tests of one place in a course: what is open, what was taken, what comes when."""
    enrolment = queries.enrolment_for(request.actor, id)
    context = {
        "enrolment": enrolment,
        "course": queries.course_of(enrolment),
        "rows": showing.rows(enrolment, request.actor),
        "mine": queries.is_learner(request.actor, enrolment),
    }
    return render(request, "training/tests.html", context)


@require_POST
def start_test(request: Request, id: UUID) -> HttpResponse:
    """Begin a test; a double click is one."""
    enrolment = queries.enrolment_for(request.actor, id)
    queries.read_ahead(enrolment)
    try:
        made = actions.start(
            by=request.actor,
            id=_id(request.POST.get("id", "")),
            enrolment_id=enrolment.pk,
            kind=request.POST.get("cual", "")[:20],
        )
    except Refused as refused:
        messages.error(request, str(worded(refused)))
        return redirect("training:tests", id=enrolment.pk)
    return redirect("training:test", id=made.pk)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid7()


def _own(request: Request, id: UUID) -> Attempt:
    """The actor's own test, or Hidden: nobody else looks into a test that runs."""
    found = queries.attempt_for(request.actor, id, access.ACT)
    if not queries.is_learner(request.actor, found.enrolment):
        raise access.Hidden
    return found


@form_page
def test(request: Request, id: UUID) -> HttpResponse:
    """The test on one page. A POST saves: from the button "save", by htmx as one goes, or on the way to handing in."""
    attempt = _own(request, id)
    if attempt.submitted_at or request.actor.now > attempt.ends_at:
        where = "training:test_result" if attempt.submitted_at else "training:submit_test"
        # A part of the page that refreshes itself takes the whole page along.
        leave = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return leave(reverse(where, args=[attempt.pk]))
    if request.htmx and request.method != "POST":
        return render(request, "training/_test_clock.html", _clock(request.actor, attempt))
    # A save as one goes shows the clock only: the words of the questions need not be set.
    words = showing.plain if request.htmx else showing.words(request.actor)
    form = AnswerForm(request.POST if request.method == "POST" else None, attempt=attempt, words=words)
    if request.method == "POST":
        saved = _saved(request, attempt, form)
        if request.htmx:
            context = _clock(request.actor, saved or attempt) | {"wrong": form.wrong}
            return render(request, "training/_test_clock.html", context)
        if saved and not form.wrong:
            if "entregar" in request.POST:
                return redirect("training:submit_test", id=attempt.pk)
            messages.success(request, _("Your answers were saved."))
            return redirect("training:test", id=attempt.pk)
    context = {"attempt": attempt, "form": form, "course": queries.course_of(attempt.enrolment)}
    status = 422 if form.is_bound else 200
    return render(request, "training/test.html", context | _clock(request.actor, attempt), status=status)


def _saved(request: Request, attempt: Attempt, form: AnswerForm) -> Attempt | None:
    """Save what can be read; mistakes stand at their fields, and what they concern stays as it was saved before."""
    form.is_valid()
    answers = form.answers()
    try:
        return actions.save(by=request.actor, id=attempt.pk, answers=answers)
    except Refused as refused:
        form.refuse(refused)
        return None


def _clock(by: Actor, attempt: Attempt) -> dict[str, Any]:
    return {
        "attempt": attempt,
        "minutes": showing.minutes_left(attempt, by.now),
        "answered": len(attempt.answers),
        "of": len(attempt.questions),
    }


@form_page
def submit_test(request: Request, id: UUID) -> HttpResponse:
    """Look once more, then hand in; after the time limit what was saved in time."""
    attempt = _own(request, id)
    if attempt.submitted_at:
        return redirect("training:test_result", id=attempt.pk)
    if request.method == "POST":
        queries.read_ahead(attempt.enrolment, attempt)
        done = actions.submit(by=request.actor, id=attempt.pk)
        if done.late:
            messages.warning(request, _("Time was over: what had been saved in time was marked."))
        else:
            messages.success(request, _("The test was handed in."))
        return redirect("training:test_result", id=attempt.pk)
    open_ = [n for n, id_ in enumerate(attempt.ids, 1) if id_ not in attempt.answers]
    context = {
        "over": request.actor.now > attempt.ends_at,
        "open": open_,
        "course": queries.course_of(attempt.enrolment),
    }
    return render(request, "training/submit_test.html", context | _clock(request.actor, attempt))


@require_safe
def test_result(request: Request, id: UUID) -> HttpResponse:
    """The result with what is told about each question: for the learner, and for who manages the course."""
    attempt = queries.attempt_for(request.actor, id)
    mine = queries.is_learner(request.actor, attempt.enrolment)
    if not mine:
        access.require(request.actor, access.MANAGE, attempt)
    if not attempt.submitted_at:
        if not mine:
            raise access.Hidden
        return redirect("training:test", id=attempt.pk)
    course = queries.course_of(attempt.enrolment)
    context = {
        "attempt": attempt,
        "enrolment": attempt.enrolment,
        "course": course,
        "mine": mine,
        "score": showing.percent(attempt.score),
        "passed": attempt.score is not None and attempt.score >= course.file.test.cut,
        "results": showing.results(attempt, request.actor),
    }
    return render(request, "training/test_result.html", context)


@form_page
def appeal(request: Request, id: UUID, question: str) -> HttpResponse:
    """Contest how one question was marked."""
    attempt = _own(request, id)
    if not attempt.submitted_at or question not in attempt.ids:
        raise access.Hidden
    shown = next(r for r in showing.results(attempt, request.actor) if r.question.id == question)
    form = AppealForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.appeal(by=request.actor, attempt_id=attempt.pk, question=question, **form.cleaned_data)
            messages.success(request, _("Your appeal was sent to who runs the course."))
            return redirect("training:test_result", id=attempt.pk)
        except Refused as refused:
            form.refuse(refused)
    context = {"attempt": attempt, "result": shown, "form": form}
    return render(request, "training/appeal.html", context, status=422 if form.is_bound else 200)


# Who teaches

QUESTION_CONDITIONS = (
    Condition("q", gettext_lazy("Words of the question, or its id"), gettext_lazy("with “%(value)s”")),
    Condition(
        "estado",
        gettext_lazy("State"),
        gettext_lazy("%(value)s"),
        tuple(showing.STATE_WORDS.items()),
    ),
    Condition("tipo", gettext_lazy("Kind"), gettext_lazy("%(value)s"), tuple(showing.KIND_WORDS.items())),
    Condition("nivel", gettext_lazy("Level"), gettext_lazy("%(value)s"), tuple(showing.LEVEL_WORDS.items())),
    Condition("modulo", gettext_lazy("Module"), gettext_lazy("of module %(value)s")),
)
APPEAL_CONDITIONS = (
    Condition(
        "estado",
        gettext_lazy("State"),
        gettext_lazy("%(value)s"),
        (("open", gettext_lazy("to be decided")), ("decided", gettext_lazy("already decided"))),
    ),
    Condition("curso", gettext_lazy("Course"), gettext_lazy("of the course %(value)s")),
)


def _course(request: Request, slug: str) -> Course:
    """The course as it stands now, for those who teach; to others there is no such page."""
    found = courses.current_course(slug)
    if found is None or not role_allows(request.actor, actions.TRAINERS):
        raise access.Hidden
    return found


@require_safe
def banks(request: Request) -> HttpResponse:
    """The question banks of all courses, with what waits in each."""
    require_role(request.actor, actions.TRAINERS)
    rows = []
    for course in courses.current_courses():
        states = [s.state for s in queries.standings(course).values()]
        rows.append(
            {
                "course": course,
                "title": course.file.title.in_(language()),
                "total": len(states),
                **{state: states.count(state) for state in showing.STATE_WORDS},
            }
        )
    context = {"rows": rows, "open_appeals": queries.appeals(request.actor, state="open").count()}
    return render(request, "training/banks.html", context)


@require_safe
def questions(request: Request, slug: str) -> HttpResponse:
    """The question bank of a course, with its conditions."""
    course = _course(request, slug)
    values, sentences, fields = conditions(request.GET, QUESTION_CONDITIONS)
    context = {
        "course": course,
        "title": course.file.title.in_(language()),
        "rows": showing.bank(course, request.actor, values),
        "filters": sentences,
        "fields": fields,
        "export_url": f"{reverse('training:questions_csv', args=[slug])}?{request.GET.urlencode()}",
    }
    return render(request, "training/questions.html", context)


@require_safe
def questions_csv(request: Request, slug: str) -> StreamingHttpResponse:
    """The same for a spreadsheet, without keys."""
    course = _course(request, slug)
    values, _sentences, _fields = conditions(request.GET, QUESTION_CONDITIONS)
    head = [_("Question"), _("Module"), _("Kind"), _("Level"), _("State"), _("Words"), _("Law"), _("Source")]
    rows = (
        [
            r.question.id,
            r.question.module,
            r.kind,
            r.level,
            r.state_words,
            r.question.stem.in_(language()),
            ", ".join(r.question.law),
            r.question.source,
        ]
        for r in showing.bank(course, request.actor, values)
    )
    return spreadsheet.answer(_("questions"), head, rows)


@form_page
def question(request: Request, slug: str, id: str) -> HttpResponse:
    """One question as trainers see it: key, feedback, law, how it did; approve it, reject it, accept it under the new law."""
    course = _course(request, slug)
    found = course.bank.questions.get(id)
    if found is None:
        raise access.Hidden
    standing = queries.standings(course)[id]
    form = ReviewForm(request.POST or None, state=standing.state, initial={"digest": found.digest})
    if form.is_bound and form.is_valid():
        try:
            actions.review_question(by=request.actor, course=slug, question=id, **form.cleaned_data)
            messages.success(request, _("What you decided was recorded."))
            return redirect("training:question", slug=slug, id=id)
        except Refused as refused:
            form.refuse(refused)
    said, cited = (words(request.actor, links=True) for words in (showing.words, showing.cited))
    context = {
        "course": course,
        "title": course.file.title.in_(language()),
        "question": found,
        "words": said(found.stem),
        "kind": showing.KIND_WORDS[found.kind],
        "level": showing.LEVEL_WORDS[found.level],
        "state": standing.state,
        "state_words": showing.STATE_WORDS[standing.state],
        "source": cited(Said(es=found.source)),
        "law": [(code, cited(Said(es=f"[[ley {code}]]")), code in standing.changed) for code in found.law],
        "facts": facts.told(found.situation) if isinstance(found, Vignette) else None,
        "shown": showing.key_shown(found, request.actor),
        "why": said(found.why) if found.why else "",
        "review": queries.reviews(slug).get((id, found.digest)),
        "form": form,
        "may_review": not request.actor.exercise,
    }
    return render(request, "training/question.html", context, status=422 if form.is_bound else 200)


ANALYSIS_CONDITIONS = (
    Condition(
        "prueba",
        gettext_lazy("Test"),
        gettext_lazy("%(value)s"),
        tuple((str(k.value), k.label) for k in Attempt.Kind),
    ),
)


@require_safe
def analysis(request: Request, slug: str) -> HttpResponse:
    """What the tests of a course say of its questions and of what people learned."""
    course = _course(request, slug)
    values, sentences, fields = conditions(request.GET, ANALYSIS_CONDITIONS)
    every = list(queries.taken(request.actor, course=slug).select_related("enrolment__cohort"))
    kind = values["prueba"] or Attempt.Kind.POST
    asked = list(course.bank.questions.values())
    found = queries.item_analyses(asked, [a for a in every if a.kind == kind])
    context = {
        "course": course,
        "title": course.file.title.in_(language()),
        "rows": showing.analysis_rows(course, request.actor, found),
        "facts": showing.class_facts(queries.class_result(every, {slug: course.file.test.cut})),
        "kind": Attempt.Kind(kind).label,
        "filters": sentences,
        "fields": fields,
        "export_url": f"{reverse('training:analysis_csv', args=[slug])}?{request.GET.urlencode()}",
    }
    return render(request, "training/analysis.html", context)


@require_safe
def analysis_csv(request: Request, slug: str) -> StreamingHttpResponse:
    """The item analysis for a spreadsheet."""
    course = _course(request, slug)
    values, _sentences, _fields = conditions(request.GET, ANALYSIS_CONDITIONS)
    kind = values["prueba"] or Attempt.Kind.POST
    found = queries.item_analyses(
        list(course.bank.questions.values()), queries.taken(request.actor, course=slug, kind=kind)
    )
    head = [
        _("Question"),
        _("Answers"),
        _("Facility"),
        _("Point-biserial"),
        _("Upper less lower 27 %"),
        _("To look at"),
    ]
    rows = (
        [r.question.id, r.found.answers, r.facility, r.point_biserial, r.upper_lower, "; ".join(r.warnings)]
        for r in showing.analysis_rows(course, request.actor, found)
    )
    return spreadsheet.answer(_("item analysis"), head, rows)


@require_safe
def appeals(request: Request) -> HttpResponse:
    """Appeals of the courses the actor runs, the latest first."""
    require_role(request.actor, actions.TRAINERS)
    values, sentences, fields = conditions(request.GET, APPEAL_CONDITIONS)
    rows = queries.appeals(request.actor, state=values["estado"], course=values["curso"])
    context = {
        "page": keyset.page(rows, ("-appealed_at", "-id"), request.GET.get("desde", "")),
        "filters": sentences,
        "fields": fields,
        "export_url": f"{reverse('training:appeals_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "training/appeals.html", context)


@require_safe
def appeals_csv(request: Request) -> StreamingHttpResponse:
    """The same rows for a spreadsheet."""
    require_role(request.actor, actions.TRAINERS)
    values, _sentences, _fields = conditions(request.GET, APPEAL_CONDITIONS)
    rows = queries.appeals(request.actor, state=values["estado"], course=values["curso"])
    head = [
        _("Appealed"),
        _("Course"),
        _("Person"),
        _("Question"),
        _("Reason"),
        _("Decision"),
        _("Reason of the decision"),
    ]

    def cells(row: Appeal) -> list[Any]:
        enrolment = row.attempt.enrolment
        said = str(Appeal.Decision(row.decision).label) if row.decision else ""
        return [
            row.appealed_at.isoformat(),
            enrolment.cohort.course,
            str(enrolment.participation.person),
            row.question,
            row.reason,
            said,
            row.decision_reason,
        ]

    return spreadsheet.answer(
        _("appeals"), head, spreadsheet.each(rows.order_by("-appealed_at", "-id"), cells)
    )


@form_page
def decide_appeal(request: Request, id: UUID) -> HttpResponse:
    """One appeal: the question, what was answered, why it is contested; the decision."""
    if not role_allows(request.actor, actions.TRAINERS):
        raise access.Hidden
    row = access.get(queries.appeals(request.actor), request.actor, pk=id)
    form = DecideForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.decide_appeal(by=request.actor, id=row.pk, **form.cleaned_data)
            messages.success(request, _("The appeal was decided and the test marked again."))
            return redirect("training:decide_appeal", id=row.pk)
        except Refused as refused:
            form.refuse(refused)
    result = next(r for r in showing.results(row.attempt, request.actor) if r.question.id == row.question)
    context = {
        "appeal": row,
        "result": result,
        "form": form,
        "score": showing.percent(row.attempt.score),
        "before": showing.percent(row.score_before),
        "after": showing.percent(row.score_after),
    }
    return render(request, "training/decide_appeal.html", context, status=422 if form.is_bound else 200)
