"""Public pages of the law: find a species by any name, see what protects it on a day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arariwa.law import queries, species_words, taxon_page
from arariwa.law.forms import OnDay


@require_safe
def species(request: HttpRequest) -> HttpResponse:
    """Find a species by what people call it; says one, several or none, and how sure that is."""
    text = request.GET.get("q", "").strip()[:500]
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
    template = "law/_found.html" if request.htmx else "law/species.html"
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
    return render(request, "law/taxon.html", {"form": form, "page": page}, status=422 if wrong else 200)
