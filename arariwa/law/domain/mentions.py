"""Names found in a text, and which of them speak of the same animal or plant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import OSA

from arariwa.law.domain.name_tables import NameTables, Term
from arariwa.law.domain.sounds import spelt
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import RANKS, Name

Row = tuple[str, Name]
# how well words fit that are written as recorded or sound so
_RIGHT = 0.97
# names whose fit differs by less are as near
_AS_NEAR = 0.05
# of names that share a word, one so much worse goes; a hair below 0.02, at which many stand
_WORSE = 0.0199
# words of a text that hardly is a sentence
BRIEF = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: how much of it, how exactly, and at which words."""

    term: Term
    coverage: float
    quality: float
    positions: frozenset[int]
    mass: float

    @property
    def whole(self) -> bool:
        """Whether every word of the name is there."""
        return self.coverage > 0.999


@dataclass(frozen=True, slots=True)
class Mention:
    """The taxa one animal or plant of a text may be, best first; `group`: the name is said of any member.

    `rivals`: what another name, as near to the same misspelt words, would mean.
    """

    taxa: tuple[Row, ...]
    others: tuple[Row, ...]
    group: bool
    hit: Hit
    rivals: tuple[Row, ...] = ()


def hits(tables: NameTables, words: Sequence[str], sounds: Sequence[str]) -> list[Hit]:
    """Names of which at least half is in the text, their rarest word always."""
    at: dict[str, list[tuple[int, float]]] = {}
    for i, word in enumerate(words):
        for sound, fit in tables.options(word, sounds[i]).items():
            at.setdefault(sound, []).append((i, fit))
        if i + 1 < len(words) and word not in tables.stop:
            joined = sounds[i] + sounds[i + 1]
            if joined in tables.weights and joined not in (sounds[i], sounds[i + 1]):
                at.setdefault(joined, []).append((i, 0.98))
        if sounds[i] not in tables.weights:
            for part in tables.glued.get(sounds[i], ()):
                at.setdefault(part, []).append((i, 0.97))
    content = list(accumulate(word not in tables.stop for word in words))
    found = [
        hit
        for sound in at
        for term in tables.anchored.get(sound, ())
        if (hit := _hit(tables, term, at, content))
    ]
    return [*found, *_joined(tables, words, sounds, found)]


def _joined(
    tables: NameTables, words: Sequence[str], sounds: Sequence[str], found: Sequence[Hit]
) -> list[Hit]:
    """Names near the words that no name as it is recorded has taken up, read with those beside them."""
    taken = {i for hit in found if hit.whole and hit.quality > 0.995 for i in hit.positions}
    # in a text that is nothing but a name, a plain word is a misspelt one: loro grs, sano ano
    open_ = [not tables.is_plain(word) or len(words) <= BRIEF and word not in tables.stop for word in words]
    unread = [
        i
        for i, word in enumerate(words)
        if open_[i]
        and sounds[i] not in tables.products
        and not (i in taken and word.removesuffix("s") in tables.written)
    ]
    if not unread:
        return []
    usable = [open_[i] or sounds[i] in tables.weights for i in range(len(words))]
    far = not taken or not any(sound in tables.products for sound in sounds)
    return [
        Hit(term, 1.0, fit, places, term.mass * fit)
        for term, fit, places in tables.joined.find(words, sounds, usable, unread, far)
    ]


def _hit(
    tables: NameTables, term: Term, at: dict[str, list[tuple[int, float]]], content: Sequence[int]
) -> Hit | None:
    """The name at its best place, around its rarest word; a little less good with its words apart or in another order.

    `content`: how many words that are no article stand up to each place.
    """
    if term.sounds == (term.anchor,):
        start, fit = max(at[term.anchor], key=lambda place: (place[1], -place[0]))
        return Hit(term, 1.0, fit, frozenset((start,)), fit * term.mass)
    best: Hit | None = None
    reach = len(term.sounds) + 2
    anchor = term.sounds.index(term.anchor)
    for n, (start, fit) in enumerate(at[term.anchor]):
        places, mass = {anchor: start}, tables.weights[term.anchor]
        got = mass * fit
        # each word of the text stands for one word of the name: paca paca is not paca
        used = {(term.anchor, n)}
        for k, sound in enumerate(term.sounds):
            near = k != anchor and [
                (abs(i - start), -f, i, m)
                for m, (i, f) in enumerate(at.get(sound, ()))
                if abs(i - start) <= reach and (sound, m) not in used
            ]
            if near:
                _, other, i, m = min(near)
                used.add((sound, m))
                places[k] = i
                mass += tables.weights[sound]
                got -= tables.weights[sound] * other
        if mass < 0.5 * term.mass:
            continue
        order = [places[k] for k in sorted(places)]
        positions = frozenset(order)
        apart = content[max(order)] - content[min(order)] + 1 - len(positions)
        quality = got / mass - 0.03 * (order != sorted(order)) - 0.02 * max(0, min(apart, 5))
        hit = Hit(term, mass / term.mass, quality, positions, got)
        if best is None or (hit.mass, hit.quality, -start) > (best.mass, best.quality, -min(best.positions)):
            best = hit
    return best


