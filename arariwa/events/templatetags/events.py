"""Filters and tags of events' templates: `{% load events %}`."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from arariwa.core import formatting, reference
from arariwa.core.templatetags.arariwa import state
from arariwa.events import listing, promise_list
from arariwa.events.following import Kept
from arariwa.events.models import Event, Participation

register = template.Library()
SIGNS = {"requested": "open", "approved": "yes", "waiting": "wait", "refused": "no", "withdrawn": "no"}


@register.filter
def days_of(event: Event) -> str:
    """Its day, or its first and last."""
    return listing.days_of(event)


@register.filter
def place_of(event: Event) -> str:
    """Spot, district, country if abroad."""
    return listing.place_of(event)


@register.filter
def country_name(code: str) -> str:
    """The name of a country."""
    return reference.country_name(code)


@register.simple_tag
def event_state(event: Event) -> SafeString:
    """Where an event stands: sign and word."""
    return state(listing.SIGNS[event.state], listing.STATES[event.state])


@register.simple_tag
def participation_state(row: Participation) -> SafeString:
    """Where a registration stands: sign and word."""
    return state(SIGNS[row.state], row.state.label)


@register.simple_tag
def promise_state(row: Kept) -> SafeString:
    """Where a promise stands: sign and word."""
    return state(promise_list.SIGNS[row.standing], promise_list.STANDINGS[row.standing])


@register.filter
def mean_of_five(value: float) -> str:
    """A mean with one decimal."""
    return formatting.number(round(Decimal(str(value)), 1))
