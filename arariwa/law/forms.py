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
from arariwa.law import proposing
from arariwa.law.proposing import Proposal
from arariwa.law.reviewing import Reviewed, TaxonEntry


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


class Checkbox(forms.CheckboxInput):
    """A box that answers with its own value; never ticked beforehand."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # type: ignore[override]
        return str(data.get(name, ""))

    def format_value(self, value: Any) -> None:
        return None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


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
    # Shown only once there is something to accept.
    accepts = forms.CharField(
        label=_("I have read them: they are to change with my correction"),
        widget=forms.HiddenInput,
        required=False,
        max_length=64,
    )

    def __init__(self, data: Any = None, *, entry: Reviewed) -> None:
        initial = {"id": uuid7(), "digest": entry.digest, "proposed": proposing.begins(entry)}
        super().__init__(data, initial=initial)
        if isinstance(entry, TaxonEntry):
            proposed, verdict = self.fields["proposed"], self.fields["verdict"]
            proposed.label = _("Its rows as they should be (only for a correction)")
            proposed.help_text = _(
                "Each table with its head; change a row, take it away or add one below its table."
            )
            verdict.choices = [  # type: ignore[attr-defined]
                (value, TAXON_CHOICES.get(value, label))
                for value, label in verdict.choices  # type: ignore[attr-defined]
            ]

    def ask(self, proposal: Proposal) -> None:
        """Ask whether the examples that a correction would answer otherwise are to change with it."""
        self.fields["accepts"].widget = Checkbox(attrs={"value": proposal.seen})


TAXON_CHOICES = {
    "signed": option(_("I sign it"), _("Listings, category, names and look-alikes are as the sources say.")),
    "corrected": option(_("I propose a correction"), _("Change the rows below.")),
}
