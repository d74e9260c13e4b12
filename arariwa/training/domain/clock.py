"""The clock of an exercise: it runs at its own speed, stops, and jumps to what comes next. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """`elapsed` is the exercise time gone by until `since`, the real moment from which it runs; None: it stands still."""

    begins_at: datetime
    elapsed: timedelta
    speed: int
    since: datetime | None

    def gone(self, now: datetime) -> timedelta:
        """Exercise time since the beginning, at a real moment."""
        running = max(now - self.since, timedelta(0)) if self.since else timedelta(0)
        return self.elapsed + running * self.speed

    def moment(self, now: datetime) -> datetime:
        """What time it is in the exercise, at a real moment."""
        return self.begins_at + self.gone(now)

    def minute(self, now: datetime) -> int:
        """Whole exercise minutes since the beginning."""
        return int(self.gone(now) / timedelta(minutes=1))
