"""How the figures of outreach are said, beside those of events: one list of names, reasons and breakdowns."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.events import figure_words as events
from arariwa.events.choices import Tongue
from arariwa.events.models import Event, Material
from arariwa.outreach import polls
from arariwa.outreach.choices import Platform

WORDS: Mapping[str, tuple[Any, Any]] = {
    **{code: events.WORDS[code] for code in ("OUT-05", "OUT-06", "OUT-07", "OUT-08")},
    "OUT-02": (
        _("Social platforms used"),
        _("Platforms with one published post of a campaign at least. A messenger is not a social platform."),
    ),
    "OUT-09": (
        _("Participants who received something"),
        _("Of those who were at conferences, by name or counted: with a delivery recorded of one thing at least. Of the public counted, the thing most were handed."),
    ),
    "OUT-12": (
        _("What citizens know, before and after"),
        _("Change of the share of right answers in the poll, in points: each group against itself. Hands before and after are not persons matched, and people see each other."),
    ),
}  # fmt: skip
WHY: Mapping[str, Any] = {
    **events.WHY,
    "no_delivery": _("no delivery is recorded of any conference"),
    "no_poll_pairs": _("no question was asked both before and after"),
}
BESIDE: Mapping[str, tuple[Any, str]] = {
    **events.BESIDE,
    "posts": (_("Posts published on them"), "count"),
    "went_without": (_("Went without anything"), "count"),
    "share_before": (_("Right answers before"), "share"),
    "share_after": (_("Right answers after"), "share"),
    "change_low": (_("Change, interval of 95 %; the true uncertainty is larger"), "difference"),
    "in_room_before": (_("Were in the rooms before"), "count"),
    "in_room_after": (_("Were in the rooms after"), "count"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **events.BREAKDOWNS,
    "conference": _("Gathering"),
    "item": _("Material"),
    "platform": _("Platform"),
    "poll_question": _("Question"),
    "year": _("Year"),
    "language": _("Language"),
}


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words, also of gatherings, materials and questions of the poll."""
    keys, lang = list(keys), formatting.language()
    found = dict(events.cell_words(name, keys))
    if name == "conference":
        found |= {row.number: str(row) for row in Event.objects.filter(number__in=keys)}
    elif name == "item" and get_language() == "en":
        found |= {row.name_es: str(row) for row in Material.objects.filter(name_es__in=keys)}
    elif name == "poll_question":
        known = polls.questions()
        found |= {key: getattr(known[key].say, lang) for key in keys if key in known}
    elif name == "platform":
        found |= {key: str(Platform(key).label) for key in keys if key in Platform.values}
    elif name == "language":
        found |= {value: str(label) for value, label in Tongue.choices if value in found}
    return found
