"""A guide for one audience: Markdown with a head, read with every mistake and its line, and rendered with the law of a day.

Links lead to entries of the pack by their id: `[el acta](CJ-RONDA)`, `[esta pregunta](S12)`, `[este camino](W-ENTREGA)`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import nh3
from pydantic import Field

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain import references
from arariwa.law.domain.marked_text import Refer, markdown
from arariwa.law.domain.offences import Review
from arariwa.law.domain.text import Shape, Words
from arariwa.rights.domain.readability import SCALES, Level, Reading, measured

FEWEST_WORDS, MOST_WORDS = 250, 500
LANGUAGES = ("es", "en")
Reader = Literal["citizens", "children", "officials"]
# How easily a guide has to read at least, by who reads it.
AT_LEAST: Mapping[Reader, Level] = {"citizens": "normal", "children": "easy", "officials": "hard"}

_MD = markdown()
_TAGS = {"p", "br", "strong", "em", "i", "ul", "ol", "li", "a", "h2"}
_OWN = re.compile(r"S\d\d|W-[A-Z-]+|CJ-[A-Z]+|CH-[A-Z0-9-]+|acta|canales")


class GuideHead(Shape):
    """The head of a guide: for whom, and what of the pack and the law it rests on. The same in both languages but for words."""

    title: Words
    summary: Words
    order: int
    reader: Reader
    questions: list[str]
    ways: list[str]
    actors: list[str] = []
    law: list[str] = Field(min_length=1)
    review: Review


# What must be the same in every language.
SHARED = ("order", "reader", "questions", "ways", "actors", "law", "review")


@dataclass(frozen=True)
class Guide:
    """A guide as read in one language. `parts`: its paragraphs, headings and points as plain text."""

    slug: str
    lang: str
    file: str
    head: GuideHead
    body: str
    first: int
    parts: tuple[str, ...]
    links: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def reading(self) -> Reading:
        """How easily it reads, without what references to the law become."""
        return measured(self.parts, self.lang)

    def references(self) -> Iterator[tuple[int, str]]:
        """(line, inner text) of each reference to the law."""
        return ((self.first + line, inner) for line, inner in references.written(self.body))


def read(pack: Pack, path: str) -> Guide:
    """The guide of a file `guides/<slug>.<language>.md`. Raises PackError when it cannot be read as one."""
    name = f"{pack.name}/{path}"
    slug, _, lang = path.removeprefix("guides/").removesuffix(".md").rpartition(".")
    if lang not in LANGUAGES:
        raise PackError([Problem(name, 0, "", "pack.unexpected_file", {})])
    top, body, first = _split(name, pack.text(path))
    head = Pack(pack.name, {path: top.encode()}).yaml(path, GuideHead)
    parts, links, problems = [], [], []
    for token in _MD.parse(body):
        line = first + (token.map or [0])[0]
        if token.type in ("html_block", "code_block", "fence"):
            problems.append(Problem(name, line, "", "guide.html", {"given": token.content.strip()[:60]}))
        elif token.type == "heading_open" and token.tag != "h2":
            problems.append(Problem(name, line, "", "guide.heading", {}))
        elif token.type == "inline":
            parts.append("".join(c.content for c in token.children or [] if c.type == "text"))
            for child in token.children or []:
                if child.type == "link_open":
                    links.append((line, str(child.attrs.get("href", ""))))
                elif child.type in ("html_inline", "image"):
                    problems.append(Problem(name, line, "", "guide.html", {"given": child.content[:60]}))
    return Guide(slug, lang, name, head, body, first, tuple(parts), tuple(links), tuple(problems))


def _split(name: str, text: str) -> tuple[str, str, int]:
    """(head, body, line the body begins on)."""
    lines = text.replace("\r\n", "\n").split("\n")
    ends = [i for i, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(ends) < 2 or ends[0] != 0:
        raise PackError([Problem(name, 1, "", "guide.no_head", {})])
    # A comment in the place of the dashes keeps the numbers of the lines.
    return "\n".join(["#", *lines[1 : ends[1]]]), "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def rendered(guide: Guide, refer: Refer, link: Callable[[str], str]) -> str:
    """The guide as safe HTML; `link` gives the address of an entry of the pack."""
    tokens = _MD.parse(guide.body)
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open" and _OWN.fullmatch(href := str(child.attrs.get("href", ""))):
                child.attrSet("href", link(href))
    html = _MD.renderer.render(tokens, _MD.options, {"refer": refer})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "i": {"lang"}},
        url_schemes={"https"},
        link_rel="noreferrer",
    )


def is_entry(href: str) -> bool:
    """Whether a link names an entry of the pack, or a page of rights."""
    return _OWN.fullmatch(href) is not None


def mistakes(guide: Guide) -> Iterator[Problem]:
    """What is wrong in one file by itself: its form, its length, how hard it reads."""
    yield from guide.problems
    reading, least = guide.reading, AT_LEAST[guide.head.reader]
    if not FEWEST_WORDS <= reading.words <= MOST_WORDS:
        length = {"found": reading.words, "least": FEWEST_WORDS, "most": MOST_WORDS}
        yield Problem(guide.file, 0, "", "guide.length", length)
    if not reading.at_least(least):
        needed = next(score for score, level in SCALES[guide.lang] if level == least)
        yield Problem(guide.file, 0, "", "guide.level", {"score": str(reading.score), "least": needed})
