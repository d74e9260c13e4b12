"""The seven kinds of questions, what an answer to each is, and how it is marked. Pure; what the law says comes in as a key.

An answer is what JSON holds; ids are those of the question, never the places on a page:
`one` and `vignette` with options: an id; `several` and `order`: a list of ids; `match`: {left id: right id};
`number`: digits with a point; `text`: words. No answer is None, which is worth nothing.

Points are a share of one question, 0 to 1:
- several: keys chosen less others chosen, of all keys, never below 0;
- order: of the pairs of neighbours in the right order, the share that stand next to each other in the answer;
- match: the share of lefts with the right that is theirs;
- the others: all or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from arariwa.core.domain.places import folded
from arariwa.law.domain.entries import digest_of
from arariwa.law.domain.text import Shape, Words

MOST_OPTIONS = 4
# Longer than any answer a page of ours sends.
LONGEST_ANSWER, MOST_PARTS = 500, 20
STATUSES = ("firm", "possible", "uncertain", "no")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Review = Literal["unreviewed", "reviewed", "generated", "approved"]
Answer = str | list[str] | dict[str, str] | None


class Said(Shape):
    """Words in Spanish; English may follow."""

    es: Words
    en: str = ""

    def in_(self, language: str) -> str:
        """The words in `language`, in Spanish where there is no other."""
        return (self.en if language == "en" else "") or self.es


class Option(Said):
    """One option of a choice: `key` when it is right, `why` what is told to who chose it."""

    id: Id
    key: bool = False
    why: Said | None = None


class Item(Said):
    """One of the things to put in order."""

    id: Id


class Pair(Shape):
    """What belongs together."""

    left: Said
    right: Said


class _Question(Shape):
    """What every question has. `law`: entries of the law pack whose change makes it stale."""

    id: Id
    module: int = Field(ge=1)
    competency: str
    level: Literal["recall", "apply", "analyse"]
    stem: Said
    law: list[str]
    source: str = Field(min_length=1)
    review: Review
    why: Said | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the question asks; who reviewed it is left out."""
        return digest_of(self.model_copy(update={"review": "unreviewed"}))


def _refuse(code: str, **values: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, {key: str(value) for key, value in values.items()})  # type: ignore[arg-type]


def _distinct(said: Sequence[Said], ids: Sequence[str]) -> None:
    for id_ in ids:
        if list(ids).count(id_) > 1:
            raise _refuse("pack.id_twice", given=id_)
    words = [folded(each.es) or each.es for each in said]
    for each, word in zip(said, words, strict=True):
        if words.count(word) > 1:
            raise _refuse("pack.option_twice", given=each.es)


