"""Reading one text: scientific name, whole names, parts of names, and how sure that leaves us."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from arariwa.law.domain.answers import Answer, How, Kind, Match, Reason
from arariwa.law.domain.beside import capitalised, fits, only_a_proper_name, only_a_thing, telling
from arariwa.law.domain.latin import Found, Latin
from arariwa.law.domain.mentions import BRIEF, Hit, Mention, guesses, hits, mention, mentions, rivals, widest
from arariwa.law.domain.name_tables import NameTables
from arariwa.law.domain.sounds import key
from arariwa.law.domain.species import Species
from arariwa.law.domain.taxa import Confidence

# below this, what was found is offered and not answered
ENOUGH = 0.6
# among many words one is easily like some name by chance
_ENOUGH_IN_A_SENTENCE = 0.7
# a name so much worse than another one of the text is a chance likeness
_FAINT = 0.25
# words so far from a name may still say which of its bearers is meant: pihuicho manso de ala azul
_BESIDE = 5
# a product is told by the first of these that the text has: “collar de colmillos” speaks of teeth
_VAGUE = ("souvenir or craft", "dried or stuffed specimen", "traditional medicine or ritual")


class Reading:
    """One text being read against the names of a species table."""

    def __init__(
        self, species: Species, tables: NameTables, latin: Latin, text: str, words: Sequence[str], limit: int
    ) -> None:
        self.species, self.tables, self.latin = species, tables, latin
        self.text, self.words, self.limit = text, words, limit
        self.sounds = [key(w) for w in words]
        self.plain = [tables.is_plain(w) for w in words]
        nexts = [*words[1:], ""]
        said = (tables.product(*each) for each in zip(words, self.sounds, nexts, strict=True))
        told = [product for product in said if product]
        vague = [product for kind in _VAGUE for product in told if product == kind]
        self.product = next((p for p in (*(p for p in told if p not in _VAGUE), *vague)), None)

    def answer(self) -> Answer:
        """What the text means."""
        found = self.latin.find(self.words, skip=self.plain)
        if found and found.how != "scientific_misspelt":
            return self._scientific(found)
        told = hits(self.tables, self.words, self.sounds)
        things = [i for i, sound in enumerate(self.sounds) if sound in self.tables.things]
        if things:
            told = [h for h in told if not only_a_thing(h, self.words, things)]
            if not any(h.whole for h in told):
                return self._none("species.thing")
        whole = widest(self.tables, [h for h in told if h.whole])
        # a recorded name wins over a scientific name it is merely near: tarántula mexicana
        if found and not any(h.quality >= found.score and h.positions >= set(found.positions) for h in whole):
            return self._scientific(found)
        if len(self.words) == 1 and not any(h.quality > 0.995 and h.term.spoken for h in whole):
            found = self.latin.exact(self.words[0])
            if found:
                return self._scientific(found)
        if whole:
            return self._named(whole, told)
        found = self.latin.alone(self.words)
        return self._scientific(found) if found else self._parts(told)

    def _scientific(self, found: Found) -> Answer:
        matches = tuple(self._match(t, found.score, found.how, found.name) for t in found.taxa)
        if len(matches) > 1:
            return self._made("several", matches, (), "medium", "species.homonym")
        sure: Confidence = "high" if found.score >= 0.97 else "medium" if found.score >= 0.8 else "low"
        return self._one(matches[0], (), sure)

    def _named(self, whole: Sequence[Hit], told: Sequence[Hit]) -> Answer:
        """At least one name stands whole in the text."""
        content = {
            i
            for i, sound in enumerate(self.sounds)
            if not self.plain[i] and sound not in self.tables.products
        }
        least = max(h.quality for h in whole) - _FAINT
        brief = len(self.words) <= BRIEF
        runs = capitalised(self.text, brief)
        strong = [
            h
            for h in whole
            if not (h.term.weak and content - h.positions)
            and not self._worldly(h)
            and not only_a_proper_name(h, self.words, runs, self.tables, brief)
            and h.quality > least
        ]
        if not strong:
            return self._offered(whole)
        read = mentions(self.species, strong, self.words)
        if len(read) > 1:
            return self._mentioned(read)
        found = replace(read[0], rivals=rivals(self.species, read[0], told, self.words))
        taken = found.hit.positions
        reach = range(max(0, min(taken) - _BESIDE), min(len(self.words), max(taken) + _BESIDE + 1))
        left = [i for i in reach if i not in taken and not self._part_of(i, taken)]
        return self._settled(found, left, content - taken)

    def _part_of(self, i: int, taken: frozenset[int]) -> bool:
        """An article, or a word that says what part of the animal is meant: pico de tucán."""
        stop = self.tables.stop
        return self.words[i] in stop or (i + 2 in taken and i + 1 not in taken and self.words[i + 1] in stop)

    def _worldly(self, hit: Hit) -> bool:
        """A plain word (chancho, dorado) that is some species' name too: never enough by itself."""
        return (
            len(hit.positions) == 1
            and all(self.plain[i] for i in hit.positions)
            and not any(name.group for name in hit.term.names)
        )

    def _settled(self, found: Mention, left: list[int], unread: set[int]) -> Answer:
        """One mention, narrowed down by the other words that are said; `unread`: those of them that are not plain."""
        score = found.hit.quality - 0.03 * min(len(unread), 3)
        said = [self.sounds[i] for i in left]
        epithets = {self.words[i] for i in left if not self.plain[i] and len(self.words[i]) > 4}
        fit = fits(self.species, self.tables, found, said, epithets)
        taxa = [taxon for taxon, _ in found.taxa]
        how = _how(found)
        best = max(fit.values(), default=0.0)
        if telling(self.tables, best, said):
            winners = [taxon for taxon, mass in fit.items() if mass == best]
            if found.group or set(winners) <= set(taxa):
                taxa, how = winners, "name"
        elif best and not found.group:
            taxa.sort(key=lambda taxon: -fit.get(taxon, 0.0))
        rows = dict((*found.others, *found.rivals, *found.taxa))
        text = found.hit.term.text

        def made(taxon: str, value: float, way: How) -> Match:
            return self._match(taxon, value, way, rows[taxon].text if taxon in rows else text)

        # of homonyms the more usual meaning stands a little higher
        matches = tuple(made(taxon, score - 0.03 * min(n, 8), how) for n, taxon in enumerate(taxa))
        others = [
            *dict(found.rivals),
            *dict(found.taxa),
            *sorted(fit, key=lambda taxon: -fit[taxon]),
            *dict(found.others),
        ]
        rest = tuple(made(t, 0.6 * score, "partial") for t in dict.fromkeys(others) if t not in taxa)
        if score < ENOUGH or len(self.words) > BRIEF and found.hit.quality < _ENOUGH_IN_A_SENTENCE:
            return self._none("species.unsure", (*matches, *rest))
        sure: Confidence = "high" if score > 0.93 else "medium" if score > 0.8 else "low"
        if sure == "high" and any(abs(i - j) < 3 for i in unread for j in found.hit.positions):
            # an unknown word beside the name may make another thing of it: caballito de totora
            sure = "medium"
        if found.rivals or found.hit.term.weak:
            sure = "low"
        if len(matches) > 1:
            shared: Confidence = "low" if sure == "low" else "medium"
            return self._made("several", matches, rest, shared, "species.homonym")
        if sure == "high" and matches[0].rank == "species" and any(m.rank == "species" for m in rest):
            sure = "medium"
        return self._one(matches[0], rest, sure)

    def _mentioned(self, read: list[Mention]) -> Answer:
        """More than one animal or plant is named: the first meaning of each, then the other meanings."""
        firsts = [self._match(m.taxa[0][0], m.hit.quality, _how(m), m.taxa[0][1].text) for m in read]
        others = [self._match(t, 0.6 * m.hit.quality, "name", n.text) for m in read for t, n in m.taxa[1:]]
        return self._made("several", _unique((*firsts, *others)), (), "medium", "species.mentions")

    def _parts(self, told: Sequence[Hit]) -> Answer:
        """No name stands whole: answered when most of one is there, otherwise only offered."""
        ranked = sorted(told, key=lambda h: (-h.coverage * h.quality, -h.mass))
        if not ranked:
            remote = guesses(self.tables, self.words)
            return self._offered(remote) if remote else self._none("species.not_found")
        score = ranked[0].coverage * ranked[0].quality
        if score < 0.7 or len(ranked[0].positions) < 2:
            return self._offered([*ranked, *guesses(self.tables, self.words)])
        level = [h for h in ranked if h.coverage * h.quality > 0.95 * score]
        taxa = dict.fromkeys(t for h in level for t, _ in mention(self.species, h, self.words).taxa)
        matches = tuple(self._match(t, score, "partial", ranked[0].term.text) for t in taxa)
        if len(matches) > 1:
            return self._made("several", matches, (), "low", "species.homonym")
        return self._one(matches[0], (), "low")

    def _offered(self, found: Sequence[Hit]) -> Answer:
        return self._none("species.unsure", _unique(self._offers(found)))

    def _offers(self, found: Iterable[Hit]) -> list[Match]:
        rows = [(t, n.text, h) for h in found for t, n in mention(self.species, h, self.words).taxa]
        return [self._match(t, 0.5 * h.coverage * h.quality, "partial", name) for t, name, h in rows]

    def _members(self, taxon: str) -> list[Match]:
        """What a group may turn out to be: species traded for the product first, then those of the country."""
        taxa, there = self.species.taxa, self.species.occurrence

        def place(name: str) -> tuple[bool, bool]:
            return self.product not in taxa[name].traded_as, not (name in there and there[name].occurs)

        members = sorted((s for s in self.species.below(taxon) if s != taxon), key=place)
        return [self._match(s, 0.3, "partial", self.species.label(s)) for s in members[: self.limit]]

    def _lookalikes(self, taxon: str) -> list[Match]:
        alike = self.species.taxa[taxon].lookalikes
        return [self._match(t, 0.2, "lookalike", self.species.label(t)) for t in alike]

    def _match(self, taxon: str, score: float, how: How, name: str) -> Match:
        return Match(taxon, self.species.taxa[taxon].rank, round(max(0.0, min(1.0, score)), 3), how, name)

    def _one(self, match: Match, rest: Sequence[Match], sure: Confidence) -> Answer:
        remote = guesses(self.tables, self.words) if sure == "low" else ()
        others = (*rest, *self._offers(remote), *self._members(match.taxon), *self._lookalikes(match.taxon))
        reason: Reason = "species.found" if match.rank == "species" else "species.group"
        return self._made("one", (match,), others, sure, reason)

    def _none(self, reason: Reason, offered: tuple[Match, ...] = ()) -> Answer:
        return Answer(self.text, "none", (), offered[: self.limit], self.product, "low", reason)

    def _made(
        self, kind: Kind, matches: tuple[Match, ...], rest: Sequence[Match], sure: Confidence, reason: Reason
    ) -> Answer:
        others = [m for m in _unique((*matches[1:], *rest)) if m.taxon != matches[0].taxon]
        common = self._common([m.taxon for m in matches])
        found, offered = matches[: self.limit], tuple(others[: self.limit])
        return Answer(self.text, kind, found, offered, self.product, sure, reason, common)

    def _common(self, taxa: Sequence[str]) -> str | None:
        for wider in self.species.above[taxa[0]]:
            if wider in self.species.taxa and all(self.species.contains(wider, t) for t in taxa):
                return wider
        return None


def _how(found: Mention) -> How:
    if found.group:
        return "group"
    quality = found.hit.quality
    return "name" if quality > 0.995 else "sound" if quality >= 0.9 else "misspelt"


def _unique(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Each taxon once, where it stands first."""
    kept: dict[str, Match] = {}
    for match in matches:
        kept.setdefault(match.taxon, match)
    return tuple(kept.values())
