"""Names as written in a situation, read as the taxa they mean, before it is held against the law.

The engine asks the species table only about taxa. A name that is certain becomes them, with every taxon that shares it
kept as an alternative; of any other the reader is told that it was not resolved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.law.domain.answers import Answer
from arariwa.law.domain.situation import Situation

CERTAIN = ("species.found", "species.group", "species.homonym")
SOURCE = "según el nombre escrito, sin pericia"


@dataclass(frozen=True)
class Reading:
    """What one written name was read as; no taxa when that is not certain."""

    name: str
    taxa: tuple[str, ...]


def taxa_meant(answer: Answer) -> tuple[str, ...]:
    """The taxa of a certain answer: one, or all that share the name. Several animals spoken of are no alternatives."""
    sure = answer.reason in CERTAIN and answer.confidence != "low"
    return tuple(match.taxon for match in answer.matches) if sure else ()


def resolved(situation: Situation, find: Callable[[str], Answer]) -> tuple[Situation, list[Reading]]:
    """The situation with taxa where only a name was told, and how each such name was read. Told taxa stay."""
    read: dict[str, Reading] = {}
    # Their model is made at run time from the terms.
    specimens: list[Any] = list(situation.specimens)
    for n, specimen in enumerate(specimens):
        if specimen.name_as_written and "taxa" not in specimen.model_fields_set:
            name = specimen.name_as_written.value
            if name not in read:
                read[name] = Reading(name, taxa_meant(find(name)))
            if taxa := read[name].taxa:
                said = type(specimen).model_validate({"taxa": {"value": list(taxa), "source": SOURCE}})
                specimens[n] = specimen.model_copy(update={"taxa": said.taxa})
    return situation.model_copy(update={"specimens": specimens}), list(read.values())


def told(reading: Reading) -> str:
    """One line: the name and its taxa, or that it was not resolved and how to."""
    if not reading.taxa:
        return _(
            "“%(name)s” is not resolved to a species; look it up with arariwa law species and write it under taxa."
        ) % {"name": reading.name}
    said = {"name": reading.name, "taxa": formatting.listing(reading.taxa, either=True)}
    return (
        _("“%(name)s” → %(taxa)s; the alternatives are kept.")
        if len(reading.taxa) > 1
        else _("“%(name)s” → %(taxa)s.")
    ) % said
