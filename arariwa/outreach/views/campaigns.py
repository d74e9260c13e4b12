"""The list of campaigns, one campaign, making and changing it, its calendar, who else sees it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, lists, spreadsheet
from arariwa.core.action import may, require_role
from arariwa.core.http import Request
from arariwa.events import icalendar, months
from arariwa.outreach import actions_campaigns as actions
from arariwa.outreach import calendar_campaigns, showing_campaigns, showing_charts
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach.forms.campaigns import CampaignForm, LinkForm, ShareForm
from arariwa.outreach.views.shared import (
    answered,
    campaign_for,
    campaign_to_write,
    done,
    form_page,
    offers,
)


@require_safe
def campaigns(request: Request) -> HttpResponse:
    """The campaigns the actor may see, the latest first."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    context = {
        **asked.shown(page, "outreach:campaigns_csv"),
        "today": request.actor.today,
        "may_make": may(request.actor, actions.create_campaign),
    }
    return render(request, "outreach/campaigns.html", context)


@require_safe
def campaigns_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    return spreadsheet.answer(_("campaigns"), listing.head(), spreadsheet.each(rows, listing.cells))


@require_safe
def campaign(request: Request, id: UUID) -> HttpResponse:
    """One campaign: what it wants and says, its posts, calendar, money and gatherings, what waits for approval."""
    found = campaign_for(request.actor, id)
    shown = showing_campaigns.of_campaign(found, request.actor)
    return render(
        request, "outreach/campaign.html", {"campaign": found, **shown, **offers(request.actor, found)}
    )


@form_page
def create_campaign(request: Request) -> HttpResponse:
    """A new campaign of the actor's office."""
    require_role(request.actor, actions.WRITERS)
    form = CampaignForm(request.POST or None)

    def save(id: UUID, _version: int, values: dict[str, Any]) -> None:
        actions.create_campaign(by=request.actor, id=id, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The campaign was begun. Add its messages, then write its posts."))
        return redirect("outreach:campaign", id=form.cleaned_data["id"])
    return answered(request, "outreach/campaign_form.html", {"form": form})


@form_page
def edit_campaign(request: Request, id: UUID) -> HttpResponse:
    """Change a campaign; a save that came second shows both sides."""
    found = campaign_to_write(request, id)
    form = CampaignForm(request.POST or None, record=found)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        actions.edit_campaign(by=request.actor, id=found.pk, version=version, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The campaign was saved."))
        return redirect("outreach:campaign", id=found.pk)
    context = {"form": form, "campaign": found, "conflict": form.conflict}
    return answered(request, "outreach/campaign_form.html", context)


# The calendar


@require_safe
def calendar(request: Request, id: UUID) -> HttpResponse:
    """A month of the campaign: posts by the day planned or published, and its gatherings."""
    found = campaign_for(request.actor, id)
    first = months.first_day(
        request.GET.get("mes", ""), calendar_campaigns.begins(found, request.actor.today)
    )
    rows = calendar_campaigns.entries(found, request.actor, first)
    context = {
        "campaign": found,
        "month": months.month_of(first, rows),
        "weekdays": months.weekdays(),
        "rows": rows,
    }
    return render(request, "outreach/calendar.html", context)


@require_safe
def calendar_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """Every post of the campaign in the order of its calendar, for a spreadsheet."""
    found = campaign_for(request.actor, id)
    rows = found.posts.select_related("campaign").order_by("planned_at", "id")
    return spreadsheet.answer(
        f"{_('calendar')} {found.number}", listing.post_head(), spreadsheet.each(rows, listing.post_cells)
    )


@require_safe
def calendar_ics(request: Request, id: UUID) -> HttpResponse:
    """The campaign for a calendar program."""
    found = campaign_for(request.actor, id)
    return icalendar.answer_entries(
        calendar_campaigns.for_program(found, request.actor), f"{_('campaign')} {found.number}"
    )


# Charts


@require_safe
def charts(request: Request, id: UUID) -> HttpResponse:
    """Reach between bounds, growth of each metric, cost per person reached, gatherings by region."""
    found = campaign_for(request.actor, id)
    shown = showing_charts.of_campaign(found, request.actor)
    return render(request, "outreach/charts.html", {"campaign": found, **shown})


@require_safe
def charts_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """Every number of the charts, for a spreadsheet."""
    found = campaign_for(request.actor, id)
    return spreadsheet.answer(
        f"{_('charts')} {found.number}", showing_charts.head(), showing_charts.cells(found)
    )


# Gatherings


@form_page
def link_event(request: Request, id: UUID) -> HttpResponse:
    """Say that a gathering belongs to the campaign."""
    found = campaign_to_write(request, id)
    form = LinkForm(request.POST or None, campaign=found, by=request.actor)

    def link(*, event: Any, id: UUID) -> None:
        actions.link_event(by=request.actor, campaign_id=found.pk, id=id, event_id=event.pk)

    if done(form, link):
        messages.success(request, _("The event belongs to the campaign."))
        return redirect("outreach:campaign", id=found.pk)
    context = {"campaign": found, "form": form, "heading": _("Join an event")}
    return answered(request, "outreach/part_form.html", context)


@require_POST
def unlink_event(request: Request, id: UUID, link: UUID) -> HttpResponse:
    """The gathering does not belong to the campaign after all."""
    found = campaign_to_write(request, id)
    actions.unlink_event(by=request.actor, campaign_id=found.pk, id=link)
    messages.success(request, _("The event no longer belongs to the campaign."))
    return redirect("outreach:campaign", id=found.pk)


# Who else sees it


@form_page
def offices(request: Request, id: UUID) -> HttpResponse:
    """The offices that see the campaign; its own lets another one read it or work on it."""
    found, by = campaign_to_write(request, id, access.MANAGE), request.actor
    form = ShareForm(request.POST or None)

    def share(*, office: Any, level: int) -> None:
        actions.share(by=by, campaign_id=found.pk, office=office, level=level)

    if done(form, share):
        said = _("%(office)s now sees the campaign.") % {"office": form.cleaned_data["office"].name}
        messages.success(request, said)
        return redirect("outreach:offices", id=found.pk)
    rows = [
        (grant, grant.reason == actions.REASON, grant.level >= access.ACT)
        for grant in actions.standing_for(found, by)
    ]
    return answered(request, "outreach/offices.html", {"campaign": found, "rows": rows, "form": form})


@require_POST
def end_share(request: Request, id: UUID, office: UUID) -> HttpResponse:
    """The office sees the campaign no longer."""
    found, by = campaign_to_write(request, id, access.MANAGE), request.actor
    grant = actions.standing_for(found, by).filter(office=office).first()
    if grant is None or grant.office is None:
        raise access.Hidden
    actions.end_share(by=by, campaign_id=found.pk, office=grant.office)
    messages.success(request, _("%(office)s no longer sees the campaign.") % {"office": grant.office.name})
    return redirect("outreach:offices", id=found.pk)
