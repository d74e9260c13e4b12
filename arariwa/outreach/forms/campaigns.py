"""Forms of a campaign: itself, its messages, claims and their review, money, gatherings, who else sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import DayField, Form, QuantityField, WordField
from arariwa.core.models import Office
from arariwa.events import listing as events
from arariwa.events.forms.base import RowForm
from arariwa.events.models import Event
from arariwa.events.spending import CURRENCIES
from arariwa.outreach.choices import SpendingKind, Theme
from arariwa.outreach.models import Campaign

CURRENCY = [(code, code) for code in CURRENCIES]


def lines(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class CampaignForm(RowForm):
    """What it wants, of whom, where and when."""

    name_es = forms.CharField(label=_("Name in Spanish"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    objectives = forms.CharField(
        label=_("Objectives"),
        max_length=4000,
        help_text=_("What shall be different afterwards, and how it will be seen."),
        widget=lines(5),
    )
    audience = forms.CharField(label=_("Audience"), max_length=500, widget=lines(2))
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))
    regions = forms.MultipleChoiceField(
        label=_("Regions"),
        choices=events.REGIONS,
        required=False,
        help_text=_("None marked: the whole country."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "halves"}),
    )

    def clean_regions(self) -> list[str]:
        return sorted(self.cleaned_data["regions"])


class MessageForm(RowForm):
    """What shall be understood, by whom."""

    text_es = forms.CharField(label=_("Message in Spanish"), max_length=500, widget=lines())
    text_en = forms.CharField(label=_("Message in English"), max_length=500, required=False, widget=lines())
    audience = forms.CharField(label=_("For whom"), max_length=300)


class OwnClaimForm(RowForm):
    """A claim of harm the pack does not have."""

    theme = forms.ChoiceField(label=_("What it is about"), choices=Theme.choices)
    text_es = forms.CharField(
        label=_("Claim in Spanish"),
        max_length=500,
        help_text=_("No further than the source goes: where, when, how many."),
        widget=lines(),
    )
    text_en = forms.CharField(label=_("Claim in English"), max_length=500, required=False, widget=lines())
    caveat_es = forms.CharField(
        label=_("Caveat in Spanish"),
        max_length=300,
        help_text=_("What must be said beside it: a single case, another country, a worldwide figure."),
        widget=lines(2),
    )
    caveat_en = forms.CharField(label=_("Caveat in English"), max_length=300, required=False, widget=lines(2))
    source_title = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Author, title and year. Without a source no post with this claim is approved."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )


class ReviewForm(Form):
    """Whether the source carries the claim."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    # What was read: a digest, or the version of a campaign's own claim.
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    fit = forms.TypedChoiceField(
        label=_("May it be used?"),
        choices=[
            ("yes", _("Yes: the source says this, and the caveat says what it does not")),
            ("no", _("No")),
        ],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        help_text=_("Needed when the answer is no."),
        widget=lines(),
    )


class BudgetLineForm(RowForm):
    """Money set aside."""

    kind = forms.ChoiceField(label=_("Kind of spending"), choices=SpendingKind.choices)
    what = forms.CharField(label=_("What for"), max_length=300)
    amount = QuantityField(label=_("Amount"), places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCY, initial="PEN")


class SpendingForm(Form):
    """Money spent. Its id travels with the form, so that sending it twice makes one row."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    line = forms.ModelChoiceField(
        label=_("Line of the budget"), queryset=None, required=False, empty_label=_("Beside the budget")
    )
    kind = forms.ChoiceField(label=_("Kind of spending"), choices=SpendingKind.choices)
    what = forms.CharField(label=_("What was paid"), max_length=300)
    amount = QuantityField(label=_("Amount"), places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCY, initial="PEN")
    paid_on = DayField(label=_("Day it was paid"))
    document = forms.CharField(label=_("Receipt or invoice"), max_length=80, required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = campaign.budget_lines.filter(withdrawn_at=None)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What is to be written into the columns."""
        given = {**self.cleaned_data}
        given.pop("id")
        line = given.pop("line")
        return {**given, "line_id": line.pk if line else None}


class WhyForm(Form):
    """The reason of taking something back."""

    why = forms.CharField(label=_("Reason"), max_length=300, widget=lines(2))


class EventChoice(forms.ModelChoiceField):
    """A gathering by its title, kind and days."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.get_kind_display()} · {events.days_of(obj)}"


class LinkForm(Form):
    """A gathering that belongs to the campaign."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    event = EventChoice(label=_("Event"), queryset=None, empty_label=_("Choose an event"))

    def __init__(self, *args: Any, campaign: Campaign, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        linked = campaign.gatherings.filter(removed_at=None).values("event")
        rows = access.visible(Event.objects.filter(cancelled_at=None), by).exclude(pk__in=linked)
        self.fields["event"].queryset = rows.order_by("-from_on", "id")  # type: ignore[attr-defined]


class ShareForm(Form):
    """Another office that sees the campaign."""

    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.filter(closed_on=None).select_related("institution"),
        empty_label=_("Choose an office"),
    )
    level = forms.TypedChoiceField(
        label=_("What it may do"),
        choices=[
            (access.READ.value, _("Read it; reviewers also review its claims")),
            (access.ACT.value, _("Work on it: write or approve posts, as each role allows")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )


class DropForm(WhyForm):
    """Why a post is given up."""

    word = WordField(_("GIVE UP"))
