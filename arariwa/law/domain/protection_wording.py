"""The sentences of protection, in both languages: what a list says of a taxon on a day, and why."""

from datetime import date
from typing import TYPE_CHECKING

from arariwa.law.domain.taxa import Category, Listing
from arariwa.law.domain.terms import CATEGORIES
from arariwa.law.domain.text import Text, joined, text

if TYPE_CHECKING:  # the shapes say their own sentence, so they import this module
    from arariwa.law.domain.protection import Protection, Standing, Version

NONE = "none"


def cites_words(standing: "Standing") -> Text:
    """Where a taxon stands in CITES, with the name it is listed under."""
    if standing.why == "listed" and standing.value and isinstance(standing.row, Listing):
        listed = standing.row.listed_as
        return text(
            f"Apéndice {standing.value} de la CITES, incluida como {listed}",
            f"CITES Appendix {standing.value}, listed as {listed}",
        )
    if standing.why == "excluded":
        return text("fuera de la CITES: excluida por su nombre", "outside CITES: excluded by name")
    if standing.why == "not_listed":
        return text("no incluida en los apéndices de la CITES", "not in the CITES appendices")
    if standing.possible == (NONE,):
        return text(
            "ninguna de sus especies de esta tabla está en la CITES",
            "none of its species in this table is in CITES",
        )
    if standing.possible:
        told = [_appendix(value) for value in standing.possible]
        return _depends(told, text("de la CITES", "of CITES"))
    return text(
        "no se sabe si estaba en la CITES ese día: las listas anteriores no se leyeron",
        "not known whether it was in CITES that day: the earlier lists were not read",
    )


def national_words(standing: "Standing") -> Text:
    """Where a taxon stands on the national list, with the norm."""
    norm = f" ({standing.norm})" if standing.norm else ""
    if standing.why == "part_only" and isinstance(standing.row, Category):
        category, part = _category(standing.row.category), standing.row.part
        return text(
            f"la lista nacional nombra solo «{part}» como {category.es}{norm}",
            f"the national list names only “{part}” as {category.en}{norm}",
        )
    if standing.why == "not_listed":
        return text(f"no figura en la lista nacional{norm}", f"not on the national list{norm}")
    if standing.value:
        category = _category(standing.value)
        return text(f"{category.es} en la lista nacional{norm}", f"{category.en} on the national list{norm}")
    if standing.possible == (NONE,):
        return text(
            f"ninguna de sus especies de esta tabla figura en la lista nacional{norm}",
            f"none of its species in this table is on the national list{norm}",
        )
    if standing.possible:
        return _depends(
            [_category(value) for value in standing.possible],
            text(f"en la lista nacional{norm}", f"on the national list{norm}"),
        )
    return text(
        "no se sabe si figuraba en la lista nacional de ese día: no se leyó",
        "not known whether it was on the national list of that day: it was not read",
    )


def sentence(protection: "Protection") -> Text:
    """Everything that protects a taxon on the day or span, as one sentence without its full stop."""
    versions = protection.versions
    parts = [_both(v) if len(versions) == 1 else _dated(v) for v in versions]
    if protection.endemic:
        parts.append(text("endémica del Perú", "endemic to Peru"))
    if protection.exotic:
        parts.append(text("no vive silvestre en el Perú", "not wild in Peru"))
    whole = joined(parts)
    return text(whole.es[:1].upper() + whole.es[1:], whole.en[:1].upper() + whole.en[1:])


def _both(version: "Version") -> Text:
    return joined([cites_words(version.cites), national_words(version.national)])


def _dated(version: "Version") -> Text:
    first, told = version.start, _both(version)
    return text(f"desde el {_short(first)}: {told.es}", f"from {_short(first)}: {told.en}")


def _short(on: date) -> str:
    return f"{on.day:02}/{on.month:02}/{on.year}"


def _appendix(value: str) -> Text:
    if value == NONE:
        return text("en ningún apéndice", "in no appendix")
    return text(f"en el Apéndice {value}", f"in Appendix {value}")


def _category(value: str) -> Text:
    if value == NONE:
        return text("sin categoría", "without category")
    es, en = CATEGORIES[value]
    return text(es, en)


def _depends(values: list[Text], where: Text) -> Text:
    """ "según la especie, en el Apéndice I o en el Apéndice II de la CITES"."""
    es = (
        " o ".join([", ".join(v.es for v in values[:-1]), values[-1].es]) if len(values) > 1 else values[0].es
    )
    en = (
        " or ".join([", ".join(v.en for v in values[:-1]), values[-1].en])
        if len(values) > 1
        else values[0].en
    )
    return text(f"según la especie, {es} {where.es}", f"depending on the species, {en} {where.en}")
