"""Polls of an event: what they show, counting one (also without connection), taking one back, the sheet to count on."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import error_links
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import papers
from arariwa.events.forms.follow_up import WhyForm
from arariwa.events.models import Event
from arariwa.events.views.shared import answered, done, event_for, event_to_run, form_page
from arariwa.outreach import actions_polls, polls, polls_paper, showing_polls
from arariwa.outreach.choices_polls import Moment
from arariwa.outreach.forms.polls import PollForm
from arariwa.outreach.models import Poll

MOMENTS = {"antes": Moment.BEFORE, "despues": Moment.AFTER}
# Counts of one request; a device sends its queue in parts.
MOST_COUNTS = 20


def polled(event: Event) -> Event:
    """The event if polls are taken at such ones, else Hidden."""
    if event.kind not in polls.POLLED:
        raise access.Hidden
    return event


@require_safe
def event_polls(request: Request, id: UUID) -> HttpResponse:
    """What the polls of an event show, and the counts behind it."""
    event = polled(event_for(request.actor, id))
    result = showing_polls.of_event(event)
    context = {
        "event": event,
        "result": result,
        # The count that is still to be taken; none once both were.
        "next": next((moment for moment in Moment.values if moment not in result["moments"]), ""),
        "may_count": access.level_of(request.actor, event) >= access.ACT and not event.cancelled_at,
    }
    return render(request, "outreach/polls.html", context)


@form_page
def take_poll(request: Request, id: UUID, moment: str) -> HttpResponse:
    """Count a poll on a telephone. Without script it is a plain form."""
    if moment not in MOMENTS:
        raise access.Hidden
    event = polled(event_to_run(request.actor, id))
    form = PollForm(request.POST or None, questions=polls.questions())
    if form.is_bound and form.is_valid():
        try:
            actions_polls.record_poll(
                by=request.actor, event_id=event.pk, moment=MOMENTS[moment], **form.values()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The poll was recorded."))
            return redirect("outreach:polls", id=event.pk)
    context = {
        "event": event,
        "form": form,
        "moment": moment,
        "when": MOMENTS[moment].label,
        "grouped": any(form[name].value() for name in ("sex", "community_role", "language")),
    }
    return answered(request, "outreach/take_poll.html", context)


@require_POST
def poll_counts(request: Request, id: UUID) -> HttpResponse:
    """The queue of a device: JSON in, what became of each count out. Sent again, the same counts change nothing."""
    event = polled(event_to_run(request.actor, id))
    try:
        given = json.loads(request.body)["polls"][:MOST_COUNTS]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": _("The counts could not be read.")}, status=400)
    # One that was damaged on the device must not hold up the queue behind it.
    readable = [one for one in given if isinstance(one, dict) and "id" in one]
    return JsonResponse({"results": [_one(request, event, one) for one in readable]})


def _one(request: Request, event: Event, one: dict[str, Any]) -> dict[str, str]:
    """Record one count of a queue; what is wrong with it is told, and the others go on."""
    form = PollForm({str(name): str(value) for name, value in one.items()}, questions=polls.questions())
    moment = MOMENTS.get(str(one.get("moment")))
    told = {"id": str(one["id"]), "result": "refused"}
    if moment is None:
        return told | {"said": _("This count could not be read.")}
    if not form.is_valid():
        return told | {"said": "; ".join(str(said) for _id, said in error_links(form))}
    at = parse_datetime(str(one.get("at") or ""))
    try:
        actions_polls.record_poll(
            by=request.actor,
            event_id=event.pk,
            moment=moment,
            at=at if at and timezone.is_aware(at) else None,
            **form.values(),
        )
    except Refused as refused:
        return told | {"said": worded(refused)}
    return told | {"result": "recorded", "said": ""}


@form_page
def void_poll(request: Request, poll: UUID) -> HttpResponse:
    """Take back a count that was wrong: a final act with its reason."""
    row = access.get(Poll.objects.select_related("event", "recorded_by__person"), request.actor, pk=poll)
    event = event_to_run(request.actor, row.event_id)
    back = reverse("outreach:polls", args=[event.pk])
    form = WhyForm(request.POST or None)
    if done(form, actions_polls.void_poll, by=request.actor, id=row.pk):
        messages.success(request, _("The count was taken back."))
        return redirect(back)
    context = {
        "event": event,
        "form": form,
        "heading": _("Take the count back"),
        "above": [
            (_("Events"), reverse("events:events")),
            (str(event), reverse("events:event", args=[event.pk])),
            (_("Poll"), back),
        ],
        "rows": [
            (_("Event"), str(event)),
            (_("When"), row.get_moment_display()),
            (_("Who was counted"), showing_polls.group_words(row)),
            (_("How many were there"), formatting.number(row.present)),
            (_("Recorded"), f"{formatting.moment(row.recorded_at)}, {row.recorded_by.person}"),
        ],
        "effect": _("The row stays, with who took it back and why. The group may then be counted again."),
        "button": _("Take the count back"),
        "back_url": back,
        "danger": True,
    }
    return answered(request, "core/final.html", context)


@require_safe
def poll_sheet(request: Request, id: UUID) -> HttpResponse:
    """The sheet to count on, for where there is no telephone."""
    event = polled(event_to_run(request.actor, id))
    return papers.answer(polls_paper.sheet(event, request.actor), f"sondeo-{event.number}.pdf")