class One(_Question):
    """One key among the options."""

    kind: Literal["one"]
    options: list[Option] = Field(min_length=2, max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _one_key(self) -> "One":
        keys = sum(option.key for option in self.options)
        if not keys:
            raise _refuse("pack.no_key")
        if keys > 1:
            raise _refuse("pack.two_keys", found=keys)
        _distinct(self.options, [o.id for o in self.options])
        return self


class Several(_Question):
    """Several keys among the options."""

    kind: Literal["several"]
    options: list[Option] = Field(min_length=2, max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _some_key(self) -> "Several":
        if not any(option.key for option in self.options):
            raise _refuse("pack.no_key")
        _distinct(self.options, [o.id for o in self.options])
        return self


class Order(_Question):
    """Things to put in order, written in the right one."""

    kind: Literal["order"]
    items: list[Item] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def _apart(self) -> "Order":
        _distinct(self.items, [i.id for i in self.items])
        return self


class Match(_Question):
    """Lefts, each with its right; `extra` rights fit nothing."""

    kind: Literal["match"]
    pairs: list[Pair] = Field(min_length=2, max_length=8)
    extra: list[Said] = Field([], max_length=4)

    @model_validator(mode="after")
    def _apart(self) -> "Match":
        _distinct([p.left for p in self.pairs], [])
        _distinct([*{p.right.es: p.right for p in self.pairs}.values(), *self.extra], [])
        return self

    @cached_property
    def lefts(self) -> dict[str, Said]:
        """Lefts by id."""
        return {f"l{i}": pair.left for i, pair in enumerate(self.pairs, 1)}

    @cached_property
    def rights(self) -> dict[str, Said]:
        """Rights by id; two lefts may share one."""
        different = {said.es: said for said in (*(p.right for p in self.pairs), *self.extra)}
        return {f"r{i}": said for i, said in enumerate(different.values(), 1)}

    @cached_property
    def key(self) -> dict[str, str]:
        """Left id -> right id."""
        ids = {said.es: id_ for id_, said in self.rights.items()}
        return {left: ids[pair.right.es] for left, pair in zip(self.lefts, self.pairs, strict=True)}


class LawValue(Shape):
    """A figure of the law pack: a length of a time limit, or a bound of the prison term an offence carries on a day."""

    time_limit: str | None = None
    # Which of its lengths; needed where it has several.
    limit: str | None = None
    penalty: str | None = None
    bound: Literal["min", "max"] | None = None
    on: date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "LawValue":
        if (self.time_limit is None) == (self.penalty is None) or bool(self.penalty) != bool(self.bound):
            raise _refuse("pack.law_value_form")
        return self


class Number(_Question):
    """A figure, given or taken from the law pack."""

    kind: Literal["number"]
    answer: Decimal | None = None
    tolerance: Decimal = Field(Decimal(0), ge=0)
    unit: Said | None = None
    law_value: LawValue | None = None

    @model_validator(mode="after")
    def _one_key(self) -> "Number":
        if self.answer is None and self.law_value is None:
            raise _refuse("pack.no_key")
        if self.answer is not None and self.law_value is not None:
            raise _refuse("pack.two_keys", found=2)
        return self


class ShortText(_Question):
    """A word or two; case, accents and punctuation do not count."""

    kind: Literal["text"]
    accept: list[Words] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _something_left(self) -> "ShortText":
        if not all(folded(word) for word in self.accept):
            raise _refuse("pack.no_key")
        return self


class OffenceOption(Shape):
    """An offence or one of its versions to choose from; without words of its own it is called as the pack calls it."""

    id: Id
    offence: str
    es: str = ""
    en: str = ""
    why: Said | None = None


class Vignette(_Question):
    """A situation; the key is what the engine answers to it."""

    kind: Literal["vignette"]
    situation: dict[str, Any]
    ask: Annotated[
        str, StringConstraints(pattern=r"^(offence|lawful|min_years|max_years|status:[A-Z0-9][\w.-]*)$")
    ]
    options: list[OffenceOption] = Field([], max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _options_where_asked(self) -> "Vignette":
        if self.ask == "offence" and len(self.options) < 2:
            raise _refuse("pack.no_options")
        if self.ask != "offence" and self.options:
            raise _refuse("pack.options_unasked")
        for ids in ([o.id for o in self.options], [o.offence for o in self.options]):
            _distinct([], ids)
        return self

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for."""
        return self.ask in ("min_years", "max_years")

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids one chooses from; none where a number is asked for."""
        if self.ask == "offence":
            return tuple(option.id for option in self.options)
        return () if self.is_number else ("yes", "no") if self.ask == "lawful" else STATUSES


Question = One | Several | Order | Match | Number | ShortText | Vignette
KINDS: dict[str, type[Question]] = {
    "one": One,
    "several": Several,
    "order": Order,
    "match": Match,
    "number": Number,
    "text": ShortText,
    "vignette": Vignette,
}
_ANY: TypeAdapter[Question] = TypeAdapter(Annotated[Question, Field(discriminator="kind")])


def question(data: Mapping[str, Any]) -> Question:
    """A question from plain values; ValidationError when it is not one."""
    return _ANY.validate_python(data)


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer in the shape of an answer, and why, where the engine says so."""

    answer: Any
    why: Said | None = None


def own_key(asked: Question) -> Key | None:
    """The key a question carries itself; None where the law has to be asked (`keys.py`)."""
    if isinstance(asked, One):
        return Key(next(o.id for o in asked.options if o.key))
    if isinstance(asked, Several):
        return Key([o.id for o in asked.options if o.key])
    if isinstance(asked, Order):
        return Key([i.id for i in asked.items])
    if isinstance(asked, Match):
        return Key(asked.key)
    if isinstance(asked, ShortText):
        return Key(asked.accept[0])
    return Key(str(asked.answer)) if isinstance(asked, Number) and asked.answer is not None else None


@dataclass(frozen=True, slots=True)
class Marked:
    """What an answer is worth (0 to 1), the right answer, and what is told to who gave it."""

    points: Fraction
    right: Any
    feedback: tuple[Said, ...] = ()

    @property
    def full(self) -> bool:
        """Whether nothing is missing."""
        return self.points == 1


def mark(asked: Question, answer: Answer, key: Key) -> Marked:
    """Mark an answer by the key (`own_key`, or `keys.key_of` where the law decides). Nothing raises: what is no answer
    to the question is worth nothing."""
    given = well_formed(asked, answer)
    return Marked(_points(asked, given, key.answer), key.answer, _feedback(asked, given, key))


def well_formed(asked: Question, answer: object) -> Answer:
    """The answer if it is one to this question, else None: right shape, known ids, each once."""
    if isinstance(asked, One) or (isinstance(asked, Vignette) and not asked.is_number):
        ids: tuple[str, ...] = tuple(o.id for o in asked.options) if isinstance(asked, One) else asked.choices
        return answer if isinstance(answer, str) and answer in ids else None
    if isinstance(asked, Several | Order):
        known = [each.id for each in (asked.options if isinstance(asked, Several) else asked.items)]
        if not isinstance(answer, list) or len(answer) > len(known):
            return None
        good = all(isinstance(id_, str) and id_ in known and answer.count(id_) == 1 for id_ in answer)
        return answer if answer and good else None
    if isinstance(asked, Match):
        if not isinstance(answer, dict) or len(answer) > len(asked.lefts):
            return None
        good = all(left in asked.lefts and right in asked.rights for left, right in answer.items())
        return answer if answer and good else None
    if not isinstance(answer, str) or not answer.strip() or len(answer) > LONGEST_ANSWER:
        return None
    if isinstance(asked, ShortText):
        return answer
    return answer if _decimal(answer) is not None else None


def _decimal(text: str) -> Decimal | None:
    """Digits with a point; a page has read what people write (`formatting.parse_quantity`) before."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 13 else None


def _points(asked: Question, answer: Any, key: Any) -> Fraction:
    if answer is None:
        return Fraction(0)
    if isinstance(asked, Several):
        hits = sum(id_ in key for id_ in answer)
        return max(Fraction(hits - (len(answer) - hits), len(key)), Fraction(0))
    if isinstance(asked, Order):
        neighbours = set(zip(key, key[1:], strict=False))
        return Fraction(
            sum(pair in neighbours for pair in zip(answer, answer[1:], strict=False)), len(neighbours)
        )
    if isinstance(asked, Match):
        return Fraction(sum(answer.get(left) == right for left, right in key.items()), len(key))
    if isinstance(asked, ShortText):
        return Fraction(folded(answer) in {folded(word) for word in asked.accept})
    if isinstance(asked, Number) or (isinstance(asked, Vignette) and asked.is_number):
        given, wanted = _decimal(answer), _decimal(key)
        within = asked.tolerance if isinstance(asked, Number) else Decimal(0)
        return Fraction(given is not None and wanted is not None and abs(given - wanted) <= within)
    return Fraction(answer == key)


def _feedback(asked: Question, answer: Any, key: Key) -> tuple[Said, ...]:
    """What was chosen first, then the keys that were not; then what the question says of itself, and the engine."""
    told: list[Said | None] = []
    if isinstance(asked, One | Several | Vignette) and asked.options:
        chosen = answer if isinstance(answer, list) else [answer]
        keys = key.answer if isinstance(key.answer, list) else [key.answer]
        whys = {option.id: option.why for option in asked.options}
        told = [whys[id_] for id_ in dict.fromkeys([*chosen, *keys]) if id_ in whys]
    return tuple(each for each in (*told, asked.why, key.why) if each)
