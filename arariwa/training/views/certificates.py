"""Pages of certificates: checked by anyone, one's own, those of one's office, what each rests on."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access, journal_words, keys, keyset, lists, spreadsheet
from arariwa.core.action import may, require_role
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import jws
from arariwa.core.domain.steering import marked
from arariwa.core.http import Request
from arariwa.core.lists import conditions
from arariwa.evidence.papers import answer, issue_paper
from arariwa.training import actions_certificates as actions
from arariwa.training import certificate_paper
from arariwa.training import certificate_words as words
from arariwa.training import certificates_listing as listing
from arariwa.training import queries_certificates as queries
from arariwa.training.domain import credentials
from arariwa.training.forms.certificates import RevokeForm
from arariwa.training.models import Certificate, Cohort

form_page = require_http_methods(["GET", "HEAD", "POST"])
# How long a list of revoked certificates may be kept before it has to be asked for again.
LIST_HOLDS = timedelta(days=7)
LIST_CACHED_SECONDS = 3600
JWT = "application/vc+jwt"


# What anyone may check


@require_safe
def find(request: Request) -> HttpResponse:
    """A number to check."""
    typed = marked(request.GET.get("numero", "")).strip()[:60]
    if found := queries.by_number(typed):
        return redirect("training:check_certificate", number=found.number)
    return _checked(request, None, typed)


@require_safe
def check(request: Request, number: str, fingerprint: str = "") -> HttpResponse:
    """What the holder's paper says and what it is worth today; a number never issued and a mistyped one look the same."""
    found = queries.by_number(number)
    if found and found.number != number:
        return redirect("training:check_certificate", number=found.number)
    return _checked(request, found, marked(number)[:60], fingerprint)


