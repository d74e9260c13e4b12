"""Forms of imports: the file, what it leaves open, taking one back, an assumption about overlap."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import DayField, Form, WordField
from arariwa.outreach.domain.kinds import Column, Kind, Platforms
from arariwa.outreach.domain.reading import Answers
from arariwa.outreach.platforms import metric_name, platforms

# So many unknown columns are asked about; a file of Facebook may have 240 that nobody needs.
MOST_HEADS = 40
ROLES = {
    "object": _("id of the post"),
    "account": _("id of the account"),
    "account_name": _("name of the account"),
    "link": _("address of the post"),
    "link_object": _("address of the post"),
    "published": _("day of publication"),
    "day": _("day of the figure"),
}


class FileForm(Form):
    """An export of a platform as it was downloaded."""

    file = forms.FileField(
        label=_("File of the platform"),
        help_text=_(
            "As you downloaded it: CSV, XLSX, zip or the text of a WhatsApp chat. Do not open and save it in a spreadsheet before: that damages ids."
        ),
        error_messages={"empty": _("The file is empty.")},
    )


class CheckForm(Form):
    """What the file does not say. Only what is open is asked."""

    as_of = DayField(
        label=_("Day of export"),
        required=False,
        help_text=_(
            "The figures are what the platform said that day. Left empty, the day the file itself tells counts, else the day of import."
        ),
    )
    account = forms.CharField(
        label=_("Account"),
        required=False,
        max_length=120,
        help_text=_("Whose figures they are; the file does not say. Leave it empty if it is not known."),
    )
    platform = forms.ChoiceField(
        label=_("Platform"),
        required=False,
        choices=[("", _("it is not known")), ("facebook", "Facebook"), ("instagram", "Instagram")],
    )
    first = DayField(label=_("First day of its period"), required=False)
    last = DayField(label=_("Last day of its period"), required=False)
    decimal = forms.ChoiceField(
        label=_("What parts decimals in this file?"),
        choices=[(".", _("a point: 1.5 is one and a half")), (",", _("a comma: 1,5 is one and a half"))],
        widget=forms.RadioSelect,
        required=False,
    )
    order = forms.ChoiceField(
        label=_("What comes first in its dates?"),
        choices=[("mdy", _("the month: 03/11 is 11 March")), ("dmy", _("the day: 03/11 is 3 November"))],
        widget=forms.RadioSelect,
        required=False,
    )
    only_known = forms.BooleanField(
        label=_("The file also holds posts of others: count only those the campaign has, by id or address"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        asks: set[str],
        must: set[str] | None = None,
        kind: Kind | None = None,
        heads: Mapping[str, str] | None = None,
        suggested: Mapping[str, str] | None = None,
        as_of: date | None = None,
        only_known: bool = False,
        **kwargs: Any,
    ) -> None:
        """`asks`: names of fields to keep, `must`: those that cannot stay open; `heads`: folded head -> head as it stands; `suggested`: folded head -> code."""
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in asks:
                del self.fields[name]
            elif name in (must or ()):
                self.fields[name].required = True
        if "as_of" in self.fields:
            self.fields["as_of"].initial = as_of
        if "only_known" in self.fields:
            self.fields["only_known"].initial = only_known
        self.heads: dict[str, str] = {}
        options = _meanings(kind) if kind else []
        for n, (key, head) in enumerate(list((heads or {}).items())[:MOST_HEADS]):
            name = f"head{n}"
            self.heads[name] = key
            self.fields[name] = forms.ChoiceField(
                label=_("Column “%(head)s”") % {"head": head},
                choices=options,
                required=False,
                initial=(suggested or {}).get(key, ""),
            )

    def answers(self) -> Answers:
        """What was said."""
        given = self.cleaned_data
        columns = {key: given[name] for name, key in self.heads.items()}
        return Answers(
            as_of=given.get("as_of"),
            account=given.get("account") or "",
            platform=given.get("platform") or "",
            decimal=given.get("decimal") or "",
            order=given.get("order") or "",
            columns=columns,
            first=given.get("first"),
            last=given.get("last"),
        )

    def column_fields(self) -> list[Any]:
        """The questions about columns."""
        return [self[name] for name in self.heads]

    def other_fields(self) -> list[Any]:
        """The rest."""
        return [field for field in self.visible_fields() if field.name not in self.heads]


def meaning_of(column: Column, pack: Platforms) -> str:
    """What a column holds, in words."""
    if column.metric == "above":
        return str(_("the figure named above the heads"))
    return str(ROLES.get(column.as_) or metric_name(column.metric, pack))


def _meanings(kind: Kind) -> list[tuple[str, Any]]:
    pack = platforms()
    own = [(column.code, meaning_of(column, pack)) for column in kind.columns if column.as_ != "text"]
    metrics = {column.metric for column in kind.columns}
    others = [(f"metric.{one}", metric_name(one, pack)) for one in pack.metrics if one not in metrics]
    return [("", _("leave it out")), *own, (_("Other figures"), others)]  # type: ignore[list-item]


class VoidForm(Form):
    """Why an import is taken back."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    word = WordField(_("VOID IT"))


class OverlapForm(Form):
    """How much the audiences overlap, and why one thinks so."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    share = forms.DecimalField(
        label=_("Share of overlap, from 0 to 1"),
        min_value=Decimal(0),
        max_value=Decimal(1),
        max_digits=4,
        decimal_places=3,
        widget=forms.TextInput(attrs={"class": "w4", "inputmode": "decimal"}),
        help_text=_("0: nobody saw it twice. 1: everyone is within the largest figure."),
    )
    reason = forms.CharField(
        label=_("On what it rests"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A survey, a figure of the platform, a comparable campaign. It is printed beside the estimate with your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
