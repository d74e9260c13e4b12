"""What the page of a campaign's charts shows: reach between bounds, growth of each metric, gatherings by region, what one person cost."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.charts import PointMap
from arariwa.events import queries as events
from arariwa.events.choices import NO_REGION
from arariwa.events.models import Event
from arariwa.events.region_map import region_map
from arariwa.outreach import calendar_campaigns, line_chart, reach, showing_reach
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.domain.bounds import Bounds, Point
from arariwa.outreach.line_chart import LineChart, Mark
from arariwa.outreach.models import Campaign
from arariwa.outreach.platforms import metric_name, platform_name, platforms

CENT = Decimal("0.01")
# Pixels a range takes in its picture.
RANGE = 44
# What stands first; the rest folds.
FIRST = ("reach", "viewers", "views", "impressions", "interactions")


@dataclass(frozen=True)
class Growth:
    """A metric over time, drawn and as a table."""

    metric: str
    name: str
    means: str
    unique: bool
    chart: LineChart
    rows: list[dict[str, Any]]
    breaks: bool


@dataclass(frozen=True)
class PerPerson:
    """What one account reached cost: between `least` (were all accounts different) and `most` (were they the same), of one
    currency, by the money spent until a day."""

    when: str
    until: date
    currency: str
    spent: Decimal
    lower: Decimal
    upper: Decimal
    least: Decimal
    most: Decimal
    estimate: Decimal | None


def of_campaign(campaign: Campaign, by: Actor) -> dict[str, Any]:
    """Everything of the page."""
    grown = [found for metric in showing_reach.metrics_shown(campaign) if (found := growth(campaign, metric))]
    grown.sort(key=lambda one: FIRST.index(one.metric) if one.metric in FIRST else len(FIRST))
    held = calendar_campaigns.gatherings(campaign, by)
    costs = per_person(campaign)
    return {
        "bounds": bound_rows(campaign),
        "growth": [one for one in grown if one.metric in FIRST],
        "more_growth": [one for one in grown if one.metric not in FIRST],
        "map": conferences(held),
        "held": len(held),
        "costs": costs,
        "ranges": ranges(costs),
        "spent": queries.spent(campaign),
        "end": campaign.until_on,
    }


# Reach between bounds


def moments(campaign: Campaign) -> list[tuple[str, Bounds, date, bool]]:
    """Reach as the exports told it at the end of the campaign, and as the latest tell it; one of both where they are the same.

    Each with the day it is the state of: figures by day may stand in an export made long after the end.
    """
    at_end = reach.bounds_at_end(campaign)
    latest = reach.bounds(campaign)
    found = [(_("By the latest exports"), latest, latest.as_of, False)]
    if at_end != latest:
        until = min(at_end.as_of, reach.at_end(campaign)) if at_end.as_of else None
        found.insert(0, (_("At the end of the campaign"), at_end, until, True))
    return [(when, one, until, ended) for when, one, until, ended in found if until and one.lower is not None]


def bound_rows(campaign: Campaign) -> list[dict[str, Any]]:
    """The bounds in words, each with its platforms and what no figure tells of."""
    every = reach.seen(campaign, ["reach"])
    rows = {False: every, True: reach.until_end(campaign, every)}
    return [
        {
            "when": when,
            "bounds": one,
            "ended": ended,
            "gaps": showing_reach.gaps_said(reach.gaps(campaign, rows[ended], one, ended=ended)),
            "lower": _down(one.lower),
            "upper": _up(one.upper),
            "estimate": one.estimate.quantize(Decimal(1)) if one.estimate is not None else None,
            "drawn": drawn(one),
            "platforms": [
                {
                    "name": platform_name(share.platform),
                    "lower": _down(share.lower),
                    "upper": _up(share.upper),
                    "as_of": share.last_as_of,
                    "missing": share.missing,
                }
                for share in one.by_platform
            ],
        }
        for when, one, _until, ended in moments(campaign)
    ]


def drawn(found: Bounds) -> dict[str, Any]:
    """The bounds as ranges on one axis from nothing up: each platform, then all together."""
    most = found.upper or Decimal(1)
    rows = [(platform_name(share.platform), share.lower, share.upper, None) for share in found.by_platform]
    if len(rows) > 1:
        rows.append((_("all together"), found.lower or Decimal(0), most, found.estimate))  # type: ignore[arg-type]
    return _axis(
        [
            (
                f"{name}: {formatting.number(_down(low))} – {formatting.number(_up(high))}",
                low / most,
                high / most,
                one,
            )
            for name, low, high, one in rows
        ],
        most,
    )


def _down(value: Decimal | None) -> int:
    return showing_reach.whole(value or Decimal(0), up=False)


def _up(value: Decimal | None) -> int:
    return showing_reach.whole(value or Decimal(0))


def _axis(rows: list[tuple[str, Decimal, Decimal, Decimal | None]], most: Decimal) -> dict[str, Any]:
    """Ranges of shares of an axis, one below the other; the last value is an estimate as it is."""

    def x(share: Decimal) -> float:
        return round(float(90 * share), 2)

    found = [
        {
            "label": label,
            "y": RANGE * n,
            "x": x(low),
            "width": round(max(x(high) - x(low), 0.6), 2),
            "estimate": x(estimate / most) if estimate is not None else None,
        }
        for n, (label, low, high, estimate) in enumerate(rows)
    ]
    return {"rows": found, "height": RANGE * len(found)}


# Growth


def growth(campaign: Campaign, metric: str) -> Growth | None:
    """A metric over time by platform; None without a point."""
    points = reach.series(campaign, metric)
    if not points:
        return None
    known = platforms().metrics.get(metric)
    unique = bool(known and known.unique)
    lines: dict[str, list[Point]] = {}
    for point in points:
        lines.setdefault(point.platform, []).append(point)
    chart = line_chart.draw(
        [(platform_name(platform), [_mark(one, unique) for one in row]) for platform, row in lines.items()],
        summary=_("%(metric)s over time by platform; the numbers stand in the table.")
        % {"metric": metric_name(metric)},
        end=campaign.until_on,
        end_label=_("end of the campaign"),
    )
    rows = [
        {
            "platform": platform_name(point.platform),
            "as_of": point.as_of,
            "value": Decimal(_up(point.value)) if unique else point.value,
            "lower": _down(point.lower) if unique else None,
            "change": change,
            "after": reach.is_after(campaign, point),
            "joined": point.joined,
            "gap": point.break_before,
        }
        for point, change in reach.growth(points)
    ]
    means = known.means.in_(formatting.language()) if known else ""
    breaks = any(row["gap"] for row in rows)
    return Growth(metric, metric_name(metric), means, unique, chart, rows, breaks)


def _mark(point: Point, unique: bool) -> Mark:
    return Mark(point.as_of, point.value, point.break_before, point.lower if unique else None)


def head() -> list[str]:
    """The heads of the table of every number."""
    return [
        _("Figure"), _("Platform"), _("Export of"), _("At least"), _("Value, at most"), _("Growth"),
        _("Counted otherwise since the row before"),
    ]  # fmt: skip


def cells(campaign: Campaign) -> list[list[Any]]:
    """Its rows: each metric, platform and export; numbers as a spreadsheet takes them."""
    found = [one for metric in showing_reach.metrics_shown(campaign) if (one := growth(campaign, metric))]
    return [
        [
            one.name,
            row["platform"],
            formatting.day_short(row["as_of"]),
            row["lower"],
            _plain(row["value"]),
            "" if row["change"] is None else _plain(row["change"]),
            _("Yes") if row["gap"] else "",
        ]
        for one in found
        for row in one.rows
    ]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


# Gatherings


def conferences(held: list[Event]) -> PointMap | None:
    """How many came to the campaign's gatherings, by region; None where none is known."""
    came: Counter[str] = Counter()
    for event in held:
        counted = events.counted(event)
        came[event.ubigeo[:2] or NO_REGION] += counted.persons + counted.public
    known = {code: n for code, n in sorted(came.items()) if n}
    return region_map(
        known,
        summary=_("Persons who came to the campaign's gatherings, by region"),
        value_label=_("Persons"),
    )


