"""Materials handed out, with their stock."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership, Office
from arariwa.events.choices import StockReason
from arariwa.events.models.gatherings import Event
from arariwa.events.models.registrations import Participation


class Material(models.Model):
    """Something an office hands out: a manual, a poster, a cap."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="material")
    name_es = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="materials")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name_es", "id"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_es


class StockMove(models.Model):
    """Pieces that came into the stock (positive) or left it (negative). A wrong one is answered by its opposite.

    Handed out at an event: to one participant, or to the public as a number.
    """

    append_only = True
    compartment_path = "material__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    material = models.ForeignKey(Material, models.PROTECT, related_name="moves")
    quantity = models.IntegerField()
    reason = models.CharField(max_length=12, choices=StockReason.choices)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="handed_out")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="received")
    note = models.CharField(max_length=300, blank=True)
    # Of one participant: how often this material was handed to them here, or given back, before.
    nth = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-moved_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(quantity=0), name="stock_move_moves"),
            # One person holds one piece of a material of an event; given back (`returned`), it may be handed out again.
            models.UniqueConstraint(
                fields=["material", "event", "participation", "reason", "nth"],
                condition=Q(participation__isnull=False),
                name="material_once_a_participant",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["event", "material"])]
