"""How easy a text reads: the perspicuity of Szigriszt and Pazos on the INFLESZ scale for Spanish, Flesch's ease for English.

Both grow with short words and short sentences. They measure form, not sense: a score is a hint to who writes, no proof.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["very_easy", "easy", "normal", "hard", "very_hard"]
# From which score on, easiest first: INFLESZ (Barrio-Cantalejo 2008) and Flesch (1948).
SCALES: dict[str, tuple[tuple[float, Level], ...]] = {
    "es": ((80, "very_easy"), (65, "easy"), (55, "normal"), (40, "hard")),
    "en": ((80, "very_easy"), (70, "easy"), (60, "normal"), (50, "hard")),
}
LEVELS: tuple[Level, ...] = ("very_easy", "easy", "normal", "hard", "very_hard")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")


@dataclass(frozen=True)
class Reading:
    """What was counted in a text, its score and the level of it."""

    words: int
    sentences: int
    syllables: int
    score: float
    level: Level

    @property
    def a_sentence(self) -> float:
        """Words a sentence."""
        return round(self.words / self.sentences, 1)

    def at_least(self, level: Level) -> bool:
        """Whether it reads as easily as `level`, or more so."""
        return LEVELS.index(self.level) <= LEVELS.index(level)


def measured(parts: Iterable[str], lang: str) -> Reading:
    """The reading of paragraphs, headings and list items; each ends a sentence also without full stop."""
    text = "\n".join(parts)
    words = _WORD.findall(text)
    sentences = sum(bool(_WORD.search(part)) for part in _END.split(text)) or 1
    syllables = sum(map(SYLLABLES[lang], words))
    a_word, a_sentence = syllables / (len(words) or 1), len(words) / sentences
    if lang == "en":
        score = 206.835 - 84.6 * a_word - 1.015 * a_sentence
    else:
        score = 206.835 - 62.3 * a_word - a_sentence
    level: Level = next((level for least, level in SCALES[lang] if score > least), "very_hard")
    return Reading(len(words), sentences, syllables, round(score, 1), level)


def spanish(word: str) -> int:
    """Syllables of a Spanish word: a diphthong is one, two open vowels or an accented í or ú beside one are two.

    The h between vowels parts nothing (ahu-mar), as the Academy divides; a number has one for each digit.
    """
    text = word.lower()
    if text.isdecimal():
        return len(text)
    text = re.sub(r"([qg])u(?=[eiéí])", r"\1", text.replace("ch", "c")).replace("h", "")
    text = re.sub(r"y(?![aeiouáéíóúü])", "i", text)
    count, before, closed_after_open = 0, "", False
    for letter in text:
        if letter not in "aeiouáéíóúü":
            before, closed_after_open = "", False
            continue
        weak = letter in "iuü"
        joined = bool(before) and (
            (weak and before not in "íú")
            or (not weak and letter not in "íú" and before in "iuü" and not closed_after_open)
            or (letter in "íú" and before in "iuü")
        )
        closed_after_open = joined and weak and before in "aeoáéó"
        count += not joined
        before = letter
    return count or 1


def english(word: str) -> int:
    """Syllables of an English word, roughly: groups of vowels, without the e that is written and not said."""
    text = re.sub(r"['’]s?$", "", word.lower())
    if text.isdecimal():
        return len(text)
    text = re.sub(r"(?<=[^aeiouylr])e(?:s|d)?$|(?<=[aeiouy][lr])es?$|(?<=[lr])ed$", _silent, text)
    count = len(re.findall(r"[aeiouy]+", text))
    # Two vowels said apart: "area", "being", "science", "radio".
    count += len(re.findall(r"(?:ea$|eing$|ie(?=n[ct])|io$|ia$|iou?r$|ua[lt])", text))
    return max(count, 1)


def _silent(match: re.Match[str]) -> str:
    """The end of a word without its silent e; -es after a hiss and -ed after t or d are said."""
    before, end = match.string[: match.start()], match[0]
    hiss = end == "es" and re.search(r"(?:[sxz]|[cs]h|[cg])$", before)
    said = end == "ed" and before.endswith(("t", "d"))
    return end if hiss or said else end.replace("e", "")


SYLLABLES: dict[str, Callable[[str], int]] = {"es": spanish, "en": english}
