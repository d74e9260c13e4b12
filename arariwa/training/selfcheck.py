"""Questions for checking oneself at the end of a lesson: shown, answered, told why. Nothing of it is graded or kept."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from arariwa.core.domain.refused import Refused
from arariwa.core.formatting import listing
from arariwa.law.domain.situation import Situation
from arariwa.law.reading import STATUSES
from arariwa.law.referring import Referring
from arariwa.training import referring
from arariwa.training.domain import lessons
from arariwa.training.domain.keys import Engine, key_of
from arariwa.training.domain.questions import (
    Answer,
    Key,
    Match,
    Number,
    One,
    Order,
    Question,
    Said,
    Several,
    ShortText,
    Vignette,
    mark,
)


@dataclass(frozen=True)
class Choice:
    """Something to choose: its value, its words, whether it was chosen, what is told of it (safe HTML)."""

    value: str
    label: str
    chosen: bool = False
    why: str = ""


@dataclass(frozen=True)
class Line:
    """A line with a list of its own: a thing to put in its place, a left to match."""

    name: str
    label: str
    options: list[Choice]


@dataclass(frozen=True)
class Asked:
    """A question ready for a page. `kind`: radio, checkbox, lines, input. `right` is None until it was answered. Stem and
    feedback are safe HTML: they may refer to the law."""

    id: str
    kind: str
    stem: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    unit: str = ""
    given: str = ""
    right: bool | None = None
    feedback: list[str] = field(default_factory=list)
    answer: str = ""
    # For the package: the key as its script compares it.
    key: str = ""

    @property
    def name(self) -> str:
        """The name of its inputs."""
        return f"q-{self.id}"


def asked(
    questions: Iterable[Question], refer: Referring, lang: str, sent: QueryDict | None = None
) -> list[Asked]:
    """The questions in words, and what is told of the answers sent. One that the law cannot answer today is left out."""
    engine = Engine(refer.book.law, refer.book.species.lookup, refer.today)
    found = []
    for question in questions:
        try:
            key = key_of(question, engine)
        except Refused:
            continue
        found.append(_asked(question, key, refer, lang, sent))
    return found


def _asked(question: Question, key: Key, refer: Referring, lang: str, sent: QueryDict | None) -> Asked:
    name = f"q-{question.id}"
    answer = _answer(question, name, sent) if sent is not None else None
    marked = mark(question, answer, key) if sent is not None else None
    names, lefts = _words(question, refer, lang)

    def said(text: Said) -> str:
        return lessons.inline(text.in_(lang), refer)

    whys = {o.id: said(o.why) for o in getattr(question, "options", ()) if o.why}
    chosen = answer if isinstance(answer, list) else [answer]
    choices = [Choice(v, w, v in chosen, whys.get(v, "")) for v, w in _shuffled(question, names)]
    common: dict[str, Any] = {
        "id": question.id,
        "stem": said(question.stem),
        "unit": question.unit.in_(lang) if isinstance(question, Number) and question.unit else "",
        "right": marked.full if marked else None,
        "feedback": [said(text) for text in (marked.feedback if marked else _before(question, key))],
        "answer": _told(question, key.answer, names, lefts),
        "key": json.dumps({"kind": question.kind, "key": _keys(question, key)}, ensure_ascii=False),
        "given": answer if isinstance(answer, str) else "",
    }
    if isinstance(question, Vignette):
        common["facts"] = list(referring.facts(Situation.model_validate(question.situation)))
    if isinstance(question, Several):
        return Asked(kind="checkbox", choices=choices, **common)
    if isinstance(question, One) or (isinstance(question, Vignette) and not question.is_number):
        return Asked(kind="radio", choices=choices, **common)
    if isinstance(question, Order):
        places = [str(n) for n in range(1, len(question.items) + 1)]
        at = {id_: str(n) for n, id_ in enumerate(answer, 1)} if isinstance(answer, list) else {}
        lines = [
            Line(f"{name}-{v}", w, [Choice(p, p, at.get(v) == p) for p in places])
            for v, w in _shuffled(question, names)
        ]
        return Asked(kind="lines", lines=lines, **common)
    if isinstance(question, Match):
        got = answer if isinstance(answer, dict) else {}
        lines = [
            Line(
                f"{name}-{left}", words, [Choice(c.value, c.label, got.get(left) == c.value) for c in choices]
            )
            for left, words in lefts.items()
        ]
        return Asked(kind="lines", lines=lines, **common)
    return Asked(kind="input", **common)


def _words(question: Question, refer: Referring, lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """(words of what is chosen, words of the lefts) by id; without marks, as a list can show no more."""

    def plain(said: Said) -> str:
        return unescape(re.sub(r"<[^>]+>", "", lessons.inline(said.in_(lang), refer)))

    if isinstance(question, One | Several):
        return {o.id: plain(o) for o in question.options}, {}
    if isinstance(question, Order):
        return {i.id: plain(i) for i in question.items}, {}
    if isinstance(question, Match):
        rights = {id_: plain(said) for id_, said in question.rights.items()}
        return rights, {id_: plain(said) for id_, said in question.lefts.items()}
    if isinstance(question, Vignette) and question.ask == "offence":
        return {
            o.id: (o.en if lang == "en" else "") or o.es or _offence(o.offence, refer, lang)
            for o in question.options
        }, {}
    if isinstance(question, Vignette) and question.ask == "lawful":
        return {"yes": _("It is lawful"), "no": _("It is not lawful")}, {}
    if isinstance(question, Vignette) and not question.is_number:
        return {code: str(STATUSES[code]) for code in question.choices}, {}
    return {}, {}


def _offence(code: str, refer: Referring, lang: str) -> str:
    entry = refer.book.entry(code, refer.today)
    return entry.title.in_(lang) if entry else code


def _shuffled(question: Question, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """In an order of the question's own, the same each time; answers of the law keep theirs."""
    rows = list(names.items())
    if not isinstance(question, Vignette):
        Random(question.id).shuffle(rows)  # noqa: S311 - an order, no secret
    return rows


