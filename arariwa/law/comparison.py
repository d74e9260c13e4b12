"""Two texts of one rule side by side, line by line, with the words in which they differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "changed", "new", "gone"]
# A run of words, and whether the other text lacks it.
Run = tuple[str, bool]
MARKED_FROM = 0.35  # texts less alike than this are shown whole: marks everywhere say nothing
NAMED_ALIKE = 0.75  # labels at least so alike name the same line
Place = tuple[str, str, int]


@dataclass(frozen=True)
class Line:
    """One line of a text: the part it stands in, what it is called, what it says."""

    heading: str
    label: str
    words: str


@dataclass(frozen=True)
class Text:
    """One text of a rule."""

    key: str
    days: str
    lines: list[Line]


@dataclass(frozen=True)
class Row:
    """A line of either text; the runs that differ are marked on each side."""

    heading: str
    label: str
    change: Change
    before: list[Run]
    after: list[Run]


@dataclass(frozen=True)
class Comparison:
    """Two of the texts that can be compared."""

    texts: list[Text]
    before: Text
    after: Text
    rows: list[Row]

    @property
    def same(self) -> int:
        """How many lines say the same."""
        return sum(row.change == "same" for row in self.rows)


def of(texts: Sequence[Text], before: str = "", after: str = "") -> Comparison | None:
    """The texts named by their keys, else the last two; in the order of time. None where there is nothing to compare."""
    if len(texts) < 2:
        return None
    named = [n for n, text in enumerate(texts) if text.key in (before, after)]
    first, second = named if len(named) == 2 else (len(texts) - 2, len(texts) - 1)
    one, other = texts[first], texts[second]
    return Comparison(list(texts), one, other, list(_rows(one, other)))


def _rows(one: Text, other: Text) -> Iterator[Row]:
    """The lines in the order of the later text; those it no longer has follow."""
    old, new = _by_place(one), _by_place(other)
    renamed = _renamed([p for p in old if p not in new], [p for p in new if p not in old])
    for place, line in new.items():
        if place in renamed:
            before = old.pop(renamed[place])
            sides = _marked(f"{before.label}: {before.words}", f"{line.label}: {line.words}")
            yield Row(line.heading, line.label, "changed", *sides)
            continue
        was = old.get(place)
        if was is None:
            yield Row(line.heading, line.label, "new", [], [(line.words, True)])
        elif was.words == line.words:
            yield Row(line.heading, line.label, "same", [(line.words, False)], [(line.words, False)])
        else:
            yield Row(line.heading, line.label, "changed", *_marked(was.words, line.words))
    for place, line in old.items():
        if place not in new:
            yield Row(line.heading, line.label, "gone", [(line.words, True)], [])


def _renamed(old: Sequence[Place], new: Sequence[Place]) -> dict[Place, Place]:
    """Lines whose name changed a little, by their new place, the most alike first."""
    scored = sorted(
        (
            (SequenceMatcher(None, was[1], now[1], autojunk=False).ratio(), now, was)
            for now in new
            for was in old
            if now[0] == was[0]
        ),
        reverse=True,
    )
    found: dict[Place, Place] = {}
    for score, now, was in scored:
        if score >= NAMED_ALIKE and now not in found and was not in found.values():
            found[now] = was
    return found


def _by_place(text: Text) -> dict[Place, Line]:
    """Lines by heading, label, and their number among those of the same name."""
    found: dict[Place, Line] = {}
    for line in text.lines:
        n = 0
        while (line.heading, line.label, n) in found:
            n += 1
        found[line.heading, line.label, n] = line
    return found


def _marked(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Both sides as runs of words, the different ones marked."""
    one, other = (re.findall(r"\S+\s*", words) for words in (before, after))
    bare_one, bare_other = ([word.strip() for word in words] for words in (one, other))
    matcher = SequenceMatcher(None, bare_one, bare_other, autojunk=False)
    if matcher.ratio() < MARKED_FROM:
        return [(before, True)], [(after, True)]
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words in ((left, one[a:b]), (right, other[c:d])):
            if words:
                side.append(("".join(words), tag != "equal"))
    return left, right
