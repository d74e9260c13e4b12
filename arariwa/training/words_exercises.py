"""How acts on exercises are told in a timeline, and the words of their kinds, levels and needs."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "exercise.opened": _("The exercise was opened"),
        "exercise.started": _("The clock of the exercise was started"),
        "exercise.paused": _("The clock of the exercise was stopped"),
        "exercise.waited": _("The clock of the exercise was put forward"),
        "exercise.answered": _("A question of the exercise was answered"),
        "exercise.submitted": _("The exercise was handed in"),
        "exercise.graded": _("The exercise was graded"),
        "exercise.overridden": _("A trainer changed the points of a criterion"),
    }
)

KINDS = {
    "rules_challenge": _("Challenge of the rules"),
    "case_simulation": _("Case on the real screens"),
    "branching_hearing": _("Hearing with choices"),
    "timed_decision": _("Decisions against the clock"),
    "network_simulation": _("From seizures to a network"),
    "tabletop_injects": _("Table with news coming in"),
    "red_flag_review": _("Review of red flags"),
    "document_drafting": _("Drafting of a document"),
    "judgment_writing": _("Writing of a judgment"),
}
# What an exercise waits for, as one says it.
NEEDS = {
    "network": _("links between cases and persons"),
    "assessment": _("red flags of permits and breeding centres"),
    "cooperation": _("requests to other countries"),
}
LEVELS = {
    0: _("absent or wrong"),
    1: _("partial"),
    2: _("adequate"),
    3: _("sound and explained"),
}
