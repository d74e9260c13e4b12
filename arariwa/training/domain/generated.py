"""Questions made from the law pack: an example's situation, the engine's verdict as key, neighbouring rules as distractors.

Neighbours of an offence, the nearest first: what a rule of apparent concurrence sets beside it, its own texts of other
days, and what else the pack holds of that day with the most elements met by these facts. A question is marked
`generated`; a test takes it only after a trainer approved it (`models/tests.py`).
"""

import hashlib
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from arariwa.core.domain.months import span_words
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.law.domain.lawbook import Law, ReadyVersion
from arariwa.law.domain.offences import Concurrence, Example, Source
from arariwa.law.domain.situation import Situation, Told, flatten
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import OffenceResult, Verdict
from arariwa.law.domain.wording import cited, term_of
from arariwa.training.domain.forms import chance, shuffled
from arariwa.training.domain.keys import Engine, key_of
from arariwa.training.domain.questions import MOST_OPTIONS, Said, Vignette

LEAST_FACTS = 4
STEM = Said(
    es="Lea los hechos y la fecha en que ocurrieron. ¿Qué delito corresponde?",
    en="Read the facts and the day on which they happened. Which offence is it?",
)
ASK_LAWFUL = Said(
    es="Lea los hechos y la fecha en que ocurrieron. ¿La ley permitía lo que se hizo?",
    en="Read the facts and the day on which they happened. Did the law allow what was done?",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a generated question belongs."""

    module: int
    competency: str = "C-LAW"


def generate(engine: Engine, place: Place, seed: str, prefix: str = "gen") -> Iterator[Vignette]:
    """Every question the examples of the pack lend themselves to, in an order that the seed decides."""
    by_id: dict[str, Vignette] = {}
    for _file, example in engine.law.examples:
        made = of_example(example, engine, place, seed, prefix)
        if made:
            by_id.setdefault(made.id, made)
    yield from (by_id[id_] for id_ in shuffled(seed, by_id, "order"))


def of_example(
    example: Example, engine: Engine, place: Place, seed: str, prefix: str = "gen"
) -> Vignette | None:
    """A question of one example; None where the engine is not sure, the facts are few, or no neighbour is left."""
    situation = example.situation
    flat = flatten(Situation.model_validate(situation))
    told = [*flat.common.values(), *(t for facts in (*flat.specimens, *flat.actors) for t in facts.values())]
    if flat.span.precision != "day" or len(told) < LEAST_FACTS or any(len(t.values) > 1 for t in told):
        return None
    verdict = engine.verdict(situation)
    # What makes it this question: its facts, whatever the example is called.
    digest = hashlib.sha256(
        json.dumps(situation, sort_keys=True, default=str, ensure_ascii=False).encode()
    ).hexdigest()
    head = {
        "id": f"{prefix}-{digest[:10]}",
        "module": place.module,
        "competency": place.competency,
        "level": "apply",
        "kind": "vignette",
        "situation": situation,
        "review": "generated",
    }
    if verdict.lawful is True:
        made = _about_lawful(head, verdict)
    elif verdict.lawful is False and len(verdict.offences) == 1 and verdict.alternative_reading is None:
        made = _about_offence(head, verdict, engine.law, chance(seed, digest))
    else:
        made = None
    if made is None:
        return None
    try:
        key_of(made, engine)
    except Refused:
        return None
    return made


def _about_lawful(head: Mapping[str, Any], verdict: Verdict) -> Vignette | None:
    uses = [use for use in verdict.lawful_uses if use.status == "covers"]
    if not uses:
        return None
    return Vignette.model_validate(
        {
            **head,
            "ask": "lawful",
            "stem": ASK_LAWFUL,
            "law": [use.id for use in uses],
            "source": "; ".join(dict.fromkeys(use.id for use in uses)),
        }
    )


def _about_offence(head: Mapping[str, Any], verdict: Verdict, law: Law, order: int) -> Vignette | None:
    (row,) = verdict.offences
    if row.status != "firm" or row.confidence == "low":
        return None
    beside = list(neighbours(row, verdict, law))[: MOST_OPTIONS - 1]
    if len(beside) < 2:
        return None
    options: list[dict[str, Any]] = [{"offence": row.id, "why": _why_right(row, law)}]
    options += [{"offence": version.id, "why": why} for version, why in beside]
    # Not the key first: the ids stand in the file that a trainer reads.
    turn = order % len(options)
    options = options[turn:] + options[:turn]
    for id_, option in zip("abcd", options, strict=False):
        version = law.version(option["offence"])
        said, since = cited_of(version.version.source, law), _day(version.span.start)
        option |= {
            "id": id_,
            "es": f"{version.name.es} ({said.es}, texto del {since.es})",
            "en": f"{version.name.en} ({said.en}, text of {since.en})",
        }
    return Vignette.model_validate(
        {
            **head,
            "ask": "offence",
            "stem": STEM,
            "options": options,
            "law": [option["offence"] for option in options],
            "source": cited_of(row.source, law).es,
        }
    )


def neighbours(row: OffenceResult, verdict: Verdict, law: Law) -> Iterator[tuple[ReadyVersion, Said]]:
    """Versions near the one that applies, each once, with the reason why it does not: by turns a text of another day,
    what a rule of concurrence sets beside it, and what these facts meet most of."""
    considered = {each.id: each for each in verdict.considered}
    in_force = {v.id: v for v in law.versions if v.id in considered}
    day = date.fromisoformat(verdict.law_date)
    others = [v for v in _of_code(law.versions, row.code) if v.id not in in_force]
    beside = {each for r in law.concurrences for each in _beside(r.rule, row.code)}
    rest = sorted(
        (c for c in verdict.considered if c.kind == row.kind),
        key=lambda c: (-_met(c), _apart(c.code, row.code), c.id),
    )
    paths: list[list[tuple[ReadyVersion, Said | None]]] = [
        [(v, _other_days(v, day)) for v in sorted(others, key=lambda v: abs(v.span.start - day))],
        [
            (v, _why_not(considered[v.id]))
            for code in sorted(beside, key=lambda code: (_apart(code, row.code), code))
            for v in _of_code(in_force.values(), code)
        ],
        [(in_force[c.id], _why_not(c)) for c in rest],
    ]
    # What the verdict names, even only as to be explored, is no wrong answer.
    seen = {each.id for each in verdict.offences} | {p.id for p in verdict.associated_to_explore}
    for turn in zip_longest(*paths):
        for found in turn:
            if found and found[1] and found[0].id not in seen and not _named(found[0], seen):
                seen.add(found[0].id)
                yield found[0], found[1]


def _named(version: ReadyVersion, ids: Container[str]) -> bool:
    return version.offence.code in ids and version.id == version.offence.code


def _beside(rule: Concurrence, code: str) -> list[str]:
    """The other side of a rule of concurrence."""
    return [rule.yields] if rule.leads == code else [rule.leads] if rule.yields == code else []


def _of_code(versions: Iterable[ReadyVersion], code: str) -> list[ReadyVersion]:
    return [v for v in versions if code in (v.id, v.offence.code)]


def _met(row: OffenceResult) -> int:
    return sum(e.state == "satisfied" for e in row.elements if not e.excludes)


def _apart(code: str, other: str) -> int:
    """How far two articles stand from each other in one law; far for those of different laws."""
    ours, theirs = (re.match(r"([A-Z]+\d*)-?(\d+)", each) for each in (code, other))
    if not ours or not theirs or ours[1] != theirs[1]:
        return 1000
    return abs(int(ours[2]) - int(theirs[2]))


def _why_not(row: OffenceResult) -> Said | None:
    """The element the facts speak against, or that nothing points to; None where only silence keeps it away."""
    for element in row.elements:
        if element.excludes and element.state == "satisfied":
            return Said(es=f"Lo excluye: {element.label.es}.", en=f"Excluded by: {element.label.en}.")
    for state in ("contradicted", "not_known"):
        for element in row.elements:
            if not element.excludes and element.state == state:
                return Said(
                    es=f"Falta un elemento: {element.label.es}.",
                    en=f"An element is missing: {element.label.en}.",
                )
    return None


def _other_days(version: ReadyVersion, day: date) -> Said:
    start, facts = _day(version.span.start), _day(day)
    if version.span.until == date.max:
        return Said(
            es=f"Este texto rige desde el {start.es}; los hechos son del {facts.es}.",
            en=f"This text is in force since {start.en}; the facts are of {facts.en}.",
        )
    last = _day(version.span.until - timedelta(days=1))
    return Said(
        es=f"Este texto rigió del {start.es} al {last.es}; los hechos son del {facts.es}.",
        en=f"This text was in force from {start.en} to {last.en}; the facts are of {facts.en}.",
    )


def _day(on: date) -> Text:
    span = Span.day(on)
    return Text(span_words(span, "es"), span_words(span, "en"))


def _why_right(row: OffenceResult, law: Law) -> Said:
    met = [e for e in row.elements if e.state == "satisfied" and not e.excludes]
    said = cited_of(row.source, law)
    return Said(
        es=f"{said.es}. Se cumplen: {'; '.join(e.label.es for e in met)}.",
        en=f"{said.en}. Met: {'; '.join(e.label.en for e in met)}.",
    )


def cited_of(source: Source, law: Law) -> Said:
    """Norm and article as one cites them."""
    norm, article = source.norm, source.article
    return Said(
        es=cited(law.norm_name(norm, "es"), article, "es"), en=cited(law.norm_name(norm, "en"), article, "en")
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a situation in words."""

    label: Said
    value: Said


@dataclass(frozen=True, slots=True)
class Group:
    """Facts told of one thing: "", specimen 1, person 2."""

    kind: str
    number: int
    facts: tuple[Fact, ...]


def in_words(situation: Mapping[str, Any]) -> tuple[str, list[Group]]:
    """(the day as the law reads it, the facts in groups): what a learner reads. Sources of facts are left out; things
    that are so are listed by their name alone."""
    flat = flatten(Situation.model_validate(situation))
    groups = [Group("", 0, tuple(_facts(flat.common.values())))]
    for kind, rows in (("specimen", flat.specimens), ("actor", flat.actors)):
        groups += [Group(kind, n, tuple(_facts(facts.values()))) for n, facts in enumerate(rows, 1)]
    return str(flat.span), [group for group in groups if group.facts]


def _facts(told: Iterable[Told]) -> Iterator[Fact]:
    for each in told:
        term = term_of(each.path)
        shown = [term.shown(value) for value in each.values]
        yield Fact(
            Said(es=term.label.es, en=term.label.en),
            Said(es=" / ".join(s.es for s in shown) or "-", en=" / ".join(s.en for s in shown)),
        )
