"""What a written name was understood as."""

from dataclasses import dataclass
from typing import Literal

from arariwa.law.domain.taxa import Confidence

How = Literal[
    "scientific",
    "synonym",
    "scientific_misspelt",
    "name",
    "sound",
    "misspelt",
    "partial",
    "group",
    "lookalike",
]
Kind = Literal["one", "several", "none"]
Reason = Literal[
    "species.found",
    "species.group",
    "species.homonym",
    "species.mentions",
    "species.unsure",
    "species.not_found",
    "species.thing",
    "species.too_long",
    "species.empty",
]


@dataclass(frozen=True, slots=True)
class Match:
    """A taxon the text may mean. `name`: the recorded name that matched; `how`: by what way; `score` 0 to 1."""

    taxon: str
    rank: str
    score: float
    how: How
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text was understood as.

    `matches`: for *one* the taxon, for *several* all candidates, best first. `alternatives`: what else it may be; for
    *several* that begins with the candidates after the first. `product`: what of the animal or plant is spoken of.
    `common`: the narrowest taxon of the table that holds all matches.
    """

    query: str
    answer: Kind
    matches: tuple[Match, ...]
    alternatives: tuple[Match, ...]
    product: str | None
    confidence: Confidence
    reason: Reason
    common: str | None = None

    @property
    def best(self) -> Match | None:
        """The first match, None when nothing was answered."""
        return self.matches[0] if self.matches else None
