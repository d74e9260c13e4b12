"""How the figures of consultations are said, beside those of events."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from arariwa.events import figure_words as events
from arariwa.events.figures import NOT_RECORDED
from arariwa.rights.consultation_choices import Channel
from arariwa.rights.consultation_listing import topic_word

WORDS: Mapping[str, tuple[Any, Any]] = {
    "OUT-10": (
        _("Citizens' questions answered"),
        _("Questions that an official answered with the norm it rests on, by the day of the first answer. What was set aside does not count."),
    ),
    "OUT-11": (
        _("Questions led to a lawful way"),
        _("Answers that name the steps and the authority for a permit, of the questions for which a lawful way is known."),
    ),
}  # fmt: skip
NOT_KNOWN: Mapping[str, Any] = {
    "by_engine": _("How many questions the public pages answered by themselves is not known, because they keep nothing of who asks."),
}  # fmt: skip
BESIDE: Mapping[str, tuple[Any, str]] = {
    "waiting": (_("Questions that wait for an answer now"), "count"),
    "no_way": (_("Questions for which no lawful way is known"), "count"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **events.BREAKDOWNS,
    "topic": _("Subject"),
    "channel": _("How it came"),
}


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words."""
    keys = list(keys)
    found = dict(events.cell_words(name, keys))
    if name == "topic":
        found |= {key: topic_word(key) for key in keys if key != NOT_RECORDED}
    elif name == "channel":
        found |= {value: str(label) for value, label in Channel.choices if value in found}
    return found
