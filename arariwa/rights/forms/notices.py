"""Forms of notices: what citizens fill in without an account, what the desk decides."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayOrMonthField, Form, WordField, option
from arariwa.core.models import Office
from arariwa.core.refusals import worded
from arariwa.events.forms.base import DistrictField
from arariwa.evidence.domain import coordinates
from arariwa.evidence.forms.things import ManyFiles, ManyFilesField
from arariwa.evidence.models import Intervention
from arariwa.rights import book, plain_question, return_codes
from arariwa.rights import queries_notices as queries
from arariwa.rights.actions_notices import MOST_PHOTOS, Photo, photo
from arariwa.rights.models import Notice

LONGEST = 4000


def kinds() -> list[tuple[str, Any]]:
    """What a notice may be about, each with its second line."""
    lang = formatting.language()
    return [(k.id, option(k.name.in_(lang), k.help.in_(lang))) for k in book.rights().notice_kinds.values()]


class Guarded(Form):
    """A public form: its stamp, a field people do not see, and a plain question where it is needed.

    `suspicious` says that the question must be answered; nothing is ever refused for good.
    """

    # In less time nobody reads the page and fills it in.
    least_seconds = 4

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    # In a part of the page that is hidden; only a program fills it in.
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
    answer = forms.CharField(
        required=False, max_length=10, widget=forms.TextInput(attrs={"class": "w4", "inputmode": "numeric"})
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        start = {"stamp": plain_question.stamp(), **(kwargs.pop("initial", None) or {})}
        super().__init__(data, files, initial=start, **kwargs)
        self.asks = False
        if words := plain_question.words(str((data or {}).get("token", ""))):
            self.asks = True
            self.fields["answer"].label = words

    def full_clean(self) -> None:
        """Once looked at, an answer that is asked for no longer says that it may stay empty."""
        super().full_clean()
        if self.asks:
            self.fields["answer"].required = True

    def passes(self, *, often: bool) -> bool:
        """Whether it may be taken as it is; otherwise a question stands in it from now on."""
        given = self.cleaned_data
        quick = self.least_seconds and not plain_question.older_than(
            given.get("stamp", ""), self.least_seconds
        )
        if plain_question.answered(given.get("token", ""), given.get("answer", "")):
            return True
        if not (often or quick or given.get("website") or self.asks):
            return True
        words, token = plain_question.ask()
        self.data = self.data.copy()
        self.data["token"], self.data["answer"], self.data["website"] = token, "", ""
        self.asks = self.fields["answer"].required = True
        self.fields["answer"].label = words
        # Its label was read while it was looked at.
        self._bound_fields_cache.pop("answer", None)
        self.tell_at("answer", Refused("notice.plain_question", "answer"))
        return False


class PhotosField(ManyFilesField):
    """Photos → what is kept of each. What the camera wrote is taken out unless the box `keep_data` of the form is ticked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Photos"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}))
        super().__init__(**kwargs)


def keep_data_field() -> forms.BooleanField:
    """The box with which someone keeps a photo as their telephone made it."""
    return forms.BooleanField(
        label=_("Keep what the camera wrote: day, place and model of the telephone"),
        help_text=_(
            "The photo is then kept exactly as it is, also with the seconds of film and sound that some telephones add."
        ),
        required=False,
    )


def read_photos(form: Form) -> list[Photo]:
    """The photos of a form that is otherwise whole; a refusal becomes the field's mistake."""
    uploads = [one for one in form.cleaned_data.get("photos") or [] if one]
    if len(uploads) > MOST_PHOTOS:
        form.tell_at("photos", Refused("notice.too_many_photos", "photos", most=MOST_PHOTOS))
        return []
    kept = []
    for upload in uploads:
        try:
            kept.append(photo(upload.read(), bool(form.cleaned_data.get("keep_data"))))
        except Refused as refused:
            form.tell_at("photos", refused)
    return kept


