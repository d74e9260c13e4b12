"""Every name of a species table, laid out so that a text is looked up word by word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from arariwa.law.domain.joined import Joined
from arariwa.law.domain.near import Near
from arariwa.law.domain.sounds import bare, key, murmur, roots, stems, tokens
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import Name

# how well a diminutive in -ita fits a name in -o
_OTHER_GENDER = 0.84
# how well a word of some name fits another that only its -a tells apart: caracol, caracola; to be offered
_OTHER_WORD = 0.55
# how like a name a word must be at least to be offered
_REMOTE = 0.6


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

    @property
    def spoken(self) -> bool:
        """Whether people of the country say it; English names often are the genus."""
        return any(name.kind != "en" for name in self.names)


class NameTables:
    """The names of a species table by their sounds."""

    def __init__(self, species: Species) -> None:
        words = species.words
        self.products = {key(tokens(w)[0]): product for w, product in words.products.items()}
        plain = [tokens(w)[0] for w in words.products]
        self._ending_in_e = {key(w) for w in plain} - {key(w) for w in plain if "e" not in w[-2:]}
        self.stop = {tokens(w)[0] for w in words.stop}
        self.persons = {tokens(w)[0] for w in words.persons}
        self.common = {tokens(w)[0] for w in (*words.common, *words.things)} | self.stop | self.persons
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
        # words that some name has beside others, but none alone: perrito is no animal, perrito vinagre is
        self._alone = {sounds[0] for sounds in grouped if len(sounds) == 1}
        # names of two words that people write as one: cotomono, pacapaca
        self.glued: dict[str, tuple[str, ...]] = {}
        for name in species.names:
            written = [w for w in tokens(name.text) if w not in self.stop]
            if len(written) == 2:
                self.glued.setdefault(key("".join(written)), tuple(key(w) for w in written))
        self._roots: dict[str, list[str]] = {}
        # recorded diminutives, by what they are made small of
        self._small: dict[str, list[str]] = {}
        self._murmurs: dict[str, list[str]] = {}
        for sound in self.weights:
            self._roots.setdefault(bare(sound), []).append(sound)
            for stem in stems(sound):
                self._small.setdefault(stem, []).append(sound)
            self._murmurs.setdefault(murmur(sound), []).append(sound)
        # a short English word is not looked for in a misspelt Spanish one
        here = {w for name in species.names if name.kind != "en" for w in tokens(name.text)}
        heard = {key(word) for word in here}
        self._near = Near(s for s in self.weights if s in heard or len(s) >= 7)
        # as written: a slip of the hand can change more sounds than one (chihuaco, cbihuaco)
        self.written: dict[str, str] = {}
        for name in species.names:
            for word in tokens(name.text):
                self.written.setdefault(word, key(word))
        self._near_written = Near(w for w in self.written if w in here or len(w) >= 7)
        self._lone = {word: term for word, term in self._spelt_alone()}
        terms = [term for terms in self.anchored.values() for term in terms]
        self.joined = Joined(terms, self.stop, self.common)
        # what sellers write is mostly the same few words
        self.options: Callable[[str, str], Mapping[str, float]] = lru_cache(maxsize=32768)(self._options)

    def _spelt_alone(self) -> Iterator[tuple[str, Term]]:
        """Names of one word as they are spelt, English ones left out."""
        for terms in self.anchored.values():
            for term in terms:
                for name in term.names:
                    written = tokens(name.text)
                    if len(term.sounds) == len(written) == 1 and name.kind != "en" and not term.weak:
                        yield written[0], term

    def guesses(self, word: str) -> list[tuple[Term, float]]:
        """Names of one word that a misspelt word is remotely like, or that it begins with; to be offered, never answered."""
        near = extract(
            word, self._lone.keys(), scorer=OSA.normalized_similarity, score_cutoff=_REMOTE, limit=3
        )
        begins = next((word[:n] for n in range(len(word) - 1, 3, -1) if word[:n] in self._lone), "")
        found = [(self._lone[other], likeness) for other, likeness, _ in near]
        return [*found, (self._lone[begins], _REMOTE)] if begins else found

    def product(self, word: str, sound: str, following: str) -> str | None:
        """The product a written word speaks of. Juan sounds like juane once its -e is off, but is no dish; and una is
        the article, unless it is of something: unas de tigre."""
        if word in self.stop and following not in ("de", "del"):
            return None
        found = self.products.get(sound)
        return None if sound in self._ending_in_e and "e" not in word[-2:] else found

    def is_plain(self, word: str) -> bool:
        """Whether a word, or what it is the plural of, is one that no misspelt name is looked for in."""
        plain = self.common
        return (
            word in plain
            or word.isdigit()
            or word.removesuffix("s") in plain
            or word.removesuffix("es") in plain
        )

    def unknown(self, word: str) -> bool:
        """Whether a word is neither plain nor a product nor like any word of a name."""
        sound = key(word)
        return not (self.is_plain(word) or sound in self.products or self.options(word, sound))

    def _options(self, word: str, sound: str) -> dict[str, float]:
        """The words of names that a written word may be, with how well it fits: 1 for the same sound."""
        found: dict[str, float] = {}
        if word in self.stop or word.isdigit():
            return found
        if sound in self.weights:
            found[sound] = 1.0
        if self.is_plain(word):
            for short in roots(sound):
                for other in self._roots.get(short, ()):
                    if other not in self._alone and len(other) <= len(sound):
                        found.setdefault(other, 0.9)
            return found
        for other in self._murmurs.get(murmur(sound), ()):
            found.setdefault(other, 0.92)
        for short in roots(sound):
            # a diminutive in -ita is of a name in -a, hardly of one in -o: iguanita, iguana
            small = short != bare(sound)
            for other in self._roots.get(short, ()):
                turned = small and sound[-1] == "a" and other[-1] == "o"
                apart = short == sound and other[-1] == "a" and sound in self.weights
                found.setdefault(other, _OTHER_WORD if apart else _OTHER_GENDER if turned else 0.9)
        for other in self._small.get(bare(sound), ()):
            found.setdefault(other, 0.8)
        if not found and word.startswith("de") and (rest := key(word.removeprefix("de"))) in self.weights:
            found[rest] = 0.95
        known = sound in self.weights and (sound in self._alone or word in self.written)
        if not known and sound not in self.products:
            near = [*self._near.of(sound), *((n, self.written[w]) for n, w in self._near_written.of(word))]
            least = min((slips for slips, _ in near), default=0)
            for slips, other in near:
                if slips == least and other in self.weights:
                    found.setdefault(other, 1 - slips * 1.3 / max(len(sound), len(other)))
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
