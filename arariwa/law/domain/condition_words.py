"""A condition as people read it: “Vender: sí, o Transportar: sí”."""

from collections.abc import Mapping

from arariwa.core.domain.months import day_words
from arariwa.law.domain.conditions import Node
from arariwa.law.domain.offences import NamedCondition
from arariwa.law.domain.term import Term
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.text import Text, joined, text

COMPARED = {
    "at_least": ("al menos", "at least"),
    "more_than": ("más de", "more than"),
    "at_most": ("como máximo", "at most"),
    "less_than": ("menos de", "less than"),
}


def condition_words(node: Node, named: Mapping[str, NamedCondition]) -> Text:
    """The condition in words; a named one by its label."""
    if node.use:
        return named[node.use].label
    if node.not_:
        inner = condition_words(node.not_, named)
        return text(f"no ({inner.es})", f"not ({inner.en})")
    if children := node.all_ or node.any_:
        parts = [_bracketed(child, node, condition_words(child, named)) for child in children]
        return _listed(parts, ("y", "and") if node.all_ else ("o", "or"))
    if node.offence:
        codes = ", ".join(node.offence)
        return text(f"corresponde o puede corresponder: {codes}", f"applies or may apply: {codes}")
    return _leaf(node, TERMS[str(node.fact)])


def _bracketed(child: Node, parent: Node, words: Text) -> Text:
    """Alternatives inside a list of demands, and demands inside alternatives, stand in brackets."""
    mixed = (parent.all_ and child.any_) or (parent.any_ and child.all_)
    return text(f"({words.es})", f"({words.en})") if mixed else words


def _listed(parts: list[Text], word: tuple[str, str]) -> Text:
    if len(parts) == 1:
        return parts[0]
    head, last = joined(parts[:-1], ", "), parts[-1]
    return text(f"{head.es}, {word[0]} {last.es}", f"{head.en}, {word[1]} {last.en}")


def _leaf(node: Node, term: Term) -> Text:
    label = term.label
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
