"""How acts of training are told in a timeline; exercises and certificates have files of their own."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register
from arariwa.training import words_certificates, words_exercises

__all__ = ["words_certificates", "words_exercises"]

register(
    {
        "cohort.opened": _("A group began to follow a course"),
        "enrolment.made": _("Someone was enrolled in the course"),
        "enrolment.completed": _("All lessons the course requires were read"),
        "lesson.read": _("A lesson was read to its end"),
        "package.taken": _("The course was downloaded to read it without network"),
        "package.handed_in": _("What was read without network was handed in"),
    }
)
