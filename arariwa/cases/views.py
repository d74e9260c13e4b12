"""Pages of cases: the list, one case, opening and changing it, its file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.cases import actions, listing, queries, readers, showing
from arariwa.cases.forms import EditCase, LetRead, OpenCase
from arariwa.cases.models import Case
from arariwa.core import access, lists, spreadsheet
from arariwa.core.action import may, require_role
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.core.forms import Form
from arariwa.core.http import Request
from arariwa.evidence.models import Intervention

form_page = require_http_methods(["GET", "HEAD", "POST"])
MOST_TOGETHER = 50
OFFERS: dict[str, Callable[..., Any]] = {
    "may_edit": actions.edit_case,
    "may_join": actions.add_intervention,
    "may_qualify": actions.qualify,
    "may_state": actions.state_facts,
    "may_ask": actions.ask_file,
    "may_let": readers.let_read,
}


def case_for(by: Actor, id: UUID) -> Case:
    """The case with what its pages show, or Hidden."""
    return access.get(
        Case.objects.select_related("office__institution", "lead__person", "compartment"), by, pk=id
    )


def offers(by: Actor, case: Case) -> dict[str, bool]:
    """What to offer on the case: as far as the actor's role and level of sight go, while the case is open."""
    acting = not case.closed_at and access.level_of(by, case) >= access.ACT
    return {name: acting and may(by, action) for name, action in OFFERS.items()}


def done(form: Form, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Run an action on the cleaned data of a form that is filled in rightly; its refusal becomes a mistake of the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def answered(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page; with status 422 when it holds a form that was sent and not taken."""
    sent = context.get("form")
    return render(request, template, context, status=422 if sent is not None and sent.is_bound else 200)


@require_safe
def cases(request: Request) -> HttpResponse:
    """The cases the actor may see, the latest first."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    context = {
        **asked.shown(page, "cases:cases_csv"),
        "may_open": may(request.actor, actions.open_case),
    }
    return render(request, "cases/cases.html", context)


@require_safe
def cases_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    return spreadsheet.answer(_("cases"), listing.head(), spreadsheet.each(rows, listing.cells))


@form_page
def open_case(request: Request) -> HttpResponse:
    """Choose interventions, then name the case."""
    require_role(request.actor, actions.open_case.roles)
    by = request.actor
    chosen = [
        access.get(Intervention.objects.select_related("office"), by, pk=pk) for pk in chosen_ids(request)
    ]
    if not chosen:
        return choose(request, reverse("cases:open_case"))
    form = OpenCase(request.POST or None, initial={"title": queries.title_for(chosen)})
    on = [intervention.pk for intervention in chosen]
    if form.is_bound and done(
        form, lambda given: actions.open_case(by=request.actor, interventions=on, **given)
    ):
        messages.success(request, _("The case was opened."))
        return redirect("cases:case", id=form.cleaned_data["id"])
    return answered(request, "cases/open_case.html", {"form": form, "chosen": chosen})


def chosen_ids(request: Request) -> list[str]:
    """The interventions chosen so far, from the address or the form."""
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("intervention")
    return list(dict.fromkeys(chosen))[:MOST_TOGETHER]


def choose(request: Request, address: str, case: Case | None = None) -> HttpResponse:
    """The interventions a case may rest on, to choose from."""
    text = marked(request.GET.get("q", "")).strip()[:200]
    context = {
        "found": queries.choosable(request.actor, text),
        "q_here": text,
        "address": address,
        "case": case,
        "none_chosen": request.method == "POST" or "seguir" in request.GET,
    }
    return render(request, "cases/choose.html", context, status=422 if context["none_chosen"] else 200)


@require_safe
def case(request: Request, id: UUID) -> HttpResponse:
    """One case."""
    found = case_for(request.actor, id)
    parts = showing.parts_of(found, request.actor)
    context = {
        "case": found,
        "facts": showing.identifying(found, request.actor),
        "parts": parts,
        "map": showing.map_of(parts),
        "history": showing.history(found, parts),
        "files": queries.files_of(found),
        **offers(request.actor, found),
    }
    return render(request, "cases/case.html", context)


@form_page
def edit_case(request: Request, id: UUID) -> HttpResponse:
    """Title, summary, official number; a save that came second shows both sides."""
    found = case_for(request.actor, id)
    form = EditCase(request.POST or None, record=found)

    def save(version: int, values: dict[str, Any]) -> None:
        actions.edit_case(by=request.actor, id=found.pk, version=version, values=values)

    if form.is_bound and form.is_valid() and form.saved(save):
        messages.success(request, _("The case was saved."))
        return redirect("cases:case", id=found.pk)
    return answered(request, "cases/edit_case.html", {"form": form, "case": found, "conflict": form.conflict})


@form_page
def add_intervention(request: Request, id: UUID) -> HttpResponse:
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
def case_readers(request: Request, id: UUID) -> HttpResponse:
    """Which offices see the case and why; the prosecutor lets another one read it."""
    found, by = case_for(request.actor, id), request.actor
    form = LetRead(request.POST or None, office=found.office)
    if form.is_bound and done(form, lambda given: readers.let_read(by=by, case_id=found.pk, **given)):
        said = _("%(office)s may now read the case.") % {"office": form.cleaned_data["office"].name}
        messages.success(request, said)
        return redirect("cases:readers", id=found.pk)
    rows = [
        {"grant": g, "why": readers.reason_of(g), "may_end": g.reason in readers.Reading.values}
        for g in readers.standing_for(found, by)
    ]
    context = {"case": found, "rows": rows, "form": form, **offers(by, found)}
    return answered(request, "cases/readers.html", context)


@require_POST
def end_reading(request: Request, id: UUID, office: UUID) -> HttpResponse:
    """End what let an office read the case."""
    found = case_for(request.actor, id)
    grant = readers.standing_for(found, request.actor).filter(office=office).first()
    if grant is None or grant.office is None:
        raise access.Hidden
    readers.end_reading(by=request.actor, case_id=found.pk, office=grant.office)
    messages.success(request, _("%(office)s no longer reads the case.") % {"office": grant.office.name})
    return redirect("cases:readers", id=found.pk)


@form_page
def ask_file(request: Request, id: UUID) -> HttpResponse:
    """The prosecutor's file: what it will contain, what it lacks, the files made so far."""
    found = case_for(request.actor, id)
    if request.method == "POST":
        job = actions.ask_file(by=request.actor, case_id=found.pk)
        return redirect("core:job", id=job.pk)
    parts, may_do = showing.parts_of(found, request.actor), offers(request.actor, found)
    context = {
        "case": found,
        "parts": parts,
        "lacks": showing.lacks(found, parts, may_do["may_edit"]),
        "files": queries.files_of(found),
        "running": queries.running_job(found),
        **may_do,
    }
    return render(request, "cases/ask_file.html", context)
