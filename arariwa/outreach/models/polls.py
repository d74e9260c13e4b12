"""Polls of a gathering: what a room, or a group of it, answered before or after. Nobody is named."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership, StoredPack
from arariwa.events.choices import CommunityRole, Sex, Tongue
from arariwa.events.models import Event
from arariwa.outreach.choices_polls import Method, Moment


class Poll(models.Model):
    """One count: so many were there and answered so. The id is made where it was counted, so that sending it twice records it once.

    Counted of the whole room, or of a group of it by sex, role or language. Never changed; a wrong one gets a `PollVoid`, and
    `nth` counts those before it.
    """

    append_only = True
    compartment_path = "event__compartment"
    sealed_on = "event"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="polls")
    moment = models.CharField(max_length=8, choices=Moment.choices)
    method = models.CharField(max_length=8, choices=Method.choices)
    sex = models.CharField(max_length=12, choices=Sex.choices, default=Sex.NOT_RECORDED)
    community_role = models.CharField(
        max_length=32, choices=CommunityRole.choices, default=CommunityRole.NOT_RECORDED
    )
    # Empty: counted together, whatever they speak.
    language = models.CharField(max_length=8, choices=Tongue.choices, blank=True)
    present = models.PositiveIntegerField()
    nth = models.PositiveSmallIntegerField(default=0)
    # The questions as they stood, with what was right that day; None while no pack is stored.
    pack = models.ForeignKey(StoredPack, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()  # by the clock of the device that took it
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "moment", "sex", "community_role", "language", "nth"],
                name="poll_group_once",
            ),
            models.CheckConstraint(condition=Q(present__gt=0), name="poll_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}, {self.event}"

    def sealed_parts(self) -> dict[str, list[models.Model]]:
        """What was counted is part of what it says."""
        return {"counts": list(self.counts.order_by("question", "option"))}

    @property
    def group(self) -> tuple[str, str, str]:
        """Which part of the room it counts."""
        return (self.sex, self.community_role, self.language)


class PollCount(models.Model):
    """So many chose an option of a question; a question of no count was not asked."""

    append_only = True
    compartment_path = "poll__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="counts")
    question = models.CharField(max_length=12)
    option = models.CharField(max_length=12)
    number = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "question", "option"], name="poll_option_once")
        ]


class PollVoid(models.Model):
    """A count that was wrong: who took it back, when and why."""

    append_only = True
    compartment_path = "poll__event__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.OneToOneField(Poll, models.PROTECT, related_name="void")
    why = models.CharField(max_length=300)
    voided_at = models.DateTimeField()
    voided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
