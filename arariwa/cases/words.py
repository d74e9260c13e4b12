"""How acts on cases are told in a timeline and in the file's extract of the journal."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "case.opened": _("The case was opened"),
        "case.edited": _("Details of the case were changed"),
        "case.joined": _("An intervention was joined to the case"),
        "case.file_produced": _("The prosecutor's file was produced"),
        "case.reading_given": _("Another office was let read the case"),
        "case.reading_ended": _("Another office no longer reads the case"),
        "fact.stated": _("A fact was stated for the qualification"),
        "qualification.accepted": _("A qualification was accepted"),
        "qualification.rejected": _("A qualification was rejected"),
        "qualification.added": _("A qualification was added"),
        "qualification.undone": _("A decision on the qualification was taken back"),
    }
)
