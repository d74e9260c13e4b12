"""Campaigns: what they want of whom, what they say, which gatherings belong to them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership, Office
from arariwa.events.models import Event


class Campaign(models.Model):
    """A campaign with a first and a last day. Everything of it is seen through its compartment."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="campaign")
    number = models.CharField(max_length=40, unique=True)
    name_es = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    # What it wants to be different afterwards, and among whom.
    objectives = models.TextField(max_length=4000)
    audience = models.CharField(max_length=500)
    # Codes of departments; empty: the whole country.
    regions = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField()  # inclusive
    office = models.ForeignKey(Office, models.PROTECT, related_name="campaigns")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="campaign_days")
        ]
        indexes: ClassVar = [models.Index(fields=["compartment", "-from_on", "-id"])]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_es

    def state(self, today: date) -> str:
        """Code of where it is that day: planned, running or ended."""
        if today < self.from_on:
            return "planned"
        return "running" if today <= self.until_on else "ended"


class Message(models.Model):
    """What the campaign wants understood, in a sentence, and by whom."""

    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="messages")
    text_es = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500, blank=True)
    audience = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]

    def __str__(self) -> str:
        return (self.text_en if get_language() == "en" else "") or self.text_es


class CampaignEvent(models.Model):
    """A gathering that belongs to the campaign: a conference, a know-your-rights session."""

    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="gatherings")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["event__from_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "event"], condition=Q(removed_at=None), name="campaign_event_once"
            )
        ]
