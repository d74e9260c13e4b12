"""How acts on events are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "event.created": _("The event was created"),
        "event.edited": _("Details of the event were changed"),
        "event.announced": _("The event was announced"),
        "event.closed": _("The event was closed"),
        "event.reopened": _("The list of the event was opened again"),
        "event.cancelled": _("The event was cancelled"),
        "event.help_given": _("Another office was let help to run the event"),
        "event.help_ended": _("Another office no longer helps to run the event"),
        "series.created": _("A series of events was created"),
        "session.added": _("A session was added"),
        "session.edited": _("A session was changed"),
        "session.voided": _("A session was taken out"),
        "trainer.added": _("A trainer was added"),
        "trainer.edited": _("Details of a trainer were changed"),
        "trainer.removed": _("A trainer was taken out"),
        "invitation.added": _("An institution was invited"),
        "invitation.edited": _("An invitation was changed"),
        "invitation.withdrawn": _("An invitation was withdrawn"),
        "participation.requested": _("Someone asked to take part"),
        "participation.registered": _("Someone was registered"),
        "participation.approved": _("A registration was approved"),
        "participation.waiting": _("A registration was put on the waiting list"),
        "participation.moved_up": _("Someone on the waiting list got a free place"),
        "participation.refused": _("A registration was not admitted"),
        "participation.withdrawn": _("Someone withdrew"),
        "participation.edited": _("Details of a participant were changed"),
        "participation.took_part": _("The progress record showed that someone took part"),
        "attendance.recorded": _("Attendance was recorded"),
        "attendance.voided": _("An attendance recorded by mistake was taken back"),
        "headcount.saved": _("The public without names was counted"),
        "person.completed": _("Details of a person that were missing were added"),
        "list.imported": _("A list of participants was read in"),
    }
)
