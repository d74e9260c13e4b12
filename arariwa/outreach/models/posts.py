"""Posts with their versions, the claims they use and who approved which version."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Attachment, Membership
from arariwa.events.choices import Tongue
from arariwa.outreach.choices import Channel, Platform
from arariwa.outreach.models.campaigns import Campaign, Message
from arariwa.outreach.models.claims import OwnClaim


class Post(models.Model):
    """One publication on one channel. Its state is what happened: asked for, decided on, published, dropped."""

    compartment_path = "campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="posts")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="posts")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    # That of the channel; empty for radio, posters and events.
    platform = models.CharField(max_length=12, choices=Platform.choices, blank=True)
    language = models.CharField(max_length=8, choices=Tongue.choices, default=Tongue.ES)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=70_000)
    # What goes out with it outside the text: the first comment, the small print of a poster, the presenter's words.
    note = models.TextField(max_length=4000, blank=True)
    asset = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    asset_alt = models.CharField(max_length=500, blank=True)
    # Whose picture it is, and who seen in it agreed.
    asset_rights = models.CharField(max_length=500, blank=True)
    planned_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # The version someone asked to have approved; another than `version`: it changed since.
    asked_version = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    # The version that was approved or sent back last, and which of both.
    decided_version = models.PositiveIntegerField(null=True)
    approved = models.BooleanField(null=True)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    permalink = models.URLField(max_length=500, blank=True)
    # What the platform calls it; joins it to the platform's exports.
    platform_id = models.CharField(max_length=80, blank=True)
    # The platform or its account no longer shows it; what it reached stays.
    taken_down_on = models.DateField(null=True)
    taken_down_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    taken_down_why = models.CharField(max_length=300, blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(published_on=None), name="post_dropped_or_published"
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on=None)
                | Q(published_on__isnull=False, published_on__lte=F("taken_down_on")),
                name="post_taken_down_after",
            ),
            models.UniqueConstraint(
                fields=["campaign", "platform", "platform_id"],
                condition=~Q(platform_id=""),
                name="post_platform_id_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "planned_at", "id"]),
            models.Index(fields=["platform", "permalink"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def claim_keys(self) -> list[str]:
        """The claims it uses: ids of the pack, and those of the campaign's own."""
        return sorted(use.key for use in self.claim_uses.all() if use.removed_at is None)

    @property
    def state(self) -> str:
        """Code of where it stands: draft, waiting, returned, approved, published, taken_down or dropped."""
        if self.dropped_at:
            return "dropped"
        if self.taken_down_on:
            return "taken_down"
        if self.published_on:
            return "published"
        if self.decided_version == self.version:
            return "approved" if self.approved else "returned"
        return "waiting" if self.asked_version == self.version else "draft"


class PostVersion(models.Model):
    """What a post said once: every version is kept, with who wrote it."""

    append_only = True
    compartment_path = "post__campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    n = models.PositiveIntegerField()
    # {column: value}; claims by their keys.
    content = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "n"], name="post_version_once"),
        ]


class ClaimUse(models.Model):
    """A post uses a claim of harm: one of the pack, by its id, or one of the campaign's own."""

    compartment_path = "post__campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="claim_uses")
    code = models.CharField(max_length=40, blank=True)
    own = models.ForeignKey(OwnClaim, models.PROTECT, null=True, related_name="uses")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(own=None) & ~Q(code="") | Q(own__isnull=False, code=""), name="claim_use_of_one"
            )
        ]

    @property
    def key(self) -> str:
        """The id of the pack, or that of the campaign's own claim."""
        return self.code or str(self.own_id)


class Approval(models.Model):
    """Someone who did not write it approved a version of a post, or sent it back and said why."""

    append_only = True
    compartment_path = "post__campaign__compartment"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="approvals")
    version = models.PositiveIntegerField()
    # SHA-256 of what was approved, its claims and their words included.
    digest = models.CharField(max_length=64)
    approved = models.BooleanField()
    why = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["decided_at", "id"]
