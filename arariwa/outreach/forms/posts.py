"""Forms of a post: writing it, deciding on it, recording that it went out."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.ids import uuid7
from arariwa.core.formatting import LIMA
from arariwa.core.forms import DayField, Form, HourField, WordField, option
from arariwa.events.choices import Tongue
from arariwa.events.forms.base import RowForm
from arariwa.outreach import claims
from arariwa.outreach.choices import Channel
from arariwa.outreach.domain.claims import Claim
from arariwa.outreach.domain.lengths import LIMITS
from arariwa.outreach.forms.campaigns import lines
from arariwa.outreach.models import Campaign, Post

REVIEWED = {
    "unreviewed": _("nobody reviewed it yet"),
    "reviewed": _("it was reviewed"),
    "unfit": _("may not be used"),
}


def of_claim(claim: Claim) -> Any:
    """A claim as one chooses it: its words, then its caveat and where it stands."""
    lang = formatting.language()
    said = _("Caveat: %(caveat)s") % {"caveat": claim.caveat.in_(lang)}
    return option(claim.text.in_(lang), f"{said} · {REVIEWED[claim.state]}")


def message_of(value: str) -> UUID | None:
    """The id of a message chosen; None for none."""
    return UUID(value) if value else None


class PostForm(RowForm):
    """What is said, where, when, with which picture and which claims."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Tongue.choices, initial="es")
    message_id = forms.TypedChoiceField(
        label=_("Message it carries"), coerce=message_of, empty_value=None, required=False
    )
    title = forms.CharField(
        label=_("Title for the list"), max_length=200, help_text=_("It is not published.")
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=70_000,
        widget=forms.Textarea(attrs={"rows": 8, "data-limits": json.dumps(LIMITS)}),
    )
    note = forms.CharField(
        label=_("Note that goes out with it"),
        max_length=4000,
        required=False,
        help_text=_("First comment, small print of the poster, words of the presenter."),
        widget=lines(),
    )
    claim_keys = forms.MultipleChoiceField(
        label=_("Claims of harm in it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add_caveats = forms.BooleanField(
        label=_("Write the caveats of these claims into the note"),
        required=False,
        help_text=_("A claim goes out with its caveat, in the text or in the note."),
    )
    planned_on = DayField(label=_("Day planned"))
    planned_hour = HourField(label=_("Hour planned"))
    file = forms.FileField(
        label=_("Picture, video, sound or print"),
        required=False,
        help_text=_("JPEG, PNG, WebP, PDF, MP4, MP3 or OGG; a new one takes the place of the one before."),
    )
    asset_alt = forms.CharField(
        label=_("Description for those who do not see or hear it"),
        max_length=500,
        required=False,
        widget=lines(2),
    )
    asset_rights = forms.CharField(
        label=_("Whose it is, and who seen in it agreed"), max_length=500, required=False, widget=lines(2)
    )
    # What the columns are called on the page, where a column is not a field.
    columns = {"planned_at": _("Day planned"), "asset": _("Picture, video, sound or print")}

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One given up since stays with the posts that carried it.
        carried = self.record.message_id if isinstance(self.record, Post) else None
        rows = campaign.messages.filter(models.Q(withdrawn_at=None) | models.Q(pk=carried))
        self.known = claims.of_campaign(campaign)
        choices: dict[str, Iterable[Any]] = {
            "message_id": [("", _("No message")), *((str(row.pk), str(row)) for row in rows)],
            "claim_keys": [(key, of_claim(claim)) for key, claim in self.known.items()],
        }
        for name, rows_of in choices.items():
            self.fields[name].choices = rows_of  # type: ignore[attr-defined]

    def read(self, record: models.Model) -> dict[str, Any]:
        assert isinstance(record, Post)
        at = timezone.localtime(record.planned_at)
        return super().read(record) | {"planned_on": at.date(), "planned_hour": at.time()}

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in ("file", "add_caveats"):
            values.pop(name)
        day, hour = values.pop("planned_on"), values.pop("planned_hour")
        if self.cleaned_data["add_caveats"]:
            values["note"] = self._with_caveats(values)
        return values | {"planned_at": datetime.combine(day, hour, LIMA)}

    def _with_caveats(self, values: dict[str, Any]) -> str:
        note, lang = values["note"], values["language"]
        for claim in (self.known[key] for key in values["claim_keys"]):
            if not claim.caveat_in(f"{values['text']}\n{note}", lang):
                note = f"{note}\n{claim.caveat.in_(lang)}".strip()
        return str(note)

    def tell_at(self, field: str, error: Any) -> None:
        super().tell_at({"planned_at": "planned_on"}.get(field, field), error)

    def _came_second(self, stale: Any) -> None:
        super()._came_second(stale)
        assert self.conflict
        for row in self.conflict.rows:
            row["label"] = self.columns.get(row["label"], row["label"])

    def told(self, name: str, value: Any) -> str:
        if name == "claim_keys":
            lang = formatting.language()
            found = [self.known[key].text.in_(lang) if key in self.known else key for key in value]
            return formatting.listing(found)
        return super().told(name, str(value) if isinstance(value, UUID) else value)

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the subjects the page shows them in."""
        parts = (
            (_("Where and when"), "channel language planned_on planned_hour"),
            (_("What it says"), "title message_id text note"),
            (_("Claims of harm"), "claim_keys add_caveats"),
            (_("Picture or recording"), "file asset_alt asset_rights"),
        )
        return [(title, [self[name] for name in names.split()]) for title, names in parts]


class ApproveForm(Form):
    """The word that approves one version."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it claims no harm"),
        max_length=1000,
        help_text=_("It stands with the approval; whoever reads the post sees it."),
        widget=lines(2),
    )
    word = WordField(_("APPROVE"))

    def __init__(self, *args: Any, sounds: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sounds:
            del self.fields["why"]


class SendBackForm(Form):
    """Why a version goes back."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("What has to change"), max_length=1000, widget=lines())


class TakeDownForm(Form):
    """Since when a post no longer stands on its channel, and why."""

    on = DayField(label=_("Day it was taken down"))
    why = forms.CharField(label=_("Who took it down, and why"), max_length=300, widget=lines())

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if post.taken_down_on:
            self.fields["on"].required = False
            self.fields["on"].help_text = _("Leave the day empty if it stands there again.")


class PublishForm(Form):
    """That a version went out: when, where, what the platform calls it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    published_on = DayField(label=_("Day it was published"))
    permalink = forms.URLField(
        label=_("Address of the post"), max_length=500, required=False, assume_scheme="https"
    )
    platform_id = forms.RegexField(
        r"^[\w.:-]+$",
        label=_("Id of the post on the platform"),
        max_length=80,
        required=False,
        help_text=_("It joins the post to the platform's figures; as the platform writes it."),
    )
