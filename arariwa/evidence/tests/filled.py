"""What the steps of an intervention are sent, as a browser would send it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone


def fields(client: Client, url: str) -> dict[str, Any]:
    """Every field of the last form of a page with what it holds: hidden marks, texts, choices made."""
    page = client.get(url).content.decode()
    form = page[page.rindex('<form method="post"') :]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name, value = (_attribute(tag, a) for a in ("type", "name", "value"))
        if name and (kind not in ("radio", "checkbox") or " checked" in tag):
            found[name] = value if kind != "checkbox" else (value or "on")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"\s+selected', options)
        found[name] = unescape(chosen.group(1)) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""


def place(**changes: Any) -> dict[str, Any]:
    """Step 1, of an intervention yesterday at a market in Iquitos: its hours are past whenever the test runs."""
    day = timezone.localdate() - timedelta(days=1)
    return {
        "id": str(uuid4()),
        "began": "flagrancy",
        "day_day": str(day.day),
        "day_month": str(day.month),
        "day_year": str(day.year),
        "start_time": "06:10",
        "end_time": "07:40",
        "place_text": "Mercado Belén, puesto 12",
        "country": "PE",
        "district_text": "",
        "ubigeo": "160101",
        "coordinates": "",
        "point": "retail",
        "written_elsewhere": "no",
        "written_place": "",
        "written_why": "",
        "title": "Charapas en el mercado Belén",
        **changes,
    }


def thing(**changes: Any) -> dict[str, Any]:
    """A specimen, as the form of a thing is sent."""
    return {
        "id": str(uuid4()),
        "kind": "specimen",
        "taking": "taken",
        "reported_as": "charapas",
        "other_name": "",
        "choice": "none",
        "scientific_as_reported": "",
        "condition": "live",
        "product": "",
        "quantity": "12",
        "unit": "live_animal",
        "on_permit": "no",
        "description": "",
        **changes,
    }


def officer(**changes: Any) -> dict[str, Any]:
    """An officer who takes part."""
    return {
        "id": str(uuid4()),
        "part": "officer",
        "name": "Alba Prueba",
        "document_kind": "dni",
        "document_number": "41234567",
        "no_document": "",
        "post": "Suboficial",
        "unit": "PNP",
        "signed": "yes",
        "unsigned_why": "",
        **changes,
    }
