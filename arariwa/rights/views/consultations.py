"""Consultations: asked without an account, taken down, listed, answered, followed up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.action import require_role
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.events.views.shared import answered, form_page
from arariwa.rights import actions_consultations as actions
from arariwa.rights import book, consulting, flood
from arariwa.rights import consultation_listing as listing
from arariwa.rights import consultation_showing as showing
from arariwa.rights.consultation_forms import (
    AnswerForm,
    FollowUpForm,
    PassOnForm,
    PublicAskForm,
    SortForm,
    TakeDownForm,
    WhyForm,
)
from arariwa.rights.forms.notices import CodeForm
from arariwa.rights.models import Consultation, FollowUp
from arariwa.rights.views import waits

# The citizen


@never_cache
@form_page
def ask_question(request: HttpRequest) -> HttpResponse:
    """Ask a person: a form without account. What was sent is answered with the code to come back with, once."""
    form = PublicAskForm(request.POST or None)
    if form.is_bound and form.is_valid() and form.passes(often=flood.often(request, "consultation")):
        try:
            row = actions.ask(
                by=None, id=form.cleaned_data["id"], code=form.cleaned_data["code"], values=form.values()
            )
        except Refused as refused:
            waits.tell(form, refused)
        else:
            flood.count(request, "consultation")
            return _asked(request, row, form.cleaned_data["code"])
    if waits.by_script(request):
        return waits.refused(form)
    context = {"form": form, "waits": waits.QUESTION, "channels": showing.open_channels()}
    return answered(request, "rights/ask_question.html", context)


def _asked(request: HttpRequest, row: Consultation, code: str) -> HttpResponse:
    if waits.by_script(request):
        return waits.went(code, render_to_string("rights/_question_waits.html", request=request))
    return render(request, "rights/asked.html", {"row": row, "code": code})


@require_safe
def question_worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the form without connection."""
    return waits.worker(waits.QUESTION)


