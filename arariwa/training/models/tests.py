"""Tests taken, appeals against their marking, and what trainers say of questions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.models import Membership, StoredPack
from arariwa.training.models.courses import Enrolment

# How long after the time limit what is on its way still counts.
GRACE = timedelta(seconds=30)


class Attempt(models.Model):
    """One test of one learner: the form that was drawn, what was answered, how it was marked.

    While it runs its answers change without a line in the journal (they are saved as one goes); handing it in seals them.
    """

    compartment_path = "enrolment__compartment"

    class Kind(models.TextChoices):
        PRE = "pre", _("entry test")
        POST = "post", _("final test")
        FOLLOWUP = "followup", _("follow-up test")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    n = models.PositiveSmallIntegerField()
    # The learner's own for all forms, so that they share no question where the bank allows.
    seed = models.CharField(max_length=32)
    # [[id, digest], ...] in the order asked; the course folder and the law they were drawn from.
    questions = models.JSONField()
    pack = models.ForeignKey(StoredPack, models.PROTECT, related_name="+")
    law_fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    # {question: answer}, ids of the questions' own (domain/questions.py).
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    # Handed in after the time limit: what had been saved in time was marked.
    late = models.BooleanField(default=False)
    # {question: {points: "1/2", key: the right answer}}; a question annulled on appeal has no points.
    marks = models.JSONField(default=dict)
    # In percent of the questions that count.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["started_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "kind", "n"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(submitted_at=None), name="one_test_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, score=None)
                | Q(submitted_at__isnull=False, score__isnull=False),
                name="handed_in_is_marked",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "submitted_at"])]

    def __str__(self) -> str:
        return str(self.Kind(self.kind).label)

    @property
    def ids(self) -> list[str]:
        """The questions in the order asked."""
        return [id_ for id_, _digest in self.questions]

    @property
    def ends_at(self) -> Any:
        """After this nothing more is taken."""
        return self.due_at + GRACE

    @property
    def shuffle(self) -> str:
        """The seed of the order in which its options stand."""
        return f"{self.seed}.{self.kind}.{self.n}"


class Appeal(models.Model):
    """A learner contests how one question was marked; a trainer decides, with a reason, and the test is marked again."""

    compartment_path = "attempt__enrolment__compartment"

    class Decision(models.TextChoices):
        GRANTED = "granted", _("granted: the answer counts in full")
        ANNULLED = "annulled", _("the question is annulled for this test")
        DISMISSED = "dismissed", _("dismissed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="appeals")
    question = models.CharField(max_length=60)
    reason = models.CharField(max_length=2000)
    appealed_at = models.DateTimeField()
    appealed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True)
    decision_reason = models.CharField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    # The score before and after the decision.
    score_before = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    score_after = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["-appealed_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "question"], name="appealed_once")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def change(self) -> Decimal:
        """How far the decision moved the score."""
        return (self.score_after or Decimal(0)) - (self.score_before or Decimal(0))


class QuestionReview(models.Model):
    """What a trainer says of a question as it stood (`digest`). The latest holds.

    A generated one is approved or rejected; one whose law changed is accepted as the law reads now (`law`: code -> digest).
    Questions stand in packs and are no records, so a review belongs to no compartment.
    """

    append_only = True

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        ACCEPTED = "accepted", _("right under the law of today")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.CharField(max_length=40)
    question = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=2000)
    law = models.JSONField(default=dict, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reviewed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["course", "question"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.verdict}"
