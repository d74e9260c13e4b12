"""Gatherings: events with their series, sessions, trainers and invitations."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Compartment, Institution, Membership, Office, Person
from arariwa.events.choices import Audience, EventKind, Modality, TrainerRole


class Series(models.Model):
    """Events that belong together, such as the workshops of one year for one audience."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="event_series")
    name_es = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name_es"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_es


class Event(models.Model):
    """A gathering of any kind. Its state is what happened and when: announced, closed, cancelled."""

    compartment_path = "compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.OneToOneField(Compartment, models.PROTECT, related_name="event")
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    title_es = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=8000, blank=True)
    # Code of a course or track of the curriculum; this floor does not know them.
    track = models.CharField(max_length=40, blank=True)
    modality = models.CharField(max_length=24, choices=Modality.choices)
    languages = models.JSONField(default=list)
    country = models.CharField(max_length=2, default="PE")
    ubigeo = models.CharField(max_length=6, blank=True)
    place_text = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="events")
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="events")
    # First and last day; an asynchronous course has days although it has no session.
    from_on = models.DateField()
    until_on = models.DateField()
    capacity = models.PositiveIntegerField(null=True, blank=True)
    registration_from_on = models.DateField(null=True, blank=True)
    registration_until_on = models.DateField(null=True, blank=True)  # inclusive
    needs_approval = models.BooleanField(default=False)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.INVITED)
    audience_text = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="event_days"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(cancelled_at=None), name="event_closed_or_cancelled"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["compartment", "-from_on", "-id"]),
            models.Index(fields=["announced_at", "from_on"]),
            models.Index(fields=["kind", "closed_at"]),
        ]

    def __str__(self) -> str:
        return (self.title_en if get_language() == "en" else "") or self.title_es

    @property
    def state(self) -> str:
        """Code of what it is now: draft, announced, closed or cancelled."""
        if self.cancelled_at:
            return "cancelled"
        if self.closed_at:
            return "closed"
        return "announced" if self.announced_at else "draft"

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is changed any more."""
        return bool(self.closed_at or self.cancelled_at)

    def takes_registrations(self, today: date) -> bool:
        """Whether an official may ask to take part that day."""
        return (
            bool(self.announced_at)
            and not self.is_over
            and (self.registration_from_on is None or self.registration_from_on <= today)
            and today <= (self.registration_until_on or self.until_on)
        )


class Reopening(models.Model):
    """A closed list was opened again: by whom, why, and when it had been closed."""

    append_only = True
    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="reopenings")
    why = models.CharField(max_length=500)
    was_closed_at = models.DateTimeField()
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reopened_at"]


class Session(models.Model):
    """A part of an event at one time in one place; attendance is taken for each."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="sessions")
    n = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_text = models.CharField(max_length=300, blank=True)
    minutes_text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "n"], name="session_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_hours"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Session %(n)s") % {"n": self.n})

    @property
    def day(self) -> date:
        """The day it is held, in Peru."""
        return timezone.localtime(self.starts_at).date()


class Trainer(models.Model):
    """Who taught, spoke, moderated or interpreted: a person the programme knows, or a name as written."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="trainers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    institution_text = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default="PE")
    role = models.CharField(max_length=12, choices=TrainerRole.choices, default=TrainerRole.INSTRUCTOR)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def institution_name(self) -> str:
        """The institution as known, else as written."""
        return self.institution.name if self.institution else self.institution_text


class Invitation(models.Model):
    """An institution asked to send people: how many, when it was asked, whom to ask there."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="invitations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    quota = models.PositiveIntegerField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["institution__name_es"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "institution"],
                condition=Q(withdrawn_at=None),
                name="institution_invited_once",
            )
        ]
