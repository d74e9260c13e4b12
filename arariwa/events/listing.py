"""Lists of events and of registrations: their conditions, how they are sorted, their rows for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events import queries
from arariwa.events.choices import EventKind, EventRole, Sex, State
from arariwa.events.importing import departments
from arariwa.events.models import Event, Participation

STATES = {
    "draft": gettext_lazy("in preparation"),
    "announced": gettext_lazy("announced"),
    "closed": gettext_lazy("held and closed"),
    "cancelled": gettext_lazy("cancelled"),
}
# The sign that stands beside each.
SIGNS = {"draft": "open", "announced": "wait", "closed": "done", "cancelled": "no"}
REGIONS = tuple(departments())
CONDITIONS = (
    Condition(
        "q", gettext_lazy("Words of the title or place, or a number"), gettext_lazy("with “%(value)s”")
    ),
    Condition("clase", gettext_lazy("Kind of event"), gettext_lazy("%(value)s"), tuple(EventKind.choices)),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(STATES.items())),
    Condition("region", gettext_lazy("Region"), gettext_lazy("in %(value)s"), REGIONS),
    Condition("anio", gettext_lazy("Year"), gettext_lazy("of the year %(value)s")),
)
SORTS: dict[str, tuple[str, ...]] = {
    "-dia": ("-from_on", "-id"),
    "dia": ("from_on", "id"),
    "titulo": ("title_es", "id"),
    "-titulo": ("-title_es", "-id"),
}
PEOPLE = (
    Condition("q", gettext_lazy("Words of the name"), gettext_lazy("with “%(value)s”")),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(State.choices)),
    Condition("funcion", gettext_lazy("Role"), gettext_lazy("%(value)s"), tuple(EventRole.choices)),
    Condition("region", gettext_lazy("Region of work"), gettext_lazy("of %(value)s"), REGIONS),
    Condition("sexo", gettext_lazy("Sex"), gettext_lazy("%(value)s"), tuple(Sex.choices)),
)
PEOPLE_SORTS: dict[str, tuple[str, ...]] = {
    "llegada": ("requested_at", "id"),
    "-llegada": ("-requested_at", "-id"),
}


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Event]:
    """The events the conditions find."""
    return queries.events(
        by,
        text=values["q"],
        kind=values["clase"],
        state=values["estado"],
        region=values["region"],
        year=values["anio"],
    )


def people(event: Event, values: Mapping[str, str]) -> QuerySet[Participation]:
    """The registrations the conditions find."""
    rows = queries.participations(event, values["estado"])
    for column, name in (("role", "funcion"), ("region", "region"), ("sex", "sexo")):
        if values[name]:
            rows = rows.filter(**{column: values[name]})
    for word in values["q"].split():
        rows = rows.filter(Q(person__given_names__icontains=word) | Q(person__surnames__icontains=word))
    return rows


def place_of(event: Event) -> str:
    """Where it is held, in a line."""
    places = reference.places()
    district = places.full_name(event.ubigeo) if event.ubigeo and places.get(event.ubigeo) else ""
    country = reference.country_name(event.country) if event.country != "PE" else ""
    return ", ".join(part for part in (event.place_text, district, country) if part)


def days_of(event: Event) -> str:
    """Its day, or its first and last."""
    first = formatting.day_brief(event.from_on)
    return first if event.from_on == event.until_on else f"{first} – {formatting.day_brief(event.until_on)}"


def region_name(code: str) -> str:
    """A department by its name; what NO_REGION stands for, for none."""
    return dict(REGIONS).get(code) or _("Not recorded or outside Peru")


region_name_lazy = lazy(region_name, str)


def head() -> list[str]:
    """The heads of the table of events."""
    return [
        _("Number in Arariwa"), _("Kind of event"), _("Title"), _("First day"), _("Last day"), _("Place"),
        _("Modality"), _("Organiser"), _("State"),
    ]  # fmt: skip


def cells(event: Event) -> list[Any]:
    """A row of it."""
    return [
        event.number, event.get_kind_display(), str(event), formatting.day_short(event.from_on),
        formatting.day_short(event.until_on), place_of(event), event.get_modality_display(), event.office.name,
        str(STATES[event.state]),
    ]  # fmt: skip


def people_head() -> list[str]:
    """The heads of the table of registrations; the organiser's own, with documents."""
    return [
        _("Surnames"), _("Given names"), _("Document"), _("E-mail"), _("Institution"), _("Office or unit"), _("Role"),
        _("Region of work"), _("Sex"), _("State"), _("How"), _("Sessions attended"),
    ]  # fmt: skip


def people_cells(row: Participation) -> list[Any]:
    """A row of it."""
    person = row.person
    return [
        person.surnames, person.given_names, f"{person.document_kind.upper()} {person.document_number}".strip(),
        person.email, row.institution_name, row.office_text, row.get_role_display(), region_name(row.region),
        row.get_sex_display(), str(row.state.label), row.get_how_display(), row.times,  # type: ignore[attr-defined]
    ]  # fmt: skip
