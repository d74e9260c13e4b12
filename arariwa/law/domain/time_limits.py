"""When a time limit of procedure ends, and why on that day. Pure: limit, start and calendar come in.

Hours run through nights and holidays from the minute of the act. Days are counted from the day after it: calendar days one
by one, working days without Saturdays, Sundays and the holidays of the place. Months and years end on the day of the same
number, or on the last of a month that lacks it. Where a person is held, a limit never runs past the hour it began at.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.law.domain import time_limit_wording as words
from arariwa.law.domain.calendars import Calendar, Distance
from arariwa.law.domain.offences import Confidence, Review, Source
from arariwa.law.domain.rules import Limit, TimeLimit
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import Caution

Moment = date | datetime
DAY = timedelta(days=1)
State = Literal["running", "due_today", "late"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When one length of a time limit ends. `ends_at` stands only where the hour counts; `why` in the order of counting."""

    code: str
    limit: str
    name: Text
    limit_name: Text
    starts: Moment
    ends_on: date
    ends_at: datetime | None
    why: list[Text]
    cautions: list[Caution]
    by: Text | None
    source: Source
    confidence: Confidence
    review: Review

    def state(self, at: datetime) -> State:
        """Running, due today, or late. The last day is not late until it is over, the last minute until it has passed."""
        today = at.astimezone(self.ends_at.tzinfo).date() if self.ends_at else at.date()
        if (at > self.ends_at) if self.ends_at else (today > self.ends_on):
            return "late"
        return "due_today" if today == self.ends_on else "running"


def lengths(time_limit: TimeLimit) -> list[str]:
    """The codes of the lengths of a time limit."""
    return [limit.code for limit in time_limit.limits]


def on_day(time_limits: Iterable[TimeLimit], code: str, day: date) -> TimeLimit:
    """The text of a time limit for an act of a day; of an earlier day, the oldest text that was read (the answer says so)."""
    alike = sorted((t for t in time_limits if t.code == code), key=lambda t: t.from_ or date.min)
    if not alike:
        raise Refused("time_limit.unknown", "code", given=code)
    return next((t for t in alike if t.holds(day)), alike[0] if alike[0].from_ else alike[-1])


def deadline(
    time_limit: TimeLimit,
    code: str,
    start: Moment,
    calendar: Calendar,
    *,
    place: str | None = None,
    seat: str | None = None,
    suspended: Sequence[Span] = (),
    distances: Iterable[Distance] = (),
) -> Deadline:
    """When the length `code` of a time limit that began at `start` ends.

    `start` is a day, or a moment with its zone, whose local day counts. `place`: the district code where it runs;
    `seat`: where the authority sits, for the time of travel. Raises Refused when the hour is missing or the end is
    beyond the calendar.
    """
    if isinstance(start, datetime) and start.tzinfo is None:
        raise ValueError("a moment needs its zone")
    counting = _Counting(time_limit, calendar, place, sorted(suspended), [], [])
    try:
        return counting.answer(_named(time_limit, code), start, seat, distances)
    except OverflowError as error:
        raise Refused("time_limit.too_far", "start") from error


def _named(time_limit: TimeLimit, code: str) -> Limit:
    for limit in time_limit.limits:
        if limit.code == code:
            return limit
    raise Refused("time_limit.unknown_length", "limit", given=code, expected=", ".join(lengths(time_limit)))


