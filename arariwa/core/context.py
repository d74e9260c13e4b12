"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language

from arariwa.core import panels


def frame(request: HttpRequest) -> dict[str, Any]:
    """Actor, menu, the same page in the other language."""
    actor = getattr(request, "actor", None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    other = "es" if get_language() == "en" else "en"
    return {
        "actor": actor,
        "places": [
            {
                "url": reverse(place.url_name),
                "label": place.label,
                "count": place.count(actor) if place.count else None,
                "current": here == place.url_name
                or here.split(":")[0] + ":" == place.url_name.split(":")[0] + ":" != "core:",
            }
            for place in panels.places_for(actor)
        ],
        "other_language": {
            "code": other,
            "label": dict(settings.LANGUAGES)[other],
            "url": _same_page(request, other),
        },
        "demo": settings.DEMO,
    }


def _same_page(request: HttpRequest, language: str) -> str:
    try:
        return translate_url(request.get_full_path(), language)
    except NoReverseMatch:
        return "/" if language == "es" else f"/{language}/"
