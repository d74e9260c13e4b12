"""Where things stand in a picture: bars on an axis of days, points on a map. Pure arithmetic; templates draw.

Pictures carry no viewBox but per cent across and pixels down, so letters never shrink on a telephone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import sqrt
from typing import Any

from arariwa.core import formatting
from arariwa.core.domain.outlines import outline_svg_paths

ROW, TOP, TICKS = 44, 24, 6


@dataclass(frozen=True)
class Stretch:
    """A bar to draw: its words, from when until when (None: still running).

    `kind`: bar (certain), rest (still to come or running), amber (on the way), late (past its limit),
    unsure (not known). `done` until which moment a time limit has run.
    """

    label: str
    start: datetime
    until: datetime | None = None
    kind: str = "bar"
    done: datetime | None = None


@dataclass
class DayAxis:
    """What `core/_bars.html` draws."""

    summary: str
    caption: str
    height: int
    base: int
    bars: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    now: dict[str, Any] | None = None
    top: int = TOP - 4

    @property
    def foot(self) -> int:
        return self.base + 18


def day_axis(
    stretches: Sequence[Stretch],
    *,
    now: datetime,
    summary: str,
    caption: str = "",
    now_label: str = "",
    ticks: int = 4,
) -> DayAxis:
    """Bars one below the other on one axis of Peru's days, from the first day to the last or to now.

    A bar with its label above; the label of a bar that begins late stands to its left. `now_label` empty: no mark.
    """
    first = min((s.start for s in stretches), default=now)
    last = max((s.until or now for s in stretches), default=now)
    last = max(last, now) if now_label else last
    start = first.astimezone(formatting.LIMA).replace(hour=0, minute=0, second=0, microsecond=0)
    end = last.astimezone(formatting.LIMA).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=1
    )
    length = (end - start).total_seconds()

    def across(at: datetime) -> float:
        return round(100 * min(1, max(0, (at - start).total_seconds() / length)), 2)

    base = TOP + ROW * len(stretches) + 8
    chart = DayAxis(summary, caption, base + 28, base)
    for n, s in enumerate(stretches):
        x, right = across(s.start), across(s.until or max(now, s.start))
        late = x > 55
        chart.bars.append(
            {
                "label": s.label,
                "kind": s.kind,
                "x": x,
                "width": round(max(right - x, 0.6), 2),
                "done": round(max(across(s.done) - x, 0), 2) if s.done else None,
                "y": TOP + ROW * n + 24,
                "text_y": TOP + ROW * n + 16,
                "text_x": min(100, max(right, x + 0.6)) if late else x,
                "end": late,
            }
        )
    chart.ticks = _ticks(start.date(), end.date(), ticks)
    if now_label and start <= now <= end:
        x = across(now)
        chart.now = {"x": x, "label": now_label, "anchor": _anchor(x)}
    return chart


def _ticks(start: date, end: date, most: int) -> list[dict[str, Any]]:
    """At most `most` + 1 days, evenly apart; the month stands where it changes, the year where it changes later.

    Over several years a tick says month and year, which also fit beside each other on a phone.
    """
    days = (end - start).days
    step = max(1, -(-days // most))
    ticks: list[dict[str, Any]] = []
    seen: date | None = None
    for offset in range(0, days + 1, step):
        on = start + timedelta(days=offset)
        words = formatting.day_brief(on).split()
        label = words[0]
        if end.year - start.year > 2:
            label = " ".join(words[1:3])
        elif seen is None or seen.month != on.month or seen.year != on.year:
            label = " ".join(words[: 3 if seen and seen.year != on.year else 2])
        x = round(100 * offset / days, 2)
        ticks.append({"x": x, "label": label, "anchor": _anchor(x)})
        seen = on
    return ticks


def _anchor(x: float) -> str:
    return "end" if x > 92 else "mid" if x > 4 else ""


# Maps


@dataclass(frozen=True)
class Place:
    """A point: where it is (degrees), its words, how much it stands for, what the table says of it."""

    label: str
    lon: float
    lat: float
    value: float = 1
    text: str = ""
    more: str = ""
    url: str = ""
    hollow: bool = False


@dataclass
class PointMap:
    """What `core/_map.html` draws."""

    summary: str
    caption: str
    value_label: str
    width: int
    height: int
    shapes: list[dict[str, Any]]
    points: list[dict[str, Any]]
    route: str = ""


def _fitting(label: str, room: float) -> str:
    """As much of a name as fits on the map; the whole of it stands in the table beside."""
    most = max(int(room // 8), 8)
    return label if len(label) <= most else f"{label[: most - 1].rstrip(' ,')}…"


def _label_box(point: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """About where a name is drawn: left, top, right, bottom."""
    long = 9 * len(point["name"])
    left = point["text_x"] - (long if point["end"] else 0)
    return left, point["text_y"] - 16, left + long, point["text_y"] + 5


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def point_map(
    features: Sequence[Mapping[str, Any]],
    places: Sequence[Place],
    *,
    summary: str,
    value_label: str,
    caption: str = "",
    here: frozenset[str] = frozenset(),
    route: bool = False,
) -> PointMap:
    """Outlines with points whose area grows with their value; up to five of the largest carry their name, none over another.

    `here` are the codes of the outlines to stress; `route` joins the points in their order.
    """
    project, shapes = outline_svg_paths(features)
    most = max((p.value for p in places), default=1) or 1
    points = []
    for p in places:
        x, y = project(p.lon, p.lat)
        r = round(4 + 10 * sqrt(max(p.value, 0) / most), 1) if most > 1 else 6
        end = x > project.width * 0.6
        text_x = round(x - r - 4 if end else x + r + 4, 1)
        points.append(
            {
                "x": x, "y": y, "r": r, "label": p.label, "name": _fitting(p.label, text_x if end else project.width - text_x),
                "text": p.text, "more": p.more, "url": p.url, "hollow": p.hollow,
                "value": p.value, "named": False, "end": end, "text_x": text_x, "text_y": round(y + 5, 1),
            }
        )  # fmt: skip
    taken: list[tuple[float, float, float, float]] = []
    for point in sorted(points, key=lambda point: -float(point["value"]))[:8]:
        box = _label_box(point)
        point["named"] = len(taken) < 5 and not any(_meet(box, other) for other in taken)
        if point["named"]:
            taken.append(box)
    return PointMap(
        summary=summary,
        caption=caption,
        value_label=value_label,
        width=project.width,
        height=project.height,
        shapes=[{"d": d, "here": code in here} for code, d in shapes],
        points=points,
        route="M" + "L".join(f"{p['x']} {p['y']}" for p in points) if route and points else "",
    )
