"""Events as an official sees them: what is announced for them, their own registrations; nothing of others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import icalendar, queries, registering, showing
from arariwa.events.choices import EventRole
from arariwa.events.forms.registrations import AskForm
from arariwa.events.models import Event, Participation
from arariwa.events.views.shared import answered, form_page

# What most who act under a role do, proposed in the form.
USUAL = {
    "police": EventRole.POLICE_OTHER,
    "customs": EventRole.CUSTOMS_OFFICER,
    "wildlife": EventRole.FOREST_WILDLIFE_TECHNICIAN,
    "prosecutor": EventRole.PROSECUTOR,
    "prosecutor_staff": EventRole.PROSECUTOR_ASSISTANT,
    "judge": EventRole.JUDGE,
    "clerk": EventRole.JUDICIAL_STAFF,
    "laboratory": EventRole.FORENSIC_EXPERT,
    "analyst": EventRole.ANALYST,
    "central_authority": EventRole.CENTRAL_AUTHORITY_MLA,
}


def call_for(request: Request, id: UUID) -> tuple[Event, Participation | None]:
    """The announced event meant for this official, or one they are in, with their registration; else Hidden."""
    row = queries.own(request.actor).filter(event=id).first()
    event = queries.announced(request.actor).select_related("office", "series").filter(pk=id).first()
    if event is None and row is None:
        raise access.Hidden
    return event or row.event, row  # type: ignore[union-attr]


@require_safe
def mine(request: Request) -> HttpResponse:
    """Calls one may answer, and one's own registrations."""
    by = request.actor
    rows = list(queries.own(by).order_by("-event__from_on", "-id")[:100])
    there = queries.took_part(queries.own(by)).values_list("pk", flat=True)
    context = {
        "calls": [event for event in queries.calls(by)[:50] if not event.is_mine],  # type: ignore[attr-defined]
        "own": rows,
        "there": set(there),
    }
    return render(request, "events/mine.html", context)


@form_page
def call(request: Request, id: UUID) -> HttpResponse:
    """One announced event, and asking to take part."""
    event, row = call_for(request, id)
    by = request.actor
    standing = row is not None and not row.withdrawn_at
    form = None
    if not standing and event.takes_registrations(by.today):
        known = {"role": USUAL.get(by.role, EventRole.NOT_RECORDED), "region": by.office.ubigeo[:2] or "99"}
        form = AskForm(request.POST or None, initial=known)
        if form.is_bound and form.is_valid():
            given = dict(form.cleaned_data)
            try:
                made = registering.request_place(by=by, event_id=event.pk, id=given.pop("id"), values=given)
            except Refused as refused:
                form.refuse(refused)
            else:
                messages.success(request, _("Your registration: %(state)s.") % {"state": made.state.label})
                return redirect("events:call", id=event.pk)
    elif request.method == "POST":
        return redirect("events:call", id=event.pk)
    context: dict[str, Any] = {
        "event": event,
        "row": row,
        "facts": showing.facts(event)[1:],
        "registration": showing.registration(event),
        "form": form,
        "may_withdraw": standing
        and not event.is_over
        and not queries.took_part(queries.own(by).filter(event=event)),
        **showing.parts(event),
    }
    return answered(request, "events/call.html", context)


@require_POST
def withdraw(request: Request, id: UUID) -> HttpResponse:
    """Take one's own registration back."""
    event, row = call_for(request, id)
    if row is None:
        raise access.Hidden
    try:
        registering.withdraw(by=request.actor, event_id=event.pk, id=row.pk)
    except Refused as refused:
        messages.error(request, worded(refused))
    else:
        messages.success(request, _("You withdrew from the event."))
    return redirect("events:call", id=event.pk)


@require_safe
def call_ics(request: Request, id: UUID) -> HttpResponse:
    """The event for one's own calendar."""
    event, _row = call_for(request, id)
    return icalendar.answer([event], f"evento-{event.number}")


@require_safe
def mine_ics(request: Request) -> HttpResponse:
    """Every event one is registered for, for one's own calendar."""
    rows = (
        queries.own(request.actor).filter(withdrawn_at=None, refused_at=None).select_related("event__office")
    )
    return icalendar.answer([row.event for row in rows[:200]], _("my-events"))
