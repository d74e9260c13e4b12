"""Forms of follow-up visits: the plan, what was seen, how each commitment was found."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.forms import DayField, Form, QuantityField
from arariwa.events.forms.base import DistrictField, RowForm
from arariwa.events.models import Promise
from arariwa.outreach.actions_visits import Checked
from arariwa.outreach.choices_visits import Destination, Found, Seen

# Of one visit; the largest markets have fewer sellers.
MOST_MET = 100_000


class PlanForm(RowForm):
    """Where, when and what for."""

    destination = forms.ChoiceField(
        label=_("Kind of place"), choices=Destination.choices, widget=forms.RadioSelect
    )
    ubigeo = DistrictField()
    place_text = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("Community, market or hamlet.")
    )
    planned_on = DayField(label=_("Planned for"))
    purpose = forms.CharField(
        label=_("What for"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CheckForm(Form):
    """How one commitment was found."""

    mark_optional = False
    found = forms.ChoiceField(
        label=_("How it was found"), choices=Found.choices, initial=Found.NOT_ASKED, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("What shows it"), max_length=500, required=False)

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(promise.pk), **kwargs)
        self.promise = promise


class VisitForm(Form):
    """What was seen at a visit."""

    made_on = DayField(label=_("Day of the visit"))
    seen = forms.MultipleChoiceField(
        label=_("What was seen"), choices=Seen.choices, widget=forms.CheckboxSelectMultiple
    )
    seen_text = forms.CharField(
        label=_("In words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was seen and heard; no names of people who gave notice or sell."),
    )
    persons_met = QuantityField(
        label=_("People met"), whole=True, zero=True, required=False, largest=MOST_MET
    )
    next_on = DayField(
        label=_("Next visit"), required=False, help_text=_("If one is due; it is planned for that day.")
    )

    def __init__(self, data: Any = None, *, promises: Iterable[Promise], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.lines = [CheckForm(data, promise=promise) for promise in promises]

    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        met = given["persons_met"]
        return given | {
            "persons_met": None if met is None else int(met),
            "checks": [
                Checked(line.promise.pk, line.cleaned_data["found"], line.cleaned_data["note"])  # type: ignore[attr-defined]
                for line in self.lines
            ],
        }
