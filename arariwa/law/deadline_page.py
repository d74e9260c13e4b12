"""The public page of time limits: which one, from when, where; when it ends, and how each day was counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting, reference
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import plain
from arariwa.law import counted_days, queries
from arariwa.law.deadline_form import Reckon, capital
from arariwa.law.domain import time_limit_wording as sentences
from arariwa.law.domain.calendars import Distance
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.rules import Limit, TimeLimit
from arariwa.law.domain.text import Text, text
from arariwa.law.domain.time_limits import Deadline, deadline, on_day
from arariwa.law.domain.wording import cited
from arariwa.law.entry_page import unit_words

STATES = {
    "running": ("wait", _("it is running")),
    "due_today": ("open", _("it ends today: today is still in time")),
    "late": ("late", _("it has ended")),
}
# A calendar of more months than these is folded.
MOST_OPEN = 3
# What the refusals of the counting call the fields of the form.
FIELDS = {"start": "inicio", "limit": "largo", "code": "plazo"}


@dataclass(frozen=True)
class Listed:
    """A time limit of the list."""

    code: str
    name: str
    cited: str
    lengths: str
    starts: str


def listed(asked: str = "") -> list[Listed]:
    """The time limits of the law that have every word asked for in name, article, lengths or code; all without one."""
    law, lang = queries.law(), formatting.language()
    found = []
    for time_limit in _latest(law).values():
        lengths = "; ".join(
            f"{limit.name.in_(lang)}: {unit_words(limit.amount, limit.unit)}" for limit in time_limit.limits
        )
        one = Listed(
            time_limit.code,
            time_limit.name.in_(lang),
            _cited(time_limit, law),
            lengths,
            time_limit.starts.in_(lang),
        )
        hay = plain(" ".join((one.code, one.name, one.cited, one.lengths, one.starts)))
        if all(word in hay for word in plain(asked).split()):
            found.append(one)
    return found


def _latest(law: Law) -> dict[str, TimeLimit]:
    """The last text of each time limit, in the order of the pack."""
    found: dict[str, TimeLimit] = {}
    for ready in law.time_limits:
        one = ready.time_limit
        before = found.get(one.code)
        if before is None or (one.from_ or date.min) > (before.from_ or date.min):
            found[one.code] = one
    return found


def _cited(time_limit: TimeLimit, law: Law) -> str:
    norm = law.norm_name(time_limit.source.norm, formatting.language())
    return cited(norm, time_limit.source.article, formatting.language())


@dataclass(frozen=True)
class Answer:
    """When a time limit ends, in the language of the page."""

    found: Deadline
    limit: Limit
    sign: str
    state: str
    ends: str
    began: str
    length: str
    cited: str
    place: str
    why: list[str]
    cautions: list[str]
    said: list[str]
    months: list[counted_days.Month]
    skipped: list[tuple[str, str]]

    @property
    def folded(self) -> bool:
        """Whether the calendar is too long to stand open."""
        return len(self.months) > MOST_OPEN


@dataclass
class Page:
    """What the page shows: the list, or one time limit with its form and the answer."""

    asked: str
    rows: list[Listed]
    time_limit: TimeLimit | None = None
    name: str = ""
    cited: str = ""
    form: Reckon | None = None
    answer: Answer | None = None


def page(data: Mapping[str, Any]) -> Page:
    """The page for what stands in the address."""
    law = queries.law()
    time_limit = _latest(law).get(data.get("plazo", ""))
    asked = data.get("q", "").strip()[:100]
    if time_limit is None:
        return Page(asked, listed(asked))
    sent = data if set(data) - {"plazo", "q"} else None
    form = Reckon(sent, time_limit)
    shown = Page(
        asked, [], time_limit, time_limit.name.in_(formatting.language()), _cited(time_limit, law), form
    )
    if form.is_valid():
        try:
            shown.answer = _answer(form, law)
        except Refused as refused:
            form.tell_at(FIELDS.get(refused.field, refused.field), refused)
    return shown


def _answer(form: Reckon, law: Law) -> Answer:
    given, lang = form.cleaned_data, formatting.language()
    start: date | datetime = given["inicio"]
    if hour := given.get("hora"):
        start = timezone.make_aware(datetime.combine(start, hour))
    place, seat = given.get("lugar_codigo") or None, given.get("sede_codigo") or None
    own = _told_distance(given, place, seat)
    time_limit = on_day(
        (ready.time_limit for ready in law.time_limits), form.time_limit.code, given["inicio"]
    )
    found = deadline(
        time_limit,
        given["largo"],
        start,
        law.calendar,
        place=own.from_ if own else place,
        seat=own.to if own else seat,
        suspended=given["spells"],
        distances=[own] if own else law.distances,
    )
    limit = next(x for x in time_limit.limits if x.code == found.limit)
    sign, state = STATES[found.state(timezone.localtime())]
    why = [
        _told_travel(own) if own and sentence == sentences.travel(own) else sentence for sentence in found.why
    ]
    counting = time_limit.counting and time_limit.counting.note
    said = [*time_limit.suspended_by, time_limit.restarts, time_limit.after, time_limit.note, counting]
    days = list(
        counted_days.days(
            time_limit, limit, given["inicio"], found.ends_on, law.calendar, place, given["spells"]
        )
    )
    return Answer(
        found=found,
        limit=limit,
        sign=sign,
        state=str(state),
        ends=capital(
            (sentences.moment(found.ends_at) if found.ends_at else sentences.day(found.ends_on)).in_(lang)
        ),
        began=(sentences.moment(start) if isinstance(start, datetime) else sentences.day(start)).in_(lang),
        length=unit_words(limit.amount, limit.unit),
        cited=_cited(time_limit, law),
        place=reference.places().full_name(place) if place else "",
        why=[_named(t.in_(lang), law) for t in why],
        cautions=[_named(c.text.in_(lang), law) for c in found.cautions],
        said=[t.in_(lang) for t in said if t],
        months=list(counted_days.months(days)),
        skipped=[
            (formatting.weekday(cell.on), holiday.name.in_(lang))
            for cell in days
            if cell.on and cell.kind == "holiday" and (holiday := law.calendar.holiday(cell.on, place))
        ],
    )


def _told_distance(given: Mapping[str, Any], place: str | None, seat: str | None) -> Distance | None:
    """The travel time the person knows, as a row of the table. A place not told stands for the whole country."""
    days = given.get("distancia")
    if days is None:
        return None
    return Distance.model_validate(
        {
            "from": place or "00",
            "to": seat or "00",
            "days": int(days),
            "norm": "-",
            "from_day": date.min,
            "source": "-",
            "confidence": "high",
        }
    )


def _told_travel(row: Distance) -> Text:
    es, en = ("día", "day") if row.days == 1 else ("días", "days")
    return text(
        f"Término de la distancia que usted indicó: {row.days} {es} más.",
        f"Time of travel that you told: {row.days} more {en}.",
    )


def _named(sentence: str, law: Law) -> str:
    """The sentence with names for the codes of norms and districts."""
    places, lang = reference.places(), formatting.language()

    def norm(found: re.Match[str]) -> str:
        return law.norm_name(found[0], lang) if found[0] in law.norms else found[0]

    def place(found: re.Match[str]) -> str:
        return places.full_name(found[0]) or found[0]

    return re.sub(r"\b\d{6}\b", place, re.sub(r"\b[a-z]{2}/[a-z0-9-]+", norm, sentence))
