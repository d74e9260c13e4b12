"""Lines over time, where they stand in a picture: a line for each series, a gap where what is counted changed. Pure arithmetic.

As in `core/charts.py` pictures carry no viewBox but per cent across and pixels down, so letters never shrink on a telephone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from arariwa.core import formatting

# Above stands the name of the end, below it those of lines: on a telephone they would meet.
HEIGHT, TOP, FOOT = 180, 40, 28
# Names of lines that end beside each other keep this distance; a name stands so far over the end of its line, or under it.
APART, OVER, UNDER = 16, 9, 18
# So near above its line's end, in pixels and per cent, another end leaves no room for a name between.
CLEAR, BESIDE = 28, 25
# Sign of a series beside its name: how its line and its points are drawn.
STYLES = (("est", "dot"), ("link", "dot hollow"), ("path", "dot"), ("link weak", "dot hollow"))


@dataclass(frozen=True)
class Mark:
    """A value of a series on a day; `gap`: no line leads here from the one before. `lower`: it is at least so much."""

    on: date
    value: Decimal
    gap: bool = False
    lower: Decimal | None = None


@dataclass
class LineChart:
    """What `outreach/_lines.html` draws."""

    summary: str
    height: int
    base: int
    top: int
    lines: list[dict[str, Any]] = field(default_factory=list)
    ranges: list[dict[str, Any]] = field(default_factory=list)
    dots: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)
    across: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    end: dict[str, Any] | None = None

    @property
    def foot(self) -> int:
        """Where the words of the axis stand."""
        return self.base + 18


def draw(
    series: Sequence[tuple[str, Sequence[Mark]]],
    *,
    summary: str,
    end: date | None = None,
    end_label: str = "",
) -> LineChart:
    """Named series on one axis of days from zero up; `end` is marked across. At most as many series as there are styles."""
    marks = [mark for _name, row in series for mark in row]
    days = [mark.on for mark in marks] + ([end] if end else [])
    first, last = min(days), max(days)
    length = max((last - first).days, 1)
    most = max([mark.value for mark in marks] + [Decimal(1)])
    base = TOP + HEIGHT

    def x(on: date) -> float:
        return round(2 + 96 * (on - first).days / length, 2)

    def y(value: Decimal) -> float:
        return round(base - float(value / most) * HEIGHT, 1)

    chart = LineChart(summary, base + FOOT, base, TOP)
    ends = []
    for n, (name, row) in enumerate(series):
        line, dot = STYLES[n % len(STYLES)]
        _join(chart, row, line, dot, x, y, alone=len(series) == 1)
        if row:
            at = x(row[-1].on)
            ends.append({"label": name, "x": at, "y": y(row[-1].value), "anchor": _anchor(at)})
    chart.names = _named(ends, base)
    chart.across = [
        {"y": y(value), "label": formatting.number(value.quantize(Decimal(1)))}
        for value in (most, most / 2)
        if most >= 2
    ]
    chart.ticks = [{"x": x(on), "label": _said(on), "anchor": _anchor(x(on))} for on in _days(first, last)]
    if end:
        at = x(end)
        chart.end = {"x": at, "label": end_label, "anchor": "end" if at > 45 else ""}
    return chart


def _join(chart: LineChart, row: Iterable[Mark], line: str, dot: str, x: Any, y: Any, *, alone: bool) -> None:
    # Ranges of several series on one day would stand in one another.
    before: Mark | None = None
    for mark in row:
        if before and not mark.gap:
            chart.lines.append(
                {
                    "kind": line,
                    "x1": x(before.on),
                    "y1": y(before.value),
                    "x2": x(mark.on),
                    "y2": y(mark.value),
                }
            )
        if alone and mark.lower is not None and mark.lower < mark.value:
            chart.ranges.append({"x": x(mark.on), "y1": y(mark.lower), "y2": y(mark.value)})
        chart.dots.append({"kind": dot, "x": x(mark.on), "y": y(mark.value)})
        before = mark


def _named(ends: list[dict[str, Any]], base: int) -> list[dict[str, Any]]:
    """Each name over the end of its line; under it where another line ends right above."""
    names: list[dict[str, Any]] = []
    for n, end in enumerate(ends):
        crowded = any(
            (other["y"], m) < (end["y"], n)
            and end["y"] - other["y"] < CLEAR
            and abs(end["x"] - other["x"]) < BESIDE
            for m, other in enumerate(ends)
        )
        under = crowded and end["y"] + UNDER < base
        names.append({**end, "y": round(end["y"] + (UNDER if under else -OVER), 1)})
    _apart(names)
    return names


def _apart(names: list[dict[str, Any]]) -> None:
    """Lower names move down until none stands over another."""
    before = float("-inf")
    for name in sorted(names, key=lambda one: float(one["y"])):
        name["y"] = round(max(name["y"], before + APART), 1)
        before = name["y"]


def _days(first: date, last: date) -> list[date]:
    """The first, the middle and the last day."""
    length = (last - first).days
    return sorted({first + timedelta(days=length * n // 2) for n in range(3)})


def _anchor(x: float) -> str:
    return "end" if x > 80 else "mid" if x > 20 else ""


def _said(on: date) -> str:
    return " ".join(formatting.day_brief(on).split()[1:])
