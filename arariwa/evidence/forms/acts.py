"""Acts on a registered record: void, send, hand over, receive, refuse, seal, move, identify."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form, WordField, option
from arariwa.core.refusals import worded
from arariwa.evidence import queries, species
from arariwa.evidence.choices import SealState, Why
from arariwa.evidence.custody_actions import SealFound
from arariwa.evidence.forms.base import RecordForm, one_of
from arariwa.evidence.models import Handover, HandoverItem, Item


def reason(label: Any = None) -> forms.CharField:
    """A reason that must be given."""
    return forms.CharField(
        label=label or _("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class VoidForm(Form):
    """Declaring a record void."""

    why = reason(_("Why it is declared void"))
    word = WordField(_("DECLARE VOID"))


class TellForm(Form):
    """Sending to a prosecutor's office."""

    office = forms.ModelChoiceField(
        label=_("Prosecutor's office"), queryset=None, empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = queries.offices("prosecution")


class GroupedOffices(forms.ModelChoiceField):
    """An office, chosen from those of each institution."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, empty_label=_("Choose one"), **kwargs)

    def offer(self, without: Any) -> None:
        """Every open office but one, grouped by institution."""
        self.queryset = queries.offices().exclude(pk=without)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for office in self.queryset:
            grouped.setdefault(office.institution.name, []).append((str(office.pk), office.name))
        self.widget.choices = [("", self.empty_label), *grouped.items()]


class OfferForm(Form):
    """A hand-over to offer: which items with which seal, to whom, why."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    items = forms.MultipleChoiceField(label=_("Items to hand over"), widget=forms.CheckboxSelectMultiple)
    to = GroupedOffices(label=_("Office that receives"))
    why = one_of(Why, _("What for"))
    place = forms.CharField(label=_("Where it is handed over"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, held: Iterable[Item], office: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(item.pk): item for item in held}
        self.fields["items"].choices = [(pk, f"{i.number}. {i.reported_as}") for pk, i in self.held.items()]
        self.fields["items"].error_messages["required"] = _("Choose at least one item.")
        self.fields["to"].offer(without=office.pk)
        chosen = self["items"].value() or []
        self.rows = [
            {
                "item": item,
                "chosen": pk in chosen,
                "name": f"{item.pk}-seal",
                "seal": self.data.get(f"{item.pk}-seal", item.holder_seal)
                if self.is_bound
                else item.holder_seal,
                "errors": [],
            }
            for pk, item in self.held.items()
        ]

    def seals(self) -> dict[UUID, str]:
        """Chosen items with the seal as written."""
        chosen = set(self.cleaned_data["items"])
        return {
            row["item"].pk: str(row["seal"] or "").strip()[:60]
            for row in self.rows
            if str(row["item"].pk) in chosen
        }

    def refuse(self, error: Refused) -> None:
        """A refusal about one item stands at its seal."""
        item, _sep, _field = error.field.rpartition("-")
        if item in self.held:
            self.add_error(
                "items", forms.ValidationError(f"{self.held[item].number}: {worded(error)}", code=error.code)
            )
        else:
            super().refuse(error)


class ConfirmForm(Form):
    """The word that offers a hand-over."""

    word = WordField(_("HAND OVER"))


class ReceiveForm(Form):
    """Receiving: where, remark, and the word. What was seen on each item is in `SeenForm`."""

    place = forms.CharField(label=_("Where it is received"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    word = WordField(_("RECEIVE"))


class SeenForm(Form):
    """What the receiver sees on one item: the seal's number and its state."""

    seal = forms.CharField(
        label=_("Seal number you see"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w16", "autocomplete": "off"}),
    )
    seal_state = one_of(
        SealState, _("State of the seal"), error_messages={"required": _("Say how you found the seal.")}
    )

    mark_optional = False

    def __init__(self, data: Any, *, line: HandoverItem) -> None:
        super().__init__(data, prefix=str(line.item_id))
        self.line = line
        self.fields["seal_state"].choices = [c for c in SealState.choices if c[0] != SealState.UNKNOWN]

    def found(self) -> SealFound:
        """What was seen."""
        return SealFound(self.cleaned_data["seal"], self.cleaned_data["seal_state"])


def refuse_at(error: Refused, form: Form, lines: Iterable[SeenForm]) -> None:
    """Put a refusal at the item it names, or at the form."""
    item, _sep, field = error.field.rpartition("-")
    for line in lines:
        if line.prefix == item and field in line.fields:
            line.add_error(field, forms.ValidationError(worded(error), code=error.code))
            return
    form.refuse(error)


class RefuseForm(Form):
    """Refusing or taking back, with the reason and the word."""

    why = reason()
    word = WordField("")

    def __init__(self, *args: Any, word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = WordField(word)


class SealForm(Form):
    """A new seal on an item."""

    seal = forms.CharField(label=_("New seal number"), max_length=60)
    note = reason(_("Why the seal is renewed"))
    place = forms.CharField(label=_("Where it is"), required=False, max_length=300)


class MoveForm(Form):
    """Another place within the office."""

    place = forms.CharField(label=_("Where the item is now"), max_length=300)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class IdentifyForm(RecordForm):
    """Which taxon a specimen is, by someone who knows."""

    other_name = forms.CharField(
        label=_("Look for another name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w16"}),
    )
    choice = forms.ChoiceField(label=_("Which animal or plant is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.record
        name = (self["other_name"].value() or "").strip() or item.reported_as
        self.found = species.find(name)
        self.choices_offered = species.choices(self.found, item.taxa)
        self.fields["choice"].choices = [(p.value, option(p.label, p.more)) for p in self.choices_offered]

    def read(self, record: Any) -> dict[str, Any]:
        return {
            "choice": species.value_of(record.taxa) if record.identified_by not in ("", "proposed") else ""
        }

    def told(self, name: str, value: Any) -> str:
        return species.words_of(value) if name == "choice" else super().told(name, value)


def offered_rows(handover: Handover) -> list[HandoverItem]:
    """Lines of a hand-over in the order of the items."""
    return list(handover.lines.select_related("item__intervention").order_by("item__order"))
