"""Words near a word, found by what both share: no comparison with the whole vocabulary."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

LONGEST = 40


def _reach(length: int) -> int:
    """How many slips a word of that length may carry."""
    return 0 if length < 4 else 1 if length < 7 else 2


def _deletions(word: str, depth: int) -> set[str]:
    found = layer = {word}
    for _ in range(depth):
        layer = {w[:i] + w[i + 1 :] for w in layer for i in range(len(w))}
        found = found | layer
    return found


def _alike(word: str, other: str) -> bool:
    """The first sound is seldom wrong, but it is dropped or added: hergón, jergón."""
    return word[0] == other[0] or word == other[1:] or word[1:] == other


class Near:
    """An index of words; `of` finds those within one slip (four to six letters) or two (longer)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by: dict[str, list[str]] = {}
        for word in words:
            for part in _deletions(word, _reach(len(word))):
                self._by.setdefault(part, []).append(word)

    def of(self, word: str) -> list[tuple[int, str]]:
        """(slips, word), the nearest first; only those at the smallest distance found."""
        reach = _reach(len(word))
        if not reach or len(word) > LONGEST:
            return []
        seen: dict[str, int] = {}
        for part in _deletions(word, reach):
            for other in self._by.get(part, ()):
                if other not in seen:
                    alike = _alike(word, other)
                    seen[other] = OSA.distance(word, other, score_cutoff=reach) if alike else reach + 1
        near = sorted(
            (slips, other) for other, slips in seen.items() if slips <= min(reach, _reach(len(other)))
        )
        return [(slips, other) for slips, other in near if slips == near[0][0]]


class OneSlip:
    """An index of long texts, seven letters or more; `of` finds those within one slip.

    One slip leaves the beginning or the end of a text as it is, so that only texts of about its length with the same
    beginning or end are compared.
    """

    SHORTEST = 7

    def __init__(self, texts: Iterable[str]) -> None:
        self._by: dict[tuple[str, int, bool], list[str]] = {}
        self._long: dict[int, list[str]] = {}
        for text in texts:
            self._long.setdefault(len(text), []).append(text)
            for size in (3, 4):
                self._by.setdefault((text[:size], len(text), True), []).append(text)
                self._by.setdefault((text[-size:], len(text), False), []).append(text)

    def of(self, text: str) -> list[tuple[int, str]]:
        """(slips, text), the same one first."""
        length = len(text)
        if not self.SHORTEST <= length <= LONGEST:
            return []
        size = 3 if length < 9 else 4
        found: dict[str, int] = {}
        for part, begins in ((text[:size], True), (text[-size:], False)):
            for other_length in (length - 1, length, length + 1):
                for other in self._by.get((part, other_length, begins), ()):
                    if other not in found and (slips := OSA.distance(text, other, score_cutoff=1)) < 2:
                        found[other] = slips
        return sorted((slips, other) for other, slips in found.items() if _alike(text, other))

    def farther(self, text: str) -> list[tuple[int, str]]:
        """The nearest within two slips, of ten letters or more; slower, for all of about its length are compared."""
        if not 10 <= len(text) <= LONGEST:
            return []
        there = [
            other for length in range(len(text) - 2, len(text) + 3) for other in self._long.get(length, ())
        ]
        near = extract(text, there, scorer=OSA.distance, score_cutoff=2, limit=5)
        return [(int(slips), other) for other, slips, _ in near if slips == near[0][1]]
