"""What people say of the entries of a law pack: signed, corrected, disputed. The law itself is no table."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership


class EntryReview(models.Model):
    """What a lawyer or biologist says of one entry as it stood (`digest`) in a pack (`fingerprint`). The latest holds.

    A correction carries the whole text of the file as it should be; it is a proposal, and changes no answer until the
    pack itself is changed and loaded.
    """

    append_only = True

    class Verdict(models.TextChoices):
        SIGNED = "signed"
        CORRECTED = "corrected"
        DISPUTED = "disputed"
        TAKEN_BACK = "taken_back"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pack = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=2000)
    file = models.CharField(max_length=120, blank=True)
    proposed = models.TextField(blank=True, max_length=300_000)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reviewed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["pack", "key"])]

    def __str__(self) -> str:
        return f"{self.key}: {self.verdict}"
