"""What stands around a gathering: opinions of those who came, costs, photos and who agreed to them, the way of a study trip."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Attachment, Institution, Membership
from arariwa.events.choices import CostKind
from arariwa.events.models.gatherings import Event
from arariwa.events.models.registrations import Participation


class Opinion(models.Model):
    """One answered feedback form. It says nothing of who answered: no person, no hour, only the day."""

    append_only = True
    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="opinions")
    # {question code: 1 to 5}; a question left open is not in it.
    scores = models.JSONField()
    best = models.CharField(max_length=1000, blank=True)
    better = models.CharField(max_length=1000, blank=True)
    on = models.DateField()


class OpinionTicket(models.Model):
    """That a ticket was used, so that nobody answers twice. The ticket is kept as a hash and joined to no answer."""

    append_only = True
    compartment_path = "event__compartment"

    hash = models.CharField(max_length=64, primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="tickets")


class Payment(models.Model):
    """Money spent: what is kept of it, whatever it was for. A wrong row is voided, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="PEN")
    paid_on = models.DateField()
    document = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["paid_on", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount__gt=0), name="%(class)s_is_money")]


class Cost(Payment):
    """Money spent on an event."""

    compartment_path = "event__compartment"

    event = models.ForeignKey(Event, models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=12, choices=CostKind.choices)


class ImageConsent(models.Model):
    """Someone agreed that pictures of them be used for some purposes, in the words of one version of the text.

    A minor's is given by a guardian, who is named. Taken back, it holds no longer, whatever was agreed.
    """

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="consents")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="consents"
    )
    # The public is not registered: the name as signed.
    name = models.CharField(max_length=200)
    purposes = models.JSONField()
    text_version = models.CharField(max_length=60)
    minor = models.BooleanField()
    guardian = models.CharField(max_length=200, blank=True)
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minor=False) | ~Q(guardian=""), name="minor_has_guardian")
        ]

    def __str__(self) -> str:
        return self.name


class EventPhoto(models.Model):
    """A photo of an event: how many people can be recognised in it, and which consents are theirs."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    recognisable = models.PositiveSmallIntegerField()
    consents: models.ManyToManyField = models.ManyToManyField(ImageConsent, related_name="photos")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["added_at", "id"]


class TripStop(models.Model):
    """A stop of a study trip: where, when, who received the group, what practice was seen there."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="stops")
    from_on = models.DateField()
    until_on = models.DateField()
    place = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="PE")
    host = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    host_text = models.CharField(max_length=200, blank=True)
    # What was seen that could be done at home.
    practice = models.CharField(max_length=2000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["from_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="trip_stop_days")
        ]
