"""How reviews of the law are told in the journal."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "entry.signed": _("An entry of the law was signed"),
        "entry.corrected": _("A correction of an entry of the law was proposed"),
        "entry.disputed": _("An entry of the law was disputed"),
        "entry.taken_back": _("A review of an entry of the law was taken back"),
    }
)
