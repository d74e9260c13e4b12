"""Long work: a job that may be left, watched and cancelled."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models.access import Compartment
from arariwa.core.models.files import Attachment
from arariwa.core.models.people import Membership


class Job(models.Model):
    """One piece of long work asked for by a person. `kind` names the function; running it twice does no harm."""

    compartment_path = "compartment"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Which step is running, as a code worded by the page; on failure the code of the sentence.
    step = models.CharField(max_length=60, blank=True)
    result = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "beat_at"])]
