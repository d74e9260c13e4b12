"""What every public page of rights says on top."""

from typing import Any

from django import template
from django.utils import timezone

from arariwa.rights import showing

register = template.Library()


@register.inclusion_tag("rights/_old_law.html")
def old_law() -> dict[str, Any]:
    """{% old_law %}: that the law was read too long ago, or, shown by the worker, that this is a copy without network."""
    return {"law_day": showing.law_day(timezone.localdate())}
