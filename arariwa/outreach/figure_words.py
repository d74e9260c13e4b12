"""How the figures of outreach are said, beside those of events: one list of names, reasons and breakdowns."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.events import figure_words as events
from arariwa.events.figures import Figure
from arariwa.events.models import Event, Material
from arariwa.outreach import polls
from arariwa.outreach.choices import Platform
from arariwa.outreach.figures_reach import NOT_IN_FILES
from arariwa.outreach.models import Campaign, Post
from arariwa.outreach.platforms import metric_name, platform_name, platforms

PAID: Mapping[str, Any] = {"organic": _("Without advertising"), "paid": _("Promoted for money")}
MONTH, UUID_FORM = re.compile(r"\d{4}-\d{2}"), re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _of_them(platform: object) -> Any:
    return format_lazy(_("of them on {platform}"), platform=platform)


WORDS: Mapping[str, tuple[Any, Any]] = {
    **{code: events.WORDS[code] for code in ("OUT-05", "OUT-06", "OUT-07", "OUT-08")},
    "OUT-01": (
        _("Citizens reached by campaigns, at most"),
        _("Accounts reached on social platforms at the end of each campaign: the sum over posts and platforms, an upper bound. The lower bound, the largest single platform, stands beside it, and an estimate where someone stated how much the audiences overlap. Accounts are not persons; views are never reported as persons. Region, sex and age are not in the platforms’ files. Posts count in the month they went out."),
    ),
    "OUT-02": (
        _("Social platforms used"),
        _("Platforms with one published post of a campaign at least. A messenger is not a social platform."),
    ),
    "OUT-03": (
        _("Growth after the campaign"),
        _("Views that came after the end of each campaign, month by month, by later exports; impressions until the platform gave views. Post by post, between exports made from the last day on: a post first seen later and a change of definition count nothing. A month is that of the export: what grew since the export before it counts there."),
    ),
    "OUT-04": (
        _("Engagement for each hundred reached"),
        _("Reactions, comments, shares and saves of posts for each hundred accounts they reached, of posts whose two figures are known. TikTok, YouTube and X tell no reach of a post: theirs stand beside it as posts without one of both figures."),
    ),
    "OUT-09": (
        _("Participants who received something"),
        _("Of those who were at conferences, by name or counted: with a delivery recorded of one thing at least. Of the public counted, the thing most were handed."),
    ),
    "OUT-12": (
        _("What citizens know, before and after"),
        _("Change of the share of right answers in the poll, in points: each group against itself. Hands before and after are not persons matched, and people see each other."),
    ),
}  # fmt: skip
WHY: Mapping[str, Any] = {
    **events.WHY,
    "no_export": _("no export of a platform was imported"),
    "no_later_export": _("no export was imported of a day after the end"),
    "no_comparable_export": _("no two exports from after the end can be compared"),
    "no_delivery": _("no delivery is recorded of any conference"),
    "no_poll_pairs": _("no question was asked both before and after"),
}
NOT_KNOWN: Mapping[str, Any] = {
    **events.NOT_KNOWN,
    "counted_together": _("Sex and role of those who were counted together are not known, because a count of the whole room tells neither; their language is that of the gathering, where it was held in one."),
}  # fmt: skip
BESIDE: Mapping[str, tuple[Any, str]] = {
    **events.BESIDE,
    "reach_lower": (_("At least"), "count"),
    "reach_estimate": (_("Estimate by the stated overlap"), "count"),
    "posts_without_reach": (_("Posts that gave no figure of reach"), "count"),
    "posts_in_no_export": (_("Published posts whose reach no export gives"), "count"),
    "days_without_reach": (_("Days of a campaign without a figure of the account"), "count"),
    "reach_growth": (_("Growth of reach, at most"), "count"),
    "median_rate": (_("Median of the posts, for each hundred"), "percent"),
    "posts_without_rate": (_("Posts without one of both figures"), "count"),
    **{f"posts_without_rate_{platform.value}": (_of_them(platform.label), "count") for platform in Platform},
    "posts": (_("Posts published on them"), "count"),
    "went_without": (_("Went without anything"), "count"),
    "share_before": (_("Right answers before"), "share"),
    "share_after": (_("Right answers after"), "share"),
    "change_low": (_("Change, interval of 95 %; the true uncertainty is larger"), "difference"),
    "in_room_before": (_("Were in the rooms before"), "count"),
    "in_room_after": (_("Were in the rooms after"), "count"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **events.BREAKDOWNS,
    "conference": _("Gathering"),
    "item": _("Material"),
    "campaign": _("Campaign"),
    "metric": _("Figure"),
    "month": _("Month"),
    "paid_organic": _("Paid or not"),
    "platform": _("Platform"),
    "post": _("Post"),
    "poll_question": _("Question"),
}


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words, also of gatherings, materials and questions of the poll."""
    keys, lang = list(keys), formatting.language()
    found = dict(events.cell_words(name, keys))
    if NOT_IN_FILES in found:
        found[NOT_IN_FILES] = str(_("not in the platforms’ files"))
    if name == "conference":
        found |= {row.number: str(row) for row in Event.objects.filter(number__in=keys)}
    elif name == "item" and get_language() == "en":
        found |= {row.name_es: str(row) for row in Material.objects.filter(name_es__in=keys)}
    elif name == "poll_question":
        known = polls.questions()
        found |= {key: getattr(known[key].say, lang) for key in keys if key in known}
    elif name == "platform":
        found |= {key: platform_name(key) for key in keys}
    elif name == "campaign":
        found |= {row.number: str(row) for row in Campaign.objects.filter(number__in=keys)}
    elif name == "metric":
        pack = platforms()
        found |= {key: metric_name(key, pack) for key in keys}
    elif name == "paid_organic":
        found |= {key: str(PAID[key]) for key in keys if key in PAID}
    elif name == "month":
        found |= {
            key: formatting.month(date.fromisoformat(f"{key}-01")) for key in keys if MONTH.fullmatch(key)
        }
    elif name == "post":
        known_ids = [key for key in keys if UUID_FORM.fullmatch(key)]
        found |= {str(row.pk): str(row) for row in Post.objects.filter(pk__in=known_ids)}
    return found


def fraction(found: Figure) -> str:
    """What the change of the share of right answers is made of."""
    if found.value is None or found.of is None:
        return ""
    n = round(float(found.value))
    if n == 0:
        said = gettext(
            "As many right answers as the share before would have given, of %(of)s possible ones after."
        )
    elif n > 0:
        said = gettext(
            "About %(n)s right answers more than the share before would have given, of %(of)s possible ones after."
        )
    else:
        said = gettext(
            "About %(n)s right answers fewer than the share before would have given, of %(of)s possible ones after."
        )
    return said % {"n": formatting.number(abs(n)), "of": formatting.number(round(float(found.of)))}
