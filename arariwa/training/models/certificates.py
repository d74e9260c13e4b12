"""Certificates issued, and those revoked. What a certificate says stands in its signed credential, and nowhere else."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership
from arariwa.training.models.courses import Enrolment


class Certificate(models.Model):
    """A certificate as it was issued. Never changed; a renewal is another one, a revocation is a row of its own."""

    append_only = True
    compartment_path = "enrolment__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    # Which certificate of this place it is: the first, and one for each renewal.
    nth = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    expires_on = models.DateField()  # inclusive
    # The signed text (domain/credentials.py) and the id of the key that signed it (core/keys.py).
    credential = models.TextField()
    key = models.CharField(max_length=43)
    # Where the public list tells whether it was revoked.
    status_list = models.PositiveIntegerField()
    status_index = models.PositiveIntegerField()
    # The law pack of that day: a later one may say something else of what was taught.
    law_fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["issued_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "nth"], name="certificate_number_once_a_place"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="certificate_bit_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["-issued_at", "-id"]), models.Index(fields=["expires_on"])]

    def __str__(self) -> str:
        return self.number


class Revocation(models.Model):
    """A certificate that no longer holds: who said so, when and why."""

    append_only = True
    compartment_path = "certificate__enrolment__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    why = models.CharField(max_length=500)
    revoked_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.certificate.number
