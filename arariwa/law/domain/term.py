"""One fact of the vocabulary: its words, its values, the question to ask while it is unknown."""

from dataclasses import dataclass, field
from typing import Literal

from arariwa.law.domain.text import Text, text

Kind = Literal["yes_no", "one_of", "number", "text", "taxa", "day"]


@dataclass(frozen=True, slots=True)
class Term:
    """One fact: what it is called, which values it may have, and the question to ask while it is unknown."""

    kind: Kind
    label: Text
    ask: Text
    values: dict[str, Text] = field(default_factory=dict)
    # Values that do not settle the matter, such as a paper that was not shown: they point, they do not decide.
    open_values: frozenset[str] = frozenset()
    # Facts that follow from the taxon: while unknown, what has to be found out is the taxon.
    from_taxon: bool = False
    unit: str = ""

    def shown(self, value: object) -> Text:
        """The value as people read it."""
        if isinstance(value, bool):
            return text("sí", "yes") if value else text("no", "no")
        if isinstance(value, str) and value in self.values:
            return self.values[value]
        return text(f"{value} {self.unit}".strip(), f"{value} {self.unit}".strip())


def yes_no(es: str, en: str, ask_es: str, ask_en: str, *, from_taxon: bool = False) -> Term:
    """A fact that is so or is not."""
    return Term("yes_no", text(es, en), text(ask_es, ask_en), from_taxon=from_taxon)


def one_of(
    es: str,
    en: str,
    ask_es: str,
    ask_en: str,
    values: dict[str, tuple[str, str]],
    *,
    open_values: tuple[str, ...] = (),
    from_taxon: bool = False,
) -> Term:
    """A fact with a closed list of values."""
    shown = {value: text(*words) for value, words in values.items()}
    return Term("one_of", text(es, en), text(ask_es, ask_en), shown, frozenset(open_values), from_taxon)


def number(es: str, en: str, ask_es: str, ask_en: str, unit: str = "") -> Term:
    """A count or amount, not negative."""
    return Term("number", text(es, en), text(ask_es, ask_en), unit=unit)


def words(es: str, en: str, ask_es: str, ask_en: str) -> Term:
    """Free words; no rule reads them."""
    return Term("text", text(es, en), text(ask_es, ask_en))
