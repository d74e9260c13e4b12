"""Forms of the session: a question noted, a translation handed in, its review."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import Form, QuantityField
from arariwa.rights import return_codes, session_kit
from arariwa.rights.consultation_forms import topics


def known() -> list[tuple[str, Any]]:
    """The questions of the script, with another one first."""
    lang = formatting.language()
    rows = session_kit.kit().script.questions.items()
    return [("", _("Another question")), *((key, f"{key} {words.in_(lang)}") for key, words in rows)]


class SlipForm(Form):
    """Id and code of the consultation a question becomes, made with the page: sent twice it shows the same slip."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    code = forms.CharField(widget=forms.HiddenInput, initial=return_codes.new_code)

    def slip(self) -> tuple[UUID, str]:
        """Both as they were sent, or new where they were lost or changed on the way."""
        given = self.cleaned_data if self.is_valid() else {}
        code = given.get("code", "")
        return given.get("id") or uuid7(), code if return_codes.is_code(code) else return_codes.new_code()


class NoteForm(Form):
    """What was asked: one of the script, or another in its words; how many asked it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    known = forms.ChoiceField(label=_("Which question"), choices=known, required=False)
    words = forms.CharField(
        label=_("In the words of who asked"),
        help_text=_("Needed for another question. No names."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    topic = forms.ChoiceField(label=_("Subject"), choices=topics, required=False)
    number = QuantityField(label=_("How many asked it"), whole=True, initial=1)

    def values(self) -> dict[str, Any]:
        """What is noted."""
        return {**self.cleaned_data, "number": int(self.cleaned_data["number"])}


class HandInForm(Form):
    """What a speaker of the language wrote or recorded."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    text = forms.CharField(
        label=_("Text"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(
        label=_("Recording"),
        required=False,
        help_text=_("MP3, OGG, OPUS or M4A, as a telephone records it."),
        error_messages={"empty": _("The file is empty.")},
    )
    translated_by = forms.CharField(
        label=_("Who translated or recorded it"),
        help_text=_(
            "A person who speaks the language and agrees that everyone reads the name beside it. What a machine translated is not taken."
        ),
        max_length=200,
    )
    variety = forms.CharField(
        label=_("Variety"),
        help_text=_("As its speakers call it, such as that of a river or a province."),
        max_length=80,
        required=False,
    )


class ReviewForm(Form):
    """Whether it says what the Spanish says."""

    accepted = forms.ChoiceField(
        label=_("Does it say what the original says?"),
        choices=[("yes", _("Yes: it is shown from now on")), ("no", _("No: it goes back with the reason"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason or note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
