"""Pages of a long list by the key of the last row, not by counting: the ten-thousandth page costs what the first does."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import Q, QuerySet

SIZE = 25
# A mark's longest text value; a column to sort by is no longer.
LONGEST = 1000


@dataclass(frozen=True)
class Page:
    """Rows to show and the marks of the pages beside it; an empty mark: there is none."""

    rows: list[Any]
    older: str
    newer: str


def page(queryset: QuerySet, order: Sequence[str], mark: str = "", size: int = SIZE) -> Page:
    """The page at `mark` ("" for the first). `order` are field names, "-" for descending, the last one unique.

    A mark nobody could have been given is read as the first page.
    """
    backwards, values = _read(mark, len(order))
    wanted = [_flip(name) for name in order] if backwards else list(order)
    rows = queryset.order_by(*wanted)
    if values is not None:
        try:
            rows = rows.filter(_beyond(queryset, wanted, values))
        except (ValidationError, ValueError, TypeError, ArithmeticError):
            return page(queryset, order, "", size)
    found = list(rows[: size + 1])
    if values is not None and not found:
        # What stood there is gone or hidden meanwhile.
        return page(queryset, order, "", size)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first = _mark(found[0], order, True) if found else ""
    last = _mark(found[-1], order, False) if found else ""
    if backwards:
        return Page(found, last, first if more else "")
    return Page(found, last if more else "", first if values is not None else "")


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(queryset: QuerySet, order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after `values` in that order: (a > x) or (a = x and b > y) ..."""
    result, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        column = queryset.model._meta.get_field(field)
        value = column.to_python(value)
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(value)
        # What the database cannot take is found here, not when the rows are fetched.
        column.run_validators(value)
        column.get_db_prep_value(value, connections[queryset.db])
        result |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return result


def _mark(row: Any, order: Sequence[str], backwards: bool) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    return base64.urlsafe_b64encode(json.dumps([int(backwards), *values]).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def _read(mark: str, width: int) -> tuple[bool, list[Any] | None]:
    if not mark:
        return False, None
    try:
        values = json.loads(base64.urlsafe_b64decode(mark[:2000] + "=" * (-len(mark) % 4)))
    except (ValueError, TypeError, RecursionError):
        return False, None
    if (
        not isinstance(values, list)
        or len(values) != width + 1
        or not all(_could_be(value) for value in values)
    ):
        return False, None
    return bool(values[0]), values[1:]


def _could_be(value: Any) -> bool:
    """Whether a mark of ours could hold the value; a NUL no database takes, a number beyond its columns neither."""
    if isinstance(value, str):
        return "\0" not in value and len(value) <= LONGEST
    return isinstance(value, int) and abs(value) < 1 << 63
