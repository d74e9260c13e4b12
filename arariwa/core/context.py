"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arariwa.core import panels
from arariwa.core.actor import Actor


def frame(request: HttpRequest) -> dict[str, Any]:
    """Actor, menu, the same page in the other language."""
    actor = getattr(request, "actor", None)
    other = "es" if get_language() == "en" else "en"
    return {
        "actor": actor,
        "places": _places(request, actor),
        "other_language": {
            "code": other,
            "label": dict(settings.LANGUAGES)[other],
            "url": _same_page(request, other),
        },
        "demo": settings.DEMO,
    }


def _places(request: HttpRequest, actor: Actor | None) -> list[dict[str, Any]]:
    """The menu; the place whose address the page's own begins with is the current one, the longest of several."""
    home = reverse("core:home")
    rows: list[dict[str, Any]] = (
        [{"url": home, "label": _("Home"), "count": None, "current": request.path == home}] if actor else []
    )
    for place in panels.places_for(actor):
        url = reverse(place.url_name)
        count = place.count(actor) if place.count and actor else None
        rows.append({"url": url, "label": place.label, "count": count, "current": False})
    if around := [row for row in rows if row["url"] != home and request.path.startswith(str(row["url"]))]:
        max(around, key=lambda row: len(str(row["url"])))["current"] = True
    return rows


def _same_page(request: HttpRequest, language: str) -> str:
    try:
        return translate_url(request.get_full_path(), language)
    except NoReverseMatch:
        return "/" if language == "es" else f"/{language}/"
