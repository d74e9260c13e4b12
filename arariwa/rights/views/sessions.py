"""The know-your-rights session: its script, running one, what was asked, its languages, what is taken to where there is no network.

Script, file, print set, languages and what was accepted in them are anyone's; running one, handing in and reviewing are not.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, files, formatting, reference
from arariwa.core.action import require_role, role_allows
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.events.views.shared import answered, form_page
from arariwa.rights import actions_sessions as actions
from arariwa.rights import book, session_kit, session_papers, session_showing
from arariwa.rights.consultation_forms import WhyForm
from arariwa.rights.domain.kit import TONGUES
from arariwa.rights.forms.sessions import HandInForm, NoteForm, ReviewForm, SlipForm
from arariwa.rights.kept import kept, lately, unpacked
from arariwa.rights.models import SessionQuestion, Translation


def _page(request: Request, template: str, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """A page of the kit: the same for every visitor as long as day, packs and accepted translations are."""

    def make() -> HttpResponse:
        # What else stands in the address is no part of the page.
        request.META["QUERY_STRING"] = ""
        return render(request, f"rights/{template}", context())

    today = session_showing.day_of(None)
    said = lately("translations", session_kit.accepted_at)
    return kept(request, (request.path, today, lately("packs", book.fingerprints), said), make)


@require_safe
def session(request: Request) -> HttpResponse:
    """The script with its notes and what to take along; for who runs sessions also theirs."""
    return _page(request, "session.html", lambda: session_showing.page(request.actor))


@never_cache
@form_page
def run_session(request: Request, id: UUID) -> HttpResponse:
    """Run one: steps with a timer, notes, and the questions people ask."""
    event = access.get(actions.Event, request.actor, pk=id)
    access.require(request.actor, access.ACT, event)
    require_role(request.actor, actions.ROLES)
    event = actions.session_event(request.actor, id)
    form = NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.note_question(by=request.actor, event_id=event.pk, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The question was noted."))
            return redirect(f"{request.path}#preguntas")
    context = {"event": event, "form": form, **session_showing.running(event, request.actor)}
    for row in context["questions"]:
        row.slip = SlipForm(auto_id=False)
    return answered(request, "rights/run_session.html", context)


def _noted(request: Request, id: UUID) -> SessionQuestion:
    row = access.get(SessionQuestion.objects.select_related("event"), request.actor, pk=id)
    access.require(request.actor, access.ACT, row)
    require_role(request.actor, actions.ROLES)
    return row


@require_POST
def void_question(request: Request, id: UUID) -> HttpResponse:
    """Take back what was noted by mistake."""
    row = _noted(request, id)
    actions.void_question(by=request.actor, id=row.pk)
    messages.success(request, _("It was taken back."))
    return redirect("rights:run_session", id=row.event_id)


@never_cache
@require_POST
def question_to_consultation(request: Request, id: UUID) -> HttpResponse:
    """Turn what was asked into a consultation: one tap; the slip with the code is shown once."""
    row, form = _noted(request, id), SlipForm(request.POST)
    made_id, code = form.slip()
    made = actions.make_consultation(by=request.actor, id=row.pk, consultation_id=made_id, code=code)
    return render(request, "rights/slip.html", {"row": made, "code": code})


# Taken along


@require_safe
def offline_session(request: Request) -> HttpResponse:
    """The session as one file for where there is no network."""
    today = session_showing.day_of(request.actor)
    response = unpacked(request, session_papers.offline(today))
    name = f"{_('know-your-rights')}-{formatting.language()}-{today:%Y-%m-%d}.html"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def session_pdf(request: Request, region: str) -> HttpResponse:
    """The print set: facilitator's sheet, species cards, seed poll, poster with whom to call in a region."""
    place = reference.places().get(region)
    if place is None or place.kind != "department":
        raise Http404
    today = session_showing.day_of(request.actor)
    paper = session_papers.print_set(region, formatting.language(), today)
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("know-your-rights")}-{region}.pdf"'
    return response


# Languages


@require_safe
def tongues(request: Request) -> HttpResponse:
    """The languages of the session, with what is missing in each; for who runs sessions also what waits for review."""
    return _page(request, "tongues.html", lambda: session_showing.languages(request.actor))


@require_safe
def tongue(request: Request, language: str) -> HttpResponse:
    """One language: every step and question, what is said, what is missing; for who runs sessions also what was handed in."""
    if language not in TONGUES:
        raise Http404
    return _page(request, "tongue.html", lambda: session_showing.language(request.actor, language))


@form_page
def hand_in(request: Request, language: str, slot: str) -> HttpResponse:
    """Hand in a text or recording for one slot."""
    code, slots = language, session_kit.kit().script.slots()
    if not role_allows(request.actor, actions.ROLES) or code not in TONGUES or slot not in slots:
        raise Http404
    form = HandInForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            actions.hand_in(by=request.actor, language=code, slot=slot, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It was handed in; it shows once another person reviewed it."))
            return redirect("rights:tongue", language=code)
    context = {
        "form": form,
        "code": code,
        "name": session_kit.kit().tongues[code].name,
        "slot": slot,
        "original": slots[slot],
    }
    return answered(request, "rights/hand_in.html", context)


def _handed(request: Request, id: UUID, level: int = access.READ) -> Translation:
    row = access.get(Translation.objects.select_related("handed_in_by__person"), request.actor, pk=id)
    access.require(request.actor, level, row)
    require_role(request.actor, actions.ROLES)
    return row


@form_page
def review_translation(request: Request, id: UUID) -> HttpResponse:
    """Review what someone else handed in; take an accepted one off again."""
    row = _handed(request, id, access.ACT)
    form: Any = WhyForm(request.POST or None) if row.accepted else ReviewForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            if row.accepted:
                actions.take_off(by=request.actor, id=row.pk, why=given["why"])
            else:
                actions.review(
                    by=request.actor, id=row.pk, accepted=given["accepted"] == "yes", note=given["note"]
                )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It was recorded."))
            return redirect("rights:tongue", language=row.language)
    context = {
        "form": form,
        "row": row,
        "name": session_kit.kit().tongues[row.language].name,
        "original": session_kit.kit().script.slots().get(row.slot),
        "mine": row.handed_in_by.person_id == request.actor.person.pk,
    }
    return answered(request, "rights/review_translation.html", context)


@require_safe
def recording(request: Request, id: UUID) -> HttpResponse:
    """What was recorded: an accepted one is anyone's; of another nobody learns that it is there but who may review it."""
    row = session_showing.accepted_recording(id)
    if row is None:
        if not role_allows(request.actor, actions.ROLES):
            raise access.Hidden
        row = _handed(request, id)
    attachment = files.files_of(row, actions.RECORDING).first()
    if attachment is None:
        raise Http404
    response = HttpResponse(files.read(attachment), content_type=attachment.blob.kind)
    response["Content-Disposition"] = f'inline; filename="{row.language}-{row.slot}"'
    return response
