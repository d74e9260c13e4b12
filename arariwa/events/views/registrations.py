"""Registrations of an event as its organiser sees them: the list, one person, a list read in, decisions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import importing, listing, queries, registering
from arariwa.events.choices import State
from arariwa.events.forms.registrations import EditParticipationForm, RegisterForm, UploadForm
from arariwa.events.models import Participation
from arariwa.events.views.shared import answered, event_for, event_to_run, form_page, offers

# What may be done with a registration, by the word of the address.
DECISIONS: dict[str, tuple[Callable[..., Participation], frozenset[State]]] = {
    "aprobar": (registering.approve, frozenset({State.REQUESTED, State.REFUSED})),
    "no-admitir": (registering.refuse, frozenset({State.REQUESTED, State.WAITING, State.APPROVED})),
    "retirar": (registering.withdraw, frozenset({State.REQUESTED, State.WAITING, State.APPROVED})),
}


@require_safe
def registrations(request: Request, id: UUID) -> HttpResponse:
    """Who asked, is enrolled, waits, was not admitted or withdrew."""
    found = event_for(request.actor, id)
    asked = lists.asked(request.GET, listing.PEOPLE, listing.PEOPLE_SORTS)
    page = asked.page(listing.people(found, asked.values))
    for row in page.rows:
        row.decisions = [word for word, (_act, states) in DECISIONS.items() if row.state in states]
        row.region_name = listing.region_name(row.region)
    context = {
        "event": found,
        **asked.shown(page, "events:registrations_csv", found.pk),
        "states": queries.by_state(found),
        **offers(request.actor, found),
    }
    return render(request, "events/registrations.html", context)


@require_safe
def registrations_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """The same rows, all of them, for the organiser's spreadsheet."""
    found = event_to_run(request.actor, id)
    asked = lists.asked(request.GET, listing.PEOPLE, listing.PEOPLE_SORTS)
    rows = asked.every(listing.people(found, asked.values))
    name = _("registrations") + f"-{found.number}"
    return spreadsheet.answer(name, listing.people_head(), spreadsheet.each(rows, listing.people_cells))


@form_page
def register(request: Request, id: UUID) -> HttpResponse:
    """Register someone."""
    found = event_to_run(request.actor, id)
    form = RegisterForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            row = registering.register(by=request.actor, event_id=found.pk, id=given.pop("id"), values=given)
        except Refused as refused:
            form.refuse(refused)
        else:
            said = (
                _("%(name)s is on the waiting list.")
                if row.waiting_at and not row.approved_at
                else _("%(name)s is enrolled.")
            )
            messages.success(request, said % {"name": str(row.person)})
            return redirect(
                "events:register" if "otro" in request.POST else "events:registrations", id=found.pk
            )
    return answered(request, "events/register.html", {"event": found, "form": form})


@form_page
def import_list(request: Request, id: UUID) -> HttpResponse:
    """Read a list in: all of it, or nothing and what is wrong in which line."""
    found = event_to_run(request.actor, id)
    form = UploadForm(request.POST or None, request.FILES or None, event=found)
    problems: list[dict[str, str]] = []
    if form.is_bound and form.is_valid():
        try:
            session = form.cleaned_data["session"]
            outcome = importing.import_list(
                by=request.actor,
                event_id=found.pk,
                data=form.cleaned_data["file"].read(),
                session_id=session.pk if session else None,
            )
        except Refused as refused:
            problems = [_problem(one) for one in refused.every if one.field.partition("-")[0].isdecimal()]
            if not problems:
                form.refuse(refused)
        else:
            n = len(outcome.registered)
            said = ngettext("%(n)s person was registered.", "%(n)s persons were registered.", n)
            said %= {"n": formatting.number(n)}
            if outcome.already:
                had = _("Already in the event: %(n)s.") % {"n": formatting.number(outcome.already)}
                said = f"{said} {had}"
            messages.success(request, said)
            return redirect("events:registrations", id=found.pk)
    context = {"event": found, "form": form, "problems": problems}
    return answered(request, "events/import_list.html", context)


@require_safe
def list_model_csv(request: Request) -> StreamingHttpResponse:
    """An empty list with the heads a list may have, to be filled in."""
    heads = [
        "Nombres", "Apellidos", "Tipo de documento", "Número de documento", "Correo", "Teléfono", "Institución",
        "Oficina", "Función", "Región", "Sexo",
    ]  # fmt: skip
    return spreadsheet.answer(_("list"), heads, [])


def _problem(refused: Refused) -> dict[str, str]:
    line, _dash, column = refused.field.partition("-")
    heads = {name: words[0] for name, words in importing.HEADS.items()}
    return {"line": line, "column": heads.get(column, "").capitalize(), "text": worded(refused)}


@form_page
def edit_participation(request: Request, id: UUID, participation: UUID) -> HttpResponse:
    """Correct what is said of a participant in this event."""
    found = event_to_run(request.actor, id)
    row = access.get(found.participations.select_related("person"), request.actor, pk=participation)
    form = EditParticipationForm(request.POST or None, record=row)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        registering.edit_participation(
            by=request.actor, event_id=found.pk, id=row.pk, version=version, values=values
        )

    if form.is_bound and form.saved(save):
        messages.success(request, _("The participant was saved."))
        return redirect("events:registrations", id=found.pk)
    context = {"event": found, "row": row, "form": form, "conflict": form.conflict}
    return answered(request, "events/edit_participation.html", context)


@require_POST
def decide(request: Request, id: UUID, participation: UUID, word: str) -> HttpResponse:
    """Approve, do not admit, or withdraw; the waiting list moves up by itself."""
    found = event_to_run(request.actor, id)
    if word not in DECISIONS:
        raise access.Hidden
    try:
        row = DECISIONS[word][0](by=request.actor, event_id=found.pk, id=participation)
    except Refused as refused:
        messages.error(request, worded(refused))
    else:
        said = _("%(name)s: %(state)s.") % {"name": str(row.person), "state": row.state.label}
        messages.success(request, said)
    return redirect("events:registrations", id=found.pk)
