"""Writes of polls: what a room answered, counted once, and taken back with a reason."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Checks, Refused
from arariwa.core.setup import current_fingerprint
from arariwa.events.choices import Sex
from arariwa.events.models import Event
from arariwa.events.promising import helped
from arariwa.outreach import polls
from arariwa.outreach.choices_polls import Method, Moment
from arariwa.outreach.models import Poll, PollCount, PollVoid

MOST_PRESENT = 100_000
# A device's clock is believed until a little after now.
LATE = timedelta(minutes=10)
Counts = Mapping[str, Mapping[str, int]]


@action(roles=ANY_ROLE)
def record_poll(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    moment: str,
    method: str,
    present: int,
    counts: Counts,
    sex: str = Sex.NOT_RECORDED,
    community_role: str = "NOT_RECORDED",
    language: str = "",
    at: datetime | None = None,
) -> Poll:
    """Record how many of those present chose each option; also after the event is closed, for a sheet that came late.

    Of one moment either the whole room is counted, or groups of it that do not overlap. The same id again changes nothing.
    """
    event = helped(by, event_id)
    values = {
        "event": event,
        "moment": moment,
        "method": method,
        "sex": sex,
        "community_role": community_role,
        "language": language,
        "present": present,
    }
    if standing := versions.again(Poll, by, id, values):
        if _counts_of(standing) != _plain(counts):
            raise Refused("id.conflict")
        return standing
    if event.kind not in polls.POLLED:
        raise Refused("poll.kind")
    if moment not in Moment.values or method not in Method.values:
        raise Refused("poll.how", "method")
    if by.today < event.from_on:
        raise Refused("poll.too_early", day=event.from_on)
    _check(present, counts)
    group = (sex, community_role, language)
    _check_group(event, moment, group)
    before = event.polls.filter(
        moment=moment, sex=sex, community_role=community_role, language=language
    ).count()
    row = Poll.objects.create(
        id=id,
        **values,
        nth=before,
        pack_id=current_fingerprint(polls.PACK) or None,
        taken_at=at if at and at <= by.now + LATE else by.now,
        recorded_at=by.now,
        recorded_by=by.membership,
    )
    for question, options in counts.items():
        for option, number in options.items():
            PollCount.objects.create(poll=row, question=question, option=option, number=number)
    journal.write(
        by, "poll.recorded", event, poll=row.pk, moment=moment, present=present, **contents.sealed(row)
    )
    return row


def _plain(counts: Counts) -> dict[tuple[str, str], int]:
    return {
        (question, option): number for question, each in counts.items() for option, number in each.items()
    }


def _counts_of(poll: Poll) -> dict[tuple[str, str], int]:
    return {(row.question, row.option): row.number for row in poll.counts.all()}


def _check(present: int, counts: Counts) -> None:
    """Refused when more answered than were there, or something was answered that is not asked."""
    if not 0 < present <= MOST_PRESENT:
        raise Refused("poll.present", "present", most=MOST_PRESENT)
    if not counts:
        raise Refused("poll.nothing", "present")
    known = polls.questions()
    with Checks() as checks:
        for id, options in counts.items():
            question = known.get(id)
            if question is None or set(options) != {option.id for option in question.options}:
                raise Refused("poll.unknown", "present")
            with checks.of(id):
                if any(number < 0 for number in options.values()):
                    raise Refused("poll.negative", question.options[0].id)
                if (counted := sum(options.values())) > present:
                    where = question.options[0].id
                    raise Refused("poll.more_than_present", where, counted=counted, present=present)


def _check_group(event: Event, moment: str, group: tuple[str, str, str]) -> None:
    """Refused when someone would be counted twice: this group was counted, or a group it is part of or holds."""
    for standing in polls.standing(event.polls.filter(moment=moment)).select_related("recorded_by__person"):
        if standing.group == group:
            who = str(standing.recorded_by.person)
            raise Refused("poll.already", "present", who=who, at=standing.recorded_at)
        if [bool(polls.said(part)) for part in standing.group] != [bool(polls.said(part)) for part in group]:
            raise Refused("poll.overlap", "sex")


@action(roles=ANY_ROLE)
def void_poll(*, by: Actor, id: UUID, why: str) -> PollVoid:
    """Take back a count that was wrong; the row stays, with who took it back and why. Then it may be counted again."""
    poll = access.get(Poll.objects.select_related("event"), by, pk=id)
    helped(by, poll.event_id)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if standing := PollVoid.objects.filter(poll=poll).first():
        return standing
    row = PollVoid.objects.create(poll=poll, why=why.strip(), voided_at=by.now, voided_by=by.membership)
    journal.write(by, "poll.voided", poll.event, poll=poll.pk)
    return row
