"""Every name of a species table, laid out so that a text is looked up word by word."""

from dataclasses import dataclass
from math import log

from arariwa.law.domain.near import Near
from arariwa.law.domain.sounds import key, murmur, roots, tokens
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import Name


@dataclass(frozen=True, slots=True)
class Term:
    """A name as a sequence of sounds, with every taxon it is said of.

    `anchor`: its rarest word, by which it is found; `mass`: how much all its words tell; `weak`: also a plain word,
    which counts only when nothing else is said.
    """

    sounds: tuple[str, ...]
    names: tuple[Name, ...]
    anchor: str
    mass: float
    text: str
    weak: bool


class NameTables:
    """The names of a species table by their sounds."""

    def __init__(self, species: Species) -> None:
        words = species.words
        self.products = {key(tokens(w)[0]): product for w, product in words.products.items()}
        self.stop = {tokens(w)[0] for w in words.stop}
        self.common = {tokens(w)[0] for w in words.common} | self.stop
        self.things = {key(tokens(w)[0]) for w in words.things}
        grouped = _grouped(species, self.stop)
        self.weights = _weights(grouped)
        weak = {tuple(key(t) for t in tokens(w)) for w in words.weak}
        self.anchored: dict[str, list[Term]] = {}
        self.holding: dict[str, list[Term]] = {}
        for sounds, names in grouped.items():
            anchor = max(sounds, key=lambda s: (self.weights[s], s))
            mass = sum(self.weights[s] for s in sounds)
            term = Term(sounds, tuple(names), anchor, mass, names[0].text, sounds in weak)
            self.anchored.setdefault(anchor, []).append(term)
            for sound in set(sounds):
                self.holding.setdefault(sound, []).append(term)
        # names of two words that people write as one: cotomono, pacapaca
        self.glued: dict[str, tuple[str, ...]] = {}
        for name in species.names:
            written = [w for w in tokens(name.text) if w not in self.stop]
            if len(written) == 2:
                self.glued.setdefault(key("".join(written)), tuple(key(w) for w in written))
        self._roots: dict[str, list[str]] = {}
        self._murmurs: dict[str, list[str]] = {}
        for sound in self.weights:
            for short in roots(sound):
                self._roots.setdefault(short, []).append(sound)
            self._murmurs.setdefault(murmur(sound), []).append(sound)
        self._near = Near(self.weights)

    def options(self, word: str, sound: str) -> dict[str, float]:
        """The words of names that a written word may be, with how well it fits: 1 for the same sound."""
        found: dict[str, float] = {}
        if word in self.stop or word.isdigit():
            return found
        if sound in self.weights:
            found[sound] = 1.0
        if word in self.common:
            return found
        for other in self._murmurs.get(murmur(sound), ()):
            found.setdefault(other, 0.92)
        for short in roots(sound):
            for other in self._roots.get(short, ()):
                found.setdefault(other, 0.9)
        if not found and sound not in self.products:
            for slips, other in self._near.of(sound):
                found[other] = 1 - slips * (0.9 if len(sound) < 6 else 1.2) / max(len(sound), len(other))
        return found


def _grouped(species: Species, stop: set[str]) -> dict[tuple[str, ...], list[Name]]:
    grouped: dict[tuple[str, ...], list[Name]] = {}
    for name in species.names:
        sounds = tuple(key(w) for w in tokens(name.text) if w not in stop)
        if sounds:
            grouped.setdefault(sounds, []).append(name)
    return grouped


def _weights(grouped: dict[tuple[str, ...], list[Name]]) -> dict[str, float]:
    """How much a word tells: the rarer among the names, the more."""
    seen: dict[str, int] = {}
    for sounds in grouped:
        for sound in set(sounds):
            seen[sound] = seen.get(sound, 0) + 1
    return {sound: log(1 + len(grouped) / count) for sound, count in seen.items()}
