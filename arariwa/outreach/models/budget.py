"""Money of a campaign: what was planned, what was spent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership
from arariwa.events.models import Payment
from arariwa.outreach.choices import SpendingKind
from arariwa.outreach.models.campaigns import Campaign


class BudgetLine(models.Model):
    """Money set aside for one kind of spending, in one currency."""

    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="budget_lines")
    kind = models.CharField(max_length=12, choices=SpendingKind.choices)
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="PEN")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_line_is_money")
        ]

    def __str__(self) -> str:
        return self.what


class Spending(Payment):
    """Money spent, against a line of the budget or beside it."""

    compartment_path = "campaign__compartment"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="spendings")
    line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True, related_name="spendings")
    kind = models.CharField(max_length=12, choices=SpendingKind.choices)
