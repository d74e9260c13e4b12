"""Who may see and do what. `visible`, `seen` and `get` are the only doors to protected records.

Default is no: without a grant that reaches the actor's person, office or institution, a record does not
show in a page, list, search, count or export, and asking for it answers as if it did not exist.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from arariwa.core import journal
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models.access import Compartment, Grant, Level
from arariwa.core.models.people import Institution, Membership, Office, Person

Record = TypeVar("Record", bound=models.Model)
READ, ACT, MANAGE = Level.READ, Level.ACT, Level.MANAGE
# From this many compartments on, a list asks of each row instead of collecting its rows.
MANY = 1000


class Hidden(Http404):
    """No such record for this actor; missing and refused look the same."""


def granted(by: Actor, level: int = READ) -> QuerySet[Grant, UUID]:
    """Ids of the compartments the actor reaches at that level now, of the actor's own kind (real or one exercise)."""
    return (
        Grant.objects.filter(level__gte=level, from_at__lte=by.now)
        .filter(Q(until_at=None) | Q(until_at__gt=by.now))
        .filter(
            Q(office=by.membership.office_id)
            | Q(person=by.person.pk)
            | Q(institution=by.office.institution_id)
        )
        .filter(compartment__exercise=by.exercise)
        .values_list("compartment_id", flat=True)
    )


def visible(queryset: QuerySet[Record], by: Actor | None, level: int = READ) -> QuerySet[Record]:
    """The rows the actor may see at that level. The model says where its compartment is by `compartment_path`.

    The same rows in two ways: who reaches few compartments gets them from those; who reaches many walks the list
    and asks of each row, which stops when a page is full (figures: docs/measured.md).
    """
    if by is None:
        return queryset.none()
    path = queryset.model.compartment_path  # type: ignore[attr-defined]
    reached = granted(by, level)
    if reached[:MANY].count() < MANY:
        return queryset.filter(**{f"{path}__in": reached})
    return queryset.filter(Exists(reached.filter(compartment=OuterRef(path))))


def seen(rows: Iterable[Record], by: Actor | None, level: int = READ) -> list[Record]:
    """Of rows at hand those the actor may see: one question about their few compartments.

    For the parts of records already found; a list that is searched or counted goes through `visible`.
    """
    held = list(rows)
    if by is None:
        return []
    allowed = set(granted(by, level).filter(compartment__in={compartment_of(row) for row in held}))
    return [row for row in held if compartment_of(row) in allowed]


def get(model: type[Record] | QuerySet[Record], by: Actor | None, /, **key: Any) -> Record:
    """The one record, or Hidden."""
    queryset = model if isinstance(model, QuerySet) else model._default_manager.all()
    try:
        rows = visible(queryset, by).filter(**key)
        found = rows.first()
        if found is None and queryset.query.select_for_update:
            # While we waited for the row it may have moved to a compartment this statement did not know yet.
            found = rows.first()
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise Hidden from error
    if found is None:
        raise Hidden
    return found


def level_of(by: Actor | None, record: models.Model) -> int:
    """The highest level the actor holds on the record; 0 for none."""
    compartment = compartment_of(record)
    for level in (MANAGE, ACT, READ):
        if by is not None and granted(by, level).filter(compartment=compartment).exists():
            return int(level)
    return 0


def require(by: Actor | None, level: int, record: models.Model) -> None:
    """Hidden when the actor may not even see the record, Refused("access.level") when the grant is too low."""
    held = level_of(by, record)
    if not held:
        raise Hidden
    if held < level:
        raise Refused("access.level")


def compartment_of(record: models.Model) -> UUID:
    """The id of the compartment the record lives in, directly or through its parent."""
    *way, last = record.compartment_path.split("__")  # type: ignore[attr-defined]
    value: Any = record
    for step in way:
        value = getattr(value, step)
    return getattr(value, f"{last}_id")


def viewers(record: models.Model, at: datetime) -> int:
    """How many people may see the record at that moment: officials of the offices and institutions let to it, and
    persons named one by one."""
    compartment = Compartment.objects.get(pk=compartment_of(record))
    standing = Grant.objects.filter(compartment=compartment, from_at__lte=at).filter(
        Q(until_at=None) | Q(until_at__gt=at)
    )
    day = timezone.localtime(at).date()
    return (
        Membership.objects.filter(from_on__lte=day, exercise=compartment.exercise)
        .filter(Q(until_on=None) | Q(until_on__gt=day))
        .filter(
            Q(office__in=standing.values("office"))
            | Q(office__institution__in=standing.values("institution"))
            | Q(person__in=standing.values("person"))
        )
        .values("person")
        .distinct()
        .count()
    )


def new_compartment(by: Actor, office: Office | None = None) -> Compartment:
    """A compartment of the actor's kind, managed by the actor's office or by the one named. Called from inside an
    action."""
    compartment = Compartment.objects.create(
        id=uuid7(), exercise=by.exercise, created_at=by.now, created_by=by.membership
    )
    Grant.objects.create(
        compartment=compartment,
        office=office or by.office,
        level=MANAGE,
        from_at=by.now,
        reason="created",
        by=by.membership,
    )
    return compartment


def visitors_compartment(holder: Office | Institution, now: datetime) -> Compartment:
    """A real compartment for what a visitor without an account sends, managed by the office or institution that
    answers it. Called from inside an action."""
    compartment = Compartment.objects.create(id=uuid7(), created_at=now)
    key = "office" if isinstance(holder, Office) else "institution"
    Grant.objects.create(
        compartment=compartment, level=MANAGE, from_at=now, reason="created", **{key: holder}
    )
    return compartment


def copy_compartment(by: Actor, source: UUID) -> Compartment:
    """A new compartment with the running grants of another. Called from inside an action."""
    fresh = Compartment.objects.create(
        id=uuid7(), exercise=by.exercise, created_at=by.now, created_by=by.membership
    )
    for grant in Grant.objects.filter(compartment=source).filter(Q(until_at=None) | Q(until_at__gt=by.now)):
        grant.pk, grant.compartment = uuid7(), fresh
        grant.save(force_insert=True)
    return fresh


def allow(
    by: Actor,
    record: models.Model,
    holder: Person | Office | Institution,
    level: int,
    reason: str,
    until: datetime | None = None,
) -> Grant:
    """Let a person, office or institution reach the record's compartment; repeating it changes nothing.

    Called from inside an action, which has checked that the actor may.
    """
    key = {Person: "person", Office: "office", Institution: "institution"}[type(holder)]
    where: dict[str, Any] = {key: holder, "compartment_id": compartment_of(record)}
    standing = Grant.objects.filter(**where, until_at=until, level__gte=level).first()
    if standing:
        return standing
    grant = Grant.objects.create(
        **where, level=level, from_at=by.now, until_at=until, reason=reason, by=by.membership
    )
    journal.write(by, "access.granted", record, holder=holder.pk, level=int(level), why=reason)
    return grant
