"""Someone who walks through the pages in a real browser and looks hard at each: see `Walker.look`."""

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polib
import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import translation

from arariwa.core import testing

# A slow telephone: 64 kbit a second and 0.8 s before anything comes, as Chromium is told.
SLOW = {"offline": False, "latency": 800, "downloadThroughput": 8_000, "uploadThroughput": 8_000}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
CATALOGUE = Path(__file__).parents[1] / "locale/es/LC_MESSAGES/django.po"
# What a page says in its own language: texts and labels, but nothing marked as being in another one, nor what was typed.
WORDS = """() => {
  const own = document.documentElement.lang.slice(0, 2), found = new Set();
  const same = e => { const l = e.closest('[lang]'); return !l || l.lang.slice(0, 2) === own };
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!e.closest('script, style, textarea, code') && same(e)) found.add(walk.currentNode.data.replace(/\\s+/g, ' ').trim());
  }
  for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    for (const a of ['aria-label', 'placeholder', 'title', 'alt'])
      if (e.hasAttribute(a) && same(e)) found.add(e.getAttribute(a).trim());
  found.delete('');
  return [...found];
}"""


@cache
def foreign(lang: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The interface's sentences as they must not stand on a page of `lang`: those of the other language.

    Sentences with holes are patterns; a word both languages write alike is in neither.
    """
    pairs: list[tuple[str, str]] = []
    for entry in polib.pofile(str(CATALOGUE)):
        pairs.append((entry.msgid, entry.msgstr or entry.msgstr_plural.get(0, "")))
        if entry.msgid_plural:
            pairs.append((entry.msgid_plural, entry.msgstr_plural.get(1, "")))
    wrong = {es if lang == "en" else en for en, es in pairs if en and es}
    right = {en if lang == "en" else es for en, es in pairs}
    plain = frozenset(text for text in wrong - right if "%(" not in text and "{" not in text)
    holed = [text for text in wrong - right if "%(" in text and len(re.findall(r"[^\W\d]{3,}", text)) > 4]
    return plain, tuple(re.compile(re.sub(r"%\\\(\w+\\\)[a-z]", ".+", re.escape(text))) for text in holed)


class Walker:
    """A browser's page that is looked at wherever it goes; `lang` and the width are the walker's own."""

    def __init__(self, context: Any, url: str, lang: str, width: int, script: bool = True) -> None:
        self.context, self.url, self.lang, self.script = context, url, lang, script
        self.prefix = "/en" if lang == "en" else ""
        self.page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.set_default_timeout(10_000)
        self.said: list[tuple[str, str]] = []
        self.abroad: list[str] = []
        self.been: set[str] = set()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.said.append((str(error), "")))
        context.route(lambda address: urlsplit(address).netloc != urlsplit(url).netloc, self._stop)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.said.append((message.text, message.location["url"]))

    def _stop(self, route: Any) -> None:
        self.abroad.append(route.request.url)
        route.abort()

    def words(self, text: str) -> str:
        """A sentence of the interface in the walker's language."""
        with translation.override(self.lang):
            return translation.gettext(text)

    def go(self, path: str) -> None:
        """To an address (the Spanish path), by typing it."""
        self.page.goto(self.url + self.prefix + path)
        self.look()

    def act(self, does: Callable[[], Any]) -> None:
        """Something that leads to another page, or to the same one again."""
        with self.page.expect_navigation():
            does()
        self.look()

    def follow(self, text: str, within: str = "main") -> None:
        """Click the link that says so: an English sentence of the interface, or words of a record."""
        said = self.words(text)
        self.act(
            self.page.locator(within).get_by_role("link", name=re.compile(f"^{re.escape(said)}")).first.click
        )

    def press(self, text: str) -> None:
        """Press the button that says so."""
        self.act(self.page.locator("main").get_by_role("button", name=self.words(text), exact=True).click)

    def fill(self, **fields: str) -> None:
        """Fields by name."""
        for name, value in fields.items():
            self.page.fill(f'main [name="{name}"]', value)

    def choose(self, name: str, value: str) -> None:
        """One of a group, by its value, clicking what a finger would: its label."""
        one = f'input[name="{name}"][value="{value}"]'
        self.page.click(f"main label:has({one})")
        assert self.page.is_checked(one), (name, value)

    def until(self, promise: str) -> None:
        """Wait until a promise of the page holds; `wait_for_function` takes a promise itself for true."""
        for _ in range(100):
            if self.page.evaluate(promise):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(promise)

    def heading(self) -> str:
        return str(self.page.inner_text("h1"))

    def text(self) -> str:
        """What the page says in its main part."""
        return str(self.page.inner_text("main"))

    def errors(self) -> str:
        return str(self.page.inner_text(".errors"))

    def pdf(self, text: str, within: str = "main") -> tuple[bytes, str]:
        """Open the paper behind a link: its bytes and its text."""
        said = self.words(text)
        link = self.page.locator(within).get_by_role("link", name=re.compile(f"^{re.escape(said)}")).first
        answer = self.context.request.get(self.url + str(link.get_attribute("href")))
        assert answer.ok, (link.get_attribute("href"), answer.status)
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body(), pdf_text(answer.body())

    def sign_in(self, who: testing.Someone) -> None:
        """By the form, with the password."""
        self.go("/cuenta/ingresar/")
        self.fill(login=who.user.email, password=testing.PASSWORD)
        self.press("Sign in")
        assert self.heading() == self.words("What waits for you")

    def borrow(self, who: testing.Someone) -> None:
        """The session of someone who signed in a moment ago, without walking through the form."""
        client = Client()
        client.post("/cuenta/ingresar/", {"login": who.user.email, "password": testing.PASSWORD})
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.url}])

    def sign_out(self) -> None:
        self.go("/cuenta/salir/")
        self.press("Sign out")
        assert self.page.get_by_role("link", name=self.words("Sign in")).first.is_visible()

    def look(self) -> None:
        """No fault for axe, nothing wider than the screen, no word of the other language, nothing from elsewhere."""
        at = f"{self.lang} {self.page.viewport_size['width']} {urlsplit(self.page.url).path}"
        self.been.add(self.page.url)
        declared = self.page.get_attribute("html", "lang")
        assert declared == {"es": "es-PE", "en": "en"}[self.lang], at
        assert self.page.locator("h1").count() == 1, at
        assert self.page.title().removesuffix("· Arariwa").strip(), f"{at}: without a title"
        assert not self.too_wide(), f"{at}: wider than the screen: {self.too_wide()}"
        assert not self.foreign_words(), f"{at}: not in its language: {self.foreign_words()}"
        if self.script:
            found = Axe().run(self.page, options=RULES).response["violations"]
            told = [(v["id"], [n["html"][:200] for n in v["nodes"]][:4]) for v in found]
            assert not told, f"{at}: {told}"
        # A form to be corrected, a paper that does not exist: the browser reports the status of the page itself.
        said = [
            text for text, url in self.said if not (url in self.been and text.startswith("Failed to load"))
        ]
        assert not said, f"{at}: {said}"
        assert not self.abroad, f"{at}: asks elsewhere: {self.abroad}"

    def too_wide(self) -> list[str]:
        """What reaches beyond the right edge, when the page can be pushed sideways."""
        return list(
            self.page.evaluate(
                """() => { const wide = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= wide) return [];
                return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1)
                  .map(e => e.outerHTML.slice(0, 120)).slice(-3).concat(['…']) }"""
            )
        )

    def foreign_words(self) -> list[str]:
        """Sentences of the other language in sight."""
        plain, holed = foreign(self.lang)
        return [
            text
            for text in self.page.evaluate(WORDS)
            if text in plain or any(pattern.fullmatch(text) for pattern in holed)
        ]


def pdf_text(content: bytes) -> str:
    """The text of a paper, page by page, without the marks at which a long number may break."""
    paper = pypdfium2.PdfDocument(content)
    try:
        said = "\n".join(page.get_textpage().get_text_range() for page in paper)
        return said.replace("\u200b", "")
    finally:
        paper.close()


def a_jpeg(colour: str = "darkgreen") -> dict[str, Any]:
    """A photo as a telephone gives it to a form."""
    photo = testing.a_photo(colour=colour, size=(1200, 900))
    return {"name": "jaula.jpg", "mimeType": "image/jpeg", "buffer": io.BytesIO(photo.read()).getvalue()}
