"""Tables of training, a file a subject."""

from arariwa.training.models.certificates import Certificate, Revocation
from arariwa.training.models.courses import Cohort, Enrolment, HandedIn, LessonPackage, LessonRead
from arariwa.training.models.exercises import Choice, ExerciseRun, Grade, Override, RunRole
from arariwa.training.models.tests import Appeal, Attempt, QuestionReview

__all__ = [
    "Appeal",
    "Attempt",
    "Certificate",
    "Choice",
    "Cohort",
    "Enrolment",
    "ExerciseRun",
    "Grade",
    "HandedIn",
    "LessonPackage",
    "LessonRead",
    "Override",
    "QuestionReview",
    "Revocation",
    "RunRole",
]
