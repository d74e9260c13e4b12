"""The review desk: what waits for a reviewer, one entry to review, and proposals as patches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import access
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.law import actions, book, entry_page, queries, reviewing
from arariwa.law.forms import ReviewForm
from arariwa.law.models import EntryReview

SHOWN = 20
# What needs a reviewer first: what someone disputes, then what no longer says what was signed.
ORDER = ("disputed", "changed", "corrected", "unreviewed")


def _only_reviewers(request: Request) -> None:
    if not may(request.actor, actions.review_entry):
        raise access.Hidden


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits: disputed, changed and unsigned entries, those of low confidence first; corrections proposed."""
    _only_reviewers(request)
    law = queries.law()
    standing = reviewing.standing(law.entries)
    rows = [book.row_of(e, law, standing[e.key]) for e in law.entries]
    rows.sort(key=lambda r: ("low", "medium", "high").index(r.entry.confidence))
    waiting = {state: [r for r in rows if r.standing.state == state] for state in ORDER}
    context = {
        "groups": [(book.STATES[state], waiting[state][:SHOWN]) for state in ORDER],
        "next": next((r for state in ORDER for r in waiting[state]), None),
        "signed": sum(r.standing.state == "signed" for r in rows),
        "all": len(rows),
        "proposals": reviewing.proposals(),
    }
    return render(request, "law/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, key: str) -> HttpResponse:
    """One entry as it stands, and what the reviewer says of it."""
    _only_reviewers(request)
    try:
        found = reviewing.entry(key)
    except Refused:
        raise Http404 from None
    form = ReviewForm(request.POST if request.method == "POST" else None, entry=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_entry(by=request.actor, key=key, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Your review was recorded, with your name and your reason."))
            return redirect("law:entry", group=found.group)
    shown = entry_page.one(found)
    context: dict[str, Any] = {"row": shown.row, "shown": shown, "page": shown.row, "form": form}
    return render(request, "law/review.html", context, status=422 if form.errors else 200)


@require_safe
def patch(request: Request, id: UUID) -> HttpResponse:
    """A proposed correction as a unified diff of the folder of packs."""
    _only_reviewers(request)
    found = EntryReview.objects.filter(pk=id, verdict=EntryReview.Verdict.CORRECTED).first()
    if found is None:
        raise Http404
    response = HttpResponse(reviewing.patch(found), content_type="text/x-diff; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.key}.patch"'
    return response
