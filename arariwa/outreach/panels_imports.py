"""What imports add to the page of a campaign: reach between bounds, and bringing a platform's file."""

from arariwa.core import access, panels
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.outreach import actions_imports, reach, showing_reach
from arariwa.outreach.models import Campaign


def of_campaign(campaign: Campaign, by: Actor) -> panels.Panel:
    """At the end of the campaign, or until now while it runs."""
    ended = by.today > campaign.until_on
    rows = reach.seen(campaign, ["reach"])
    if ended:
        rows = reach.until_end(campaign, rows)
    found = reach.bounds_of(campaign, rows, reach.at_end(campaign) if ended else None)
    context = {
        "campaign": campaign,
        "found": found,
        "said": showing_reach.told(found),
        "ended": ended,
        "gaps": showing_reach.gaps_said(reach.gaps(campaign, rows, found, ended=ended)),
        "files": campaign.platform_files.filter(void=None).count(),
        "may_import": may(by, actions_imports.void_file) and access.level_of(by, campaign) >= access.ACT,
    }
    return panels.Panel("outreach/_reach_panel.html", context)


panels.register("campaign", of_campaign)
