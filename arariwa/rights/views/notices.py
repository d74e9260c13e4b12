"""Notices without an account: what a notice can lead to, the form, the way back with a code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import privacy, reference
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.rights import actions_notices as actions
from arariwa.rights import book, coarse_map, flood, plain_question, return_codes, showing
from arariwa.rights import queries_notices as queries
from arariwa.rights.forms.notices import AddForm, CodeForm, NoticeForm, read_photos
from arariwa.rights.models import Notice
from arariwa.rights.views import waits

form_page = require_http_methods(["GET", "HEAD", "POST"])
# What was written, and the code, stay in no cache of a shared telephone.
kept_nowhere = cache_control(no_store=True, private=True)


@kept_nowhere
@form_page
def notice(request: HttpRequest) -> HttpResponse:
    """What a notice and a complaint can each lead to, and the form of a notice.

    Whoever is signed in sends it as anyone does: who they are is not noted. The answer to what was sent is the page with
    the code itself: a redirect would have to carry the code or keep it somewhere.
    """
    form = NoticeForm(request.POST, request.FILES) if request.method == "POST" else NoticeForm()
    if request.method == "POST" and (map := _map_of(form)) is not None:
        form.errors.clear()
        return _notice_page(request, form, map=map)
    # Opening photos is work: only for whoever has passed.
    if request.method == "POST" and form.is_valid() and form.passes(often=flood.often(request, "notice")):
        photos = read_photos(form)
        if not form.errors:
            told = privacy.notice("notices")
            try:
                sent = actions.send_notice(
                    by=None,
                    id=form.cleaned_data["id"],
                    code=form.cleaned_data["code"],
                    values=form.values(f"{told.code} {told.version}" if told else ""),
                    photos=photos,
                    **form.reporter(),
                )
            except Refused as refused:
                waits.tell(form, refused)
            else:
                flood.count(request, "notice")
                return _sent(request, sent, form.cleaned_data["code"])
    if waits.by_script(request):
        return waits.refused(form)
    return _notice_page(request, form)


def _map_of(form: NoticeForm) -> str | None:
    """The department to show when the map was asked for or touched, its point taken into the form; None: it was not."""
    given = form.data
    if "sin_punto" in given:
        _put(form, latitude="", longitude="")
        return ""
    form.full_clean()
    code = str(form.cleaned_data.get("district", ""))
    if "mapa.x" in given:
        department = given.get("departamento", "")[:2]
        try:
            x, y = int(given["mapa.x"]), int(given["mapa.y"])
        except (ValueError, KeyError):
            return department
        # Pressed with a key, the picture names its corner: nobody chose that place.
        if (x, y) == (0, 0):
            return department
        point = coarse_map.touched(department, x, y)
        found = coarse_map.department_at(*point)
        if not department:
            # The country is too small to touch a square of 5 km: first its department comes nearer.
            return found
        _put(form, latitude=str(point[0]), longitude=str(point[1]))
        return department
    if "mapa" in given:
        return code[:2]
    return None


def _put(form: NoticeForm, **values: str) -> None:
    form.data = form.data.copy()  # type: ignore[union-attr]
    for name, value in values.items():
        form.data[name] = value  # type: ignore[index]
    form.full_clean()


def _notice_page(request: HttpRequest, form: NoticeForm, map: str | None = None) -> HttpResponse:
    latitude, longitude = form["latitude"].value(), form["longitude"].value()
    point = (float(latitude), float(longitude)) if _is_point(latitude, longitude) else None
    place = reference.places().get(map) if map else None
    drawn = coarse_map.drawn(map) if map is not None else None
    context: dict[str, Any] = {
        "form": form,
        "waits": waits.NOTICE,
        "channels": channels(),
        "map": map,
        "map_name": place.name if place else _("Peru"),
        "map_height": drawn.project.height if drawn else 0,
        "picture": coarse_map.picture(drawn, point) if drawn else "",
        "point": "{:.2f}, {:.2f}".format(*point) if point else "",
        "had_photos": bool(request.FILES),
        "has_desk": queries.desk_for("other", "") is not None,
    }
    # A page that was asked for the map is no page with mistakes.
    wrong = form.is_bound and map is None and bool(form.errors)
    return render(request, "rights/notice.html", context, status=422 if wrong else 200)


def _is_point(*values: Any) -> bool:
    try:
        return all(-100 <= float(value) <= 20 for value in values)
    except (TypeError, ValueError):
        return False


def _sent(request: HttpRequest, sent: Notice, code: str) -> HttpResponse:
    shown = return_codes.written(return_codes.read(code))
    context = {"code": shown, "office": sent.office, "competent": sent.competent}
    if waits.by_script(request):
        return waits.went(shown, render_to_string("rights/_notice_went.html", context, request))
    return render(request, "rights/notice_sent.html", context)


def channels() -> list[dict[str, Any]]:
    """The official channels, the surest first, each with its institution, contacts, and both its days: when it was checked
    and of when what was read is."""
    rows = sorted(
        book.rights().channels.values(), key=lambda c: ("high", "medium", "low").index(c.confidence)
    )
    names = queries.institution_names({c.institution for c in rows})
    return [{**showing.channel(c), "institution": names.get(c.institution, c.institution)} for c in rows]


@require_safe
def notice_worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page without connection."""
    return waits.worker(waits.NOTICE)


