"""The journal: one line for each thing done, append-only, one hash chain per database."""

from typing import ClassVar

from django.db import models


class JournalHead(models.Model):
    """The end of the chain: one row, locked while lines are added, so that `seq` order is commit order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class JournalEntry(models.Model):
    """Who, verb, on which record, when; facts are codes and ids, never free text.

    `at` is real time; `exercise_at` the time inside an exercise.
    """

    append_only = True

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    exercise_at = models.DateTimeField(null=True)
    person = models.UUIDField(null=True)
    membership = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=64)
    compartment = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["record", "seq"]),
            models.Index(fields=["compartment", "seq"]),
            models.Index(fields=["verb", "seq"]),
            models.Index(fields=["person", "seq"]),
        ]
