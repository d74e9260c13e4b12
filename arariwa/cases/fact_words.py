"""Facts as sentences of the prosecutor's file: who says so stands behind each. The words come from the pack."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from arariwa.cases import packs
from arariwa.cases.models import CaseFact
from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack
from arariwa.law import queries as law
from arariwa.law.domain.situation import UNSURE
from arariwa.law.domain.terms import TERMS
from arariwa.law.domain.wording import term_path

ES = "es"


@lru_cache(maxsize=2)
def _words(root: Path) -> Mapping[str, packs.FactWords]:
    """Read once from the folder the templates are set from."""
    return packs.read(Pack.from_folder(root, packs.NAME))


def words_of(path: str) -> packs.FactWords:
    """The words of a fact, by its path in the vocabulary or its place in a situation.

    Where the pack has none they are made of the label and the question of the vocabulary.
    """
    path = term_path(path)
    words, term = _words(settings.PACKS).get(path, packs.FactWords()), TERMS[path]
    label, question = _inner(term.label.es), _inner(term.ask.es.partition("?")[0].lstrip("¿"))
    made = {
        "open": f"si {question}" if term.kind == "yes_no" else question,
        "told": f"sobre «{term.label.es}» se señala: {{value}}",
    }
    if term.kind == "yes_no":
        made |= {"yes": f"se señala lo siguiente: {label}", "no": f"se descarta lo siguiente: {label}"}
    own = {"open": words.open, "told": words.told, **words.values}
    return packs.FactWords.model_validate(
        {**made, **{key: text for key, text in own.items() if text}, "inquiry": words.inquiry}
    )


def _inner(words: str) -> str:
    """Words as they stand within a sentence; a name in capitals (CITES) keeps them."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def fact_sentences(facts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The facts a verdict names, each as a sentence with its source. The day is said only when nothing else decided."""
    listed = list(facts)
    return list(dict.fromkeys(_used(f) for f in [f for f in listed if f["path"] != "on"] or listed))


def to_establish(missing: Iterable[str]) -> str:
    """ "Falta establecer si hubo veda." for the terms nobody said anything about; "" for none."""
    questions = list(dict.fromkeys(words_of(path).open for path in missing))
    return f"Falta establecer{':' if len(questions) > 1 else ''} {'; '.join(questions)}." if questions else ""


def inquiry_for(path: str) -> packs.Inquiry | None:
    """How a fact is found out, where the pack says it."""
    return None if path == "acts" else words_of(path).inquiry


def stated_fact(fact: CaseFact, number: str) -> str:
    """What someone stated, of the item of that number or of every one: the fact, its source, who wrote it down."""
    group = fact.path.partition(".")[0]
    subject = (
        (f"el espécimen del ítem {number}" if number else "cada espécimen") if group == "specimen" else ""
    )
    who = fact.stated_by
    return _sentence(
        fact.path,
        fact.value,
        subject,
        f"fuente: {fact.source}; lo consignó {who.person}, {who.post or who.get_role_display()}, "
        f"el {formatting.day(fact.stated_at, ES)}",
    )


def _used(fact: Mapping[str, Any]) -> str:
    path, value, source, subject = term_path(fact["path"]), fact["value"], fact["source"] or "", ""
    if TERMS[path].from_taxon:
        # The engine writes "Tayassu pecari: tabla de especies": of which taxa, and who says so.
        names, _colon, says = source.partition(": ")
        taxa, table = names.split(", "), law.species().taxa
        if all(name in table for name in taxa):
            source, subject = says, formatting.listing(taxa, ES, either=True)
            bases = {table[name].aquatic_basis for name in taxa}
            if path == "specimen.aquatic" and len(bases) == 1 and (basis := bases.pop()):
                # Which species the Code calls aquatic is disputed; where this one is born and lives is not.
                path, value = "specimen.aquatic_basis", basis
    return _sentence(path, value, subject, f"fuente: {source}" if source else "")


def _sentence(path: str, value: object, subject: str, behind: str) -> str:
    """Alternatives are joined by "o"; the subject is named once."""
    path = term_path(path)
    usual = {"specimen": "lo reportado" if TERMS[path].from_taxon else "el espécimen", "actor": "la persona"}
    subject = subject or usual.get(path.partition(".")[0], "")
    words, values = words_of(path), value if isinstance(value, list | tuple) else [value]
    if path == "specimen.taxa":
        values = [formatting.listing(values, ES, either=True)]
    clauses = [_clause(path, words, v) for v in sorted(values, key=lambda v: v == UNSURE)]
    first, rest = clauses[0], [c.replace("{subject} ", "") for c in clauses[1:]]
    said = formatting.listing([first.replace("{subject}", subject), *rest], ES, either=True)
    return f"{said[:1].upper()}{said[1:]}{f' ({behind})' if behind else ''}."


def _clause(path: str, words: packs.FactWords, value: Any) -> str:
    if value == UNSURE:
        return "no se sabe"
    if isinstance(value, bool):
        return words.values["yes" if value else "no"]
    if value in words.values:
        return words.values[value]
    return words.told.replace("{value}", _written(path, value))


def _written(path: str, value: Any) -> str:
    """A free value as papers write it."""
    if path == "on":
        first, _slash, until = str(value).partition("/")
        span = Span(date.fromisoformat(first), date.fromisoformat(until)) if until else Span.parse(first)
        return formatting.span(span, ES)
    if TERMS[path].unit == "S/":
        return formatting.money(Decimal(value), lang=ES)
    if TERMS[path].kind == "number":
        return formatting.number(Decimal(value))
    return TERMS[path].shown(value).es
