"""The list of posts, one post, writing it, asking, approving, sending back, publishing, taking down, giving up."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import formatting, lists, spreadsheet
from arariwa.core.http import Request
from arariwa.outreach import actions_posts as actions
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach import showing_posts
from arariwa.outreach.actions_campaigns import WRITERS
from arariwa.outreach.forms.campaigns import DropForm
from arariwa.outreach.forms.posts import ApproveForm, PostForm, PublishForm, SendBackForm, TakeDownForm
from arariwa.outreach.models import Post
from arariwa.outreach.views.shared import answered, campaign_to_write, done, form_page, offers, post_for


@require_safe
def posts(request: Request) -> HttpResponse:
    """The posts of every campaign the actor may see."""
    asked = lists.asked(request.GET, listing.POSTS, listing.POST_SORTS)
    page = asked.page(listing.posts(request.actor, asked.values))
    return render(request, "outreach/posts.html", asked.shown(page, "outreach:posts_csv"))


@require_safe
def posts_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, listing.POSTS, listing.POST_SORTS)
    rows = asked.every(listing.posts(request.actor, asked.values))
    return spreadsheet.answer(_("posts"), listing.post_head(), spreadsheet.each(rows, listing.post_cells))


@require_safe
def post(request: Request, id: UUID) -> HttpResponse:
    """One post: where it stands, what is missing, its preview, claims, decisions and versions."""
    found = post_for(request, id)
    context = {
        "post": found,
        "campaign": found.campaign,
        **showing_posts.of_post(found),
        **offers(request.actor, found.campaign),
    }
    return render(request, "outreach/post.html", context)


@form_page
def create_post(request: Request, id: UUID) -> HttpResponse:
    """A new post of the campaign."""
    campaign = campaign_to_write(request, id)
    form = PostForm(request.POST or None, files=request.FILES or None, campaign=campaign)

    def save(id: UUID, _version: int, values: dict[str, Any]) -> None:
        uses = values.pop("claim_keys")
        file = form.cleaned_data["file"]
        actions.create_post(
            by=request.actor, campaign_id=campaign.pk, id=id, values=values, uses=uses, file=file
        )

    if form.is_bound and form.saved(save):
        messages.success(request, _("The post was written. Read it as it will stand, then ask for approval."))
        return redirect("outreach:post", id=form.cleaned_data["id"])
    return answered(request, "outreach/post_form.html", {"form": form, "campaign": campaign})


@form_page
def edit_post(request: Request, id: UUID) -> HttpResponse:
    """Change a post that is not out; a save that came second shows both sides."""
    found = post_for(request, id, WRITERS)
    form = PostForm(request.POST or None, files=request.FILES or None, campaign=found.campaign, record=found)

    def save(_id: UUID, version: int, values: dict[str, Any]) -> None:
        uses = values.pop("claim_keys")
        file = form.cleaned_data["file"]
        actions.edit_post(by=request.actor, id=found.pk, version=version, values=values, uses=uses, file=file)

    if form.is_bound and form.saved(save):
        messages.success(request, _("The post was saved."))
        return redirect("outreach:post", id=found.pk)
    context = {"form": form, "campaign": found.campaign, "post": found, "conflict": form.conflict}
    return answered(request, "outreach/post_form.html", context)


@require_POST
def ask_approval(request: Request, id: UUID) -> HttpResponse:
    """Ask that the version read on the page be approved."""
    found = post_for(request, id, WRITERS)
    actions.ask_approval(by=request.actor, id=found.pk, version=_version(request, found))
    messages.success(request, _("Whoever approves sees it now among what waits for them."))
    return redirect("outreach:post", id=found.pk)


def _version(request: Request, post: Post) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else post.version


def _rows(found: Post) -> list[tuple[str, Any]]:
    return [
        (_("Campaign"), str(found.campaign)),
        (_("Post"), found.title),
        (_("Channel"), found.get_channel_display()),
        (_("Version"), found.version),
        (_("Text"), found.text),
        (_("Note that goes out with it"), found.note),
    ]


def _asset(found: Post) -> Iterator[tuple[str, Any]]:
    """What is seen or heard with it, as far as words go; the page before shows it."""
    if found.asset:
        yield _("Picture or recording"), found.asset.name
        yield _("Description"), found.asset_alt
        yield _("Rights and consent"), found.asset_rights


def _claims(rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for one in rows:
        yield _("Claim and caveat"), f"{one['text']} · {one['caveat']}"
        yield _("Source"), "; ".join(source.title for source in one["sources"])


@form_page
def approve(request: Request, id: UUID) -> HttpResponse:
    """Approve the version as it stands: a final act."""
    found = post_for(request, id, actions.APPROVERS)
    used = showing_posts.of_post(found)
    form = ApproveForm(
        request.POST or None,
        initial={"version": found.version},
        sounds=bool(used["warnings"] or used["unread"]),
    )

    def act(*, id: UUID, version: int, word: str, why: str = "") -> None:
        actions.approve(by=request.actor, id=id, post_id=found.pk, version=version, why=why)

    if done(form, act):
        messages.success(request, _("The post was approved; it may go out."))
        return redirect("outreach:post", id=found.pk)
    sounds = _(
        "The text sounds as if it claimed a harm (%(themes)s), and no claim of that kind is joined to it."
    )
    context = {
        "post": found,
        "form": form,
        "rows": [*_rows(found), *_asset(found), *_claims(used["claims"])],
        "heading": _("Approve the post"),
        "above": _above(found),
        "lead": " ".join(
            [
                *used["missing"],
                *([sounds % {"themes": formatting.listing(used["warnings"])}] if used["warnings"] else []),
                *filter(None, [used["unread"]]),
            ]
        ),
        "effect": _("Any change afterwards, of the post or of a claim in it, takes the approval back."),
        "button": _("Approve"),
        "back_url": reverse("outreach:post", args=[found.pk]),
    }
    return answered(request, "core/final.html", context)


@form_page
def send_back(request: Request, id: UUID) -> HttpResponse:
    """Send the version back to its authors with the reason."""
    found = post_for(request, id, actions.APPROVERS)
    form = SendBackForm(request.POST or None, initial={"version": found.version})

    def act(*, id: UUID, version: int, why: str) -> None:
        actions.send_back(by=request.actor, id=id, post_id=found.pk, version=version, why=why)

    if done(form, act):
        messages.success(request, _("The post was sent back."))
        return redirect("outreach:post", id=found.pk)
    context = {"post": found, "campaign": found.campaign, "form": form, "heading": _("Send the post back")}
    return answered(request, "outreach/part_form.html", context)


@form_page
def publish(request: Request, id: UUID) -> HttpResponse:
    """Record that the approved version went out, or correct where."""
    found = post_for(request, id, actions.PUBLISHERS)
    start = {
        "version": found.version,
        "published_on": found.published_on or request.actor.today,
        "permalink": found.permalink,
        "platform_id": found.platform_id,
    }
    form = PublishForm(request.POST or None, initial=start)

    def act(**given: Any) -> None:
        actions.publish(by=request.actor, id=found.pk, **given)

    if done(form, act):
        messages.success(request, _("The publication was recorded."))
        return redirect("outreach:post", id=found.pk)
    context = {
        "post": found,
        "campaign": found.campaign,
        "form": form,
        "heading": _("Record the publication"),
        "lead": _("From then on the text no longer changes; day, address and id may still be corrected."),
    }
    return answered(request, "outreach/part_form.html", context)


@form_page
def take_down(request: Request, id: UUID) -> HttpResponse:
    """Record that a published post was taken down, correct that, or that it stands there again."""
    found = post_for(request, id, actions.PUBLISHERS)
    # The reason of one that was put back says something else.
    start = {
        "on": found.taken_down_on or request.actor.today,
        "why": found.taken_down_why if found.taken_down_on else "",
    }
    form = TakeDownForm(request.POST or None, initial=start, post=found)

    def act(**given: Any) -> None:
        actions.take_down(by=request.actor, id=found.pk, **given)

    if done(form, act):
        messages.success(request, _("It was recorded."))
        return redirect("outreach:post", id=found.pk)
    context = {
        "post": found,
        "campaign": found.campaign,
        "form": form,
        "heading": _("Record that it was taken down"),
        "lead": _("The post and its figures stay: what it reached until then still counts."),
    }
    return answered(request, "outreach/part_form.html", context)


def _above(post: Post) -> list[tuple[str, str]]:
    """The way back from a final act on a post."""
    return [
        (_("Campaigns"), reverse("outreach:campaigns")),
        (str(post.campaign), reverse("outreach:campaign", args=[post.campaign_id])),
        (str(post), reverse("outreach:post", args=[post.pk])),
    ]


@form_page
def drop_post(request: Request, id: UUID) -> HttpResponse:
    """Give a post up that is not out: a final act."""
    found = post_for(request, id, WRITERS)
    form = DropForm(request.POST or None)

    def act(*, why: str, word: str) -> None:
        actions.drop_post(by=request.actor, id=found.pk, why=why)

    if done(form, act):
        messages.success(request, _("The post was given up."))
        return redirect("outreach:post", id=found.pk)
    context = {
        "post": found,
        "form": form,
        "rows": _rows(found),
        "heading": _("Give the post up"),
        "above": _above(found),
        "effect": _("It stays in the list with the reason, and is not published."),
        "button": _("Give up"),
        "back_url": reverse("outreach:post", args=[found.pk]),
        "danger": True,
    }
    return answered(request, "core/final.html", context)
