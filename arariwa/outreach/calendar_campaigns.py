"""What stands in the calendar of a campaign: its posts by their day, and the gatherings of it the actor sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.formatting import LIMA
from arariwa.events import icalendar
from arariwa.events.listing import place_of
from arariwa.events.models import Event
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.listing_campaigns import POST_STATES, state_of
from arariwa.outreach.models import Campaign, Post

# A post stands for a moment; in a calendar program it takes so long.
LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Entry:
    """A post or a gathering on its days."""

    from_on: date
    until_on: date
    at: time | None
    text: str
    url: str
    more: str
    post: Post | None = None


def begins(campaign: Campaign, today: date) -> date:
    """The month to show first: this one while the campaign runs, else its first."""
    inside = campaign.from_on <= today <= campaign.until_on
    return (today if inside else campaign.from_on).replace(day=1)


def day_of(post: Post) -> date:
    """The day it went out, or is planned to."""
    return post.published_on or timezone.localtime(post.planned_at).date()


def gatherings(campaign: Campaign, by: Actor) -> list[Event]:
    """The events of the campaign the actor may see: whoever reads the campaign is not by that let to them."""
    linked = campaign.gatherings.filter(removed_at=None).values("event")
    return list(access.visible(Event.objects.filter(pk__in=linked), by).order_by("from_on", "id"))


def entries(campaign: Campaign, by: Actor, first: date, doubt: Exists | None = None) -> list[Entry]:
    """Of the month that begins that day, with the days beside it; what was given up does not stand in it."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    since = datetime.combine(first - timedelta(days=7), time(0), LIMA)
    until = datetime.combine(last + timedelta(days=8), time(0), LIMA)
    posts = campaign.posts.annotate(doubted=doubt or queries.doubted())
    planned = posts.filter(dropped_at=None, published_on=None)
    out = posts.filter(published_on__range=(since.date(), until.date()))
    rows = [*planned.filter(planned_at__gte=since, planned_at__lt=until), *out]
    found = [
        Entry(
            day_of(post),
            day_of(post),
            None if post.published_on else timezone.localtime(post.planned_at).time(),
            post.title,
            reverse("outreach:post", args=[post.pk]),
            f"{post.get_channel_display()} · {POST_STATES[state_of(post)]}",
            post,
        )
        for post in rows
    ]
    found += [
        Entry(
            event.from_on,
            event.until_on,
            None,
            str(event),
            reverse("events:event", args=[event.pk]),
            f"{event.get_kind_display()} · {place_of(event)}",
        )
        for event in gatherings(campaign, by)
        if event.from_on <= until.date() and event.until_on >= since.date()
    ]
    return sorted(found, key=lambda one: (one.from_on, one.at or time(0), one.text))


def for_program(campaign: Campaign, by: Actor) -> Iterator[icalendar.Entry]:
    """Every post and gathering as a calendar program takes them; what was given up stands as called off."""
    for post in campaign.posts.order_by("planned_at", "id"):
        whole_day = post.published_on
        yield icalendar.Entry(
            str(post.pk),
            f"{post.get_channel_display()}: {post.title}",
            whole_day or post.planned_at,
            whole_day + timedelta(days=1) if whole_day else post.planned_at + LASTS,
            post.dropped_at or post.made_at,
            reverse("outreach:post", args=[post.pk]),
            post.permalink,
            post.version,
            bool(post.dropped_at),
        )
    for event in gatherings(campaign, by):
        yield icalendar.Entry(
            str(event.pk),
            str(event),
            event.from_on,
            event.until_on + timedelta(days=1),
            event.cancelled_at or event.made_at,
            reverse("events:event", args=[event.pk]),
            place_of(event),
            event.version,
            bool(event.cancelled_at),
        )
