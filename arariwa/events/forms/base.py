"""What forms of events share: saving over someone else's change shows both sides; a district by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting, reference
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.core.models import Institution, JournalEntry, Person
from arariwa.core.versions import Stale

DISTRICTS = ("district",)


@dataclass(frozen=True)
class Conflict:
    """Both sides of a save that came second, as `core/_conflict.html` shows them."""

    rows: list[dict[str, Any]]
    who: str
    at: datetime | None


class RowForm(Form):
    """A form over columns of a row that may stand already. Its id and version travel with it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    conflict: Conflict | None = None

    def __init__(self, data: Any = None, *, record: models.Model | None = None, **kwargs: Any) -> None:
        self.record = record
        start = dict(kwargs.pop("initial", None) or {})
        if record is None:
            start.setdefault("id", uuid7())
        else:
            start |= self.read(record) | {"id": record.pk, "version": getattr(record, "version", 0)}
        super().__init__(data, initial=start, **kwargs)

    def read(self, record: models.Model) -> dict[str, Any]:
        """What the fields show of a record."""
        return {
            name: getattr(record, name)
            for name in self.base_fields
            if name not in ("id", "version") and hasattr(record, name)
        }

    def values(self) -> dict[str, Any]:
        """What is to be written into the columns."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("id", "version")}

    def saved(self, act: Callable[[Any, int, dict[str, Any]], Any]) -> bool:
        """Run `act(id, version, values)`; a refusal becomes a mistake of the form, a save that came second a conflict."""
        if not self.is_valid():
            return False
        try:
            act(self.cleaned_data["id"], self.cleaned_data["version"] or 0, self.values())
        except Stale as stale:
            self._came_second(stale)
            return False
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def _came_second(self, stale: Stale) -> None:
        rows = [
            {
                "label": self.fields[name].label if name in self.fields else name,
                "mine": self.told(name, mine),
                "theirs": self.told(name, theirs),
            }
            for name, theirs, mine in stale.differences()
        ]
        last = (
            JournalEntry.objects.filter(record=str(stale.current.pk), person__isnull=False)
            .order_by("-seq")
            .first()
        )
        who = Person.objects.filter(pk=last.person).first() if last else None
        self.conflict = Conflict(rows, str(who or _("Someone")), last.at if last else None)
        self.data = self.data.copy()
        self.data["version"] = str(getattr(stale.current, "version", 0))

    def told(self, name: str, value: Any) -> str:
        """A value in the words a person uses."""
        choices = dict(getattr(self.fields.get(name), "choices", ()))
        if isinstance(value, list):
            return formatting.listing([str(choices.get(each, each)) for each in value])
        if isinstance(value, bool):
            return str(_("Yes") if value else _("No"))
        if isinstance(value, datetime):
            return formatting.moment(value)
        if isinstance(value, date):
            return formatting.day(value)
        return str(choices.get(value, "" if value is None else value))


class DistrictField(forms.CharField):
    """A district as people write it → its INEI code. Several of that name are told, to write province and department too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("District"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Such as: Nauta, or Nauta, Loreto if several have the name.")
        )
        super().__init__(required=False, max_length=120, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        place = reference.places().get(value) if isinstance(value, str) and value.isdecimal() else None
        return reference.places().full_name(value) if place else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        places = reference.places()
        if text.isdecimal() and places.get(text):
            return str(text)
        codes = [place.code for place in places.search(text, limit=8, kinds=DISTRICTS)]
        exact = [code for code in codes if folded(places.full_name(code)) == folded(text)]
        if len(exact or codes) == 1:
            return str((exact or codes)[0])
        if not codes:
            raise forms.ValidationError(
                _("There is no district of this name; write another spelling or leave it empty."), code="none"
            )
        some = "; ".join(places.full_name(code) for code in codes)
        raise forms.ValidationError(
            _("Several districts fit; write one of these: %(some)s.") % {"some": some}, code="several"
        )


def institution_field(label: Any = None, **kwargs: Any) -> forms.ModelChoiceField:
    """An institution of the table."""
    return forms.ModelChoiceField(
        label=label or gettext_lazy("Institution"),
        queryset=Institution.objects.all(),
        empty_label=gettext_lazy("Choose an institution"),
        **kwargs,
    )


def countries() -> list[tuple[str, str]]:
    """Countries by name, Peru first."""
    rows = sorted(
        ((code, reference.country_name(code)) for code in reference.countries()), key=lambda r: r[1]
    )
    return [row for row in rows if row[0] == "PE"] + [row for row in rows if row[0] != "PE"]
