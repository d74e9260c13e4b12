"""How things are numbered in the prosecutor's file, so that a number means one thing in every part of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from arariwa.core import formatting
from arariwa.evidence.models import Intervention, Item

ES = "es"


@dataclass(frozen=True)
class Numbers:
    """The number of an item in the file: that of its acta, after the intervention's own where a case has several."""

    places: Mapping[UUID, int] = field(default_factory=dict)

    @classmethod
    def of(cls, interventions: list[Intervention]) -> "Numbers":
        return cls({i.pk: n for n, i in enumerate(interventions, 1)} if len(interventions) > 1 else {})

    def one(self, item: Item) -> str:
        """ "3", or "2.3" for the third item of the second intervention."""
        place = self.places.get(item.intervention_id)
        return f"{place}.{item.order}" if place else str(item.order)

    def runs(self, items: Iterable[Item]) -> str:
        """ "1 a 4 y 6": three or more neighbours together."""
        rows = sorted(items, key=lambda i: (self.places.get(i.intervention_id, 0), i.order))
        runs: list[list[Item]] = []
        for item in rows:
            last = runs[-1][-1] if runs else None
            if last and last.intervention_id == item.intervention_id and last.order + 1 == item.order:
                runs[-1].append(item)
            else:
                runs.append([item])
        said = [
            [f"{self.one(r[0])} a {self.one(r[-1])}"] if len(r) > 2 else [self.one(i) for i in r]
            for r in runs
        ]
        return formatting.listing([text for run in said for text in run], ES)

    def named(self, items: Iterable[Item]) -> str:
        """ "ítem 3", "ítems 1 a 4"."""
        rows = list(items)
        return f"{'ítem' if len(rows) == 1 else 'ítems'} {self.runs(rows)}"
