"""A situation: the facts a verdict is asked for, each a plain value or {value, source}; everything may be unknown.

The shape follows from `terms.py`. A fact that is missing, null or "unknown" is not known; it is never taken as no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from arariwa.core.domain.spans import Span
from arariwa.law.domain.term import Term
from arariwa.law.domain.terms import GROUPS

MOST_SPECIMENS, MOST_ACTORS = 10_000, 1_000
UNKNOWN = "unknown"
# Among the possible values of a fact: it may also be something that is not known.
UNSURE = "?"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as told: its possible values (more than one when alternatives are kept) and where it comes from."""

    path: str
    values: tuple[Any, ...]
    source: str | None = None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_VALUES: dict[str, Any] = {
    "yes_no": StrictBool,
    "number": Annotated[Decimal, Field(ge=0, le=10**12)],
    "text": Annotated[str, StringConstraints(max_length=2000)],
    "taxa": Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=200)]],
        Field(min_length=1, max_length=50),
    ],
}
_JSON: dict[str, dict[str, Any]] = {
    "yes_no": {"type": "boolean"},
    "number": {"type": ["number", "string"], "minimum": 0},
    "text": {"type": "string", "maxLength": 2000},
    "taxa": {"type": ["array", "string"], "items": {"type": "string"}, "maxItems": 50},
}


def _wrap(value: object) -> object:
    """A plain value as {value: ...}; unknown as nothing."""
    if value is None or value == UNKNOWN:
        return None
    if isinstance(value, Mapping):
        return None if "value" in value and value["value"] in (None, UNKNOWN) else value
    return {"value": value}


def _wrap_taxa(value: object) -> object:
    wrapped = _wrap(value)
    if isinstance(wrapped, Mapping) and isinstance(wrapped.get("value"), str):
        return {**wrapped, "value": [wrapped["value"]]}
    return wrapped


def _fact(term: Term) -> Any:
    """The annotated type of one fact: what may be given, and its JSON Schema with words in both languages."""
    inner: Any = Literal[tuple(term.values)] if term.kind == "one_of" else _VALUES[term.kind]
    said = create_model(
        "Fact",
        __base__=_Strict,
        value=(inner, ...),
        source=(Annotated[str, StringConstraints(max_length=500)] | None, None),
    )
    plain = {"enum": list(term.values)} if term.kind == "one_of" else _JSON[term.kind]
    schema: dict[str, Any] = {
        "title": term.label.en,
        "description": term.ask.en,
        "x-es": {"title": term.label.es, "description": term.ask.es},
        "anyOf": [
            plain,
            {
                "type": "object",
                "required": ["value"],
                "additionalProperties": False,
                "properties": {"value": plain, "source": {"type": "string", "maxLength": 500}},
            },
            {"enum": [None, UNKNOWN]},
        ],
    }
    if term.values:
        schema["x-values"] = {value: {"es": shown.es, "en": shown.en} for value, shown in term.values.items()}
    return Annotated[
        said | None, BeforeValidator(_wrap_taxa if term.kind == "taxa" else _wrap), WithJsonSchema(schema)
    ]


def _group(name: str, *, listed: bool = False) -> Any:
    fields: dict[str, Any] = {key: (_fact(term), None) for key, term in GROUPS[name].items()}
    model = create_model(name.capitalize(), __base__=_Strict, **fields)
    if not listed:
        return model
    flags = [key for key, term in GROUPS[name].items() if term.kind == "yes_no"]
    return Annotated[
        model,
        BeforeValidator(_from_list),
        WithJsonSchema(
            {
                "anyOf": [
                    {
                        "type": "array",
                        "items": {"enum": flags},
                        "description": "those that are so; the rest is not known",
                    },
                    model.model_json_schema(),
                ]
            }
        ),
    ]


def _from_list(value: object) -> object:
    """`[sell, transport]` says that these are so, and nothing of the others."""
    return {str(name): True for name in value} if isinstance(value, list | tuple) else value


def _read_day(value: object) -> Span:
    """A day, a month, a year, or {from, until} with `until` exclusive."""
    if isinstance(value, Span):
        return value
    try:
        if isinstance(value, date):
            return Span.day(value)
        if isinstance(value, Mapping) and set(value) == {"from", "until"}:
            return Span(date.fromisoformat(str(value["from"])), date.fromisoformat(str(value["until"])))
        # a year is a number in YAML and JSON
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return Span.parse(str(value))
    except (ValueError, OverflowError):
        pass
    raise PydanticCustomError("situation.day", "not a day, a month or a span")


def _write_day(span: Span) -> str | dict[str, str]:
    if span.precision == "span":
        return {"from": span.start.isoformat(), "until": span.until.isoformat()}
    return str(span)


