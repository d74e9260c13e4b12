"""A lesson in Markdown: read into blocks with every mistake and its line, and rendered with the law of a day.

What references, situations and figures become is handed in, so the same lesson is rendered on the running system, in
the package for reading without network, and checked on the command line.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import nh3
from markdown_it.token import Token

from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain import references
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.marked_text import Refer, markdown
from arariwa.law.domain.offences import Status
from arariwa.law.domain.references import Reference, Unread
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.text import Shape
from arariwa.law.domain.verdict import Verdict
from arariwa.training.domain.courses import LessonHead

FEWEST_WORDS, MOST_WORDS = 500, 900
BLOCKS = ("situacion", "pasos", "linea")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?: (\d{2}):(\d{2}))?)?)?")


Answer = Literal["applies", "may_apply", "disputed", "does_not_apply"]
# The engine's word for each (law/domain/offences.py: Status).
ENGINE: Mapping[str, Status] = {
    "applies": "firm",
    "may_apply": "possible",
    "disputed": "uncertain",
    "does_not_apply": "no",
}


class Expected(Shape):
    """What a lesson says the law answers: only what it names is compared."""

    lawful: bool | None = None
    offences: dict[str, Answer] = {}


class Posed(Situation):
    """A situation with the answer the lesson teaches; the engine must give the same."""

    expect: Expected


def differing(posed: Posed, verdict: Verdict, law: Law) -> Iterator[tuple[str, str, str]]:
    """(what, said, answered) of each point on which the engine answers otherwise. An offence of which nothing is
    considered does not apply."""
    if "lawful" in posed.expect.model_fields_set and posed.expect.lawful != verdict.lawful:
        yield "lawful", str(posed.expect.lawful).lower(), str(verdict.lawful).lower()
    answers = {engine: word for word, engine in ENGINE.items()}
    for code, wanted in posed.expect.offences.items():
        rows = [o for o in verdict.considered if code in (o.id, law.version(o.id).offence.code)]
        found = {answers[o.status] for o in rows} or {"does_not_apply"}
        if wanted not in found:
            yield f"offences.{code}", wanted, ", ".join(sorted(found))


@dataclass(frozen=True)
class Block:
    """A part of a lesson. `kind`: prose, table, figure, steps, timeline, situation."""

    kind: str
    line: int
    tokens: Sequence[Token] = ()
    # figure: (path, alternative text); steps: lines; timeline: (when, text); situation: Posed.
    data: Any = None


@dataclass(frozen=True)
class Lesson:
    """A lesson as read; `problems` are the mistakes that do not need law, species or other files to be seen."""

    file: str
    head: LessonHead
    blocks: list[Block]
    words: int
    problems: list[Problem] = field(default_factory=list)

    def headings(self) -> list[tuple[str, str]]:
        """(anchor, words) of each heading of the second level."""
        found = []
        for block in self.blocks:
            for i, token in enumerate(block.tokens):
                if token.type == "heading_open" and token.tag == "h2":
                    found.append((str(token.attrs["id"]), block.tokens[i + 1].content))
        return found

    def texts(self) -> Iterator[tuple[int, str]]:
        """(line, Markdown) of everything a reference may stand in: prose, tables, steps, timelines."""
        for block in self.blocks:
            for token in block.tokens:
                if token.type == "inline":
                    yield block.line + (token.map or [0])[0], token.content
            if block.kind in ("steps", "timeline"):
                for i, row in enumerate(block.data):
                    yield block.line + 1 + i, row if isinstance(row, str) else row[1]

    def references(self) -> list[tuple[int, Reference]]:
        """(line, reference) of every reference that can be read, those of the head's sentences among them (line 0)."""
        found = []
        head = [(0, text) for text in (*self.head.objectives, *self.head.key_points)]
        for line, text in (*head, *self.texts()):
            for below, inner in references.written(text):
                try:
                    found.append((line + below if line else 0, references.read(inner)))
                except Unread:
                    continue
        return found

    def codes(self) -> set[str]:
        """The entries of the law and the taxa the lesson rests on."""
        return {ref.name for _, ref in self.references()} | set(self.head.law)


