"""Words that say the wrong thing: which ones stand in a text, and what is said instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Where = Literal["interface", "papers", "packs", "courses"]


@dataclass(frozen=True)
class Avoided:
    """A word or phrase not to be said. `avoid` and `unless` are regular expressions; capital letters do not matter.

    `where` it is wrong: what pages say, what papers say, what packs say, what courses teach. What `unless` matches is read as if it were
    not there: a word the law itself uses in that phrase.
    """

    avoid: re.Pattern[str]
    lang: str
    where: frozenset[str]
    use: str
    why: str
    unless: re.Pattern[str] | None = None

    def within(self, text: str) -> str:
        """The wrong words of the text as they stand there, "" when there are none."""
        plain = self.unless.sub("", text) if self.unless else text
        found = self.avoid.search(plain)
        return found[0] if found else ""


def wrong_words(
    text: str, lang: str, where: Where, avoided: Iterable[Avoided]
) -> Iterator[tuple[str, Avoided]]:
    """(words, rule) for each rule of that language and kind of text that the text breaks."""
    for rule in avoided:
        if rule.lang == lang and where in rule.where and (said := rule.within(text)):
            yield said, rule
