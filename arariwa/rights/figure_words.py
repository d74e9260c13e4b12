"""How the figures of rights are said: consultations and notices in one list of names, reasons and breakdowns."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from arariwa.events import figure_words as events
from arariwa.rights import figure_words_consultations as consultations
from arariwa.rights import queries_notices
from arariwa.rights.models import Notice

WORDS: Mapping[str, tuple[Any, Any]] = {
    **consultations.WORDS,
    "OUT-13": (
        _("Notices received from citizens"),
        _("Notices with a place and a fact; repeated ones and spam are left out. On how many a case rests stands beside."),
    ),
}  # fmt: skip
WHY: Mapping[str, Any] = events.WHY
BESIDE: Mapping[str, tuple[Any, str]] = {
    **events.BESIDE,
    **consultations.BESIDE,
    "reach_a_case": (_("Notices on which a case rests"), "count"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **consultations.BREAKDOWNS,
    "year": _("Year"),
    "kind": _("What it is about"),
}


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words, also of channels and kinds of notices."""
    keys = list(keys)
    found = dict(consultations.cell_words(name, keys))
    if name == "channel":
        of_notices = {value: str(label) for value, label in Notice.Channel.choices}
        found |= {key: of_notices[key] for key in keys if key in of_notices and found[key] == key}
    elif name == "kind":
        found |= {key: queries_notices.kind_name(key) for key in keys}
    return found
