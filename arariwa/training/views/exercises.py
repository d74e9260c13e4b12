"""Pages of exercises: which there are, one of them, working in it, handing in, what came out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.middleware import SESSION_KEY
from arariwa.training import actions_exercises as actions
from arariwa.training import listing_exercises as listing
from arariwa.training import queries_exercises as queries
from arariwa.training import showing_exercises as showing
from arariwa.training.forms_exercises import AnswerForm, OverrideForm, SayForm, TeamForm
from arariwa.training.models import ExerciseRun
from arariwa.training.words_exercises import KINDS, LEVELS, NEEDS

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def exercises(request: Request) -> HttpResponse:
    """Every exercise, with those that wait for a part of the system told as such, and the runs one is in."""
    lang = formatting.language()
    rows = [
        {
            "slug": slug,
            "exercise": one,
            "title": one.title.in_(lang),
            "kind": KINDS[one.kind],
            "lacking": [NEEDS[need] for need in queries.lacking(one)],
        }
        for slug, one in queries.exercises()
    ]
    mine = [
        {"run": run, "title": queries.exercise_of(run).title.in_(lang)}
        for run in queries.runs(request.actor).order_by("-opened_at", "-id")[:6]
    ]
    context = {
        "rows": rows,
        "ready": sum(not row["lacking"] for row in rows),
        "waiting": sum(bool(row["lacking"]) for row in rows),
        "mine": mine,
    }
    return render(request, "training/exercises.html", context)


def _about(slug: str) -> dict[str, Any]:
    one, lang = queries.exercise(slug), formatting.language()
    return {
        "slug": slug,
        "exercise": one,
        "title": one.title.in_(lang),
        "kind": KINDS[one.kind],
        "lacking": [NEEDS[need] for need in queries.lacking(one)],
        "roles": [(role.title.in_(lang), role.briefing.in_(lang)) for role in one.roles.values()],
        "graded": [(c.title.in_(lang), c.points, c.critical) for c in one.criteria],
    }


@form_page
def exercise(request: Request, slug: str) -> HttpResponse:
    """One exercise: what it is about, what is graded; beginning it alone."""
    about = _about(slug)
    if request.method == "POST":
        place = None if request.actor.exercise else queries.place_for(request.actor, about["exercise"].code)
        run = actions.open_run(by=request.actor, id=_sent_id(request), slug=slug, enrolment=place)
        return _enter(request, run)
    context = {
        **about,
        "id": uuid7(),
        "inside": bool(request.actor.exercise),
        "may_team": request.actor.role in queries.TRAINERS and not request.actor.exercise,
        "mine": list(queries.runs(request.actor).filter(slug=slug).order_by("-opened_at", "-id")[:6]),
    }
    return render(request, "training/exercise.html", context)


def _sent_id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Refused("id.malformed") from error


def _enter(request: Request, run: ExerciseRun) -> HttpResponse:
    """Act in the person's first role of the run from now on, if they play one, and go to its page."""
    played = queries.played_by(request.actor, run)
    if played:
        request.session[SESSION_KEY] = str(played[0].membership_id)
        messages.success(request, _("You are now in the exercise. Nothing you do in it is real."))
    return redirect("training:run", id=run.pk)


