"""Pages of courses for who learns: the catalogue, a course, one's own place in it, lessons, the package."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.formatting import language
from arariwa.core.http import Request
from arariwa.training import actions_courses as actions
from arariwa.training import courses, next_step, offline, selfcheck
from arariwa.training import queries_courses as queries
from arariwa.training import showing_courses as showing
from arariwa.training.domain import packages
from arariwa.training.forms.courses import HandInForm, PlaceForm
from arariwa.training.models import Cohort, Enrolment
from arariwa.training.packs import Course

form_page = require_http_methods(["GET", "HEAD", "POST"])


def enrolment_for(by: Actor, id: UUID) -> Enrolment:
    """The enrolment with what its pages show, or Hidden."""
    return access.get(
        Enrolment.objects.select_related("cohort__event__office", "participation__person"), by, pk=id
    )


@require_safe
def catalogue(request: Request) -> HttpResponse:
    """What one learns, what is open, and every course."""
    by = request.actor
    own = list(queries.own(by))
    context = {
        "mine": [showing.learning(row) for row in own],
        "go_on": next_step.first_to_go_on(own, by),
        "waiting": queries.waiting(by),
        "open": [showing.call(cohort) for cohort in queries.open_cohorts(by)],
        "courses": courses.current_courses(),
        "may_open": may(by, actions.open_course),
    }
    return render(request, "training/courses.html", context)


@require_safe
def course(request: Request, slug: str) -> HttpResponse:
    """One course: its programme, what is proven and how, groups one may join."""
    found = courses.current_course(slug)
    if found is None:
        raise access.Hidden
    by = request.actor
    own = list(queries.own(by).filter(cohort__course=slug))
    context = {
        **showing.programme(found),
        "open": [showing.call(cohort) for cohort in queries.open_cohorts(by, slug)],
        "mine": [showing.learning(row) for row in own],
        "go_on": next_step.first_to_go_on(own, by),
        "cohorts": showing.cohorts(by, slug),
        "may_open": may(by, actions.open_course),
        "changed": showing.changed(found, by.today),
    }
    return render(request, "training/course.html", context)


@form_page
def ask_place(request: Request, id: UUID) -> HttpResponse:
    """Ask for a place in a cohort that is announced."""
    by = request.actor
    cohort = queries.open_cohorts(by).filter(pk=id).first()
    if cohort is None:
        return _asked_before(by, id)
    form = PlaceForm(request.POST or None, by=by)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            row = actions.ask_place(by=by, cohort_id=cohort.pk, id=given.pop("id"), values=given)
        except Refused as refused:
            form.refuse(refused)
        else:
            enrolment = queries.own(by).filter(participation=row).first()
            if enrolment:
                messages.success(request, _("You are enrolled. You may begin."))
                return redirect("training:enrolment", id=enrolment.pk)
            messages.success(request, _("You asked for a place. Whoever organises the course decides on it."))
            return redirect("training:courses")
    context = {"form": form, "call": showing.call(cohort), "cohort": cohort}
    return render(request, "training/ask_place.html", context, status=422 if form.is_bound else 200)


def _asked_before(by: Actor, id: UUID) -> HttpResponse:
    """Where someone goes who has a place already; a cohort that is not open to them is as one that is missing."""
    if enrolment := queries.own(by).filter(cohort=id).first():
        return redirect("training:enrolment", id=enrolment.pk)
    if queries.waiting(by).filter(event__cohort=id).exists():
        return redirect("training:courses")
    raise access.Hidden


@require_POST
def begin(request: Request, id: UUID) -> HttpResponse:
    """Begin a course in which one was registered."""
    enrolment = actions.begin(by=request.actor, participation_id=id)
    return redirect("training:enrolment", id=enrolment.pk)


@require_safe
def enrolment(request: Request, id: UUID) -> HttpResponse:
    """One's place in a course: how far one is, where to go on, what else there is to do."""
    by = request.actor
    found = enrolment_for(by, id)
    learned = actions.course_of(found)
    context = {
        "enrolment": found,
        "course": learned,
        "facts": showing.facts(found, learned),
        "rows": showing.modules(found, learned),
        "next": next_step.next_step(found, learned, by),
        "is_open": found.cohort.is_open(by.today),
        "is_own": found.participation.person_id == by.person.pk,
        "handed_in": showing.packages(found),
    }
    return render(request, "training/enrolment.html", context)


@form_page
def lesson(request: Request, id: UUID, n: int) -> HttpResponse:
    """A lesson; sent back it either answers the self-check or notes that the lesson was read."""
    by = request.actor
    found = enrolment_for(by, id)
    learned = actions.course_of(found)
    shown = courses.shown(learned, n, by.today, language())
    if shown is None:
        raise access.Hidden
    checking = request.method == "POST" and "comprobar" in request.POST
    if request.method == "POST" and not checking:
        actions.finish_lesson(by=by, enrolment_id=found.pk, module=n)
        following = showing.after(learned, n)
        if following:
            return redirect("training:lesson", id=found.pk, n=following.n)
        messages.success(request, _("That was the last lesson."))
        return redirect("training:enrolment", id=found.pk)
    context = {
        **showing.player(found, learned, shown),
        "checks": selfcheck.asked(
            [learned.bank.questions[q] for q in shown.head.check if q in learned.bank.questions],
            courses.referring_of(by.today),
            shown.lang,
            request.POST if checking else None,
        ),
        "checked": checking,
        "may_finish": found.cohort.is_open(by.today) and found.participation.person_id == by.person.pk,
    }
    return render(request, "training/lesson.html", context)


@require_POST
def mark(request: Request, id: UUID, n: int) -> HttpResponse:
    """Note where the learner stopped; only the learner's own reading moves the mark."""
    found = enrolment_for(request.actor, id)
    if found.participation.person_id == request.actor.person.pk:
        actions.mark(by=request.actor, enrolment_id=found.pk, module=n, place=request.POST.get("lugar", ""))
    return HttpResponse(status=204)


@require_POST
def package(request: Request, id: UUID) -> HttpResponse:
    """The course as one file to be read without network."""
    found = enrolment_for(request.actor, id)
    taken = actions.take_package(by=request.actor, enrolment_id=found.pk, id=uuid7())
    learned: Course = actions.course_of(found)
    page = offline.page(taken, learned, request.actor.today)
    answer = HttpResponse(page, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{learned.slug}.html"'
    answer["Cache-Control"] = "no-store"
    return answer


@form_page
def hand_in(request: Request) -> HttpResponse:
    """Hand in what a downloaded course wrote."""
    form = HandInForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            row = actions.hand_in(by=request.actor, data=_read(form.cleaned_data["file"]))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Your answers were taken in. They are not handed in again."))
            return redirect("training:enrolment", id=row.package.enrolment_id)
    return render(request, "training/hand_in.html", {"form": form}, status=422 if form.is_bound else 200)


def _read(file: Any) -> bytes:
    """The bytes, one more than allowed at most."""
    return bytes(file.read(packages.MOST_BYTES + 1))


def cohort_for(by: Actor, id: UUID) -> Cohort:
    """The cohort with what its pages show, or Hidden."""
    return access.get(Cohort.objects.select_related("event__office"), by, pk=id)
