"""From what people write to taxa: local names, misspellings, plurals, products, scientific names, whole advertisements.

A wrong firm answer is worse than none: a name that several species share answers *several* with the list, a word for
a whole group (loro, tiburón) answers the group, and what is only near a name is offered, not asserted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from arariwa.law.domain.latin import Found, Latin
from arariwa.law.domain.near import Near
from arariwa.law.domain.sounds import key, root, tokens
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import RANKS, Confidence, Name

LONGEST = 2000
STOP = frozenset(
    ["de", "del", "la", "el", "las", "los", "lo", "un", "una", "unos", "unas", "y", "e", "o", "u", "con", "en", "a", "al", "por", "para", "su", "sus", "que", "es", "the", "of", "and", "an", "to", "s", "d"]
)
How = Literal["scientific", "synonym", "scientific_misspelt", "name", "sound", "misspelt", "partial", "group"]
Kind = Literal["one", "several", "none"]
# below this, what was found is offered and not answered
ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """A taxon the text may mean. `name`: the recorded name that matched; `how`: by what way."""

    taxon: str
    rank: str
    score: float
    how: How
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text was understood as.

    `matches`: for *one* the taxon, for *several* all candidates, best first. `alternatives`: what else it may be.
    `common`: the narrowest taxon that holds all matches, if the table has one. `reason` is a code:
    species.found, species.group, species.homonym, species.mentions, species.unsure, species.not_found,
    species.thing, species.too_long, species.empty.
    """

    query: str
    answer: Kind
    matches: tuple[Match, ...]
    alternatives: tuple[Match, ...]
    product: str | None
    confidence: Confidence
    reason: str
    common: str | None = None

    @property
    def best(self) -> Match | None:
        """The first match, None when nothing was answered."""
        return self.matches[0] if self.matches else None


@dataclass(frozen=True, slots=True)
class _Term:
    """A name as a sequence of sounds, with every taxon it is said of."""

    sounds: tuple[str, ...]
    names: tuple[Name, ...]
    anchor: str
    mass: float
    text: str
    weak: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A term found in a text: how much of it, how exactly, and at which words."""

    term: _Term
    coverage: float
    quality: float
    positions: frozenset[int]
    mass: float


class Index:
    """An index of every name of a species table; built once, asked often, never changed."""

    def __init__(self, species: Species) -> None:
        self.species = species
        self._latin = Latin(species)
        self._products = {key(tokens(w)[0]): p for w, p in species.words.products.items()}
        self._common = {tokens(w)[0] for w in species.words.common} | STOP
        self._things = {key(tokens(w)[0]) for w in species.words.things}
        weak = {tuple(key(t) for t in tokens(w)) for w in species.words.weak}
        self._terms = _terms(species, weak)
        self._weights = _weights(self._terms)
        self._terms = {s: self._weighed(term) for s, term in self._terms.items()}
        self._anchored: dict[str, list[_Term]] = {}
        self._with: dict[str, list[_Term]] = {}
        self._glued: dict[str, str | tuple[str, ...]] = {}
        for term in self._terms.values():
            self._anchored.setdefault(term.anchor, []).append(term)
            for sound in set(term.sounds):
                self._with.setdefault(sound, []).append(term)
        self._roots: dict[str, list[str]] = {}
        for sound in self._weights:
            self._roots.setdefault(root(sound), []).append(sound)
        self._near = Near(self._weights)
        for name in species.names:
            words = [w for w in tokens(name.text) if w not in STOP]
            if len(words) == 2:
                self._glued.setdefault(key("".join(words)), tuple(key(w) for w in words))

    @classmethod
    def build(cls, species: Species) -> "Index":
        """The index of a species table; about a third of a second."""
        return cls(species)

    def find(self, text: str, limit: int = 8) -> Answer:
        """The taxa a text means; never raises. `limit`: how many matches and alternatives at most."""
        if len(text) > LONGEST:
            return Answer(text[:80], "none", (), (), None, "low", "species.too_long")
        words = tokens(text)
        if not words:
            return Answer(text, "none", (), (), None, "low", "species.empty")
        return _Reading(self, text, words, limit).answer()

    def _weighed(self, term: _Term) -> _Term:
        anchor = max(term.sounds, key=lambda s: (self._weights[s], s))
        return replace(term, anchor=anchor, mass=sum(self._weights[s] for s in term.sounds))


def _terms(species: Species, weak: set[tuple[str, ...]]) -> dict[tuple[str, ...], _Term]:
    grouped: dict[tuple[str, ...], list[Name]] = {}
    for name in species.names:
        sounds = tuple(key(w) for w in tokens(name.text) if w not in STOP)
        if sounds:
            grouped.setdefault(sounds, []).append(name)
    return {s: _Term(s, tuple(names), s[0], 0.0, names[0].text, s in weak) for s, names in grouped.items()}


def _weights(terms: dict[tuple[str, ...], _Term]) -> dict[str, float]:
    """How much a word tells: the rarer among the names, the more."""
    seen: dict[str, int] = {}
    for term in terms.values():
        for sound in set(term.sounds):
            seen[sound] = seen.get(sound, 0) + 1
    return {sound: log(1 + len(terms) / count) for sound, count in seen.items()}


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The taxa one mention may be, best first, and whether it names a whole group."""

    taxa: tuple[tuple[str, Name], ...]
    others: tuple[tuple[str, Name], ...]
    group: bool
    hit: _Hit


