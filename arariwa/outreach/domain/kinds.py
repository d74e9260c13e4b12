"""The shapes of `packs/int/platforms`: kinds of files platforms export, what their figures mean, when they count otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from arariwa.core.domain.places import folded
from arariwa.law.domain.offences import Confidence
from arariwa.law.domain.text import Shape, Text, Words

Language = Literal["es", "en", "pt"]
LANGUAGES: tuple[Language, ...] = ("es", "en", "pt")
# What one row of a file is about. `named`: known, so that a person learns what it is, but not imported.
Grain = Literal["post", "day", "chat", "named"]
# What a column holds. `link_object`: a link whose end is the id of the post.
As = Literal["object", "account", "account_name", "link", "link_object", "published", "day", "text", "metric"]
Unit = Literal["count", "accounts", "seconds", "hours", "milliseconds", "average", "percent"]
# How a share is written: 4.02 for 4.02 percent, 0.31 for 31 percent, or a time as on a clock.
Form = Literal["number", "percent", "share", "clock"]


class Heads(Shape):
    """The heads of one column in each language, and in which language they are only remembered."""

    heads: dict[Language, list[Words]]
    low: list[Language] = []

    def each(self) -> Iterator[tuple[str, Language, bool]]:
        """(folded head, language, whether it is sure)."""
        for language, heads in self.heads.items():
            for head in heads:
                yield folded(head), language, language not in self.low


class Column(Heads):
    """A column a kind of file may have."""

    code: Words
    as_: As = Field(alias="as")
    metric: Words = ""
    form: Form = "number"


class Above(Heads):
    """The name of a metric on a line above the head."""

    metric: Words


class Kind(Shape):
    """A kind of file: by which columns it is known, what its rows are about."""

    id: Words
    platform: str
    name: Text
    where: Text
    grain: Grain
    # One column of each group is there; none of `not_with` is.
    needs: list[list[Words]]
    not_with: list[Words] = []
    totals_in: Words = ""
    metric_above: bool = False
    id_may_lack: bool = False
    replies_begin: str = ""
    asks: list[Literal["account", "platform", "period"]] = []
    interactions: list[Words] = []
    file_names: list[str] = []
    confidence: Confidence
    sources: list[Words] = Field(min_length=1)
    columns: list[Column]
    above: list[Above] = []

    def column(self, code: str) -> Column | None:
        """The column of that code."""
        return next((one for one in self.columns if one.code == code), None)


class Metric(Shape):
    """A figure platforms give. `unique`: it counts accounts and is never added over posts, days or platforms."""

    id: Words
    name: Text
    means: Text
    unit: Unit
    unique: bool

    @property
    def adds(self) -> bool:
        """Whether it may be added over posts and days."""
        return not self.unique and self.unit not in ("average", "percent")


class MetricsFile(Shape):
    metrics: list[Metric]


class Change(Shape):
    """From `on` a platform counts these metrics otherwise."""

    on: str = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    platform: Words
    metrics: list[Words]
    what: Text
    source: Words
    confidence: Confidence

    @property
    def first(self) -> date:
        """Its first day; that of the month or year where no day was published."""
        year, month, day = (int(part) for part in (self.on + "-01-01")[:10].split("-"))
        return date(year, month, day)


class ChangesFile(Shape):
    changes: list[Change]


class Chat(Shape):
    media: list[Words]
    deleted: list[Words]


class WordsFile(Shape):
    """Words among the figures."""

    totals: list[Words]
    not_given: list[str]
    thousand: list[Words]
    million: list[Words]
    months: dict[int, list[Words]]
    chat: Chat

    @cached_property
    def month_of(self) -> Mapping[str, int]:
        """Word of a month -> its number."""
        return {folded(word): n for n, words in self.months.items() for word in words}

    @cached_property
    def total_words(self) -> frozenset[str]:
        """The words of a row of totals, folded."""
        return frozenset(map(folded, self.totals))


@dataclass(frozen=True)
class Platforms:
    """The pack as read."""

    kinds: Mapping[str, Kind]
    metrics: Mapping[str, Metric]
    changes: tuple[Change, ...]
    words: WordsFile
    fingerprint: str = ""
    known: Mapping[str, Mapping[str, list[tuple[Column, Language, bool]]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        kinds: Mapping[str, Kind],
        metrics: Mapping[str, Metric],
        changes: list[Change],
        words: WordsFile,
        fingerprint: str = "",
    ) -> "Platforms":
        """With the heads of each kind by their folded form."""
        known: dict[str, dict[str, list[tuple[Column, Language, bool]]]] = {}
        for kind in kinds.values():
            heads = known.setdefault(kind.id, {})
            for column in kind.columns:
                for head, language, sure in column.each():
                    heads.setdefault(head, []).append((column, language, sure))
        ordered = tuple(sorted(changes, key=lambda one: (one.first, one.platform)))
        return cls(kinds, metrics, ordered, words, fingerprint, known)

    def breaks(self, platform: str, metric: str) -> list[date]:
        """The days from which the platform counts this metric otherwise."""
        return [one.first for one in self.changes if one.platform == platform and metric in one.metrics]
