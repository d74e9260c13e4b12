"""What a changed law would change in the cases that are open: each answered by the law in use and by the other."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from arariwa.cases import queries
from arariwa.cases.models import Case
from arariwa.evidence.models import Intervention
from arariwa.law import queries as law
from arariwa.law.domain.comparing import Change, changes
from arariwa.law.domain.lawbook import Law


@dataclass(frozen=True)
class Impact:
    """One intervention of one open case and what would differ; no changes: the same answer."""

    case: Case
    intervention: Intervention
    changes: list[Change]


def impact(other: Law) -> Iterator[Impact]:
    """Every intervention of every open case, compared; for whoever holds the machine, since all cases are read.

    Those of exercises are left out: they are asked by the law of their exercise, and nobody is charged in them.
    """
    open_cases = Case.objects.filter(closed_at=None, compartment__exercise=None).order_by("number")
    for case in open_cases.iterator(chunk_size=200):
        for intervention in queries.interventions_of(case):
            situation = queries.situation_of(case, intervention)
            now, then = law.verdict(situation), law.verdict(situation, other)
            yield Impact(case, intervention, changes(now, then))


def data(row: Impact) -> dict[str, Any]:
    """An impact as JSON holds it."""
    return {
        "case": row.case.number,
        "intervention": row.intervention.number,
        "changes": [asdict(change) for change in row.changes],
    }
