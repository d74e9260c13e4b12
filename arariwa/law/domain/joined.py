"""Names read as one string: a blank lost, added or moved (garzónsoldado, guacamayoa marillo), a slip beside a blank or
in a word too short to be looked up by itself (loro pico roo), two slips in a long name."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from arariwa.law.domain.near import LONGEST, OneSlip
from arariwa.law.domain.sounds import tokens

if TYPE_CHECKING:
    from arariwa.law.domain.name_tables import Term

# words of one name, articles not counted
WIDEST = 5
# words of a text that is likely to be a name and nothing else
SHORT = 7


class Joined:
    """An index of whole names without their blanks, as written and as heard."""

    def __init__(self, terms: Collection["Term"], stop: Collection[str], plain: Collection[str]) -> None:
        self._stop = stop
        self._words = {*plain, *(word for term in terms for name in term.names for word in tokens(name.text))}
        self._terms: dict[str, list[Term]] = {}
        for term in terms:
            for text in self._ways(term):
                self._terms.setdefault(text, []).append(term)
        self._near = OneSlip(self._terms)

    def _ways(self, term: "Term") -> set[str]:
        ways = {"".join(term.sounds)}
        for name in term.names:
            written = tokens(name.text)
            ways |= {"".join(written), "".join(w for w in written if w not in self._stop)}
        return {way for way in ways if len(way) >= OneSlip.SHORTEST}

    def find(
        self,
        words: Sequence[str],
        sounds: Sequence[str],
        usable: Sequence[bool],
        unread: Collection[int],
        far: bool,
    ) -> Iterator[tuple["Term", float, frozenset[int]]]:
        """Names near a run of words that holds an unread one: the name, how well it fits, and the words' places.

        `far`: two slips too, in a text that is nothing but a name.
        """
        for run in self._runs(words, usable, unread):
            content = [i for i in run if words[i] not in self._stop]
            written = [words[i] for i in content]
            texts = {
                "".join([words[i] for i in run]),
                "".join(written),
                "".join([sounds[i] for i in content]),
            }
            near = [row for text in texts for row in self._near.of(text)]
            if far and not near and len(run) == len(words) <= SHORT:
                farther = [row for text in texts for row in self._near.farther(text)]
                near = [row for row in farther if not self._other_word(written, row[1])]
            best: dict[int, tuple[float, Term]] = {}
            for slips, text in near:
                fit = 0.98 - 1.3 * slips / len(text)
                for term in self._terms[text]:
                    # a word by itself has been looked up as one
                    alone = len(content) == len(term.sounds) == 1
                    if not alone and (id(term) not in best or best[id(term)][0] < fit):
                        best[id(term)] = fit, term
            for fit, term in best.values():
                yield term, fit, frozenset(content)

    def _runs(
        self, words: Sequence[str], usable: Sequence[bool], unread: Collection[int]
    ) -> Iterator[Sequence[int]]:
        """Runs of up to five words, articles not counted, that hold an unread one and neither begin nor end with an article."""
        for start in sorted({j for i in unread for j in range(max(0, i - 2 * WIDEST), i + 1)}):
            if not usable[start] or self._small(words[start]):
                continue
            letters = content = 0
            for end in range(start, len(words)):
                stop = words[end] in self._stop
                letters, content = letters + len(words[end]), content + (not stop)
                if not (usable[end] or stop) or letters > LONGEST or content > WIDEST:
                    break
                run = range(start, end + 1)
                if not self._small(words[end]) and any(i in unread for i in run):
                    yield run

    def _small(self, word: str) -> bool:
        """An article or a single letter, with which no name begins or ends."""
        return len(word) < 2 or word in self._stop

    def _other_word(self, written: Sequence[str], text: str) -> bool:
        """Whether a word that is known would have to be another one: vaca lechera is no rana lechera."""
        names = [
            [w for w in tokens(n.text) if w not in self._stop] for t in self._terms[text] for n in t.names
        ]
        same = [name for name in names if len(name) == len(written)]
        return bool(same) and all(
            any(self._known(a) and OSA.distance(a, b) > 1 for a, b in zip(written, name, strict=True))
            for name in same
        )

    def _known(self, word: str) -> bool:
        return word in self._words or word.removesuffix("s") in self._words
