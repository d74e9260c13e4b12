"""Conditions of a list: kept in the address, said as sentences, each with the address without it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

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
