"""Agreements and commitments of every event, and persons who may stand there twice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting, spreadsheet
from arariwa.core.action import require_role
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.lists import conditions
from arariwa.events import promise_list, same_person
from arariwa.events.actions import ORGANISERS
from arariwa.events.forms.follow_up import JudgeForm
from arariwa.events.views.shared import answered, form_page


@require_safe
def promises(request: Request) -> HttpResponse:
    """What was promised at the events the actor may see, what falls due first on top."""
    values, sentences, fields = conditions(request.GET, promise_list.CONDITIONS)
    found = promise_list.found(request.actor, values)
    context = {
        "rows": found[: promise_list.MOST],
        "more": max(0, len(found) - promise_list.MOST),
        "filters": sentences,
        "fields": fields,
        "export_url": f"{reverse('events:promises_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "events/promises.html", context)


@require_safe
def promises_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    values, _sentences, _fields = conditions(request.GET, promise_list.CONDITIONS)
    rows = promise_list.found(request.actor, values)
    return spreadsheet.answer(_("agreements"), promise_list.head(), (promise_list.cells(row) for row in rows))


# Persons who may stand there twice

SAID = {
    "same_name": gettext_lazy("the same name"),
    "part_of_name": gettext_lazy("one name is part of the other"),
    "near_name": gettext_lazy("names a slip apart"),
    "same_email": gettext_lazy("the same e-mail"),
    "near_document": gettext_lazy("document numbers a digit apart"),
    "other_document": gettext_lazy("another document number"),
}
SHOWN = 50


@require_safe
def duplicates(request: Request) -> HttpResponse:
    """Pairs of persons who may be one, and what was decided."""
    require_role(request.actor, ORGANISERS)
    pairs = same_person.undecided(request.actor)
    shown = pairs[:SHOWN]
    wanted = {key for pair in shown for key in (pair.first, pair.second)}
    held = {str(p.pk): p for p in same_person.in_sight(request.actor).filter(pk__in=wanted)}
    decided = same_person.decided(request.actor)
    context = {
        "rows": [(held[p.first], held[p.second], _said(p.signs), _said(p.against)) for p in shown],
        "waiting": len(pairs),
        "decided": decided.select_related("first", "second", "decided_by__person").order_by("-decided_at")[
            :SHOWN
        ],
    }
    return render(request, "events/duplicates.html", context)


def _said(codes: tuple[str, ...]) -> str:
    return formatting.listing([str(SAID[code]) for code in codes]) if codes else ""


@form_page
def judge(request: Request, first: UUID, second: UUID) -> HttpResponse:
    """Decide whether two rows are one person."""
    both = list(same_person.in_sight(request.actor).filter(pk__in=(first, second)))
    if len(both) != 2:
        raise access.Hidden
    require_role(request.actor, ORGANISERS)
    form = JudgeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            same_person.judge(by=request.actor, first=first, second=second, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The decision was recorded; both rows stay as they are."))
            return redirect("events:duplicates")
    return answered(request, "events/judge.html", {"both": both, "form": form})


@require_POST
def undo(request: Request, id: UUID) -> HttpResponse:
    """Take a decision back."""
    same_person.undo(by=request.actor, id=id)
    messages.success(request, _("The decision was taken back; the pair waits again."))
    return redirect("events:duplicates")
