"""Home, search, account, files, long work, and what anyone may check."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from arariwa.core import access, actions, desk, files, formatting, keys, panels, privacy, search
from arariwa.core.actor import memberships_of
from arariwa.core.domain.signing import published
from arariwa.core.domain.steering import marked
from arariwa.core.http import Request
from arariwa.core.middleware import SESSION_KEY
from arariwa.core.models import Attachment, IssuedPaper, Job

# Shown in the page; anything else is handed out as a download.
INLINE = {"image/jpeg", "image/png", "image/webp"}


@require_safe
def home(request: Request) -> HttpResponse:
    """For officials what waits for them; for visitors a welcome."""
    if not request.user.is_authenticated:
        offered = {page: list(panels.panels_for(page, request, None)) for page in ("citizens", "welcome")}
        return render(request, "core/welcome.html", offered)
    if request.actor is None:
        return render(request, "core/no_membership.html")
    found = desk.desk_of(request.actor)
    none = formatting.listing((block.things for block in found.empty), either=True)
    return render(request, "core/home.html", {"desk": found, "none": none})


@require_safe
def find(request: Request) -> HttpResponse:
    """One search over everything the actor may see."""
    text = marked(request.GET.get("q", "")).strip()[:200]
    return render(
        request, "core/search.html", {"q": text, "groups": search.find(text, request.actor) if text else []}
    )


@require_safe
def account(request: Request) -> HttpResponse:
    """Who I am here: memberships, second factor, what the register says of my data."""
    person = request.user.person
    standing = list(memberships_of(person, timezone.localdate())) if person and request.actor else []
    return render(
        request,
        "core/account.html",
        {"person": person, "memberships": standing, "notice": privacy.notice("officials")},
    )


@require_POST
def choose_actor(request: Request) -> HttpResponse:
    """Act under another of one's memberships."""
    chosen = request.POST.get("membership", "")
    person = request.user.person
    standing = (
        {str(m.pk): m for m in memberships_of(person, timezone.localdate())}
        if person and request.actor
        else {}
    )
    if chosen not in standing:
        raise Http404
    request.session[SESSION_KEY] = chosen
    messages.success(request, _("You now act for %(office)s.") % {"office": standing[chosen].office.name})
    return redirect("core:home")


@require_safe
def attachment(request: Request, id: UUID) -> FileResponse:
    """The bytes of a file of a record the actor may see."""
    found = access.get(Attachment.objects.select_related("blob").filter(voided_at=None), request.actor, pk=id)
    path = files.path_of(found.blob_id)
    if not path.exists():
        raise Http404
    own = found.purpose == "produced"
    response = FileResponse(
        path.open("rb"),
        content_type=found.blob.kind,
        as_attachment=not (own or found.blob.kind in INLINE) or "descargar" in request.GET,
        filename=found.name,
    )
    response["Cache-Control"] = "private, no-store"
    if not own:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
def job(request: Request, id: UUID) -> HttpResponse:
    """How far long work is; the page may be left and found again."""
    found = access.get(Job.objects.select_related("result"), request.actor, pk=id)
    template = "core/_job.html" if request.htmx else "core/job.html"
    return render(request, template, {"job": found})


@require_POST
def cancel_job(request: Request, id: UUID) -> HttpResponse:
    """Call long work off."""
    actions.cancel_job(by=request.actor, job_id=id)
    return redirect("core:job", id=id)


@require_safe
def check_paper(request: Request, fingerprint: str = "") -> HttpResponse:
    """Whether a paper with that fingerprint was issued here: kind, number, day; nothing of its content."""
    asked = marked(request.GET.get("huella") or fingerprint).strip().lower().replace(" ", "")
    found = None
    if len(asked) >= 24 and all(c in "0123456789abcdef" for c in asked):
        found = IssuedPaper.objects.filter(fingerprint__startswith=asked[:64]).first()
    status = 404 if asked and not found else 200
    return render(request, "core/check_paper.html", {"asked": asked, "paper": found}, status=status)


@require_safe
def public_keys(request: Request) -> JsonResponse:
    """The public half of every key this copy ever signed with, each with its days."""
    return JsonResponse(published(keys.public_keys()))


@require_safe
def privacy_register(request: Request) -> HttpResponse:
    """The register of data banks: purpose, owner, how long, one's rights."""
    return render(request, "core/privacy.html", {"register": privacy.register()})


@require_GET
def manifest(request: Request) -> JsonResponse:
    """What a phone needs to keep Arariwa on its screen."""
    return JsonResponse(
        {
            "name": "Arariwa",
            "short_name": "Arariwa",
            "start_url": reverse("core:home"),
            "display": "browser",
            "icons": [{"src": static("core/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
def styleguide(request: Request) -> HttpResponse:
    """The pieces pages are made of, with sample data; only in the demonstration."""
    if not (settings.DEMO or settings.DEBUG or settings.TEST):
        raise Http404
    from arariwa.core.styleguide import sample

    return render(request, "core/styleguide.html", sample())