@form_page
def team(request: Request, slug: str) -> HttpResponse:
    """A trainer opens an exercise for a team: who plays which role."""
    if request.actor.role not in queries.TRAINERS or request.actor.exercise:
        raise access.Hidden
    about = _about(slug)
    form = TeamForm(request.POST or None, exercise=about["exercise"])
    if form.is_bound and form.is_valid():
        try:
            run = actions.open_run(
                by=request.actor,
                id=form.cleaned_data["id"],
                slug=slug,
                team=form.team(),
                speed=form.cleaned_data["speed"],
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The exercise is open. Its clock stands still until you start it."))
            return redirect("training:run", id=run.pk)
    status = 422 if form.is_bound else 200
    return render(request, "training/team.html", {**about, "form": form}, status=status)


@require_safe
def runs(request: Request) -> HttpResponse:
    """Runs of exercises the actor may see, the latest first."""
    asked = lists.asked(request.GET, listing.conditions(), listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    context = {
        **asked.shown(page, "training:runs_csv"),
        "rows": [listing.row(run) for run in page.rows],
    }
    return render(request, "training/runs.html", context)


@require_safe
def runs_csv(request: Request) -> StreamingHttpResponse:
    """The same rows for a spreadsheet."""
    asked = lists.asked(request.GET, listing.conditions(), listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    return spreadsheet.answer(_("exercises"), listing.head(), spreadsheet.each(rows, listing.cells))


def _shown(request: Request, run: ExerciseRun, bound: AnswerForm | SayForm | None = None) -> HttpResponse:
    role, trains = queries.role_of(request.actor, run), queries.trains(request.actor, run)
    one, lang = queries.exercise_of(run), formatting.language()
    sight = role.role if role else queries.EVERY_ROLE if trains else ""
    context = {
        "run": run,
        "exercise": one,
        "title": one.title.in_(lang),
        "kind": KINDS[one.kind],
        "parts": showing.parts(run, request.actor),
        "role": role,
        "trains": queries.trains(request.actor, run),
        "keeps_clock": not run.submitted_at and ((run.alone and bool(role)) or trains),
        "page": showing.page(run, sight, bound) if sight else None,
        "form": bound,
        "may_submit": not run.submitted_at and (bool(role) or trains),
    }
    return render(request, "training/run.html", context, status=422 if bound is not None else 200)


@require_safe
def run(request: Request, id: UUID) -> HttpResponse:
    """Working in an exercise: briefing, documents, what comes in, what is asked here, the way to the real screens."""
    return _shown(request, queries.run_for(request.actor, id))


@require_POST
def play(request: Request, id: UUID) -> HttpResponse:
    """Act in another role of the exercise, or leave it for one's own office."""
    found = queries.run_for(request.actor, id)
    chosen = request.POST.get("role", "")
    if chosen == "":
        request.session.pop(SESSION_KEY, None)
        messages.success(request, _("You act for your own office again."))
        return redirect("training:run", id=found.pk)
    for role in queries.played_by(request.actor, found):
        if role.role == chosen:
            request.session[SESSION_KEY] = str(role.membership_id)
            return redirect("training:run", id=found.pk)
    raise Http404


@require_POST
def clock(request: Request, id: UUID) -> HttpResponse:
    """Start, stop or put forward the clock of an exercise."""
    found = queries.run_for(request.actor, id)
    wanted = request.POST.get("do", "")
    if wanted == "start":
        actions.start_clock(by=request.actor, run_id=found.pk)
    elif wanted == "stop":
        actions.stop_clock(by=request.actor, run_id=found.pk)
    elif request.POST.get("until", "").isdecimal():
        actions.wait(by=request.actor, run_id=found.pk, until=int(request.POST["until"][:6]))
    return redirect("training:run", id=found.pk)


@require_POST
def answer(request: Request, id: UUID, code: str) -> HttpResponse:
    """Answer a question of the exercise's page."""
    found = queries.run_for(request.actor, id)
    question = queries.exercise_of(found).question(code)
    if question is None:
        raise Http404
    form = AnswerForm(request.POST, question=question)
    if form.is_valid():
        try:
            actions.answer(
                by=request.actor,
                run_id=found.pk,
                id=form.cleaned_data["id"],
                code=code,
                value=form.value(),
            )
        except Refused as refused:
            form.refuse(Refused(refused.code, "answer" if "answer" in form.fields else "", **refused.values))
        else:
            messages.success(request, _("The answer was kept."))
            return redirect(f"{reverse('training:run', args=[found.pk])}#p-{code}")
    return _shown(request, found, form)


@require_POST
def say(request: Request, id: UUID, scene: str) -> HttpResponse:
    """Say something in the scene whose turn it is."""
    found = queries.run_for(request.actor, id)
    known = queries.exercise_of(found).scene(scene)
    if known is None:
        raise Http404
    form = SayForm(request.POST, scene=known)
    if form.is_valid():
        try:
            actions.say(
                by=request.actor,
                run_id=found.pk,
                id=form.cleaned_data["id"],
                scene=scene,
                way=form.cleaned_data["way"],
            )
        except Refused as refused:
            form.refuse(Refused(refused.code, "way", **refused.values))
        else:
            return redirect(f"{reverse('training:run', args=[found.pk])}#e-{scene}")
    return _shown(request, found, form)


@form_page
def submit(request: Request, id: UUID) -> HttpResponse:
    """Hand the exercise in, after a last look."""
    found = queries.run_for(request.actor, id)
    if found.submitted_at:
        return redirect("training:result", id=found.pk)
    if request.method == "POST":
        actions.submit(by=request.actor, run_id=found.pk)
        messages.success(request, _("The exercise was handed in and graded."))
        return redirect("training:result", id=found.pk)
    one, lang = queries.exercise_of(found), formatting.language()
    standing = queries.standing(found)
    waiting = [q.ask.in_(lang) for q in one.questions if q.code not in standing]
    _turns, scene = queries.hearing_of(found)
    context = {"run": found, "title": one.title.in_(lang), "waiting": waiting, "scene": scene}
    return render(request, "training/submit.html", context)


@require_safe
def result(request: Request, id: UUID) -> HttpResponse:
    """After the action: the criteria with points and where they are seen, what each did beside the model."""
    found = queries.run_for(request.actor, id)
    standing = queries.grade_of(found)
    if standing is None:
        return redirect("training:run", id=found.pk)
    one, lang = queries.exercise_of(found), formatting.language()
    context = {
        "run": found,
        "title": one.title.in_(lang),
        "standing": standing,
        "level": LEVELS[standing.graded.level],
        "levels": LEVELS,
        "pass_at": one.pass_at,
        "stopped_at": queries.stopped_at(found),
        "parts": showing.parts(found, request.actor),
        "criteria": showing.criteria(found, standing),
        "beside": showing.beside(found),
        "inside": request.actor.exercise == found.pk,
        "trains": queries.trains(request.actor, found),
    }
    return render(request, "training/result.html", context)


@form_page
def override(request: Request, id: UUID, criterion: str) -> HttpResponse:
    """A trainer gives a criterion other points, with the reason."""
    found = queries.run_for(request.actor, id)
    standing = queries.grade_of(found)
    marked = next(
        (m for m in standing.graded.criteria if m.criterion.code == criterion) if standing else iter(()), None
    )
    if marked is None or not queries.trains(request.actor, found):
        raise access.Hidden
    form = OverrideForm(request.POST or None, marked=marked)
    if form.is_bound and form.is_valid():
        try:
            actions.override(
                by=request.actor,
                run_id=found.pk,
                criterion=criterion,
                points=int(form.cleaned_data["points"]),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The points were changed."))
            return redirect("training:result", id=found.pk)
    one, lang = queries.exercise_of(found), formatting.language()
    context = {
        "run": found,
        "title": one.title.in_(lang),
        "marked": marked,
        "criterion": marked.criterion.title.in_(lang),
        "said": marked.said.in_(lang),
        "form": form,
    }
    return render(request, "training/override.html", context, status=422 if form.is_bound else 200)