_Day = Annotated[
    Any,
    BeforeValidator(_read_day),
    PlainSerializer(_write_day),
    WithJsonSchema(
        {
            "title": "Date of the facts",
            "x-es": {"title": "Fecha de los hechos"},
            "description": "The local day at the place of the facts; a day, a month or a year, or a span whose end is exclusive",
            "anyOf": [
                {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9998},
                {
                    "type": "object",
                    "required": ["from", "until"],
                    "additionalProperties": False,
                    "properties": {
                        "from": {"type": "string", "format": "date"},
                        "until": {"type": "string", "format": "date"},
                    },
                },
            ],
        }
    ),
]

Place, Acts, Purpose = _group("place"), _group("acts", listed=True), _group("purpose", listed=True)
Title, Circumstances = _group("title"), _group("circumstances")
Office, Bribery = _group("office", listed=True), _group("bribery", listed=True)
Documents, Organisation = _group("documents", listed=True), _group("organisation", listed=True)
Money, Customs, Other = (
    _group("money", listed=True),
    _group("customs", listed=True),
    _group("other", listed=True),
)
Specimen, Actor = _group("specimen"), _group("actor")


class Situation(BaseModel):
    """What is told of one set of facts. Lists keep their order only for people: it never changes a verdict."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: _Day
    place: Place = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    acts: Acts = Field(default_factory=dict, validate_default=True, description="What was done")  # type: ignore[valid-type]
    purpose: Purpose = Field(default_factory=dict, validate_default=True, description="What for")  # type: ignore[valid-type]
    title: Title = Field(  # type: ignore[valid-type]
        default_factory=dict, validate_default=True, description="What covers it; a specimen may have its own"
    )
    specimens: list[Specimen] = Field(default_factory=list, max_length=MOST_SPECIMENS)  # type: ignore[valid-type]
    actors: list[Actor] = Field(default_factory=list, max_length=MOST_ACTORS)  # type: ignore[valid-type]
    circumstances: Circumstances = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    office: Office = Field(default_factory=dict, validate_default=True, description="Acts of an official")  # type: ignore[valid-type]
    bribery: Bribery = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    documents: Documents = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    organisation: Organisation = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    money: Money = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    customs: Customs = Field(default_factory=dict, validate_default=True)  # type: ignore[valid-type]
    other: Other = Field(default_factory=dict, validate_default=True, description="Other facts")  # type: ignore[valid-type]
    act_on: _Day | None = Field(  # type: ignore[valid-type]
        None, description="The day of the procedural act asked about; procedure follows its law"
    )

    @property
    def span(self) -> Span:
        """The days the facts may have happened on."""
        return self.on  # type: ignore[no-any-return]


Facts = dict[str, Told]
# The groups told once for the whole situation.
COMMON = tuple(group for group in GROUPS if group not in ("specimen", "actor"))


# The value of all the goods together.
TOTAL = "customs.value_soles"


class Settled(dict[str, Told]):
    """Facts that will not change any more; what a named condition answered on them is kept in `answers` and `marks`."""

    def __init__(self, *facts: Facts) -> None:
        super().__init__()
        for each in facts:
            self.update(each)
        self.answers: dict[str, Any] = {}
        self.marks: dict[str, int] = {}


def _told(model: BaseModel, group: str, where: str) -> Facts:
    """The known facts of one group as {path of the term: told}."""
    facts: Facts = {}
    for name, said in model.__dict__.items():
        if said is not None:
            value = said.value
            values = tuple(value) if isinstance(value, list) else (value,)
            facts[f"{group}.{name}"] = Told(f"{where}.{name}", values, said.source)
    return facts


@dataclass(frozen=True, slots=True)
class Flat:
    """A situation as the engine reads it: facts common to all, then of each specimen and each person."""

    span: Span
    common: Facts
    specimens: list[Facts]
    actors: list[Facts]
    # The day of the procedural act asked about.
    act: Span | None = None


def flatten(situation: Situation) -> Flat:
    """Known facts by path; a specimen's own title replaces the common one for that specimen."""
    common: Facts = {}
    for group in COMMON:
        common.update(_told(getattr(situation, group), group, group))
    specimens = []
    for i, specimen in enumerate(situation.specimens):
        facts = _told(specimen, "specimen", f"specimens.{i}")
        if own := facts.pop("specimen.title", None):
            facts["title.state"] = own
        specimens.append(facts)
    if TOTAL not in common and (total := _total_value(specimens)):
        common[TOTAL] = total
    actors = [_told(actor, "actor", f"actors.{i}") for i, actor in enumerate(situation.actors)]
    return Flat(situation.span, common, specimens, actors, situation.act_on)


def _total_value(specimens: list[Facts]) -> Told | None:
    """What the goods are worth in all, once each specimen has been valued; before that it is not known."""
    values = [told.values for facts in specimens if (told := facts.get("specimen.value_soles"))]
    if not values or len(values) < len(specimens) or any(len(v) != 1 for v in values):
        return None
    return Told(TOTAL, (sum(v[0] for v in values),), "suma de los valores de los especímenes")
