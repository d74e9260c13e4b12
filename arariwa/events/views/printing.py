"""What is printed of an event: the sheet to sign, badges, the list."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arariwa.core.http import Request
from arariwa.events import papers, queries, showing
from arariwa.events.choices import State
from arariwa.events.views.attendance import session_for
from arariwa.events.views.shared import event_for, event_to_run


@require_safe
def sheet(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """The attendance sheet of a session with the privacy notice, to be signed; the organiser's own copy."""
    found = event_to_run(request.actor, id)
    held = session_for(request, found, session)
    return papers.answer(papers.sheet(held, request.actor), f"asistencia-{found.number}-{held.n}.pdf")


@require_safe
def sheet_to_hand_on(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """The copy that leaves, such as for a donor: neither signatures nor document numbers, also in the record attached."""
    found = event_to_run(request.actor, id)
    held = session_for(request, found, session)
    paper = papers.sheet(held, request.actor, papers.TO_HAND_ON)
    return papers.answer(paper, f"asistencia-{found.number}-{held.n}-sin-documentos.pdf")


@require_safe
def badges(request: Request, id: UUID) -> HttpResponse:
    """Name badges with their codes."""
    found = event_to_run(request.actor, id)
    return papers.answer(papers.badges(found, request.actor), f"credenciales-{found.number}.pdf")


@require_safe
def people(request: Request, id: UUID) -> HttpResponse:
    """The list of those enrolled, to be printed and pinned to a door: no documents, no contacts."""
    found = event_for(request.actor, id)
    rows = queries.by_name(queries.participations(found, State.APPROVED))
    context = {"event": found, "rows": rows, "facts": showing.facts(found)}
    return render(request, "events/people.html", context)
