"""Public pages of the law: species by any name and what protects them on a day; the law as a book."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from arariwa.core import formatting, spreadsheet
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.core.lists import conditions
from arariwa.core.refusals import worded
from arariwa.law import (
    actions,
    book,
    deadline_page,
    entry_page,
    qualifying,
    queries,
    species_words,
    taxon_page,
)
from arariwa.law.domain.entries import called
from arariwa.law.forms import OnDay


def _live(request: HttpRequest) -> bool:
    """Whether a page refreshes a part of itself. Going back in the browser asks for the whole of it."""
    return bool(request.htmx and not request.htmx.history_restore_request)


@require_safe
@vary_on_headers("HX-Request")
def species(request: HttpRequest) -> HttpResponse:
    """Find a species by what people call it; says one, several or none, and how sure that is."""
    text = marked(request.GET.get("q", "")).strip()[:500]
    context: dict[str, Any] = {"asked": text}
    if text:
        found, today = queries.find(text, limit=12), timezone.localdate()
        named = {match.taxon for match in found.matches}
        others = tuple(other for other in found.alternatives if other.taxon not in named)
        context |= {
            "found": found,
            "summary": species_words.summary(found),
            "product": species_words.product(found),
            "matches": species_words.rows(found.matches, today),
            "alternatives": species_words.rows(others, today),
        }
    template = "law/_found.html" if _live(request) else "law/species.html"
    return render(request, template, context)


@require_safe
def taxon(request: HttpRequest, slug: str) -> HttpResponse:
    """One taxon: its names, what protects it today or on a chosen day, what it is taken for."""
    name = species_words.taxon_of(slug)
    if name is None:
        raise Http404
    form = OnDay(request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    day = None if wrong or not form.is_bound else form.cleaned_data["dia"]
    page = taxon_page.of(name, day or timezone.localdate())
    context = {"form": form, "page": page, "slug": slug, "may_review": _may_review(request)}
    return render(request, "law/taxon.html", context, status=422 if wrong else 200)


# Rules on one page of the book.
A_PAGE = 50


def _place(text: str) -> int:
    """Where a page begins: "50" is the fifty-first; anything else the first."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The norms of the law; with a condition, the rules that fit, by norm and article, some at a time."""
    law = queries.law()
    values, sentences, fields = conditions(request.GET, book.asked(law))
    wrong = ""
    try:
        rows = book.found(law, values)
    except Refused as refused:
        rows, wrong = [], worded(refused)
    rules, first = book.rules(rows), _place(request.GET.get("desde", ""))
    asked = any(values.values())
    context = {
        "shelves": [] if asked else book.shelves(law),
        "norm": law.norms.get(values["norma"]),
        "rules": rules[first : first + A_PAGE] if asked else [],
        "found": len(rules),
        "page": {
            "first": first + 1,
            "last": min(first + A_PAGE, len(rules)),
            "before": max(first - A_PAGE, 0),
        },
        "rows": rows,
        "wrong": wrong,
        "filters": sentences,
        "fields": fields,
        "all": len(law.entries),
        "law": law,
        "export_url": f"{reverse('law:entries_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "law/entries.html", context, status=422 if wrong else 200)


@require_safe
def entries_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows for a spreadsheet."""
    law = queries.law()
    values, _sentences, _fields = conditions(request.GET, book.asked(law))
    try:
        rows = book.found(law, values)
    except Refused:
        raise Http404 from None
    head = [_("Code"), _("Title"), _("Kind"), _("Norm"), _("In force"), _("Confidence"), _("Review")]
    lines = [
        [r.entry.key, r.title, r.kind, r.cited, r.days, r.entry.confidence, book.STATES[r.standing.state]]
        for r in rows
    ]
    return spreadsheet.answer(_("law"), head, lines)


@require_safe
def entry(request: HttpRequest, group: str) -> HttpResponse:
    """One offence or rule through time: what each version says, what changed, who reviewed it."""
    page = entry_page.page(group, request.GET.get("antes", ""), request.GET.get("ahora", ""))
    if page is None:
        return redirect(_entry_called(group))
    return render(request, "law/entry.html", {"page": page, "may_review": _may_review(request)})


def _entry_called(code: str) -> str:
    """Where an id that is no page of its own leads: the text of that id on its page, or every rule of that article."""
    held = queries.law().entries
    groups = called(code, (e.group for e in held))
    keys = called(code, (e.key for e in held))
    found = [e for e in held if e.key in keys]
    if len(keys) == 1:
        return f"{reverse('law:entry', args=[found[0].group])}#{slugify(keys[0])}"
    groups = list(dict.fromkeys([e.group for e in found] or groups))
    if not groups:
        raise Http404
    if len(groups) == 1:
        return reverse("law:entry", args=groups)
    return f"{reverse('law:entries')}?{urlencode({'q': (keys or groups)[0][: len(code)]})}"


def _may_review(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and may(actor, actions.review_entry)


@require_safe
@vary_on_headers("HX-Request")
def qualify(request: HttpRequest) -> HttpResponse:
    """Ask the law about facts: a form that grows with its answers, and what the law of that day says."""
    asked = qualifying.asked(request.GET or None)
    live = _live(request)
    here = request.path + qualifying.address(request.GET)
    context = {"form": asked.form, "asked": asked, "answer": asked.answer, "live": live}
    context["here"] = settings.PUBLIC_ADDRESS + here
    status = 422 if asked.form.errors else 200
    page = render(request, "law/_qualify_live.html" if live else "law/qualify.html", context, status=status)
    return push_url(page, here) if live else page


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """When a time limit ends: choose it, say from when and where, and see how each day was counted."""
    page = deadline_page.page(request.GET)
    wrong = page.form is not None and bool(page.form.errors)
    context = {
        "page": page,
        "form": page.form,
        "law": queries.law(),
        "weekdays": [(name[:2], name) for name in formatting.WEEKDAYS[formatting.language()]],
    }
    return render(request, "law/deadline.html", context, status=422 if wrong else 200)
