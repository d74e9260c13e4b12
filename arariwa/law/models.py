"""What people say of the entries of a pack: signed, corrected, disputed. The law and the species table are no tables."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership
from arariwa.core.packs import Problem
from arariwa.core.refusals import located


class EntryReview(models.Model):
    """What a lawyer or biologist says of one entry as it stood (`digest`) in a pack (`fingerprint`). The latest holds.

    An entry is one of the law (`pe/law`, its code) or a taxon (`pe/species`, its name as in its address). A correction carries its change
    as a unified diff of the folder of packs, and the examples and checks that would then answer otherwise (`differs`); it
    is a proposal, and changes no answer until the packs themselves are changed and loaded.
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
    change = models.TextField(blank=True, max_length=600_000)
    # Each as a mistake of a pack is: file, line, field, code, values.
    differs = models.JSONField(default=list, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reviewed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["pack", "key"])]

    def __str__(self) -> str:
        return f"{self.key}: {self.verdict}"

    @property
    def told(self) -> list[str]:
        """What would answer otherwise with a correction, a line each: file, line, expected, answered."""
        return [located(Problem(**row)) for row in self.differs]
