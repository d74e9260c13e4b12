"""Messages, claims of harm and money of a campaign: each added and changed on a page of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access
from arariwa.core.action import may, require_role
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events.forms.base import RowForm
from arariwa.outreach import (
    actions_budget,
    actions_campaigns,
    actions_claims,
    claims,
    showing_campaigns,
    showing_posts,
)
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.domain.claims import of_pack
from arariwa.outreach.forms.campaigns import (
    BudgetLineForm,
    MessageForm,
    OwnClaimForm,
    ReviewForm,
    SpendingForm,
    WhyForm,
)
from arariwa.outreach.models import Campaign, OwnClaim
from arariwa.outreach.views.shared import (
    answered,
    campaign_for,
    campaign_to_write,
    done,
    form_page,
    offers,
)


def _part(
    request: Request,
    campaign: Campaign,
    record: Any,
    form_of: type[RowForm],
    act: Callable[..., Any],
    words: tuple[Any, Any, Any],
    back: str,
) -> HttpResponse:
    """A page that adds or changes one row of the campaign. `words`: heading to add, to change, what is said when saved."""
    add, change, saved = words
    form = form_of(request.POST or None, record=record)

    def save(given: UUID, version: int, values: dict[str, Any]) -> None:
        id = record.pk if record else given
        act(by=request.actor, campaign_id=campaign.pk, id=id, version=version, values=values)

    if form.is_bound and form.saved(save):
        messages.success(request, str(saved))
        return redirect(back)
    context = {
        "campaign": campaign,
        "form": form,
        "conflict": form.conflict,
        "heading": change if record else add,
        "back_url": back,
    }
    return answered(request, "outreach/part_form.html", context)


def _take_out(request: Request, act: Callable[..., Any], said: Any, back: str, **given: Any) -> HttpResponse:
    try:
        act(by=request.actor, **given)
    except Refused as refused:
        messages.error(request, worded(refused))
    else:
        messages.success(request, str(said))
    return redirect(back)


def _home(campaign: Campaign) -> str:
    return reverse("outreach:campaign", args=[campaign.pk])


# Messages

MESSAGE = (
    gettext_lazy("Add a message"),
    gettext_lazy("Change the message"),
    gettext_lazy("The message was saved."),
)


@form_page
def add_message(request: Request, id: UUID) -> HttpResponse:
    """Add what the campaign wants understood."""
    campaign = campaign_to_write(request, id)
    act = actions_campaigns.save_message
    return _part(request, campaign, None, MessageForm, act, MESSAGE, _home(campaign))


@form_page
def edit_message(request: Request, id: UUID, message: UUID) -> HttpResponse:
    """Change a message."""
    campaign = campaign_to_write(request, id)
    record = access.get(campaign.messages.filter(withdrawn_at=None), request.actor, pk=message)
    act = actions_campaigns.save_message
    return _part(request, campaign, record, MessageForm, act, MESSAGE, _home(campaign))


@require_POST
def withdraw_message(request: Request, id: UUID, message: UUID) -> HttpResponse:
    """Give a message up."""
    campaign = campaign_to_write(request, id)
    act, said = actions_campaigns.withdraw_message, _("The message was given up.")
    return _take_out(request, act, said, _home(campaign), campaign_id=campaign.pk, id=message)


# Claims of harm

CLAIM = (
    gettext_lazy("Write a claim of harm"),
    gettext_lazy("Change the claim of harm"),
    gettext_lazy("The claim was saved; someone else has to review it."),
)


@require_safe
def country_claims(request: Request) -> HttpResponse:
    """The claims of harm of the country's pack, with their caveats, sources and reviews."""
    context = {
        "claims": showing_posts.claim_rows(claims.of_country()),
        "may_review": may(request.actor, actions_claims.review_claim),
    }
    return render(request, "outreach/country_claims.html", context)


@form_page
def review_claim(request: Request, claim: str) -> HttpResponse:
    """Say whether the source of a claim of the pack carries it."""
    if not may(request.actor, actions_claims.review_claim):
        raise access.Hidden
    try:
        found = of_pack(claims.in_pack(claim))
    except Refused as refused:
        raise access.Hidden from refused
    form = ReviewForm(request.POST or None, initial={"read": found.digest})

    def act(*, id: UUID, read: str, fit: bool, note: str) -> None:
        actions_claims.review_claim(by=request.actor, id=id, claim=claim, digest=read, fit=fit, note=note)

    if done(form, act):
        messages.success(request, _("The review was recorded."))
        return redirect("outreach:country_claims")
    context = {
        "claim": showing_posts.claim_rows([found])[0],
        "form": form,
        "back_url": reverse("outreach:country_claims"),
    }
    return answered(request, "outreach/review_claim.html", context)


@require_safe
def campaign_claims(request: Request, id: UUID) -> HttpResponse:
    """The campaign's own claims of harm."""
    campaign = campaign_for(request.actor, id)
    rows = campaign.claims.filter(withdrawn_at=None).select_related(*claims.WHO)
    context = {
        "campaign": campaign,
        "claims": showing_posts.claim_rows([claims.own(row) for row in rows]),
        "may_review": may(request.actor, actions_claims.review_own_claim),
        **offers(request.actor, campaign),
    }
    return render(request, "outreach/campaign_claims.html", context)


def _claims(campaign: Campaign) -> str:
    return reverse("outreach:campaign_claims", args=[campaign.pk])


