"""A condition as people read it: “Algún acto de tráfico (adquirir, vender o transportar)”."""

import re
from collections.abc import Mapping

from arariwa.core.domain.months import day_words
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.offences import NamedCondition
from arariwa.law.domain.term import Term
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.text import Text, text

COMPARED = {
    "at_least": ("al menos", "at least"),
    "more_than": ("más de", "more than"),
    "at_most": ("como máximo", "at most"),
    "less_than": ("menos de", "less than"),
}
# Before these sounds the Spanish o is u, and y is e.
_OR = re.compile(r"h?[oó]", re.IGNORECASE)
_AND = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
_LIST = re.compile(r"[,:(]| (?:o|u|y|e|or|and) ")


def condition_words(node: Node, named: Mapping[str, NamedCondition]) -> Text:
    """The condition in words; a named one by its label and, where that is one list, what it asks for in brackets."""
    return _words(node, named, unfold=True)


def _words(node: Node, named: Mapping[str, NamedCondition], *, unfold: bool) -> Text:
    """The condition in words; `unfold`: named ones are taken apart. Those within them stay a label, else it has no end."""
    if node.use:
        label, when = named[node.use].label, named[node.use].when
        return _unfolded(label, _words(when, named, unfold=False)) if unfold and _flat(when) else label
    if node.not_:
        inner = _words(node.not_, named, unfold=unfold)
        return text(f"no ({_within(inner.es)})", f"not ({_within(inner.en)})")
    if children := node.all_ or node.any_:
        parts = [_bracketed(child, node, _words(child, named, unfold=unfold)) for child in children]
        rest = [text(_within(part.es), _within(part.en)) for part in parts[1:]]
        return _listed([parts[0], *rest], ("y", "and") if node.all_ else ("o", "or"))
    if node.offence:
        codes = ", ".join(node.offence)
        return text(f"corresponde o puede corresponder: {codes}", f"applies or may apply: {codes}")
    return _leaf(node, TERMS[str(node.fact)])


def _flat(node: Node) -> bool:
    """Whether it is one list, of facts and named conditions; lists within lists would bracket brackets."""
    children = node.all_ or node.any_ or []
    return len(children) > 1 and all((c.not_ or c).use or (c.not_ or c).fact for c in children)


def _unfolded(label: Text, inner: Text) -> Text:
    """The label with what it stands for, unless that is the label again: “Cazar, capturar, colectar o extraer”."""
    if _plain(label.es) == _plain(inner.es):
        return label
    return text(f"{label.es} ({_within(inner.es)})", f"{label.en} ({_within(inner.en)})")


def _plain(words: str) -> str:
    return words.replace(",", "").lower()


def _within(words: str) -> str:
    """The words as they stand inside a sentence: with a small letter, unless they begin with initials (CITES)."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _bracketed(child: Node, parent: Node, words: Text) -> Text:
    """Alternatives inside a list of demands, and demands inside alternatives, stand in brackets."""
    mixed = (parent.all_ and child.any_) or (parent.any_ and child.all_)
    return text(f"({_within(words.es)})", f"({_within(words.en)})") if mixed else words


def _listed(parts: list[Text], word: tuple[str, str]) -> Text:
    return text(_sentence([p.es for p in parts], word[0]), _sentence([p.en for p in parts], word[1]))


def _sentence(parts: list[str], word: str) -> str:
    """ "a, b o c"; where a part is a list of its own, or has a colon, a comma stands before the last word too."""
    if len(parts) == 1:
        return parts[0]
    if (word == "o" and _OR.match(parts[-1])) or (word == "y" and _AND.match(parts[-1])):
        word = {"o": "u", "y": "e"}[word]
    long = any(_LIST.search(part) for part in parts)
    return f"{', '.join(parts[:-1])}{',' if long else ''} {word} {parts[-1]}"


def _leaf(node: Node, term: Term) -> Text:
    label = term.label
    if node.is_ is True or node.told is True:
        return label
    if node.known:
        return text(f"consta: {label.es}", f"told: {label.en}")
    if node.from_ or node.before:
        day, since = node.from_ or node.before, node.from_ is not None
        assert day is not None  # noqa: S101 - one of the two is given
        words = ("desde el", "since") if since else ("antes del", "before")
        return text(
            f"{label.es}: {words[0]} {day_words(day, 'es')}", f"{label.en}: {words[1]} {day_words(day, 'en')}"
        )
    if times := node.more_than_times or node.at_most_times:
        words = COMPARED["more_than" if node.more_than_times else "at_most"]
        return text(
            f"{label.es}: {words[0]} {times.times} {times.unit}",
            f"{label.en}: {words[1]} {times.times} {times.unit}",
        )
    for test, words in COMPARED.items():
        if (limit := getattr(node, test)) is not None:
            shown = term.shown(limit)
            return text(f"{label.es}: {words[0]} {shown.es}", f"{label.en}: {words[1]} {shown.en}")
    values = [term.shown(value) for value in node.in_ or [v for v in (node.is_, node.told) if v is not None]]
    said = _listed(values, ("o", "or"))
    return text(f"{label.es}: {said.es}", f"{label.en}: {said.en}")
