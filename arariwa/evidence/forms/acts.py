"""Acts on a registered record: void, send, hand over, receive, refuse, seal, move, identify."""

from collections.abc import Iterable
from typing import Any, ClassVar
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


class LineForm(Form):
    """What is written of one of several items. A mistake names its item, so that the summary can be read by itself."""

    mark_optional = False
    must: ClassVar[dict[str, Any]] = {}  # what is said where a field stays empty

    def __init__(self, data: Any, *, item: Item, **kwargs: Any) -> None:
        super().__init__(data, prefix=str(item.pk), **kwargs)
        self.item = item
        for name, said in self.must.items():
            self.fields[name].error_messages["required"] = f"{item.number}: {said}"

    def tell_at(self, field: str, error: Refused) -> None:
        said, number = worded(error), str(self.item.number)
        said = said if number in said else f"{number}: {said}"
        self.add_error(field if field in self.fields else None, forms.ValidationError(said, code=error.code))


def seal_seen(label: Any, width: str) -> forms.CharField:
    """The number of a seal as read on it."""
    attrs = {"class": width, "autocomplete": "off"}
    return forms.CharField(label=label, required=False, max_length=60, widget=forms.TextInput(attrs=attrs))


class GivenForm(LineForm):
    """An item that may be offered, with the seal it is given with."""

    seal = seal_seen(_("Seal"), "w8")

    def __init__(self, data: Any, *, item: Item, chosen: bool) -> None:
        super().__init__(data, item=item, initial={"seal": item.holder_seal})  # type: ignore[attr-defined]
        self.chosen = chosen


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

    def __init__(self, data: Any, *, held: Iterable[Item], office: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        items = list(held)
        self.fields["items"].choices = [(str(i.pk), f"{i.number}. {i.reported_as}") for i in items]
        self.fields["items"].error_messages["required"] = _("Choose at least one item.")
        self.fields["items"].error_messages["invalid_choice"] = _(
            "An item you chose left this list meanwhile: your office does not hold it, or it waits in another hand-over."
        )
        self.fields["to"].offer(without=office.pk)
        chosen = self["items"].value() or []
        self.rows = [GivenForm(data, item=item, chosen=str(item.pk) in chosen) for item in items]
        self.lines = [row for row in self.rows if row.chosen]

    def seals(self) -> dict[UUID, str]:
        """Chosen items with the seal as written."""
        return {line.item.pk: line.cleaned_data["seal"] for line in self.lines}


class ConfirmForm(Form):
    """The word that offers a hand-over."""

    word = WordField(_("HAND OVER"))


class SeenForm(LineForm):
    """What the receiver sees on one item: the seal's number and its state."""

    seal = seal_seen(_("Seal number you see"), "w16")
    seal_state = one_of(SealState, _("State of the seal"))
    must: ClassVar[dict[str, Any]] = {"seal_state": _("Say how you found the seal.")}

    def __init__(self, data: Any, *, line: HandoverItem) -> None:
        super().__init__(data, item=line.item)
        self.line = line
        self.fields["seal_state"].choices = [c for c in SealState.choices if c[0] != SealState.UNKNOWN]

    def found(self) -> SealFound:
        """What was seen."""
        return SealFound(self.cleaned_data["seal"], self.cleaned_data["seal_state"])


class ReceiveForm(Form):
    """Receiving: what was seen on each item, where, remark, and the word."""

    place = forms.CharField(label=_("Where it is received"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    word = WordField(_("RECEIVE"))

    def __init__(self, data: Any, *, rows: Iterable[HandoverItem]) -> None:
        super().__init__(data)
        self.lines = [SeenForm(data, line=row) for row in rows]

    def seals(self) -> dict[UUID, SealFound]:
        """What was seen on each item."""
        return {line.item.pk: line.found() for line in self.lines}


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
