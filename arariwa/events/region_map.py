"""Numbers by region of work on the outlines of the departments, each at its capital."""

from collections.abc import Mapping
from decimal import Decimal

from arariwa.core import charts, formatting, reference
from arariwa.events.choices import NO_REGION
from arariwa.events.listing import region_name


def region_map(
    values: Mapping[str, int | float | Decimal], *, summary: str, value_label: str
) -> charts.PointMap | None:
    """{code of the department: number} drawn, the largest named; None when no region is known."""
    points = [point for code, value in values.items() if (point := _point(code, value))]
    if not points:
        return None
    return charts.point_map(
        reference.places().outlines,
        points,
        summary=summary,
        value_label=value_label,
        here=frozenset(values),
    )


def _point(code: str, value: int | float | Decimal) -> charts.Place | None:
    capital = reference.places().get(f"{code}0101") if code not in ("", NO_REGION) else None
    if capital is None or capital.lat is None:
        return None
    return charts.Place(
        region_name(code), capital.lon, capital.lat, float(value), formatting.number(Decimal(value))
    )
