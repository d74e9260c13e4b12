"""The steps of an intervention: place and hour, ground, who knew, closing."""

from datetime import time
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import reference
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.forms import DayOrMonthField, Form, HourField, QuantityField, TypedNumberField, WordField
from arariwa.evidence import actions, queries
from arariwa.evidence.choices import Acta, Began, Point, Told, YesNo
from arariwa.evidence.domain import coordinates
from arariwa.evidence.forms.base import RecordForm, line, number_as_written, one_of, paragraph
from arariwa.evidence.models import Intervention

DISTRICTS = ("district",)


def countries() -> list[tuple[str, str]]:
    """Every country, Peru first, the others by name."""
    rows = sorted(
        ((code, reference.country_name(code)) for code in reference.countries()), key=lambda row: row[1]
    )
    return sorted(rows, key=lambda row: row[0] != "PE")


def districts(text: str, chosen: str = "") -> list[tuple[str, str]]:
    """Choices for a district: the one chosen, those a name finds with their province, and "not reported"."""
    places = reference.places()
    codes = [place.code for place in places.search(text, limit=12, kinds=DISTRICTS)]
    if chosen and chosen not in codes and places.get(chosen):
        codes.insert(0, chosen)
    return [*((code, places.full_name(code)) for code in codes), ("", gettext("Not reported"))]


def unread(text: str) -> Any:
    """What is said of coordinates that cannot be read."""
    found = coordinates.read(text)
    if not isinstance(found, coordinates.Unread):
        return None
    if found.why == "zone":
        return _("These look like UTM coordinates without their zone (17, 18 or 19).")
    return _("These coordinates cannot be read; usual forms are 18M 376462 9348168 or -5.8960, -76.1160.")


