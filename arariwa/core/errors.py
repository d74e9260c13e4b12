"""What a visitor sees when something is refused, missing or broken. Refused and missing look the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The framework's own 403 answers as missing; a form sent without its token says so (see csrf below)."""
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """More than anyone without an account may send at once."""
    context = {"limit_mb": limit // (1024 * 1024), "form_url": request.path}
    return render(request, "413.html", context, status=413)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or in another window; nothing was changed."""
    return render(request, "403_csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Without context: whatever broke may be what the context needs."""
    return HttpResponse(render_to_string("500.html"), status=500)
