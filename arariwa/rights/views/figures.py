"""Pages of the figures of rights."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from arariwa.core.http import Request
from arariwa.events.views import figures as pages
from arariwa.rights.showing_figures import BOOK


@require_safe
def figures(request: Request) -> HttpResponse:
    """The figures of rights over a period."""
    return pages.figures(request, BOOK)


@require_safe
def figures_csv(request: Request) -> StreamingHttpResponse:
    """The same figures with all their parts, for a spreadsheet."""
    return pages.figures_csv(request, BOOK)


@require_safe
def figure(request: Request, code: str) -> HttpResponse:
    """One figure: what it counts, its parts, and the rows behind it."""
    return pages.figure(request, BOOK, code)


@require_safe
def figure_csv(request: Request, code: str) -> StreamingHttpResponse:
    """One figure with its parts, for a spreadsheet."""
    return pages.figure_csv(request, BOOK, code)


@require_safe
def figure_rows_csv(request: Request, code: str) -> StreamingHttpResponse:
    """Every row behind a figure, for a spreadsheet."""
    return pages.figure_rows_csv(request, BOOK, code)
