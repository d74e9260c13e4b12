"""Custody: links of an item's chain, and hand-overs between offices."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership, Office
from arariwa.evidence.choices import Answer, LinkKind, SealState, Why
from arariwa.evidence.models.items import Item


class Handover(models.Model):
    """Items offered by one office to another; custody moves only when the receiver accepts."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="handover")
    number = models.CharField(max_length=40, unique=True)
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    to_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    why = models.CharField(max_length=16, choices=Why.choices)
    note = models.CharField(max_length=1000, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # One answer at most: accepted, refused by the receiver, or withdrawn by the giver.
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    answer_why = models.CharField(max_length=1000, blank=True)
    place = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="handover_one_answer",
                condition=Q(accepted_at=None, refused_at=None)
                | Q(accepted_at=None, withdrawn_at=None)
                | Q(refused_at=None, withdrawn_at=None),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["to_office", "accepted_at", "refused_at", "withdrawn_at"])]

    def __str__(self) -> str:
        return self.number

    def sealed_parts(self) -> dict[str, list[models.Model]]:
        """Its items with their seals, as given and as found."""
        return {"lines": list(self.lines.order_by("id"))}

    @property
    def state(self) -> Answer:
        """Whether it was answered, and how."""
        if self.accepted_at:
            return Answer.ACCEPTED
        if self.refused_at:
            return Answer.REFUSED
        return Answer.WITHDRAWN if self.withdrawn_at else Answer.OFFERED

    @property
    def answered_at(self) -> datetime | None:
        """When it was answered, in whichever way."""
        return self.accepted_at or self.refused_at or self.withdrawn_at


class HandoverItem(models.Model):
    """An item of a hand-over with the seal as given and as found."""

    compartment_path = "handover__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="handover_lines")
    seal_given = models.CharField(max_length=60, blank=True)
    seal_found = models.CharField(max_length=60, blank=True)
    seal_state = models.CharField(max_length=8, choices=SealState.choices, default=SealState.UNKNOWN)
    # True until answered: an item waits in one hand-over at a time.
    open = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(open=True), name="item_in_one_open_handover"
            ),
            models.UniqueConstraint(fields=["handover", "item"], name="item_once_in_a_handover"),
        ]


class CustodyLink(models.Model):
    """One link: from this moment this office holds the item. `hash` seals the link and the one before it."""

    append_only = True
    compartment_path = "item__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="links")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    holder = models.ForeignKey(Office, models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    place = models.CharField(max_length=300, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    seal_state = models.CharField(max_length=8, choices=SealState.choices)
    why = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    # How well `at` is known: minute, day, month, year.
    precision = models.CharField(max_length=8, default="minute")
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["item", "seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "seq"], name="custody_seq_once")]
