"""The know-your-rights session: its script, running one, what was asked, its languages, what is taken to where there is no network."""

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
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.events.views.shared import answered, form_page
from arariwa.rights import actions_sessions as actions
from arariwa.rights import return_codes, session_kit, session_papers, session_showing
from arariwa.rights.consultation_forms import WhyForm
from arariwa.rights.domain.kit import TONGUES
from arariwa.rights.forms.sessions import HandInForm, NoteForm, ReviewForm
from arariwa.rights.models import SessionQuestion, Translation


@require_safe
def session(request: Request) -> HttpResponse:
    """The session before it is held: the script with its notes, what to take along, the sessions one runs."""
    require_role(request.actor, actions.ROLES)
    return render(request, "rights/session.html", session_showing.script(request.actor))


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
    row = _noted(request, id)
    code = return_codes.new_code()
    made = actions.make_consultation(by=request.actor, id=row.pk, consultation_id=uuid7(), code=code)
    return render(request, "rights/slip.html", {"row": made, "code": code})


# Taken along


@require_safe
def offline_session(request: Request) -> HttpResponse:
    """The session as one file for where there is no network."""
    require_role(request.actor, actions.ROLES)
    region = _region(request.GET.get("region", ""))
    response = HttpResponse(
        session_papers.offline(request.actor, region), content_type="text/html; charset=utf-8"
    )
    name = f"{_('know-your-rights')}-{formatting.language()}-{request.actor.today:%Y-%m-%d}.html"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def session_pdf(request: Request, region: str) -> HttpResponse:
    """The print set: facilitator's sheet, species cards, seed poll, poster with whom to call in a region."""
    if not role_allows(request.actor, actions.ROLES) or not _region(region):
        raise Http404
    paper = session_papers.print_set(region, formatting.language(), request.actor.today)
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("know-your-rights")}-{region}.pdf"'
    return response


def _region(code: str) -> str:
    place = reference.places().get(code)
    return code if place and place.kind == "department" else ""


# Languages


@require_safe
def tongues(request: Request) -> HttpResponse:
    """The languages of the session, with what is missing in each."""
    require_role(request.actor, actions.ROLES)
    rows = access.visible(Translation.objects.filter(reviewed_at=None), request.actor)
    waiting = rows.select_related("handed_in_by__person").order_by("handed_in_at", "id")[:50]
    context = {
        "tongues": session_kit.tongues(),
        "waiting": [(row, session_kit.kit().tongues[row.language].name) for row in waiting],
    }
    return render(request, "rights/tongues.html", context)


def _language(request: Request, code: str) -> str:
    """The language asked for; nothing for who does not run sessions."""
    if not role_allows(request.actor, actions.ROLES) or code not in TONGUES:
        raise Http404
    return code


@require_safe
def tongue(request: Request, language: str) -> HttpResponse:
    """One language: every step and question, what is said, what is missing."""
    code = _language(request, language)
    mine = access.visible(Translation.objects.filter(language=code), request.actor)
    context = {
        "code": code,
        "name": session_kit.kit().tongues[code].name,
        "rows": session_kit.said_in(code),
        "handed": mine.select_related("handed_in_by__person", "reviewed_by__person")[:100],
    }
    return render(request, "rights/tongue.html", context)


@form_page
def hand_in(request: Request, language: str, slot: str) -> HttpResponse:
    """Hand in a text or recording for one slot."""
    code, slots = _language(request, language), session_kit.kit().script.slots()
    if slot not in slots:
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
    """What was recorded: an accepted one for whoever runs sessions, another for who may review it."""
    if not role_allows(request.actor, actions.ROLES):
        raise access.Hidden
    row = session_showing.accepted_recording(id) or _handed(request, id)
    attachment = files.files_of(row, actions.RECORDING).first()
    if attachment is None:
        raise Http404
    response = HttpResponse(files.read(attachment), content_type=attachment.blob.kind)
    response["Content-Disposition"] = f'inline; filename="{row.language}-{row.slot}"'
    return response
