"""The shapes of a law pack: offences and infractions with their dated versions, rules, norms, examples."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.law.domain.conditions import Node
from arariwa.law.domain.text import Shape, Text

Confidence = Literal["high", "medium", "low"]
Review = Literal["unreviewed", "reviewed", "corrected", "disputed"]
# base: stands alone; aggravated: raises another; associated: explored beside a base offence; administrative: the other track.
Kind = Literal["base", "aggravated", "associated", "administrative"]
# Under which heading a rule of procedure stands; the words are in law/answer.py.
RuleGroup = Literal[
    "investigation", "techniques", "coercion", "goods", "process", "victim", "administrative", "qualification"
]
Status = Literal["firm", "possible", "uncertain", "no"]


class Reference(Shape):
    """Where a text was read. Without address when nothing was read, which the confidence then shows."""

    title: str = Field(min_length=1)
    url: str | None = Field(None, pattern=r"^https?://")


class Source(Shape):
    """Norm and article of a rule, and where its text was read."""

    norm: str
    article: str = Field(min_length=1)
    amended_by: list[str] = []
    read: list[Reference] = Field(min_length=1)


class Norm(Shape):
    """A norm that is cited; `read_until`: the last day up to which its changes were read."""

    code: str
    name: Text
    short: Text
    in_force: date | None = None
    read_until: date | None = None
    sources: list[Reference] = Field(min_length=1)
    confidence: Confidence
    review: Review
    note: Text | None = None


class Range(Shape):
    """From and to in whole years or days, both inclusive; 0 at the lower end: the law fixes no minimum."""

    min: int = Field(ge=0)
    max: int = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> "Range":
        return _ordered(self)


class FineRange(Shape):
    """An administrative fine in tax units (UIT) as the scales are written: above `min`, up to `max` inclusive."""

    min: Decimal = Field(ge=0)
    max: Decimal = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> "FineRange":
        return _ordered(self)


AnyRange = TypeVar("AnyRange", Range, FineRange)


def _ordered(given: AnyRange) -> AnyRange:
    if given.min > given.max:
        raise PydanticCustomError(
            "pack.range_reversed", "min above max", {"min": str(given.min), "max": str(given.max)}
        )
    return given


class Figures(Shape):
    """A penalty in figures: prison in years, day-fines in days, administrative fine in tax units (UIT)."""

    prison_years: Range | None = None
    day_fines: Range | None = None
    fine_uit: FineRange | None = None
    disqualification_years: Range | None = None
    # In days of work for the community.
    community_service_days: Range | None = None

    @property
    def figures(self) -> dict[str, tuple[Decimal | int, Decimal | int]]:
        """What is set, by name, from and to."""
        ranges = ((name, getattr(self, name)) for name in Figures.model_fields)
        return {name: (given.min, given.max) for name, given in ranges if given}


class Penalty(Figures):
    """What a version threatens."""

    # The text sets no day-fines of its own, and whether those of the base offence stay is disputed.
    day_fines_disputed: bool = False
    # Other consequences in words: disqualification without a term, confiscation, closing.
    also: list[Text] = []
    note: Text | None = None


class Inference(Shape):
    """What may be concluded while nobody has told the fact itself; the reason is shown, and a told fact prevails."""

    when: Node
    why: Text


class Doubt(Shape):
    """A disputed reading: under it the element would be satisfied although the main reading does not reach it.

    `waits`: while a fact is missing that decides the main reading, the element is not known and nothing is disputed yet.
    """

    code: str
    when: Node
    waits: bool = False
    question: Text
    applies: Text
    does_not_apply: Text
    confidence: Confidence


class Element(Shape):
    """One element of the offence. `key`: while it is not satisfied nothing points to this offence."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    when: Node
    key: bool = False
    infer: Inference | None = None
    doubt: Doubt | None = None
    signs: Node | None = None
    note: Text | None = None


class Circumstance(Element):
    """An aggravating circumstance; one is enough. `num` as the text numbers it; `penalty` when it has one of its own."""

    num: int | None = None
    penalty: Penalty | None = None


