"""Filters of evidence's templates: `{% load evidence %}`."""

from typing import Any

from django import template

from arariwa.core.forms import error_links
from arariwa.evidence import acta, queries
from arariwa.evidence.models import Intervention, Item
from arariwa.evidence.views.answers import thing_line as line_of

register = template.Library()


@register.filter
def quantity_of(item: Item) -> str:
    """Amount and unit, or money; "no informado" where nobody counted."""
    return acta.quantity_of(item)


@register.filter
def seal_of(item: Item) -> str:
    """The seal of an item read with its holder; "" where nobody told of one."""
    seal = item.holder_seal or item.seal  # type: ignore[attr-defined]
    return queries.seal_told(seal, item.holder_seal_state)  # type: ignore[attr-defined]


@register.filter
def place_of(intervention: Intervention) -> str:
    """Spot, district, province, department."""
    return acta.place_of(intervention)


@register.filter
def thing_line(item: Item) -> str:
    """Amount, species and condition on one line."""
    return line_of(item)


@register.inclusion_tag("core/_errors.html")
def error_summary_of(forms: Any, *more: Any) -> dict[str, Any]:
    """The box of mistakes for a list of forms and those after it."""
    return {"links": error_links(*forms, *more)}
