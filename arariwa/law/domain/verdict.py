"""What the engine answers, with every reason and source. Plain dataclasses; `Verdict.data()` is the JSON form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, overload

from pydantic import TypeAdapter

from arariwa.law.domain.conditions import State
from arariwa.law.domain.offences import Confidence, Kind, Penalty, Range, Review, RuleGroup, Source, Status
from arariwa.law.domain.text import Text

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that decided: where it stands in the situation, what it says, and who says so (None: as told)."""

    path: str
    value: Any
    label: Text
    shown: Text
    source: str | None


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element: its state, why, from which facts, and the article that asks for it.

    `inferred`: concluded, not told. `disputed`: only one of two readings of the law reaches it. `why` is put together
    from `because` (the reason of an inference, or the disputed question), the facts and the `missing` terms.
    """

    code: str
    label: Text
    state: State
    why: Text
    facts: list[FactUsed]
    source: str
    inferred: bool = False
    disputed: bool = False
    # An exclusion: satisfied, it takes the facts out of the offence.
    excludes: bool = False
    note: Text | None = None
    because: Text | None = None
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OffenceResult:
    """One version of one offence held against the facts.

    `role`: listed, alternative (another qualification under a disputed reading), concurrent (apparent concurrence),
    associated, infraction, not_pointed (nothing told points to it) or excluded.
    """

    id: str
    code: str
    kind: Kind
    name: Text
    status: Status
    role: str
    elements: list[ElementResult]
    penalty: Penalty
    source: Source
    confidence: Confidence
    review: Review
    in_force_from: str
    in_force_until: str | None
    specimens: list[int]
    actors: list[int]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class AggravationResult:
    """One circumstance of an aggravated form, for the base offences in `raises`."""

    id: str
    num: int | None
    code: str
    status: Status
    text: Text
    elements: list[ElementResult]
    raises: list[str]
    penalty: Penalty
    source: Source
    confidence: Confidence
    review: Review
    specimens: list[int]
    actors: list[int]


@dataclass(frozen=True, slots=True)
class DayFines:
    """Day-fines; a note says when it is disputed that they apply."""

    min: int
    max: int
    note: Text | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disputed reading and the prison range that follows."""

    text: Text
    penalty_range_years: Range | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A point on which the law is read in two ways; neither is chosen by the program.

    `about`: aggravation (does the circumstance count) or qualification (is it this offence instead).
    """

    code: str
    about: str
    id: str
    num: int | None
    question: Text
    sides: list[Side]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else the answer could be under the disputed readings, at its gravest."""

    text: Text
    penalty_range_years: Range | None
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Pointer:
    """An associated offence, a consequence in procedure, or an infraction: what, why, from which source."""

    id: str
    text: Text
    why: Text
    facts: list[FactUsed]
    source: Source
    confidence: Confidence
    review: Review
    status: Status | None = None
    penalty: Penalty | None = None
    note: Text | None = None
    # A rule of procedure: the days of the act for which its text holds, when the day of the act was not told.
    acts_from: str | None = None
    acts_until: str | None = None
    # Why it stands beside another offence; without it `why` says the facts.
    because: Text | None = None
    # The heading of a rule of procedure.
    group: RuleGroup | None = None


@dataclass(frozen=True, slots=True)
class LawfulResult:
    """A lawful way that covers the facts (`covers`) or may cover them (`may_cover`: what is missing is not known).

    `needs`, `limits`, `not_covered`: what it asks for, its limits, and what people take for covered and is not.
    """

    id: str
    name: Text
    status: str
    why: Text
    facts: list[FactUsed]
    missing: list[str]
    needs: list[Text]
    limits: list[Text]
    not_covered: list[Text]
    authorities: list[str]
    source: Source
    confidence: Confidence
    review: Review
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class LimitResult:
    """A length of a time limit that runs, or may run, in such a case: `status` common, applies or may_apply."""

    id: str
    limit: str
    name: Text
    limit_name: Text
    amount: int
    unit: str
    status: str
    extends: str | None
    source: Source
    confidence: Confidence
    review: Review


@dataclass(frozen=True, slots=True)
class Third:
    """One third of the range of prison, in months."""

    code: str
    name: Text
    from_months: Decimal
    to_months: Decimal
    shown: Text


