"""Who takes part: participations with their states, attendance per session, counts of the anonymous public."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Attachment, Institution, Membership, Person
from arariwa.events.choices import (
    NO_REGION,
    AgeBand,
    CheckIn,
    CommunityRole,
    EventRole,
    Joined,
    Sex,
    State,
)
from arariwa.events.models.gatherings import Event, Session


class Participation(models.Model):
    """A person in an event, with what they were that day; where it stands is told by its dated facts."""

    compartment_path = "event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    # The person as they were then: a later move to another institution changes no old figure.
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    institution_text = models.CharField(max_length=200, blank=True)
    office_text = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=32, choices=EventRole.choices, default=EventRole.NOT_RECORDED)
    region = models.CharField(max_length=2, default=NO_REGION)
    sex = models.CharField(max_length=12, choices=Sex.choices, default=Sex.NOT_RECORDED)
    how = models.CharField(max_length=8, choices=Joined.choices)
    requested_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    waiting_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    # Without a session to attend (an asynchronous course): when its progress record showed that the person took part.
    took_part_at = models.DateTimeField(null=True)
    # Version of the privacy notice the person was shown, such as "participants 1".
    notice = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="person_once_in_an_event")
        ]
        indexes: ClassVar = [
            models.Index(fields=["event", "waiting_at"]),
            models.Index(fields=["event", "requested_at", "id"]),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self.withdrawn_at:
            return State.WITHDRAWN
        if self.refused_at:
            return State.REFUSED
        if self.approved_at:
            return State.APPROVED
        return State.WAITING if self.waiting_at else State.REQUESTED

    @property
    def institution_name(self) -> str:
        """The institution as known, else as written."""
        return self.institution.name if self.institution else self.institution_text


# The same states as conditions on rows.
IN_STATE = {
    State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    State.REFUSED: Q(withdrawn_at=None, refused_at__isnull=False),
    State.APPROVED: Q(withdrawn_at=None, refused_at=None, approved_at__isnull=False),
    State.WAITING: Q(withdrawn_at=None, refused_at=None, approved_at=None, waiting_at__isnull=False),
    State.REQUESTED: Q(withdrawn_at=None, refused_at=None, approved_at=None, waiting_at=None),
}


class Attendance(models.Model):
    """A person was at a session. The id is made where it was taken, so that sending it twice records it once.

    Rows are never changed; one recorded by mistake gets an `AttendanceVoid`, and `nth` counts those before it.
    """

    append_only = True
    compartment_path = "participation__event__compartment"
    sealed_on = "participation"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    nth = models.PositiveSmallIntegerField(default=0)
    how = models.CharField(max_length=12, choices=CheckIn.choices)
    at = models.DateTimeField()  # by the clock of the device that took it
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "session", "nth"], name="attendance_once_a_session"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["session", "at"])]


class AttendanceVoid(models.Model):
    """An attendance recorded by mistake: who took it back, when and why."""

    append_only = True
    compartment_path = "attendance__participation__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attendance = models.OneToOneField(Attendance, models.PROTECT, related_name="void")
    why = models.CharField(max_length=300)
    voided_at = models.DateTimeField()
    voided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")


class Headcount(models.Model):
    """So many of the anonymous public at a session, by sex, age band and role in the community; no names."""

    compartment_path = "session__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="headcounts")
    sex = models.CharField(max_length=12, choices=Sex.choices, default=Sex.NOT_RECORDED)
    age_band = models.CharField(max_length=12, choices=AgeBand.choices, default=AgeBand.NOT_RECORDED)
    community_role = models.CharField(
        max_length=32, choices=CommunityRole.choices, default=CommunityRole.NOT_RECORDED
    )
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "sex", "age_band", "community_role"], name="headcount_cell_once"
            )
        ]
