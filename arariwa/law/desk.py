"""The review desk: what waits for a reviewer, one entry to review, and proposals as patches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import access, refusals
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.lists import conditions
from arariwa.law import actions, entry_page, proposing, reviewing, species_words, taxon_page, waiting
from arariwa.law.forms import ReviewForm
from arariwa.law.models import EntryReview
from arariwa.law.reviewing import LAW, SPECIES, Reviewed


def _only_reviewers(request: Request) -> None:
    if not may(request.actor, actions.review_entry):
        raise access.Hidden


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits: disputed, changed and unsigned entries, those of low confidence first; corrections proposed."""
    _only_reviewers(request)
    values, sentences, fields = conditions(request.GET, waiting.CONDITIONS)
    every = waiting.every()
    found = waiting.fitting(every, values)
    context = {
        **waiting.page(found, request.GET.get("desde", "")),
        "filters": sentences,
        "fields": fields,
        "next": next((w.url for w in found if w.standing.state != "signed"), ""),
        "signed": sum(w.standing.state == "signed" for w in every),
        "all": len(every),
        "proposals": reviewing.proposals(),
    }
    return render(request, "law/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, key: str) -> HttpResponse:
    """One entry of the law as it stands, and what the reviewer says of it."""
    _only_reviewers(request)
    try:
        entry = reviewing.entry(key)
    except Refused:
        raise Http404 from None
    shown = entry_page.one(entry)
    context = {"row": shown.row, "shown": shown, "page": shown.row}
    # the fragment opens an older text, which is folded
    back = f"{reverse('law:entry', args=[entry.group])}#{slugify(entry.key)}"
    return _review(request, LAW, entry, redirect(back), context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_taxon(request: Request, slug: str) -> HttpResponse:
    """One taxon as the table has it, and what the reviewer says of it."""
    _only_reviewers(request)
    name = species_words.taxon_of(slug)
    if name is None:
        raise Http404
    context = {"page": taxon_page.of(name, timezone.localdate()), "slug": slug}
    return _review(request, SPECIES, reviewing.taxon(slug), redirect("law:taxon", slug=slug), context)


def _review(
    request: Request, pack: str, entry: Reviewed, then: HttpResponse, context: dict[str, Any]
) -> HttpResponse:
    form = ReviewForm(request.POST if request.method == "POST" else None, entry=entry)
    differs: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_entry(by=request.actor, pack=pack, key=entry.key, **form.cleaned_data)
        except Refused as refused:
            proposal = refused.values.get("proposal")
            if isinstance(proposal, proposing.Proposal):
                form.ask(proposal)
                differs = [refusals.located(problem) for problem in proposal.differs]
            form.refuse(refused)
        else:
            messages.success(request, _("Your review was recorded, with your name and your reason."))
            return then
    context |= {"entry": entry, "form": form, "differs": differs, "may_review": True, "reviewing": True}
    return render(request, "law/review.html", context, status=422 if form.errors else 200)


@require_safe
def patch(request: Request, id: UUID) -> HttpResponse:
    """A proposed correction as a file for `git apply`."""
    _only_reviewers(request)
    found = EntryReview.objects.filter(pk=id, verdict=EntryReview.Verdict.CORRECTED).first()
    if found is None:
        raise Http404
    response = HttpResponse(proposing.patch(found), content_type="text/x-diff; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.key}.patch"'
    return response
