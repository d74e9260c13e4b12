"""How acts on consultations are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "consultation.asked": _("A question was asked"),
        "consultation.sorted": _("What the question is about was put right"),
        "consultation.taken": _("Someone took the question up"),
        "consultation.given_back": _("The question waits again for someone to take it up"),
        "consultation.passed_on": _("Another office may answer the question"),
        "consultation.answered": _("The question was answered"),
        "consultation.corrected": _("The answer was corrected"),
        "consultation.set_aside": _("The question was set aside"),
        "consultation.brought_back": _("The question was brought back"),
        "consultation.followed_up": _("It was recorded what became of the lawful way"),
        "consultation.follow_up_voided": _("What had been recorded of the lawful way was taken back"),
    }
)