@dataclass(frozen=True, slots=True)
class _Counting:
    """One counting: what it needs to know, and what it has to say."""

    time_limit: TimeLimit
    calendar: Calendar
    place: str | None
    suspended: Sequence[Span]
    why: list[Text]
    cautions: list[Caution]

    def answer(
        self, limit: Limit, start: Moment, seat: str | None, distances: Iterable[Distance]
    ) -> Deadline:
        t = self.time_limit
        first = _day(start)
        if t.from_ and first < t.from_:
            self.cautions.append(words.earlier_text(t.from_))
        end = self._counted(limit, start)
        if t.distance:
            end = self._with_travel(end, first, seat, distances)
        end = self._last_day(limit, end)
        self._warn(limit, _day(end))
        return Deadline(
            code=t.code,
            limit=limit.code,
            name=t.name,
            limit_name=limit.name,
            starts=start,
            ends_on=_day(end),
            ends_at=end if isinstance(end, datetime) else None,
            why=self.why,
            cautions=self.cautions,
            by=limit.by,
            source=t.source,
            confidence=self._confidence(limit),
            review=t.review,
        )

    def _counted(self, limit: Limit, start: Moment) -> Moment:
        """Where the length ends by counting alone; one that prolongs another is counted from the end of that one."""
        begins = self._counted(_named(self.time_limit, limit.extends), start) if limit.extends else start
        if limit.unit == "hours":
            if not isinstance(begins, datetime):
                raise Refused("time_limit.needs_hour", "start")
            self.why.append(words.hours(limit.amount, begins))
            return self._after_hours(begins, limit.amount)
        day = _day(begins)
        if limit.unit == "working_days":
            end = _after(day, limit.amount, self._works)
            self._say_days(limit, day, end)
        elif limit.unit == "calendar_days":
            end = _after(day, limit.amount, self._runs)
            self._say_days(limit, day, end)
        else:
            months = limit.amount * (12 if limit.unit == "years" else 1)
            same = months_later(day, months)
            stopped = sum(1 for n in range((same - day).days) if not self._runs(day + DAY * (n + 1)))
            end = _after(same, stopped, self._runs)
            self.why.append(words.months(limit, day, same, stopped))
            if self.time_limit.starts_with == "detention":
                self.cautions.append(words.day_of_detention(end - DAY))
        if self.time_limit.starts_with == "detention" and isinstance(begins, datetime):
            self.why.append(words.held(begins))
            return datetime.combine(end, begins.timetz())
        return end

    def _say_days(self, limit: Limit, day: date, end: date) -> None:
        holidays = []
        if limit.unit == "working_days":
            within = (day + DAY * (n + 1) for n in range((end - day).days))
            holidays = [
                (d, h.name) for d in within if d.weekday() < 5 and (h := self.calendar.holiday(d, self.place))
            ]
        stopped = sum(1 for n in range((end - day).days) if not self._runs(day + DAY * (n + 1)))
        self.why.append(words.days(limit, day, holidays, stopped))

    def _after_hours(self, begins: datetime, hours: int) -> datetime:
        zone, now, left = begins.tzinfo, begins.astimezone(UTC), timedelta(hours=hours)
        for span in self.suspended:
            stops, goes_on = (
                datetime.combine(d, time(), zone).astimezone(UTC) for d in (span.start, span.until)
            )
            if goes_on <= now:
                continue
            if now + left <= stops:
                break
            left -= max(stops - now, timedelta(0))
            now = max(goes_on, now)
            self.why.append(words.stopped_hours(span))
        return (now + left).astimezone(zone)

    def _with_travel(self, end: Moment, on: date, seat: str | None, distances: Iterable[Distance]) -> Moment:
        if not self.place or not seat:
            self.cautions.append(words.no_route())
            return end
        row = next(
            (d for d in distances if (d.from_, d.to) == (self.place, seat) and d.holds(on)),
            None,
        )
        if row is None:
            self.cautions.append(words.route_not_held(self.place, seat))
            return end
        self.why.append(words.travel(row))
        return end + DAY * row.days

    def _last_day(self, limit: Limit, end: Moment) -> Moment:
        """A last day that is no working day, by the rule that was read; where none was, it is said that it is not known."""
        day = _day(end)
        if isinstance(end, datetime) or self.calendar.working(day, self.place):
            return end
        name = h.name if (h := self.calendar.holiday(day, self.place)) else None
        rule = self.time_limit.counting
        if rule is None:
            self.cautions.append(words.last_day_not_known(day, name))
            return end
        if rule.last_day == "stays":
            self.why.append(words.stays(day, name, rule.source))
            return end
        moved = _after(day, 1, self._works)
        self.why.append(words.moves(day, name, moved, rule.source))
        return moved

    def _warn(self, limit: Limit, end: date) -> None:
        if limit.unit == "hours":
            return
        if not self.calendar.regional(self.place):
            self.cautions.append(words.national_only())
        if end > self.calendar.read_until:
            self.cautions.append(words.read_until(self.calendar.read_until))
        if (begins := self.calendar.begins) and end < begins:
            self.cautions.append(words.before_calendar(begins))

    def _confidence(self, limit: Limit) -> Confidence:
        """That of the text, or of the rule of counting where days are counted by one and it is the weaker."""
        rule = self.time_limit.counting
        if rule is None or limit.unit == "hours":
            return self.time_limit.confidence
        return min(self.time_limit.confidence, rule.confidence, key=("low", "medium", "high").index)

    def _runs(self, day: date) -> bool:
        return not any(span.start <= day < span.until for span in self.suspended)

    def _works(self, day: date) -> bool:
        return self._runs(day) and self.calendar.working(day, self.place)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _after(day: date, amount: int, counts: Callable[[date], bool]) -> date:
    """The day on which so many days that count have passed, beginning with the day after."""
    while amount:
        day += DAY
        amount -= counts(day)
    return day


def months_later(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last of a month that lacks it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(number, day.day))
        except ValueError as error:
            if year > date.max.year:
                raise OverflowError(year) from error
    raise ValueError(day)


def data(found: Deadline, at: datetime) -> dict[str, Any]:
    """The answer as JSON holds it."""

    def both(t: Text | None) -> dict[str, str] | None:
        return {"es": t.es, "en": t.en} if t else None

    return {
        "code": found.code,
        "limit": found.limit,
        "name": both(found.name),
        "limit_name": both(found.limit_name),
        "starts": found.starts.isoformat(),
        "ends_on": found.ends_on.isoformat(),
        "ends_at": found.ends_at.isoformat() if found.ends_at else None,
        "state": found.state(at),
        "why": [both(t) for t in found.why],
        "cautions": [{"code": c.code, "text": both(c.text)} for c in found.cautions],
        "by": both(found.by),
        "source": {"norm": found.source.norm, "article": found.source.article},
        "confidence": found.confidence,
        "review": found.review,
    }
