"""Tables of cases: the case, the interventions it rests on, facts stated, qualifications decided, files produced."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Attachment, Compartment, Membership, Office
from arariwa.evidence.models import Intervention, Item


class Case(models.Model):
    """A prosecutor's case. Its state is what happened and when; nothing here says in whose tray it lies."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="case")
    number = models.CharField(max_length=40, unique=True)
    # As written on the official paper; empty prints "sin número asignado".
    official_number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(max_length=8000, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    lead = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=300, blank=True)
    interventions: models.ManyToManyField = models.ManyToManyField(
        Intervention, through="CaseIntervention", related_name="cases"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["compartment", "-opened_at", "-id"])]

    def __str__(self) -> str:
        return self.title


class CaseIntervention(models.Model):
    """An intervention that belongs to a case."""

    append_only = True
    compartment_path = "case__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="case_links")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "intervention"], name="intervention_once_in_a_case")
        ]


class CaseFact(models.Model):
    """A fact for the law as someone stated it, with its source. The latest row of a path holds; older ones stay.

    `path` is a path of the situation the engine reads (`arariwa law schema`); `item` narrows it to one specimen.
    A null `value` takes the fact back: it is not known.
    """

    append_only = True
    compartment_path = "case__compartment"
    sealed_on = "case"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="facts")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=300)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["stated_at", "id"]


class Qualification(models.Model):
    """What a prosecutor decided on one offence: accepted, rejected, added or taken back, with reason, name and time.

    Each intervention of a case is qualified by itself: its day has its own law. Keeps the verdict it was decided
    on and the fingerprint of the packs it came from. The latest row of an offence holds; older ones stay.
    """

    append_only = True
    compartment_path = "case__compartment"
    sealed_on = "case"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        ADDED = "added"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="qualifications")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="+")
    offence = models.CharField(max_length=40)
    decision = models.CharField(max_length=8, choices=Decision.choices)
    reason = models.CharField(max_length=2000)
    verdict = models.JSONField()
    situation = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["decided_at", "id"]


class CaseFile(models.Model):
    """A prosecutor's file (carpeta fiscal) as it was produced; each is kept, the newest first."""

    append_only = True
    compartment_path = "case__compartment"
    sealed_on = "case"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="files")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    produced_at = models.DateTimeField()
    produced_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-produced_at"]
