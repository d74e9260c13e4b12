"""Reads of polls: the questions as they are asked, what a gathering answered, and what changed between before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from arariwa.core.packs import Pack
from arariwa.core.setup import current, current_fingerprint, stored_pack
from arariwa.events.choices import EventKind
from arariwa.events.domain import polls as domain
from arariwa.events.domain.polls import Change, Compared, Question
from arariwa.events.models import Event
from arariwa.outreach.choices_polls import Moment
from arariwa.outreach.models import Poll

PACK = "pe/rights"
# Gatherings for citizens; officials sit tests, which `training` gives.
POLLED = (EventKind.CONFERENCE, EventKind.KNOW_YOUR_RIGHTS)


@lru_cache(maxsize=8)
def _questions(fingerprint: str) -> Mapping[str, Question]:
    return _read(stored_pack(fingerprint) if fingerprint else current(PACK))


def _read(pack: Pack) -> Mapping[str, Question]:
    return pack.yaml(domain.FILE, domain.PollFile).by_id()


def questions() -> Mapping[str, Question]:
    """The questions as they are asked today."""
    return _questions(current_fingerprint(PACK))


def questions_of(poll: Poll) -> Mapping[str, Question]:
    """The questions as they stood when this count was taken."""
    return _questions(poll.pack_id or "")


def said(part: str) -> str:
    """What a count says of its group; empty where it does not narrow it."""
    return "" if part == "NOT_RECORDED" else part


def standing(rows: QuerySet[Poll] | None = None) -> QuerySet[Poll]:
    """Counts that were not taken back."""
    return (Poll.objects.all() if rows is None else rows).filter(void=None)


def read_along(rows: QuerySet[Poll]) -> QuerySet[Poll]:
    """Counts with what is said of them."""
    return rows.select_related("event", "recorded_by__person").prefetch_related("counts")


@dataclass(frozen=True)
class Tally:
    """What a group of a room answered to one question: how many there were, answered, and answered right."""

    question: str
    present: int
    answered: int
    right: int


def tallies(poll: Poll) -> list[Tally]:
    """One for each question that was asked. The caller has been let to the event."""
    known = questions_of(poll)
    found: dict[str, Tally] = {}
    for row in poll.counts.all():
        right = question.right if (question := known.get(row.question)) else ""
        was = found.get(row.question, Tally(row.question, poll.present, 0, 0))
        found[row.question] = Tally(
            row.question,
            poll.present,
            was.answered + row.number,
            was.right + (row.number if row.option == right else 0),
        )
    return list(found.values())


@dataclass(frozen=True)
class Pair:
    """A question held against itself: of which event, and of which group of its room (empty: the whole room)."""

    event: Event
    group: tuple[str, str, str] | None
    compared: Compared


def compared(rows: Iterable[Poll]) -> list[Pair]:
    """Each question asked before and after, group by group where the same groups were counted both times, else the whole room
    against itself. `rows`: standing counts of any events, read with their event and counts."""
    events: dict[object, list[Poll]] = {}
    for row in rows:
        events.setdefault(row.event_id, []).append(row)
    return [pair for each in events.values() for pair in _of_event(each)]


def _of_event(rows: list[Poll]) -> Iterator[Pair]:
    before, after = (
        [row for row in rows if row.moment == moment] for moment in (Moment.BEFORE, Moment.AFTER)
    )
    groups: list[tuple[tuple[str, str, str] | None, list[Poll], list[Poll]]] = [(None, before, after)]
    if {row.group for row in before} == {row.group for row in after}:
        groups = [(b.group, [b], [a]) for b in before for a in after if a.group == b.group]
    for group, *parts in groups:
        first, last = (_together(part) for part in parts)
        for question in first:
            if question in last:
                b, a = first[question], last[question]
                name = f"{rows[0].event_id} {group or ''}"
                yield Pair(
                    rows[0].event, group, Compared(name, question, b.right, b.present, a.right, a.present)
                )


def _together(rows: list[Poll]) -> dict[str, Tally]:
    """The counts of several groups as one, of the questions asked of all of them: what was not asked of everyone cannot be held
    against the whole room."""
    each = [{tally.question: tally for tally in tallies(row)} for row in rows]
    shared = [question for question in (each[0] if each else {}) if all(question in told for told in each)]
    return {
        question: Tally(
            question,
            sum(told[question].present for told in each),
            sum(told[question].answered for told in each),
            sum(told[question].right for told in each),
        )
        for question in shared
    }


@dataclass(frozen=True)
class Answered:
    """A question with what a room answered: before, after (None: not asked then), and what changed."""

    question: Question
    before: Tally | None
    after: Tally | None
    change: Change | None


@dataclass(frozen=True)
class Result:
    """What the polls of an event show: each question, and all of them together."""

    rows: list[Answered]
    change: Change | None
    counted: list[Poll]


def result(event: Event) -> Result:
    """What the polls of the event show. The caller has been let to it."""
    rows = list(read_along(standing(event.polls.all())))
    pairs = [pair.compared for pair in compared(rows)]
    told = {
        moment: _together([row for row in rows if row.moment == moment])
        for moment in (Moment.BEFORE, Moment.AFTER)
    }
    known: dict[str, Question] = {}
    for row in rows:
        known |= questions_of(row)
    rows.sort(key=lambda row: (Moment.values.index(row.moment), row.recorded_at, row.group))
    return Result(
        [
            Answered(
                question,
                told[Moment.BEFORE].get(id),
                told[Moment.AFTER].get(id),
                domain.change(pair for pair in pairs if pair.question == id),
            )
            for id, question in known.items()
            if any(id in each for each in told.values())
        ],
        domain.change(pairs),
        rows,
    )
