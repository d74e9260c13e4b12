"""What the pages of a campaign share: the campaign one was let to, what may be done with it, how a form is answered."""

from typing import Any
from uuid import UUID

from arariwa.core import access
from arariwa.core.action import may, require_role
from arariwa.core.actor import Actor
from arariwa.core.http import Request
from arariwa.events.views.shared import answered, done, form_page
from arariwa.outreach import actions_campaigns, actions_posts
from arariwa.outreach.models import Campaign, Post

__all__ = ["answered", "campaign_for", "campaign_to_write", "done", "form_page", "offers", "post_for"]


def campaign_for(by: Actor, id: UUID) -> Campaign:
    """The campaign with what its pages show, or Hidden."""
    return access.get(Campaign.objects.select_related("office", "compartment"), by, pk=id)


def campaign_to_write(request: Request, id: UUID, level: int = access.ACT) -> Campaign:
    """The campaign where the actor may do something: hidden first, then refused by level, then by role."""
    campaign = campaign_for(request.actor, id)
    access.require(request.actor, level, campaign)
    require_role(request.actor, actions_campaigns.WRITERS)
    return campaign


def post_for(request: Request, id: UUID, roles: Any = None) -> Post:
    """The post with what its page shows; with `roles` for whoever may act on it in one of them."""
    post = access.get(
        Post.objects.select_related("campaign__office", "message", "asset__blob", "made_by__person"),
        request.actor,
        pk=id,
    )
    if roles is not None:
        access.require(request.actor, access.ACT, post)
        require_role(request.actor, roles)
    return post


def offers(by: Actor, campaign: Campaign) -> dict[str, bool]:
    """What to offer on the campaign, as far as the actor's level and role go."""
    level = access.level_of(by, campaign)
    writes = may(by, actions_campaigns.edit_campaign)
    return {
        "may_write": writes and level >= access.ACT,
        "may_share": writes and level >= access.MANAGE,
        "may_approve": may(by, actions_posts.approve) and level >= access.ACT,
        "may_publish": may(by, actions_posts.publish) and level >= access.ACT,
    }
