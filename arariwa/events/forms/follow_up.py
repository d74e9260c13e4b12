"""Forms of what stands around an event: promises and their evidence, costs, consents and photos, stops, materials, opinions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import DayField, Form, QuantityField
from arariwa.events import photographing, queries
from arariwa.events.choices import CostKind, ImagePurpose, Question, State, StockReason
from arariwa.events.forms.base import countries, institution_field
from arariwa.events.models import Event, Participation
from arariwa.events.spending import CURRENCIES
from arariwa.events.stocking import BY_HAND

# Of one move: the stock itself, which adds moves up, still fits its column.
MOST_PIECES = 1_000_000


def lines(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class NewForm(Form):
    """A new row: its id travels with the form, so that sending it twice makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event


def of_event(event: Event | None) -> Any:
    """The participants of an event one may choose from."""
    return queries.participations(event, State.APPROVED) if event else Participation.objects.none()


class AgreementForm(NewForm):
    """What an institution agreed to."""

    what = forms.CharField(label=_("What was agreed"), max_length=1000, widget=lines())
    institution = institution_field(_("Institution that owes it"), required=False)
    institution_text = forms.CharField(
        label=_("Another institution or community"), max_length=200, required=False,
        help_text=_("If it is not in the list."),
    )  # fmt: skip
    due_on = DayField(label=_("By when"))