class NoticeForm(Guarded):
    """A notice. `id` and `code` are made before it is sent, so that sending it again is the same notice with the same code."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(widget=forms.HiddenInput, max_length=20)
    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect, choices=kinds)
    text = forms.CharField(
        label=_("What did you see or hear?"),
        help_text=_(
            "Which animal or plant, how many, what is being done with it. Do not write anything that shows who you are."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    going_on = forms.BooleanField(label=_("It is happening now or goes on happening"), required=False)
    day = DayOrMonthField(label=_("When?"), required=False)
    district = DistrictField(label=_("In which district?"))
    place_text = forms.CharField(
        label=_("Where in it?"),
        help_text=_(
            "As people would find it: market, street, village, river. Not “beside my house”: it may pass into a record that those investigated read."
        ),
        required=False,
        max_length=200,
    )
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-60, max_value=20)
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-100, max_value=-30)
    coordinates = forms.CharField(
        label=_("Coordinates, if you have them"),
        help_text=_("As your telephone shows them. Only a square of about 5 km is kept."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w16"}),
    )
    exact = forms.BooleanField(
        label=_("Keep the exact point. Others could guess who was there."), required=False
    )
    photos = PhotosField(
        help_text=_(
            "Up to 10. Do not put yourself in danger for a photo. What the camera writes into it is taken out. Videos are not taken: if you have one, keep it and say so in the text."
        ),
    )
    keep_data = keep_data_field()
    who = forms.ChoiceField(
        label=_("Do you want to say who you are?"),
        widget=forms.RadioSelect,
        initial="anonymous",
        choices=[
            ("anonymous", option(_("No"), _("The notice carries no name. You follow it with a code."))),
            (
                "named",
                option(
                    _("Yes"),
                    _(
                        "The official who takes it up sees it. A prosecutor or judge may ask for it, and you may be called to testify."
                    ),
                ),
            ),
        ],
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("How to reach you"), help_text=_("Telephone or e-mail."), required=False, max_length=200
    )
    consent = forms.BooleanField(label=_("I have read what is kept and who sees it, and I send it"))

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        start = {"id": uuid7(), "code": return_codes.new_code(), **(kwargs.pop("initial", None) or {})}
        super().__init__(data, files, initial=start, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The place is read, the day is not in the future, a name only of who wants to say it."""
        found = super().clean() or self.cleaned_data
        if found.get("code") and not return_codes.is_code(found["code"]):
            self.add_error(None, worded(Refused("id.malformed")))
        if text := found.get("coordinates", "").strip():
            point = coordinates.read(text)
            if isinstance(point, coordinates.Point):
                found["latitude"], found["longitude"] = point.latitude, point.longitude
            else:
                self.tell_at("coordinates", Refused("notice.coordinates", "coordinates"))
        day = found.get("day")
        today = timezone.localdate()
        if day and day.start > today:
            self.tell_at("day", Refused("day.future", "day", today=formatting.day(today)))
        if found.get("who") == "named" and not found.get("name", "").strip():
            self.tell_at("name", Refused("notice.name", "name"))
        somewhere = found.get("district") or found.get("place_text") or found.get("latitude") is not None
        if not somewhere and not {"district", "coordinates"} & set(self.errors):
            self.tell_at("district", Refused("notice.place", "district"))
        return found

    def values(self, consent: str) -> dict[str, Any]:
        """The columns of the notice."""
        given = self.cleaned_data
        day = given.get("day")
        point = given.get("latitude") is not None and given.get("longitude") is not None
        return {
            "kind": given["kind"],
            "text": given["text"].strip(),
            "going_on": given["going_on"],
            "facts_from": day.start if day else None,
            "facts_until": day.until if day else None,
            "ubigeo": given["district"],
            "place_text": given["place_text"].strip(),
            "latitude": given["latitude"] if point else None,
            "longitude": given["longitude"] if point else None,
            "exact": given["exact"],
            "consent": consent,
        }

    def reporter(self) -> dict[str, str]:
        """Who gives it, if they want to say."""
        given = self.cleaned_data
        named = given["who"] == "named"
        return {"name": given["name"] if named else "", "contact": given["contact"] if named else ""}


class CodeForm(Guarded):
    """The code with which someone comes back; it may be pasted."""

    least_seconds = 0
    code = forms.CharField(
        label=_("Your code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "class": "w16",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class AddForm(Form):
    """What someone adds to their notice."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=30)
    reply_id = forms.UUIDField(widget=forms.HiddenInput)
    # That this code was read on the page that asks for it.
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    text = forms.CharField(
        label=_("Your answer, or what you know besides"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    photos = PhotosField()
    keep_data = keep_data_field()


# The desk


class DeskForm(Form):
    """What someone writes on a page that shows what the reporter added, with how many additions it showed."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Any = None, *, by: Actor, notice: Notice) -> None:
        super().__init__(data, initial={"read": queries.additions(notice)})
        self.by = by


class AskForm(DeskForm):
    """A question for whoever gave the notice."""

    reply_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    text = forms.CharField(
        label=_("Question"),
        help_text=_(
            "The reporter reads it with their code. Do not write names or anything of the investigation."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(DeskForm):
    """A reason, for officials only."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only officials read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PassForm(ReasonForm):
    """Another office and why."""

    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), empty_label=_("Choose an office")
    )
    field_order = ("office", "reason")

    def __init__(self, data: Any = None, *, by: Actor, notice: Notice) -> None:
        super().__init__(data, by=by, notice=notice)
        self.fields["office"].queryset = queries.desks_for(by, notice)  # type: ignore[attr-defined]


class JoinForm(ReasonForm):
    """An intervention that stands already, of those at hand or by its number, and why."""

    intervention = forms.ChoiceField(
        label=_("Intervention"), required=False, widget=forms.RadioSelect, choices=()
    )
    number = forms.CharField(
        label=_("Or its number"),
        help_text=_("Of one that is not in the list."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w16", "autocomplete": "off"}),
    )
    field_order = ("intervention", "number", "reason")

    def __init__(self, data: Any = None, *, by: Actor, notice: Notice) -> None:
        super().__init__(data, by=by, notice=notice)
        rows = queries.interventions_near(by, notice)
        self.fields["intervention"].choices = [(str(row.pk), _intervention(row)) for row in rows]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One intervention: the number decides."""
        found = super().clean() or self.cleaned_data
        number = found.pop("number", "").strip()
        if number:
            try:
                found["intervention"] = queries.intervention_numbered(self.by, number).pk
            except Refused as refused:
                self.tell_at("number", refused)
        elif found.get("intervention"):
            found["intervention"] = UUID(found["intervention"])
        elif "intervention" not in self.errors:
            self.tell_at("intervention", Refused("notice.intervention", "intervention"))
        return found


def _intervention(row: Intervention) -> Any:
    """An intervention as one recognises it: its name, number, day and place."""
    where = queries.place_of(row)
    return option(
        str(row), ". ".join(filter(None, (row.number or gettext("draft"), formatting.span(row.facts), where)))
    )


class CloseForm(ReasonForm):
    """How it ended; final until someone opens it again."""

    outcome = forms.ChoiceField(
        label=_("What the reporter reads"), widget=forms.RadioSelect, choices=Notice.Outcome.choices
    )
    word = WordField(_("CLOSE"))
    field_order = ("outcome", "reason", "word")
