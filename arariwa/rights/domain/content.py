"""The shapes of `packs/<country>/rights`: what citizens ask, the lawful ways, channels, community justice, harms, norms.

Every entry says what was read, how sure that is and whether a lawyer reviewed it. Amounts and times that were not found are
None, never zero. Sentences may hold references to the law (`[[pena CP-308]]`), so that a reform changes them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from arariwa.events.domain.polls import Question
from arariwa.law.domain.offences import Confidence, Reference, Review
from arariwa.law.domain.text import Shape, Text, Words
from arariwa.rights.domain.choices import Choices

# allowed_if: only if what is asked holds; depends: a fact is missing or someone must weigh it.
AnswerWord = Literal["allowed", "allowed_if", "depends", "not_allowed"]
VerdictWord = Literal["lawful", "not_lawful", "not_known"]
# What the engine says of the same facts where it and the written answer agree.
AGREES: Mapping[AnswerWord, VerdictWord] = {
    "allowed": "lawful",
    "not_allowed": "not_lawful",
    "allowed_if": "not_known",
    "depends": "not_known",
}
Theme = Literal["health", "forest", "livelihoods", "cruelty", "organised_crime", "corruption", "magnitude"]
ContactKind = Literal["whatsapp", "web", "telephone", "email", "in_person"]


class Entry(Shape):
    """What every entry carries of its origin."""

    id: Words
    sources: list[Reference] = Field(min_length=1)
    confidence: Confidence
    review: Review


class Cost(Shape):
    """A fee as published, where and when; `amount` None: not known. An amount of another region is a reference only."""

    amount: Decimal | None
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    place: Text | None = None
    # A year, a month or a day, as it was published.
    published: date | int | str | None = None
    confidence: Confidence
    note: Text | None = None

    @model_validator(mode="after")
    def _with_currency(self) -> "Cost":
        if self.amount is not None and self.currency is None:
            raise PydanticCustomError("missing", "an amount has a currency")
        return self


class Time(Shape):
    """How long a procedure or a title takes; `days` None: not known."""

    days: int | None = Field(ge=0)
    unit: Literal["calendar_days", "working_days"] | None = None
    known: Text
    confidence: Confidence


class Way(Entry):
    """A lawful way: which authority gives which title, in which steps; what it does not allow."""

    title: Text
    for_whom: Text
    authority: list[str] = Field(min_length=1)
    steps: list[Text] = Field(min_length=1)
    requirements: list[Text]
    cost: list[Cost] = Field(min_length=1)
    time: Time
    legal_basis: list[str] = Field(min_length=1)
    common_mistakes: list[Text]
    does_not_allow: list[Text]
    uncertain: Text | None = None


class Channel(Entry):
    """Where a citizen gives notice or files a complaint. `date_seen`: when we read it; `source_date`: how old what we read is."""

    institution: str
    name: Text
    kinds: list[ContactKind] = Field(min_length=1)
    contacts: list[str]
    use_for: Text
    # One may ask that the identity be kept secret; it does not mean that no data is collected.
    anonymous: bool
    # The department it serves (its code); None: the whole country.
    region: str | None = Field(None, pattern=r"^\d{2}$")
    date_seen: date
    source_date: str | None = Field(None, pattern=r"^\d{4}(-\d\d){0,2}$")
    warning: Text | None = None


class RightsNorm(Entry):
    """A rule answers rest on that the law pack does not hold, in words."""

    norm: Words
    article: str | None = None
    says: Text
    caution: Text | None = None


class CommunityActor(Shape):
    """What a community, patrol, committee or justice of the peace may and may not do."""

    id: Words
    name: Text
    may: list[Text] = Field(min_length=1)
    may_not: list[Text] = Field(min_length=1)
    notify: list[Text]
    institutions: list[str]
    limits: list[Text]
    legal_basis: list[str] = Field(min_length=1)
    uncertain: Text | None = None
    confidence: Confidence
    review: Review


class CommunityRecord(Shape):
    """What the record of a community holds, and what is never written there."""

    name: Text
    fields: list[Text] = Field(min_length=1)
    do_not_write: list[Text]
    legal_basis: list[str]
    confidence: Confidence
    review: Review


class Claim(Entry):
    """A claim of harm a campaign may make, with what must be said beside it."""

    theme: Theme
    claim: Text
    use: Text
    caveat: Text


class Unless(Shape):
    """What turns an answer, and into which."""

    es: Words
    en: Words
    answer: AnswerWord

    @property
    def says(self) -> Text:
        return Text(self.es, self.en)


class Sentence(Shape):
    """A sentence of its own, or the name of one several situations share."""

    es: Words | None = None
    en: Words | None = None
    use: Words | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Sentence":
        if (self.use is None) != (self.es is not None and self.en is not None):
            raise PydanticCustomError("missing", "either a sentence or the name of a shared one")
        return self


class Differs(Shape):
    """Where the answer and the engine's verdict must part: what the verdict is, and why the answer is another."""

    differs: VerdictWord
    why: Text


