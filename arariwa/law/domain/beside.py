"""What the words beside a name say of it: which of its bearers is meant, or that no animal is."""

import re
from collections.abc import Collection, Iterable, Sequence
from unicodedata import normalize

from arariwa.law.domain.mentions import BRIEF, Hit, Mention
from arariwa.law.domain.name_tables import NameTables
from arariwa.law.domain.sounds import plain
from arariwa.law.domain.species import Species

# between a thing and the animal it is named after: polo del tigre
_LINKS = frozenset({"de", "del", "el", "la", "los", "las"})
# what the epithet of a scientific name tells; more than any words of a name
_CERTAIN = 100.0
_ENOUGH = 2.5
_CAPITALISED = "[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+"
_RUN = re.compile(rf"\b{_CAPITALISED}(?: +{_CAPITALISED})+\b")


def only_a_thing(hit: Hit, words: Sequence[str], things: Collection[int]) -> bool:
    """Whether the name is that of a thing: polo de tigre, zapatillas puma, oso panda de peluche."""
    before, after = min(hit.positions) - 1, max(hit.positions) + 1
    while before >= 0 and words[before] in _LINKS:
        before -= 1
    made = [i for i in (after, after + 1) if words[i : i + 1] in (["de"], ["del"])]
    return before in things or after in things or any(i + 1 in things for i in made)


def capitalised(text: str, brief: bool) -> list[list[str]]:
    """The plain words of each short run of capitalised ones, as people and brands are written.

    The capital that begins a sentence tells nothing, except in a `brief` text, which is hardly one; nor do those of a
    text all in capitals, or with one at every word.
    """
    text = normalize("NFC", text)
    runs = []
    for found in _RUN.finditer(text):
        before = text[: found.start()].rstrip()
        begins = not brief and (not before or before[-1] in ".:;!?¡¿-")
        runs.append(plain(found[0]).split()[begins:])
    return [run for run in runs if 1 < len(run) <= BRIEF]


def only_a_proper_name(
    hit: Hit, words: Sequence[str], runs: Iterable[Sequence[str]], tables: NameTables, brief: bool
) -> bool:
    """Whether one word is part of a person's name or of a brand: Luis Delfín Torres, Puma Energy.

    It is beside a name of people in a `brief` text, or both it and a word that no animal's name knows are capitalised.
    """
    if len(hit.positions) > 1:
        return False
    at = min(hit.positions)
    beside = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
    if brief and tables.persons.intersection(beside):
        return True
    return any(
        words[at] in run and any(w in run and (w in tables.persons or tables.unknown(w)) for w in beside)
        for run in runs
    )


def fits(
    species: Species, tables: NameTables, found: Mention, said: Iterable[str], epithets: Collection[str]
) -> dict[str, float]:
    """Per species in question: the most that one of its names says of the sounds left over.

    `epithets`: words that may be the second half of a scientific name (ranita imitator).
    """
    sounds = {s for s in said if s in tables.weights} - set(found.hit.term.sounds)
    if not sounds and not epithets:
        return {}
    pool = {s for taxon, _ in found.taxa for s in species.below(taxon)}
    told = {s: _CERTAIN for s in pool if epithets and s.lower().split()[-1] in epithets}
    for term in {t.sounds: t for s in sounds for t in tables.holding[s]}.values():
        mass = sum(tables.weights[s] for s in sounds if s in term.sounds)
        for name in term.names:
            if name.taxon in pool and mass > told.get(name.taxon, 0.0):
                told[name.taxon] = mass
    return told


def telling(tables: NameTables, best: float, said: Iterable[str]) -> bool:
    """Whether the sounds left over are all found in one name, and tell enough to decide by them."""
    return best >= _ENOUGH and best >= 0.99 * sum(tables.weights.get(s, 0.0) for s in said)
