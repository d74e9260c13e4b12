"""Pages of cohorts for who runs them: open one, its calendar, who asked, how each is doing; numbers by region."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access, lists, spreadsheet
from arariwa.core.action import require_role, role_allows
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import actions as events
from arariwa.events.actions import ORGANISERS
from arariwa.training import actions_courses as actions
from arariwa.training import courses, listing_courses
from arariwa.training import queries_courses as queries
from arariwa.training import showing_courses as showing
from arariwa.training.forms.courses import OpenCourseForm
from arariwa.training.models import Cohort
from arariwa.training.views.courses import cohort_for

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def open_course(request: Request) -> HttpResponse:
    """Open a cohort, of an event or making one."""
    require_role(request.actor, actions.open_course.roles)
    initial = {"course": request.GET.get("curso", ""), "event": request.GET.get("evento", "")}
    form = OpenCourseForm(request.POST or None, by=request.actor, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            cohort = _opened(request, dict(form.cleaned_data))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The course is open to its group."))
            if form.cleaned_data["announce"] and not cohort.event.announced_at:
                _announce(request, cohort)
            return redirect("training:cohort", id=cohort.pk)
    return render(request, "training/open_course.html", {"form": form}, status=422 if form.is_bound else 200)


def _opened(request: Request, given: dict[str, Any]) -> Cohort:
    event = given.pop("event")
    given.pop("announce")
    common = {key: given.pop(key) for key in ("id", "course", "opens_on", "closes_on")}
    if event:
        return actions.open_cohort(by=request.actor, event_id=event.pk, **common)
    values = {**given, "capacity": int(given["capacity"]) if given["capacity"] else None}
    return actions.open_course(by=request.actor, values=values, **common)


def _announce(request: Request, cohort: Cohort) -> None:
    """Announce it, or say what the event still lacks, such as its sessions."""
    try:
        events.announce(by=request.actor, id=cohort.event_id)
    except Refused as refused:
        messages.warning(request, worded(refused))


@require_safe
def cohort(request: Request, id: UUID) -> HttpResponse:
    """A cohort: its days, who asked for a place, how each of the enrolled is doing."""
    by = request.actor
    found = cohort_for(by, id)
    learned = courses.course_of(found.pack_id)
    asked = lists.asked(request.GET, listing_courses.CONDITIONS, listing_courses.SORTS)
    rows = queries.progress(found, text=asked.values["q"], state=asked.values["avance"])
    page = listing_courses.page(asked.every(rows), request.GET.get("desde", ""))
    context = {
        "cohort": found,
        "course": learned,
        "count": len(learned.file.modules),
        "calendar": showing.calendar(found),
        "to_decide": queries.to_decide(found),
        "not_enrolled": queries.not_enrolled(found),
        **asked.shown(page, "training:cohort_csv", found.pk),
        "may_act": access.level_of(by, found) >= access.ACT,
        "changed": showing.changed(learned, by.today),
    }
    return render(request, "training/cohort.html", context)


@require_safe
def cohort_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    found = cohort_for(request.actor, id)
    learned = courses.course_of(found.pack_id)
    asked = lists.asked(request.GET, listing_courses.CONDITIONS, listing_courses.SORTS)
    rows = asked.every(queries.progress(found, text=asked.values["q"], state=asked.values["avance"]))
    head = listing_courses.head()
    return spreadsheet.answer(
        _("progress"), head, spreadsheet.each(rows, lambda row: listing_courses.cells(row, learned))
    )


@require_POST
def approve(request: Request, id: UUID, participation: UUID) -> HttpResponse:
    """Give someone who asked a place, or a line on the waiting list when there is none."""
    row = actions.approve(by=request.actor, cohort_id=id, participation_id=participation)
    if row.approved_at:
        messages.success(request, _("%(name)s has a place.") % {"name": row.person})
    else:
        messages.success(
            request, _("There is no free place: %(name)s is on the waiting list.") % {"name": row.person}
        )
    return redirect("training:cohort", id=id)


@require_POST
def enrol_registered(request: Request, id: UUID) -> HttpResponse:
    """Enrol who is registered at the event and not in the course yet."""
    n = actions.enrol_registered(by=request.actor, cohort_id=id)
    said = ngettext("%(n)s official was enrolled.", "%(n)s officials were enrolled.", n) % {"n": n}
    messages.success(request, said)
    return redirect("training:cohort", id=id)


@require_safe
def dashboard(request: Request) -> HttpResponse:
    """Enrolled and completed by region, drawn on the map, and by institution."""
    titles = queries.titles()
    chosen = _chosen(request.GET, titles)
    context = {
        "numbers": showing.dashboard(request.actor, chosen),
        "titles": titles,
        "chosen": chosen,
        "cohorts": showing.cohorts(request.actor, chosen),
        "may_count": role_allows(request.actor, ORGANISERS),
        "export_url": f"{reverse('training:dashboard_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "training/dashboard.html", context)


def _chosen(query: Mapping[str, str], titles: Mapping[str, str]) -> str:
    slug = query.get("curso", "")
    return slug if slug in titles else ""


@require_safe
def dashboard_csv(request: Request) -> StreamingHttpResponse:
    """The same numbers for a spreadsheet."""
    numbers = showing.dashboard(request.actor, _chosen(request.GET, queries.titles()))
    head = [_("Grouped by"), _("Name"), _("Enrolled"), _("Completed"), _("With certificate")]
    groups = ((_("Region"), numbers.regions), (_("Institution"), numbers.institutions))
    rows = (
        [label, row["name"], row["tally"].enrolled, row["tally"].completed, row["tally"].certified]
        for label, found in groups
        for row in found
    )
    return spreadsheet.answer(_("courses"), head, rows)
