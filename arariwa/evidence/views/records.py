"""The page of one intervention, its final acts after registering, and its papers."""

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
from arariwa.evidence import acta, actions, custody_actions, item_papers, papers, queries
from arariwa.evidence.forms.acts import TellForm, VoidForm
from arariwa.evidence.models import Intervention
from arariwa.evidence.views import answers
from arariwa.evidence.views.steps import posted, status_of

# Things on the record's own page; more are in the list of items.
THINGS_SHOWN = 200


@require_safe
def intervention(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything about one intervention: facts, what is missing, people, things, photos, custody, what was done."""
    record = queries.intervention(request.actor, id)
    things = list(queries.things(record, request.actor)[: THINGS_SHOWN + 1])
    people = [p for p in record.participants.all() if p.voided_at is None]
    holders = queries.holder_names(things)
    context = {
        "record": record,
        "facts": facts(record),
        "missing": answers.missing_rows(record),
        "place_rows": answers.place_rows(record),
        "reason_rows": answers.reason_rows(record),
        "people_rows": answers.people_rows(record, people),
        "thing_groups": answers.groups(things[:THINGS_SHOWN]),
        "more_things": len(things) > THINGS_SHOWN,
        "holders": holders,
        "photos": queries.photos(record, request.actor),
        "timeline": timeline(record),
        **allowed(request, record),
    }
    return render(request, "evidence/intervention.html", context)


def facts(record: Intervention) -> list[tuple[Any, Any]]:
    """The facts that identify, under the title."""
    return [
        (_("Number"), record.number),
        (_("Day of the facts"), formatting.span(record.facts)),
        (_("Place"), acta.place_of(record)),
        (_("Office"), record.office.name),
    ]


def timeline(record: Intervention) -> list[dict[str, Any]]:
    """Who did what, oldest first."""
    told = journal_words.told(queries.history([record.pk]))
    return [{"at": line.at, "text": what, "more": who} for line, who, what in told]


def allowed(request: HttpRequest, record: Intervention) -> dict[str, bool]:
    """What the actor may do with the record as it stands."""
    level = access.level_of(request.actor, record)
    manages, standing = level >= access.MANAGE, record.voided_at is None
    return {
        "may_edit": manages
        and standing
        and record.is_draft
        and may(request.actor, actions.edit_intervention),
        "may_void": manages and standing and may(request.actor, actions.void_intervention),
        "may_tell": manages
        and standing
        and not record.is_draft
        and may(request.actor, actions.tell_prosecutor),
        "may_offer": standing
        and not record.is_draft
        and level >= access.ACT
        and may(request.actor, custody_actions.offer)
        and queries.to_offer(request.actor, intervention=str(record.pk)).exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, id: UUID) -> HttpResponse:
    """Declare an intervention void: a final act."""
    record = queries.intervention(request.actor, id)
    if not allowed(request, record)["may_void"]:
        raise access.Hidden
    form, hindrance = VoidForm(posted(request)), None
    try:
        actions.voidable(record)
    except Refused as refused:
        hindrance = refused
    if request.method == "POST" and form.is_valid():
        try:
            actions.void_intervention(by=request.actor, id=id, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Declared void. It stays readable, with the reason."))
            return redirect("evidence:intervention", id=id)
    rows = [(_("What is declared void"), str(record)), *facts(record)]
    context = {"record": record, "form": form, "rows": rows, "hindrance": hindrance}
    return render(request, "evidence/void.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, id: UUID) -> HttpResponse:
    """Send a registered intervention to a prosecutor's office."""
    record = queries.intervention(request.actor, id)
    if not allowed(request, record)["may_tell"]:
        raise access.Hidden
    form = TellForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_prosecutor(by=request.actor, id=id, office=form.cleaned_data["office"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Sent to %(office)s.") % {"office": form.cleaned_data["office"].name})
            return redirect("evidence:intervention", id=id)
    return render(request, "evidence/tell.html", {"record": record, "form": form}, status=status_of(form))


@require_safe
def acta_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The record as a paper; BORRADOR while it is a draft or something required is missing."""
    record = queries.intervention(request.actor, id)
    paper = acta.acta(record, request.actor)
    if not record.is_draft:
        papers.issue_paper(
            by=request.actor,
            record=record,
            kind="acta",
            number=str(record.number),
            state=papers.state_of(paper),
            paper=paper,
        )
    return papers.answer(paper, f"acta-{record.number or 'borrador'}.pdf")


@require_safe
def labels_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """Labels of the things taken."""
    record = queries.intervention(request.actor, id)
    things = [
        i
        for i in queries.things(record, request.actor).select_related("intervention__office__institution")
        if i.number and i.taking == "taken"
    ]
    if not things:
        raise access.Hidden
    return papers.answer(item_papers.labels(things, request.actor), f"rotulos-{record.number}.pdf")
