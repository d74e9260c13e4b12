"""Duplicates: rows that may be one official, shown for a decision; figures count whom people decided to be one as one."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from arariwa.core import access, journal
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Person
from arariwa.events.actions import ORGANISERS
from arariwa.events.domain import same_person as rules
from arariwa.events.models import Event, Participation, PersonJudgement


def in_sight(by: Actor) -> QuerySet[Person]:
    """Persons registered in events the actor may act on."""
    events = access.visible(Event.objects.all(), by, access.ACT)
    return Person.objects.filter(pk__in=Participation.objects.filter(event__in=events).values("person"))


def undecided(by: Actor) -> list[rules.Pair]:
    """Pairs among the persons in sight nobody decided on yet, those with most signs first."""
    rows = [
        rules.Row(
            str(p.pk), p.given_names, p.surnames, f"{p.document_kind}{p.document_number}", p.email, p.phone
        )
        for p in in_sight(by)
    ]
    decided = {
        (str(one.first_id), str(one.second_id)) for one in PersonJudgement.objects.filter(undone_at=None)
    }
    found = [pair for pair in rules.pairs(rows) if (pair.first, pair.second) not in decided]
    return sorted(found, key=lambda pair: (len(pair.against) - len(pair.signs), pair.first, pair.second))


def decided(by: Actor) -> QuerySet[PersonJudgement]:
    """Decisions that stand on pairs among the persons in sight."""
    seen = in_sight(by)
    return PersonJudgement.objects.filter(undone_at=None, first__in=seen, second__in=seen)


@action(roles=ORGANISERS)
def judge(*, by: Actor, first: UUID, second: UUID, same: bool, why: str) -> PersonJudgement:
    """Decide that two rows are one person, or are two. Nothing is merged: both rows stay as they are."""
    low, high = sorted((first, second), key=str)
    if in_sight(by).filter(pk__in=(low, high)).count() != 2:
        raise Refused("id.malformed")
    if not why.strip():
        raise Refused("reason.missing", "why")
    standing = PersonJudgement.objects.filter(first=low, second=high, undone_at=None).first()
    if standing and standing.same == same:
        return standing
    if standing:
        raise Refused("person.judged")
    row = PersonJudgement.objects.create(
        first_id=low, second_id=high, same=same, why=why.strip(), decided_at=by.now, decided_by=by.membership
    )
    journal.write(by, "person.judged", row, first=low, second=high, same=same)
    return row


@action(roles=ORGANISERS)
def undo(*, by: Actor, id: UUID) -> PersonJudgement:
    """Take a decision back; the pair is undecided again."""
    row = PersonJudgement.objects.select_for_update().filter(pk=id).first()
    if row is None or in_sight(by).filter(pk__in=(row.first_id, row.second_id)).count() != 2:
        raise access.Hidden
    if row.undone_at is None:
        row.undone_at, row.undone_by = by.now, by.membership
        row.save(update_fields=["undone_at", "undone_by"])
        journal.write(by, "person.judgement_undone", row, first=row.first_id, second=row.second_id)
    return row


def standing_for() -> Mapping[UUID, UUID]:
    """{person: the person whose row stands for them}; persons in no decision are not in it."""
    same = PersonJudgement.objects.filter(same=True, undone_at=None).values_list("first", "second")
    return rules.joined(same)
