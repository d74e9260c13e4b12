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
from django.db.models import Q, QuerySet

SIZE = 25


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
        except (ValidationError, ValueError, TypeError):
            values, backwards = None, False
            rows = queryset.order_by(*order)
    found = list(rows[: size + 1])
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
        value = queryset.model._meta.get_field(field).to_python(value)
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
        if not isinstance(values, list) or len(values) != width + 1 or any(isinstance(v, list | dict) or v is None for v in values):
            return False, None
        return bool(values[0]), values[1:]
    except (ValueError, TypeError):
        return False, None
