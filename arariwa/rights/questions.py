"""The written questions: found by what people write, sorted, and one of them as its page shows it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.lists import Condition
from arariwa.rights import book, showing
from arariwa.rights.domain.choices import Animal
from arariwa.rights.domain.content import Asked, Rights
from arariwa.rights.pack_words import ANSWERED

# Words that say nothing of what is looked for, in both languages.
_EMPTY = (
    "a al con cual cuando de del el en es esta este hay la las lo los me mi mis mio no o para por puedo que se si sin su sus tengo un "
    "una uno y yo an and are can do for have how i if in is it may my of on or the this to what with"
)
EMPTY_WORDS = frozenset(_EMPTY.split())

WORDS = Condition("q", _("Words"), _("with “%(value)s”"))
AUTHORITY, BEFORE = _("Authority"), _("before %(value)s")


def conditions(rights: Rights) -> tuple[Condition, ...]:
    """The conditions of the list of questions."""
    lang = formatting.language()
    groups = tuple((key, words.in_(lang)) for key, words in rights.groups.items())
    acts = tuple((key, words.in_(lang)) for key, words in rights.acts.items())
    return (
        WORDS,
        Condition("tema", _("Subject"), _("about %(value)s"), tuple(sorted(groups, key=lambda one: one[1]))),
        Condition("acto", _("What is done"), _("to %(value)s"), tuple(sorted(acts, key=lambda one: one[1]))),
        Condition("respuesta", _("Answer"), "%(value)s", tuple(ANSWERED.items())),
    )


def folded(text: str) -> str:
    """Without accents and capitals; the ñ stays, as it is a letter of its own."""
    plain = unicodedata.normalize("NFD", text.lower().replace("ñ", "\0"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\0", "ñ")


def stem(word: str) -> str:
    """What a word keeps through diminutive, gender, number and the endings of a verb, roughly; short words stay."""
    if len(word) > 5:
        word = re.sub(r"c?it[oa]s?$", "", word)
    if len(word) > 4:
        word = re.sub(r"(ando|iendo|ing|es|s)$", "", word)
    return re.sub(r"[aeio]$", "", word) if len(word) > 3 else word


def asked_words(text: str) -> list[str]:
    """The stems looked for in what someone wrote; empty words say nothing unless there are no others."""
    words = re.findall(r"[\wñ]+", folded(text))
    return [stem(word) for word in words if word not in EMPTY_WORDS] or [stem(word) for word in words]


def listed(text: str, rights: Rights) -> list[Animal]:
    """The local names most asked about that share most words with what someone wrote, in either language: turtle, charapita."""
    wanted, counted = set(asked_words(text)), []
    for group in rights.choices.animals:
        for row in group.rows:
            named = {one for words in (row.words.es, row.words.en) for one in asked_words(words)}
            counted.append((len(wanted & {one for one in named if len(one) > 2}), row))
    most = max(count for count, _row in counted)
    return [row for count, row in counted if most and count == most]


def _text(asked: Asked, rights: Rights, lang: str) -> str:
    parts = [asked.question, asked.short, asked.who, rights.groups[asked.group], rights.acts[asked.act]]
    parts += asked.do_now
    return folded(" ".join(part.in_(lang) for part in parts))


ORDERS: Mapping[str, Callable[[Asked, str], Any]] = {
    "pregunta": lambda asked, lang: folded(asked.question.in_(lang)).lstrip("¿¡«"),
    "respuesta": lambda asked, lang: list(ANSWERED).index(asked.answer),
}


def found(rights: Rights, values: Mapping[str, str], sort: str = "") -> list[Asked]:
    """The questions that fit, as the pack orders them; of a search those that say most of what was written first."""
    lang, wanted = formatting.language(), asked_words(values.get("q", ""))
    rows = [
        asked
        for asked in rights.asked.values()
        if values.get("tema", "") in ("", asked.group)
        and values.get("acto", "") in ("", asked.act)
        and values.get("respuesta", "") in ("", asked.answer)
    ]
    if wanted:
        texts = {asked.id: _text(asked, rights, lang) for asked in rows}
        # People write more than is needed: half of it must be there.
        rows = [asked for asked in rows if 2 * _said(texts[asked.id], wanted) >= len(wanted)]
        rows.sort(
            key=lambda asked: (
                -_said(texts[asked.id], wanted),
                -_said(folded(asked.question.in_(lang)), wanted),
            )
        )
    if order := ORDERS.get(sort.lstrip("-")):
        rows.sort(key=lambda asked: order(asked, lang), reverse=sort.startswith("-"))
    return rows


def likeness(rights: Rights, text: str) -> dict[str, float]:
    """How like each written question is to what someone wrote, in either language: words few of them hold say most."""
    stems = {one for one in asked_words(text) if len(one) > 2}
    texts = {}
    for key, asked in rights.asked.items():
        parts = (asked.question, asked.short, asked.who, rights.groups[asked.group], rights.acts[asked.act])
        texts[key] = folded(" ".join(f"{part.es} {part.en}" for part in parts))
    like: dict[str, float] = {}
    for one in stems:
        # A short stem begins too many words: it is one itself, but for its ending.
        sought = rf"\b{re.escape(one)}" + (r"[aeio]?s?\b" if len(one) < 5 else "")
        holds = [key for key, said in texts.items() if re.search(sought, said)]
        # What a fifth of them say tells none from another.
        if len(holds) * 5 <= len(texts):
            for key in holds:
                like[key] = like.get(key, 0) + 1 / len(holds)
    return like


def _said(text: str, stems: list[str]) -> int:
    """How many of the stems begin a word of the text."""
    return sum(bool(re.search(rf"\b{re.escape(one)}", text)) for one in stems)


def page(asked: Asked, today: date) -> dict[str, Any]:
    """All a question's page says."""
    rights, lang = book.rights(), formatting.language()
    return {
        "asked": asked,
        "answer": showing.answer_word(asked.answer),
        "unless": [{"says": one.says.in_(lang), **showing.answer_word(one.answer)} for one in asked.unless],
        "asks": [one.in_(lang) for one in asked.asks],
        "consequence": [book.said(rights.sentence(one), today, links=False) for one in asked.consequence],
        "uncertain": [book.said(rights.sentence(one), today, links=False) for one in asked.uncertain],
        "do_now": [book.said(one, today, links=False) for one in asked.do_now],
        "ways": [rights.ways[code] for code in asked.ways],
        "contacts": showing.contacts(asked.contact),
        "rules": showing.rules(asked.why, today),
        "near": [
            other
            for other in rights.asked.values()
            if other.id != asked.id and (other.group == asked.group or other.act == asked.act)
        ][:5],
    }


def ways_found(rights: Rights, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lawful ways that fit, each with the institutions it leads to."""
    lang, wanted = formatting.language(), asked_words(values.get("q", ""))
    rows = []
    for way in rights.ways.values():
        text = folded(" ".join(part.in_(lang) for part in (way.title, way.for_whom, *way.steps)))
        if values.get("autoridad", "") in ("", *way.authority) and 2 * _said(text, wanted) >= len(wanted):
            rows.append(way)
    named = dict(showing.names({code for way in rows for code in way.authority}))
    return [
        {"way": way, "authority": formatting.listing([named[code] for code in way.authority], lang)}
        for way in rows
    ]
