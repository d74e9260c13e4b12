"""Compartments and grants: who needs to know."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from arariwa.core.domain.ids import uuid7
from arariwa.core.models.people import Institution, Membership, Office, Person


class Compartment(models.Model):
    """A need-to-know group. Each protected record lives in one; `exercise` set: it belongs to that exercise only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exercise = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    # None: what a visitor without an account sent.
    created_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")


class Level(models.IntegerChoices):
    """What a grant allows; each level includes those below it."""

    READ = 1
    ACT = 2
    MANAGE = 3


class Grant(models.Model):
    """A person, an office or an institution may see a compartment, from a moment until a moment, for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    # Why, as a code (`created`, `prosecutor_told`, `handover`, `case`), so that it can be said in any language.
    reason = models.CharField(max_length=40)
    # None: the system itself, on what a visitor sent.
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grant_one_holder",
                condition=Q(person__isnull=False, office=None, institution=None)
                | Q(person=None, office__isnull=False, institution=None)
                | Q(person=None, office=None, institution__isnull=False),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "level", "compartment"]),
            models.Index(fields=["person", "level", "compartment"]),
            models.Index(fields=["institution", "level", "compartment"]),
        ]
