"""How well names are found: right answers, abstentions, and firm answers that are wrong, over labelled examples."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from arariwa.law.domain.names import Answer, Index


class Example(Protocol):
    """A text, and the taxa any of which is right as the first answer (none: nothing is to be answered)."""

    @property
    def query(self) -> str: ...
    @property
    def expected(self) -> tuple[str, ...]: ...


@dataclass
class Scores:
    """Counts over examples.

    `offered`: right, or the right one among the rest. `broader`: true, but only a group that holds the right one.
    `confidently_wrong`: answered one, not with low confidence, and neither right nor broader.
    """

    count: int = 0
    right: int = 0
    broader: int = 0
    offered: int = 0
    abstained: int = 0
    confidently_wrong: int = 0
    misses: list[tuple[str, Answer]] = field(default_factory=list)


def score(index: Index, examples: Iterable[Example]) -> Scores:
    """The counts over the examples, and each text whose first answer is not right."""
    told = Scores()
    for example in examples:
        answer = index.find(example.query)
        first = answer.best.taxon if answer.best else None
        right = first in example.expected if example.expected else answer.answer == "none"
        shown = {m.taxon for m in (*answer.matches, *answer.alternatives)}
        told.count += 1
        told.right += right
        told.offered += right or bool(shown & set(example.expected))
        told.abstained += answer.answer == "none"
        if not right:
            told.misses.append((example.query, answer))
            broader = first is not None and any(index.species.contains(first, t) for t in example.expected)
            told.broader += broader
            told.confidently_wrong += answer.answer == "one" and answer.confidence != "low" and not broader
    return told
