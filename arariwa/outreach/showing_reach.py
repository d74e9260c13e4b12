"""What the page of reach shows: bounds with their method, each metric over time, each post."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import formatting
from arariwa.outreach import reach
from arariwa.outreach.domain.bounds import Bounds, Seen, standing
from arariwa.outreach.models import Campaign
from arariwa.outreach.platforms import platform_name, platforms
from arariwa.outreach.reach import Gap

METHODS = {
    "unknown": gettext_lazy("No platform gave a figure of reach yet."),
    "one": gettext_lazy(
        "At least the largest single figure, at most the sum of all: who saw two posts is in both figures."
    ),
    "platforms": gettext_lazy(
        "At least the largest platform, at most the sum of all: who uses two platforms is in both. Within a platform the same holds of its posts."
    ),
}
# Shown first, then what else there is.
SERIES = ("reach", "viewers", "views", "impressions", "interactions")


def told(found: Bounds) -> str:
    """ "between 72,000 and 240,000 accounts"; never one number alone, unless both are the same."""
    if found.lower is None or found.upper is None:
        return formatting.unknown()
    low, high = whole(found.lower, up=False), whole(found.upper)
    if low == high:
        return _("%(n)s accounts") % {"n": formatting.number(low)}
    return _("between %(low)s and %(high)s accounts") % {
        "low": formatting.number(low),
        "high": formatting.number(high),
    }


def gaps_said(gaps: Sequence[Gap]) -> list[str]:
    """What no figure tells of, a sentence each."""
    found = []
    for one in gaps:
        given = {"platform": platform_name(one.platform), "n": formatting.number(one.n)}
        if one.what == "platform":
            said = ngettext(
                "%(platform)s: %(n)s post was published and no export gives its reach.",
                "%(platform)s: %(n)s posts were published and no export gives their reach.",
                one.n,
            )
        elif one.what == "posts":
            said = ngettext(
                "%(platform)s: %(n)s published post was found in no export.",
                "%(platform)s: %(n)s published posts were found in no export.",
                one.n,
            )
        elif one.what == "days":
            said = ngettext(
                "%(platform)s: %(n)s day of the campaign without a figure, since its first post there.",
                "%(platform)s: %(n)s days of the campaign without a figure, since its first post there.",
                one.n,
            )
        else:
            said = _("%(platform)s: the last export is of %(day)s, before the end.")
            given["day"] = formatting.day_brief(one.on) if one.on else ""
        found.append(said % given)
    return found


def whole(value: Decimal, *, up: bool = True) -> int:
    """Accounts are whole; a bound is rounded away from the truth it holds."""
    return int(value.to_integral_value(rounding="ROUND_CEILING" if up else "ROUND_FLOOR"))


def parts(found: Bounds) -> list[dict[str, Any]]:
    """A platform a row."""
    rows = []
    for one in found.by_platform:
        notes = []
        if one.of_account:
            notes.append(_("of the whole account by day: it may hold posts of others"))
        if one.missing:
            n = one.missing
            notes.append(
                ngettext("%(n)s post gave none", "%(n)s posts gave none", n) % {"n": formatting.number(n)}
            )
        notes += [
            _("crosses the change of definition of %(day)s") % {"day": formatting.day_brief(day)}
            for day in one.breaks
        ]
        rows.append(
            {
                "platform": platform_name(one.platform),
                "lower": whole(one.lower, up=False),
                "upper": whole(one.upper),
                "figures": one.figures,
                "days": (one.first_as_of, one.last_as_of),
                "notes": notes,
            }
        )
    return rows


def posts(campaign: Campaign) -> list[dict[str, Any]]:
    """Each post of the exports: reach, views, engagement and engagement for each hundred reached, as last said."""
    wanted = ("reach", "views", "impressions", reach.ENGAGEMENT)
    rows = reach.seen(campaign, wanted)
    known = reach.posts_of(campaign)
    by: dict[tuple[str, str], dict[str, Seen]] = {}
    for metric in wanted:
        for one in standing([row for row in rows if row.metric == metric]):
            if one.object and one.grain == "lifetime":
                by.setdefault((one.platform, one.object), {})[metric] = one
    found = []
    for (platform, object), of in by.items():
        reached, engaged = of.get("reach"), of.get(reach.ENGAGEMENT)
        found.append(
            {
                "platform": platform_name(platform),
                "object": object,
                "post": known.get((platform, object)),
                "reach": reached.value if reached else None,
                "views": of["views"].value
                if "views" in of
                else of["impressions"].value
                if "impressions" in of
                else None,
                "engagement": engaged.value if engaged else None,
                "rate": rate(reached, engaged),
                "as_of": max(one.as_of for one in of.values()),
            }
        )
    return sorted(found, key=lambda row: (-(row["reach"] or -1), str(row["object"])))


def rate(reached: Seen | None, engaged: Seen | None) -> Decimal | None:
    """Engagement for each hundred reached; None when one of both is not known or nobody was reached."""
    if reached is None or engaged is None or not reached.value or engaged.value is None:
        return None
    return (engaged.value * 100 / reached.value).quantize(Decimal("0.1"))


def days(pair: tuple[date, date]) -> str:
    """One day or from one to another."""
    first, last = pair
    if first == last:
        return formatting.day_brief(first)
    return _("%(first)s to %(last)s") % {
        "first": formatting.day_brief(first),
        "last": formatting.day_brief(last),
    }


def metrics_shown(campaign: Campaign) -> list[str]:
    """The metrics there are figures of, what is asked for most first; averages are not added and not shown."""
    metrics = platforms().metrics
    there = [one for one in reach.metrics_of(campaign) if metrics[one].unit not in ("average", "percent")]
    return [one for one in SERIES if one in there] + [one for one in there if one not in SERIES]
