"""What the words beside a name say of it: which of its bearers is meant, or that no animal is."""

from collections.abc import Collection, Iterable, Sequence

from arariwa.law.domain.mentions import Hit, Mention
from arariwa.law.domain.name_tables import NameTables
from arariwa.law.domain.species import Species

# between a thing and the animal it is named after: polo del tigre
_LINKS = frozenset({"de", "del", "el", "la", "los", "las"})
# what the epithet of a scientific name tells; more than any words of a name
_CERTAIN = 100.0
_ENOUGH = 2.5


def only_a_thing(hit: Hit, words: Sequence[str], things: Collection[int]) -> bool:
    """Whether the name is that of a thing: polo de tigre, zapatillas puma, oso panda de peluche."""
    before, after = min(hit.positions) - 1, max(hit.positions) + 1
    while before >= 0 and words[before] in _LINKS:
        before -= 1
    made = [i for i in (after, after + 1) if words[i : i + 1] in (["de"], ["del"])]
    return before in things or after in things or any(i + 1 in things for i in made)


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
