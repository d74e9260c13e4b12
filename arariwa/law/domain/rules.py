"""The shapes of what a law pack holds beside offences: definitions, lawful uses, dated values, time limits, sentencing,
prescription. Each is dated, has a source, says how sure it is and who reviewed it."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.law.domain.conditions import Node
from arariwa.law.domain.offences import Confidence, Review, Source
from arariwa.law.domain.text import Shape, Text

Unit = Literal["hours", "calendar_days", "working_days", "months", "years"]


class Dated(Shape):
    """A rule from a day, inclusive, until a day, exclusive. No `from`: the day it began was not read."""

    from_: date | None = Field(None, alias="from")
    until: date | None = None
    source: Source
    confidence: Confidence
    review: Review
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Dated":
        if self.from_ and self.until and self.until <= self.from_:
            raise PydanticCustomError(
                "pack.until_before_from", "until before from", {"until": str(self.until)}
            )
        return self

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on < self.until)


class Definition(Dated):
    """What a term of the law means on its days."""

    code: str
    term: Text
    says: Text
    includes: list[Text] = []
    excludes: list[Text] = []


class Definitions(Shape):
    """definitions.yaml"""

    definitions: list[Definition]


class LawfulUse(Dated):
    """A way in which the law allows something. `points`: the situation is about this use; `when`: it covers the facts."""

    code: str
    name: Text
    points: Node
    when: Node
    who: list[Text] = []
    needs: list[Text] = []
    limits: list[Text] = []
    # What people take for covered and is not.
    not_covered: list[Text] = []
    # Codes of institutions.yaml.
    authorities: list[str] = []
    # It needs no title and is no act of any offence: what it covers is lawful by itself.
    free: Literal[True] | None = None


class LawfulUses(Shape):
    """lawful.yaml"""

    uses: list[LawfulUse]


class Amount(Dated):
    """The amount of a dated value from a day on."""

    amount: Decimal = Field(gt=0)


class DatedValue(Shape):
    """A figure the law fixes from time to time, such as the tax unit (UIT), in money of the country."""

    code: str
    name: Text
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    amounts: list[Amount] = Field(min_length=1)

    def on(self, day: date) -> Decimal | None:
        """Its amount on a day; None when the pack does not hold it."""
        return next((a.amount for a in self.amounts if a.holds(day)), None)


class Values(Shape):
    """values.yaml"""

    values: list[DatedValue]


class Limit(Shape):
    """One length of a time limit. `when`: for which cases; without it, the common one."""

    code: str
    name: Text
    amount: int = Field(gt=0)
    unit: Unit
    when: Node | None = None
    # The code of the limit it prolongs, and who may.
    extends: str | None = None
    by: Text | None = None


class Counting(Shape):
    """What a last day that is no working day does, and where that was read: it moves to the next working day, or stays."""

    last_day: Literal["moves", "stays"]
    source: Source
    confidence: Confidence
    note: Text | None = None


class TimeLimit(Dated):
    """A time limit of procedure: from which act or notification it runs, in what it is counted, what stops it."""

    code: str
    name: Text
    starts: Text
    # the act itself, its notification, or the moment a person is held
    starts_with: Literal["act", "notification", "detention"]
    # Days are counted from the day after; hours from the moment itself.
    limits: list[Limit] = Field(min_length=1)
    suspended_by: list[Text] = []
    # When it begins again.
    restarts: Text | None = None
    # Absent: what a last day that is no working day does is not known.
    counting: Counting | None = None
    # The time of travel is added, by the table of distances.
    distance: bool = False
    # What follows when it runs out.
    after: Text | None = None


class TimeLimits(Shape):
    """time_limits.yaml"""

    time_limits: list[TimeLimit]


class Prescription(Dated):
    """When the action prescribes. Ordinary: the greatest penalty of prison, at most `cap_years`; interrupted, so much more."""

    code: str
    name: Text
    cap_years: int = Field(gt=0)
    interrupted_adds: Decimal = Field(gt=0)
    cap_years_interrupted: int | None = None
    doubles: Node | None = None
    doubles_note: Text | None = None
    halves: Node | None = None
    halves_note: Text | None = None
    # Said while the age is not known.
    halves_open: Text | None = None
    # While the facts go on, the time does not begin.
    continuing: Node | None = None
    continuing_note: Text | None = None


class Prescriptions(Shape):
    """prescription.yaml"""

    prescription: list[Prescription]
