"""Attendance of one session: a list to tick that also works offline, the public without names, taking back a mistake."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import attending, queries
from arariwa.events.attending import Mark, Told
from arariwa.events.choices import CheckIn, State
from arariwa.events.forms.registrations import PublicForm, RegisterForm, TakeBackForm
from arariwa.events.models import Attendance, Event, Session
from arariwa.events.views.shared import answered, done, event_for, event_to_run, form_page, offers

# Marks of one request; a device sends its queue in parts.
MOST_MARKS = 100


def session_for(request: Request, event: Event, session: UUID) -> Session:
    """The session of the event, or Hidden."""
    return access.get(event.sessions.filter(voided_at=None), request.actor, pk=session)


@form_page
def attendance(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """Who is at the session: ticked, by code, or registered at the door. Without script it is a plain form."""
    found = event_for(request.actor, id)
    held = session_for(request, found, session)
    walk_in = RegisterForm()
    if request.method == "POST":
        event_to_run(request.actor, id)
        if "llegada" in request.POST:
            walk_in = RegisterForm(request.POST)
            if walk_in.is_valid() and not _tell(request, found, held, [_walk_in(walk_in)], walk_in):
                return redirect("events:attendance", id=found.pk, session=held.pk)
        else:
            _tell(request, found, held, _ticked(request, found))
            return redirect("events:attendance", id=found.pk, session=held.pk)
    there = attending.at_session(held)
    rows = queries.by_name(queries.participations(found).exclude(queries.IN_STATE[State.WITHDRAWN])[:3000])
    for row in rows:
        row.there, row.code, row.mark = there.get(row.pk), attending.code_of(row), uuid7()  # type: ignore[attr-defined]
    context = {
        "event": found,
        "session": held,
        "rows": rows,
        "there": len(there),
        "walk_in": walk_in,
        "form": walk_in if walk_in.is_bound else None,
        **offers(request.actor, found),
    }
    return answered(request, "events/attendance.html", context)


def _walk_in(form: RegisterForm) -> Mark:
    given = dict(form.cleaned_data)
    return Mark(given.pop("id"), CheckIn.WALK_IN, walk_in=given)


def _ticked(request: Request, event: Event) -> list[Mark]:
    """The marks of the plain form: each row brought the id its mark would have."""
    marks = []
    for pk in request.POST.getlist("presente")[:3000]:
        try:
            mark = Mark(UUID(request.POST.get(f"marca-{pk}", "")), CheckIn.LIST, participation=UUID(pk))
        except ValueError:
            continue
        marks.append(mark)
    if code := request.POST.get("codigo", "").strip():
        row = attending.by_code(event, code)
        marks.append(Mark(uuid7(), CheckIn.QR, participation=row.pk if row else uuid7()))
    return marks


def _tell(
    request: Request, event: Event, session: Session, marks: list[Mark], form: Form | None = None
) -> bool:
    """Record the marks and say what became of them, at the form when there is one; whether any was refused."""
    told = attending.check_in(by=request.actor, event_id=event.pk, session_id=session.pk, marks=marks)
    done = sum(one.result == "recorded" for one in told)
    if done:
        messages.success(request, _("Attendance recorded: %(n)s.") % {"n": formatting.number(done)})
    for one in told:
        if one.result == "already":
            messages.info(request, _said(one))
        if one.refused and form:
            form.refuse(one.refused)
        elif one.refused:
            messages.error(request, worded(one.refused))
    return any(one.refused for one in told)


def _said(told: Told) -> str:
    """What became of a mark, in a sentence."""
    if told.refused:
        return worded(told.refused)
    row = told.attendance
    assert row
    if told.result == "recorded":
        return _("recorded")
    return _("%(name)s was already there: %(who)s recorded it, %(at)s.") % {
        "name": str(row.participation.person),
        "who": str(row.recorded_by.person),
        "at": formatting.moment_brief(row.at),
    }


@require_POST
def marks(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """The queue of a device: JSON in, what became of each mark out. Sent again, the same marks change nothing."""
    found = event_to_run(request.actor, id)
    held = session_for(request, found, session)
    try:
        given = [_read_each(one) for one in json.loads(request.body)["marks"][:MOST_MARKS]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": _("The marks could not be read.")}, status=400)
    wrong = {mark.id: mark for mark in given if isinstance(mark, _Wrong)}
    good = [mark for mark in given if isinstance(mark, Mark)]
    try:
        told = attending.check_in(by=request.actor, event_id=found.pk, session_id=held.pk, marks=good)
    except Refused as refused:
        # The event as a whole takes nothing, such as a closed one: the device keeps its queue.
        return JsonResponse({"error": worded(refused)}, status=422)
    results = [
        {
            "id": str(one.mark),
            "result": one.result,
            "said": _said(one),
            "participation": str(one.attendance.participation_id) if one.attendance else None,
        }
        for one in told
    ]
    results += [{"id": str(pk), "result": "refused", "said": bad.said} for pk, bad in wrong.items()]
    return JsonResponse({"results": results})


class _Wrong:
    """A mark that cannot be read, or a walk-in whose form is not filled in rightly: it is told, and the others go on."""

    def __init__(self, id: UUID | str, said: str) -> None:
        self.id, self.said = id, said


def _read_each(one: dict[str, Any]) -> Mark | _Wrong:
    """A mark as it came. One that was damaged on the device must not hold up the queue behind it."""
    try:
        return _read(one)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _Wrong(str(one["id"]), _("This mark could not be read."))


def _read(one: dict[str, Any]) -> Mark | _Wrong:
    id = UUID(one["id"])
    at = parse_datetime(one.get("at") or "")
    if isinstance(at, datetime) and timezone.is_naive(at):
        at = None
    if not one.get("walk_in"):
        return Mark(
            id, str(one["how"]), at, UUID(one["participation"]), signature=str(one.get("signature") or "")
        )
    form = RegisterForm({**one["walk_in"], "id": str(id)})
    if not form.is_valid():
        said = "; ".join(
            f"{form.fields[name].label}: {errors[0]}"
            for name, errors in form.errors.items()
            if name in form.fields
        )
        return _Wrong(id, said)
    given = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    return Mark(id, CheckIn.WALK_IN, at, walk_in=given, signature=str(one.get("signature") or ""))


@form_page
def public(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """The public counted without names, by sex, age band and role in the community."""
    found = event_for(request.actor, id)
    held = session_for(request, found, session)
    form = PublicForm(request.POST or None)
    if request.method == "POST":
        event_to_run(request.actor, id)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        cell = (given["sex"], given["age_band"], given["community_role"], int(given["number"]))
        try:
            attending.count_public(by=request.actor, event_id=found.pk, session_id=held.pk, cells=[cell])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The count was saved."))
            return redirect("events:public", id=found.pk, session=held.pk)
    rows = list(held.headcounts.filter(number__gt=0).order_by("community_role", "sex", "age_band"))
    context = {
        "event": found,
        "session": held,
        "form": form,
        "rows": rows,
        "total": sum(row.number for row in rows),
        **offers(request.actor, found),
    }
    return answered(request, "events/public.html", context)


@form_page
def take_back(request: Request, id: UUID, attendance: UUID) -> HttpResponse:
    """Take back an attendance recorded by mistake."""
    found = event_to_run(request.actor, id)
    row = access.get(
        Attendance.objects.filter(participation__event=found).select_related(
            "participation__person", "session"
        ),
        request.actor,
        pk=attendance,
    )
    back = reverse("events:attendance", args=[found.pk, row.session_id])
    form = TakeBackForm(request.POST or None)
    if done(form, attending.void_attendance, by=request.actor, event_id=found.pk, id=row.pk):
        messages.success(request, _("The attendance was taken back."))
        return redirect(back)
    context = {
        "event": found,
        "form": form,
        "heading": _("Take back an attendance"),
        "above": [
            (_("Events"), reverse("events:events")),
            (str(found), reverse("events:event", args=[found.pk])),
            (_("Attendance"), back),
        ],
        "rows": [
            (_("Person"), str(row.participation.person)),
            (_("Session"), str(row.session)),
            (_("Recorded"), formatting.moment(row.at)),
        ],
        "effect": _("The row stays, with who took it back and why."),
        "button": _("Take it back"),
        "back_url": back,
    }
    return answered(request, "core/final.html", context)


@require_safe
def worker(request: Request) -> HttpResponse:
    """The script that keeps a session's list on the device; served here so that it reaches these pages only."""
    script = Path(str(finders.find("events/keep.js"))).read_text(encoding="utf-8")
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
