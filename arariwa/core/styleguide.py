"""Sample data of the style guide: every piece with the words of one reported seizure. Nobody in it exists."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.charts import Place, Stretch, day_axis, point_map
from arariwa.core.domain.spans import Span
from arariwa.core.forms import (
    DayField,
    DayOrMonthField,
    Form,
    HourField,
    QuantityField,
    TypedNumberField,
    WordField,
    option,
    with_unknown,
)
from arariwa.core.keyset import Page

DAY = date(2026, 3, 16)


def _at(days: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY + timedelta(days=days), time(hour, minute), formatting.LIMA)


class SampleForm(Form):
    """Every kind of field."""

    name = forms.CharField(
        label=gettext_lazy("What people here call it"), help_text=gettext_lazy("As it was said to you.")
    )
    weight = with_unknown(QuantityField(label=gettext_lazy("Weight, in kg")), gettext_lazy("Not weighed yet"))
    happened = DayOrMonthField(label=gettext_lazy("When it happened"))
    began = HourField(label=gettext_lazy("Hour it began"))
    heard = DayField(label=gettext_lazy("Day of the hearing"), required=False)
    plate = TypedNumberField(
        label=gettext_lazy("Plate"),
        required=False,
        check=lambda text: None if len(text) > 5 else gettext_lazy("A plate usually looks like M6W-123."),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("How it was found"),
        widget=forms.RadioSelect,
        choices=[
            ("live", option(gettext_lazy("Alive"), gettext_lazy("It needs a keeper today"))),
            ("dead", gettext_lazy("Dead")),
            ("unknown", gettext_lazy("Not known")),
        ],
    )
    seen_by = forms.MultipleChoiceField(
        label=gettext_lazy("Who was present"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("prosecutor", gettext_lazy("Prosecutor")),
            ("authority", gettext_lazy("Wildlife authority")),
        ],
    )
    account = forms.CharField(
        label=gettext_lazy("What happened"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    photo = forms.FileField(label=gettext_lazy("Photograph"), required=False)
    urgent = forms.BooleanField(label=gettext_lazy("The place is still being watched"), required=False)


class SampleFinal(Form):
    """The form of a final act."""

    word = WordField(gettext_lazy("HAND OVER"))


def sample() -> dict[str, Any]:
    """What `core/styleguide.html` shows."""
    typed = {"name": "carne de huangana", "weight": "26.100", "happened_day": "31", "happened_month": "2"}
    typed |= {"happened_year": "2026", "plate": "M6"}
    mistaken = SampleForm({f"mal-{name}": text for name, text in typed.items()}, prefix="mal")
    return {
        "identity": [
            (_("File of the prosecutor"), "3906010000-2026-117-0"),
            (_("Facts"), formatting.day(DAY)),
            (_("Stage"), _("Preliminary inquiry")),
            (_("Led by"), "FEMA Alto Amazonas"),
        ],
        "record": [
            (_("Place"), "Mercado Central, Yurimaguas"),
            (_("Meat"), f"Huangana {formatting.quantity(45, 'kg')}"),
            (_("Live animals"), formatting.quantity(3, "live_animal")),
            (_("How it became known"), None),
        ],
        "waiting": [
            {
                "text": _("Answer the defence"),
                "url": "#rows",
                "after": _("about the copies."),
                "when": _("due since Friday 20"),
                "late": True,
            },
            {
                "text": _("Read the order"),
                "url": "#rows",
                "after": _("that confirms the seizure."),
                "when": _("yesterday, 17:05 hours"),
                "more": _("Preparatory investigation court"),
            },
        ],
        "log": [
            {
                "at": _at(0, 9, 20),
                "text": _("Seizure at stall 14."),
                "more": _("Police officer; three live birds, wooden cage"),
            },
            {
                "at": _at(0, 11, 10),
                "text": _("Handed over for temporary custody."),
                "more": _("Seal 004518, intact"),
            },
            {
                "at": _at(1, 10, 30),
                "text": _("Stop of 25 minutes because of rain."),
                "more": _("The seal stayed intact"),
                "gap": True,
            },
        ],
        "custody": day_axis(
            [
                Stretch(
                    f"{_('Police')}: {formatting.lapse(timedelta(minutes=110))}",
                    _at(0, 9, 20),
                    _at(0, 11, 10),
                ),
                Stretch(
                    f"{_('Regional authority')}: {formatting.lapse(timedelta(hours=20, minutes=50))}",
                    _at(0, 11, 10),
                    _at(1, 8),
                ),
                Stretch(
                    f"{_('On the way')}: {formatting.lapse(timedelta(minutes=220))}",
                    _at(1, 8),
                    _at(1, 11, 40),
                    "amber",
                ),
                Stretch(_("Rescue centre"), _at(1, 11, 40), _at(2, 18), "rest"),
            ],
            now=_at(2, 18),
            summary=_(
                "Who held the item from 09:20 hours of 16 March on, without a gap between one holder and the next."
            ),
            caption=_("Four stretches and three hand-overs signed by both sides."),
        ),
        "limits": day_axis(
            [
                Stretch(_("Confirmation: decided on 19 March"), _at(1, 0), _at(3, 0)),
                Stretch(_("Reasoned report: 30 April"), _at(2, 0), _at(45, 0), "rest", done=_at(8, 12)),
                Stretch(_("Preliminary inquiry: 15 May"), _at(0, 0), _at(60, 0), "rest", done=_at(8, 12)),
            ],
            now=_at(8, 12),
            now_label=_("today"),
            summary=_("Time limits of the case from 16 March to 15 May, with today marked."),
            caption=_("52 days of the preliminary inquiry are left."),
        ),
        "map": _map(),
        "steps": [
            {"label": _("Place and hour"), "url": "#steps"},
            {"label": _("Who took part"), "url": "#steps"},
            {"label": _("What was found"), "current": True},
            {"label": _("Check"), "url": ""},
        ],
        "filters": [
            {"text": _("of Loreto"), "remove_url": "#lists"},
            {"text": _("of March 2026"), "remove_url": "#lists"},
        ],
        "page": Page([], "b2xkZXI", "bmV3ZXI"),
        "sort": "-day",
        "seizures": [
            (DAY, "Mercado Central, Yurimaguas", "Loreto", Decimal("45"), "kg", "wait", _("under way")),
            (
                date(2026, 2, 24),
                "Raimondi, Atalaya",
                "Ucayali",
                Decimal("3"),
                "live_animal",
                "wait",
                _("under way"),
            ),
            (
                Span.parse("2026-02"),
                "Feria, Mollendo",
                "Arequipa",
                Decimal("590"),
                "specimen",
                "open",
                _("day not reported"),
            ),
            (
                date(2026, 2, 4),
                "Chorrillos",
                "Lima",
                Decimal("26100"),
                "kg",
                "open",
                _("species to be identified"),
            ),
        ],
        "answers": [
            {
                "title": _("Place and hour"),
                "change_url": "#answers",
                "rows": [
                    (_("Place"), "Mercado Central, Yurimaguas"),
                    (_("Hour it began"), formatting.hour(time(9, 20))),
                ],
            },
            {
                "title": _("What was found"),
                "change_url": "#answers",
                "rows": [(_("Meat"), formatting.quantity(45, "kg")), (_("Owner"), formatting.unknown())],
            },
        ],
        "conflict": [
            {
                "label": _("Weight"),
                "mine": formatting.quantity(45, "kg"),
                "theirs": formatting.quantity(Decimal("44.5"), "kg"),
            },
            {"label": _("Seal"), "mine": "004518", "theirs": "004518"},
        ],
        "conflict_who": _("Technician of the regional authority"),
        "conflict_at": _at(0, 15, 2),
        "sample_form": SampleForm(
            initial={"weight": Decimal("26100.5"), "happened": Span.parse("2026-02"), "began": time(9, 20)}
        ),
        "mistaken": mistaken,
        "final_form": SampleFinal(prefix="final"),
        "final_rows": [
            (_("Item"), _("3 live parakeets")),
            (_("Hands over"), _("Police")),
            (_("Receives"), _("Regional authority")),
            (_("Seal"), "004518"),
        ],
        "amounts": [Decimal("0.5"), Decimal("26100"), Decimal("9999999999.999")],
        "moment": _at(0, 14, 35),
        "states": [
            "satisfied",
            "contradicted",
            "not_known",
            "yes",
            "no",
            "unknown",
            "open",
            "late",
            "wait",
            "done",
            "failed",
            "unreviewed",
            "reviewed",
            "high",
            "medium",
            "low",
        ],
        "colours": [
            "paper",
            "sheet",
            "wash",
            "ink",
            "ink-2",
            "rule",
            "edge",
            "accent",
            "accent-pale",
            "accent-wash",
            "warn-line",
            "bad",
        ],
    }


def _map() -> Any:
    """Two invented outlines, so that the guide needs no pack."""
    left = [[-78, 0], [-75, -1], [-74.5, -4], [-75.5, -7], [-78.5, -6], [-79, -3], [-78, 0]]
    right = [[-75, -1], [-71, -2], [-70, -5], [-73, -7.5], [-75.5, -7], [-74.5, -4], [-75, -1]]
    features = [
        {"properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in (("a", left), ("b", right))
    ]
    places = [
        Place("Yurimaguas", -76.1, -5.9, 45, formatting.quantity(45, "kg"), more="Loreto"),
        Place("Iquitos", -73.3, -3.7, 12, formatting.quantity(12, "kg"), more="Loreto"),
    ]
    return point_map(
        features,
        places,
        summary=_("Weight seized in two places; Yurimaguas stands first."),
        value_label=_("Weight"),
        caption=_("Invented outlines, for this guide only."),
        here=frozenset("a"),
    )
