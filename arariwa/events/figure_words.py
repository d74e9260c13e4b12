"""How figures are said: their names and definitions, breakdowns and cells, and why one is not known."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting, reference
from arariwa.core.models import Institution
from arariwa.events.choices import (
    NO_REGION,
    AgeBand,
    CommunityRole,
    EventRole,
    Modality,
    Question,
    Sex,
    Tongue,
)
from arariwa.events.figures import NOT_RECORDED, Number

# Code -> name and definition.
WORDS: dict[str, tuple[Any, Any]] = {
    "CAP-01": (
        _("Training workshops held"),
        _("Workshops and courses of any modality that ended in the period, each with its list or progress record closed."),
    ),
    "CAP-02": (
        _("Intensive courses held"),
        _("Part of CAP-01: live courses of several days with a final assessment."),
    ),
    "CAP-03": (
        _("Asynchronous courses held"),
        _("Part of CAP-01: courses without live sessions, followed at the learner's own pace."),
    ),
    "CAP-04": (
        _("Other workshops held"),
        _("Part of CAP-01: workshops that are neither intensive nor asynchronous courses."),
    ),
    "CAP-05": (
        _("Officials trained"),
        _("Persons who were at one workshop or course of CAP-01 at least. Attendances are another figure: CAP-06."),
    ),
    "CAP-06": (
        _("Attendances at training"),
        _("Sum of attendances: a person counts once for each workshop or course."),
    ),
    "CAP-07": (
        _("Institutions represented"),
        _("Different public institutions with one attendee at least. Those written by hand cannot be told apart and are not counted."),
    ),
    "CAP-08": (
        _("Regions covered"),
        _("Regions where attendees work, of 25 there are (24 departments and Callao)."),
    ),
    "CAP-13": (
        _("Activities of inter-institutional coordination"),
        _("Closed events with officials of three institutions at least that ended in recorded agreements."),
    ),
    "CAP-14": (_("Study trips"), _("Study trips that were closed.")),
    "CAP-15": (_("Officials on study trips"), _("Persons who travelled.")),
    "CAP-16": (
        _("Practices of study trips put to use"),
        _("Commitments of study trips with evidence of use at home within 12 months, of all that stand."),
    ),
    "CAP-25": (
        _("Share of women"),
        _("Women among the persons of CAP-05 whose sex is recorded."),
    ),
    "CAP-26": (
        _("Satisfaction"),
        _("Mean of all marks from 1 to 5 in the feedback forms of workshops and courses. Forms say nothing of who filled them in."),
    ),
    "EVT-01": (
        _("Workshops taught with the US Fish and Wildlife Service"),
        _("Workshops and courses at which an officer of that service was instructor, speaker or facilitator."),
    ),
    "INT-04": (_("Binational meetings"), _("Binational meetings that were closed.")),
    "INT-05": (_("Officials at binational meetings"), _("Persons who were at one at least.")),
    "INT-06": (
        _("Countries taking part"),
        _("Countries of the institutions whose officials were at binational meetings."),
    ),
    "OUT-05": (_("Community conferences"), _("Conferences that were closed.")),
    "OUT-06": (
        _("Public of the conferences"),
        _("Persons by name, and of each event the public counted without names at its fullest session."),
    ),
    "OUT-07": (_("Know-your-rights sessions"), _("Know-your-rights sessions that were closed.")),
    "OUT-08": (
        _("Public of the know-your-rights sessions"),
        _("Persons by name, and of each event the public counted without names at its fullest session."),
    ),
}  # fmt: skip

WHY: dict[str, Any] = {
    "nothing_to_count": _("in this period there is nothing it could be a share of"),
    "none_recorded": _("of nobody who was there is it recorded"),
    "no_answers": _("nobody has answered a feedback form"),
}

# What nothing records of a figure, or not as one might ask.
NOT_KNOWN: dict[str, Any] = {
    "meant_for": _("For whom each was meant is not counted, because its record says so in free words; the parts say who came, by role in the community."),
    "by_name": _("Age and role in the community of those on the list by name are not known, because the list does not ask for them."),
    "came_twice": _("Whether someone counted without a name came to more than one is not known; whoever did is counted each time."),
    "spoken": _("What each person speaks is not known, because it is not asked; the language is that of the gathering, and one held in two stands under both."),
}  # fmt: skip

# What stands beside a figure.
BESIDE: dict[str, tuple[Any, str]] = {
    "sex_not_recorded": (_("Persons whose sex is not recorded"), "count"),
    "institution_not_recorded": (_("Attendances whose institution is not in the table"), "count"),
    "region_not_recorded": (_("Attendances whose region is not recorded"), "count"),
    "answers": (_("Forms answered"), "count"),
    "came": (_("Attendances that could have answered"), "count"),
    "response_rate": (_("Response rate"), "share"),
}

BREAKDOWNS: dict[str, Any] = {
    "institution": _("Institution"),
    "region": _("Region"),
    "role": _("Role"),
    "sex": _("Sex"),
    "country": _("Country"),
    "unit": _("Unit"),
    "course": _("Course or track"),
    "topic": _("Course or track"),
    "modality": _("Modality"),
    "community_role": _("Role in the community"),
    "age_band": _("Age"),
    "question": _("Question"),
    "audience": _("Who came, by role in the community"),
    "language": _("Language"),
    "year": _("Year"),
}

CHOICES: dict[str, Any] = {
    "role": EventRole,
    "sex": Sex,
    "modality": Modality,
    "community_role": CommunityRole,
    "age_band": AgeBand,
    "question": Question,
    "audience": CommunityRole,
    "language": Tongue,
}


def read(value: Number | None, unit: str = "count") -> str:
    """A number as it is read: a count as it is, a share in percent with one decimal, a difference of shares in points with its
    sign, a ratio or mean with two decimals."""
    if value is None:
        return formatting.unknown()
    if unit == "difference":
        n = round(Decimal(str(value)), 1)
        sign = "+" if n > 0 else "−" if n < 0 else ""  # noqa: RUF001 - the sign of a number
        return gettext("%(n)s points") % {"n": f"{sign}{formatting.number(abs(n))}"}
    if unit == "share":
        value, unit = float(value) * 100, "percent"
    places = 1 if unit == "percent" else 2
    text = formatting.number(value if isinstance(value, int) else round(Decimal(str(value)), places))
    return f"{text}{formatting.NBSP}%" if unit == "percent" else text


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words."""
    keys = list(keys)
    found = {key: key for key in keys}
    if name == "institution":
        found |= {row.pk: row.name for row in Institution.objects.filter(pk__in=keys)}
        found["OTHER"] = str(_("another institution"))
    elif name == "region":
        found |= {key: place.name for key in keys if (place := reference.places().get(key))}
        found[NO_REGION] = str(_("Not recorded or outside Peru"))
    elif name in CHOICES:
        found |= {value: str(label) for value, label in CHOICES[name].choices}
    found[NOT_RECORDED] = str(_("Not recorded"))
    return {key: found[key] for key in keys}
