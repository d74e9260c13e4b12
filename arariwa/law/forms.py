"""Forms of the law: the day of a public page, and what a reviewer says of an entry."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayField, Form, option
from arariwa.core.refusals import worded
from arariwa.law import reviewing
from arariwa.law.domain.entries import Entry


class OnDay(Form):
    """A day of the past or today; empty is today."""

    mark_optional = False
    dia = DayField(label=_("See what held on another day"), required=False)

    def clean_dia(self) -> date | None:
        """A day to come has no law yet."""
        day, today = self.cleaned_data["dia"], timezone.localdate()
        if day and day > today:
            raise forms.ValidationError(worded(Refused("day.future", "dia", today=today.isoformat())))
        return day


class ReviewForm(Form):
    """Sign, correct, dispute, or take back, with the reason. `digest` is the entry as it was read."""

    mark_optional = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.ChoiceField(
        label=_("Your verdict"),
        widget=forms.RadioSelect,
        choices=[
            (
                "signed",
                option(_("I sign it"), _("It says what the source says, with its days and penalties.")),
            ),
            ("corrected", option(_("I propose a correction"), _("Change the text of the file below."))),
            ("disputed", option(_("I dispute it"), _("It should not be relied on; the reason says why."))),
            ("taken_back", option(_("I take back what I said"), _("What was said stays in the list."))),
        ],
    )
    reason = forms.CharField(
        label=_("Reason, and the source you compared it with"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proposed = forms.CharField(
        label=_("The file as it should be (only for a correction)"),
        required=False,
        max_length=300_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "code"}),
    )

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        initial = {"id": uuid7(), "digest": entry.digest, "proposed": reviewing.pack().text(entry.file)}
        super().__init__(data, initial=initial)
