"""Packs as they were when an answer was given from them."""

from django.db import models


class StoredPack(models.Model):
    """The bytes of one pack folder (a zip with fixed times) by fingerprint: an old verdict can be run again."""

    append_only = True

    fingerprint = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.fingerprint[:12]}"


class CurrentPack(models.Model):
    """Which stored pack of that name the running system answers from."""

    name = models.CharField(max_length=80, primary_key=True)
    pack = models.ForeignKey(StoredPack, models.PROTECT, related_name="+")
