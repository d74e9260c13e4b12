"""Numbers for people that no record of a table bears yet."""

from django.db import IntegrityError, models

from arariwa.core.domain.ids import short_number

TRIES = 20


def free_number(model: type[models.Model], year: int, owner: str) -> str:
    """A short number (`core/domain/ids.py`) not yet in the column `number` of the table."""
    for _ in range(TRIES):
        number = short_number(year, owner)
        if not model._default_manager.filter(number=number).exists():
            return number
    raise IntegrityError(f"no free number for {owner} in {year}")
