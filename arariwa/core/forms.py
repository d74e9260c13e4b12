"""Forms: how fields look (templates/django/forms/), how mistakes are told, and the fields our records need.

A form keeps what was typed, names each mistake at the field and in the summary on top (`core/_errors.html`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates
from django.utils.functional import Promise, cached_property, lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain import steering
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.refusals import worded

Text = str | Promise


class Renderer(BaseRenderer):
    """Finds our form templates before the framework's, and those of every system."""

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates(
            {
                "APP_DIRS": True,
                "DIRS": [
                    Path(__file__).parent / "templates",
                    Path(django.forms.__file__).parent / "templates",
                ],
                "NAME": "forms",
                "OPTIONS": {
                    "builtins": [
                        "arariwa.core.templatetags.arariwa",
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                    ]
                },
            }
        )

    def get_template(self, template_name: str) -> Any:
        return self.engine.get_template(template_name)


def option(label: Text, more: Text) -> Any:
    """The label of a choice with a second, quieter line: `(value, option(_("Live"), _("breathes")))`."""
    return _option(label, more)


_option = lazy(lambda label, more: format_html('<b>{}</b><span class="more">{}</span>', label, more), str)


# A sentence with its %(holes)s filled when it is read, in the language of the page.
filled = lazy(lambda sentence, **values: str(sentence) % values, str)


class Wording:
    """What every form of ours has in common."""

    use_required_attribute = False  # the server tells mistakes, all at once and in the page's language
    mark_optional = True  # fields that may stay empty say so

    fields: dict[str, forms.Field]
    # Forms of the several things this one is about, told apart by their prefix. They stand above its own fields.
    lines: Sequence["Form"] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = name.replace("_", " ").capitalize()
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                said = _("Choose an answer in “%(label)s”.") if chosen else _("Fill in “%(label)s”.")
                field.error_messages["required"] = filled(said, label=field.label)

    def full_clean(self) -> None:
        """Besides what each field asks: no text carries a character that steers the text around it."""
        super().full_clean()  # type: ignore[misc]
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            found = [mark for _name, text in steering.texts(value) for mark in steering.marks(text)]
            if name in self.fields and found:
                label = self.fields[name].label
                self.tell_at(name, Refused("text.steering", name, label=label, signs=" ".join(found)))

    def is_valid(self) -> bool:
        """Whether this form and each of its lines can be taken; all are looked at."""
        return all([super().is_valid(), *(line.is_valid() for line in self.lines)])  # type: ignore[misc]

    @property
    def wrong(self) -> bool:
        """Whether something in it, or in one of its lines, must be corrected."""
        return any(form.errors for form in (self, *self.lines))  # type: ignore[attr-defined]

    def refuse(self, error: Refused) -> None:
        """Tell everything an action refused, each at its field."""
        for one in error.every:
            key, _dash, field = one.field.rpartition("-")
            line = next((line for line in self.lines if key and line.prefix == key), None)
            if line is None:
                self.tell_at(one.field, one)
            else:
                line.tell_at(field, one)

    def tell_at(self, field: str, error: Refused) -> None:
        """Put one refusal at a field, or at the form as a whole when it has no such field."""
        said = forms.ValidationError(worded(error), code=error.code)
        self.add_error(field if field in self.fields else None, said)  # type: ignore[attr-defined]


class Form(Wording, forms.Form):
    """A form of ours: `{{ form }}` prints its fields; the page's frame prints the summary of mistakes."""


class ModelForm(Wording, forms.ModelForm):
    """The same for a form made from a model."""


def error_links(*shown: Any) -> list[tuple[str, str]]:
    """(id of the input, sentence) of every mistake, in the order of the page, of forms, their lines and formsets.

    The id is empty for a mistake that concerns the whole form; one about a whole line leads to its first input.
    """
    return [link for one in shown if one for link in _links(one)]


def _links(shown: Any, whole: str = "") -> Iterator[tuple[str, str]]:
    if not getattr(shown, "is_bound", False):
        return
    for line in getattr(shown, "lines", ()):
        yield from _links(line, first_input(line.visible_fields()[0]))
    yield from (
        (whole, error)
        for error in (shown.non_form_errors() if hasattr(shown, "forms") else shown.non_field_errors())
    )
    if hasattr(shown, "forms"):
        for form in shown.forms:
            yield from _links(form)
        return
    for field in shown:
        for error in field.errors:
            # forms that are not ours say only "this field is required": name it
            nameless = error == forms.Field.default_error_messages["required"]
            yield (
                first_input(field),
                filled(_("Fill in “%(label)s”."), label=field.label) if nameless else error,
            )


