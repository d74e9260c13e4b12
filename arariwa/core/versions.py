"""Saving a row others may have changed meanwhile: nothing is silently overwritten, both sides are shown."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F

from arariwa.core.domain.refused import Refused


class Stale(Refused):
    """Someone saved first. `current` is the row as it stands, `mine` what was being saved."""

    def __init__(self, current: models.Model, mine: Mapping[str, Any]) -> None:
        super().__init__("version.stale")
        self.current, self.mine = current, dict(mine)

    def differences(self) -> list[tuple[str, Any, Any]]:
        """(field, as it stands, mine) of each field that differs."""
        return [(k, getattr(self.current, k), v) for k, v in self.mine.items() if getattr(self.current, k) != v]


def save(record: models.Model, version: int, values: Mapping[str, Any]) -> list[str]:
    """Write `values` to the row if it still has that version; tells the fields that changed.

    Raises Stale when it does not. Called from inside an action.
    """
    changed = [key for key, value in values.items() if getattr(record, key) != value]
    model = type(record)
    where = model._default_manager.filter(pk=record.pk, version=version)
    if not changed:
        if not where.exists():
            raise Stale(model._default_manager.get(pk=record.pk), values)
        return []
    columns = {key: values[key] for key in changed}
    if not where.update(**columns, version=F("version") + 1):
        current = model._default_manager.get(pk=record.pk)
        if all(getattr(current, key) == value for key, value in values.items()):
            return []
        raise Stale(current, values)
    record.refresh_from_db()
    return changed
