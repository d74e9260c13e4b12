"""A thing that was found, its weights and seals, and photos."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form, QuantityField, option, with_unknown
from arariwa.core.refusals import worded
from arariwa.evidence import species
from arariwa.evidence.choices import Condition, Kind, Taking, Unit, YesNo
from arariwa.evidence.forms.base import RecordForm, line, number_as_written, one_of
from arariwa.evidence.models import Item

CURRENCIES = [(code, f"{sign} ({code})") for code, sign in formatting.CURRENCIES.items()]
# Which identifier each kind of thing carries: (code kept with it, words, shapes it usually has).
IDENTIFIERS = {
    Kind.VEHICLE: ("plate", _("Plate"), ("plate",)),
    Kind.VESSEL: ("vessel", _("Registration of the boat"), ("vessel",)),
    Kind.PHONE: ("imei", _("IMEI, the 15 digits of the telephone"), ("imei",)),
    Kind.WEAPON: ("serial", _("Serial number"), ()),
    Kind.PAPER: ("paper", _("Number of the paper"), ()),
    Kind.OTHER: ("number", _("Serial or other number"), ()),
}
NOT_CHOSEN = _("Choose which animal or plant it is, or that it is not known.")
# Fields only some kinds have.
OF_SPECIMEN = ("choice", "other_name", "scientific_as_reported", "product", "condition", "on_permit")
OF_THINGS = (Unit.UNIT, Unit.KG, Unit.G, Unit.LITRE, Unit.CUBIC_METRE)
OF_MONEY = ("money", "currency")


class ThingForm(RecordForm):
    """One thing: what it is, what was done with it, how it is called here, how many."""

    taking = one_of(Taking, _("What was done with it"))
    reported_as = line(
        Item,
        "reported_as",
        _("How it is called here"),
        _("Write it as they told you. It is kept like this in the record."),
        required=True,
    )
    other_name = forms.CharField(
        label=_("Look for another name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w16"}),
    )
    choice = forms.ChoiceField(
        label=_("Which animal or plant is it?"), required=False, widget=forms.RadioSelect
    )
    scientific_as_reported = line(
        Item, "scientific_as_reported", _("Scientific name, if the paper gives one")
    )
    condition = one_of(Condition, _("Condition"))
    product = forms.ChoiceField(label=_("Which part or product"), choices=species.products, required=False)
    quantity = with_unknown(QuantityField(label=_("How many or how much")), _("It was not counted"))
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=[("", _("Choose one")), *Unit.choices], required=False
    )
    money = with_unknown(QuantityField(label=_("Amount"), zero=False), _("It was not counted"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, required=False)
    identifier = number_as_written(Item, "identifier", _("Number"))
    on_permit = one_of(YesNo, _("Does a permit or guide shown cover it?"))
    description = line(
        Item,
        "description",
        _("Description"),
        _("Marks, colour, size, brand, owner's name for it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, kind: str, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.role = Kind(kind), role
        self._ask_identifier()
        for name in (
            *(() if kind == Kind.SPECIMEN else OF_SPECIMEN),
            *(() if kind == Kind.MONEY else OF_MONEY),
        ):
            del self.fields[name]
        if kind == Kind.MONEY:
            del self.fields["quantity"], self.fields["unit"]
        elif kind != Kind.SPECIMEN:
            self.fields["unit"].choices = [(u.value, u.label) for u in OF_THINGS]
        if kind == Kind.SPECIMEN:
            self.fields["choice"].error_messages["invalid_choice"] = NOT_CHOSEN
            self.propose()

    def _ask_identifier(self) -> None:
        if self.kind not in IDENTIFIERS:
            del self.fields["identifier"]
            return
        _code, label, shapes = IDENTIFIERS[self.kind]
        self.fields["identifier"] = number_as_written(Item, "identifier", label, *shapes)
        self.order_fields([*(n for n in self.fields if n != "description"), "description"])

    def propose(self) -> None:
        """Look for the species of the name as written and offer what is found, choosing none."""
        name = (self["other_name"].value() or "").strip() or (self["reported_as"].value() or "").strip()
        kept = list(self.record.taxa) if self.record else []  # type: ignore[attr-defined]
        self.found = species.find(name)
        self.choices_offered = species.choices(self.found, kept)
        self.fields["choice"].choices = [(p.value, option(p.label, p.more)) for p in self.choices_offered]

    def read(self, record: Any) -> dict[str, Any]:
        values = super().read(record)
        return values | {"choice": species.value_of(record.taxa)} if record.pk else values

    def told(self, name: str, value: Any) -> str:
        """A species by its names, also one the name written now does not find; no unit is none, not "choose one"."""
        if name == "choice":
            return species.words_of(value)
        return super().told(name, value) if value or name != "unit" else ""

    def clean(self) -> dict[str, Any]:
        """A species is chosen from what is offered, or it is said that it is not known."""
        found = super().clean() or self.cleaned_data
        if self.kind == Kind.SPECIMEN and not found.get("choice") and "choice" not in self.errors:
            self.add_error("choice", NOT_CHOSEN)
        quantity, unit = found.get("quantity"), found.get("unit", "")
        if quantity is not None and not unit and "unit" in self.fields:
            self.add_error("unit", _("Say in what it is counted."))
        if quantity is not None and unit in formatting.UNITS and formatting.UNITS[unit][2] and quantity % 1:
            self.add_error("quantity", _("Of these there is only a whole number."))
        return found

    def values(self) -> dict[str, Any]:
        values = super().values() | {"kind": self.kind.value}
        values.pop("other_name", None)
        picked = values.pop("choice", None)
        if picked is not None:
            values["taxa"] = species.taxa_of(picked)
            values["identified_by"] = species.said_by(values, self.role)
            if values["condition"] in (Condition.PART, Condition.PRODUCT):
                values["product"] = values["product"] or species.product_of(values["reported_as"])
        if self.kind == Kind.MONEY:
            values["currency"] = values["currency"] if values["money"] is not None else ""
        elif values["quantity"] is None:
            values["unit"] = ""
        if self.kind in IDENTIFIERS:
            values["identifier_kind"] = IDENTIFIERS[self.kind][0] if values["identifier"] else ""
        return values


class WeightForm(RecordForm):
    """Weight, seal and whereabouts of one thing; what does not apply is not asked."""

    gross_kg = QuantityField(label=_("Gross weight, in kg"), required=False)
    net_kg = QuantityField(label=_("Net weight, in kg"), required=False)
    scale = line(Item, "scale", _("Scale used"))
    seal = line(Item, "seal", _("Seal number"))
    state = line(Item, "state", _("State"), _("As it was seen: fresh, frozen, injured."))
    found_where = line(Item, "found_where", _("Where it was found"))
    goes_to = line(Item, "goes_to", _("Where it goes now"))

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.record
        dropped = [] if item.kind == Kind.SPECIMEN else ["gross_kg", "net_kg", "scale"]  # type: ignore[union-attr]
        if item.taking != Taking.TAKEN:  # type: ignore[union-attr]
            dropped = ["gross_kg", "net_kg", "scale", "seal", "goes_to"]
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Net is never more than gross."""
        found = super().clean() or self.cleaned_data
        gross, net = found.get("gross_kg"), found.get("net_kg")
        if gross is not None and net is not None and net > gross:
            self.add_error("net_kg", _("The net weight cannot be more than the gross weight."))
        return found


