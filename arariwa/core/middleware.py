"""The one door of every request: signed in, second factor where demanded, acting under one membership.

Public pages are named here one by one; every other address is refused to a visitor without sign-in.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.urls import is_valid_path
from django.utils import timezone

from arariwa.core import errors
from arariwa.core.actor import Actor, actor_for, memberships_of, usual
from arariwa.core.domain.refused import Refused

# Addresses anyone may open.
PUBLIC = frozenset(
    {
        "favicon",
        "public_keys",
        "core:home",  # a welcome for visitors, the desk for officials
        "core:check_paper",
        "core:privacy",
        "core:manifest",
        "core:styleguide",  # answers 404 outside the demonstration
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "events:opinion",  # whoever holds a slip of an event
        "law:deadline",
        "law:entries",
        "law:entries_csv",
        "law:entry",
        "law:qualify",
        "law:species",
        "law:taxon",
        "rights:act",
        "rights:answer",
        "rights:answers_json",
        "rights:ask",
        "rights:ask_question",
        "rights:booklet_pdf",
        "rights:booklets",
        "rights:channels",
        "rights:communal_record_pdf",
        "rights:community",
        "rights:consultation_answer",
        "rights:copy_json",
        "rights:follow_notice",
        "rights:guide",
        "rights:guides",
        "rights:harms",
        "rights:notice",
        "rights:notice_worker",
        "rights:offices",
        "rights:offline_session_attachment",
        "rights:question",
        "rights:question_worker",
        "rights:questions",
        "rights:recording_attachment",  # what was accepted to be heard by everyone
        "rights:session",
        "rights:session_pdf",
        "rights:tongue",
        "rights:tongues",
        "rights:way",
        "rights:ways",
        "rights:without_network",
        "rights:worker",
        "training:check_certificate",
        "training:check_certificate_paper",
        "training:credential",
        "training:find_certificate",
        "training:status_list",
    }
)
# Public for a visitor, an official's own desk after sign-in.
DESK = frozenset({"core:home"})
# Addresses a signed-in person may open before a second factor is set up or without any membership.
ACCOUNT = ("account_", "mfa_")
WITHOUT_MEMBERSHIP = frozenset({"core:home", "core:account", "core:actor"})
SESSION_KEY = "membership"


class Compressed(GZipMiddleware):
    """Sends pages compressed, but only those that hold nothing worth guessing.

    The length of a compressed page tells whether what an attacker put into its address also stands elsewhere in it
    (BREACH). So a page made for someone signed in, or one with a form's token that was asked for with anything an attacker
    could choose, goes out as it is; an empty form at its bare address repeats nothing, and citizens pay for its weight.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        chosen = request.method not in ("GET", "HEAD") or bool(request.META.get("QUERY_STRING"))
        if request.user.is_authenticated or ("CSRF_COOKIE_NEEDS_UPDATE" in request.META and chosen):
            return response
        return super().process_response(request, response)


class Door:
    """Sets `request.actor`, and lets through only what a rule grants."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        # No database takes a NUL; nobody types one.
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        # Nothing of it has been read yet: read, it would lie on the disk first.
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not request.user.is_authenticated and length.isdecimal() and int(length) > settings.VISITOR_LIMIT:
            return errors.too_large(request, settings.VISITOR_LIMIT)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        known = request.user.is_authenticated
        if name in PUBLIC and not (known and name in DESK):
            return None
        if not known:
            return redirect_to_login(request.get_full_path())
        if name.startswith(ACCOUNT):
            return None
        if not _second_factor_stands(request):
            return redirect("mfa_index")
        if name.startswith("admin:"):
            return None if request.user.is_staff else _missing(request)
        if getattr(request, "actor", None) is None and name not in WITHOUT_MEMBERSHIP:
            return _missing(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal no form caught becomes a page with its sentence; what was asked changed nothing."""
        if isinstance(exception, Refused):
            context = {"refused": exception, "record_url": _above(request.path)}
            return render(request, "core/refused.html", context, status=422)
        return None


def _above(path: str) -> str:
    """The nearest page above an address: what was refused at `/entregas/<id>/recibir/` is seen at `/entregas/<id>/`."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            break
    return path


def _missing(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)


def _second_factor_stands(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return not settings.REQUIRE_SECOND_FACTOR or is_mfa_enabled(request.user)


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of this request: the membership chosen in the session, else the person's first real one today.

    Within an exercise the actor's time is the exercise's; which memberships stand is asked of the real day.

    None while a second factor is demanded and not set up: then no page, public ones included, shows a record.
    """
    person = getattr(request.user, "person", None) if request.user.is_authenticated else None
    if person is None or not request.user.is_active or not _second_factor_stands(request):
        return None
    standing = list(memberships_of(person, timezone.localdate()))
    chosen = request.session.get(SESSION_KEY)
    membership = next((m for m in standing if str(m.pk) == chosen), None) or usual(standing)
    return actor_for(membership) if membership else None
