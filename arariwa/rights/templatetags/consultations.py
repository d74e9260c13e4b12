"""Filters and tags of the pages of consultations: `{% load consultations %}`."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arariwa.core.templatetags.arariwa import state
from arariwa.rights import consultation_listing as listing
from arariwa.rights.consultation_choices import SIGNS
from arariwa.rights.models import Consultation
from arariwa.rights.pack_words import ANSWERS
from arariwa.rights.pack_words import SIGNS as ANSWER_SIGNS

register = template.Library()
VERDICTS = {
    "lawful": ("yes", _("lawful")),
    "not_lawful": ("no", _("not lawful")),
    "not_known": ("unknown", _("it cannot be said yet")),
}


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
