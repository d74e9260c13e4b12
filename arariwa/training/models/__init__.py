"""Tables of training, a file a subject."""

from arariwa.training.models.courses import Cohort, Enrolment, HandedIn, LessonPackage, LessonRead

__all__ = ["Cohort", "Enrolment", "HandedIn", "LessonPackage", "LessonRead"]
