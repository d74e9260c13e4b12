"""How acts on notices are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "notice.received": _("A notice was received"),
        "notice.added_to": _("The reporter added to the notice"),
        "notice.asked": _("A question was put to the reporter"),
        "notice.taken": _("The notice was taken up"),
        "notice.passed": _("The notice was passed on"),
        "notice.lead": _("The notice is kept as a lead"),
        "notice.recorded": _("An intervention was begun from the notice"),
        "notice.linked": _("The notice was joined to an intervention"),
        "notice.unlinked": _("The notice was parted from the intervention"),
        "notice.closed": _("The notice was closed"),
        "notice.reopened": _("The notice was opened again"),
        "notice.set_aside": _("The notice was set aside as spam"),
        "notice.taken_back": _("The notice was taken back from spam"),
    }
)
