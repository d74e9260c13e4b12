"""What a gathering ends in: agreements of institutions and commitments of participants, with the evidence that they were kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Institution, Membership
from arariwa.events.models.gatherings import Event
from arariwa.events.models.registrations import Participation


class Promise(models.Model):
    """Who owes what by when: an agreement (an institution owes it) or a commitment (a participant does).

    Whether it was kept is never typed: it is computed from the evidence (`domain/promises.py`).
    """

    compartment_path = "event__compartment"
    sealed_on = "event"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="promises")
    what = models.CharField(max_length=1000)
    where = models.CharField(max_length=300, blank=True)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    # One that is not in the table, such as a ministry of the other country of a binational meeting.
    institution_text = models.CharField(max_length=200, blank=True)
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    dropped_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="promise_one_owner",
                condition=Q(institution__isnull=False, institution_text="", participation=None)
                | Q(institution=None, participation=None) & ~Q(institution_text="")
                | Q(institution=None, institution_text="", participation__isnull=False),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["event", "due_on"])]

    def __str__(self) -> str:
        return self.what

    @property
    def owner(self) -> str:
        """Who owes it."""
        return str(self.institution or self.institution_text or self.participation)


class Evidence(models.Model):
    """What shows that a promise was kept, in part or whole; its file, if any, is an attachment of this row."""

    append_only = True
    compartment_path = "promise__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evidence")
    # The day of what it shows, not the day it was recorded.
    on = models.DateField()
    text = models.CharField(max_length=1000)
    fulfils = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["on", "id"]


class EvidenceVoid(models.Model):
    """Evidence that turned out wrong: who took it back and why."""

    append_only = True
    compartment_path = "evidence__promise__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="void")
    why = models.CharField(max_length=500)
    voided_at = models.DateTimeField()
    voided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
