"""Forms of a chat read in: the file, then which messages make a notice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.core.refusals import worded
from arariwa.events.forms.base import DistrictField
from arariwa.rights import return_codes
from arariwa.rights.forms.notices import kinds


class ChatForm(Form):
    """The exported chat."""

    file = forms.FileField(
        label=_("Exported chat"),
        help_text=_("The .txt file, or the .zip with its photos, as WhatsApp exports it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.zip"}),
        error_messages={"empty": _("The file is empty.")},
    )
    q = forms.CharField(
        label=_("Only messages with these words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "w16"}),
    )
    order = forms.ChoiceField(
        label=_("If the file itself does not tell, its dates are written"),
        required=False,
        choices=[("", _("Ask me")), ("day", _("day/month/year")), ("month", _("month/day/year"))],
    )


class ChosenForm(Form):
    """Which messages make one notice, and what they are about."""

    # Made with the form, so that a form sent twice shows the same code.
    code = forms.CharField(widget=forms.HiddenInput, max_length=20, initial=return_codes.new_code)
    chosen = forms.MultipleChoiceField(
        label=_("Messages that make the notice"), widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("What is it about?"), choices=kinds, widget=forms.RadioSelect)
    district = DistrictField(label=_("In which district?"))
    place_text = forms.CharField(label=_("Where in it?"), required=False, max_length=200)
    name = forms.CharField(
        label=_("Name of who gave it"),
        help_text=_(
            "Leave it empty unless the person agreed to be named: then nothing of who wrote is kept."
        ),
        required=False,
        max_length=200,
    )
    contact = forms.CharField(label=_("How to reach them"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, messages: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["chosen"].choices = messages  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """A code of ours, not one someone wrote."""
        code = str(self.cleaned_data["code"])
        if not return_codes.is_code(code):
            raise forms.ValidationError(worded(Refused("id.malformed")))
        return code