@form_page
def add_claim(request: Request, id: UUID) -> HttpResponse:
    """Write a claim the pack does not have."""
    campaign = campaign_to_write(request, id)
    return _part(request, campaign, None, OwnClaimForm, actions_claims.save_claim, CLAIM, _claims(campaign))


def _own(request: Request, campaign: Campaign, claim: UUID) -> OwnClaim:
    return access.get(campaign.claims.filter(withdrawn_at=None), request.actor, pk=claim)


@form_page
def edit_claim(request: Request, id: UUID, claim: UUID) -> HttpResponse:
    """Change a claim of the campaign; its review is taken back."""
    campaign = campaign_to_write(request, id)
    record = _own(request, campaign, claim)
    return _part(request, campaign, record, OwnClaimForm, actions_claims.save_claim, CLAIM, _claims(campaign))


@require_POST
def withdraw_claim(request: Request, id: UUID, claim: UUID) -> HttpResponse:
    """Give a claim up."""
    campaign = campaign_to_write(request, id)
    act, said = actions_claims.withdraw_claim, _("The claim was given up.")
    return _take_out(request, act, said, _claims(campaign), campaign_id=campaign.pk, id=claim)


@form_page
def review_own_claim(request: Request, id: UUID, claim: UUID) -> HttpResponse:
    """Say whether the source of a campaign's own claim carries it."""
    campaign = campaign_for(request.actor, id)
    record = _own(request, campaign, claim)
    require_role(request.actor, actions_claims.REVIEWERS)
    form = ReviewForm(request.POST or None, initial={"read": str(record.version)})

    def act(*, id: UUID, read: str, fit: bool, note: str) -> None:
        version = int(read) if read.isdecimal() and len(read) < 9 else 0
        actions_claims.review_own_claim(
            by=request.actor, campaign_id=campaign.pk, id=record.pk, version=version, fit=fit, note=note
        )

    if done(form, act):
        messages.success(request, _("The review was recorded."))
        return redirect(_claims(campaign))
    context = {
        "campaign": campaign,
        "claim": showing_posts.claim_rows([claims.own(record)])[0],
        "form": form,
        "back_url": _claims(campaign),
    }
    return answered(request, "outreach/review_claim.html", context)


# Money

LINE = (
    gettext_lazy("Add a line to the budget"),
    gettext_lazy("Change the line of the budget"),
    gettext_lazy("The line was saved."),
)


@require_safe
def budget(request: Request, id: UUID) -> HttpResponse:
    """The budget against what was spent, and every spending."""
    campaign = campaign_for(request.actor, id)
    lines = queries.budget(campaign, _("Beside the budget"))
    context = {
        "campaign": campaign,
        "lines": lines,
        "bars": showing_campaigns.bars(lines),
        "totals": queries.totals(lines),
        "spendings": campaign.spendings.select_related("line", "voided_by__person"),
        **offers(request.actor, campaign),
    }
    return render(request, "outreach/budget.html", context)


def _money(campaign: Campaign) -> str:
    return reverse("outreach:budget", args=[campaign.pk])


@form_page
def add_line(request: Request, id: UUID) -> HttpResponse:
    """Set money aside."""
    campaign = campaign_to_write(request, id)
    return _part(request, campaign, None, BudgetLineForm, actions_budget.save_line, LINE, _money(campaign))


@form_page
def edit_line(request: Request, id: UUID, line: UUID) -> HttpResponse:
    """Change a line of the budget."""
    campaign = campaign_to_write(request, id)
    record = access.get(campaign.budget_lines.filter(withdrawn_at=None), request.actor, pk=line)
    return _part(request, campaign, record, BudgetLineForm, actions_budget.save_line, LINE, _money(campaign))


@require_POST
def withdraw_line(request: Request, id: UUID, line: UUID) -> HttpResponse:
    """Take a line out of the budget."""
    campaign = campaign_to_write(request, id)
    act, said = actions_budget.withdraw_line, _("The line was taken out.")
    return _take_out(request, act, said, _money(campaign), campaign_id=campaign.pk, id=line)


@form_page
def add_spending(request: Request, id: UUID) -> HttpResponse:
    """Record money spent."""
    campaign = campaign_to_write(request, id)
    form = SpendingForm(request.POST or None, campaign=campaign)

    def act(*, id: UUID, **_given: Any) -> None:
        actions_budget.add_spending(by=request.actor, campaign_id=campaign.pk, id=id, values=form.values())

    if done(form, act):
        messages.success(request, _("The spending was recorded."))
        return redirect(_money(campaign))
    context = {
        "campaign": campaign,
        "form": form,
        "heading": _("Record a spending"),
        "back_url": _money(campaign),
    }
    return answered(request, "outreach/part_form.html", context)


@form_page
def void_spending(request: Request, id: UUID, spending: UUID) -> HttpResponse:
    """Declare a spending void, with the reason."""
    campaign = campaign_to_write(request, id)
    record = access.get(campaign.spendings.all(), request.actor, pk=spending)
    form = WhyForm(request.POST or None)

    def act(*, why: str) -> None:
        actions_budget.void_spending(by=request.actor, campaign_id=campaign.pk, id=record.pk, why=why)

    if done(form, act):
        messages.success(request, _("The spending was declared void."))
        return redirect(_money(campaign))
    context = {
        "campaign": campaign,
        "form": form,
        "heading": _("Void the spending"),
        "lead": record.what,
        "back_url": _money(campaign),
    }
    return answered(request, "outreach/part_form.html", context)