class PlaceForm(RecordForm):
    """Where and when it happened, told by someone who acts today."""

    own = (*RecordForm.own, "next_day")
    asks_next_day = False

    began = one_of(Began, _("How it began"))
    day = DayOrMonthField(label=_("Day of the facts"))
    start_time = HourField(label=_("Hour of start"), required=False)
    end_time = HourField(label=_("Hour of end"), required=False)
    # Asked only when the end hour comes before the start hour.
    next_day = forms.BooleanField(label=_("It ended the next day"), required=False)
    place_text = line(
        Intervention,
        "place_text",
        _("Exact place"),
        _(
            "As people would find it: stall 14 of the Central Market, kilometre 23 of the road, boat at the pier."
        ),
        required=True,
    )
    country = forms.ChoiceField(label=_("Country"), initial="PE", choices=countries)
    district_text = forms.CharField(
        label=_("District"),
        required=False,
        max_length=100,
        help_text=_(
            "Write its name and choose it from the list. Several have the same name: look at the province."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w16"}),
    )
    ubigeo = forms.CharField(
        label=_("Chosen district"), required=False, max_length=6, widget=forms.RadioSelect
    )
    coordinates = TypedNumberField(
        label=_("Coordinates"),
        required=False,
        max_length=80,
        check=unread,
        help_text=_("As the device shows them: UTM with its zone, or degrees."),
    )
    point = one_of(Point, _("Where on the way to the buyer"))
    written_elsewhere = one_of(YesNo, _("Was the record written somewhere else?"))
    written_place = line(Intervention, "written_place", _("Where it was written"))
    written_why = line(Intervention, "written_why", _("Why it was not written on the spot"))
    title = line(
        Intervention,
        "title",
        _("Name for lists"),
        _("Such as: Seizure at the Central Market, Yurimaguas. If empty, the place is used."),
    )

    def read(self, record: models.Model) -> dict[str, Any]:
        values = super().read(record)
        return values | {"day": record.facts}

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.asks_next_day = self.initial["next_day"] = getattr(self.record, "ends_next_day", False)
        self.fields["ubigeo"].widget.choices = districts(
            self["district_text"].value() or "", self["ubigeo"].value() or ""
        )

    def clean(self) -> dict[str, Any]:
        """The district is the one chosen; a name that fits exactly one district chooses it. Days and hours can be."""
        found = super().clean() or self.cleaned_data
        self._check_time(found.get("day"), found.get("start_time"), found.get("end_time"))
        code, text = found.get("ubigeo", ""), found.get("district_text", "").strip()
        if found.get("country") != "PE":
            found["ubigeo"] = ""
        elif text:
            self._choose(text, code)
        elif code and reference.places().get(code) is None:
            self.add_error("district_text", _("Choose the district from the list."))
        return found

    def _check_time(self, day: Span | None, start: time | None, end: time | None) -> None:
        """What the action would refuse is told with the rest; an end before the start is asked about."""
        if day:
            try:
                actions.check_facts(self.by, day)
            except Refused as refused:
                self.refuse(refused)
        self.asks_next_day = bool(start and end and end < start)
        if self.asks_next_day and not self.cleaned_data.get("next_day"):
            said = _(
                "The end hour is before the start hour. Mark that it ended the next day, or correct an hour."
            )
            self.add_error("next_day", said)

    def _choose(self, text: str, code: str) -> None:
        codes = [place.code for place in reference.places().search(text, limit=12, kinds=DISTRICTS)]
        if code in codes:
            return
        if len(codes) == 1:
            self.cleaned_data["ubigeo"] = codes[0]
            return
        said = (
            _("Several districts fit; choose one.")
            if codes
            else _("There is no district of this name; write another spelling or leave it empty.")
        )
        self.add_error("district_text", said)

    def told(self, name: str, value: Any) -> str:
        """The choices of a district are only those its name finds: any district is told by its full name."""
        if name == "ubigeo":
            places = reference.places()
            return places.full_name(value) if places.get(value) else value
        return super().told(name, value)

    def values(self) -> dict[str, Any]:
        values = super().values()
        span = values.pop("day")
        values.pop("district_text")
        point = coordinates.read(values["coordinates"]) if values["coordinates"] else None
        known = isinstance(point, coordinates.Point)
        return values | {
            "facts_from": span.start,
            "facts_until": span.until,
            "latitude": rounded(point.latitude) if known else None,
            "longitude": rounded(point.longitude) if known else None,
        }


class NewPlaceForm(PlaceForm):
    """The same for an intervention that does not exist yet; its id travels with the form."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    own = (*PlaceForm.own, "id")


def rounded(degrees: float) -> Any:
    """Degrees as the column keeps them."""
    return Intervention._meta.get_field("latitude").to_python(f"{degrees:.6f}")


class ReasonForm(RecordForm):
    """Why the authority acted, what was done and found."""

    led_by = line(Intervention, "led_by", _("Who led it"), _("Institution or unit, as the record says."))
    legal_act = line(
        Intervention,
        "legal_act",
        _("Legal basis"),
        widget=forms.TextInput(attrs={"list": "legal-acts", "autocomplete": "off"}),
    )
    reason = paragraph(
        Intervention,
        "reason",
        _("Reason of the act"),
        _("What was known before: a call, a patrol, an order."),
        4,
    )
    done = paragraph(
        Intervention,
        "done",
        _("What was done and found, in order"),
        _("One fact a line, with its hour when it is known."),
        10,
    )
    not_found = paragraph(Intervention, "not_found", _("What was looked for and not found"), rows=3)
    other_actas = forms.MultipleChoiceField(
        label=_("Other records written in this intervention"),
        required=False,
        choices=Acta.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    own_number = line(Intervention, "own_number", _("Number your unit gives the record"))
    carpeta_number = number_as_written(
        Intervention, "carpeta_number", _("Number of the prosecutor's file, if there is one"), "carpeta"
    )
    held_by = forms.ModelChoiceField(
        label=_("Who keeps what was taken, if it is not your office"),
        required=False,
        queryset=None,
        empty_label=_("Our office"),
        help_text=_("For instance another country's authority, when the seizure was abroad."),
    )
    source = line(
        Intervention,
        "source",
        _("Published source"),
        _("Only when you record from a report and not from the paper."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_by"].queryset = queries.offices()


class ProsecutorForm(RecordForm):
    """Whether and how the prosecutor knew; how many persons a report names."""

    prosecutor_told = one_of(Told, _("Was the prosecutor told?"))
    prosecutor_office = forms.ModelChoiceField(
        label=_("Prosecutor's office"), required=False, queryset=None, empty_label=_("Not reported")
    )
    prosecutor_name = line(Intervention, "prosecutor_name", _("Name of the prosecutor"))
    prosecutor_told_at = HourField(label=_("Hour at which the prosecutor was told"), required=False)
    persons_reported = QuantityField(
        label=_("Persons stopped whose particulars are not known"),
        help_text=_("Only the number, when a report names nobody."),
        whole=True,
        zero=True,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prosecutor_office"].queryset = queries.offices("prosecution")

    def values(self) -> dict[str, Any]:
        values = super().values()
        count = values["persons_reported"]
        return values | {"persons_reported": int(count) if count is not None else None}


class ClosingForm(RecordForm):
    """How the record ended: read, corrected."""

    read_to_all = one_of(YesNo, _("Was the record read by or to all present?"))
    corrections = paragraph(
        Intervention,
        "corrections",
        _("Corrections"),
        _("Nothing is struck out: write what should be read instead of what."),
        3,
    )


class RegisterForm(Form):
    """The final act of recording; `seen` is the mark of what was reviewed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    word = WordField(_("REGISTER"))

    def look_again(self, seen: str, refused: Refused) -> None:
        """Tell the refusal; what stands now is what the next try is about."""
        self.refuse(refused)
        self.data = self.data.copy()
        self.data["seen"] = seen
