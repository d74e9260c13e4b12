"""The words of the codes of the rights pack."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What each answer word says at the head of an answer; the sign before it is that of core's states.
ANSWERS = {
    "allowed": pgettext_lazy("answer", "Yes, you may"),
    "allowed_if": pgettext_lazy("answer", "Only if…"),
    "depends": pgettext_lazy("answer", "It depends"),
    "not_allowed": pgettext_lazy("answer", "No, you may not"),
}
SIGNS = {"allowed": "yes", "allowed_if": "open", "depends": "open", "not_allowed": "no"}
# The same as a condition of a list.
ANSWERED = {
    "allowed": _("answered “yes”"),
    "allowed_if": _("answered “only if”"),
    "depends": _("answered “it depends”"),
    "not_allowed": _("answered “no”"),
}
CHANNEL_KINDS = {
    "whatsapp": _("WhatsApp"),
    "web": _("Web"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "in_person": _("At its office"),
}
THEMES = {
    "health": _("Health"),
    "forest": _("Forest"),
    "livelihoods": _("Livelihoods"),
    "cruelty": _("Cruelty"),
    "organised_crime": _("Organised crime"),
    "corruption": _("Corruption"),
    "magnitude": _("How much there is"),
}
# How easily a text reads; in Spanish the names of the INFLESZ scale.
LEVELS = {
    "very_easy": pgettext_lazy("reading", "very easy"),
    "easy": pgettext_lazy("reading", "fairly easy"),
    "normal": pgettext_lazy("reading", "normal"),
    "hard": pgettext_lazy("reading", "somewhat hard"),
    "very_hard": pgettext_lazy("reading", "very hard"),
}
READERS = {"citizens": _("anyone"), "children": _("children"), "officials": _("those who guide others")}
