"""Two rows of a person who may be one: what a person decided, undone by a date. Nothing is merged in place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership, Person


class PersonJudgement(models.Model):
    """Someone decided that two rows are the same person, or are not. `first` is the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    same = models.BooleanField()
    why = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="judgement_in_order"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(undone_at=None), name="judgement_once"
            ),
        ]
