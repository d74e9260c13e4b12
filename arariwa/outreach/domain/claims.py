"""Claims of harm as a campaign uses them: their source and review, their caveat, and texts that sound like one. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from arariwa.core.domain import chain
from arariwa.core.domain.places import folded
from arariwa.law.domain.offences import Confidence, Reference, Review
from arariwa.law.domain.text import Shape, Text, Words

# Nobody looked at it here; someone did and it may be used; someone did and it may not.
Reviewed = Literal["unreviewed", "reviewed", "unfit"]


class PackClaim(Shape):
    """A claim as harms.yaml has it."""

    id: Words
    theme: Words
    claim: Text
    use: Text
    caveat: Text
    sources: list[Reference] = Field(min_length=1)
    confidence: Confidence
    review: Review


class Signs(Shape):
    """Beginnings of words by which a text sounds like a claim of one theme."""

    es: list[Words]
    en: list[Words]


class HarmsFile(Shape):
    """harms.yaml"""

    signs: Mapping[str, Signs] = {}
    claims: list[PackClaim]


@dataclass(frozen=True)
class Claim:
    """A claim of the pack or of a campaign, the same to whoever uses it."""

    key: str
    theme: str
    text: Text
    caveat: Text
    sources: tuple[Reference, ...]
    confidence: str = ""
    use: Text | None = None
    state: Reviewed = "unreviewed"
    # Of the review that holds, where people here made it: when, who, what they noted.
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    note: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of what it says: a review and an approval hold for these words and no others."""
        said: dict[str, Any] = {
            "text": [self.text.es, self.text.en],
            "caveat": [self.caveat.es, self.caveat.en],
            "sources": [[one.title, one.url or ""] for one in self.sources],
        }
        return hashlib.sha256(chain.canonical(said)).hexdigest()

    def caveat_in(self, text: str, language: str) -> bool:
        """Whether its caveat stands in a text; in a language other than these two either wording will do."""
        wordings = {"es": [self.caveat.es], "en": [self.caveat.en]}.get(
            language, [self.caveat.es, self.caveat.en]
        )
        return any(folded(words) in folded(text) for words in wordings)


def of_pack(claim: PackClaim) -> Claim:
    """A claim of the pack, in the state the pack itself gives it."""
    states: dict[Review, Reviewed] = {"reviewed": "reviewed", "corrected": "reviewed", "disputed": "unfit"}
    return Claim(
        claim.id,
        claim.theme,
        claim.claim,
        claim.caveat,
        tuple(claim.sources),
        claim.confidence,
        claim.use,
        states.get(claim.review, "unreviewed"),
    )


def sounds_like(text: str, signs: Mapping[str, Signs]) -> list[str]:
    """The themes of which a text seems to claim something: a word of it begins as one of their signs."""
    words = f" {folded(text)}"
    return [
        theme
        for theme, found in signs.items()
        if any(f" {folded(sign)}" in words for sign in (*found.es, *found.en))
    ]


def unclaimed(text: str, claims: Iterable[Claim], signs: Mapping[str, Signs]) -> list[str]:
    """Of these themes those no claim linked to the text is about, nor speaks of itself or in its caveat."""
    linked: set[str] = set()
    for claim in claims:
        words = f"{claim.text.es}\n{claim.text.en}\n{claim.caveat.es}\n{claim.caveat.en}"
        linked |= {claim.theme, *sounds_like(words, signs)}
    return [theme for theme in sounds_like(text, signs) if theme not in linked]


@dataclass(frozen=True)
class Lack:
    """Why a post cannot be approved: code of the refusal, the claim it is about ("" for the post), values of the sentence."""

    code: str
    claim: str = ""
    values: Mapping[str, Any] | None = None


def lacks(text: str, language: str, claims: Sequence[Claim]) -> list[Lack]:
    """What stands between a text with these claims and its approval."""
    found = []
    for claim in claims:
        about = {"claim": claim.text.in_(language)}
        if not claim.sources:
            found.append(Lack("claim.unsourced", claim.key, about))
        if claim.state == "unreviewed":
            found.append(Lack("claim.unreviewed", claim.key, about))
        if claim.state == "unfit":
            found.append(Lack("claim.unfit", claim.key, about))
        if not claim.caveat_in(text, language):
            found.append(Lack("claim.caveat_missing", claim.key, {"caveat": claim.caveat.in_(language)}))
    return found
