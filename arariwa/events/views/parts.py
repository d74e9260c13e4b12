"""Sessions, trainers and invitations of an event: each added and changed on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from arariwa.core import access
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import actions
from arariwa.events.forms.base import RowForm
from arariwa.events.forms.gatherings import InvitationForm, MinutesForm, SessionForm, TrainerForm
from arariwa.events.models import Event
from arariwa.events.views.shared import answered, event_to_run, form_page


@dataclass(frozen=True)
class Part:
    """A kind of row an event has: its rows, form and actions, and the words of its pages."""

    rows: Callable[[Event], Any]
    form: type[RowForm]
    save: Callable[..., Any]
    remove: Callable[..., Any]
    add_heading: Any
    edit_heading: Any
    saved: Any
    removed: Any


SESSION = Part(
    lambda event: event.sessions.filter(voided_at=None),
    SessionForm,
    actions.save_session,
    actions.void_session,
    _("Add a session"),
    _("Change the session"),
    _("The session was saved."),
    _("The session was taken out."),
)
TRAINER = Part(
    lambda event: event.trainers.filter(removed_at=None),
    TrainerForm,
    actions.save_trainer,
    actions.remove_trainer,
    _("Add a trainer"),
    _("Change the trainer"),
    _("The trainer was saved."),
    _("The trainer was taken out."),
)
INVITATION = Part(
    lambda event: event.invitations.filter(withdrawn_at=None),
    InvitationForm,
    actions.save_invitation,
    actions.withdraw_invitation,
    _("Invite an institution"),
    _("Change the invitation"),
    _("The invitation was saved."),
    _("The invitation was withdrawn."),
)


def _page(request: Request, id: UUID, kind: Part, part: UUID | None = None) -> HttpResponse:
    event = event_to_run(request.actor, id)
    record = access.get(kind.rows(event), request.actor, pk=part) if part else None
    first = {"day": event.from_on} if kind is SESSION and not record else {}
    form = kind.form(request.POST or None, record=record, initial=first)

    def save(given: UUID, version: int, values: dict[str, Any]) -> None:
        kind.save(
            by=request.actor,
            event_id=event.pk,
            id=record.pk if record else given,
            version=version,
            values=values,
        )

    if form.is_bound and form.saved(save):
        messages.success(request, str(kind.saved))
        return redirect("events:event", id=event.pk)
    context = {
        "event": event,
        "form": form,
        "conflict": form.conflict,
        "heading": kind.edit_heading if record else kind.add_heading,
    }
    return answered(request, "events/part_form.html", context)


def _remove(request: Request, id: UUID, kind: Part, part: UUID) -> HttpResponse:
    event = event_to_run(request.actor, id)
    try:
        kind.remove(by=request.actor, event_id=event.pk, id=part)
    except Refused as refused:
        messages.error(request, worded(refused))
    else:
        messages.success(request, str(kind.removed))
    return redirect("events:event", id=event.pk)


@form_page
def add_session(request: Request, id: UUID) -> HttpResponse:
    """Add a session."""
    return _page(request, id, SESSION)


@form_page
def edit_session(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """Change a session, or write its minutes."""
    return _page(request, id, SESSION, session)


@require_POST
def void_session(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """Take a session out that was not held."""
    return _remove(request, id, SESSION, session)


@form_page
def add_trainer(request: Request, id: UUID) -> HttpResponse:
    """Add who teaches or speaks."""
    return _page(request, id, TRAINER)


@form_page
def edit_trainer(request: Request, id: UUID, trainer: UUID) -> HttpResponse:
    """Change what is said of a trainer."""
    return _page(request, id, TRAINER, trainer)


@require_POST
def remove_trainer(request: Request, id: UUID, trainer: UUID) -> HttpResponse:
    """Take a trainer out."""
    return _remove(request, id, TRAINER, trainer)


@form_page
def add_invitation(request: Request, id: UUID) -> HttpResponse:
    """Invite an institution."""
    return _page(request, id, INVITATION)


@form_page
def edit_invitation(request: Request, id: UUID, invitation: UUID) -> HttpResponse:
    """Change an invitation."""
    return _page(request, id, INVITATION, invitation)


@require_POST
def withdraw_invitation(request: Request, id: UUID, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    return _remove(request, id, INVITATION, invitation)


@form_page
def write_minutes(request: Request, id: UUID, session: UUID) -> HttpResponse:
    """The minutes of a session, also after the list is closed."""
    event = event_to_run(request.actor, id)
    record = access.get(SESSION.rows(event), request.actor, pk=session)
    form = MinutesForm(request.POST or None, record=record)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        actions.write_minutes(
            by=request.actor, event_id=event.pk, id=record.pk, version=version, text=values["minutes_text"]
        )

    if form.is_bound and form.saved(save):
        messages.success(request, str(_("The minutes were saved.")))
        return redirect("events:event", id=event.pk)
    heading = f"{gettext('Minutes')}: {record}"
    context = {"event": event, "form": form, "heading": heading, "conflict": form.conflict}
    return answered(request, "events/part_form.html", context)
