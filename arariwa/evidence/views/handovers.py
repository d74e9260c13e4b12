"""Hand-overs: offered by one office, received or refused by another, taken back by the first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import access, formatting, journal_words
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.evidence import actions, custody_actions, item_papers, papers, queries
from arariwa.evidence.forms.acts import (
    ConfirmForm,
    OfferForm,
    ReceiveForm,
    RefuseForm,
    offered_rows,
)
from arariwa.evidence.models import Handover
from arariwa.evidence.views.lists import handover_state
from arariwa.evidence.views.steps import posted, status_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
# Items one may tick on one page; more are handed over in several acts.
OFFERED_AT_ONCE = 200


@form_page
def new_handover(request: HttpRequest) -> HttpResponse:
    """Offer items: first what and to whom, then the page that shows what will be recorded and asks for the word."""
    if not may(request.actor, custody_actions.offer):
        raise access.Hidden
    chosen = request.GET.getlist("item")[:OFFERED_AT_ONCE]
    held = list(
        queries.to_offer(request.actor, intervention=request.GET.get("intervencion", ""), chosen=chosen)[
            :OFFERED_AT_ONCE
        ]
    )
    initial = {"id": actions.new_id(), "items": [str(i.pk) for i in held] if request.GET else []}
    form = OfferForm(posted(request), held=held, office=request.actor.office, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _confirm(request, form)
    return _offering(request, form)


def _offering(request: HttpRequest, form: OfferForm) -> HttpResponse:
    return render(request, "evidence/handover_new.html", {"form": form}, status=status_of(form))


def _confirm(request: HttpRequest, form: OfferForm) -> HttpResponse:
    """The final act of offering. What was chosen travels in the page; nothing is recorded before the word."""
    final = ConfirmForm(request.POST if "word" in request.POST else None)
    if final.is_bound and final.is_valid():
        found = form.cleaned_data
        try:
            made = custody_actions.offer(
                by=request.actor,
                id=found["id"],
                to=found["to"],
                items=form.seals(),
                why=found["why"],
                note=found["note"],
                place=found["place"],
            )
        except Refused as refused:
            form.refuse(refused)
            return _offering(request, form)
        messages.success(
            request,
            _("Offered to %(office)s. Your office keeps custody until it is received.")
            % {"office": made.to_office.name},
        )
        return redirect("evidence:handover", id=made.pk)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "word")
        for value in values
    ]
    context = {"form": final, "offer": form, "rows": offer_rows(request, form), "kept": kept}
    return render(request, "evidence/handover_confirm.html", context, status=status_of(final))


def offer_rows(request: HttpRequest, form: OfferForm) -> list[tuple[Any, Any]]:
    """What will be recorded."""
    found, seals = form.cleaned_data, form.seals()
    items = [
        f"{line.item.number}. {line.item.reported_as}: {seals[line.item.pk] or formatting.unreported()}"
        for line in form.lines
    ]
    return [
        (_("Gives"), f"{request.actor.person_name}, {request.actor.office_name}"),
        (_("Receives"), found["to"].name),
        (_("What for"), dict(form.fields["why"].choices)[found["why"]]),
        (_("Where"), found["place"]),
        (_("Items and seals"), "\n".join(items)),
        (_("Remark"), found["note"]),
    ]


@require_safe
def handover(request: HttpRequest, id: UUID) -> HttpResponse:
    """One hand-over, for both sides."""
    found = queries.handover(request.actor, id)
    told = journal_words.told(queries.history([found.pk]))
    context = {
        "handover": found,
        "state": handover_state(found),
        "facts": facts(found),
        "lines": offered_rows(found),
        "timeline": [{"at": line.at, "text": what, "more": who} for line, who, what in told],
        **allowed(request, found),
    }
    return render(request, "evidence/handover.html", context)


def facts(found: Handover) -> list[tuple[Any, Any]]:
    """The facts that identify, under the title."""
    return [
        (_("Number"), found.number),
        (_("Gives"), found.from_office.name),
        (_("Receives"), found.to_office.name),
        (_("Offered"), formatting.moment(found.offered_at)),
        (_("What for"), found.get_why_display()),
    ]


def allowed(request: HttpRequest, found: Handover) -> dict[str, bool]:
    """What the actor may do with it as it stands."""
    waits = found.state == "offered" and may(request.actor, custody_actions.accept)
    return {
        "may_answer": waits and found.to_office_id == request.actor.office.pk,
        "may_withdraw": waits and found.from_office_id == request.actor.office.pk,
    }


@form_page
def receive(request: HttpRequest, id: UUID) -> HttpResponse:
    """Receive every item, saying what was seen on each seal: a final act."""
    found = _to_answer(request, id, "may_answer")
    form = ReceiveForm(posted(request), rows=offered_rows(found))
    if request.method == "POST" and form.is_valid():
        try:
            custody_actions.accept(
                by=request.actor,
                id=id,
                seals=form.seals(),
                place=form.cleaned_data["place"],
                note=form.cleaned_data["note"],
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Received. Your office answers for these items from now on."))
            return redirect("evidence:handover", id=id)
    context = {"handover": found, "form": form, "facts": facts(found)}
    return render(request, "evidence/handover_receive.html", context, status=status_of(form))


@form_page
def refuse(request: HttpRequest, id: UUID) -> HttpResponse:
    """Refuse a hand-over, with the reason: a final act."""
    found = _to_answer(request, id, "may_answer")
    return _ended(
        request,
        found,
        RefuseForm(posted(request), word=_("REFUSE")),
        custody_actions.refuse,
        "refuse",
        _("Refused. The office that offered it keeps custody."),
    )


@form_page
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an offer back, with the reason: a final act."""
    found = _to_answer(request, id, "may_withdraw")
    return _ended(
        request,
        found,
        RefuseForm(posted(request), word=_("TAKE BACK")),
        custody_actions.withdraw,
        "withdraw",
        _("Taken back. Nothing changed hands."),
    )


def _to_answer(request: HttpRequest, id: UUID, what: str) -> Handover:
    """The hand-over if it waits for this actor; once answered the refusal says so."""
    found = queries.handover(request.actor, id)
    custody_actions.still_open(found)
    if not allowed(request, found)[what]:
        raise access.Hidden
    return found


def _ended(
    request: HttpRequest, found: Handover, form: RefuseForm, act: Any, how: str, said: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.actor, id=found.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, said)
            return redirect("evidence:handover", id=found.pk)
    context = {"handover": found, "form": form, "rows": facts(found), "how": how}
    return render(request, "evidence/handover_end.html", context, status=status_of(form))


@require_safe
def handover_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The record of a hand-over as a paper."""
    found = queries.handover(request.actor, id)
    paper = item_papers.handover_paper(found, request.actor)
    papers.issue_paper(
        by=request.actor,
        record=found,
        kind="entrega",
        number=found.number,
        state=papers.state_of(paper),
        paper=paper,
    )
    return papers.answer(paper, f"entrega-{found.number}.pdf")