@never_cache
@form_page
def consultation_answer(request: HttpRequest) -> HttpResponse:
    """What was answered, for whoever has the code. The code is never in the address, so it stays in no history."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid() and form.passes(often=flood.often(request, "wrong code")):
        try:
            row = showing.by_code(form.cleaned_data["code"])
        except Refused as refused:
            flood.count(request, "wrong code")
            form.refuse(refused)
        else:
            context = {"row": row, "answers": showing.answers(row), **showing.told(row)}
            return render(request, "rights/consultation_answer.html", context)
    return answered(request, "rights/consultation_answer.html", {"form": form})


# Staff


@never_cache
@require_safe
def consultations(request: Request) -> HttpResponse:
    """The consultations the actor may see, the latest first."""
    require_role(request.actor, actions.ROLES)
    asked = lists.asked(request.GET, listing.conditions_asked(), listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    return render(request, "rights/consultations.html", asked.shown(page, "rights:consultations_csv"))


@require_safe
def consultations_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    require_role(request.actor, actions.ROLES)
    asked = lists.asked(request.GET, listing.conditions_asked(), listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    return spreadsheet.answer(_("consultations"), listing.head(), spreadsheet.each(rows, listing.cells))


@never_cache
@form_page
def take_down(request: Request) -> HttpResponse:
    """Take a question down for someone; the slip with their code is shown once."""
    require_role(request.actor, actions.ROLES)
    start = {"asked_on": request.actor.today, **showing.prefilled(request.GET, request.actor)}
    form = TakeDownForm(request.POST or None, by=request.actor, initial=start)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            row = actions.ask(by=request.actor, id=form.cleaned_data["id"], code=code, values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            return render(request, "rights/slip.html", {"row": row, "code": code})
    return answered(request, "rights/take_down.html", {"form": form})


def _one(request: Request, id: UUID, level: int = access.READ) -> Consultation:
    """The consultation where the actor may do that much; Hidden before anything about roles is said."""
    row = access.get(
        Consultation.objects.select_related("event", "taken_by__person", "compartment"), request.actor, pk=id
    )
    access.require(request.actor, level, row)
    require_role(request.actor, actions.ROLES)
    return row


@never_cache
@require_safe
def consultation(request: Request, id: UUID) -> HttpResponse:
    """One consultation: question, answers with their norms and way, what became of it, history."""
    row = _one(request, id)
    held = access.level_of(request.actor, row)
    context = {
        "row": row,
        "facts": showing.facts(row),
        "answers": showing.answers(row),
        "follow_ups": row.follow_ups.select_related("recorded_by__person"),
        "history": showing.history(row),
        "offices": showing.offices(row),
        "may_act": held >= access.ACT,
        "is_mine": row.taken_by_id == request.actor.membership.pk,
        "may_free": held >= access.MANAGE,
        "due": row.follow_up_on is not None and row.follow_up_on <= request.actor.today,
    }
    return render(request, "rights/consultation.html", context)


@form_page
def sort_consultation(request: Request, id: UUID) -> HttpResponse:
    """Put right what it is about; a save that came second shows both sides."""
    row = _one(request, id, access.ACT)
    form = SortForm(request.POST or None, record=row)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        actions.sort(by=request.actor, id=row.pk, version=version, values=values)

    if form.is_bound and form.saved(save):
        if not access.level_of(request.actor, row):
            messages.success(
                request,
                _(
                    "The consultation was saved. What is asked of corruption is read at the programme’s desk only."
                ),
            )
            return redirect("rights:consultations")
        messages.success(request, _("The consultation was saved."))
        return redirect("rights:consultation", id=row.pk)
    context = {"form": form, "row": row, "conflict": form.conflict, "heading": _("What it is about")}
    return answered(request, "rights/consultation_form.html", context)


@require_POST
def take_up(request: Request, id: UUID) -> HttpResponse:
    """Say that one is going to answer, and go to the answer."""
    actions.take_up(by=request.actor, id=_one(request, id, access.ACT).pk)
    return redirect("rights:answer_consultation", id=id)


@require_POST
def give_back(request: Request, id: UUID) -> HttpResponse:
    """Let another take it up."""
    actions.give_back(by=request.actor, id=_one(request, id, access.ACT).pk)
    messages.success(request, _("The consultation waits for someone to take it up."))
    return redirect("rights:consultation", id=id)


@require_POST
def bring_back(request: Request, id: UUID) -> HttpResponse:
    """Undo setting it aside."""
    actions.bring_back(by=request.actor, id=_one(request, id, access.ACT).pk)
    messages.success(request, _("The consultation was brought back."))
    return redirect("rights:consultation", id=id)


@form_page
def set_aside(request: Request, id: UUID) -> HttpResponse:
    """What is no question, or was asked twice."""
    row = _one(request, id, access.ACT)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.set_aside(by=request.actor, id=row.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The consultation was set aside; you may bring it back."))
            return redirect("rights:consultation", id=row.pk)
    context = {
        "form": form,
        "row": row,
        "heading": _("Set it aside"),
        "lead": _(
            "For what is no question or was asked twice. Whoever has the code reads that it was set aside."
        ),
        "button": _("Set it aside"),
    }
    return answered(request, "rights/consultation_form.html", context)


@form_page
def pass_on(request: Request, id: UUID) -> HttpResponse:
    """Let another office answer."""
    row = _one(request, id, access.ACT)
    form = PassOnForm(request.POST or None, on=request.actor.today)
    if form.is_bound and form.is_valid():
        try:
            actions.pass_on(by=request.actor, id=row.pk, office=form.cleaned_data["office"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("That office sees it now and may answer."))
            return redirect("rights:consultation", id=row.pk)
    context = {
        "form": form,
        "row": row,
        "heading": _("Let another office answer"),
        "lead": _("Such as one with a lawyer. Your office sees it still."),
        "button": _("Pass it on"),
    }
    return answered(request, "rights/consultation_form.html", context)


@form_page
def answer_consultation(request: Request, id: UUID) -> HttpResponse:
    """State the facts, read what the law says of them, write the answer; the same page corrects one."""
    row = _one(request, id, access.ACT)
    after, today = row.answers.count(), request.actor.today
    given = consulting.read_facts(request.POST["hechos"]) if "hechos" in request.POST else request.GET
    stated = given if "cuando_year" in given else consulting.first_facts(row, today)
    page = consulting.asked(stated)
    near = consulting.written(row)
    ids = [key for key in given.getlist("escrita") if key in book.rights().asked]
    chosen = [book.rights().asked[key] for key in ids]
    verdict = page.answer.verdict if page.answer else None
    form = AnswerForm(
        request.POST or None,
        offered=consulting.norms_of(verdict, chosen),
        chosen=chosen,
        today=today,
        after=after,
        initial=showing.begins(chosen, row, today),
    )
    if form.is_bound and form.is_valid():
        way, authority = form.leads_to()
        try:
            actions.answer(
                by=request.actor,
                consultation_id=row.pk,
                id=form.cleaned_data["id"],
                after=form.cleaned_data["after"],
                word=form.cleaned_data["word"],
                text=form.cleaned_data["text"],
                norms=form.codes(),
                facts=consulting.stated(page, stated),
                written=ids,
                way=way,
                authority=authority,
                why=form.cleaned_data.get("why", ""),
            )
        except Refused as refused:
            if refused.code == "consultation.answered_meanwhile":
                # The answer that came first stands beside this one now: sent again, this corrects it.
                form.data = form.data.copy()  # type: ignore[union-attr]
                form.data["after"] = str(after)  # type: ignore[index]
            form.refuse(refused)
        else:
            messages.success(request, _("The answer stands under your name; whoever has the code reads it."))
            return redirect("rights:consultation", id=row.pk)
    context = {
        "row": row,
        "asked": page,
        "facts_form": page.form,
        "answer": page.answer,
        "near": [(one, one.id in ids, book.said(one.short, today, links=False)) for one in near],
        "form": form,
        "hechos": consulting.query(stated) + "".join(f"&escrita={key}" for key in ids),
        "standing": showing.answers(row)[:1],
    }
    return answered(request, "rights/answer_consultation.html", context)


@never_cache
@form_page
def follow_up(request: Request, id: UUID) -> HttpResponse:
    """What became of the lawful way."""
    row = _one(request, id, access.ACT)
    form = FollowUpForm(request.POST or None, initial={"on": request.actor.today})
    if form.is_bound and form.is_valid():
        try:
            actions.follow_up(
                by=request.actor,
                consultation_id=row.pk,
                **{name: form.cleaned_data[name] for name in ("id", "outcome", "on", "note")},
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It was recorded."))
            return redirect("rights:consultation", id=row.pk)
    context = {
        "form": form,
        "row": row,
        "heading": _("What became of it"),
        "lead": row.contact and _("To be found: %(contact)s") % {"contact": row.contact},
        "button": _("Record"),
    }
    return answered(request, "rights/consultation_form.html", context)


@form_page
def void_follow_up(request: Request, id: UUID) -> HttpResponse:
    """Take back what was recorded by mistake."""
    found = access.get(FollowUp.objects.select_related("consultation"), request.actor, pk=id)
    row = _one(request, found.consultation_id, access.ACT)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.void_follow_up(by=request.actor, id=found.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It was taken back."))
            return redirect("rights:consultation", id=row.pk)
    context = {
        "form": form,
        "row": row,
        "heading": _("Take it back"),
        "lead": f"{formatting.day(found.on)}: {found.get_outcome_display()}",  # type: ignore[attr-defined]
        "button": _("Take it back"),
    }
    return answered(request, "rights/consultation_form.html", context)