class _Reading:
    """One text being read."""

    def __init__(self, index: Index, text: str, words: Sequence[str], limit: int) -> None:
        self.index, self.text, self.words, self.limit = index, text, words, limit
        self.species = index.species
        self.keys = [key(w) for w in words]
        self.plain = [w in index._common or w.isdigit() for w in words]
        self.product = next((index._products[k] for k in self.keys if k in index._products), None)

    def answer(self) -> Answer:
        if any(k in self.index._things for k in self.keys):
            return self._none("species.thing")
        latin = self.index._latin.find(self.words, skip=self.plain)
        if latin:
            return self._from_latin(latin)
        hits = self._hits()
        whole = _widest([h for h in hits if h.coverage > 0.999])
        if not whole:
            alone = self.index._latin.genus(self.words)
            if alone:
                return self._from_latin(alone)
            return self._from_parts(hits)
        return self._from_names(whole)

    # scientific names

    def _from_latin(self, found: Found) -> Answer:
        matches = tuple(self._match(t, found.score, found.how, found.name) for t in found.taxa[: self.limit])
        if len(found.taxa) == 1:
            taxon = self.species.taxa[found.taxa[0]]
            confidence: Confidence = (
                "high" if found.score >= 0.97 else "medium" if found.score >= 0.8 else "low"
            )
            others = tuple(
                self._match(t, 0.3, "partial", "")
                for t in taxon.lookalikes[: self.limit]
                if confidence != "high"
            )
            return self._made("one", matches, others, confidence, "species.found")
        return self._made("several", matches, matches[1:], "medium", "species.homonym")

    # local and common names

    def _options(self, i: int) -> dict[str, float]:
        """The words of names that the word at `i` may be, with how well it fits."""
        sound, word = self.keys[i], self.words[i]
        index = self.index
        found: dict[str, float] = {}
        if word in STOP or word.isdigit():
            return found
        if sound in index._weights:
            found[sound] = 1.0
        if word in index._common:
            return found
        for other in index._roots.get(root(sound), ()):
            found.setdefault(other, 0.9)
        if not found and sound not in index._products:
            for slips, other in index._near.of(sound):
                found[other] = 1 - slips * (0.9 if len(sound) < 6 else 1.2) / max(len(sound), len(other))
        return found

    def _hits(self) -> list[_Hit]:
        at: dict[str, list[tuple[int, float]]] = {}
        last = len(self.words) - 1
        for i, word in enumerate(self.words):
            for sound, fit in self._options(i).items():
                at.setdefault(sound, []).append((i, fit))
            # sacha vaca, sachavaca
            if i < last and word not in STOP:
                joined = key(word + self.words[i + 1])
                if joined in self.index._weights and joined not in (self.keys[i], self.keys[i + 1]):
                    at.setdefault(joined, []).append((i, 0.98))
            parts = self.index._glued.get(self.keys[i])
            if parts and self.keys[i] not in self.index._weights:
                for part in parts:
                    at.setdefault(part, []).append((i, 0.97))
        hits = []
        for sound in at:
            for term in self.index._anchored.get(sound, ()):
                hit = self._hit(term, at)
                if hit:
                    hits.append(hit)
        return hits

    def _hit(self, term: _Term, at: dict[str, list[tuple[int, float]]]) -> _Hit | None:
        """The term at its best place, around its rarest word."""
        weights = self.index._weights
        best: _Hit | None = None
        for start, fit in at[term.anchor]:
            positions, mass, got = {start}, weights[term.anchor], weights[term.anchor] * fit
            for sound in term.sounds:
                if sound == term.anchor:
                    continue
                near = [
                    (abs(i - start), -f, i, f)
                    for i, f in at.get(sound, ())
                    if abs(i - start) <= len(term.sounds) + 4
                ]
                if near:
                    _, _, i, other = min(near)
                    positions.add(i)
                    mass += weights[sound]
                    got += weights[sound] * other
            coverage = mass / term.mass
            if coverage < 0.5:
                continue
            hit = _Hit(term, coverage, got / mass, frozenset(positions), got)
            if best is None or (hit.mass, -start) > (best.mass, -min(best.positions)):
                best = hit
        return best

    def _from_names(self, whole: list[_Hit]) -> Answer:
        content = {
            i
            for i, w in enumerate(self.words)
            if not self.plain[i] and self.keys[i] not in self.index._products
        }
        strong = [h for h in whole if not (h.term.weak and content - h.positions)]
        if not strong:
            return self._offer(whole)
        mentions = self._mentions(strong)
        first = mentions[0]
        taken = frozenset().union(*(m.hit.positions for m in mentions))
        left = [i for i in range(len(self.words)) if i not in taken and self.words[i] not in STOP]
        if len(mentions) > 1:
            return self._several_mentions(mentions)
        return self._settled(first, left, content - taken)

    def _mentions(self, hits: list[_Hit]) -> list[_Candidates]:
        """Hits that can speak of one animal are read together; the others are further mentions."""
        ordered = sorted((self._candidates(h) for h in hits), key=lambda c: (self._breadth(c), -c.hit.mass))
        mentions: list[_Candidates] = []
        for each in ordered:
            for n, known in enumerate(mentions):
                kept = tuple(row for row in known.taxa if self._explains(each, row[0]))
                if kept:
                    joined = replace(known.hit, positions=known.hit.positions | each.hit.positions)
                    mentions[n] = replace(known, taxa=kept, hit=joined)
                    break
            else:
                mentions.append(each)
        return sorted(mentions, key=lambda c: (-c.hit.quality, min(c.hit.positions)))

    def _breadth(self, candidates: _Candidates) -> int:
        return len({s for taxon, _ in candidates.taxa for s in self.species.below(taxon)})

    def _explains(self, candidates: _Candidates, taxon: str) -> bool:
        rows = (*candidates.taxa, *candidates.others)
        return any(self.species.contains(t, taxon) for t, _ in rows)

    def _candidates(self, hit: _Hit) -> _Candidates:
        """What a name may stand for: a group when it is said of any member, else species by their usual meaning."""
        taxa = self.species.taxa
        best: dict[str, Name] = {}
        for name in hit.term.names:
            known = best.get(name.taxon)
            if known is None or (not name.group, name.usual) < (not known.group, known.usual):
                best[name.taxon] = name
        rows = sorted(best.items(), key=lambda row: (row[1].usual, row[1].kind != "es", row[0]))
        groups = [row for row in rows if row[1].group]
        if groups:
            widest = max(groups, key=lambda row: len(self.species.below(row[0])))
            rest = sorted(
                (row for row in rows if row != widest), key=lambda row: taxa[row[0]].rank != "species"
            )
            return _Candidates((widest,), tuple(rest), True, hit)
        species = [row for row in rows if taxa[row[0]].rank == "species"]
        higher = sorted(
            (row for row in rows if row not in species), key=lambda row: RANKS.index(taxa[row[0]].rank)
        )
        if species:
            return _Candidates(tuple(species), tuple(higher), False, hit)
        nested = all(self.species.contains(row[0], higher[0][0]) or row == higher[0] for row in higher)
        if nested:
            return _Candidates((higher[0],), tuple(higher[1:]), True, hit)
        return _Candidates(tuple(higher), (), True, hit)

    def _settled(self, found: _Candidates, left: list[int], unread: set[int]) -> Answer:
        """One mention, narrowed down by the other words that are said."""
        quality = found.hit.quality
        how: How = (
            "group"
            if found.group
            else "name"
            if quality > 0.995
            else "sound"
            if quality >= 0.9
            else "misspelt"
        )
        fits = self._fits(found, left)
        taxa = [taxon for taxon, _ in found.taxa]
        names = dict((*found.others, *found.taxa))
        best = max(fits.values(), default=0.0)
        full = sum(
            self.index._weights.get(self.keys[i], 0.0) for i in left if self.keys[i] in self.index._weights
        )
        if best and best >= 0.99 * full and best >= 2.5:
            winners = [t for t, fit in fits.items() if fit == best]
            if found.group or set(winners) <= set(taxa):
                taxa = winners
                how = "name"
        elif best and not found.group:
            taxa.sort(key=lambda t: -fits.get(t, 0.0))
        score = quality - 0.03 * min(len(unread), 3)
        text = found.hit.term.text
        matches = tuple(self._match(t, score, how, names[t].text if t in names else text) for t in taxa)
        others = [
            t
            for t in (*dict(found.taxa), *sorted(fits, key=lambda t: -fits[t]), *dict(found.others))
            if t not in taxa
        ]
        rest = tuple(
            self._match(t, 0.6 * score, "partial", names[t].text if t in names else text)
            for t in dict.fromkeys(others)
        )
        if score < ENOUGH:
            return self._none("species.unsure", (*matches, *rest))
        confidence: Confidence = "high" if score > 0.93 else "medium" if score > 0.75 else "low"
        if len(matches) == 1:
            if len(rest) and confidence == "high" and not found.group:
                confidence = (
                    "medium" if any(self.species.taxa[m.taxon].rank == "species" for m in rest) else "high"
                )
            rest = rest or self._relatives(matches[0].taxon)
            reason = "species.group" if self.species.taxa[taxa[0]].rank != "species" else "species.found"
            return self._made("one", matches, rest, confidence, reason)
        return self._made(
            "several",
            matches,
            (*matches[1:], *rest),
            confidence if confidence == "low" else "medium",
            "species.homonym",
        )

    def _fits(self, found: _Candidates, left: Iterable[int]) -> dict[str, float]:
        """Per species that is in question: the most that one of its names says of the words left over."""
        weights = self.index._weights
        sounds = [self.keys[i] for i in left if self.keys[i] in weights]
        if not sounds:
            return {}
        pool = {s for taxon, _ in found.taxa for s in self.species.below(taxon)}
        fits: dict[str, float] = {}
        for term in {t.sounds: t for s in sounds for t in self.index._with[s]}.values():
            said = sum(weights[s] for s in set(sounds) if s in term.sounds)
            for name in term.names:
                if name.taxon in pool and said > fits.get(name.taxon, 0.0):
                    fits[name.taxon] = said
        return fits

    def _several_mentions(self, mentions: list[_Candidates]) -> Answer:
        matches: list[Match] = []
        for mention in mentions:
            taxon, name = mention.taxa[0]
            matches.append(
                self._match(taxon, mention.hit.quality, "group" if mention.group else "name", name.text)
            )
        for mention in mentions:
            matches += [
                self._match(t, 0.6 * mention.hit.quality, "name", n.text) for t, n in mention.taxa[1:]
            ]
        unique = tuple(
            {m.taxon: m for m in reversed(matches)}[t] for t in dict.fromkeys(m.taxon for m in matches)
        )
        return self._made("several", unique, unique[1:], "medium", "species.mentions")

    # nothing whole

    def _from_parts(self, hits: list[_Hit]) -> Answer:
        """Parts of names: answered when most of one name is there, otherwise only offered."""
        ranked = sorted(hits, key=lambda h: (-h.coverage * h.quality, -h.mass))
        if not ranked:
            return self._none("species.not_found")
        top = ranked[0]
        if top.coverage * top.quality >= 0.7 and len(top.positions) > 1:
            level = [h for h in ranked if h.coverage * h.quality > 0.95 * top.coverage * top.quality]
            taxa = list(dict.fromkeys(t for h in level for t, _ in self._candidates(h).taxa))
            score = top.coverage * top.quality
            matches = tuple(self._match(t, score, "partial", top.term.text) for t in taxa)
            kind: Kind = "one" if len(taxa) == 1 else "several"
            rest = matches[1:] if kind == "several" else self._relatives(taxa[0])
            return self._made(
                kind, matches, rest, "low", "species.found" if kind == "one" else "species.homonym"
            )
        return self._offer(ranked)

    def _offer(self, hits: Sequence[_Hit]) -> Answer:
        offered: dict[str, Match] = {}
        for hit in hits:
            for taxon, name in self._candidates(hit).taxa:
                offered.setdefault(
                    taxon, self._match(taxon, 0.5 * hit.coverage * hit.quality, "partial", name.text)
                )
        return self._none("species.unsure" if offered else "species.not_found", tuple(offered.values()))

    # shapes

    def _relatives(self, taxon: str) -> tuple[Match, ...]:
        """What a group may turn out to be: its species that live in the country first."""
        if self.species.taxa[taxon].rank == "species":
            return ()
        there = self.species.occurrence
        below = sorted(self.species.below(taxon), key=lambda s: not (s in there and there[s].occurs))
        return tuple(self._match(s, 0.3, "partial", self.species.label(s)) for s in below[: self.limit])

    def _match(self, taxon: str, score: float, how: How, name: str) -> Match:
        return Match(taxon, self.species.taxa[taxon].rank, round(max(0.0, min(1.0, score)), 3), how, name)

    def _none(self, reason: str, offered: tuple[Match, ...] = ()) -> Answer:
        return Answer(self.text, "none", (), offered[: self.limit], self.product, "low", reason)

    def _made(
        self,
        kind: Kind,
        matches: tuple[Match, ...],
        others: tuple[Match, ...],
        confidence: Confidence,
        reason: str,
    ) -> Answer:
        return Answer(
            self.text,
            kind,
            matches[: self.limit],
            others[: self.limit],
            self.product,
            confidence,
            reason,
            self._common([m.taxon for m in matches]),
        )

    def _common(self, taxa: Sequence[str]) -> str | None:
        """The narrowest taxon of the table that holds all."""
        for wider in self.species.above[taxa[0]]:
            if wider in self.species.taxa and all(self.species.contains(wider, t) for t in taxa):
                return wider
        return None


def _widest(hits: list[_Hit]) -> list[_Hit]:
    """Hits not contained in a better one: “mono choro” silences “mono” and “choro”."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (-len(h.positions), -h.quality, -h.mass)):
        rivals = [k for k in kept if hit.positions <= k.positions]
        if not rivals or any(hit.positions == k.positions and hit.quality > k.quality - 0.005 for k in rivals):
            kept.append(hit)
    return kept
