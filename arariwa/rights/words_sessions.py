"""How acts on sessions and translations are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "session.question_noted": _("A question people asked was noted"),
        "session.question_voided": _("A question noted by mistake was taken back"),
        "translation.handed_in": _("A translation was handed in"),
        "translation.reviewed": _("A translation was reviewed"),
        "translation.taken_off": _("A translation was taken off again"),
    }
)
