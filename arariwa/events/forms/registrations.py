"""Forms of registrations: an official asks, the organiser registers, corrects, reads a list in, counts the public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import Form, QuantityField
from arariwa.events.choices import NO_REGION, AgeBand, CommunityRole, EventRole, Sex
from arariwa.events.forms.base import RowForm, institution_field
from arariwa.events.importing import departments
from arariwa.events.models import Event, Session
from arariwa.events.persons import DocumentKind


def regions() -> list[tuple[str, Any]]:
    """The departments one may work in, and that it is not recorded or outside Peru."""
    return [(NO_REGION, _("Not recorded or outside Peru")), *departments()]


def role_field() -> forms.ChoiceField:
    """What the person does in their institution."""
    return forms.ChoiceField(label=_("Role"), choices=EventRole.choices, initial=EventRole.NOT_RECORDED)


def region_field() -> forms.ChoiceField:
    """Where they work."""
    return forms.ChoiceField(label=_("Region of work"), choices=regions, initial=NO_REGION)


def sex_field() -> forms.ChoiceField:
    """As the person says it; nobody has to."""
    return forms.ChoiceField(
        label=_("Sex"),
        choices=Sex.choices,
        initial=Sex.NOT_RECORDED,
        widget=forms.RadioSelect(attrs={"class": "halves"}),
        help_text=_("Only if the person wants to say."),
    )


class AskForm(Form):
    """An official asks to take part: the institution is known from how they act."""

    role = role_field()
    region = region_field()
    sex = sex_field()
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class RegisterForm(Form):
    """Someone registered by the organiser, or who came without registration."""

    given_names = forms.CharField(label=_("Given names"), max_length=120)
    surnames = forms.CharField(label=_("Surnames"), max_length=120)
    document_kind = forms.ChoiceField(
        label=_("Kind of document"), choices=[("", _("Not reported")), *DocumentKind.choices], required=False
    )
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=40,
        required=False,
        help_text=_("By it, or by the e-mail, a person already known is found and counted once."),
        widget=forms.TextInput(attrs={"class": "w16", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    institution = institution_field(required=False)
    institution_text = forms.CharField(
        label=_("Another institution or community"), max_length=200, required=False,
        help_text=_("If it is not in the list."),
    )  # fmt: skip
    office_text = forms.CharField(label=_("Office or unit"), max_length=200, required=False)
    role = role_field()
    region = region_field()
    sex = sex_field()
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class EditParticipationForm(RowForm):
    """What is said of a participant in this event."""

    institution = institution_field(required=False)
    institution_text = forms.CharField(
        label=_("Another institution or community"), max_length=200, required=False
    )
    office_text = forms.CharField(label=_("Office or unit"), max_length=200, required=False)
    role = role_field()
    region = region_field()
    sex = sex_field()


class UploadForm(Form):
    """A list as a file."""

    file = forms.FileField(
        label=_("List (CSV or XLSX)"),
        help_text=_(
            "The first line names the columns: Nombres, Apellidos, Tipo de documento, Número de documento, Correo, Teléfono, Institución, Oficina, Función, Región, Sexo. Only the first two are needed."
        ),
    )
    session = forms.ModelChoiceField(
        label=_("Were they at a session?"),
        queryset=Session.objects.none(),
        required=False,
        empty_label=_("Only register them"),
        help_text=_(
            "For a signed sheet that came on paper: everyone of the list is recorded as having been there."
        ),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = event.sessions.filter(voided_at=None)  # type: ignore[attr-defined]


class PublicForm(Form):
    """So many of the public without names."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.NOT_RECORDED)
    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, initial=AgeBand.NOT_RECORDED)
    community_role = forms.ChoiceField(
        label=_("Role in the community"), choices=CommunityRole.choices, initial=CommunityRole.NOT_RECORDED
    )
    number = QuantityField(label=_("How many"), whole=True, zero=True)


class TakeBackForm(Form):
    """Why an attendance is taken back."""

    why = forms.CharField(label=_("Reason"), max_length=300)
