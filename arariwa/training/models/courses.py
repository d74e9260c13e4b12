"""Cohorts that follow a course, places in them, what was read, packages taken away and handed in."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership, StoredPack
from arariwa.events.models import Event, Participation


class Cohort(models.Model):
    """A group that follows a course: a gathering with the course and its days."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.OneToOneField(Event, models.PROTECT, related_name="cohort")
    # Slug of the course (packs/courses/<slug>), and the folder as it stood when the cohort was opened.
    course = models.CharField(max_length=40)
    pack = models.ForeignKey(StoredPack, models.PROTECT, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField()  # inclusive
    # Each at their own pace: lessons are read on one's own, nobody is asked to be there at an hour.
    self_paced = models.BooleanField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="cohort_days")
        ]
        indexes: ClassVar = [models.Index(fields=["course", "opens_on"])]

    def __str__(self) -> str:
        return str(self.event)

    def is_open(self, today: date) -> bool:
        """Whether its lessons and tests are open to those enrolled that day."""
        return self.opens_on <= today <= self.closes_on and not self.event.cancelled_at


class Enrolment(models.Model):
    """One official's place in a cohort. Its own compartment: the learner acts, the organiser's office manages."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="enrolment")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="enrolment")
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # Where the learner stopped: a bookmark, changed without a line in the journal. `place` is a heading of the lesson.
    module = models.PositiveSmallIntegerField(null=True)
    place = models.CharField(max_length=80, blank=True)
    last_read_at = models.DateTimeField(null=True)
    # When the last lesson the course requires was read; test, exercise and certificate are facts of their own.
    completed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["cohort", "enrolled_at"])]

    def __str__(self) -> str:
        return str(self.participation.person)


class LessonPackage(models.Model):
    """A course taken away as one file. `key` stands in that file too: it signs what is handed in from it.

    What the key shows: the answers come from this package and were not changed by accident or by someone who has not
    read its source. Not that the learner worked alone, nor that nobody looked for the key in the file.
    """

    append_only = True
    compartment_path = "enrolment__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="packages")
    key = models.CharField(max_length=64)
    pack = models.ForeignKey(StoredPack, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")


class HandedIn(models.Model):
    """What a package brought back: the lessons read and the answers to its self-checks. Once for each package."""

    append_only = True
    compartment_path = "package__enrolment__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    package = models.OneToOneField(LessonPackage, models.PROTECT, related_name="handed_in")
    answers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")


class LessonRead(models.Model):
    """A lesson read to its end, once for each module; read on the page or in a package."""

    append_only = True
    compartment_path = "enrolment__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="lessons_read")
    module = models.PositiveSmallIntegerField()
    # When it was read: by the clock of the device where it was read in a package.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    handed_in = models.ForeignKey(HandedIn, models.PROTECT, null=True, related_name="lessons")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "module"], name="lesson_read_once")
        ]