@dataclass(frozen=True)
class Part:
    """A block ready for a page: `html` of prose and tables, `data` of the others."""

    kind: str
    html: str = ""
    data: Any = None


_MD = markdown()
_TAGS = {
    *("p", "br", "strong", "em", "i", "code", "ul", "ol", "li", "blockquote", "a", "h2", "h3", "h4", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "i": {"lang"},
    "h2": {"id"},
    "h3": {"id"},
    "th": {"class", "scope"},
    "td": {"class"},
    "ol": {"start"},
}


def _clean(html: str) -> str:
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noreferrer"
    )


def inline(text: str, refer: Refer) -> str:
    """One line of Markdown as safe HTML."""
    return _clean(_MD.renderInline(text, {"refer": refer}))


def rendered(
    lesson: Lesson, refer: Refer, situation: Callable[[Posed], Any], figure: Callable[[str], str]
) -> list[Part]:
    """The blocks ready for a page. `situation` answers a situation, `figure` gives the SVG of a path."""
    parts = []
    for block in lesson.blocks:
        if block.kind in ("prose", "table"):
            html = _MD.renderer.render(block.tokens, _MD.options, {"refer": refer})
            parts.append(Part(block.kind, _clean(html)))
        elif block.kind == "figure":
            parts.append(Part("figure", data={"svg": figure(block.data[0]), "alt": block.data[1]}))
        elif block.kind == "steps":
            parts.append(Part("steps", data=[inline(line, refer) for line in block.data]))
        elif block.kind == "timeline":
            rows = [{"when": when, "html": inline(text, refer)} for when, text in block.data]
            parts.append(Part("timeline", data=rows))
        else:
            parts.append(Part("situation", data=situation(block.data)))
    return parts


