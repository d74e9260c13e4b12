"""Pages of cases: the list, one case, opening and changing it, its file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.cases import actions, listing, queries, showing
from arariwa.cases.forms import EditCase, OpenCase
from arariwa.cases.models import Case
from arariwa.core import access, keyset
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.evidence.models import Intervention
from arariwa.evidence.views import csv
from arariwa.evidence.views.lists import conditions

form_page = require_http_methods(["GET", "HEAD", "POST"])
MOST_TOGETHER = 50


def case_for(by: Actor, id: UUID) -> Case:
    """The case with what its pages show, or Hidden."""
    return access.get(
        Case.objects.select_related("office__institution", "lead__person", "compartment"), by, pk=id
    )


def may_act(by: Actor, case: Case, action: Callable[..., Any]) -> bool:
    """Whether to offer an action on the case: its role, the level of sight, and that the case is open."""
    return may(by, action) and not case.closed_at and access.level_of(by, case) >= access.ACT


def done(form: Form, act: Callable[[], Any]) -> bool:
    """Run an action for a form that is filled in rightly; its refusal becomes a mistake of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases the actor may see, the latest first."""
    values, sentences, fields = conditions(request.GET, listing.CONDITIONS)
    sort = listing.sort_of(request.GET.get("orden", ""))
    context = {
        "page": keyset.page(
            listing.found(request.actor, values), listing.SORTS[sort], request.GET.get("desde", "")
        ),
        "filters": sentences,
        "fields": fields,
        "sort": sort,
        "may_open": may(request.actor, actions.open_case),
        "export_url": f"{reverse('cases:cases_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "cases/cases.html", context)


@require_safe
def cases_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    values, _sentences, _fields = conditions(request.GET, listing.CONDITIONS)
    order = listing.SORTS[listing.sort_of(request.GET.get("orden", ""))]
    rows = listing.found(request.actor, values).order_by(*order)
    return csv.answer(_("cases"), listing.head(), csv.each(rows, listing.cells))


@form_page
def open_case(request: HttpRequest) -> HttpResponse:
    """Choose interventions, then name the case."""
    if not may(request.actor, actions.open_case):
        raise Refused("access.role", role=request.actor.role_label)
    chosen = [
        access.get(Intervention.objects.select_related("office"), request.actor, pk=pk)
        for pk in chosen_ids(request)
    ]
    if not chosen:
        return choose(request, reverse("cases:open_case"))
    form = OpenCase(request.POST or None, initial={"title": queries.title_for(chosen)})
    given = {"by": request.actor, "interventions": [i.pk for i in chosen]}
    if request.method == "POST" and done(form, lambda: actions.open_case(**given, **form.cleaned_data)):
        messages.success(request, _("The case was opened."))
        return redirect("cases:case", id=form.cleaned_data["id"])
    status = 422 if form.is_bound else 200
    return render(request, "cases/open_case.html", {"form": form, "chosen": chosen}, status=status)


def chosen_ids(request: HttpRequest) -> list[str]:
    """The interventions chosen so far, from the address or the form."""
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("intervention")
    return list(dict.fromkeys(chosen))[:MOST_TOGETHER]


def choose(request: HttpRequest, address: str, case: Case | None = None) -> HttpResponse:
    """The interventions a case may rest on, to choose from."""
    text = request.GET.get("q", "").strip()[:200]
    context = {
        "found": queries.choosable(request.actor, text),
        "q_here": text,
        "address": address,
        "case": case,
    }
    return render(request, "cases/choose.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def case(request: HttpRequest, id: UUID) -> HttpResponse:
    """One case."""
    found = case_for(request.actor, id)
    parts = showing.parts_of(found, request.actor)
    context = {
        "case": found,
        "facts": showing.identifying(found, request.actor),
        "parts": parts,
        "map": showing.map_of(parts),
        "history": showing.history(found, parts),
        "files": found.files.select_related("attachment__blob", "produced_by__person"),
        "may_edit": may_act(request.actor, found, actions.edit_case),
        "may_join": may_act(request.actor, found, actions.add_intervention),
        "may_qualify": may_act(request.actor, found, actions.qualify),
        "may_state": may_act(request.actor, found, actions.state_facts),
        "may_ask": may_act(request.actor, found, actions.ask_file),
    }
    return render(request, "cases/case.html", context)


@form_page
def edit_case(request: HttpRequest, id: UUID) -> HttpResponse:
    """Title, summary, official number; a save that came second shows both sides."""
    found = case_for(request.actor, id)
    form = EditCase(request.POST or None, record=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.saved(lambda version, values: _edit(request.actor, found, version, values))
    ):
        messages.success(request, _("The case was saved."))
        return redirect("cases:case", id=found.pk)
    status = 422 if form.is_bound else 200
    return render(
        request,
        "cases/edit_case.html",
        {"form": form, "case": found, "conflict": form.conflict},
        status=status,
    )


def _edit(by: Actor, case: Case, version: int, values: dict[str, Any]) -> None:
    actions.edit_case(by=by, id=case.pk, version=version, values=values)


@form_page
def add_intervention(request: HttpRequest, id: UUID) -> HttpResponse:
    """Join another intervention to the case."""
    found = case_for(request.actor, id)
    chosen = chosen_ids(request)[:1]
    if request.method != "POST" or not chosen:
        return choose(request, reverse("cases:add_intervention", args=[found.pk]), found)
    intervention = access.get(Intervention, request.actor, pk=chosen[0])
    actions.add_intervention(by=request.actor, case_id=found.pk, intervention_id=intervention.pk)
    messages.success(request, _("The case now rests on this intervention too."))
    return redirect("cases:case", id=found.pk)


@form_page
def ask_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The prosecutor's file: what it will contain, what it lacks, the files made so far."""
    found = case_for(request.actor, id)
    if request.method == "POST":
        job = actions.ask_file(by=request.actor, case_id=found.pk)
        return redirect("core:job", id=job.pk)
    parts = showing.parts_of(found, request.actor)
    may_ask = may_act(request.actor, found, actions.ask_file)
    context = {
        "case": found,
        "parts": parts,
        "lacks": showing.lacks(found, parts, may_act(request.actor, found, actions.edit_case)),
        "files": found.files.select_related("attachment__blob", "produced_by__person"),
        "may_ask": may_ask,
        "running": queries.running_job(found),
    }
    return render(request, "cases/ask_file.html", context)
