"""Who may read a case beside the office that leads it: let in by the prosecutor for a reason, until that is ended.

Reading reaches the case whole: its interventions and things too. It changes nothing and allows no decision.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from arariwa.cases.models import Case
from arariwa.core import access, journal
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Office, Role
from arariwa.core.models.access import Grant
from arariwa.evidence.models import Intervention, Item


class Reading(TextChoices):
    """Why an office may read a case; the code is the reason of its grants."""

    COURT = "case_court", _("It is the court that controls the investigation")
    TOOK_PART = "case_took_part", _("It took part in the intervention")
    ADVICE = "case_advice", _("Its expert or technical advice is needed")
    JOINT = "case_joint", _("It investigates a related case")


# What the other reasons a grant of a case may have mean.
OTHER_REASONS = {"created": _("It leads the case")}


@action(roles=(Role.PROSECUTOR,))
def let_read(*, by: Actor, case_id: UUID, office: Office, why: str) -> Case:
    """Let another office read the case and what it rests on; repeating it changes nothing."""
    case = _led(by, case_id)
    if why not in Reading.values:
        raise Refused("reading.why", "why")
    if standing_for(case, by).filter(office=office).exists():
        return case
    for record in (case, *_rests_on(by, case.interventions.all())):
        access.allow(by, record, office, access.READ, why)
    journal.write(by, "case.reading_given", case, to=office.code, why=why)
    return case


@action(roles=(Role.PROSECUTOR,))
def end_reading(*, by: Actor, case_id: UUID, office: Office) -> Case:
    """End what `let_read` gave; what the office may see for another reason it goes on seeing."""
    case = _led(by, case_id)
    records = (case, *_rests_on(by, case.interventions.all()))
    where = {access.compartment_of(record) for record in records}
    given = _running(by).filter(compartment__in=where, office=office, reason__in=Reading.values)
    if given.update(until_at=by.now):
        journal.write(by, "case.reading_ended", case, to=office.code)
    return case


def extend(by: Actor, case: Case, intervention: Intervention) -> None:
    """Whoever reads the case reads what it now rests on too. Called from inside an action."""
    for grant in standing_for(case, by).filter(reason__in=Reading.values).select_related("office"):
        for record in _rests_on(by, [intervention]):
            access.allow(by, record, grant.office, access.READ, grant.reason)  # type: ignore[arg-type]


def standing_for(case: Case, by: Actor) -> QuerySet[Grant]:
    """The grants by which offices see the case now, the first given first. The caller has been let to the case."""
    rows = _running(by).filter(compartment=case.compartment_id, office__isnull=False)
    return rows.select_related("office__institution").order_by("from_at", "id")


def reason_of(grant: Grant) -> Any:
    """Why an office may see the case, in words."""
    return OTHER_REASONS.get(grant.reason) or dict(Reading.choices).get(grant.reason, "")


def _running(by: Actor) -> QuerySet[Grant]:
    return Grant.objects.filter(from_at__lte=by.now).filter(Q(until_at=None) | Q(until_at__gt=by.now))


def _rests_on(by: Actor, interventions: Iterable[Intervention]) -> list[Any]:
    """The interventions, and those of their things that have a compartment of their own."""
    found = access.seen(interventions, by)
    items = Item.objects.filter(intervention__in=found).select_related("intervention")
    apart = [item for item in items if item.compartment_id != item.intervention.compartment_id]
    return [*found, *access.seen(apart, by)]


def _led(by: Actor, id: UUID) -> Case:
    case = access.get(Case.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.MANAGE, case)
    return case
