"""Pages of figures for who organises: all of a period, and one with its parts and the rows behind it.

A system makes its five pages with `pages` of its `Book`, and gives them addresses of the same names.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import access, spreadsheet
from arariwa.core.action import require_role, role_allows
from arariwa.core.http import Request
from arariwa.events import showing_figures as showing
from arariwa.events.figures import Figure
from arariwa.events.showing_figures import Asked, Book


def _asked(request: Request, book: Book) -> Asked:
    require_role(request.actor, book.roles)
    return book.asked(request.actor, request.GET)


def _one(request: Request, book: Book, code: str) -> tuple[Asked, Figure]:
    """A figure as it was asked for, or Hidden."""
    if not role_allows(request.actor, book.roles):
        raise access.Hidden
    asked = _asked(request, book)
    return asked, book.figure(code, asked.scope)


def _page(request: Request, book: Book, asked: Asked) -> dict[str, object]:
    """What both pages need."""
    query = f"?{asked.query}" if asked.query else ""
    above, beside = book.pages(request.actor)
    return {
        "book": book,
        "asked": asked,
        "filters": asked.filters,
        "fields": asked.fields,
        "above": above,
        "others": [*above[-1:], *beside],
        "all_url": f"{book.url('figures')}{query}",
        "query": query,
    }


def figures(request: Request, book: Book) -> HttpResponse:
    """The figures of a system over a period."""
    asked = _asked(request, book)
    context = {
        **_page(request, book, asked),
        "sections": book.under_headings(asked.scope, asked.public),
        "export_url": f"{book.url('figures_csv')}?{asked.query}",
    }
    return render(request, "events/figures.html", context)


def figures_csv(request: Request, book: Book) -> StreamingHttpResponse:
    """The same figures with all their parts, for a spreadsheet."""
    asked = _asked(request, book)
    # Counted before the answer begins: what goes wrong then is still a page.
    rows = list(book.cells(book.every(asked.scope), asked.public))
    return spreadsheet.answer(_("figures"), showing.head(), rows)


def figure(request: Request, book: Book, code: str) -> HttpResponse:
    """One figure: what it counts, its parts, and the rows behind it."""
    asked, found = _one(request, book, code)
    context = {
        **_page(request, book, asked),
        "said": book.said(found, asked.public),
        "name": book.words[code][0],
        "is_share": found.unit in ("count", "percent"),
        "beside": [] if asked.public and found.small else book.beside(found, public=asked.public),
        "not_known": book.not_known(found),
        "breakdowns": book.breakdowns(found, asked.public),
        # What is to be published names nobody.
        "behind": [] if asked.public else book.behind(found),
        "most": showing.SHOWN_ROWS,
        "rows_url": f"{book.url('figure_rows_csv', code)}?{asked.query}",
        "parts_url": f"{book.url('figure_csv', code)}?{asked.query}",
    }
    return render(request, "events/figure.html", context)


def figure_csv(request: Request, book: Book, code: str) -> StreamingHttpResponse:
    """One figure with its parts, for a spreadsheet."""
    asked, found = _one(request, book, code)
    rows = list(book.cells([found], asked.public))
    return spreadsheet.answer(f"{_('figures')}-{code}", showing.head(), rows)


def figure_rows_csv(request: Request, book: Book, code: str) -> StreamingHttpResponse:
    """Every row behind a figure, for a spreadsheet; what is to be published has none."""
    asked, found = _one(request, book, code)
    if asked.public:
        raise access.Hidden
    rows = list(book.every_row(found))
    return spreadsheet.answer(f"{_('rows')}-{code}", showing.row_head(), rows)


Page = Callable[..., HttpResponseBase]


class Pages(NamedTuple):
    """The pages of the figures of one system."""

    figures: Page
    figures_csv: Page
    figure: Page
    figure_csv: Page
    figure_rows_csv: Page


def pages(book: Book) -> Pages:
    """The five pages of that book, for its addresses."""

    def of_book(view: Page) -> Page:
        @require_safe
        @wraps(view)
        def page(request: Request, **given: Any) -> HttpResponseBase:
            return view(request, book, **given)

        return page

    return Pages(*map(of_book, (figures, figures_csv, figure, figure_csv, figure_rows_csv)))