class Exclusion(Shape):
    """What takes the facts out of the offence. While unknown it does not stand in the way, unless something points to it.

    `effect` lawful: the facts are allowed; elsewhere: another law governs them.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    when: Node
    effect: Literal["lawful", "elsewhere"]
    note: Text | None = None


class Version(Shape):
    """The rule as it stood from a day, inclusive, until the next version begins or `until`, exclusive."""

    id: str
    from_: date = Field(alias="from")
    until: date | None = None
    name: Text | None = None
    source: Source
    confidence: Confidence
    review: Review
    note: Text | None = None
    elements: list[Element] = []
    exclusions: list[Exclusion] = []
    aggravates: list[str] = []
    circumstances: list[Circumstance] = []
    penalty: Penalty


class Expected(Shape):
    """What an example must answer. `offences` and `aggravations` are the whole list, the others what must be among it."""

    lawful: bool | None = None
    offences: dict[str, Status] | None = None
    considered: dict[str, Status] | None = None
    aggravations: list["ExpectedAggravation"] | None = None
    elements: dict[str, dict[str, Literal["satisfied", "contradicted", "not_known"]]] | None = None
    penalty_range_years: Range | None = None
    # What each threatens by itself, whichever is the gravest; a circumstance is named L26496-7-agr num. 1, or by its code.
    penalties: dict[str, Figures] | None = None
    day_fines: Range | None = None
    day_fines_disputed: bool | None = None
    alternative_range_years: Range | None = None
    alternatives: list[str] | None = None
    associated: list[str] | None = None
    no_associated: list[str] | None = None
    lawful_uses: dict[str, Literal["covers", "may_cover"]] | None = None
    sentencing: list[str] | None = None
    no_sentencing: list[str] | None = None
    prescription: dict[str, "ExpectedPrescription"] | None = None
    flags: list[str] | None = None
    no_flags: list[str] | None = None
    administrative: list[str] | None = None
    warnings: list[str] | None = None
    later_milder: list[str] | None = None
    to_find_out: list[str] | None = None


class ExpectedPrescription(Shape):
    """Years to prescription: ordinary, and the longest when it was interrupted; the day of the ordinary one."""

    ordinary_years: Decimal
    longest_years: Decimal | None = None
    ordinary_on: date | None = None


class ExpectedAggravation(Shape):
    """Id, number and status of an aggravation."""

    id: str
    num: int | None = None
    status: Status


class Example(Shape):
    """A situation and its answer, which the test suite runs and a lawyer can read. `case` and `source` if it was reported."""

    name: Text
    situation: dict[str, Any]
    expect: Expected
    source: str | None = None
    note: Text | None = None
    # Codes of the ways to go wrong that this example guards against.
    traps: list[str] = []


class Offence(Shape):
    """One offence, aggravation or infraction through time."""

    code: str
    kind: Kind
    name: Text
    versions: list[Version] = Field(min_length=1)
    examples: list[Example] = Field(min_length=1)


class NamedCondition(Shape):
    """A condition used in several places under one name."""

    label: Text
    when: Node
    note: Text | None = None


class Conditions(Shape):
    """conditions.yaml"""

    conditions: dict[str, NamedCondition]


class Rule(Shape):
    """A rule beside the offences: a consequence in procedure, an associated offence to explore.

    `text_since`: the day since which the text that was read holds; before it the earlier text must be looked up.
    `from` and `until`: the days of the procedural act for which this text is the one in force.
    `group`: the heading of a rule of procedure, which has to have one.
    """

    code: str
    group: RuleGroup | None = None
    text: Text
    when: Node
    source: Source
    confidence: Confidence
    review: Review
    text_since: date | None = None
    from_: date | None = Field(None, alias="from")
    until: date | None = None
    note: Text | None = None


class Rules(Shape):
    """procedure.yaml, associated.yaml"""

    rules: list[Rule]


class Concurrence(Shape):
    """Apparent concurrence: where both hold, `leads` is charged and `yields` is shown as to be explored."""

    code: str
    leads: str
    yields: str
    # Absent: always.
    when: Node | None = None
    text: Text
    source: Source
    confidence: Confidence
    review: Review


class Concurrences(Shape):
    """concurrence.yaml"""

    rules: list[Concurrence]


class Examples(Shape):
    """examples/*.yaml: examples that concern more than one offence."""

    examples: list[Example] = Field(min_length=1)


class Country(Shape):
    """law.yaml: whose law this is and up to which day its sources were read."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    name: Text
    read_until: date
    first_day: date
    # How many entries of the body of facts the pack was written from; entries.csv says where each is held.
    entries: int | None = None
    notice: Text
    # The norms a reader looks for first, in this order; the others follow by name.
    read_first: list[str] = []