class Asked(Entry):
    """A question as citizens ask it, with its answer in plain words and, where the engine knows the act, its facts."""

    group: Words
    act: Words
    who: Text
    question: Text
    asks: list[Text]
    answer: AnswerWord
    short: Text
    unless: list[Unless] = []
    # As the law engine takes it, without the day unless a past one is asked about.
    situation: dict[str, Any] | None = None
    engine: Differs | None = None
    why: list[str] = Field(min_length=1)
    consequence: list[Sentence] = Field(min_length=1)
    ways: list[str]
    do_now: list[Text]
    contact: list[str]
    uncertain: list[Sentence] = []


class NoticeKind(Entry):
    """What a notice may be about, and which institutions it goes to, the first that is in the region first."""

    name: Text
    help: Text
    route: list[str] = Field(min_length=1)
    # Nobody outside the route ever reads it: neither whoever runs this copy nor an office it is passed to.
    only: bool = False
    note: Text | None = None


class RoutingFile(Shape):
    """routing.yaml"""

    kinds: list[NoticeKind] = Field(min_length=1)


class WaysFile(Shape):
    """ways.yaml"""

    ways: list[Way] = Field(min_length=1)


class ChannelsFile(Shape):
    """channels.yaml"""

    channels: list[Channel] = Field(min_length=1)


class NormsFile(Shape):
    """norms.yaml"""

    norms: list[RightsNorm]


class Signs(Shape):
    """Beginnings of words, small and without accents, by which a text sounds like a claim of harm."""

    es: list[Words] = Field(min_length=1)
    en: list[Words] = Field(min_length=1)


class HarmsFile(Shape):
    """harms.yaml"""

    signs: Mapping[Theme, Signs] = {}
    claims: list[Claim]


class CommunityFile(Shape):
    """community_justice.yaml"""

    principles: list[Text] = Field(min_length=1)
    actors: list[CommunityActor] = Field(min_length=1)
    record: CommunityRecord
    first_hour: list[Text] = Field(min_length=1)
    do_not_publish: list[Text]


class SituationsFile(Shape):
    """situations.yaml; `script`: what answers each question of the know-your-rights session; `held_on`: the day on which
    every answer was last held against the engine's verdict."""

    held_on: date
    groups: Mapping[str, Text]
    acts: Mapping[str, Text]
    script: Mapping[str, list[str]]
    shared: Mapping[str, Text]
    situations: list[Asked] = Field(min_length=1)


class Limits(Shape):
    """limits.yaml: from how many days on an answer says that it is old: since its copy was made, since the law was read."""

    copy_days: int = Field(ge=1)
    law_days: int = Field(ge=1)


class Rights(Shape):
    """A country's rights pack, read; entries by id."""

    ways: Mapping[str, Way]
    channels: Mapping[str, Channel]
    norms: Mapping[str, RightsNorm]
    community: CommunityFile
    claims: Mapping[str, Claim]
    groups: Mapping[str, Text]
    acts: Mapping[str, Text]
    script: Mapping[str, list[str]]
    shared: Mapping[str, Text]
    asked: Mapping[str, Asked]
    held_on: date
    # What is asked of a gathering before and after, by its id.
    poll: Mapping[str, Question]
    limits: Limits
    choices: Choices
    notice_kinds: Mapping[str, NoticeKind]
    fingerprint: str

    def sentence(self, said: Sentence) -> Text:
        """The words of a sentence, also of a shared one."""
        return self.shared[said.use] if said.use else Text(said.es or "", said.en or "")

    def actor(self, id: str) -> CommunityActor | None:
        """Who acts in the community, by id."""
        return next((actor for actor in self.community.actors if actor.id == id), None)

    def channels_of(self, institution: str) -> list[Channel]:
        """The official channels of an institution, those read best first."""
        order = ("high", "medium", "low")
        found = [c for c in self.channels.values() if c.institution == institution]
        return sorted(found, key=lambda c: order.index(c.confidence))

    def texts(self) -> Iterator[tuple[str, Text]]:
        """(where it stands, words) of every sentence for citizens."""
        for name in ("ways", "channels", "norms", "claims", "asked", "notice_kinds"):
            for id, entry in getattr(self, name).items():
                yield from _texts(entry, f"{name} {id}")
        yield from _texts(self.community, "community_justice")
        yield from _texts(self.choices, "choices")
        yield from ((f"shared {key}", words) for key, words in self.shared.items())
        for id, question in self.poll.items():
            yield from ((f"poll {id}", Text(words.es, words.en)) for words in question.words())


def _texts(value: Any, at: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, Sentence | Unless):
        if value.es and value.en:
            yield at, Text(value.es, value.en)
    elif isinstance(value, Shape):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), f"{at} {name}")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, f"{at} {key}")
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, at)


def verdict_word(lawful: bool | None) -> VerdictWord:
    """What a verdict says, as a pack names it."""
    return "not_known" if lawful is None else "lawful" if lawful else "not_lawful"
