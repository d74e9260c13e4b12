"""Feedback: a form for those who came, answered once, by nobody in particular.

A ticket tells that someone was there; its hash is kept so that it is not used twice, and stands in no row with an
answer. Who can read the tables in the order they were written could still guess; `docs/events.md` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from arariwa.core import journal
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events import queries
from arariwa.events.choices import Question
from arariwa.events.models import Event, Opinion, OpinionTicket, Participation

SALT = "events.opinion"


def ticket(participation: Participation) -> str:
    """The ticket of one participant: it opens the form of that event, once."""
    return signing.dumps([str(participation.event_id), str(participation.pk)], salt=SALT, compress=True)


def _read(text: str) -> Participation:
    """Whose ticket it is; Refused("opinion.ticket") for any other text."""
    try:
        event, participation = signing.loads(text, salt=SALT)
        return Participation.objects.select_related("event").get(pk=participation, event=event)
    except (signing.BadSignature, ValueError, TypeError, Participation.DoesNotExist) as error:
        raise Refused("opinion.ticket") from error


def event_of(text: str) -> Event:
    """The event a ticket is of; Refused("opinion.ticket") for any other text."""
    return _read(text).event


def _hash(participation: Participation) -> str:
    """The same for every slip of one participant, so that slips printed again do not let anyone answer again."""
    return salted_hmac(SALT, str(participation.pk), algorithm="sha256").hexdigest()


def _answered(participation: Participation) -> bool:
    return OpinionTicket.objects.filter(pk=_hash(participation)).exists()


def used(text: str) -> bool:
    """Whether the participant of the ticket has answered."""
    return _answered(_read(text))


@action(roles=("system", ANY_ROLE))
def give_opinion(
    *, by: Actor | None, text: str, scores: Mapping[str, int], best: str = "", better: str = ""
) -> Event:
    """Take one answer on a ticket. Questions may stay open; nothing at all is no answer. The ticket is then used."""
    participation = _read(text)
    event = participation.event
    if _answered(participation):
        raise Refused("opinion.used")
    if wrong := [key for key in scores if key not in Question.values or scores[key] not in range(1, 6)]:
        raise Refused("opinion.score", wrong[0])
    if not scores and not best.strip() and not better.strip():
        raise Refused("opinion.empty")
    OpinionTicket.objects.create(hash=_hash(participation), event=event)
    # A random id: one made from the hour would tell when it was answered.
    Opinion.objects.create(
        id=uuid4(),
        event=event,
        scores=dict(scores),
        best=best.strip(),
        better=better.strip(),
        on=timezone.localdate(),
    )
    journal.write(None, "opinion.given", event)
    return event


@dataclass(frozen=True)
class Answered:
    """The answers of an event: mean of each question with how many answered it, and how many of those who came."""

    answers: int
    came: int
    means: list[tuple[str, float | None, int]]
    best: list[str]
    better: list[str]

    @property
    def rate(self) -> float | None:
        """Answers over those who came; None when nobody is known to have come."""
        return self.answers / self.came if self.came else None


def answered(event: Event) -> Answered:
    """What those who came think of it. The caller has been let to the event."""
    rows = list(event.opinions.all())
    means = []
    for question in Question:
        given = [row.scores[question] for row in rows if question in row.scores]
        means.append((str(question.label), sum(given) / len(given) if given else None, len(given)))
    came = queries.took_part(event.participations.all()).count()
    return Answered(
        len(rows),
        came,
        means,
        sorted(r.best for r in rows if r.best),
        sorted(r.better for r in rows if r.better),
    )


def own_ticket(by: Actor, event_id: UUID) -> str:
    """The actor's own ticket where they were there and have not answered; empty otherwise."""
    rows = queries.took_part(queries.own(by).filter(event=event_id))
    row = rows.first()
    if row is None:
        return ""
    return "" if _answered(row) else ticket(row)
