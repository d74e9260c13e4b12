"""Notices of citizens (avisos): what they saw, what was said both ways, what was decided. Nothing of the connection they came by."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.spans import Span
from arariwa.core.models import Attachment, Compartment, Membership, Office, Person
from arariwa.evidence.models import Intervention


class Notice(models.Model):
    """What someone told. It lives in a compartment of the office competent for it; whoever told it comes back by a code.

    Only the digest of that code is kept. One whose text came before is `joined_to` the first and shares its compartment.
    """

    class Channel(models.TextChoices):
        """How it came."""

        WEB = "web", _("the page of notices")
        WHATSAPP = "whatsapp", _("WhatsApp chat read in")

    class Outcome(models.TextChoices):
        """How it ended, in words that tell whoever gave it nothing secret."""

        ACTED = "acted", _("acted upon")
        UNCONFIRMED = "unconfirmed", _("could not be confirmed")
        NOT_OURS = "not_ours", _("not a matter of this institution")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waits")
        TAKEN = "taken", _("being looked at")
        CLOSED = "closed", _("closed")
        SPAM = "spam", _("set aside as spam")

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # Whether the office is one competent for place and kind, or the desk of whoever runs this copy.
    competent = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    # An entry of routing.yaml.
    kind = models.CharField(max_length=20)
    # As long as the form takes one; messages of a chat may be longer.
    text = models.TextField(max_length=4000)
    text_digest = models.CharField(max_length=64)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    facts_from = models.DateField(null=True)
    facts_until = models.DateField(null=True)
    going_on = models.BooleanField(default=False)
    ubigeo = models.CharField(max_length=6, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    # The middle of a square of the coarse map, unless the person chose to give the point itself.
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    exact = models.BooleanField(default=False)
    # Version of the privacy notice shown, such as "notices 1".
    consent = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    # Since when something the reporter added waits to be read.
    answered_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    lead_at = models.DateTimeField(null=True)
    intervention = models.ForeignKey(Intervention, models.PROTECT, null=True, related_name="notices")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    spam_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="notice_closed_with_outcome",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"]),
            models.Index(fields=["text_digest", "received_at"]),
            models.Index(fields=["compartment", "-received_at"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> "Notice.State":
        """Where it stands now."""
        if self.spam_at:
            return self.State.SPAM
        if self.closed_at:
            return self.State.CLOSED
        return self.State.TAKEN if self.taken_at else self.State.WAITING

    @property
    def facts(self) -> Span | None:
        """When it happened, as far as it was said."""
        return Span(self.facts_from, self.facts_until) if self.facts_from and self.facts_until else None


IN_STATE = {
    Notice.State.WAITING: Q(spam_at=None, closed_at=None, taken_at=None),
    Notice.State.TAKEN: Q(spam_at=None, closed_at=None, taken_at__isnull=False),
    Notice.State.CLOSED: Q(spam_at=None, closed_at__isnull=False),
    Notice.State.SPAM: Q(spam_at__isnull=False),
}


class NoticeReporter(models.Model):
    """Who gave a notice, if they said so: in a compartment of its own, opened to whoever takes the notice up and to nobody else."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="reporter")
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class NoticeReply(models.Model):
    """A question of the desk (`asked_by`) or what the reporter wrote later; neither is ever changed."""

    append_only = True
    compartment_path = "notice__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="replies")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")


class NoticePhoto(models.Model):
    """A photo of a notice. `with_data`: the person chose to keep what the camera wrote into it (day, place)."""

    compartment_path = "notice__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    with_data = models.BooleanField(default=False)


class NoticeDecision(models.Model):
    """One decision on a notice, with who, when and why; a later one undoes it, none is taken away."""

    class Kind(models.TextChoices):
        """What was decided."""

        PASSED = "passed", _("passed on")
        TAKEN = "taken", _("taken up")
        LEAD = "lead", _("kept as a lead")
        RECORDED = "recorded", _("an intervention was begun")
        LINKED = "linked", _("joined to an intervention")
        UNLINKED = "unlinked", _("parted from the intervention")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        SPAM = "spam", _("set aside as spam")
        NOT_SPAM = "not_spam", _("taken back from spam")

    append_only = True
    compartment_path = "notice__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    to_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)

    @property
    def person(self) -> Person:
        """Who decided."""
        return self.by.person
