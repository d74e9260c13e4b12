"""The list of events, the calendar, one event, making and changing it, its final acts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.action import may, require_role
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import actions, icalendar, listing, months, queries, showing
from arariwa.events.forms.gatherings import CancelForm, CloseForm, EventForm, ReopenForm, SeriesForm
from arariwa.events.models import Event
from arariwa.events.views.shared import answered, event_for, event_to_run, form_page, offers


@require_safe
def events(request: Request) -> HttpResponse:
    """The events the actor may see, the latest first."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    context = {
        **asked.shown(page, "events:events_csv"),
        "may_make": may(request.actor, actions.create_event),
    }
    return render(request, "events/events.html", context)


@require_safe
def events_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    return spreadsheet.answer(_("events"), listing.head(), spreadsheet.each(rows, listing.cells))


@require_safe
def calendar(request: Request) -> HttpResponse:
    """A month of the events the actor may see and of the calls meant for them."""
    by = request.actor
    first = months.first_day(request.GET.get("mes", ""), by.today)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    within = {"from_on__lte": last + timedelta(days=6), "until_on__gte": first - timedelta(days=6)}
    held = {event.pk: event for event in queries.announced(by).filter(cancelled_at=None, **within)[:200]}
    seen = {event.pk: event for event in queries.events(by).filter(cancelled_at=None, **within)[:200]}
    rows = sorted((held | seen).values(), key=lambda event: (event.from_on, event.pk))
    month = months.month_of(first, rows)
    context = {"month": month, "weekdays": months.weekdays(), "seen": set(seen), "rows": rows}
    return render(request, "events/calendar.html", context)


@require_safe
def event(request: Request, id: UUID) -> HttpResponse:
    """One event: facts, sessions, trainers, invitations, registrations by state, attendance per session."""
    found = event_for(request.actor, id)
    context = {"event": found, **showing.of_event(found, request.actor), **offers(request.actor, found)}
    return render(request, "events/event.html", context)


@require_safe
def event_ics(request: Request, id: UUID) -> HttpResponse:
    """The event for a calendar program."""
    found = event_for(request.actor, id)
    return icalendar.answer([found], f"evento-{found.number}")


@form_page
def create_event(request: Request) -> HttpResponse:
    """A new event of the actor's office."""
    require_role(request.actor, actions.create_event.roles)
    form = EventForm(request.POST or None, by=request.actor)

    def save(id: UUID, _version: int, values: dict[str, Any]) -> None:
        actions.create_event(by=request.actor, id=id, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The event was created. Add its sessions, then announce it."))
        return redirect("events:event", id=form.cleaned_data["id"])
    return answered(request, "events/event_form.html", {"form": form})


@form_page
def create_series(request: Request) -> HttpResponse:
    """A new series of events."""
    require_role(request.actor, actions.create_series.roles)
    form = SeriesForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.create_series(by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The series was created; choose it when you create an event."))
            return redirect("events:create_event")
    return answered(request, "events/series_form.html", {"form": form})


@form_page
def edit_event(request: Request, id: UUID) -> HttpResponse:
    """Change an event; a save that came second shows both sides."""
    found = event_to_run(request.actor, id)
    form = EventForm(request.POST or None, record=found, by=request.actor)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        actions.edit_event(by=request.actor, id=found.pk, version=version, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The event was saved."))
        return redirect("events:event", id=found.pk)
    return answered(
        request, "events/event_form.html", {"form": form, "event": found, "conflict": form.conflict}
    )


@form_page
def announce(request: Request, id: UUID) -> HttpResponse:
    """Announce an event: what officials will see, then the act."""
    found = event_to_run(request.actor, id, access.MANAGE)
    refused = ""
    if request.method == "POST":
        try:
            actions.announce(by=request.actor, id=found.pk)
        except Refused as error:
            refused = worded(error)
        else:
            messages.success(request, _("The event was announced."))
            return redirect("events:event", id=found.pk)
    context = {"event": found, "rows": showing.facts(found), "refused": refused, **showing.parts(found)}
    return answered(request, "events/announce.html", context, wrong=bool(refused))


def _above(event: Event) -> list[tuple[str, str]]:
    """The way back from a final act on an event."""
    return [
        (_("Events"), reverse("events:events")),
        (str(event), reverse("events:event", args=[event.pk])),
    ]


@form_page
def close(request: Request, id: UUID) -> HttpResponse:
    """Close the list: a final act."""
    found = event_to_run(request.actor, id, access.MANAGE)
    form = CloseForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.close(by=request.actor, id=found.pk)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The event was closed; from now on it counts."))
            return redirect("events:event", id=found.pk)
    counted = queries.counted(found)
    rows = [
        (_("Event"), str(found)),
        (_("Persons who were there"), formatting.number(counted.persons)),
        (_("Public counted without names"), formatting.number(counted.public)),
    ]
    context = {
        "event": found,
        "form": form,
        "rows": rows,
        "heading": _("Close the event"),
        "above": _above(found),
        "effect": _(
            "The list of participants and the attendance no longer change, and the event enters the figures."
        ),
        "button": _("Close the event"),
        "back_url": reverse("events:event", args=[found.pk]),
    }
    return answered(request, "core/final.html", context)


@form_page
def reopen(request: Request, id: UUID) -> HttpResponse:
    """Open a closed list again: a final act with its reason."""
    found = event_to_run(request.actor, id, access.MANAGE)
    form = ReopenForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.reopen(by=request.actor, id=found.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The list is open again; the event counts once it is closed."))
            return redirect("events:event", id=found.pk)
    context = {
        "event": found,
        "form": form,
        "rows": [(_("Event"), str(found)), (_("Days"), listing.days_of(found))],
        "heading": _("Open the list again"),
        "above": _above(found),
        "effect": _(
            "Until you close it again the event counts nowhere. A report already published does not change."
        ),
        "button": _("Open the list again"),
        "back_url": reverse("events:event", args=[found.pk]),
    }
    return answered(request, "core/final.html", context)


@form_page
def cancel(request: Request, id: UUID) -> HttpResponse:
    """Call an event off: a final act."""
    found = event_to_run(request.actor, id, access.MANAGE)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.cancel(by=request.actor, id=found.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The event was cancelled."))
            return redirect("events:event", id=found.pk)
    context = {
        "event": found,
        "form": form,
        "rows": [(_("Event"), str(found)), (_("Days"), listing.days_of(found))],
        "heading": _("Cancel the event"),
        "above": _above(found),
        "effect": _("It will not be held and counts nowhere. Those who registered see the reason."),
        "button": _("Cancel the event"),
        "back_url": reverse("events:event", args=[found.pk]),
        "danger": True,
    }
    return answered(request, "core/final.html", context)
