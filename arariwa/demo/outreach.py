"""The campaigns of the demonstration, through the same actions the pages use, each act as of its own day.

Made once: a campaign that is there is left as people left it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from arariwa.core import access
from arariwa.core.actor import Actor, actor_for
from arariwa.core.models import Membership, Office
from arariwa.demo import campaign_packs as packs
from arariwa.demo import pictures
from arariwa.demo.programme import Step, moment
from arariwa.demo.world import make_id
from arariwa.events.models import Event
from arariwa.outreach import actions_budget as budget
from arariwa.outreach import actions_campaigns as actions
from arariwa.outreach import actions_claims, claims
from arariwa.outreach import actions_posts as posts
from arariwa.outreach.domain.claims import of_pack
from arariwa.outreach.models import Campaign, ClaimReview, Post

# A month before its first day a campaign is begun; three days before its day a post is asked for, the day before it is approved.
BEGUN, ASKED, APPROVED = timedelta(days=30), timedelta(days=3), timedelta(days=1)
NOTE = "DEMO: nadie comparó la fuente"
# How many times as high as wide a picture is; a square otherwise.
TALL = {"poster": 1.414}
# How long ids are on each platform, and how an address is made of one. The account is invented.
DIGITS = {"facebook": 15, "instagram": 17, "tiktok": 19}
ADDRESS = {
    "facebook": "https://www.facebook.com/arariwa.demostracion/posts/{id}",
    "instagram": "https://www.instagram.com/p/{id}/",
    "tiktok": "https://www.tiktok.com/@arariwa.demostracion/video/{id}",
}


def run(read: packs.Campaigns, members: dict[str, Membership]) -> Iterator[Step]:
    """Make what is not there yet, in one step."""
    began, today = time.perf_counter(), timezone.localdate()
    _review(read, members)
    rows = [*read.campaigns, read.now.on_from(today)]
    made = 0
    for campaign in rows:
        if not Campaign.objects.filter(pk=make_id("campaign", campaign.slug)).exists():
            with transaction.atomic():
                Run(read, campaign, members, today).whole()
            made += 1
    yield Step("Campañas", len(rows), made, time.perf_counter() - began)


def _review(read: packs.Campaigns, members: dict[str, Membership]) -> None:
    """The invented reviewer finds the claims the posts use fit, and says that it is a demonstration."""
    by = actor_for(members[read.reviewer], now=moment(read.reviewed_on))
    for code in read.claims:
        id, digest = make_id("claim", code), of_pack(claims.in_pack(code)).digest
        if not ClaimReview.objects.filter(pk=id).exists():
            actions_claims.review_claim(by=by, id=id, claim=code, digest=digest, fit=True, note=NOTE)


@dataclass(frozen=True)
class Run:
    """One campaign and how it went."""

    read: packs.Campaigns
    campaign: packs.Campaign
    members: dict[str, Membership]
    today: date

    @property
    def id(self) -> UUID:
        """Its id follows from its name in the file."""
        return self.make_id()

    def make_id(self, *parts: object) -> UUID:
        """An id of this campaign's."""
        return make_id("campaign", self.campaign.slug, *parts)

    def by(self, day: date, at: int = 9, email: str = "") -> Actor:
        """Who runs it, or someone else, on a day; never later than now."""
        now = min(moment(day, at), timezone.now())
        return actor_for(self.members[email or self.campaign.by], now=now)

    def whole(self) -> None:
        """From the first plan to the last post."""
        plan = self.by(self.campaign.from_on - BEGUN)
        one = self.campaign
        values = one.model_dump(include=set(actions.EDITED))
        actions.create_campaign(by=plan, id=self.id, values=values)
        to: dict[str, Any] = {"by": plan, "campaign_id": self.id}
        for n, message in enumerate(one.messages):
            to["by"] = self._after(plan, n)
            said = {"text_es": message.es, "text_en": message.en, "audience": message.audience}
            actions.save_message(**to, id=self.make_id("message", message.slug), values=said)
        for n, line in enumerate(one.budget):
            to["by"] = self._after(plan, n)
            set_aside = {**line.model_dump(exclude={"slug"}), "currency": "PEN"}
            budget.save_line(**to, id=self.make_id("line", line.slug), values=set_aside)
        for code in one.shared_with:
            actions.share(**to, office=Office.objects.get(code=code), level=access.READ)
        if one.claim:
            own = one.claim
            said = {
                "theme": own.theme,
                "text_es": own.es,
                "caveat_es": own.caveat,
                "source_title": own.source,
            }
            actions_claims.save_claim(**to, id=self.make_id("claim"), values=said)
        for post in one.posts:
            self._post(post)
        for n, row in enumerate(one.spent):
            self._spent(row, n)
        if one.void:
            self._spent(one.void, "void")
            why = one.void.why
            by = self.by(one.void.on, 18)
            budget.void_spending(by=by, campaign_id=self.id, id=self.make_id("spent", "void"), why=why)
        self._gatherings()

    def _after(self, by: Actor, minutes: int) -> Actor:
        """The same a few minutes later: rows stand in the order they were written in."""
        return actor_for(by.membership, now=by.now + timedelta(minutes=minutes))

    def _spent(self, row: packs.Spent, n: object) -> None:
        line = self.make_id("line", row.line) if row.line else None
        kinds = {line.slug: line.kind for line in self.campaign.budget}
        values = {
            "line_id": line,
            "kind": row.kind or kinds[row.line],
            "what": row.what,
            "amount": row.amount,
            "currency": "PEN",
            "paid_on": row.on,
            "document": row.document,
        }
        by = self.by(row.on, 17)
        budget.add_spending(by=by, campaign_id=self.id, id=self.make_id("spent", n), values=values)

    def _gatherings(self) -> None:
        """The conferences and sessions that belong to it, each from the day the campaign or the gathering was there."""
        for slug in self.campaign.events:
            event = Event.objects.filter(pk=make_id("event", slug)).first()
            if event:
                day = max(self.campaign.from_on, event.until_on + timedelta(days=1))
                actions.link_event(
                    by=self.by(day), campaign_id=self.id, id=self.make_id("event", slug), event_id=event.pk
                )

    def _post(self, post: packs.Post) -> None:
        day, id = post.day(self.today), self.make_id("post", post.slug)
        uses = [*post.claims, *([str(self.make_id("claim"))] if post.own_claim else [])]
        made = posts.create_post(
            by=self.by(day - ASKED, 10, post.by),
            campaign_id=self.id,
            id=id,
            values=self._values(post, day),
            uses=uses,
            file=pictures.png(post.picture, tall=TALL.get(post.channel, 1)) if post.picture else None,
        )
        if post.state == "draft":
            return
        posts.ask_approval(by=self.by(day - ASKED, 11, post.by), id=id, version=made.version)
        decides = self.by(day - APPROVED, 10, self.read.approver)
        decision: dict[str, Any] = {
            "by": decides,
            "id": self.make_id("decision", post.slug),
            "post_id": id,
            "version": made.version,
        }
        if post.state == "returned":
            posts.send_back(**decision, why=post.why)
        elif post.state in ("approved", "published"):
            posts.approve(**decision)
        if post.state == "published":
            self._out(made, post, day)

    def _values(self, post: packs.Post, day: date) -> dict[str, Any]:
        caveats = [claims.in_pack(code).caveat.es for code in post.claims]
        own = [self.campaign.claim.caveat] if post.own_claim and self.campaign.claim else []
        return {
            "channel": post.channel,
            "language": "es",
            "title": post.title,
            "text": post.text,
            "note": "\n".join([*caveats, *own]),
            "message_id": self.make_id("message", post.message),
            "planned_at": moment(day, post.at),
            "asset_alt": post.picture.alt if post.picture else "",
            "asset_rights": pictures.RIGHTS if post.picture else "",
        }

    def _out(self, made: Post, post: packs.Post, day: date) -> None:
        digits = DIGITS.get(post.channel)
        platform_id = str(made.pk.int)[-digits:].replace("0", "1", 1) if digits else ""
        posts.publish(
            by=self.by(day, post.at, post.by),
            id=made.pk,
            version=made.version,
            published_on=day,
            permalink=ADDRESS[post.channel].format(id=platform_id) if platform_id else "",
            platform_id=platform_id,
        )
        if post.taken_down:
            down = post.taken_down
            posts.take_down(by=self.by(down.on, 9, post.by), id=made.pk, on=down.on, why=down.why)
