"""Lists of campaigns and of posts: their conditions, how they are sorted, their rows for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events.choices import Tongue
from arariwa.events.listing import REGIONS, region_name
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.choices import Channel
from arariwa.outreach.models import Campaign, Post

STATES = {
    "planned": gettext_lazy("to come"),
    "running": gettext_lazy("under way"),
    "ended": gettext_lazy("ended"),
}
SIGNS = {"planned": "wait", "running": "open", "ended": "done"}
POST_STATES = {
    "draft": gettext_lazy("draft"),
    "waiting": gettext_lazy("waiting for approval"),
    "returned": gettext_lazy("sent back"),
    "approved": gettext_lazy("approved"),
    "stopped": gettext_lazy("approved; a claim is objected to"),
    "published": gettext_lazy("published"),
    "taken_down": gettext_lazy("taken down"),
    "dropped": gettext_lazy("given up"),
}
POST_SIGNS = {
    "draft": "open", "waiting": "wait", "returned": "no", "approved": "yes", "stopped": "no",
    "published": "done",
    "taken_down": "no", "dropped": "no",
}  # fmt: skip
CONDITIONS = (
    Condition("q", gettext_lazy("Words of the name, or a number"), gettext_lazy("with “%(value)s”")),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(STATES.items())),
    Condition("region", gettext_lazy("Region"), gettext_lazy("in %(value)s"), REGIONS),
    Condition("anio", gettext_lazy("Year"), gettext_lazy("of the year %(value)s")),
)
SORTS: dict[str, tuple[str, ...]] = {
    "-dia": ("-from_on", "-id"),
    "dia": ("from_on", "id"),
    "nombre": ("name_es", "id"),
    "-nombre": ("-name_es", "-id"),
}
POSTS = (
    Condition("q", gettext_lazy("Words of the title or text"), gettext_lazy("with “%(value)s”")),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(POST_STATES.items())),
    Condition("canal", gettext_lazy("Channel"), gettext_lazy("on %(value)s"), tuple(Channel.choices)),
    Condition("idioma", gettext_lazy("Language"), gettext_lazy("in %(value)s"), tuple(Tongue.choices)),
    Condition("campania", gettext_lazy("Number of the campaign"), gettext_lazy("of campaign %(value)s")),
)
POST_SORTS: dict[str, tuple[str, ...]] = {
    "-dia": ("-planned_at", "-id"),
    "dia": ("planned_at", "id"),
    "titulo": ("title", "id"),
    "-titulo": ("-title", "-id"),
}


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Campaign]:
    """The campaigns the conditions find."""
    return queries.campaigns(
        by, text=values["q"], state=values["estado"], region=values["region"], year=values["anio"]
    )


def posts(by: Actor, values: Mapping[str, str]) -> QuerySet[Post]:
    """The posts the conditions find."""
    return queries.posts(
        by,
        text=values["q"],
        state=values["estado"],
        channel=values["canal"],
        language=values["idioma"],
        campaign=values["campania"],
    )


def state_of(post: Post) -> str:
    """Code of the state people are told; `doubted` stands on the post where it was asked (queries.doubted)."""
    return "stopped" if post.state == "approved" and getattr(post, "doubted", False) else post.state


def days_of(campaign: Campaign) -> str:
    """Its first and last day."""
    return f"{formatting.day_brief(campaign.from_on)} – {formatting.day_brief(campaign.until_on)}"


def regions_of(campaign: Campaign) -> str:
    """Its regions by name; the whole country when none is named."""
    names = [region_name(code) for code in campaign.regions]
    return formatting.listing(names) if names else _("the whole country")


def head() -> list[str]:
    """The heads of the table of campaigns."""
    return [
        _("Number in Arariwa"), _("Name"), _("First day"), _("Last day"), _("Regions"), _("Audience"),
        _("Organiser"), _("State"),
    ]  # fmt: skip


def cells(campaign: Campaign) -> list[Any]:
    """A row of it."""
    return [
        campaign.number, str(campaign), formatting.day_short(campaign.from_on),
        formatting.day_short(campaign.until_on), regions_of(campaign), campaign.audience, campaign.office.name,
        str(STATES[campaign.state(timezone.localdate())]),
    ]  # fmt: skip


def post_head() -> list[str]:
    """The heads of the table of posts, which is the calendar too."""
    return [
        _("Campaign"), _("Day planned"), _("Hour planned"), _("Channel"), _("Language"), _("Title"), _("Text"),
        _("Note that goes out with it"), _("State"), _("Day it was published"), _("Address of the post"),
        _("Id of the post on the platform"), _("Day it was taken down"),
    ]  # fmt: skip


def post_cells(post: Post) -> list[Any]:
    """A row of it."""
    at = timezone.localtime(post.planned_at)
    published = formatting.day_short(post.published_on) if post.published_on else ""
    return [
        str(post.campaign), formatting.day_short(at.date()), f"{at:%H:%M}", post.get_channel_display(),
        post.get_language_display(), post.title, post.text, post.note, str(POST_STATES[state_of(post)]), published,
        post.permalink, post.platform_id,
        formatting.day_short(post.taken_down_on) if post.taken_down_on else "",
    ]  # fmt: skip
