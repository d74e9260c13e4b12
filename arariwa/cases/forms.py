"""Forms of cases: open and edit one, decide on an offence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.cases.models import Case
from arariwa.cases.readers import Reading
from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import Form, option
from arariwa.core.models import Office
from arariwa.evidence.forms.acts import GroupedOffices
from arariwa.evidence.forms.base import RecordForm, line, number_as_written, one_of, paragraph


def title() -> forms.CharField:
    """What people call the case."""
    return line(
        Case,
        "title",
        _("Title of the case"),
        _("What you would call it: what, where. No names of persons."),
        required=True,
    )


def official_number() -> forms.CharField:
    """The number of the prosecutor's own system, kept as written."""
    return number_as_written(
        Case,
        "official_number",
        _("File number given by your office's system"),
        "carpeta",
        help_text=_(
            "As it stands on the paper. Leave it empty while there is none: the file then says “no number assigned”."
        ),
    )


class OpenCase(Form):
    """A new case. The id travels with the form, so that sending twice opens one case."""

    title = title()
    official_number = official_number()
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class EditCase(RecordForm):
    """Title, number and summary of a case others may be changing too."""

    title = title()
    official_number = official_number()
    summary = paragraph(
        Case, "summary", _("Summary"), _("The facts in a few sentences, as far as they are known."), rows=6
    )


class LetRead(Form):
    """Another office that may read the case, and why."""

    office = GroupedOffices(label=_("Office that may read it"))
    why = one_of(Reading, _("Why"))

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offer(without=office.pk)  # type: ignore[attr-defined]


class Reasoned(Form):
    """The reason of a decision, which nobody is spared."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class Decide(Reasoned):
    """Accept or reject what the engine proposes; neither is chosen beforehand."""

    offence = forms.CharField(widget=forms.HiddenInput, max_length=40)
    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[
            (
                "accepted",
                option(
                    _("I accept this qualification"),
                    _("It enters the file as yours, with your name and reason."),
                ),
            ),
            (
                "rejected",
                option(
                    _("I reject it"),
                    _("The file says that it was considered and rejected, with your reason."),
                ),
            ),
        ],
    )
    field_order = ("decision", "reason", "offence")


class TakeBack(Reasoned):
    """Take a decision back; it stays in the history."""

    offence = forms.CharField(widget=forms.HiddenInput, max_length=40)
    decision = forms.CharField(widget=forms.HiddenInput, initial="undone")


class Add(Reasoned):
    """Add an offence the engine does not propose."""

    offence = forms.ChoiceField(label=_("Offence"), choices=[])
    decision = forms.CharField(widget=forms.HiddenInput, initial="added")
    field_order = ("offence", "reason", "decision")

    def __init__(self, *args: Any, offences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offence"].choices = [("", _("Choose an offence of the law of that day")), *offences]  # type: ignore[attr-defined]