def guesses(tables: NameTables, words: Sequence[str]) -> list[Hit]:
    """In a text that is hardly a sentence: what its unknown words are remotely like, the likest first; to be offered."""
    if len(words) > BRIEF:
        return []
    unknown = [(i, w) for i, w in enumerate(words) if not tables.is_plain(w) and w not in tables.written]
    found = [
        Hit(term, 1.0, 0.8 * likeness, frozenset((i,)), term.mass)
        for i, word in unknown
        for term, likeness in tables.guesses(word)
    ]
    return sorted(found, key=lambda hit: -hit.quality)


def widest(tables: NameTables, found: Sequence[Hit]) -> list[Hit]:
    """Hits not contained in a better one: “mono choro” silences “mono” and “choro”. Of names that share a word the
    worse one goes: “perico serrano, solo hoy” is no “perico sol”; and one that begins with a product, which is no part of
    the animal's name: “carne de majaz de montaña”."""

    def worth(hit: Hit) -> float:
        return hit.quality - 0.03 * (len(hit.positions) > 1 and hit.term.sounds[0] in tables.products)

    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (-len(h.positions), -worth(h), -h.mass)):
        rivals = [k for k in kept if hit.positions <= k.positions]
        level = any(hit.positions == k.positions and worth(hit) > worth(k) - 0.005 for k in rivals)
        worse = any(hit.positions & k.positions and worth(hit) < worth(k) - _WORSE for k in kept)
        if level or not rivals and not worse:
            kept.append(hit)
    return kept


def mention(species: Species, hit: Hit, words: Sequence[str]) -> Mention:
    """What a name may stand for: a group when it is said of any member, else species by their usual meaning."""
    best: dict[str, Name] = {}
    for name in hit.term.names:
        known = best.get(name.taxon)
        if known is None or (not name.group, name.usual) < (not known.group, known.usual):
            best[name.taxon] = name
    # of names that sound alike, the one spelt most as in the text comes first
    said = " ".join(words[min(hit.positions) : max(hit.positions) + 1]) if len(best) > 1 else ""
    said = spelt(said)

    there = species.occurrence
    exotic = {taxon for taxon in best if taxon in there and not there[taxon].occurs}

    def place(row: Row) -> tuple[int, int, bool, bool, str]:
        slips = OSA.distance(spelt(row[1].text), said, score_cutoff=2) if said else 0
        return slips, row[1].usual, row[0] in exotic, row[1].kind != "es", row[0]

    rows = sorted(best.items(), key=place)
    rank = {taxon: RANKS.index(species.taxa[taxon].rank) for taxon in best}
    groups = [row for row in rows if row[1].group]
    if groups:
        wide = max(groups, key=lambda row: len(species.below(row[0])))
        rest = sorted((row for row in rows if row != wide), key=lambda row: rank[row[0]] > 0)
        return Mention((wide,), tuple(rest), True, hit)
    lowest = [row for row in rows if rank[row[0]] == 0]
    higher = sorted((row for row in rows if rank[row[0]] > 0), key=lambda row: rank[row[0]])
    if lowest:
        return Mention(tuple(lowest), tuple(higher), False, hit)
    if all(species.contains(taxon, higher[0][0]) for taxon, _ in higher):
        return Mention((higher[0],), tuple(higher[1:]), True, hit)
    return Mention(tuple(higher), (), True, hit)


def mentions(species: Species, found: Sequence[Hit], words: Sequence[str]) -> list[Mention]:
    """The animals and plants a text speaks of; names that can be said of one and the same are read together."""

    def breadth(one: Mention) -> int:
        return len({s for taxon, _ in one.taxa for s in species.below(taxon)})

    kept: list[Mention] = []
    for each in sorted((mention(species, h, words) for h in found), key=lambda m: (breadth(m), -m.hit.mass)):
        for n, known in enumerate(kept):
            if rows := _both(species, known, each):
                joined = replace(known.hit, positions=known.hit.positions | each.hit.positions)
                kept[n] = replace(known, taxa=rows, hit=joined)
                break
            # another reading of the same words, of more animals: the narrower one is kept
            if each.hit.positions & known.hit.positions:
                break
        else:
            kept.append(each)
    return sorted(kept, key=lambda m: (-m.hit.quality, min(m.hit.positions)))


def rivals(species: Species, found: Mention, told: Iterable[Hit], words: Sequence[str]) -> tuple[Row, ...]:
    """What other names, about as near to the same misspelt words, would mean; none for words that are right."""
    quality, positions = found.hit.quality, found.hit.positions
    if quality >= _RIGHT:
        return ()
    known = {taxon for taxon, _ in (*found.taxa, *found.others)}
    near = [h for h in told if h.whole and h.positions == positions and h.quality > quality - _AS_NEAR]
    rows = [row for h in near if h.term != found.hit.term for row in mention(species, h, words).taxa]
    return tuple(
        (taxon, name)
        for taxon, name in dict(rows).items()
        if not any(species.contains(k, taxon) or species.contains(taxon, k) for k in known)
    )


def _both(species: Species, known: Mention, other: Mention) -> tuple[Row, ...]:
    """The candidates of one mention that the other can speak of too; those it names outright come first."""
    named = {taxon for taxon, _ in (*other.taxa, *other.others)}
    for rows in (known.taxa, known.others):
        kept = [row for row in rows if any(species.contains(taxon, row[0]) for taxon in named)]
        if kept:
            return tuple(sorted(kept, key=lambda row: row[0] not in named))
    return ()
