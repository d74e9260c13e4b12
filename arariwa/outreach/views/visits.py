"""Follow-up visits: the list with its map, one visit, planning it, recording it, calling it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.events.forms.follow_up import WhyForm
from arariwa.events.views.shared import answered, event_to_run, form_page
from arariwa.outreach import actions_visits, visits
from arariwa.outreach.forms.visits import PlanForm, VisitForm
from arariwa.outreach.models import Visit
from arariwa.outreach.views.polls import polled


@require_safe
def visits_list(request: Request) -> HttpResponse:
    """The visits the actor may see, the next first, on the map and as a table."""
    asked = lists.asked(request.GET, visits.CONDITIONS, visits.SORTS)
    rows = visits.found(request.actor, asked.values)
    page = asked.page(rows)
    for row in page.rows:
        row.is_now = row.state(request.actor.today)
        row.sign = visits.SIGNS[row.is_now]
        row.where = visits.district(row)
        row.saw = visits.seen_words(row)
    context = {
        **asked.shown(page, "outreach:visits_csv"),
        "map": visits.map_of(rows.only("ubigeo", "event_id")) if page.rows else None,
    }
    return render(request, "outreach/visits.html", context)


@require_safe
def visits_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, visits.CONDITIONS, visits.SORTS)
    rows = asked.every(visits.found(request.actor, asked.values))
    return spreadsheet.answer(_("visits"), visits.head(), spreadsheet.each(rows, visits.cells))


def _visit(request: Request, id: UUID) -> Visit:
    return access.get(
        Visit.objects.select_related("event__compartment", "after", "recorded_by__person"),
        request.actor,
        pk=id,
    )


@require_safe
def visit(request: Request, id: UUID) -> HttpResponse:
    """One visit: its plan, what was seen, the commitments looked at."""
    row = _visit(request, id)
    state = row.state(request.actor.today)
    facts = [
        (_("Event"), str(row.event)),
        (_("State"), str(state.label)),
        (_("Planned for"), formatting.day(row.planned_on)),
        (_("Kind of place"), row.get_destination_display()),
        (_("District"), visits.district(row)),
    ]
    context = {
        "visit": row,
        "event": row.event,
        "state": state,
        "facts": facts,
        "saw": visits.seen_words(row),
        "checks": row.checks.select_related(
            "promise__institution", "promise__participation__person", "evidence"
        ),
        "follows": getattr(row, "next", None),
        "may_act": access.level_of(request.actor, row) >= access.ACT and not row.is_over,
    }
    return render(request, "outreach/visit.html", context)


@form_page
def plan_visit(request: Request, id: UUID) -> HttpResponse:
    """Plan a visit after an event."""
    event = polled(event_to_run(request.actor, id))
    form = PlanForm(request.POST or None, initial={"ubigeo": event.ubigeo})

    def save(id: UUID, _version: int, values: dict[str, Any]) -> None:
        actions_visits.plan_visit(by=request.actor, event_id=event.pk, id=id, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The visit was planned."))
        return redirect("outreach:visit", id=form.cleaned_data["id"])
    context = {"event": event, "form": form, "heading": _("Plan a follow-up visit")}
    return answered(request, "outreach/visit_form.html", context)


def _to_act(request: Request, id: UUID) -> Visit:
    row = _visit(request, id)
    access.require(request.actor, access.ACT, row)
    return row


@form_page
def edit_visit(request: Request, id: UUID) -> HttpResponse:
    """Change the plan; a save that came second shows both sides."""
    row = _to_act(request, id)
    form = PlanForm(request.POST or None, record=row)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        actions_visits.edit_visit(by=request.actor, id=row.pk, version=version, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The visit was saved."))
        return redirect("outreach:visit", id=row.pk)
    context = {
        "event": row.event,
        "visit": row,
        "form": form,
        "conflict": form.conflict,
        "heading": _("Change the plan of the visit"),
    }
    return answered(request, "outreach/visit_form.html", context)


@form_page
def record_visit(request: Request, id: UUID) -> HttpResponse:
    """Record what was seen and which commitments were kept."""
    row = _to_act(request, id)
    promises = row.event.promises.filter(dropped_at=None).select_related(
        "institution", "participation__person"
    )
    form = VisitForm(request.POST or None, promises=promises, initial={"made_on": request.actor.today})
    if form.is_bound and form.is_valid():
        try:
            actions_visits.record_visit(by=request.actor, id=row.pk, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The visit was recorded."))
            return redirect("outreach:visit", id=row.pk)
    context = {"event": row.event, "visit": row, "form": form, "where": visits.district(row)}
    return answered(request, "outreach/record_visit.html", context)


@form_page
def cancel_visit(request: Request, id: UUID) -> HttpResponse:
    """Call a planned visit off: a final act with its reason."""
    row = _to_act(request, id)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions_visits.cancel_visit(by=request.actor, id=row.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The visit was called off."))
            return redirect("outreach:visit", id=row.pk)
    back = reverse("outreach:visit", args=[row.pk])
    context = {
        "form": form,
        "heading": _("Call the visit off"),
        "above": [(_("Follow-up visits"), reverse("outreach:visits")), (str(row), back)],
        "rows": [
            (_("Event"), str(row.event)),
            (_("Planned for"), formatting.day(row.planned_on)),
            (_("District"), visits.district(row)),
            (_("Place"), row.place_text),
        ],
        "effect": _("It will not be made. The row stays, with who called it off and why."),
        "button": _("Call the visit off"),
        "back_url": back,
        "danger": True,
    }
    return answered(request, "core/final.html", context)