class ManyFiles(forms.ClearableFileInput):
    """One input for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class ManyFilesField(forms.FileField):
    """Several files, at least one when required."""

    widget = ManyFiles
    default_error_messages: ClassVar = {"empty": _("The file is empty.")}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(ManyFilesField, self).clean(one, initial) for one in (data or [None])]


class PhotosForm(Form):
    """Photos with one caption, of the place or of one thing. `batch` keeps sending twice from keeping them twice."""

    batch = forms.UUIDField(widget=forms.HiddenInput)
    photos = ManyFilesField(
        label=_("Photos"),
        help_text=_("JPEG, PNG or WebP; several at once."),
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    item = forms.ChoiceField(label=_("What they show"), required=False)
    caption = forms.CharField(label=_("Caption"), required=False, max_length=300)

    def __init__(self, *args: Any, draft: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        things = [(str(i.pk), f"{i.order}. {i.reported_as}") for i in draft.items.filter(voided_at=None)]
        self.fields["item"].choices = [("", _("The place or everything")), *things]

    def keep(self, add: Callable[..., Any]) -> bool:
        """Keep each photo by itself: a bad one is named and does not take the good ones with it."""
        found = self.cleaned_data
        item = UUID(found["item"]) if found["item"] else None
        for n, upload in enumerate(found["photos"]):
            try:
                add(
                    upload=upload,
                    caption=found["caption"],
                    item_id=item,
                    id=uuid5(found["batch"], f"{n} {upload.name}"),
                )
            except Refused as refused:
                self.add_error("photos", f"{upload.name[:80]}: {worded(refused)}")
        return not self.errors