def _checked(request: Request, found: Certificate | None, typed: str, fingerprint: str = "") -> HttpResponse:
    context: dict[str, Any] = {"typed": typed, "found": found}
    if found:
        context |= _what_it_says(found)
        context["paper_set_here"] = queries.set_here(found.number, fingerprint) if fingerprint else None
    response = render(
        request, "training/check_certificate.html", context, status=200 if found or not typed else 404
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _what_it_says(found: Certificate) -> dict[str, Any]:
    today = timezone.localdate()
    try:
        checked = queries.read(found)
    except Refused:
        return {"state": "changed"}
    lang = translation.get_language() or "es"
    said = checked.shown.get(lang) or checked.shown["es"]
    state = (
        "revoked" if hasattr(found, "revocation") else "expired" if today > checked.expires_on else "valid"
    )
    return {"state": state, "said": said, "expires_on": checked.expires_on}


@require_safe
def credential(request: Request, number: str, form: str) -> HttpResponse:
    """The signed credential, to whoever has the number: as the text itself or as a JSON document."""
    found = queries.by_number(number)
    if found is None or found.number != number or form not in ("jwt", "json"):
        raise Http404
    if form == "jwt":
        response = HttpResponse(found.credential, content_type=JWT)
    else:
        response = JsonResponse(credentials.enveloped(found.credential))
    response["Content-Disposition"] = f'attachment; filename="{found.number}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def status_list(request: Request, status_list: int) -> HttpResponse:
    """The signed list that says which certificates were revoked."""
    if not 1 <= status_list <= queries.newest_list():
        raise Http404
    now, signer = timezone.now(), keys.signer(keys.CERTIFICATES)
    body = credentials.status_list(
        address=settings.PUBLIC_ADDRESS,
        list_address=actions.list_address(status_list),
        revoked=queries.revoked_in(status_list),
        at=now,
        until=now + LIST_HOLDS,
    )
    response = HttpResponse(jws({"kid": signer.id, "typ": "vc+jwt"}, body, signer.sign), content_type=JWT)
    response["Cache-Control"] = f"public, max-age={LIST_CACHED_SECONDS}"
    return response


# One's own


@require_safe
def mine(request: Request) -> HttpResponse:
    """The certificates of the person, to download and to show."""
    rows = listing.rows_of(queries.own(request.actor), request.actor)
    return render(request, "training/my_certificates.html", {"rows": rows})


@require_safe
def paper(request: Request, id: UUID, lang: str) -> HttpResponse:
    """The paper, in Spanish or English; a revoked certificate has none any more."""
    found = queries.certificate_for(request.actor, id)
    if lang not in certificate_paper.LANGUAGES:
        raise Http404
    if hasattr(found, "revocation"):
        raise Refused("certificate.revoked", number=found.number)
    made = certificate_paper.paper(found, queries.read(found), lang)
    issue_paper(
        by=request.actor, record=found, kind="certificado", number=found.number, state="final", paper=made
    )
    return answer(made, f"{found.number}.{lang}.pdf")


# Those of one's office


@require_safe
def certificates(request: Request) -> HttpResponse:
    """The certificates the actor's office issues, the latest first."""
    require_role(request.actor, actions.ISSUERS)
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    page = asked.page(listing.found(request.actor, asked.values))
    context = {
        **asked.shown(page, "training:certificates_csv"),
        "rows": listing.rows_of(page.rows, request.actor),
    }
    return render(request, "training/certificates.html", context)


@require_safe
def certificates_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    require_role(request.actor, actions.ISSUERS)
    asked = lists.asked(request.GET, listing.CONDITIONS, listing.SORTS)
    rows = asked.every(listing.found(request.actor, asked.values))
    cells = partial(listing.cells, by=request.actor)
    return spreadsheet.answer(_("certificates"), listing.head(), spreadsheet.each(rows, cells))


@require_safe
def certificate(request: Request, id: UUID) -> HttpResponse:
    """One certificate: what it says, what it is worth, what happened to it."""
    by = request.actor
    found = queries.certificate_for(by, id)
    managed = access.level_of(by, found) >= access.MANAGE
    standing = queries.standing(found, by.today)
    context = {
        **_what_it_says(found),
        "certificate": found,
        "row": listing.row_of(found, by),
        "history": journal_words.told(queries.history(found)) if managed else [],
        "may_revoke": managed and standing.state != "revoked" and may(by, actions.revoke),
        "may_renew": managed and standing.renewable and may(by, actions.renew),
        "changed": queries.law_changed(found),
        "revocation": getattr(found, "revocation", None) if managed else None,
    }
    return render(request, "training/certificate.html", context)


@form_page
def revoke(request: Request, id: UUID) -> HttpResponse:
    """Take a certificate back: a final act."""
    found = _managed(request, id)
    if hasattr(found, "revocation"):
        raise Refused("certificate.revoked", number=found.number)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.revoke(by=request.actor, certificate_id=found.pk, why=form.cleaned_data["why"])
        messages.success(request, _("The certificate was revoked. Whoever checks it is told."))
        return redirect("training:certificate", id=found.pk)
    back = reverse("training:certificate", args=[found.pk])
    context = {
        "heading": _("Revoke the certificate"),
        "above": [(_("Certificates issued"), reverse("training:certificates")), (found.number, back)],
        "lead": found.number,
        "rows": [
            (_("Person"), str(found.enrolment.participation.person)),
            (_("Course"), str(found.enrolment.cohort)),
            (_("Number"), found.number),
        ],
        "effect": _(
            "Its public page and the public list will say that it no longer holds. This cannot be undone."
        ),
        "form": form,
        "button": _("Revoke"),
        "danger": True,
        "back_url": back,
    }
    return render(request, "core/final.html", context, status=422 if form.is_bound else 200)


@require_POST
def renew(request: Request, id: UUID) -> HttpResponse:
    """Issue it anew."""
    found = _managed(request, id)
    made = actions.renew(by=request.actor, id=uuid7(), certificate_id=found.pk)
    messages.success(request, _("The certificate was renewed: %(number)s.") % {"number": made.number})
    return redirect("training:certificate", id=made.pk)


def _managed(request: Request, id: UUID) -> Certificate:
    """A certificate the actor may take back and renew; to others there is no such page."""
    found = queries.certificate_for(request.actor, id)
    if access.level_of(request.actor, found) < access.MANAGE or not may(request.actor, actions.revoke):
        raise access.Hidden
    return found


# A cohort and its places


def _cohort(request: Request, id: UUID) -> Cohort:
    """A cohort whose certificates the actor issues; to others there is no such page."""
    found = queries.cohort_for(request.actor, id)
    if access.level_of(request.actor, found) < access.MANAGE or not may(request.actor, actions.ask_issue_all):
        raise access.Hidden
    return found


@form_page
def cohort(request: Request, cohort: UUID) -> HttpResponse:
    """Who of a cohort earned the certificate and what the others lack; issuing those that are earned."""
    by, found = request.actor, _cohort(request, cohort)
    if request.method == "POST":
        job = actions.ask_issue_all(by=by, cohort_id=found.pk)
        return redirect("core:job", id=job.pk)
    values, sentences, fields = conditions(request.GET, listing.PLACES)
    places = queries.places(found, text=values["q"], certified=values["certificado"])
    page = keyset.page(places, listing.PLACES_ORDER, request.GET.get("desde", ""))
    url = reverse("training:cohort_certificates_csv", args=[found.pk])
    context = {
        "cohort": found,
        "page": page,
        "rows": [_shown(row) for row in queries.progress(found, page.rows)],
        "filters": sentences,
        "fields": fields,
        "export_url": f"{url}?{request.GET.urlencode()}",
    }
    return render(request, "training/cohort_certificates.html", context)


def _shown(row: queries.Progress) -> dict[str, Any]:
    return {"row": row, "missing": [words.reason(condition) for condition in row.lacking]}


@require_safe
def cohort_csv(request: Request, cohort: UUID) -> StreamingHttpResponse:
    """The same places, all of them, for a spreadsheet."""
    found = _cohort(request, cohort)
    values, _sentences, _fields = conditions(request.GET, listing.PLACES)
    places = queries.places(found, text=values["q"], certified=values["certificado"])
    rows = queries.progress(found, places.order_by(*listing.PLACES_ORDER))
    return spreadsheet.answer(
        _("certificates of the group"), listing.places_head(), map(listing.places_cells, rows)
    )


@form_page
def place(request: Request, enrolment: UUID) -> HttpResponse:
    """What the certificate of one place rests on, for the learner and for who issues it."""
    by = request.actor
    found = queries.enrolment_for(by, enrolment)
    if request.method == "POST":
        made = actions.issue(by=by, id=uuid7(), enrolment_id=found.pk)
        messages.success(request, _("The certificate was issued: %(number)s.") % {"number": made.number})
        return redirect("training:certificate", id=made.pk)
    (row,) = queries.progress(found.cohort, [found])
    managed = access.level_of(by, found) >= access.MANAGE
    own = found.participation.person_id == by.person.pk
    context = {
        "enrolment": found,
        "row": row,
        "conditions": words.told(row.conditions),
        "may_issue": row.ready and managed and not own and may(by, actions.issue),
    }
    return render(request, "training/place_certificate.html", context)