def first_input(field: forms.BoundField) -> str:
    """The id of the first input of a field: groups of choices and of inputs number theirs."""
    if field.is_hidden:
        return ""
    id_, widget = field.auto_id, field.field.widget
    while not widget.id_for_label(id_) or isinstance(widget, forms.MultiWidget):
        id_ = f"{id_}_0"
        if not isinstance(widget, forms.MultiWidget):
            break
        widget = widget.widgets[0]
    return id_


# Fields


def _reading(read: Callable[[], Any]) -> Any:
    """Run a reader of formatting.py; its refusal becomes the field's mistake."""
    try:
        return read()
    except Refused as refused:
        raise forms.ValidationError(worded(refused), code=refused.code) from refused


# What an integer column holds on every database, rounded down to a number one can say.
LARGEST_COUNT = 2_000_000_000


class QuantityField(forms.Field):
    """An amount as Peru writes it → Decimal; 26.100 is asked about. `whole` for things that are counted.

    `largest` and `places` are what the column holds: a larger number can be stored on some databases and never read.
    """

    def __init__(
        self,
        *,
        whole: bool = False,
        zero: bool = False,
        largest: Decimal | int | None = None,
        places: int = formatting.PLACES,
        **kwargs: Any,
    ) -> None:
        self.whole, self.zero, self.places = whole, zero, places
        self.largest = largest or (LARGEST_COUNT if whole else formatting.LARGEST)
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"class": "w8", "inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
            ),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return formatting.number(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or not str(value).strip():
            return None
        found = _reading(
            lambda: formatting.parse_quantity(
                str(value), whole=self.whole, places=self.places, largest=self.largest
            )
        )
        if found == 0 and not self.zero:
            _reading(_zero)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


def _zero() -> None:
    raise Refused("number.zero")


class HourField(forms.Field):
    """An hour of the 24-hour clock → time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("24 hours, such as 14:35"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"class": "w8", "inputmode": "numeric", "autocomplete": "off", "maxlength": 14}
            ),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or not str(value).strip():
            return None
        return value if isinstance(value, time) else _reading(lambda: formatting.parse_hour(str(value)))


class Inputs(forms.MultiWidget):
    """Several labelled inputs side by side, one field. `parts`: (name, label, widget)."""

    template_name = "core/widgets/inputs.html"
    use_fieldset = True

    def __init__(self, parts: Sequence[tuple[str, Text, forms.Widget]]) -> None:
        self.labels = [label for _name, label, _widget in parts]
        super().__init__({name: widget for name, _label, widget in parts})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for label, part in zip(self.labels, context["widget"]["subwidgets"], strict=True):
            part["own_label"] = label
            part["attrs"].pop("aria-describedby", None)
        return context

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None] * len(self.widgets)


class DayOrMonthWidget(Inputs):
    """Day, month, year; the first two may stay empty."""

    def __init__(self) -> None:
        def part(width: int, size: str) -> forms.TextInput:
            return forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": size, "maxlength": width}
            )

        super().__init__(
            [
                ("day", _("Day"), part(2, "w3")),
                ("month", _("Month"), part(10, "w4")),
                ("year", _("Year"), part(4, "w4")),
            ]
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            value = Span.day(value)
        if not isinstance(value, Span):
            return super().decompress(value)
        start, known = value.start, value.precision
        return [
            start.day if known == "day" else None,
            start.month if known in ("day", "month") else None,
            start.year,
        ]


class DayOrMonthField(forms.Field):
    """A day that may be known only by month or year → Span; nothing written → None."""

    widget = DayOrMonthWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("If only the month or the year is known, leave the rest empty."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Span | None:
        if not value or isinstance(value, Span):
            return value or None
        return _reading(lambda: formatting.parse_span([part or "" for part in value]))


class DayField(DayOrMonthField):
    """One exact day → date. Three inputs too: a browser's own calendar may show the month before the day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        found = super().to_python(value)
        if found is not None and found.precision != "day":
            _reading(_incomplete)
        return found.start if found else None


def _incomplete() -> None:
    raise Refused("day.incomplete")


@dataclass(frozen=True)
class Answer:
    """What the widget of `with_unknown` hands to its field."""

    value: Any
    unknown: bool


class OrUnknownWidget(forms.MultiWidget):
    """An input with the box "not known" beside it."""

    template_name = "core/widgets/or_unknown.html"

    def __init__(self, widget: forms.Widget, label: Text) -> None:
        self.label = label
        self.use_fieldset = widget.use_fieldset
        super().__init__({"": widget, "unknown": forms.CheckboxInput()})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Answer:  # type: ignore[override]
        value, unknown = super().value_from_datadict(data, files, name)
        return Answer(value, bool(unknown))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["own_label"] = self.label
        box = context["widget"]["subwidgets"][1]["attrs"]
        for key in ("aria-invalid", "aria-describedby"):
            box.pop(key, None)
        return context

    def decompress(self, value: Any) -> list[Any]:
        return [value.value, value.unknown] if isinstance(value, Answer) else [value, False]

    def id_for_label(self, id_: str) -> str:
        return "" if self.use_fieldset else f"{id_}_0"


class UnknownField(forms.Field):
    """Another field with "not known" as an answer of equal rank. Cleaned: the other's value, or None for not known.

    When the field is required, leaving both empty is a mistake, and so is giving both.
    """

    def __init__(self, field: forms.Field, label: Text, **kwargs: Any) -> None:
        self.inner = field
        for name in ("required", "label", "help_text", "initial"):
            kwargs.setdefault(name, getattr(field, name))
        super().__init__(widget=OrUnknownWidget(field.widget, label), **kwargs)
        field.required = False
        self.error_messages["required"] = filled(
            _("Answer “%(label)s” or mark “%(unknown)s”."), label=self.label or "", unknown=label
        )
        self.error_messages["both"] = filled(
            _("Write the answer or mark “%(unknown)s”, not both."), unknown=label
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> "UnknownField":
        copied = super().__deepcopy__(memo)
        copied.inner = self.inner.__deepcopy__(memo)
        return copied

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Answer):
            return Answer(self.inner.prepare_value(value.value), value.unknown)
        return self.inner.prepare_value(value)

    def clean(self, value: Any) -> Any:
        answer = value if isinstance(value, Answer) else Answer(value, False)
        given = self.inner.clean(answer.value)
        if answer.unknown and given not in self.empty_values:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        if self.required and not answer.unknown and given in self.empty_values:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return None if given in self.empty_values else given

    def has_changed(self, initial: Any, data: Any) -> bool:
        answer = data if isinstance(data, Answer) else Answer(data, False)
        return answer.unknown or self.inner.has_changed(initial, answer.value)


def with_unknown(field: forms.Field, label: Text | None = None) -> UnknownField:
    """`weight = with_unknown(QuantityField(label=_("Weight, in kg")), _("Not weighed yet"))`."""
    return UnknownField(field, label or _("Not known"))


class Typed(str):
    """A number as typed, with the text its writer has already been warned about."""

    seen: str = ""


class TypedNumberWidget(forms.TextInput):
    """A text input that remembers, in a hidden one beside it, what the person was warned about."""

    template_name = "core/widgets/typed_number.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed | None:
        value = data.get(name)
        if value is None:
            return None
        typed = Typed(value)
        typed.seen = data.get(f"{name}_seen", "")
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["seen"] = value if isinstance(value, Typed) else ""
        return context


class TypedNumberField(forms.CharField):
    """An official number kept as written. An unusual shape is told once; sending it again keeps it.

    `check` takes the text and answers a sentence, or nothing when the shape is as expected. What the form was filled
    with from its record was confirmed when it was saved, and is not asked about again.
    """

    def __init__(self, *, check: Callable[[str], Text | None], **kwargs: Any) -> None:
        self.check, self.kept = check, ""
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault(
            "widget", TypedNumberWidget(attrs={"class": "w16", "autocomplete": "off", "spellcheck": "false"})
        )
        super().__init__(**kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        self.kept = str(form.get_initial_for_field(self, field_name) or "")
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> str:
        text = re.sub(r"\s+", " ", super().clean(str(value) if value is not None else value))
        seen = re.sub(r"\s+", " ", getattr(value, "seen", "")).strip()
        if text and text not in (seen, self.kept) and (said := self.check(text)):
            raise forms.ValidationError(
                filled(_("%(said)s If the paper says so, save again and it is kept as written."), said=said),
                code="unusual",
            )
        return text


class WordField(forms.CharField):
    """The word that confirms a final act. Capitals and accents do not matter."""

    def __init__(self, word: Text, **kwargs: Any) -> None:
        self.word = word
        kwargs.setdefault("label", filled(_("To confirm, write %(word)s"), word=word))
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={
                    "class": "w16",
                    "autocomplete": "off",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                }
            ),
        )
        super().__init__(max_length=60, **kwargs)
        self.error_messages["required"] = self.error_messages["word"] = filled(
            _("Write %(word)s to confirm, or go back without changing anything."), word=word
        )

    def clean(self, value: Any) -> str:
        given = super().clean(value)
        if given and plain(given) != plain(str(self.word)):
            raise forms.ValidationError(self.error_messages["word"], code="word")
        return given


def plain(text: str) -> str:
    """Without accents, capitals and doubled spaces, to compare words."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
