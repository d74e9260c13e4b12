"""What may I do? An animal or plant, an act, and the answer at once; place, role and papers refine it on its own page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from arariwa.core import reference
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.core.refusals import worded
from arariwa.law import queries as law
from arariwa.law import species_words
from arariwa.rights import answering, book, offices, questions, showing
from arariwa.rights.domain import asking
from arariwa.rights.kept import kept, lately

ASKED = ("animal", "acto", *answering.NAMES.values())


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Which animal or plant: written as people say it, or picked from those most asked about."""
    return _ask(request, marked(request.GET.get("q", "")).strip()[:200])


def _ask(request: HttpRequest, text: str, refused: Refused | None = None) -> HttpResponse:
    choices = book.rights().choices
    context: dict[str, Any] = {
        "q": text,
        "groups": choices.animals,
        "unknown": [one for one, _kind in choices.unknown.values()],
        "wrong": worded(refused) if refused else "",
        "law_day": showing.law_day(timezone.localdate()),
    }
    if text:
        found = law.find(text, limit=asking.MOST_TAXA)
        named = [match.taxon for match in found.matches]
        others = [match for match in found.alternatives if match.taxon not in named]
        today = timezone.localdate()
        context |= {
            "summary": species_words.summary(found),
            "rows": species_words.rows(found.matches, today),
            # What the table has no such name for, or only for another animal: frog, charapita.
            "listed": [row for row in questions.listed(text, book.rights()) if set(row.taxa) != set(named)],
            "others": species_words.rows(tuple(others[:6]), today),
            # Whoever does not know which of them it is may ask about all at once.
            "all": ".".join(map(species_words.slug_of, named)) if len(named) > 1 else "",
        }
    return render(request, "rights/ask.html", context, status=422 if refused else 200)


@require_safe
def act(request: HttpRequest) -> HttpResponse:
    """What one wants to do with it."""
    choices = book.rights().choices
    try:
        meant = asking.meant(marked(request.GET.get("animal", "")), choices, law.species())
    except Refused as refused:
        return _ask(request, "", refused)
    return _act(request, meant)


def _act(request: HttpRequest, meant: asking.Meant, refused: Refused | None = None) -> HttpResponse:
    choices = book.rights().choices
    acts = [(id, choices.acts[id]) for id in asking.acts_for(meant, choices)]
    context = {
        "meant": meant,
        "animal": answering.name_of(meant),
        "acts": acts,
        "wrong": worded(refused) if refused else "",
        "law_day": showing.law_day(timezone.localdate()),
    }
    return render(request, "rights/act.html", context, status=422 if refused else 200)


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """The answer to a choice, from the law of today."""
    given = {name: marked(request.GET.get(name, ""))[:400] for name in ASKED}
    today = timezone.localdate()
    key = (request.path, *given.values(), today, lately("packs", book.fingerprints))
    return kept(request, key, lambda: _answer(request, given, today))


def _answer(request: HttpRequest, given: Mapping[str, str], today: date) -> HttpResponse:
    rights, species = book.rights(), law.species()
    try:
        asked = asking.choice(given, rights.choices, species)
    except Refused as refused:
        return _wrong(request, given, refused)
    # What else stands in the address is no part of the question: the page links to the question alone.
    request.META["QUERY_STRING"] = urlencode(answering.query(asked))
    page = answering.answered(asked, rights, today)
    context = {"page": page, "asked": asked, "law_day": showing.law_day(today)}
    return render(request, "rights/answer.html", context)


@require_safe
def nearest_offices(request: HttpRequest) -> HttpResponse:
    """The offices of the authorities nearest to a department, on the map."""
    places, code = reference.places(), request.GET.get("departamento", "")
    departments = places.within("")
    department = next((place for place in departments if place.code == code), None)
    rows = offices.nearest(department, offices.authorities(book.rights())) if department else []
    wrong = Refused("ask.department", "departamento") if code and not department else None
    context = {
        "departments": departments,
        "department": department,
        "map": offices.drawn(department, rows) if department else None,
        "caution": offices.caution(department, rows) if department and rows else "",
        "wrong": worded(wrong) if wrong else "",
        "law_day": showing.law_day(timezone.localdate()),
    }
    return render(request, "rights/offices.html", context, status=422 if wrong else 200)


def _wrong(request: HttpRequest, given: Mapping[str, str], refused: Refused) -> HttpResponse:
    """The step at which the address says something that is no choice, with a sentence that says so."""
    if refused.field == "animal":
        return _ask(request, "", refused)
    meant = asking.meant(given["animal"], book.rights().choices, law.species())
    return _act(request, meant, refused)
