"""Conferences and sessions on the map: by region, with who came, and one by one."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import spreadsheet
from arariwa.core.action import require_role
from arariwa.core.http import Request
from arariwa.core.lists import conditions
from arariwa.outreach import conferences as reading
from arariwa.outreach import showing_polls
from arariwa.outreach.showing_figures import BOOK


@require_safe
def conferences(request: Request) -> HttpResponse:
    """By region on the map with the table beside it, then each gathering."""
    require_role(request.actor, BOOK.roles)
    values, sentences, fields = conditions(request.GET, reading.conditions(request.actor))
    held = reading.held(*reading.scope_of(request.actor, values))
    regions = reading.by_region(held)
    rows = [
        {"one": one, "event": one.event, "change": showing_polls.said(one.change), "delivery": one.delivery}
        for one in held
    ]
    context = {
        "rows": rows,
        "regions": regions,
        "map": reading.map_of(regions),
        "people": sum(one.people for one in held),
        "filters": sentences,
        "fields": fields,
        "export_url": f"{reverse('outreach:conferences_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "outreach/conferences.html", context)


@require_safe
def conferences_csv(request: Request) -> StreamingHttpResponse:
    """The same gatherings for a spreadsheet."""
    require_role(request.actor, BOOK.roles)
    values, _sentences, _fields = conditions(request.GET, reading.conditions(request.actor))
    rows = [reading.cells(one) for one in reading.held(*reading.scope_of(request.actor, values))]
    return spreadsheet.answer(_("conferences"), reading.head(), rows)
