"""Things of an intervention: specimens and everything else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership
from arariwa.evidence.choices import Condition, Kind, Taking, Unit, YesNo
from arariwa.evidence.models.interventions import Intervention


class Item(models.Model):
    """One thing or lot, as reported. `compartment` is the intervention's until it first leaves the office.

    `taxa` are the scientific names it may be, best first: one when known, several when open, none when not known.
    """

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="items")
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=48, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    kind = models.CharField(max_length=10, choices=Kind.choices)
    taking = models.CharField(max_length=6, choices=Taking.choices, default=Taking.TAKEN)
    reported_as = models.CharField(max_length=300)
    scientific_as_reported = models.CharField(max_length=120, blank=True)
    taxa = models.JSONField(default=list, blank=True)
    # Who says so: `reported`, `proposed` (found from the name), `official`, `expert`
    identified_by = models.CharField(max_length=10, blank=True)
    product = models.CharField(max_length=60, blank=True)
    condition = models.CharField(max_length=8, choices=Condition.choices, default=Condition.UNKNOWN)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=12, choices=Unit.choices, blank=True)
    gross_kg = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    net_kg = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    scale = models.CharField(max_length=120, blank=True)
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    # Plate, registration, serial number or IMEI, as read.
    identifier_kind = models.CharField(max_length=20, blank=True)
    identifier = models.CharField(max_length=120, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=300, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    found_where = models.CharField(max_length=300, blank=True)
    on_permit = models.CharField(max_length=10, choices=YesNo.choices, default=YesNo.UNKNOWN)
    goes_to = models.CharField(max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="item_quantity_positive"
            ),
            models.CheckConstraint(
                condition=Q(gross_kg=None) | Q(gross_kg__gte=0), name="item_gross_positive"
            ),
            models.CheckConstraint(condition=Q(net_kg=None) | Q(net_kg__gte=0), name="item_net_positive"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["compartment", "-id"]),
            models.Index(fields=["intervention", "order"]),
        ]

    def __str__(self) -> str:
        return self.reported_as

    @property
    def taxon(self) -> str:
        """The scientific name when it is one, else ""."""
        return self.taxa[0] if len(self.taxa) == 1 else ""
