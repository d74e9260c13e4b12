"""Forms of the gathering: the event, a session, a trainer, an invitation, its final acts."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.formatting import LIMA
from arariwa.core.forms import DayField, Form, HourField, QuantityField, WordField
from arariwa.core.models import Office
from arariwa.events.choices import Audience, EventKind, Modality, Tongue, TrainerRole
from arariwa.events.forms.base import DistrictField, RowForm, countries, institution_field
from arariwa.events.models import Series, Session

WIDE = forms.Textarea(attrs={"rows": 4})


class EventForm(RowForm):
    """What it is, where, when, who may come."""

    kind = forms.ChoiceField(label=_("Kind of event"), choices=EventKind.choices)
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    description = forms.CharField(
        label=_("What it is about"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    track = forms.CharField(
        label=_("Code of the course or track"),
        max_length=40,
        required=False,
        help_text=_("As in the curriculum, if it follows one."),
        widget=forms.TextInput(attrs={"class": "w16"}),
    )
    series = forms.ModelChoiceField(
        label=_("Series"), queryset=Series.objects.none(), required=False, empty_label=_("None")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=Tongue.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "halves"}),
        initial=["es"],
    )
    modality = forms.ChoiceField(label=_("Modality"), choices=Modality.choices, widget=forms.RadioSelect)
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="PE")
    ubigeo = DistrictField()
    place_text = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("Building, room, address.")
    )
    link = forms.URLField(
        label=_("Link of the meeting"), max_length=500, required=False, assume_scheme="https"
    )
    from_on = DayField(label=_("First day"))
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty when it lasts one day.")
    )
    audience = forms.ChoiceField(
        label=_("Who may ask to take part"), choices=Audience.choices, widget=forms.RadioSelect
    )
    audience_text = forms.CharField(label=_("Whom it is meant for"), max_length=300, required=False)
    capacity = QuantityField(
        label=_("Seats"), whole=True, required=False, help_text=_("Leave it empty when there is no limit.")
    )
    needs_approval = forms.BooleanField(
        label=_("Whoever asks waits until the organiser approves"), required=False
    )
    registration_from_on = DayField(label=_("Registration begins"), required=False)
    registration_until_on = DayField(
        label=_("Last day of registration"),
        required=False,
        help_text=_("Leave it empty to register until the last day of the event."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = access.visible(Series.objects.all(), by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["until_on"] = found.get("until_on") or found.get("from_on")
        if found.get("country") != "PE":
            found["ubigeo"] = ""
        if found.get("capacity") is not None:
            found["capacity"] = int(found["capacity"])
        return found

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the subjects the page shows them in."""
        parts = (
            (_("What it is"), "kind title_es title_en description track series languages"),
            (_("Where"), "modality country ubigeo place_text link"),
            (_("When"), "from_on until_on"),
            (
                _("Who may come"),
                "audience audience_text capacity needs_approval registration_from_on registration_until_on",
            ),
        )
        return [(title, [self[name] for name in names.split()]) for title, names in parts]


class SeriesForm(Form):
    """A series of events."""

    name_es = forms.CharField(label=_("Name in Spanish"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class SessionForm(RowForm):
    """A session: its day and hours, place, and afterwards its minutes."""

    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins"))
    ends = HourField(label=_("Ends"))
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    place_text = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("If it is not the place of the event.")
    )
    minutes_text = forms.CharField(
        label=_("Minutes"),
        max_length=20_000,
        required=False,
        help_text=_("What was dealt with, afterwards."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def read(self, record: models.Model) -> dict[str, Any]:
        values = super().read(record)
        assert isinstance(record, Session)
        starts, ends = timezone.localtime(record.starts_at), timezone.localtime(record.ends_at)
        return values | {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}

    def values(self) -> dict[str, Any]:
        values = super().values()
        day, begins, ends = (values.pop(name) for name in ("day", "begins", "ends"))
        return values | {
            "starts_at": datetime.combine(day, begins, LIMA),
            "ends_at": datetime.combine(day, ends, LIMA),
        }

    def tell_at(self, field: str, error: Any) -> None:
        super().tell_at({"starts_at": "day", "ends_at": "ends"}.get(field, field), error)


class MinutesForm(RowForm):
    """What was dealt with at a session, alone: the rest of it no longer changes."""

    minutes_text = SessionForm.base_fields["minutes_text"]


class TrainerForm(RowForm):
    """Who teaches or speaks."""

    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(label=_("What they do"), choices=TrainerRole.choices)
    institution = institution_field(required=False)
    institution_text = forms.CharField(
        label=_("Another institution"),
        max_length=200,
        required=False,
        help_text=_("If it is not in the list."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="PE")
    hours = QuantityField(label=_("Hours taught"), required=False, largest=2000, places=1)


class InvitationForm(RowForm):
    """An institution asked to send people."""

    institution = institution_field()
    quota = QuantityField(
        label=_("Places for it"),
        whole=True,
        required=False,
        help_text=_("Leave it empty when there is no quota."),
    )
    sent_on = DayField(label=_("Day the invitation was sent"), required=False)
    contact = forms.CharField(label=_("Whom to ask there"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["institution"].disabled = True

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["quota"] = None if values["quota"] is None else int(values["quota"])
        return values


class HelpForm(Form):
    """Another office that helps to run the event."""

    office = forms.ModelChoiceField(
        label=_("Office that will help"),
        queryset=Office.objects.filter(closed_on=None).select_related("institution"),
        empty_label=_("Choose an office"),
    )


class CloseForm(Form):
    """The word that closes the list."""

    word = WordField(_("CLOSE"))


class ReopenForm(Form):
    """Why a closed list is opened again."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    word = WordField(_("REOPEN"))


class CancelForm(Form):
    """Why the event is called off."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Those who registered will read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    word = WordField(_("CANCEL"))
