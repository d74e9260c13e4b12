"""What the page of a campaign shows."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core.actor import Actor
from arariwa.core.journal_words import told
from arariwa.core.models import JournalEntry
from arariwa.events import months, stocking
from arariwa.events import queries as events
from arariwa.outreach import calendar_campaigns
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.models import Campaign, Post

# Posts that stand on the page itself; the list has the rest.
SHOWN = 12
# Acts that stand open in the history; earlier ones fold.
LATEST = 10
# Pixels a line of the budget takes in its picture.
BAR = 44


def facts(campaign: Campaign, by: Actor) -> list[tuple[str, Any]]:
    """What identifies it, under its title."""
    return [
        (_("Number"), campaign.number),
        (_("State"), listing.STATES[campaign.state(by.today)]),
        (_("Days"), listing.days_of(campaign)),
        (_("Regions"), listing.regions_of(campaign)),
        (_("Organiser"), campaign.office.name),
    ]


def of_campaign(campaign: Campaign, by: Actor) -> dict[str, Any]:
    """Everything of the page."""
    doubt = queries.doubted()
    counts = queries.by_state(campaign, doubt)
    first = calendar_campaigns.begins(campaign, by.today)
    rows = calendar_campaigns.entries(campaign, by, first, doubt)
    lines = queries.budget(campaign, _("Beside the budget"))
    links = {row.event_id: row.pk for row in campaign.gatherings.filter(removed_at=None)}
    held = [
        {
            "event": event,
            "link": links[event.pk],
            "came": events.counted(event),
            "materials": stocking.delivery(event).items,
        }
        for event in calendar_campaigns.gatherings(campaign, by)
    ]
    posts = nearest(campaign, doubt)
    told_of = history(campaign)
    return {
        "facts": facts(campaign, by),
        "said": campaign.messages.filter(withdrawn_at=None).annotate(
            used=Count("posts", filter=Q(posts__dropped_at=None))
        ),
        "counts": [
            (
                listing.POST_STATES[state],
                listing.POST_SIGNS[state],
                n,
                f"{posts_url(campaign)}&estado={state}",
            )
            for state, n in counts.items()
            if n
        ],
        "posts": posts,
        "more_posts": sum(counts.values()) > len(posts),
        "posts_url": posts_url(campaign),
        "waiting": campaign.posts.filter(queries.STATES["waiting"]).order_by("asked_at", "id"),
        "month": months.month_of(first, rows),
        "weekdays": months.weekdays(),
        "lines": lines,
        "bars": bars(lines),
        "totals": queries.totals(lines),
        "held": held,
        "history": told_of[-LATEST:],
        "earlier": told_of[:-LATEST],
    }


def nearest(campaign: Campaign, doubt: Exists) -> list[Post]:
    """The posts that are still to go out, the next first; then those that are out, the latest first."""
    posts = campaign.posts.annotate(doubted=doubt)
    coming = posts.filter(published_on=None, dropped_at=None).order_by("planned_at", "id")[:SHOWN]
    out = posts.filter(published_on__isnull=False).order_by("-published_on", "-planned_at", "-id")
    return [*coming, *out[: SHOWN - len(coming)]]


def posts_url(campaign: Campaign) -> str:
    """The list of the campaign's posts."""
    return f"{reverse('outreach:posts')}?campania={campaign.number}"


def bars(lines: Iterable[queries.Line]) -> dict[str, Any]:
    """Each line of the budget drawn: planned pale, spent over it, both against the largest of its currency."""
    rows = list(lines)
    most: dict[str, Decimal] = {}
    for row in rows:
        most[row.currency] = max(most.get(row.currency, Decimal(1)), row.planned, row.spent)
    drawn = [
        {
            "label": row.what,
            "y": BAR * n,
            "planned": _share(row.planned, most[row.currency]),
            "spent": _share(row.spent, most[row.currency]),
            "over": row.spent > row.planned,
        }
        for n, row in enumerate(rows)
    ]
    return {"rows": drawn, "height": BAR * len(drawn)}


def _share(part: Decimal, whole: Decimal) -> float:
    return round(float(100 * part / whole), 2)


def history(campaign: Campaign) -> list[dict[str, Any]]:
    """What happened with the campaign itself, and who did it."""
    lines = JournalEntry.objects.filter(compartment=campaign.compartment_id, record=str(campaign.pk))
    lines = lines.exclude(verb__in=("access.granted", "file.attached")).order_by("seq")
    return [{"at": line.at, "text": what, "more": who} for line, who, what in told(lines)]
