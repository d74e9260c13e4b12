"""Claims of harm: who reviewed those of the pack, and a campaign's own with their source."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership
from arariwa.outreach.choices import Theme
from arariwa.outreach.models.campaigns import Campaign


class ClaimReview(models.Model):
    """Someone looked at a claim of the pack and its source: it may be used, or not. The latest on its words counts."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    claim = models.CharField(max_length=40)
    # Of what was looked at; a claim whose words changed is unreviewed again.
    digest = models.CharField(max_length=64)
    fit = models.BooleanField()
    note = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reviewed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["claim", "digest"])]


class OwnClaim(models.Model):
    """A claim of harm the pack does not have, with its source and what must be said beside it."""

    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="claims")
    theme = models.CharField(max_length=20, choices=Theme.choices)
    text_es = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500, blank=True)
    caveat_es = models.CharField(max_length=300)
    caveat_en = models.CharField(max_length=300, blank=True)
    # Empty while it is being looked for: until then no post that uses the claim is approved.
    source_title = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # Taken back by every change of what it says.
    fit = models.BooleanField(null=True)
    review_note = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
