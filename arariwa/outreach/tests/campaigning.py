"""Small worlds of campaigns, built by the actions people use."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.outreach import actions_campaigns, actions_claims, actions_posts, claims
from arariwa.outreach.domain.claims import of_pack
from arariwa.outreach.models import Campaign, OwnClaim, Post

# A claim of the pack with a short caveat, for posts that use one.
CLAIM = "H11"


def approver(name: str = "Abril") -> testing.Someone:
    """Who approves posts, in Tania's office."""
    return testing.someone(name, small.coordinator().office, "communication")


def reviewer(name: str = "Lola") -> testing.Someone:
    """Who judges sources, of another office."""
    return testing.someone(name, testing.office("MINAM-LEX", "MINAM"), "reviewer")


def about_campaign(**changes: Any) -> dict[str, Any]:
    """Values of a campaign that runs today."""
    today = timezone.localdate()
    return {
        "name_es": "Libre en su bosque",
        "name_en": "Free in its forest",
        "objectives": "Que nadie compre una cría en el mercado",
        "audience": "Familias de Iquitos",
        "regions": ["16"],
        "from_on": today - timedelta(days=30),
        "until_on": today + timedelta(days=30),
        **changes,
    }


def a_campaign(by: Any = None, **changes: Any) -> Campaign:
    """A campaign of `by` (Tania)."""
    who = testing.actor(by or small.coordinator())
    return actions_campaigns.create_campaign(by=who, id=testing.uuid7(), values=about_campaign(**changes))


def about_post(**changes: Any) -> dict[str, Any]:
    """Values of a post that claims nothing."""
    return {
        "channel": "facebook",
        "language": "es",
        "title": "El primer día",
        "text": "Si encuentra un animal silvestre, llame al SERFOR.",
        "note": "",
        "message_id": None,
        "asset_alt": "",
        "asset_rights": "",
        "planned_at": timezone.now().replace(microsecond=0),
        **changes,
    }


def a_post(campaign: Campaign | None = None, by: Any = None, uses: Any = (), **changes: Any) -> Post:
    """A post of `by` (Tania) in the campaign."""
    who = by or small.coordinator()
    # First the campaign: what was granted a moment ago must be in the past.
    held = campaign or a_campaign(who)
    return actions_posts.create_post(
        by=testing.actor(who),
        campaign_id=held.pk,
        id=testing.uuid7(),
        values=about_post(**changes),
        uses=uses,
    )


def asked(post: Post, by: Any = None) -> Post:
    """The post as it stands, approval asked for by Tania."""
    who = testing.actor(by or small.coordinator())
    return actions_posts.ask_approval(by=who, id=post.pk, version=post.version)


def approved(post: Post, by: Any = None) -> Post:
    """The post approved by Abril."""
    asked(post)
    who = testing.actor(by or approver())
    actions_posts.approve(by=who, id=testing.uuid7(), post_id=post.pk, version=post.version)
    post.refresh_from_db()
    return post


def published(post: Post, by: Any = None, **changes: Any) -> Post:
    """The post approved and out since today."""
    approved(post)
    who = testing.actor(by or small.coordinator())
    given = {
        "published_on": who.today,
        "permalink": f"https://www.facebook.com/programa/posts/{post.pk.int % 10**12}",
        "platform_id": str(post.pk.int % 10**12),
        **changes,
    }
    return actions_posts.publish(by=who, id=post.pk, version=post.version, **given)


def reviewed(claim: str = CLAIM, fit: bool = True, by: Any = None) -> str:
    """A claim of the pack that Lola found right; its id."""
    digest = of_pack(claims.in_pack(claim)).digest
    said = {"fit": fit, "note": "" if fit else "No lo dice la fuente"}
    who = testing.actor(by or reviewer())
    actions_claims.review_claim(by=who, id=testing.uuid7(), claim=claim, digest=digest, **said)
    return claim


def about_claim(**changes: Any) -> dict[str, Any]:
    """Values of a claim of one's own."""
    return {
        "theme": "forest",
        "text_es": "Sin animales que las lleven, las semillas no viajan",
        "text_en": "",
        "caveat_es": "Estudio de un solo bosque",
        "caveat_en": "",
        "source_title": "Informe del bosque 2021",
        "source_url": "https://bosque.example/informe",
        **changes,
    }


def a_claim(campaign: Campaign, by: Any = None, **changes: Any) -> OwnClaim:
    """A claim of the campaign's own, written by Tania."""
    who = testing.actor(by or small.coordinator())
    return actions_claims.save_claim(
        by=who, campaign_id=campaign.pk, id=testing.uuid7(), values=about_claim(**changes)
    )


def caveat(claim: str = CLAIM, language: str = "es") -> str:
    """What must be said beside a claim of the pack."""
    return claims.in_pack(claim).caveat.in_(language)