def _answer(question: Question, name: str, sent: QueryDict) -> Answer:
    """What a page sent, in the shape of an answer; None where nothing was said."""
    if isinstance(question, Several):
        return sent.getlist(name)[:20] or None
    if isinstance(question, Order):
        at = {item.id: sent.get(f"{name}-{item.id}", "") for item in question.items}
        if not any(at.values()):
            return None
        wanted = [str(n) for n in range(1, len(at) + 1)]
        return sorted(at, key=lambda id_: at[id_]) if sorted(at.values()) == wanted else None
    if isinstance(question, Match):
        found = {left: sent.get(f"{name}-{left}", "") for left in question.lefts}
        return {left: right for left, right in found.items() if right} or None
    given = sent.get(name, "").strip()[:500]
    if given and (isinstance(question, Number) or (isinstance(question, Vignette) and question.is_number)):
        return given.replace(",", "")
    return given or None


def _before(question: Question, key: Key) -> list[Said]:
    """What is told whatever was answered: what the question says of itself, and the engine."""
    return [said for said in (question.why, key.why) if said]


def _told(question: Question, key: Any, names: Mapping[str, str], lefts: Mapping[str, str]) -> str:
    """The right answer in words."""
    if isinstance(question, Match):
        return "; ".join(f"{lefts[left]} → {names[right]}" for left, right in key.items())
    if isinstance(question, Order):
        return " → ".join(names[id_] for id_ in key)
    if isinstance(key, list):
        return listing(names[id_] for id_ in key)
    return names.get(key, str(key))


def _keys(question: Question, key: Key) -> Any:
    """The key as the script of a package compares it: of a text every accepted one, of a figure its tolerance."""
    if isinstance(question, ShortText):
        return question.accept
    if isinstance(question, Number):
        return [key.answer, str(question.tolerance)]
    return key.answer
