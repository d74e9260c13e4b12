"""Forms of consultations: asked by a citizen, taken down by staff, put right, answered, followed up."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import access, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import DayField, Form, option
from arariwa.core.models import Institution, Office
from arariwa.events.choices import EventKind, Tongue
from arariwa.events.forms.base import DistrictField, RowForm
from arariwa.events.models import Event
from arariwa.rights import book, consulting, return_codes
from arariwa.rights.consultation_choices import Answers, Channel, Outcome
from arariwa.rights.domain.content import Asked
from arariwa.rights.forms.notices import Guarded


def words_of(table: Any) -> list[tuple[str, str]]:
    """A list of the pack by its words, in the page's language."""
    lang = formatting.language()
    return sorted(((key, words.in_(lang)) for key, words in table.items()), key=lambda pair: pair[1])


def topics() -> list[tuple[str, Any]]:
    """The subjects, with an open one."""
    return [("", _("I do not know, or another one")), *words_of(book.rights().groups)]


def acts() -> list[tuple[str, Any]]:
    """What one may want to do, with an open one."""
    return [("", _("I do not know, or something else")), *words_of(book.rights().acts)]


# What of a form a question holds; the rest only travels with it.
HELD = ("question", "animal", "act", "topic", "ubigeo", "language", "contact", "channel", "event", "asked_on")


class AskForm(Form):
    """A question as a citizen writes it. Nothing in it must be filled in but the question."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    # Made with the form, so that a form sent twice shows the same code.
    code = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=40, initial=return_codes.new_code
    )
    question = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("In your own words. Do not write names, documents or the exact place."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    animal = forms.CharField(
        label=_("Which animal or plant?"),
        help_text=_("As people call it where you live."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    act = forms.ChoiceField(label=_("What do you want to do?"), choices=acts, required=False)
    topic = forms.ChoiceField(label=_("Subject"), choices=topics, required=False)
    ubigeo = DistrictField(label=_("District where it is"))
    language = forms.ChoiceField(
        label=_("In which language should we answer?"), choices=Tongue.choices, initial=Tongue.ES
    )
    contact = forms.CharField(
        label=_("How to find you in three months"),
        help_text=_(
            "Only if you want us to ask how it went: a telephone, or whom to ask for. The offices that may answer see it."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """A code that was lost or changed on the way is made anew."""
        code = self.cleaned_data["code"]
        return code if return_codes.is_code(code) else return_codes.new_code()

    def values(self) -> dict[str, Any]:
        """What the question holds."""
        return {key: self.cleaned_data[key] for key in HELD if key in self.cleaned_data}


class PublicAskForm(Guarded, AskForm):
    """The same for a visitor: where much is written, or very quickly, a plain question is asked, nothing is refused."""

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields people see, the plain question among them only where it is asked."""
        left = {"website"} if self.asks else {"website", "answer"}
        return [field for field in self.visible_fields() if field.name not in left]


class TakeDownForm(AskForm):
    """A question staff take down for someone: at a session, by telephone, at the office."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[pair for pair in Channel.choices if pair[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    event = forms.ModelChoiceField(
        label=_("Session"), queryset=Event.objects.none(), required=False, empty_label=_("None")
    )
    asked_on = DayField(label=_("Day of the question"))
    field_order = ("channel", "event", "asked_on", "question")

    def __init__(self, data: Any = None, *, by: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["question"].help_text = _("In the person's own words, without names.")
        rows = access.visible(Event.objects.filter(cancelled_at=None), by)
        rows = rows.filter(kind__in=(EventKind.KNOW_YOUR_RIGHTS, EventKind.CONFERENCE, EventKind.OTHER))
        self.fields["event"].queryset = rows.order_by("-from_on", "-id")  # type: ignore[attr-defined]
        self.fields["language"].label = _("Language of the question")


class SortForm(RowForm):
    """What a question is about, as staff put it right."""

    topic = forms.ChoiceField(label=_("Subject"), choices=topics, required=False)
    act = forms.ChoiceField(label=_("What they want to do"), choices=acts, required=False)
    animal = forms.CharField(label=_("Which animal or plant?"), max_length=120, required=False)
    ubigeo = DistrictField(label=_("District where it is"))
    language = forms.ChoiceField(label=_("Language of the question"), choices=Tongue.choices)


class WhyForm(Form):
    """The reason of an act."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PassOnForm(Form):
    """The office that may answer too."""

    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), empty_label=_("Choose an office")
    )

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data)
        rows = consulting.answering_offices(on).filter(institution__country="PE")
        self.fields["office"].queryset = rows  # type: ignore[attr-defined]


class FollowUpForm(Form):
    """What became of it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    outcome = forms.ChoiceField(
        label=_("What became of it"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Day it was asked"))
    note = forms.CharField(
        label=_("In the person's words"),
        help_text=_("What helped or stood in the way; no names."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(Form):
    """An answer with the norm it rests on, and the lawful way it leads to."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    # How many answers stood when this one was begun.
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    word = forms.ChoiceField(
        label=_("The answer in a word"), choices=Answers.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("The answer, in plain words"),
        help_text=_("Short sentences, in the language of the person: what holds, why, what to do now."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    norms = forms.MultipleChoiceField(
        label=_("Norms it rests on"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    more_norms = forms.CharField(
        label=_("Other norms"),
        help_text=_("Their codes, separated by commas, such as CP-308, LEG-RESCATE."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    way = forms.ChoiceField(
        label=_("The lawful way, and who grants it"),
        help_text=_("The person gets the steps, the papers and what is known of cost and time."),
        required=False,
        choices=[],
    )
    why = forms.CharField(
        label=_("Why the answer is corrected"),
        help_text=_("The person reads it beside both answers."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Iterable[str],
        chosen: Iterable[Asked],
        today: date,
        after: int,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"after": after, **(initial or {})})
        self.fields["norms"].choices = [  # type: ignore[attr-defined]
            (c.code, option(c.name, f"{c.says} ({c.code})"))
            for c in (consulting.cited(code, today) for code in offered)
        ]
        self.fields["way"].choices = _ways(list(chosen), today)  # type: ignore[attr-defined]
        if not after:
            del self.fields["why"]

    def codes(self) -> list[str]:
        """Every norm named, ticked or written."""
        written = (code.strip().upper() for code in self.cleaned_data["more_norms"].split(","))
        return [*self.cleaned_data["norms"], *(code for code in written if code)]

    def leads_to(self) -> tuple[str, Institution | None]:
        """The way and the authority chosen."""
        way, _bar, authority = self.cleaned_data["way"].partition("|")
        return way, Institution.objects.filter(pk=authority).first() if authority else None

    def tell_at(self, field: str, error: Any) -> None:
        super().tell_at({"authority": "way"}.get(field, field), error)


def _ways(chosen: list[Asked], today: date) -> list[tuple[str, Any]]:
    """Ways with the authority that grants each: those of the written question first."""
    rights = book.rights()
    first = [way.id for way in consulting.ways(chosen)]
    names = {row.pk: row.name for row in Institution.objects.all()}

    def rows(ids: Iterable[str]) -> list[tuple[str, str]]:
        return [
            (
                f"{id}|{code}",
                f"{book.said(rights.ways[id].title, today, links=False)} · {names.get(code, code)}",
            )
            for id in ids
            for code in rights.ways[id].authority
        ]

    rest = rows(id for id in rights.ways if id not in first)
    groups: list[tuple[str, Any]] = [("", _("It leads to no procedure"))]
    if first:
        groups.append((str(_("Of the written question")), rows(first)))
    return [*groups, (str(_("All of them")), sorted(rest, key=lambda pair: pair[1]))]