@kept_nowhere
@form_page
def follow_notice(request: HttpRequest) -> HttpResponse:
    """Come back with the code: where it stands, the questions of the desk, answering and adding photos."""
    if "reply_id" in request.POST:
        return _add(request)
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid() and form.passes(often=flood.often(request, "wrong code")):
        try:
            return _followed(request, form.cleaned_data["code"])
        except Refused as refused:
            flood.count(request, "wrong code")
            form.refuse(refused)
    return render(request, "rights/notice_code.html", {"form": form}, status=422 if form.is_bound else 200)


def _add(request: HttpRequest) -> HttpResponse:
    form = AddForm(request.POST, request.FILES)
    opened = plain_question.opened(form.data.get("opened", ""), form.data.get("code", ""))
    if not opened and flood.often(request, "wrong code"):
        # Codes tried here begin at the page that asks the question; whoever came through it with this code is let by,
        # however many codes others of the same connection mistyped.
        return render(request, "rights/notice_code.html", {"form": CodeForm()}, status=422)
    code = form.data.get("code", "")
    # Opening photos is work: only for whoever has a code.
    try:
        queries.by_code(code)
    except Refused as refused:
        flood.count(request, "wrong code")
        again = CodeForm({"code": ""})
        again.is_valid()
        again.errors.clear()
        again.refuse(refused)
        return render(request, "rights/notice_code.html", {"form": again}, status=422)
    if form.is_valid():
        photos = read_photos(form)
        if not form.errors:
            try:
                actions.add_to_notice(
                    by=None,
                    id=form.cleaned_data["reply_id"],
                    code=code,
                    text=form.cleaned_data["text"],
                    photos=photos,
                )
            except Refused as refused:
                form.refuse(refused)
            else:
                return _followed(request, code, said=_("It was added to your notice."))
    return _followed(request, code, form=form)


def _followed(request: HttpRequest, code: str, form: AddForm | None = None, said: str = "") -> HttpResponse:
    found = queries.by_code(code)
    replies = found.replies.order_by("at", "id")
    context = {
        "notice": found,
        "told": queries.told(found),
        "kind": queries.kind_name(found.kind),
        "replies": replies,
        "photos": found.photos.count(),
        "said": said,
        "form": form
        or AddForm(initial={"code": code, "reply_id": uuid7(), "opened": plain_question.opens(code)}),
    }
    return render(request, "rights/notice_followed.html", context, status=422 if form else 200)
