"""Scientific names as people write them: synonyms, wrong endings, slips, a genus cut to its initial."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from arariwa.law.domain.near import Near
from arariwa.law.domain.sounds import tokens
from arariwa.law.domain.species import Species

How = Literal["scientific", "synonym", "scientific_misspelt"]
_OPEN = {"sp", "spp", "ssp"}


@dataclass(frozen=True, slots=True)
class Found:
    """Taxa a scientific name stands for, how it was read, and the words of the text it took up."""

    taxa: tuple[str, ...]
    how: How
    score: float
    name: str
    positions: tuple[int, ...]


def stem(epithet: str) -> str:
    """An epithet without its ending, which follows the gender of the genus: denticulata, denticulatus."""
    cut = epithet[:-1] if epithet.endswith(("s", "m")) else epithet
    bare = cut.rstrip("aeiou")
    return bare if len(bare) >= 3 else epithet


class Latin:
    """An index of the scientific names and synonyms of the species table."""

    def __init__(self, species: Species) -> None:
        self._exact: dict[tuple[str, ...], tuple[How, list[tuple[str, str]]]] = {}
        # genus -> stem of the epithet -> (name as written in the table, taxon)
        self._genera: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
        self._epithets: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._higher: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        rows: list[tuple[str, str, How]] = [(name, name, "scientific") for name in species.taxa]
        rows += [(synonym, taxon, "synonym") for synonym, taxon in species.synonyms]
        for name, taxon, how in rows:
            words = tuple(tokens(name))
            if len(words) == 1:
                self._higher[words[0]] = taxon
                continue
            known = self._exact.setdefault(words, (how, []))[1]
            known.append((name, taxon))
            genus, epithet = words[0], stem(words[1])
            if (name, taxon) not in self._genera[genus][epithet]:
                self._genera[genus][epithet].append((name, taxon))
                self._epithets[epithet].append((genus, name, taxon))
            if how == "scientific":
                self._members[genus].append(taxon)
        self._near_genus = lru_cache(maxsize=32768)(Near([*self._genera, *self._higher]).of)

    def find(self, words: Sequence[str], *, skip: Sequence[bool]) -> Found | None:
        """The first scientific name in the words; `skip` marks words that are plain Spanish."""
        best: Found | None = None
        for i in range(len(words) - 1):
            if skip[i] and skip[i + 1] and len(words[i]) < 6 and words[i] not in self._genera:
                continue
            found = self._at(words, i, skip)
            if found and (best is None or found.score > best.score):
                best = found
        return best or self._wide(words)

    def exact(self, word: str) -> Found | None:
        """A genus or higher taxon by its exact name."""
        if word in self._higher:
            return Found((self._higher[word],), "scientific", 1.0, self._higher[word], (0,))
        if len(word) > 3 and word in self._members:
            return Found(tuple(self._members[word]), "scientific", 0.95, word.capitalize(), (0,))
        return None

    def alone(self, words: Sequence[str]) -> Found | None:
        """A genus or higher taxon without an epithet, exact or with one slip in a long name."""
        for word in words:
            if len(word) > 3 and (found := self.exact(word)):
                return found
        for word in words:
            near = self._near_genus(word) if len(word) >= 8 else []
            if len(near) == 1 and near[0][0] == 1 and near[0][1] in self._higher:
                taxon = self._higher[near[0][1]]
                return Found((taxon,), "scientific_misspelt", 0.85, taxon, (0,))
        return None

    def _wide(self, words: Sequence[str]) -> Found | None:
        """“Podocnemis sp.”, and family or order names, which no Spanish word resembles."""
        for i, word in enumerate(words):
            marked = i + 1 < len(words) and words[i + 1] in _OPEN
            if marked and word in self._higher:
                return Found((self._higher[word],), "scientific", 1.0, self._higher[word], (i, i + 1))
            if marked and word in self._members:
                taxa = tuple(self._members[word])
                return Found(taxa, "scientific", 0.95, f"{word.capitalize()} spp.", (i, i + 1))
            if word in self._higher and word.endswith(("idae", "formes", "ptera", "branchii", "inae")):
                return Found((self._higher[word],), "scientific", 1.0, self._higher[word], (i,))
        return None

    def _at(self, words: Sequence[str], i: int, skip: Sequence[bool]) -> Found | None:
        for length in (4, 3, 2) if words[i] in self._genera else ():
            known = self._exact.get(tuple(words[i : i + length]))
            if known:
                how, rows = known
                taxa = tuple(dict.fromkeys(taxon for _, taxon in rows))
                score = 1.0 if how == "scientific" else 0.98
                return Found(taxa, how, score, rows[0][0], tuple(range(i, i + length)))
        genus, epithet = words[i], words[i + 1]
        if epithet in _OPEN or len(epithet) < 4:
            return None
        if len(genus) == 1:
            rows = [(n, t) for g, n, t in self._epithets.get(stem(epithet), ()) if g[0] == genus]
            return _found([row for row in rows if row[0] == row[1]] or rows, 0.9, i)
        if skip[i] or skip[i + 1]:
            # plain Spanish, unless both words are right but for their endings: Amazonas amazónicas
            alike = self._near_genus(genus) if len(genus) > 5 else []
            genera = [g for _, g in alike if g in self._genera]
            return _found([row for g in genera for row in self._genera[g].get(stem(epithet), ())], 0.85, i)
        if genus in self._genera:
            return self._in_genus(genus, epithet, 0.95, i)
        if len(genus) < 4:
            return None
        near = self._near_genus(genus)
        tried = [self._in_genus(g, epithet, 0.95 - 0.06 * slips, i) for slips, g in near if g in self._genera]
        hits = [found for found in tried if found]
        if hits:
            return max(hits, key=lambda found: found.score)
        return self._by_epithet(genus, epithet, i)

    def _in_genus(self, genus: str, epithet: str, most: float, i: int) -> Found | None:
        there, wanted = self._genera[genus], stem(epithet)
        if wanted in there:
            return _found(there[wanted], most, i)
        reach = max(1, len(wanted) // 4)
        ranked = sorted((OSA.distance(wanted, other, score_cutoff=reach + 1), other) for other in there)
        ranked = [(slips, other) for slips, other in ranked if slips <= reach]
        if not ranked:
            return None
        rows = [row for slips, other in ranked if slips == ranked[0][0] for row in there[other]]
        return _found(rows, most - 0.06 * ranked[0][0], i)

    def _by_epithet(self, genus: str, epithet: str, i: int) -> Found | None:
        """The epithet is right and the genus is far off, yet like its own."""
        rows = self._epithets.get(stem(epithet), ()) if len(stem(epithet)) >= 5 else ()
        like = [(n, t) for g, n, t in rows if OSA.normalized_similarity(genus, g) >= 0.6]
        return _found(like, 0.8, i)


def _found(rows: Sequence[tuple[str, str]], score: float, i: int) -> Found | None:
    if not rows:
        return None
    taxa = tuple(dict.fromkeys(taxon for _, taxon in rows))
    return Found(taxa, "scientific_misspelt", score, rows[0][0], (i, i + 1))
