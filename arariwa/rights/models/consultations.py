"""A citizen's own question, its answers, and what became of the way it led to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Institution, Membership
from arariwa.events.choices import Tongue
from arariwa.events.models import Event
from arariwa.rights.consultation_choices import Answers, Channel, Outcome, State


class Consultation(models.Model):
    """A question as it was asked. Who asked is not kept; with the code they were given they come back to the answer."""

    compartment_path = "compartment"
    # Who has it now and when one asks again are not what was asked.
    unsealed = ("taken_by", "taken_at", "follow_up_on", "answered_at", "referred")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="consultation")
    number = models.CharField(max_length=40, unique=True)
    # Digest of the code (return_codes.digest); the code itself is nowhere.
    code = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="consultations")
    # Codes of the rights pack: what it is about, and what one wants to do.
    topic = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=40, blank=True)
    animal = models.CharField(max_length=120, blank=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    language = models.CharField(max_length=8, choices=Tongue.choices, default=Tongue.ES)
    question = models.TextField(max_length=4000)
    # How to find the person after three months, where they want to be asked; kept apart from lists and exports.
    contact = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    # Of the first answer, and whether the standing one names a way: both follow from the answers.
    answered_at = models.DateTimeField(null=True)
    referred = models.BooleanField(default=False)
    follow_up_on = models.DateField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    set_aside_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["compartment", "-received_at", "-id"]),
            models.Index(fields=["follow_up_on"]),
            models.Index(fields=["answered_at"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> State:
        """Where it stands, from what was done."""
        if self.set_aside_at:
            return State.SET_ASIDE
        if self.answered_at:
            return State.REFERRED if self.referred else State.ANSWERED
        return State.TAKEN if self.taken_at else State.WAITING


# The same, for lists.
IN_STATE = {
    State.WAITING: Q(set_aside_at=None, answered_at=None, taken_at=None),
    State.TAKEN: Q(set_aside_at=None, answered_at=None, taken_at__isnull=False),
    State.ANSWERED: Q(set_aside_at=None, answered_at__isnull=False, referred=False),
    State.REFERRED: Q(set_aside_at=None, answered_at__isnull=False, referred=True),
    State.SET_ASIDE: Q(set_aside_at__isnull=False),
}


class ConsultationAnswer(models.Model):
    """One answer, by a person with name and office, from the law of a day. A correction is a new one; the old stays."""

    append_only = True
    compartment_path = "consultation__compartment"
    sealed_on = "consultation"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="answers")
    n = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=12, choices=Answers.choices)
    text = models.TextField(max_length=8000)
    # Codes of the law or of the rights pack; never none.
    norms = models.JSONField(default=list)
    # The situation the official stated, as the law engine takes it, and what it answered: one of "lawful",
    # "not_lawful", "not_known", or "" where no facts were stated.
    facts = models.JSONField(default=dict)
    verdict = models.CharField(max_length=12, blank=True)
    # The written questions of the pack it follows, and the way it leads to with the authority that grants the title.
    written = models.JSONField(default=list)
    way = models.CharField(max_length=40, blank=True)
    authority = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    law_on = models.DateField()
    law_pack = models.CharField(max_length=64)
    rights_pack = models.CharField(max_length=64)
    why_again = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "n"], name="consultation_answer_once")
        ]


class FollowUp(models.Model):
    """What the person said, some months later, became of it; one recorded by mistake is taken back with a reason."""

    compartment_path = "consultation__compartment"
    sealed_on = "consultation"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="follow_ups")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]
