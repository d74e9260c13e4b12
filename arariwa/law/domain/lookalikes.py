"""What the law would answer if an animal were the one it is taken for: the same facts, another taxon."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, zip_longest
from typing import Any

from arariwa.law.domain.bindings import DERIVED, Lookup
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import outline
from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.domain.species import Species
from arariwa.law.domain.text import Text, joined, text
from arariwa.law.domain.verdict import Lookalike, Outline, Verdict
from arariwa.law.domain.wording import years

# the engine is asked again so often at most
MOST = 6
Pair = tuple[tuple[int, ...], str, str]


def with_lookalikes(
    verdict: Verdict, situation: Situation, law: Law, species: Species, protection: Lookup
) -> Verdict:
    """The verdict, and for specimens told as one taxon with look-alikes what it would be for up to six of these.

    All specimens told as a taxon are taken to be the other one together: the same mistake was made with all of them.
    What was told of lists, origin and water is left out for them, since it was told of the first taxon.
    """
    rows, now = [], Outline.of(verdict)
    for places, taxon, other in islice(_pairs(situation, species), MOST):
        then = outline(_instead(situation, places, other), law, protection)
        tell = species.tell(taxon, other)
        rows.append(
            Lookalike(
                specimen=places[0],
                specimens=list(places),
                taxon=taxon,
                lookalike=other,
                tells=tell.text if tell else None,
                confidence=tell.confidence if tell else None,
                review=tell.review if tell else None,
                changes=(changes := now != replace(then, lawful=now.lawful)),
                text=_sentence(species, taxon, other, then, law, changes),
                offences=then.offences,
                aggravations=then.aggravations,
                penalty_range_years=then.penalty_range_years,
            )
        )
    return replace(verdict, lookalikes=rows)


def _pairs(situation: Situation, species: Species) -> Iterator[Pair]:
    """(specimens, their taxon, a look-alike): of each taxon its first look-alike, then of each its second, and so on."""
    older = species.older
    places: dict[str, list[int]] = {}
    for i, facts in enumerate(flatten(situation).specimens):
        told = facts.get("specimen.taxa")
        if told and len(told.values) == 1:
            taxon = told.values[0]
            places.setdefault(older.get(taxon, taxon), []).append(i)
    there = [taxon for taxon in places if taxon in species.taxa]
    for row in zip_longest(*(_likely(species, taxon) for taxon in there)):
        for taxon, other in zip(there, row, strict=True):
            if other:
                yield tuple(places[taxon]), taxon, other


def _likely(species: Species, taxon: str) -> list[str]:
    """Its look-alikes, first those of which is known what tells them apart, then those that live in the country."""

    def rank(other: str) -> tuple[bool, bool]:
        occurs = species.occurrence.get(other)
        return species.tell(taxon, other) is None, not (occurs and occurs.occurs)

    return sorted(species.taxa[taxon].lookalikes, key=rank)


def _instead(situation: Situation, places: tuple[int, ...], taxon: str) -> Situation:
    specimens: list[Any] = list(situation.specimens)
    for i in places:
        one = specimens[i]
        derived = {name: None for name in DERIVED if name in type(one).model_fields}
        specimens[i] = one.model_copy(
            update={**derived, "taxa": one.taxa.model_copy(update={"value": [taxon]})}
        )
    return situation.model_copy(update={"specimens": specimens})


def _sentence(species: Species, taxon: str, other: str, then: Outline, law: Law, changes: bool) -> Text:
    """Whether the answer would be another one, and which."""

    def named(name: str, lang: str) -> str:
        label = species.label(name, lang)
        return f"{name} ({label})" if label else name

    es = f"Si fuera {named(other, 'es')} y no {named(taxon, 'es')}"
    en = f"If it were {named(other, 'en')} and not {named(taxon, 'en')}"
    if not changes:
        return text(f"{es}, la respuesta sería la misma.", f"{en}, the answer would be the same.")
    names = list(dict.fromkeys(law.version(id_).name for id_ in then.offences))
    what = joined(names) if names else text("nada apuntaría a un delito", "nothing would point to an offence")
    raised = "firm" in then.aggravations.values()
    penalty = years(then.penalty_range_years) if then.penalty_range_years else None
    return text(
        f"{es}, la respuesta cambiaría: {what.es}{', agravado' if raised else ''}"
        + (f"; {penalty.es}." if penalty else "."),
        f"{en}, the answer would change: {what.en}{', aggravated' if raised else ''}"
        + (f"; {penalty.en}." if penalty else "."),
    )
