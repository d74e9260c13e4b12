"""An intervention as it happened, those who took part, and names as they were written."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.spans import Span
from arariwa.core.models import Compartment, Membership, Office
from arariwa.evidence.choices import Began, NoDocument, Part, Point, Signed, Told, YesNo


class Intervention(models.Model):
    """One act of authority on wildlife goods: a seizure, a find, a forfeiture. A draft until it is registered.

    Empty means nobody said it: it prints "no informado". The day of the facts is a span [facts_from, facts_until).
    """

    compartment_path = "compartment"
    # That a case rests on it changes nothing of what it says.
    unsealed = ("in_case_at",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="intervention")
    office = models.ForeignKey(Office, models.PROTECT, related_name="interventions")
    number = models.CharField(max_length=40, null=True, unique=True)
    title = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    # 1 place and hour
    began = models.CharField(max_length=20, choices=Began.choices, default=Began.UNKNOWN)
    point = models.CharField(max_length=20, choices=Point.choices, default=Point.UNKNOWN)
    facts_from = models.DateField()
    facts_until = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    country = models.CharField(max_length=2, default="PE")
    ubigeo = models.CharField(max_length=6, blank=True)
    place_text = models.CharField(max_length=300)
    coordinates = models.CharField(max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    written_elsewhere = models.CharField(max_length=10, choices=YesNo.choices, default=YesNo.UNKNOWN)
    written_place = models.CharField(max_length=300, blank=True)
    written_why = models.CharField(max_length=300, blank=True)

    # 2 who and on what ground
    led_by = models.CharField(max_length=200, blank=True)
    legal_act = models.CharField(max_length=300, blank=True)
    reason = models.TextField(max_length=4000, blank=True)
    prosecutor_told = models.CharField(max_length=12, choices=Told.choices, default=Told.UNKNOWN)
    prosecutor_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    prosecutor_name = models.CharField(max_length=200, blank=True)
    prosecutor_told_at = models.TimeField(null=True, blank=True)
    # Who keeps the things taken, when it is not the office that records (a seizure abroad).
    held_by = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    persons_reported = models.PositiveIntegerField(null=True, blank=True)
    carpeta_number = models.CharField(max_length=60, blank=True)
    own_number = models.CharField(max_length=60, blank=True)

    # what was done, how it ended
    done = models.TextField(max_length=20000, blank=True)
    not_found = models.TextField(max_length=4000, blank=True)
    other_actas = models.JSONField(default=list, blank=True)
    read_to_all = models.CharField(max_length=10, choices=YesNo.choices, default=YesNo.UNKNOWN)
    corrections = models.TextField(max_length=4000, blank=True)
    # Where the data come from when they follow a published report instead of the paper.
    source = models.CharField(max_length=300, blank=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(null=True)
    registered_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    # Since when a case rests on it.
    in_case_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(facts_until__gt=F("facts_from")), name="intervention_span"),
            models.CheckConstraint(
                condition=Q(registered_at=None) | Q(number__isnull=False), name="intervention_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-facts_from", "-id"]),
            models.Index(fields=["compartment", "-facts_from", "-id"]),
            models.Index(fields=["registered_at"]),
        ]

    def __str__(self) -> str:
        return self.title or self.place_text

    def sealed_parts(self) -> dict[str, list[models.Model]]:
        """Who took part is part of what it says; its things are sealed each by itself."""
        return {"participants": list(self.participants.order_by("order"))}

    @property
    def facts(self) -> Span:
        return Span(self.facts_from, self.facts_until)

    @property
    def ends_next_day(self) -> bool:
        """An end hour before the start hour is one of the next day; the form has asked."""
        return bool(self.start_time and self.end_time and self.end_time < self.start_time)

    @property
    def is_draft(self) -> bool:
        return self.registered_at is None


class Participant(models.Model):
    """Someone who took part, as written. Never a `core.Person`: what a paper says of a person stays what it says."""

    compartment_path = "intervention__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="participants")
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    part = models.CharField(max_length=12, choices=Part.choices)
    name = models.CharField(max_length=200, blank=True)
    document_kind = models.CharField(max_length=30, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    no_document = models.CharField(max_length=14, choices=NoDocument.choices, blank=True)
    post = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    # Generales de ley: age, civil status, occupation, address, as given.
    particulars = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=60, blank=True)
    goes_to = models.CharField(max_length=200, blank=True)
    signed = models.CharField(max_length=10, choices=Signed.choices, default=Signed.PENDING)
    unsigned_why = models.CharField(max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name or f"P-{self.order:02}"


class Mention(models.Model):
    """A name, number or plate as it was written in a record. Never edited; who is who is decided elsewhere."""

    append_only = True
    compartment_path = "intervention__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="mentions")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="mentions")
    item = models.ForeignKey("evidence.Item", models.PROTECT, null=True, related_name="mentions")
    # `person`, `document`, `phone`, `plate`, `vessel`, `imei`, `company`
    kind = models.CharField(max_length=20)
    as_written = models.CharField(max_length=300)
    normalised = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "normalised"])]

    def __str__(self) -> str:
        return self.as_written