def split(file: str, text: str) -> tuple[str, str, int]:
    """(head, body, line the body begins on). Raises PackError when the head is missing or never ends."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines or lines[0].strip() != "---":
        raise PackError([Problem(file, 1, "", "lesson.no_head", {})])
    for i, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            # A comment in the place of the dashes keeps the numbers of the lines.
            return "\n".join(["#", *lines[1:i]]), "\n".join(lines[i + 1 :]), i + 2
    raise PackError([Problem(file, 1, "", "lesson.head_open", {})])


def read(file: str, text: str) -> Lesson:
    """The lesson of a file. Raises PackError when it cannot be read as one; lesser mistakes stand in `problems`."""
    top, body, first = split(file, text)
    folder, _, name = file.rpartition("/")
    head = Pack(folder, {name: top.encode()}).yaml(name, LessonHead)
    reading = _Reading(file, first)
    blocks = reading.blocks(_MD.parse(body))
    return Lesson(file, head, blocks, reading.words, sorted(reading.problems, key=lambda p: p.line))


class _Reading:
    """The walk through the tokens of one body."""

    def __init__(self, file: str, first: int) -> None:
        self.file, self.first = file, first
        self.problems: list[Problem] = []
        self.words = 0
        self.anchors: set[str] = set()

    def problem(self, line: int, code: str, **values: object) -> None:
        self.problems.append(Problem(self.file, line, "", code, values))

    def blocks(self, tokens: list[Token]) -> list[Block]:
        """Tokens of the top level, joined to blocks."""
        found: list[Block] = []
        for group in _top(tokens):
            line = self.first + (group[0].map or [0])[0]
            kind, data = "prose", None
            if group[0].type == "fence":
                if (special := self._fence(group[0], line)) is not None:
                    found.append(special)
                continue
            if group[0].type == "table_open":
                kind = "table"
            elif (image := _only_image(group)) is not None:
                kind, data = "figure", (str(image.attrs.get("src", "")), image.content)
                if not image.content.strip():
                    self.problem(line, "lesson.figure_without_words", given=data[0])
                group = []
            self._look(group, line)
            if kind == "prose" and found and found[-1].kind == "prose":
                found[-1] = Block("prose", self.first, [*found[-1].tokens, *group])
            else:
                found.append(Block(kind, self.first if group else line, group, data))
        return found

    def _look(self, group: Sequence[Token], line: int) -> None:
        if group and group[0].type == "table_open" and not _first_head(group):
            _name_rows(group)
        for i, token in enumerate(group):
            here = self.first + token.map[0] if token.map else line
            if token.type == "html_block":
                self.problem(here, "lesson.html", given=token.content.strip()[:60])
            elif token.type == "code_block":
                self.problem(here, "lesson.indented")
            elif token.type == "heading_open":
                if token.tag == "h1":
                    self.problem(here, "lesson.heading_one")
                token.attrSet("id", self._anchor(group[i + 1].content))
            elif token.type in ("th_open", "td_open"):
                style = str(token.attrs.pop("style", ""))
                if "right" in style:
                    token.attrSet("class", "r")
                if token.type == "th_open":
                    token.attrSet("scope", "col")
            elif token.type == "inline":
                self._inline(token, here)

    def _inline(self, token: Token, line: int) -> None:
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline":
                self.problem(line, "lesson.html", given=child.content[:60])
            elif child.type == "image":
                self.problem(line, "lesson.figure_alone", given=str(child.attrs.get("src", "")))
            elif child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                if not re.match(r"https?://|/|#", href):
                    self.problem(line, "lesson.link", given=href[:80])
            elif child.type == "law_reference":
                self.words += 2
                try:
                    references.read(child.content)
                except Unread as unread:
                    self.problem(line, unread.code, **unread.values)
            elif child.type in ("text", "code_inline"):
                self.words += len(_WORD.findall(child.content))
                if child.type == "text" and ("[[" in child.content or "]]" in child.content):
                    self.problem(line, "lesson.reference_open", given=child.content.strip()[:60])

    def _line(self, text: str, line: int) -> None:
        """A line of a block of ours, which is Markdown without blocks."""
        for token in _MD.parseInline(text):
            self._inline(token, line)

    def _anchor(self, words: str) -> str:
        plain = unicodedata.normalize("NFD", words.lower())
        slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
        slug = slug.strip("-")[:60] or "parte"
        while slug in self.anchors:
            slug += "-2"
        self.anchors.add(slug)
        return slug

    def _fence(self, token: Token, line: int) -> Block | None:
        kind = token.info.strip()
        if kind not in BLOCKS:
            self.problem(line, "lesson.unknown_block", given=kind or "```", expected=", ".join(BLOCKS))
            return None
        return {"situacion": self._situation, "pasos": self._steps, "linea": self._timeline}[kind](
            token.content, line
        )

    def _steps(self, content: str, line: int) -> Block:
        rows = content.rstrip("\n").split("\n")
        steps = [re.sub(r"^\s*(?:\d+[.)]|[-*])\s+", "", row) for row in rows]
        for i, row in enumerate(steps):
            if not row.strip():
                self.problem(line + 1 + i, "lesson.empty_line")
            self._line(row, line + 1 + i)
        if len(steps) < 2:
            self.problem(line, "lesson.one_step")
        return Block("steps", line, data=steps)

    def _timeline(self, content: str, line: int) -> Block:
        rows = []
        for i, row in enumerate(content.rstrip("\n").split("\n")):
            when, bar, text = (part.strip() for part in row.partition("|"))
            if not bar or not text or not _is_moment(when):
                self.problem(line + 1 + i, "lesson.timeline_line", given=row.strip()[:60])
            self._line(text, line + 1 + i)
            rows.append((when, text))
        return Block("timeline", line, data=rows)

    def _situation(self, content: str, line: int) -> Block | None:
        # Empty lines before it keep the numbers of the lines.
        padded = "\n" * line + content
        folder, _, name = self.file.rpartition("/")
        try:
            told = Pack(folder, {name: padded.encode()}).yaml(name, Posed)
        except PackError as error:
            self.problems += error.problems
            return None
        return Block("situation", line, data=told)


def _top(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens in groups that each open and close on the top level."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _first_head(table: Sequence[Token]) -> str:
    """What the first cell of the head of a table says."""
    at = next((i for i, token in enumerate(table) if token.type == "th_open"), None)
    return table[at + 1].content.strip() if at is not None else ""


def _name_rows(table: Sequence[Token]) -> None:
    """Where the corner is empty, the first cell of each row is the row's head."""
    for i, token in enumerate(table):
        if token.type == "tr_open" and table[i + 1].type == "td_open":
            table[i + 1].tag = table[i + 3].tag = "th"
            table[i + 1].attrSet("scope", "row")


