"""Exercises run: who played which role, what was answered, the grade and what a trainer changed of it.

The run itself is a real record, in a compartment of real people; what is worked in it lives in compartments whose
`exercise` is the run's id, which nobody real ever sees.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership
from arariwa.training.domain.clock import Clock
from arariwa.training.models.courses import Enrolment


class ExerciseRun(models.Model):
    """One exercise worked by one learner or a team. Its id is the exercise of its memberships and compartments."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="exercise_run")
    # Folder of the exercise and the fingerprint of its pack, so that it is graded by what it was opened with.
    slug = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64, blank=True)
    # The place in a cohort it was opened from, if any: its organiser then reads the run.
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="exercise_runs")
    # One learner plays every role.
    alone = models.BooleanField()
    # The clock (domain/clock.py): exercise seconds gone by until `running_since`, a real moment.
    begins_at = models.DateTimeField()
    elapsed_seconds = models.PositiveIntegerField(default=0)
    speed = models.PositiveSmallIntegerField(default=1)
    running_since = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["compartment", "-opened_at", "-id"]),
            models.Index(fields=["slug", "-opened_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(speed__gte=1), name="exercise_clock_runs_forward")
        ]

    def __str__(self) -> str:
        return self.slug.upper()

    @property
    def clock(self) -> Clock:
        """Its clock."""
        return Clock(self.begins_at, timedelta(seconds=self.elapsed_seconds), self.speed, self.running_since)

    def moment(self, now: datetime) -> datetime:
        """What time it is in it, at a real moment."""
        return self.clock.moment(now)


class RunRole(models.Model):
    """A role of a run and the membership under which it is played."""

    append_only = True
    compartment_path = "run__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ExerciseRun, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40)
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="exercise_role")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "role"], name="exercise_role_once_in_a_run")
        ]

    def __str__(self) -> str:
        return self.role


class Choice(models.Model):
    """An answer to a question of the exercise's page, or words chosen in a scene. Another answer is another row."""

    append_only = True
    compartment_path = "run__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ExerciseRun, models.PROTECT, related_name="choices")
    role = models.ForeignKey(RunRole, models.PROTECT, related_name="choices")
    code = models.CharField(max_length=40)
    value = models.JSONField()
    # Exercise time, and real time.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "at"])]

    def __str__(self) -> str:
        return self.code


class Grade(models.Model):
    """What the criteria gave, with the points of each and where it was seen. Never changed; see `Override`."""

    append_only = True
    compartment_path = "run__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ExerciseRun, models.PROTECT, related_name="grades")
    score = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    # One for each criterion: code, points, got, level, said {es, en}, evidence [[kind, id]].
    criteria = models.JSONField()
    graded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["graded_at", "id"]


class Override(models.Model):
    """Other points a trainer gave for a criterion, with the reason. The latest of a criterion holds."""

    append_only = True
    compartment_path = "grade__run__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="overrides")
    criterion = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "id"]
