"""Days that are known exactly, by month, or by year: a span [from, until) of calendar days."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Span:
    """From a day, inclusive, until a day, exclusive."""

    start: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.start:
            raise ValueError(f"empty span: {self.start} to {self.until}")

    @classmethod
    def day(cls, on: date) -> "Span":
        """One single day; ValueError for the last of the calendar, after which there is none to end it."""
        if on == date.max:
            raise ValueError(on)
        return cls(on, on + timedelta(days=1))

    @classmethod
    def parse(cls, text: str) -> "Span":
        """'2026', '2026-02' or '2026-02-18'; ValueError for anything else."""
        parts = text.strip().split("-")
        if [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(p.isdecimal() for p in parts):
            raise ValueError(text)
        year, *rest = (int(p) for p in parts)
        if not rest:
            return cls(date(year, 1, 1), date(year + 1, 1, 1))
        if len(rest) == 1:
            first = date(year, rest[0], 1)
            return cls(first, date(year + rest[0] // 12, rest[0] % 12 + 1, 1))
        return cls.day(date(year, *rest))

    @property
    def precision(self) -> str:
        """'day', 'month', 'year' or 'span'."""
        if (self.until - self.start).days == 1:
            return "day"
        text = self.start.isoformat()
        for name, size in (("month", 7), ("year", 4)):
            try:
                if Span.parse(text[:size]) == self:
                    return name
            except (ValueError, OverflowError):
                continue
        return "span"

    def __str__(self) -> str:
        size = {"day": 10, "month": 7, "year": 4}.get(self.precision)
        return self.start.isoformat()[:size] if size else f"{self.start}/{self.until}"
