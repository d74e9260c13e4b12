"""How acts of training are told in a timeline; exercises and certificates have files of their own."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register
from arariwa.training import words_certificates, words_exercises

__all__ = ["words_certificates", "words_exercises"]

register(
    {
        "appeal.annulled": _("A question was annulled after an appeal"),
        "appeal.dismissed": _("An appeal was dismissed"),
        "appeal.granted": _("An appeal was granted"),
        "appeal.made": _("The marking of a question was contested"),
        "cohort.opened": _("A group began to follow a course"),
        "enrolment.made": _("Someone was enrolled in the course"),
        "enrolment.completed": _("All lessons the course requires were read"),
        "lesson.read": _("A lesson was read to its end"),
        "package.taken": _("The course was downloaded to read it without network"),
        "package.handed_in": _("What was read without network was handed in"),
        "question.accepted": _("A question was found right under the law of today"),
        "question.approved": _("A question was approved"),
        "question.rejected": _("A question was rejected"),
        "test.marked_again": _("A test was marked again after an appeal"),
        "test.started": _("A test was begun"),
        "test.submitted": _("A test was handed in"),
    }
)
