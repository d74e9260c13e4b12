"""A poll of a gathering, asked before and after by raised hands, seeds or cards: its questions, and what changed between.

Pure. The hands raised before and those raised after are not joined person by person, so that what is compared are two shares
of a room; there is no test of significance, for people see each other and do not answer on their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.core.reference_packs import Shape, Words

# Where a country's questions stand in its rights folder.
FILE = "session/poll.yaml"
# Of a normal distribution, for an interval of 95 %.
Z = 1.959964

Card = Literal["yes", "no", "unsure"]


class Option(Shape):
    """One answer people choose; `answer` is what it says of the act (None: that one does not know)."""

    id: str = Field(pattern=r"^[a-z]{1,12}$")
    say: Words
    card: Card
    answer: Literal["allowed", "allowed_if", "depends", "not_allowed"] | None


class Question(Shape):
    """What is asked; `right` is right by the law of `why`, as the written `situation` of the pack answers."""

    id: str = Field(pattern=r"^[a-z]{1,12}$")
    situation: str
    say: Words
    options: list[Option] = Field(min_length=2, max_length=4)
    right: str
    because: Words
    why: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _right_is_an_option(self) -> "Question":
        ids = [option.id for option in self.options]
        if twice := [id for id in ids if ids.count(id) > 1]:
            raise PydanticCustomError("pack.option_twice", "an option stands twice", {"given": twice[0]})
        if self.right not in ids:
            raise PydanticCustomError("pack.no_key", "no option is right")
        return self

    @property
    def answer(self) -> str | None:
        """What the right option says of the act."""
        return next(option.answer for option in self.options if option.id == self.right)

    def words(self) -> list[Words]:
        """Every sentence of it."""
        return [self.say, self.because, *(option.say for option in self.options)]


class PollFile(Shape):
    """session/poll.yaml"""

    questions: list[Question] = Field(min_length=1, max_length=12)

    @model_validator(mode="after")
    def _each_once(self) -> "PollFile":
        ids = [question.id for question in self.questions]
        if twice := [id for id in ids if ids.count(id) > 1]:
            raise PydanticCustomError("pack.id_twice", "each question stands once", {"given": twice[0]})
        return self

    def by_id(self) -> Mapping[str, Question]:
        """The questions by their id, in the order they are asked."""
        return {question.id: question for question in self.questions}


# What changed


@dataclass(frozen=True)
class Compared:
    """One question as one group of a room answered it twice; `before` and `after`: how many of the group were there.

    Whoever was there and chose nothing did not choose what is right.
    """

    group: str
    question: str
    right_before: int
    before: int
    right_after: int
    after: int

    @property
    def more(self) -> float:
        """Right answers after, beyond those there would have been with the share before."""
        return self.right_after - self.after * self.right_before / self.before


@dataclass(frozen=True)
class Change:
    """Shares of right answers, 0 to 1, and their difference with its interval; `n_before`, `n_after`: persons, not answers."""

    before: float
    after: float
    low: float
    high: float
    n_before: int
    n_after: int

    @property
    def difference(self) -> float:
        """After less before."""
        return self.after - self.before


def change(each: Iterable[Compared]) -> Change | None:
    """What changed, each group against itself and weighed by how many it was after; None of nothing.

    The interval is Newcombe's for two shares not joined in pairs (1998, method 10), with as many as were in the room, not as many
    as there were answers: answers of one person hang together. That people see each other it cannot know.
    """
    rows = list(each)
    of = sum(row.after for row in rows)
    if not of:
        return None
    after = sum(row.right_after for row in rows) / of
    before = sum(row.after * row.right_before / row.before for row in rows) / of
    room = {row.group: row for row in rows}.values()
    n_before, n_after = sum(row.before for row in room), sum(row.after for row in room)
    low_a, high_a = wilson(after, n_after)
    low_b, high_b = wilson(before, n_before)
    difference = after - before
    return Change(
        before,
        after,
        difference - sqrt((after - low_a) ** 2 + (high_b - before) ** 2),
        difference + sqrt((high_a - after) ** 2 + (before - low_b) ** 2),
        n_before,
        n_after,
    )


def wilson(share: float, n: int) -> tuple[float, float]:
    """The interval of 95 % of a share of n (Wilson, 1927)."""
    middle, square = share + Z * Z / (2 * n), Z * Z / n
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))
