"""The rights pack as pages anyone may read: questions, lawful ways, channels, community justice, harms."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import formatting, reference
from arariwa.core.domain.steering import marked
from arariwa.core.lists import Condition, conditions
from arariwa.rights import book, booklet, guiding, offline, questions, showing
from arariwa.rights.consultation_showing import open_channels
from arariwa.rights.pack_words import THEMES

# Questions on one page of the list.
A_PAGE = 20


def _place(text: str) -> int:
    """Where a page of a list begins; anything that is no number is the first."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _answered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with the law it rests on."""
    today = timezone.localdate()
    return render(request, f"rights/{template}", {"law_day": showing.law_day(today), **context})


@require_safe
@offline.keepable
def asked_questions(request: HttpRequest) -> HttpResponse:
    """Questions as citizens ask them, with their answer in a word."""
    rights = book.rights()
    values, sentences, fields = conditions(request.GET, questions.conditions(rights))
    sort = request.GET.get("orden", "")
    rows, first = questions.found(rights, values, sort), _place(request.GET.get("desde", ""))
    return _answered(
        request,
        "questions.html",
        {
            "rows": [
                {"asked": one, "answer": showing.answer_word(one.answer)}
                for one in rows[first : first + A_PAGE]
            ],
            "found": len(rows),
            "sort": sort,
            "page": {
                "first": first + 1,
                "last": min(first + A_PAGE, len(rows)),
                "before": max(first - A_PAGE, 0),
            },
            "filters": sentences,
            "fields": fields,
            "looked": values["q"],
        },
    )


@require_safe
@offline.keepable
def asked_question(request: HttpRequest, id: str) -> HttpResponse:
    """One question: the answer first, then why, what can happen, the lawful way, what to do, whom to call."""
    asked = book.rights().asked.get(id)
    if asked is None:
        raise Http404
    return _answered(request, "question.html", questions.page(asked, timezone.localdate()))


@require_safe
@offline.keepable
def lawful_ways(request: HttpRequest) -> HttpResponse:
    """The lawful ways: what one can do, before which authority."""
    values, sentences, fields = conditions(request.GET, (questions.WORDS, _authorities()))
    rows = questions.ways_found(book.rights(), values)
    return _answered(
        request, "ways.html", {"rows": rows, "filters": sentences, "fields": fields, "looked": values["q"]}
    )


def _authorities() -> Condition:
    codes = sorted({code for way in book.rights().ways.values() for code in way.authority})
    named = sorted(showing.names(codes), key=lambda one: one[1])
    return Condition("autoridad", questions.AUTHORITY, questions.BEFORE, tuple(named))


@require_safe
@offline.keepable
def lawful_way(request: HttpRequest, id: str) -> HttpResponse:
    """One lawful way: steps, requirements, cost and time as known, what it does not allow."""
    way = book.rights().ways.get(id)
    if way is None:
        raise Http404
    return _answered(request, "way.html", {"way": showing.way(way, timezone.localdate())})


@require_safe
@offline.keepable
def channels(request: HttpRequest) -> HttpResponse:
    """Where to give notice or complain, with the day each was checked."""
    return _answered(
        request, "channels.html", {"rows": [showing.channel(row) for row in book.rights().channels.values()]}
    )


@require_safe
@offline.keepable
def community(request: HttpRequest) -> HttpResponse:
    """What communities, patrols, committees and justices of the peace may and may not do, and how they write it down."""
    today, justice = timezone.localdate(), book.rights().community
    actors = [
        {
            "actor": actor,
            "contacts": showing.contacts(actor.institutions),
            "rules": showing.rules(actor.legal_basis, today),
        }
        for actor in justice.actors
    ]
    return _answered(
        request, "community.html", {"justice": justice, "actors": actors, "channels": open_channels()}
    )


@require_safe
@offline.keepable
def harms(request: HttpRequest) -> HttpResponse:
    """The harm wildlife trafficking does, each claim with its source and with what must be said beside it."""
    claims = book.rights().claims.values()
    groups = [
        {"title": words, "claims": own}
        for theme, words in THEMES.items()
        if (own := [claim for claim in claims if claim.theme == theme])
    ]
    return _answered(request, "harms.html", {"groups": groups})


@require_safe
def communal_record_pdf(request: HttpRequest) -> HttpResponse:
    """The blank record of a community, to print."""
    return _pdf(booklet.communal_record(timezone.localdate()).pdf, "acta-comunal.pdf")


@require_safe
def booklets(request: HttpRequest) -> HttpResponse:
    """The booklet of a district: find the district, then print it."""
    looked = marked(request.GET.get("distrito", "")).strip()[:100]
    return _answered(
        request, "booklets.html", {"looked": looked, "rows": booklet.districts(looked) if looked else []}
    )


@require_safe
def booklet_pdf(request: HttpRequest, ubigeo: str) -> HttpResponse:
    """All answers in short, the lawful ways and whom to call in a district."""
    place = reference.places().get(ubigeo)
    if place is None or place.kind != "district":
        raise Http404
    lang = formatting.language()
    return _pdf(booklet.booklet(ubigeo, lang, timezone.localdate()).pdf, f"{_('booklet')}-{ubigeo}.pdf")


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_safe
@offline.keepable
def guides(request: HttpRequest) -> HttpResponse:
    """Guides by audience."""
    return _answered(request, "guides.html", {"rows": guiding.named()})


@require_safe
@offline.keepable
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, to be read or read aloud."""
    found = guiding.of(slug)
    if found is None:
        raise Http404
    return _answered(request, "guide.html", guiding.page(found, timezone.localdate()))


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """How easily each guide reads, for who writes them."""
    return _answered(request, "reading.html", {"rows": guiding.readings()})


@require_safe
@offline.keepable
def without_network(request: HttpRequest) -> HttpResponse:
    """What a device shows where there is no network; opened with one it says what is kept."""
    return _answered(request, "without_network.html", {"guides": guiding.named()})


@require_safe
@offline.keepable
def copy_json(request: HttpRequest) -> HttpResponse:
    """The written answers in brief, for the page without network."""
    return JsonResponse(offline.brief(timezone.localdate()), json_dumps_params={"ensure_ascii": False})


@require_safe
@offline.keepable
def answers_json(request: HttpRequest) -> HttpResponse:
    """What the law answers for what is most asked about, in brief; nothing (204) where it was never made yet: asked again later."""
    found = offline.answers(timezone.localdate())
    if found is None:
        return HttpResponse(status=204, headers={"Retry-After": "60"})
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response[offline.HEADER] = f"{found['day']} {found['days']}"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages of rights on the device; served here so that it reaches these pages only."""
    response = HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
