"""Exports of platforms as they were delivered, and what they said: every figure a value of its day, never overwritten."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Blob, Membership
from arariwa.outreach.models.campaigns import Campaign


class PlatformFile(models.Model):
    """A file of a platform, read whole: what it is, of which day its figures are, who brought it."""

    append_only = True
    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="platform_files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # The bytes as delivered. None for a chat: its text is counted and not kept.
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    platform = models.CharField(max_length=12)
    language = models.CharField(max_length=2, blank=True)
    account = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    # How that day is known: told, name (of the file), days (the last one in it), arrival (the day of import).
    as_of_from = models.CharField(max_length=8)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    # Only posts the campaign has by their id or address count; otherwise every post of the file does.
    only_known = models.BooleanField(default=False)
    rows = models.PositiveIntegerField()
    # What was read and left out (domain/reading.py: summary), and what a person said where the file did not.
    read = models.JSONField()
    answers = models.JSONField()
    pack = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    # None: imported by whoever holds the machine, from its console.
    imported_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-imported_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "sha256"]),
            models.Index(fields=["campaign", "-as_of", "-id"]),
        ]

    def __str__(self) -> str:
        return self.name


class PlatformFileVoid(models.Model):
    """An import that was wrong: who took it back and why. Its rows stay and no longer count."""

    append_only = True
    compartment_path = "file__campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.OneToOneField(PlatformFile, models.PROTECT, related_name="void")
    why = models.CharField(max_length=500)
    voided_at = models.DateTimeField()
    voided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")


class Snapshot(models.Model):
    """What one cell of a file said of a post or an account. No value: the platform gave none, which is not zero."""

    append_only = True
    compartment_path = "file__campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(PlatformFile, models.PROTECT, related_name="snapshots")
    row = models.PositiveIntegerField()
    platform = models.CharField(max_length=12)
    account = models.CharField(max_length=120, blank=True)
    # The platform's id of the post; empty: of the whole account.
    object = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=500, blank=True)
    metric = models.CharField(max_length=24)
    # lifetime of a post, one day, or a row of totals
    grain = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    # To what the platform rounded it: 100 for 1.2K.
    precision = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    as_of = models.DateField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    raw = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["row", "id"]
        indexes: ClassVar = [models.Index(fields=["file", "metric"])]


class HeadMeaning(models.Model):
    """What a head of a kind of file means, said once by a person. The latest counts."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    # As compared: small letters without accents.
    head = models.CharField(max_length=200)
    # A column of the kind, `metric.<id>`, or empty: it is left out.
    code = models.CharField(max_length=40, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["said_at", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "head"])]


class Overlap(models.Model):
    """An assumption about how much the audiences overlap (0 not at all, 1 the smaller within the larger), by whom and why.

    The latest counts; without a share it takes the ones before back.
    """

    append_only = True
    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="overlaps")
    share = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    reason = models.CharField(max_length=500)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["stated_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=1), name="overlap_is_share"
            )
        ]
