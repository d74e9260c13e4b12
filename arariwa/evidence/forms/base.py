"""Forms over some columns of a record that someone else may be changing too: nothing is silently overwritten."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.forms import Form, TypedNumberField, filled
from arariwa.core.versions import Stale
from arariwa.evidence import queries
from arariwa.evidence.domain import numbers

Text = Any


def line(
    model: type[models.Model], column: str, label: Text, help_text: Text = "", **kwargs: Any
) -> forms.CharField:
    """A line of text as long as its column allows; may stay empty unless said otherwise."""
    kwargs.setdefault("required", False)
    longest = model._meta.get_field(column).max_length
    return forms.CharField(label=label, help_text=help_text, max_length=longest, **kwargs)


def paragraph(
    model: type[models.Model], column: str, label: Text, help_text: Text = "", rows: int = 5
) -> forms.CharField:
    """The same over several lines."""
    return line(model, column, label, help_text, widget=forms.Textarea(attrs={"rows": rows}))


def one_of(
    options: type[models.TextChoices], label: Text, help_text: Text = "", **kwargs: Any
) -> forms.ChoiceField:
    """One of a closed list, all in sight."""
    kwargs.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(label=label, help_text=help_text, choices=options.choices, **kwargs)


def number_as_written(
    model: type[models.Model], column: str, label: Text, *kinds: str, **kwargs: Any
) -> TypedNumberField:
    """A number kept as written; when it has none of the shapes of `kinds` that is said once."""

    def look(text: str) -> Any:
        if not kinds or any(
            not numbers.expected(kind, text) and not numbers.wrong_check(kind, text) for kind in kinds
        ):
            return None
        if any(numbers.wrong_check(kind, text) for kind in kinds):
            return _("The check digit of this number does not fit; look at it again.")
        return filled(
            _("This number has an unusual shape; the usual one is like %(example)s."),
            example=numbers.SHAPES[kinds[0]][1],
        )

    kwargs.setdefault("required", False)
    return TypedNumberField(
        label=label, check=look, max_length=model._meta.get_field(column).max_length, **kwargs
    )


@dataclass(frozen=True)
class Conflict:
    """Both sides of a save that came second, as `core/_conflict.html` shows them."""

    rows: list[dict[str, Any]]
    who: str
    at: datetime | None


class RecordForm(Form):
    """A form over columns of `record`. It carries the version that was read and what it read of these columns.

    Fields are named like the columns; where they differ, `read` and `values` translate.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    own: ClassVar[tuple[str, ...]] = ("version", "was")
    conflict: Conflict | None = None

    def __init__(
        self,
        data: Any = None,
        *,
        record: models.Model | None = None,
        initial: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.record = record
        start = {**(initial or {}), **(self.read(record) if record else {})}
        if record:
            start |= {"version": getattr(record, "version", 0), "was": digest(self.read(record))}
        super().__init__(data, initial=start, **kwargs)

    def read(self, record: models.Model) -> dict[str, Any]:
        """What the fields show of a record."""
        return {
            name: getattr(record, name)
            for name in self.base_fields
            if name not in self.own and hasattr(record, name)
        }

    def values(self) -> dict[str, Any]:
        """What is to be written into the columns."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own}

    def saved(self, act: Callable[[int, dict[str, Any]], Any]) -> bool:
        """Run `act(version, values)`; a refusal becomes a mistake of the form, a save that came second a conflict."""
        version = self.cleaned_data["version"] or 0
        try:
            act(version, self.values())
        except Stale as stale:
            return self._came_second(stale, act)
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def _came_second(self, stale: Stale, act: Callable[[int, dict[str, Any]], Any]) -> bool:
        """Others may have changed other columns: then this is no conflict. Otherwise both sides are shown."""
        theirs = self.read(stale.current)
        if (
            digest(theirs) == self.cleaned_data["was"]
            and stale.current.version != self.cleaned_data["version"]
        ):
            self.cleaned_data["version"] = stale.current.version
            return self.saved(act)
        # A field that only helps to look for something is no part of the record.
        rows = [
            {
                "label": self.fields[name].label,
                "mine": self.told(name, mine),
                "theirs": self.told(name, theirs[name]),
            }
            for name, mine in self.cleaned_data.items()
            if name in theirs and mine != theirs[name]
        ]
        who, at = queries.last_change(stale.current)
        self.conflict = Conflict(rows, who, at)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(stale.current.version)
        self.data[self.add_prefix("was")] = digest(theirs)
        return False

    def told(self, name: str, value: Any) -> str:
        """A value in the words a person uses; forms whose fields hold codes of their own add theirs."""
        field = self.fields[name]
        if isinstance(value, list):
            return formatting.listing(self.told(name, each) for each in value)
        if choices := dict(getattr(field, "choices", ())):
            return str(choices.get("" if value is None else getattr(value, "pk", value), value or ""))
        return told(value)


def told(value: Any) -> str:
    """A plain value as people read it; nothing for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, Span):
        return formatting.span(value)
    if isinstance(value, time):
        return formatting.hour(value)
    return formatting.number(value) if isinstance(value, Decimal | int) else str(value)


def digest(values: Mapping[str, Any]) -> str:
    """A short mark of what a form read, to know later whether someone changed just that."""
    plain = {
        n: str(getattr(v, "pk", v)) if isinstance(v, models.Model | Span) else v for n, v in values.items()
    }
    text = json.dumps(plain, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
