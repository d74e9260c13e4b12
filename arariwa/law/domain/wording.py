"""The sentences of a verdict, in both languages, made from the words of the vocabulary."""

import re
from collections.abc import Iterable

from arariwa.core.domain.months import span_words
from arariwa.core.domain.spans import Span
from arariwa.law.domain.conditions import CONTRADICTED, SATISFIED, State
from arariwa.law.domain.offences import Range, Source
from arariwa.law.domain.situation import UNSURE, Told
from arariwa.law.domain.term import Term
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.text import Text, joined, text
from arariwa.law.domain.verdict import FactUsed

# What is no article, such as an annex or a guide, is cited by its name alone.
ARTICLE = re.compile(r"\d|[IVX]+\b|único\b")
SEVERAL = re.compile(r"\d+-\d|[\w.-]+(?:, | y | a )(?:\d|[IVX]+\b)")
NOTHING_TOLD = text("No se ha informado nada al respecto.", "Nothing has been told about this.")


def term_of(path: str) -> Term:
    """The term of a place in a situation: `specimens.3.form` is `specimen.form`."""
    return TERMS[term_path(path)]


def term_path(path: str) -> str:
    """The vocabulary's path of a place in a situation."""
    parts = path.split(".")
    if parts[0] in ("specimens", "actors"):
        name = parts[-1]
        return "title.state" if parts[0] == "specimens" and name == "title" else f"{parts[0][:-1]}.{name}"
    return path


def used(told: Told) -> FactUsed:
    """A fact as the reader sees it; alternatives are joined by "or"."""
    term = term_of(told.path)
    if term.kind == "day":
        span: Span = told.values[0]
        value: object = str(span)
        shown = text(span_words(span, "es"), span_words(span, "en"))
    elif len(told.values) == 1:
        value, shown = told.values[0], term.shown(told.values[0])
    else:
        value = list(told.values)
        options = [term.shown(v) for v in told.values if v != UNSURE]
        shown = text(" o ".join(o.es for o in options), " or ".join(o.en for o in options))
        if len(options) < len(told.values):
            shown = text(f"puede ser {shown.es}", f"may be {shown.en}")
    return FactUsed(told.path, value, term.label, shown, told.source)


def said(facts: Iterable[FactUsed]) -> Text:
    """“Vender: sí; Transportar: sí”. The day is said only when nothing else decided."""
    listed = list(facts)
    facts = [f for f in listed if f.path != "on"] or listed
    return joined([text(f"{f.label.es}: {f.shown.es}", f"{f.label.en}: {f.shown.en}") for f in facts])


def why(state: State, facts: list[FactUsed], missing: Iterable[str], because: Text | None) -> Text:
    """Why an element has its state. `because`: the reason of an inference or of a disputed reading."""
    if state in (SATISFIED, CONTRADICTED):
        reason = said(facts) if facts else NOTHING_TOLD
        return joined([because, reason], " ") if because else _stop(reason)
    # What is told of an open fact stands with it, once.
    labels = [TERMS[path].label for path in missing]
    about = {f.label: f.shown for f in facts if f.label in labels}
    asked = joined([_open(label, about.get(label)) for label in labels], ", ")
    open_ = text(f"No se sabe: {asked.es}.", f"Not known: {asked.en}.") if asked.es else NOTHING_TOLD
    parts = [open_]
    if rest := [f for f in facts if f.label not in about]:
        told = said(rest)
        parts.append(text(f"Consta: {told.es}.", f"Told: {told.en}."))
    return joined([*parts, *([because] if because else [])], " ")


def _open(label: Text, shown: Text | None) -> Text:
    return text(f"{label.es} ({shown.es})", f"{label.en} ({shown.en})") if shown else label


def _stop(sentence: Text) -> Text:
    return text(f"{sentence.es}.", f"{sentence.en}.")


def years(r: Range | None) -> Text:
    """“3 a 5 años”."""
    if r is None:
        return text("sin pena de prisión fijada", "no prison term fixed")
    if r.min == 0:
        return text(f"hasta {r.max} años", f"up to {r.max} years")
    return text(f"{r.min} a {r.max} años", f"{r.min} to {r.max} years")


def cited(norm: str, article: str, lang: str = "es") -> str:
    """Norm and article as one cites them: “Código Penal, art. 308”, “CPP, arts. 268-272”, “D.S. 007-2021-MIDAGRI, Anexo 2”."""
    sign = ("arts. " if SEVERAL.match(article) else "art. ") if ARTICLE.match(article) else ""
    if lang == "en":
        # packs write articles in Spanish: "6, 7 y 9", "1 a 8"
        article = re.sub(r"(?<=\d) a (?=\d)", " to ", article.replace(" y ", " and "))
    return ", ".join(x for x in (norm, f"{sign}{article}") if x)


def article(source: Source, num: int | None = None) -> Text:
    """“art. 309, num. 4”."""
    number = f", num. {num}" if num is not None else ""
    return text(f"art. {source.article}{number}", f"art. {source.article}{number}")
