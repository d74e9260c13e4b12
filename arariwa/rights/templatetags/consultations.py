"""Filters and tags of the pages of consultations: `{% load consultations %}`."""

import re

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from arariwa.core.templatetags.arariwa import state
from arariwa.rights import consultation_listing as listing
from arariwa.rights.consultation_choices import SIGNS
from arariwa.rights.models import Consultation
from arariwa.rights.pack_words import ANSWERS
from arariwa.rights.pack_words import SIGNS as ANSWER_SIGNS

register = template.Library()
LONGEST_WORD = 24
VERDICTS = {
    "lawful": ("yes", _("lawful")),
    "not_lawful": ("no", _("not lawful")),
    "not_known": ("unknown", _("it cannot be said yet")),
}


@register.filter
def breakable(text: str) -> SafeString:
    """What a citizen wrote, for a table: a word longer than any, such as an address of a page, may break and widens nothing."""
    parts = (
        part if len(part) <= LONGEST_WORD else "\0".join(re.findall(f".{{1,{LONGEST_WORD}}}", part))
        for part in re.split(r"(\s+)", text)
    )
    return mark_safe(escape("".join(parts)).replace("\0", "<wbr>"))  # noqa: S308 - escaped just now


@register.simple_tag
def consultation_state(row: Consultation) -> SafeString:
    """Where it stands: sign and word."""
    return state(SIGNS[row.state], row.state.label)


@register.filter
def subject_of(row: Consultation) -> str:
    """What it is about: animal, else subject, and what one wants to do."""
    return ", ".join(
        part for part in (row.animal or listing.topic_word(row.topic), listing.act_word(row.act)) if part
    )


@register.filter
def district_of(row: Consultation) -> str:
    """The district by its full name."""
    return listing.place_word(row.ubigeo)


@register.simple_tag
def answer_address() -> str:
    """Where an answer is read, as one types it from paper: the host too, without scheme."""
    return settings.PUBLIC_ADDRESS.split("://", 1)[-1] + reverse("rights:consultation_answer")


@register.simple_tag
def verdict_word(code: str) -> SafeString:
    """What the engine found of the facts stated: sign and word."""
    sign, word = VERDICTS[code]
    return state(sign, word)


@register.simple_tag
def answer_word(code: str) -> SafeString:
    """The answer in a word, with its sign."""
    return state(ANSWER_SIGNS[code], ANSWERS[code])
