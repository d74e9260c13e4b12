"""Words near a word, by the deletions both share: no comparison with the whole vocabulary."""

from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

LONGEST = 40


def reach(length: int) -> int:
    """How many slips a word of that length may carry."""
    return 0 if length < 4 else 1 if length < 7 else 2


def one_slip(length: int) -> int:
    """The reach of a whole name written together: one slip from six letters on."""
    return 0 if length < 6 else 1


def _deletions(word: str, depth: int) -> set[str]:
    found = layer = {word}
    for _ in range(depth):
        layer = {w[:i] + w[i + 1 :] for w in layer for i in range(len(w))}
        found = found | layer
    return found


class Near:
    """An index of words; `of` finds those within the slips a word of its length may carry."""

    def __init__(self, words: Iterable[str], reach: Callable[[int], int] = reach) -> None:
        self._reach = reach
        self._by: dict[str, list[str]] = {}
        for word in words:
            for part in _deletions(word, reach(len(word))):
                self._by.setdefault(part, []).append(word)

    def of(self, word: str) -> list[tuple[int, str]]:
        """(slips, word), the nearest first; only those at the smallest distance found."""
        most = self._reach(len(word))
        if not most or len(word) > LONGEST:
            return []
        seen: dict[str, int] = {}
        for part in _deletions(word, most):
            for other in self._by.get(part, ()):
                if other not in seen:
                    # the first sound is seldom wrong, but it is dropped or added (hergón, jergón)
                    alike = word[0] == other[0] or word == other[1:] or word[1:] == other
                    seen[other] = OSA.distance(word, other, score_cutoff=most) if alike else most + 1
        near = sorted(
            (slips, other) for other, slips in seen.items() if slips <= min(most, self._reach(len(other)))
        )
        return [(slips, other) for slips, other in near if slips == near[0][0]]
