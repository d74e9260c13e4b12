"""What campaigns add to the frame: their place in the menu, blocks on home, the search box."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.core.models import Role
from arariwa.outreach import actions_campaigns, actions_claims, actions_posts
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.models import OwnClaim, Post
from arariwa.outreach.templatetags.outreach import planned

WORKS_HERE = frozenset({*actions_campaigns.WRITERS, *actions_posts.APPROVERS, Role.REVIEWER})


def _posts(by: Actor, found: Q) -> QuerySet[Post]:
    return access.visible(Post.objects.select_related("campaign"), by, access.ACT).filter(found)


def _rows(rows: QuerySet[Post]) -> list[dict[str, Any]]:
    return [
        {
            "text": str(post),
            "url": reverse("outreach:post", args=[post.pk]),
            "when": planned(post),
            "more": f"{post.campaign} · {post.get_channel_display()}",
        }
        for post in rows[: SHOWN + 1]
    ]


def to_approve(by: Actor) -> Block | None:
    """For approvers: posts that wait for them; not those they had a hand in."""
    if not may(by, actions_posts.approve):
        return None
    rows = _posts(by, queries.STATES["waiting"]).exclude(versions__written_by__person=by.person)
    return Block(
        _("Posts to approve"),
        _rows(rows.order_by("asked_at", "id")),
        things=_("posts to approve"),
        comes=_(
            "Posts of campaigns you work on, once their authors ask for approval: what they say, their claims of harm with source and caveat, their picture."
        ),
        more_url=f"{reverse('outreach:posts')}?estado=waiting",
    )


def sent_back(by: Actor) -> Block | None:
    """For authors: posts that were sent back with a reason."""
    if not may(by, actions_posts.create_post):
        return None
    rows = _posts(by, queries.STATES["returned"]).order_by("planned_at", "id")
    return Block(
        _("Posts sent back"),
        _rows(rows),
        things=_("posts sent back"),
        comes=_("Posts whoever approves wants changed, with the reason."),
        more_url=f"{reverse('outreach:posts')}?estado=returned",
    )


def stopped(by: Actor) -> Block | None:
    """For authors: approved posts that cannot go out, since a claim in them no longer holds."""
    if not may(by, actions_posts.create_post):
        return None
    rows = _posts(by, queries.states(queries.doubted())["stopped"]).order_by("planned_at", "id")
    return Block(
        _("Approved posts with a claim objected to"),
        _rows(rows),
        things=_("approved posts with a claim objected to"),
        comes=_(
            "Approved posts that cannot go out: someone found a claim of harm in them unfit, or it changed."
        ),
        more_url=f"{reverse('outreach:posts')}?estado=stopped",
    )


def to_publish(by: Actor) -> Block | None:
    """For authors: approved posts whose hour has come and whose publication nobody recorded."""
    if not may(by, actions_posts.create_post):
        return None
    rows = _posts(by, queries.states(queries.doubted())["approved"] & Q(planned_at__lte=by.now)).order_by(
        "planned_at", "id"
    )
    return Block(
        _("Posts to publish"),
        _rows(rows),
        things=_("posts to publish"),
        comes=_("Approved posts whose hour has come; record their address once they are out."),
        more_url=f"{reverse('outreach:posts')}?estado=approved",
    )


def to_review(by: Actor) -> Block | None:
    """For reviewers: claims of campaigns they were let to that nobody reviewed."""
    if not may(by, actions_claims.review_own_claim):
        return None
    rows = (
        access.visible(OwnClaim.objects.select_related("campaign"), by)
        .filter(fit=None, withdrawn_at=None)
        .exclude(source_title="")
        .exclude(written_by__person=by.person)
        .order_by("made_at", "id")
    )
    found = [
        {
            "text": row.text_es,
            "url": reverse("outreach:review_own_claim", args=[row.campaign_id, row.pk]),
            "more": str(row.campaign),
        }
        for row in rows[: SHOWN + 1]
    ]
    return Block(
        _("Claims of harm to review"),
        found,
        things=_("claims of harm to review"),
        comes=_("Claims of harm of campaigns shared with your office, with the source to be read."),
    )


def find_campaigns(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Campaigns by name or number: those one may see."""
    if by is None:
        return
    for campaign in queries.campaigns(by, text=text).order_by("-from_on", "-id")[: search.LIMIT]:
        url = reverse("outreach:campaign", args=[campaign.pk])
        yield search.Hit(url, str(campaign), listing.days_of(campaign))


for offer in (to_approve, sent_back, stopped, to_publish, to_review):
    desk.register(offer)
panels.register_place(panels.Place("outreach:campaigns", gettext_lazy("Campaigns"), 50, roles=WORKS_HERE))
search.register(46, gettext_lazy("Campaigns"), find_campaigns)
