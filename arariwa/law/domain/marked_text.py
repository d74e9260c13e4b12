"""Markdown in which `[[pena CP-308]]` stands for words of the law: one reader for lessons and for guides."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from arariwa.law.domain import references
from arariwa.law.domain.references import Phrase, Reference, Unread

Refer = Callable[[Reference], Phrase]


def markdown() -> MarkdownIt:
    """A reader that knows references; rendering takes what words them as `refer` of the environment.

    HTML is read so that it can be refused; what is rendered has to be cleaned of it.
    """
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    md.inline.ruler.before("link", "law_reference", _reference)
    md.add_render_rule("law_reference", _worded)  # type: ignore[arg-type]
    return md


def _reference(state: StateInline, silent: bool) -> bool:
    """Markdown's rule for `[[…]]`."""
    match = references.WRITTEN.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("law_reference", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _worded(_renderer: RendererHTML, tokens: Sequence[Token], i: int, _options: Any, env: Any) -> str:
    try:
        phrase: Phrase = env["refer"](references.read(tokens[i].content))
    except Unread:
        return escape(f"[[{tokens[i].content}]]")
    words = escape(phrase.text)
    if phrase.latin:
        latin = f'<i lang="la">{escape(phrase.latin)}</i>'
        words = f"{words} ({latin})" if words else latin
    return f'<a href="{escape(phrase.url)}">{words}</a>' if phrase.url else words
