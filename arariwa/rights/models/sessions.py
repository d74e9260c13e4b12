"""What is noted at a session, and what people hand in so that it is held in their language."""

from typing import ClassVar

from django.db import models

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Membership
from arariwa.events.models import Event
from arariwa.rights.models.consultations import Consultation

LANGUAGES = (("que", "que"), ("cni", "cni"), ("agr", "agr"), ("aym", "aym"))


class SessionQuestion(models.Model):
    """A question people asked at a session: its subject, its words, how many asked it; never by whom."""

    compartment_path = "event__compartment"
    sealed_on = "event"
    unsealed = ("consultation",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="session_questions")
    # Code of the rights pack; empty: another subject.
    topic = models.CharField(max_length=40, blank=True)
    # Of the session's script: the step it was asked in, the question of the script it is, if any.
    step = models.PositiveSmallIntegerField(null=True)
    known = models.CharField(max_length=8, blank=True)
    words = models.CharField(max_length=500, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, null=True, related_name="session_question"
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["noted_at", "id"]


class Translation(models.Model):
    """What is said in one slot of the session in another language, as a person wrote or recorded it (`core.Attachment`,
    purpose `recording`). It shows once someone else reviewed it; of a slot the latest accepted text stands, and the latest recording."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="translation")
    language = models.CharField(max_length=3, choices=LANGUAGES)
    slot = models.CharField(max_length=8)
    # Which variety, as its speakers call it.
    variety = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    has_recording = models.BooleanField(default=False)
    # Who speaks the language and translated or recorded; often not who hands it in.
    translated_by = models.CharField(max_length=200)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    review_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-handed_in_at"]
        indexes: ClassVar = [models.Index(fields=["language", "slot"])]
