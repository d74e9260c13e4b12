"""Pages of events: the list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arariwa.core import access
from arariwa.core.http import Request
from arariwa.events.models import Event


@require_safe
def events(request: Request) -> HttpResponse:
    """The events the actor may see, the latest first."""
    rows = access.visible(Event.objects.all(), request.actor).order_by("-from_on", "-id")[:50]
    return render(request, "events/events.html", {"rows": rows})
