"""The offices a citizen may go to, nearest first: those of this copy, by how far they are from the capital of a department.

Only the department is asked; nobody has to say where they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.utils.translation import gettext as _

from arariwa.core import charts, formatting, reference
from arariwa.core.domain.places import Place
from arariwa.core.models import Office
from arariwa.rights.domain.content import Rights

# Farther than this nobody is sent; up to this far an office of one's own department is near; the earth in kilometres.
FARTHEST, NEAR, EARTH = 600, 100, 6371
# Whom most ways begin with.
FIRST = ("regional_authority", "wildlife_authority")


@dataclass(frozen=True)
class Near:
    """An office, where it is, and how far from the capital of the department in a straight line."""

    office: Office
    place: Place
    km: int

    @property
    def where(self) -> str:
        return str(reference.places().full_name(self.place.code))

    @property
    def far(self) -> str:
        if not self.km:
            return _("in the capital of the department")
        return _("some %(km)s km in a straight line") % {"km": formatting.number(self.km)}


def authorities(rights: Rights) -> set[str]:
    """Every institution a citizen is sent to: by a lawful way, or to give notice."""
    found = {code for way in rights.ways.values() for code in way.authority}
    found |= {code for codes in rights.choices.contact.values() for code in codes}
    return found | {code for kind in rights.notice_kinds.values() for code in kind.route}


def nearest(department: Place, institutions: Iterable[str]) -> list[Near]:
    """The open offices of those institutions whose place is known, the nearest first; in one town the wildlife authority."""
    places, found = reference.places(), []
    rows = Office.objects.filter(institution_id__in=list(institutions), closed_on=None).select_related(
        "institution"
    )
    for office in rows.exclude(ubigeo=""):
        place = places.get(office.ubigeo)
        if place and place.lat is not None and department.lat is not None:
            km = distance(department, place)
            if km <= FARTHEST:
                found.append(Near(office, place, km))
    return sorted(
        found, key=lambda near: (near.km, near.office.institution.kind not in FIRST, str(near.office))
    )


def caution(department: Place, rows: Iterable[Near]) -> str:
    """What to say before anyone sets out, where no office of their own department is near; empty where one is."""
    if any(near.km <= NEAR and near.place.code[:2] == department.code for near in rows):
        return ""
    return _(
        "This copy knows no office of %(department)s within %(km)s km of its capital. What stands here is farther away or belongs to another department, and may not decide your matter. Call before you travel: there may be an office nearer."
    ) % {"department": department.name, "km": formatting.number(NEAR)}


def distance(one: Place, other: Place) -> int:
    """Kilometres in a straight line between two places whose position is known."""
    lat1, lon1, lat2, lon2 = (radians(x or 0) for x in (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH * asin(sqrt(half)))


def drawn(department: Place, rows: list[Near]) -> charts.PointMap | None:
    """The same on the outlines of the departments."""
    if not rows:
        return None
    points = [
        charts.Place(
            near.office.name, near.place.lon or 0, near.place.lat or 0, text=near.far, more=near.where
        )
        for near in rows
    ]
    return charts.point_map(
        reference.places().outlines,
        points,
        summary=_("Offices near %(department)s, on the outlines of the departments.")
        % {"department": department.name},
        value_label=_("How far"),
        here=frozenset({department.code}),
    )
