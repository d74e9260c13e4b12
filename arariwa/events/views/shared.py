"""What the pages of an event share: the event one was let to, what may be done with it, how a form is answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events.models import Event

form_page = require_http_methods(["GET", "HEAD", "POST"])


def event_for(by: Actor, id: UUID) -> Event:
    """The event with what its pages show, or Hidden."""
    return access.get(
        Event.objects.select_related("office__institution", "series", "made_by__person", "compartment"),
        by,
        pk=id,
    )


def event_to_run(by: Actor, id: UUID, level: int = access.ACT) -> Event:
    """The event where the actor may do something; one they only read is refused."""
    event = event_for(by, id)
    access.require(by, level, event)
    return event


def offers(by: Actor, event: Event) -> dict[str, bool]:
    """What to offer on the event: as far as the actor's level goes, while it is not over."""
    held = access.level_of(by, event)
    level = 0 if event.is_over else held
    return {
        "may_run": level >= access.ACT,
        "may_announce": level >= access.MANAGE and not event.announced_at,
        "may_close": level >= access.MANAGE and event.until_on <= by.today,
        "may_reopen": bool(event.closed_at) and held >= access.MANAGE,
        "may_write_minutes": bool(event.closed_at) and held >= access.ACT,
        "may_cancel": level >= access.MANAGE,
    }


def done(form: Any, act: Callable[..., Any], **given: Any) -> bool:
    """Run an action on a form rightly filled in; its refusal becomes a mistake of the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act(**given, **form.cleaned_data)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def answered(
    request: HttpRequest, template: str, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """A page; with status 422 when it holds a form that was sent and not taken."""
    sent = context.get("form")
    bad = wrong or (sent is not None and sent.is_bound)
    return render(request, template, context, status=422 if bad else 200)
