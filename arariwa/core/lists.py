"""What an address asks of a list: conditions said as sentences, each with the address without it; the order; the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from arariwa.core import keyset
from arariwa.core.domain.steering import marked


@dataclass(frozen=True)
class Condition:
    """One condition of a list: its parameter, the question, the answers ("" for free text), the sentence when in force."""

    name: str
    label: Any
    sentence: Any
    options: tuple[tuple[str, Any], ...] = ()

    def said(self, value: str) -> str:
        """The sentence, such as "of the year 2026"."""
        words = {str(k): v for k, v in self.options}.get(value, value)
        return str(self.sentence) % {"value": str(words)}


def conditions(
    query: QueryDict, asked: tuple[Condition, ...]
) -> tuple[dict[str, str], list[dict[str, str]], list[dict[str, Any]]]:
    """Values in force, their sentences each with the address without it, and the fields to change them.

    A value that is none of a closed list is as if it had not been given.
    """
    values, sentences, fields = {}, [], []
    for one in asked:
        value = marked(query.get(one.name, "")).strip()[:100]
        if one.options and value not in {str(k) for k, _v in one.options}:
            value = ""
        values[one.name] = value
        fields.append({"condition": one, "value": value})
        if value:
            rest = query.copy()
            rest.pop(one.name, None)
            rest.pop("desde", None)
            sentences.append({"text": one.said(value), "remove_url": f"?{rest.urlencode()}"})
    return values, sentences, fields


@dataclass(frozen=True)
class Asked:
    """What an address asks of a list one may sort. The list and its export read it from the same address."""

    query: QueryDict
    values: dict[str, str]
    filters: list[dict[str, str]]
    fields: list[dict[str, Any]]
    sort: str
    order: tuple[Any, ...]

    def page(self, rows: QuerySet[Any]) -> keyset.Page:
        """The rows of the page asked for."""
        return keyset.page(rows, self.order, self.query.get("desde", ""))

    def every(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """All rows, in the same order."""
        return rows.order_by(*self.order)

    def shown(self, page: keyset.Page, export: str, *args: object) -> dict[str, Any]:
        """What the template of a list needs; `export` names the address that answers all rows."""
        return {
            "page": page,
            "filters": self.filters,
            "fields": self.fields,
            "sort": self.sort,
            "export_url": f"{reverse(export, args=args)}?{self.query.urlencode()}",
        }


def asked(query: QueryDict, of: tuple[Condition, ...], sorts: Mapping[str, tuple[Any, ...]]) -> Asked:
    """What the address asks. `sorts` are the heads one may sort by, the usual first: it stands for anything else."""
    values, sentences, fields = conditions(query, of)
    sort = query.get("orden", "")
    sort = sort if sort in sorts else next(iter(sorts))
    return Asked(query, values, sentences, fields, sort, sorts[sort])