def _only_image(group: Sequence[Token]) -> Token | None:
    """The image of a paragraph that holds nothing else."""
    if len(group) != 3 or group[0].type != "paragraph_open":
        return None
    children = group[1].children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _is_moment(text: str) -> bool:
    return when(text) is not None


def when(text: str) -> Span | tuple[date, str] | None:
    """A moment of a timeline: a year, a month, a day, or a day with its hour as (day, "14:35"); None when it is none."""
    match = _MOMENT.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute = (int(x) if x else None for x in match.groups())
    try:
        if month is None:
            return Span(date(year or 1, 1, 1), date((year or 1) + 1, 1, 1))
        if day is None:
            return Span(date(year or 1, month, 1), date((year or 1) + month // 12, month % 12 + 1, 1))
        on = date(year or 1, month, day)
    except ValueError:
        return None
    if hour is None:
        return Span.day(on)
    return (on, f"{hour:02}:{minute:02}") if hour < 24 and (minute or 0) < 60 else None


SVG_REFUSED: Mapping[str, re.Pattern[str]] = {
    "figure.script": re.compile(r"<\s*script\b|\son\w+\s*=|javascript:", re.I),
    "figure.outside": re.compile(
        r"""(?:href|src)\s*=\s*["'](?!#)|url\(\s*["']?(?!#)|<!ENTITY|<!DOCTYPE|@import""", re.I
    ),
    "figure.style": re.compile(r"""<\s*style\b|\sstyle\s*=""", re.I),
    "figure.foreign": re.compile(r"<\s*(?:foreignObject|iframe|image)\b", re.I),
}


def figure_mistakes(data: bytes) -> list[tuple[int, str]]:
    """(line, code) of what a drawing may not hold: script, what lies outside, styles a page refuses, no size."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [(0, "pack.not_utf8")]
    if not re.match(r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<svg\b", text, re.S):
        return [(1, "figure.not_svg")]
    found = []
    for code, pattern in SVG_REFUSED.items():
        for match in pattern.finditer(text):
            found.append((text.count("\n", 0, match.start()) + 1, code))
    head = re.search(r"<svg\b[^>]*>", text, re.S)
    if head and "viewBox" not in head[0]:
        found.append((text.count("\n", 0, head.start()) + 1, "figure.no_viewbox"))
    return sorted(set(found))


def svg_inline(data: bytes) -> str:
    """The drawing as it stands within a page; "" for one that may not."""
    if figure_mistakes(data):
        return ""
    text = data.decode("utf-8-sig")
    return re.sub(r"<svg\b[^>]*>", _sized, text[text.index("<svg") :].strip(), count=1)


def _sized(head: re.Match[str]) -> str:
    """As wide as it was drawn, and the style of the page shrinks it where there is less room; height follows width. Its
    letters are its own (`own`), not those of the charts of pages."""
    bare = re.sub(r"""\s(?:width|height|class)\s*=\s*(?:"[^"]*"|'[^']*')""", "", head[0])
    box = re.search(r"""viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)""", bare)
    return bare.replace("<svg", f'<svg class="own" width="{box[1]}"', 1) if box else bare
