"""Which offices help to run an event."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arariwa.core import access
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.events import helping
from arariwa.events.forms.gatherings import HelpForm
from arariwa.events.views.shared import answered, event_to_run, form_page


@form_page
def help_offices(request: Request, id: UUID) -> HttpResponse:
    """The offices that see and run the event; its own lets another one help."""
    found, by = event_to_run(request.actor, id, access.MANAGE), request.actor
    form = HelpForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            helping.let_help(by=by, event_id=found.pk, office=form.cleaned_data["office"])
        except Refused as refused:
            form.refuse(refused)
        else:
            said = _("%(office)s now helps to run the event.") % {"office": form.cleaned_data["office"].name}
            messages.success(request, said)
            return redirect("events:help", id=found.pk)
    rows = [(grant, grant.reason == helping.REASON) for grant in helping.standing_for(found, by)]
    return answered(request, "events/help.html", {"event": found, "rows": rows, "form": form})


@require_POST
def end_help(request: Request, id: UUID, office: UUID) -> HttpResponse:
    """The office helps no longer."""
    found, by = event_to_run(request.actor, id, access.MANAGE), request.actor
    grant = helping.standing_for(found, by).filter(office=office).first()
    if grant is None or grant.office is None:
        raise access.Hidden
    helping.end_help(by=by, event_id=found.pk, office=grant.office)
    messages.success(
        request, _("%(office)s no longer helps to run the event.") % {"office": grant.office.name}
    )
    return redirect("events:help", id=found.pk)