# What one person cost


def per_person(campaign: Campaign) -> list[PerPerson]:
    """For each moment and currency, the money spent until then over the accounts reached: a range, never a single number."""
    found = []
    for when, one, until, _ended in moments(campaign):
        if not one.lower or not one.upper:
            continue
        for currency, spent in queries.spent(campaign, until):
            found.append(
                PerPerson(
                    when,
                    until,
                    currency,
                    spent,
                    Decimal(_down(one.lower)),
                    Decimal(_up(one.upper)),
                    _each(spent, one.upper, ROUND_FLOOR),
                    _each(spent, one.lower, ROUND_CEILING),
                    _each(spent, one.estimate, ROUND_HALF_UP) if one.estimate else None,
                )
            )
    return found


def _each(money: Decimal, accounts: Decimal, rounding: str) -> Decimal:
    return (money / accounts).quantize(CENT, rounding)


def ranges(costs: list[PerPerson]) -> dict[str, Any]:
    """Each range drawn on one axis from nothing up, by currency."""
    most: dict[str, Decimal] = {}
    for one in costs:
        most[one.currency] = max(most.get(one.currency, CENT), one.most)

    found: dict[str, Any] = {"rows": [], "height": RANGE * len(costs)}
    for n, one in enumerate(costs):
        whole = most[one.currency]
        label = f"{one.when}: {formatting.money(one.least, one.currency)} – {formatting.money(one.most, one.currency)}"
        [row] = _axis([(label, one.least / whole, one.most / whole, one.estimate)], whole)["rows"]
        found["rows"].append({**row, "y": RANGE * n})
    return found
