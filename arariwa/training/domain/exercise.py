"""What an exercise is: its situation told to each role, its questions and scenes, its criteria, its answers. Pure.

The shape of `packs/exercises/<slug>/exercise.yaml`; `docs/exercises.md` explains it to whoever writes one.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from arariwa.law.domain.text import Text

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]{0,39}$")]
OptionCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,59}$")]
Minute = Annotated[int, Field(ge=0, le=10_000)]
KINDS = (
    "rules_challenge",
    "case_simulation",
    "branching_hearing",
    "timed_decision",
    "network_simulation",
    "tabletop_injects",
    "red_flag_review",
    "document_drafting",
    "judgment_writing",
)
Kind = Literal[
    "rules_challenge",
    "case_simulation",
    "branching_hearing",
    "timed_decision",
    "network_simulation",
    "tabletop_injects",
    "red_flag_review",
    "document_drafting",
    "judgment_writing",
]
# Systems an exercise may wait for.
Need = Literal["network", "assessment", "cooperation"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(_Shape):
    """A role of the team: under which role of the system it acts, in an office of the first institution that has one."""

    title: Text
    role: Literal["police", "customs", "wildlife", "prosecutor", "laboratory", "judge", "analyst"]
    institutions: list[str] = Field(min_length=1)
    briefing: Text


class Told(_Shape):
    """A document or an inject: what it says, to which roles (none named: to all), from which minute on."""

    code: Code
    title: Text
    text: Text
    to: list[str] = []
    minute: Minute = 0
    # Stands at its place in the exercise as it reads in real papers; where the facts come from.
    source: str = ""


class Option(_Shape):
    """One answer one may choose; `shows` is what one learns by choosing it."""

    code: OptionCode
    text: Text
    shows: Text | None = None


class Question(_Shape):
    """Something answered on the exercise's own page, because no other page of the system holds it.

    `law` names a fact of `facts`: the options are then those the engine of the law knows, and so is the key.
    """

    code: Code
    kind: Literal["one", "several", "match", "number", "hour", "text", "agreements"]
    ask: Text
    help: Text | None = None
    of: list[str] = []
    options: list[Option] = []
    rows: list[Option] = []
    opens: Minute = 0
    until: Minute | None = None
    # Answered once and for all, as one speaks in a hearing or lets a lorry go.
    once: bool = False
    # At most so many questions of a group may be answered; without a group, so many of several options chosen.
    group: str = ""
    most: int | None = None


class Way(_Shape):
    """What one may say in a scene, what follows at once, and which scene comes next ("" ends)."""

    code: Code
    text: Text
    reply: Text | None = None
    to: str = ""


class Scene(_Shape):
    """A moment of a hearing: someone speaks, and the one whose turn it is chooses what to say."""

    code: Code
    speaker: Text
    text: Text
    of: list[str] = []
    ways: list[Way] = Field(min_length=2)


class Fact(_Shape):
    """A dated fact and the same fact as the engine of the law is asked it."""

    code: Code
    text: Text
    situation: dict[str, Any]
    source: str = ""


class Criterion(_Shape):
    """What is graded: a check of the vocabulary with what it needs, its points, and why it matters."""

    code: Code
    title: Text
    points: int = Field(ge=1, le=100)
    check: str
    given: dict[str, Any] = {}
    # A failure that fails the exercise whatever the other points are.
    critical: bool = False
    why: Text


class Step(_Shape):
    """One step of the model answer, or of a planted mistake: at which minute, who, what, told in words."""

    step: Code
    at: Minute
    of: str
    do: Literal[
        "answer",
        "say",
        "register",
        "identify",
        "hand_over",
        "receive",
        "open_case",
        "state_facts",
        "decide",
    ]
    given: dict[str, Any] = {}
    tell: Text | None = None


class Wrong(_Shape):
    """A solution that is wrong on purpose: the model with steps left out, changed or added, and what it must lose."""

    code: Code
    title: Text
    drop: list[Code] = []
    change: dict[str, dict[str, Any]] = {}
    move: dict[str, Minute] = {}
    add: list[Step] = []
    # Points lost of each criterion; of any other it must lose none.
    loses: dict[str, int] = Field(min_length=1)
    critical: list[Code] = []


class Point(_Shape):
    """A point of the chain of trade at which goods can be stopped."""

    code: Code
    text: Text


class Interdiction(_Shape):
    """An exercise whose goal is that the goods are stopped before they enter commerce.

    `chain` is in the order of the trade; at its last point nothing was stopped. `goods`: the question in which it is
    decided on each unlawful load -> the point each decision stops it at, or another question whose answer says the point.
    A decision that is not named, comes too late or is not taken stops nothing.
    """

    kind: Literal["interdiction"]
    chain: list[Point] = Field(min_length=3)
    # The point from which on goods are in commerce.
    commerce: Code
    goods: dict[Code, dict[Code, Code]] = Field(min_length=1)


class Exercise(_Shape):
    """An exercise as its folder tells it."""

    code: Annotated[str, Field(pattern=r"^EX-[0-9]{2}$")]
    title: Text
    summary: Text
    kind: Kind
    minutes: int = Field(ge=5, le=600)
    needs: list[Need] = []
    # Local time at which its clock begins, and where: offices of that place are preferred.
    begins: datetime
    # How fast its clock runs alone: a day at the table passes in two hours with 12.
    speed: int = Field(default=1, ge=1, le=60)
    ubigeo: str = ""
    sources: list[str] = []
    roles: dict[str, Role] = {}
    documents: list[Told] = []
    injects: list[Told] = []
    facts: list[Fact] = []
    planted: list[Step] = []
    questions: list[Question] = []
    scenes: list[Scene] = []
    criteria: list[Criterion] = []
    pass_at: int = Field(default=70, ge=1, le=100)
    goal: Interdiction | None = None
    model: list[Step] = []
    wrong: list[Wrong] = []

    def question(self, code: str) -> Question | None:
        """The question of that code."""
        return next((q for q in self.questions if q.code == code), None)

    def scene(self, code: str) -> Scene | None:
        """The scene of that code."""
        return next((s for s in self.scenes if s.code == code), None)

    def situations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(code, situation) of each fact the engine is asked."""
        for fact in self.facts:
            yield fact.code, fact.situation


def number(value: object) -> Decimal:
    """A number as a pack or a form wrote it."""
    return Decimal(str(value))


def with_mistake(exercise: Exercise, wrong: Wrong) -> list[Step]:
    """The steps of the model answer with the planted mistake in them, in the order of their minutes."""
    steps = []
    for step in exercise.model:
        if step.step in wrong.drop:
            continue
        given = _changed(step.given, wrong.change.get(step.step, {}))
        steps.append(step.model_copy(update={"given": given, "at": wrong.move.get(step.step, step.at)}))
    return sorted([*steps, *wrong.add], key=lambda s: s.at)


def _changed(given: Any, change: Any) -> Any:
    """`change` laid over `given`, level by level; null takes a value away."""
    if not isinstance(given, dict) or not isinstance(change, dict):
        return change
    merged = {k: _changed(given[k], v) if k in given else v for k, v in change.items()}
    return {k: v for k, v in {**given, **merged}.items() if v is not None}
