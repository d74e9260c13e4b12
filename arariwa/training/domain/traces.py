"""What an exercise left behind, as plain values: records, custody, decisions, answers. What grading reads. Pure.

Holders and doers are roles of the exercise ("police"), "" for an office or person without a role in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """Where a finding can be seen: the kind of record and its id, or the code of an answer or scene."""

    kind: str
    id: str


@dataclass(frozen=True)
class Link:
    """A link of custody."""

    seq: int
    kind: str
    holder: str
    at: datetime
    recorded_at: datetime
    seal: str
    seal_state: str
    precision: str
    why: str = ""


@dataclass(frozen=True)
class Item:
    """A thing of an intervention with its custody."""

    id: str
    kind: str
    taking: str
    taxa: tuple[str, ...]
    condition: str
    quantity: Decimal | None
    seal: str
    photos: int = 0
    links: tuple[Link, ...] = ()

    @property
    def holder(self) -> str:
        return self.links[-1].holder if self.links else ""


@dataclass(frozen=True)
class Intervention:
    """An intervention as registered in the exercise."""

    id: str
    by: str
    registered_at: datetime | None
    began: str
    point: str
    day: date
    start: datetime | None
    end: datetime | None
    told: str
    told_office: str
    told_at: datetime | None
    actas: tuple[str, ...]
    read_to_all: str
    persons: int
    legal_act: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Handover:
    """Items offered by one role to another."""

    id: str
    giver: str
    receiver: str
    why: str
    offered_at: datetime
    accepted_at: datetime | None
    open: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What a prosecutor decided on an offence."""

    offence: str
    decision: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """A case with the decisions that stand and what the engine says on its facts: offence -> (role, status)."""

    id: str
    opened_at: datetime
    interventions: tuple[str, ...]
    facts: Mapping[str, Any]
    decisions: tuple[Decision, ...]
    engine: Mapping[str, tuple[str, str]]
    files: int = 0


@dataclass(frozen=True)
class Choice:
    """An answer to a question, or words chosen in a scene; the latest of a role holds."""

    code: str
    value: Any
    role: str
    at: datetime


@dataclass(frozen=True)
class Key:
    """What the engine answers on a planted fact."""

    lawful: bool | None
    # offence -> (role, status)
    offences: Mapping[str, tuple[str, str]]
    # Versions that answered, such as CP-308-v2022, and the norms they stand in.
    versions: tuple[str, ...] = ()
    # Associated offences the engine points to, and those of them the facts tell, not only give signs of.
    associated: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    years: tuple[Decimal, Decimal] | None = None
    infringements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Traces:
    """Everything an exercise left behind."""

    begins_at: datetime
    interventions: tuple[Intervention, ...] = ()
    handovers: tuple[Handover, ...] = ()
    cases: tuple[Case, ...] = ()
    choices: tuple[Choice, ...] = ()
    keys: Mapping[str, Key] = field(default_factory=dict)

    def minute(self, at: datetime) -> float:
        """Exercise minutes from the beginning to a moment."""
        return (at - self.begins_at) / timedelta(minutes=1)

    def registered(self) -> list[Intervention]:
        """The interventions that were registered, the first first."""
        return [i for i in self.interventions if i.registered_at]

    def taken(self, *, kind: str = "specimen") -> list[Item]:
        """The things of that kind that were taken into custody."""
        return [
            item
            for one in self.registered()
            for item in one.items
            if item.kind == kind and item.taking == "taken"
        ]

    def answers(self, code: str) -> dict[str, Choice]:
        """The answer of each role that stands."""
        return {choice.role: choice for choice in self.choices if choice.code == code}

    def answer(self, code: str) -> Choice | None:
        """The answer that stands: the last one given, whoever gave it."""
        found = [choice for choice in self.choices if choice.code == code]
        return found[-1] if found else None

    def value(self, code: str) -> Any:
        """The value of the answer that stands; None without one."""
        answer = self.answer(code)
        return answer.value if answer else None

    def decisions(self) -> Iterator[tuple[Case, Decision]]:
        """Every decision that stands, with its case."""
        for case in self.cases:
            for decision in case.decisions:
                yield case, decision
