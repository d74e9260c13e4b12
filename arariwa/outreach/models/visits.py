"""Follow-up visits to a community or market after a gathering: planned, made, what was seen, which commitments were kept."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership
from arariwa.events.models import Event, Evidence, Promise
from arariwa.outreach.choices_visits import Destination, Found, VisitState


class Visit(models.Model):
    """A visit. What it is now is told by its days: planned, made, called off."""

    compartment_path = "event__compartment"
    sealed_on = "event"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="visits")
    # The visit that asked for this one.
    after = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    destination = models.CharField(max_length=12, choices=Destination.choices)
    ubigeo = models.CharField(max_length=6)
    place_text = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    planned_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    made_on = models.DateField(null=True)
    # Codes of choices_visits.Seen.
    seen = models.JSONField(default=list)
    seen_text = models.CharField(max_length=2000, blank=True)
    persons_met = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["planned_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(made_on=None) | Q(cancelled_at=None), name="visit_made_or_cancelled"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["made_on", "planned_on"])]

    def __str__(self) -> str:
        return self.place_text or str(_("Follow-up visit"))

    def state(self, today: date) -> VisitState:
        """Where it stands that day."""
        if self.cancelled_at:
            return VisitState.CANCELLED
        if self.made_on:
            return VisitState.MADE
        return VisitState.LATE if self.planned_on < today else VisitState.PLANNED

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is changed any more."""
        return bool(self.made_on or self.cancelled_at)


class VisitCheck(models.Model):
    """A commitment or agreement as the visit found it; what was done became evidence of it."""

    append_only = True
    compartment_path = "visit__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="checks")
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="visit_checks")
    found = models.CharField(max_length=12, choices=Found.choices)
    note = models.CharField(max_length=500, blank=True)
    evidence = models.OneToOneField(Evidence, models.PROTECT, null=True, related_name="visit_check")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "promise"], name="promise_once_a_visit")
        ]
