"""Reads of follow-up visits: the list with its conditions, where each stands, the map."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, charts, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events.listing import REGIONS
from arariwa.outreach.choices_visits import Destination, Seen, VisitState
from arariwa.outreach.models import Visit

# A visit is due from so many days before.
SOON = timedelta(days=14)
SIGNS = {"planned": "wait", "late": "late", "made": "done", "cancelled": "no"}
CONDITIONS = (
    Condition("q", gettext_lazy("Words of the place or the event"), gettext_lazy("with “%(value)s”")),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(VisitState.choices)),
    Condition("lugar", gettext_lazy("Kind of place"), gettext_lazy("%(value)s"), tuple(Destination.choices)),
    Condition("visto", gettext_lazy("What was seen"), gettext_lazy("%(value)s"), tuple(Seen.choices)),
    Condition("region", gettext_lazy("Region"), gettext_lazy("in %(value)s"), REGIONS),
)
SORTS: dict[str, tuple[str, ...]] = {"dia": ("planned_on", "id"), "-dia": ("-planned_on", "-id")}


def visible(by: Actor) -> QuerySet[Visit]:
    """Visits of the events the actor may see."""
    return access.visible(Visit.objects.select_related("event"), by)


def in_state(rows: QuerySet[Visit], state: str, today: date) -> QuerySet[Visit]:
    """Those in one state that day."""
    return rows.filter(
        {
            "cancelled": Q(cancelled_at__isnull=False),
            "made": Q(made_on__isnull=False),
            "late": Q(cancelled_at=None, made_on=None, planned_on__lt=today),
            "planned": Q(cancelled_at=None, made_on=None, planned_on__gte=today),
        }[state]
    )


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Visit]:
    """The visits the conditions find."""
    rows = visible(by)
    if values["estado"]:
        rows = in_state(rows, values["estado"], by.today)
    if values["lugar"]:
        rows = rows.filter(destination=values["lugar"])
    if values["visto"]:
        # Databases search lists in different ways; as text both say "code".
        as_text = Cast("seen", TextField())
        rows = rows.annotate(seen_as_text=as_text).filter(seen_as_text__contains=f'"{values["visto"]}"')
    if values["region"]:
        rows = rows.filter(ubigeo__startswith=values["region"])
    for word in values["q"].split():
        rows = rows.filter(
            Q(place_text__icontains=word)
            | Q(purpose__icontains=word)
            | Q(event__title_es__icontains=word)
            | Q(event__title_en__icontains=word)
            | Q(event__number__iexact=word)
        )
    return rows


def due(by: Actor) -> QuerySet[Visit]:
    """Visits to be made soon, or that should have been, at events the actor helps to run."""
    rows = access.visible(Visit.objects.select_related("event"), by, access.ACT)
    open_ones = rows.filter(made_on=None, cancelled_at=None, event__cancelled_at=None)
    return open_ones.filter(planned_on__lte=by.today + SOON).order_by("planned_on", "id")


def district(visit: Visit) -> str:
    """Where it goes, by its full name."""
    return str(reference.places().full_name(visit.ubigeo))


def seen_words(visit: Visit) -> list[str]:
    """What was seen, in words."""
    words = dict(Seen.choices)
    return [str(words[code]) for code in visit.seen if code in words]


def map_of(rows: Iterable[Visit]) -> charts.PointMap | None:
    """Visits by district on the outlines of the departments; None when there is none."""
    places, counts = reference.places(), Counter(row.ubigeo for row in rows)
    points = [
        charts.Place(place.name, place.lon, place.lat, n, formatting.number(n), places.full_name(code))
        for code, n in sorted(counts.items())
        if (place := places.get(code)) and place.lat is not None and place.lon is not None
    ]
    if not points:
        return None
    return charts.point_map(
        places.outlines,
        points,
        summary=_("Visits by district, on the outlines of the departments."),
        value_label=_("Visits"),
        here=frozenset(code[:2] for code in counts),
    )


def head() -> list[str]:
    """The heads of the table."""
    return [
        _("Planned for"), _("Made on"), _("State"), _("Kind of place"), _("District"), _("Place"), _("Event"),
        _("What was seen"), _("In words"), _("People met"),
    ]  # fmt: skip


def cells(visit: Visit) -> list[Any]:
    """A row of it."""
    made = formatting.day_short(visit.made_on) if visit.made_on else ""
    return [
        formatting.day_short(visit.planned_on), made, str(visit.state(timezone.localdate()).label),
        visit.get_destination_display(), district(visit), visit.place_text, str(visit.event),
        "; ".join(seen_words(visit)), visit.seen_text, "" if visit.persons_met is None else visit.persons_met,
    ]  # fmt: skip
