"""Filters and tags of outreach's templates: `{% load outreach %}`."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from arariwa.core import formatting
from arariwa.core.templatetags.arariwa import state
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach.models import Campaign, Post

register = template.Library()


@register.filter
def campaign_days(campaign: Campaign) -> str:
    """Its first and last day."""
    return listing.days_of(campaign)


@register.filter
def campaign_regions(campaign: Campaign) -> str:
    """Its regions by name."""
    return listing.regions_of(campaign)


@register.filter
def planned(post: Post) -> str:
    """When it is planned for, briefly."""
    return formatting.moment_brief(timezone.localtime(post.planned_at))


@register.simple_tag(takes_context=True)
def campaign_state(context: template.Context, campaign: Campaign) -> SafeString:
    """Where a campaign is today: sign and word."""
    code = campaign.state(context["actor"].today)
    return state(listing.SIGNS[code], listing.STATES[code])


@register.simple_tag
def post_state(post: Post) -> SafeString:
    """Where a post stands: sign and word."""
    code = listing.state_of(post)
    return state(listing.POST_SIGNS[code], listing.POST_STATES[code])


@register.filter
def whole(value: Decimal) -> str:
    """A figure of a platform without decimals."""
    return formatting.number(value.quantize(Decimal(1), ROUND_HALF_UP))


@register.filter
def signed(value: Decimal) -> str:
    """A change with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""  # noqa: RUF001 - the sign of a number
    return f"{sign}{whole(abs(value))}"