class CommitmentForm(NewForm):
    """What a participant committed to."""

    participation = forms.ModelChoiceField(
        label=_("Who committed"), queryset=Participation.objects.none(), empty_label=_("Choose a participant")
    )
    what = forms.CharField(label=_("What they will do"), max_length=1000, widget=lines())
    where = forms.CharField(label=_("Where"), max_length=300, help_text=_("Office, laboratory, region."))
    due_on = DayField(label=_("By when"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participation"].queryset = of_event(self.event)  # type: ignore[attr-defined]


class EvidenceForm(NewForm):
    """What shows that a promise was kept."""

    on = DayField(label=_("Day of what it shows"))
    text = forms.CharField(
        label=_("What it shows"),
        max_length=1000,
        help_text=_("Name the document, the act or the person who saw it."),
        widget=lines(),
    )
    fulfils = forms.TypedChoiceField(
        label=_("How much was done"),
        choices=[("yes", _("All that was promised")), ("no", _("A part of it"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("Paper or photo"), required=False)


class WhyForm(Form):
    """The reason of taking something back."""

    why = forms.CharField(label=_("Reason"), max_length=300, widget=lines(2))


class CostForm(NewForm):
    """Money spent."""

    kind = forms.ChoiceField(label=_("Kind of cost"), choices=CostKind.choices)
    what = forms.CharField(label=_("What was paid"), max_length=300)
    amount = QuantityField(label=_("Amount"), places=2)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="PEN"
    )
    paid_on = DayField(label=_("Day it was paid"))
    document = forms.CharField(label=_("Receipt or invoice"), max_length=80, required=False)


class ConsentForm(NewForm):
    """Who agreed to be seen in photos, and for what."""

    notice_code = photographing.TEXT
    name = forms.CharField(label=_("Name as signed"), max_length=200)
    purposes = forms.MultipleChoiceField(
        label=_("Agreed to"), choices=ImagePurpose.choices, widget=forms.CheckboxSelectMultiple
    )
    given_on = DayField(label=_("Day it was signed"))
    minor = forms.BooleanField(label=_("The person is under 18"), required=False)
    guardian = forms.CharField(
        label=_("Guardian who signed"),
        max_length=200,
        required=False,
        help_text=_(
            "For someone under 18: without a guardian's consent no photo of them is kept for any use."
        ),
    )


class PhotoForm(NewForm):
    """A photo and the people in it."""

    file = forms.FileField(label=_("Photo"))
    caption = forms.CharField(label=_("What is seen in it"), max_length=300, required=False)
    recognisable = QuantityField(
        label=_("How many people can be recognised"),
        whole=True,
        zero=True,
        largest=10_000,
        help_text=_("Backs and crowds do not count."),
    )
    consents = forms.ModelMultipleChoiceField(
        label=_("Those of them who agreed"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.event.consents.filter(withdrawn_at=None) if self.event else None
        self.fields["consents"].queryset = rows  # type: ignore[attr-defined]


class StopForm(NewForm):
    """A stop of a study trip."""

    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), required=False)
    place = forms.CharField(label=_("Place"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="PE")
    host = institution_field(_("Host"), required=False)
    host_text = forms.CharField(
        label=_("Another host"), max_length=200, required=False, help_text=_("If it is not in the list.")
    )
    practice = forms.CharField(
        label=_("Practice seen there"),
        max_length=2000,
        required=False,
        help_text=_("What was done there that could be done at home."),
        widget=lines(4),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["until_on"] = found.get("until_on") or found.get("from_on")
        return found


class HandOutForm(NewForm):
    """What is handed out at an event."""

    material = forms.ModelChoiceField(label=_("Material"), queryset=None, empty_label=_("Choose a material"))
    to = forms.ModelMultipleChoiceField(
        label=_("Participants who receive one"),
        queryset=Participation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public = QuantityField(
        label=_("Pieces to the public"), whole=True, required=False, zero=True, largest=MOST_PIECES
    )

    def __init__(self, *args: Any, materials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = materials  # type: ignore[attr-defined]
        self.fields["to"].queryset = queries.took_part(of_event(self.event))  # type: ignore[attr-defined]


class HandToAllForm(NewForm):
    """Which material everyone who was there receives."""

    material = forms.ModelChoiceField(label=_("Material"), queryset=None, empty_label=_("Choose a material"))

    def __init__(self, *args: Any, materials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = materials  # type: ignore[attr-defined]


class GiveBackForm(NewForm):
    """Pieces that came back, from a participant or from the public."""

    material = forms.ModelChoiceField(label=_("Material"), queryset=None, empty_label=_("Choose a material"))
    participation = forms.ModelChoiceField(
        label=_("Participant who gave it back"),
        queryset=Participation.objects.none(),
        required=False,
        empty_label=_("Nobody by name"),
    )
    public = QuantityField(
        label=_("Pieces back from the public"), whole=True, required=False, zero=True, largest=MOST_PIECES
    )
    why = forms.CharField(
        label=_("Reason"), max_length=300, widget=lines(2), help_text=_("Given back, or recorded by mistake.")
    )

    def __init__(self, *args: Any, materials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = materials  # type: ignore[attr-defined]
        self.fields["participation"].queryset = (
            of_event(self.event).filter(received__event=self.event).distinct()
        )  # type: ignore[attr-defined]


class MaterialForm(NewForm):
    """A new material."""

    name_es = forms.CharField(label=_("Name in Spanish"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class MoveForm(NewForm):
    """Pieces that came or went otherwise than by handing them out."""

    reason = forms.ChoiceField(
        label=_("What happened"),
        choices=[(code, StockReason(code).label) for code in BY_HAND],
        widget=forms.RadioSelect,
    )
    quantity = forms.IntegerField(
        label=_("Pieces"),
        min_value=-MOST_PIECES,
        max_value=MOST_PIECES,
        help_text=_("With a minus sign when they left the stock."),
        widget=forms.TextInput(attrs={"class": "w8", "inputmode": "numeric"}),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class JudgeForm(Form):
    """Whether two rows are one person."""

    same = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("They are the same person")), ("no", _("They are two persons"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Reason"), max_length=500, widget=lines(2))


class OpinionForm(Form):
    """The feedback form. Every question may stay open."""

    best = forms.CharField(label=_("What was most useful"), max_length=1000, required=False, widget=lines())
    better = forms.CharField(
        label=_("What should be better"), max_length=1000, required=False, widget=lines()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = [(5, _("5, fully")), (4, "4"), (3, "3"), (2, "2"), (1, _("1, not at all"))]
        asked = {
            question.value: forms.TypedChoiceField(
                label=question.label,
                choices=scale,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            for question in Question
        }
        self.fields = {**asked, **self.fields}

    @property
    def scores(self) -> dict[str, int]:
        """What was answered, by question."""
        given = {question.value: self.cleaned_data.get(question.value) for question in Question}
        return {code: score for code, score in given.items() if score is not None}
