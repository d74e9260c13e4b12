"""Files: bytes are kept once by their hash; an attachment is a file of one record."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models.access import Compartment
from arariwa.core.models.people import Membership


class Blob(models.Model):
    """Bytes by their SHA-256, under files/ in the home. Shared by the attachments that hold the same bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    # What the bytes are, read from themselves, never from the name.
    kind = models.CharField(max_length=80)


class Attachment(models.Model):
    """A file of a record; visible with its compartment. Nothing is deleted: a wrong one is voided with a reason."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="attachments")
    record_type = models.CharField(max_length=60)
    record = models.UUIDField()
    # `photo`, `paper` (scanned or received), `produced` (made by the system)
    purpose = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    # None: a visitor without an account.
    added_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record", "purpose"])]

    def __str__(self) -> str:
        return self.name


class IssuedPaper(models.Model):
    """A paper the system produced, by the fingerprint printed on it, so that anyone holding it can check it.

    The public check tells kind, number and day, nothing of what is inside.
    """

    append_only = True

    fingerprint = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
