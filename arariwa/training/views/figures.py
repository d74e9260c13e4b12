"""Pages of the programme's figures for who organises: all of a period, and one with its parts and the rows behind it."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import access, spreadsheet
from arariwa.core.action import require_role, role_allows
from arariwa.core.http import Request
from arariwa.events.actions import ORGANISERS
from arariwa.events.figures import Figure
from arariwa.training import showing_figures as showing
from arariwa.training.figure_words import WORDS


def _asked(request: Request) -> showing.Asked:
    require_role(request.actor, ORGANISERS)
    return showing.asked(request.actor, request.GET)


def _one(request: Request, code: str) -> tuple[showing.Asked, Figure]:
    """A figure as it was asked for, or Hidden."""
    if not role_allows(request.actor, ORGANISERS):
        raise access.Hidden
    asked = _asked(request)
    return asked, showing.figure(code, asked.scope)


@require_safe
def figures(request: Request) -> HttpResponse:
    """The figures of events and training over a period."""
    asked = _asked(request)
    context = {
        "asked": asked,
        "filters": asked.filters,
        "fields": asked.fields,
        "sections": showing.sections(asked.scope, asked.public),
        "export_url": f"{reverse('training:figures_csv')}?{asked.query}",
    }
    return render(request, "training/figures.html", context)


@require_safe
def figures_csv(request: Request) -> StreamingHttpResponse:
    """The same figures with all their parts, for a spreadsheet."""
    asked = _asked(request)
    codes = [code for _title, codes in showing.SECTIONS for code in codes]
    # Counted before the answer begins: what goes wrong then is still a page.
    rows = list(showing.cells((showing.figure(code, asked.scope) for code in codes), asked.public))
    return spreadsheet.answer(_("figures"), showing.head(), rows)


@require_safe
def figure(request: Request, code: str) -> HttpResponse:
    """One figure: what it counts, its parts, and the rows behind it."""
    asked, found = _one(request, code)
    context = {
        "asked": asked,
        "filters": asked.filters,
        "fields": asked.fields,
        "said": showing.said(found, asked.public),
        "name": WORDS[code][0],
        "is_share": found.unit in ("count", "percent"),
        "beside": [] if asked.public and found.small else showing.beside(found),
        "breakdowns": showing.breakdowns(found, asked.public),
        # What is to be published names nobody.
        "behind": [] if asked.public else showing.behind(found),
        "most": showing.SHOWN_ROWS,
        "rows_url": f"{reverse('training:figure_rows_csv', args=[code])}?{asked.query}",
        "parts_url": f"{reverse('training:figure_csv', args=[code])}?{asked.query}",
    }
    return render(request, "training/figure.html", context)


@require_safe
def figure_csv(request: Request, code: str) -> StreamingHttpResponse:
    """One figure with its parts, for a spreadsheet."""
    asked, found = _one(request, code)
    rows = list(showing.cells([found], asked.public))
    return spreadsheet.answer(f"{_('figures')}-{code}", showing.head(), rows)


@require_safe
def figure_rows_csv(request: Request, code: str) -> StreamingHttpResponse:
    """Every row behind a figure, for a spreadsheet."""
    _asked_for, found = _one(request, code)
    rows = list(showing.every_row(found))
    return spreadsheet.answer(f"{_('rows')}-{code}", showing.row_head(), rows)
