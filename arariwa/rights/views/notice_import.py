"""Reading a WhatsApp chat in: the file, then choosing the messages that make a notice."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import access, formatting
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.rights import actions_notices as actions
from arariwa.rights import notice_chats
from arariwa.rights import queries_notices as queries
from arariwa.rights.forms.notice_import import ChatForm, ChosenForm

# Letters of a message seen while one chooses.
SEEN = 1_000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_chat(request: Request) -> HttpResponse:
    """First the file, then the messages, then once the code for who wrote; all on this address, since nothing of the chat is
    kept between them."""
    if not may(request.actor, actions.take_up):
        raise access.Hidden
    if "shown" in request.POST:
        return _choose(request)
    form = ChatForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            chat, shown, left = notice_chats.read(given["file"], given["order"], given["q"])
        except Refused as refused:
            form.tell_at(refused.field or "file", refused)
        else:
            rows = [(one.token, _label(request, one)) for one in shown]
            chosen = ChosenForm(messages=rows)
            return _chosen_page(request, chosen, len(chat.messages), chat.senders, left)
    return render(request, "rights/chat.html", {"form": form}, status=422 if form.is_bound else 200)


def _label(request: Request, one: notice_chats.Shown) -> Any:
    """A message as one chooses it: its words, its photo when it comes into sight, who wrote when, what is not read in."""
    photo = ""
    if one.photo:
        source = reverse("rights:chat_photo_jpg", args=[notice_chats.photo_token(request.actor, one)])
        photo = format_html(
            '<span class="shots"><img src="{}" alt="{}" loading="lazy"></span>',
            source,
            _("Photo of the message"),
        )
    besides = ""
    if one.left_out:
        besides = _("with a file that is not read in (%(kind)s)") % {"kind": one.left_out}
    letters = ""
    if len(one.text) > SEEN:
        letters = _("%(n)s letters, taken whole") % {"n": formatting.number(len(one.text))}
    when = f"{formatting.day_brief(one.at.date())}, {one.at:%H:%M}"
    text = Truncator(one.text).chars(SEEN)
    more = " · ".join(filter(None, (one.sender, when, letters, besides)))
    return format_html('{}{}<span class="more">{}</span>', text, photo, more)


@never_cache
@require_safe
def chat_photo_jpg(request: Request, token: str) -> HttpResponse:
    """The photo of a message that was shown, small, to whoever read the chat in."""
    if not may(request.actor, actions.take_up):
        raise access.Hidden
    return HttpResponse(notice_chats.thumbnail(request.actor, token), content_type="image/jpeg")


def _chosen_page(
    request: Request, form: ChosenForm, count: int = 0, senders: int = 0, left: int = 0
) -> HttpResponse:
    context = {
        "form": form,
        "count": count,
        "senders": senders,
        "left": left,
        "tokens": [t for t, _l in form.fields["chosen"].choices],
    }
    return render(request, "rights/chat_messages.html", context, status=422 if form.is_bound else 200)


def _choose(request: Request) -> HttpResponse:
    tokens = request.POST.getlist("shown")
    rows = [(token, _label(request, one)) for token in tokens if (one := notice_chats.again(token))]
    form = ChosenForm(request.POST, messages=rows)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            notice, ours = notice_chats.make_notice(request.actor, given.pop("chosen"), given)
        except Refused as refused:
            form.refuse(refused)
        else:
            mine = queries.notices(request.actor).filter(pk=notice.pk).exists()
            if ours:
                code = given["code"]
                context = {"notice": notice, "code": code, "mine": mine, "thanks": _thanks(code)}
                return render(request, "rights/chat_made.html", context)
            said = _("These messages already make notice %(number)s, at %(office)s.")
            messages.success(request, said % {"number": notice.number, "office": notice.office.name})
            return redirect("rights:notice_at_desk", id=notice.pk) if mine else redirect("rights:notices")
    return _chosen_page(request, form, len(rows))


def _thanks(code: str) -> list[tuple[str, str]]:
    """The message for whoever wrote: in Spanish, whatever the official reads, and in the language of the page."""
    said = []
    for lang in dict.fromkeys(("es", formatting.language())):
        with translation.override(lang):
            follow = settings.PUBLIC_ADDRESS + reverse("rights:follow_notice")
            text = _(
                "Thank you for telling us. This is the code of your notice: %(code)s. With it you see where your notice stands and whether there is a question for you, without saying who you are: %(follow)s. Keep it where others do not see it; nobody can look it up again. If others use your telephone, delete this message once you have written it down."
            )
            said.append((lang, text % {"code": code, "follow": follow}))
    return said