@dataclass(frozen=True, slots=True)
class PrescriptionResult:
    """When the action on an offence prescribes: in years, and on which day when the beginning is known."""

    id: str
    ordinary_years: Decimal
    longest_years: Decimal
    begins: Text
    ordinary_on: str | None
    longest_on: str | None
    notes: list[Text]
    source: Source
    confidence: Confidence
    review: Review


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact to find out: the question, what it would decide, and what the penalty could become. Ranked by `weight`."""

    path: str
    label: Text
    ask: Text
    decides: list[str]
    changes: Text | None
    weight: float


@dataclass(frozen=True, slots=True)
class Milder:
    """A later version that is more favourable to the accused: not_punishable or lower_penalty."""

    id: str
    code: str
    since: str
    effect: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader must know before relying on the answer."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class ByDate:
    """What holds on a part of the span of days, when the law changed within it."""

    start: str
    until: str
    offences: dict[str, Status]
    penalty_range_years: Range | None


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What would hold if specimens told as one taxon were the one it is taken for.

    `changes`: whether offences, aggravations or the range of prison would differ; they are those of the look-alike,
    by id; `text` says it in a sentence. `tells`: what tells the two apart, with its `confidence` and `review` (None: not recorded).
    """

    specimen: int
    specimens: list[int]
    taxon: str
    lookalike: str
    tells: Text | None
    confidence: Confidence | None
    review: str | None
    changes: bool
    text: Text
    offences: dict[str, Status]
    aggravations: dict[str, Status]
    penalty_range_years: Range | None


class Later(Sequence[Row]):
    """Rows made when someone first reads them: most readers of a verdict never ask why nothing points to an offence."""

    def __init__(self, make: Callable[[], list[Row]]) -> None:
        self._make = make
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows, made once."""
        if self._rows is None:
            self._rows = self._make()
        return self._rows

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self.rows[at]

    def __len__(self) -> int:
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.rows == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `offences` and `aggravations` hold what applies or may apply; `considered` holds every one, with reasons.

    `lawful`: False when an offence applies with all its elements, True when what is told is covered by a title or an
    exception, None otherwise. `penalty_range_years` is the range as the facts stand; disputed readings are beside it.
    """

    lawful: bool | None
    offences: list[OffenceResult]
    aggravations: list[AggravationResult]
    penalty_range_years: Range | None
    penalty_reached: Text | None
    day_fines: DayFines | None
    alternative_reading: Alternative | None
    readings: list[Reading]
    associated_to_explore: list[Pointer]
    procedure_flags: list[Pointer]
    administrative: list[Pointer]
    lawful_uses: list[LawfulResult]
    sentencing: list[Pointer]
    thirds: list[Third]
    prescription: list[PrescriptionResult]
    time_limits: list[LimitResult]
    to_find_out: list[Finding]
    later_milder: list[Milder]
    warnings: list[Caution]
    considered: Sequence[OffenceResult]
    considered_aggravations: Sequence[AggravationResult]
    law_date: str
    by_date: list[ByDate] = field(default_factory=list)
    # Filled only when asked for: domain/lookalikes.py.
    lookalikes: list[Lookalike] = field(default_factory=list)
    country: str = ""
    pack_fingerprint: str = ""
    confidence: Confidence = "high"
    review: Review = "unreviewed"
    notice: Text | None = None

    def data(self) -> dict[str, Any]:
        """The verdict as JSON holds it; decimals are numbers of years and days."""
        whole = replace(
            self,
            considered=list(self.considered),
            considered_aggravations=list(self.considered_aggravations),
        )
        return _adapter().dump_python(whole, mode="json")  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Outline:
    """A verdict without its reasons: what applies or may apply, by id."""

    lawful: bool | None
    offences: dict[str, Status]
    aggravations: dict[str, Status]
    penalty_range_years: Range | None

    @classmethod
    def of(cls, verdict: Verdict) -> "Outline":
        """What `legality.outline` says of the same situation."""
        return cls(
            verdict.lawful,
            {row.id: row.status for row in verdict.offences},
            {aggravation_id(row.id, row.num): row.status for row in verdict.aggravations},
            verdict.penalty_range_years,
        )


def aggravation_id(version: str, num: int | None) -> str:
    """A circumstance of an aggravated form as it is named: CP-309.1 num. 3."""
    return version if num is None else f"{version} num. {num}"


def circumstance_id(version: str, num: int | None, code: str) -> str:
    """A circumstance as examples name its penalty: by its number, else by its code."""
    return f"{version} {code}" if num is None else aggravation_id(version, num)


@cache
def _adapter() -> TypeAdapter[Verdict]:
    return TypeAdapter(Verdict)


def schema() -> dict[str, Any]:
    """The JSON Schema of a verdict."""
    return _adapter().json_schema(mode="serialization")
