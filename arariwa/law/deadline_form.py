"""The form of a time limit: which length, from when, where, what delays it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting, reference
from arariwa.core.domain.spans import Span
from arariwa.core.forms import DayField, Form, HourField, QuantityField
from arariwa.law.domain.rules import TimeLimit
from arariwa.law.entry_page import unit_words

# Spells in which a time limit does not run, as the form offers them.
SPELLS = (1, 2, 3)
MOST_DISTRICTS = 12


class Reckon(Form):
    """From when, which length, where; what delays it. `time_limit` is the one asked about."""

    largo = forms.ChoiceField(label=_("Which length?"), widget=forms.RadioSelect)
    inicio = DayField(label=_("Day on which it began"))
    hora = HourField(
        label=_("Hour"),
        required=False,
        help_text=_("24 hours, such as 14:35. A length in hours needs it."),
    )
    lugar = forms.CharField(
        label=_("District where it runs"),
        required=False,
        max_length=100,
        help_text=_("Its holidays count. Without it, those of the whole country."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lugar_codigo = forms.CharField(
        label=_("Chosen district"), required=False, max_length=6, widget=forms.RadioSelect
    )
    sede = forms.CharField(
        label=_("District of the authority"),
        required=False,
        max_length=100,
        help_text=_("The table of travel times is asked for the way there."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sede_codigo = forms.CharField(
        label=_("Chosen seat"), required=False, max_length=6, widget=forms.RadioSelect
    )
    distancia = QuantityField(
        label=_("Days of travel, if you know them"),
        required=False,
        whole=True,
        help_text=_("They prevail over the table."),
    )

    def __init__(self, data: Any, time_limit: TimeLimit) -> None:
        super().__init__(data)
        self.time_limit, lang = time_limit, formatting.language()
        limits = time_limit.limits
        self.fields["largo"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{capital(one.name.in_(lang))}: {unit_words(one.amount, one.unit)}") for one in limits
        ]
        self.fields["largo"].initial = limits[0].code
        if not self._by_the_hour():
            del self.fields["hora"]
        if not time_limit.distance:
            for name in ("sede", "sede_codigo", "distancia"):
                del self.fields[name]
        for n in SPELLS:
            self.fields[f"desde{n}"] = DayField(label=_("First day on which it did not run"), required=False)
            self.fields[f"hasta{n}"] = DayField(label=_("Last day on which it did not run"), required=False)
        for name in ("lugar", "sede"):
            if name in self.fields:
                typed = str(self[name].value() or "")
                self.fields[f"{name}_codigo"].widget.choices = _districts(typed)  # type: ignore[attr-defined]

    def _by_the_hour(self) -> bool:
        """Whether the hour matters for some length: those in hours, and every one while a person is held."""
        return self.time_limit.starts_with == "detention" or any(
            x.unit == "hours" for x in self.time_limit.limits
        )

    @property
    def spells(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each spell told, and of one more."""
        pairs = [(self[f"desde{n}"], self[f"hasta{n}"]) for n in SPELLS]
        return pairs[: self.told_spells + 1]

    @property
    def told_spells(self) -> int:
        """How many spells stand in the form, right or wrong."""
        return max(
            (n for n in SPELLS if _written(self[f"desde{n}"]) or _written(self[f"hasta{n}"])), default=0
        )

    @property
    def places(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """The field of each district with the choice among several of that name, where one must be made."""
        found: list[tuple[forms.BoundField, forms.BoundField | None]] = []
        for name in ("lugar", "sede"):
            if name in self.fields:
                choice = self[f"{name}_codigo"]
                several = len(choice.field.widget.choices) > 1  # type: ignore[attr-defined]
                found.append((self[name], choice if several else None))
        return found

    def clean(self) -> dict[str, Any]:
        """The hour where it counts, one district for each name, spells that end after they begin."""
        given = super().clean() or self.cleaned_data
        limit = next((x for x in self.time_limit.limits if x.code == given.get("largo")), None)
        if limit and limit.unit == "hours" and "hora" in given and given["hora"] is None:
            self.add_error("hora", _("This length is counted in hours: write the hour too."))
        for name in ("lugar", "sede"):
            if given.get(name):
                self._choose(name)
        given["spells"] = [span for n in SPELLS if (span := self._spell(given, n))]
        return given

    def _choose(self, name: str) -> None:
        codes = [code for code, _name in _districts(self.cleaned_data[name])]
        chosen = self.cleaned_data.get(f"{name}_codigo", "")
        if chosen in codes:
            return
        if len(codes) == 1:
            self.cleaned_data[f"{name}_codigo"] = codes[0]
            return
        said = (
            _("Several districts fit; choose one.")
            if codes
            else _("There is no district of this name; write another spelling or leave it empty.")
        )
        self.add_error(name, said)

    def _spell(self, given: Mapping[str, Any], n: int) -> Span | None:
        first, last = given.get(f"desde{n}"), given.get(f"hasta{n}")
        if first and last and first <= last:
            return Span(first, last + timedelta(days=1))
        if f"desde{n}" not in self.errors and f"hasta{n}" not in self.errors and (first or last):
            said = (
                _("The last day comes before the first.")
                if first and last
                else _("Write both days, also when they are the same.")
            )
            self.add_error(f"hasta{n}", said)
        return None


def _written(field: forms.BoundField) -> bool:
    return any(field.value() or ())


def _districts(typed: str) -> list[tuple[str, str]]:
    places = reference.places()
    found = places.search(typed, limit=MOST_DISTRICTS, kinds=("district",))
    return [(place.code, places.full_name(place.code)) for place in found]


def capital(words: str) -> str:
    """Beginning with a capital letter."""
    return words[:1].upper() + words[1:]
