"""Saving a row others may have changed meanwhile, or a record sent twice: nothing is silently overwritten."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused

Record = TypeVar("Record", bound=models.Model)


class Stale(Refused):
    """Someone saved first. `current` is the row as it stands, `mine` what was being saved."""

    def __init__(self, current: models.Model, mine: Mapping[str, Any]) -> None:
        super().__init__("version.stale")
        self.current, self.mine = current, dict(mine)

    def differences(self) -> list[tuple[str, Any, Any]]:
        """(field, as it stands, mine) of each field that differs."""
        return [
            (k, getattr(self.current, k), v) for k, v in self.mine.items() if getattr(self.current, k) != v
        ]


def save(record: models.Model, version: int, values: Mapping[str, Any]) -> list[str]:
    """Write `values` to the row if it still has that version; tells the fields that changed.

    Raises Stale when it does not, unless it already says the same. Called from inside an action.
    """
    changed = [key for key, value in values.items() if getattr(record, key) != value]
    if not changed:
        return []
    model = type(record)
    where = model._default_manager.filter(pk=record.pk, version=version)
    columns = {key: values[key] for key in changed}
    if not where.update(**columns, version=F("version") + 1):
        current = model._default_manager.get(pk=record.pk)
        if all(getattr(current, key) == value for key, value in values.items()):
            return []
        raise Stale(current, values)
    record.refresh_from_db()
    return changed


def one_at_a_time(id: UUID) -> None:
    """Let no other transaction that makes a record of this id go on beside this one; called before looking for it.

    A form sent twice at once arrives at two workers. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [id.int >> 65])


def late(by: Actor) -> Actor:
    """The actor as of this moment: others may have given or ended grants since the request began. An exercise has its own time."""
    return by if by.exercise else replace(by, now=max(by.now, timezone.now()))


def again(model: type[Record], by: Actor, id: UUID, values: Mapping[str, Any]) -> Record | None:
    """The record that already has the id a caller made, or None: then it may be created.

    Other content is Refused("id.conflict"); a record the actor may not see gets the words of a malformed id.
    """
    one_at_a_time(id)
    standing = model._default_manager.filter(pk=id).first()
    if standing is None:
        return None
    # Its twin may have made it, and the grants, a moment after this request began.
    if not access.visible(model._default_manager.filter(pk=id), late(by)).exists():
        raise Refused("id.malformed")
    if any(getattr(standing, key) != value for key, value in values.items()):
        raise Refused("id.conflict")
    return standing
