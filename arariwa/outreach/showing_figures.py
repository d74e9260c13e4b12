"""What the pages of outreach's figures show: headings, words, how its rows are told."""

from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.models import Role
from arariwa.events import showing_figures as events
from arariwa.events.actions import ORGANISERS
from arariwa.events.figures import Scope
from arariwa.events.showing_figures import Book, first_held, row_told
from arariwa.outreach import figures_campaigns as of_campaigns
from arariwa.outreach import figures_reach as of_reach
from arariwa.outreach import showing_polls
from arariwa.outreach.figure_words import BESIDE, BREAKDOWNS, NOT_KNOWN, WHY, WORDS, cell_words, fraction
from arariwa.outreach.figures import FIGURES
from arariwa.outreach.models import Poll, Post, Snapshot
from arariwa.outreach.platforms import metric_name, platform_name

SECTIONS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (gettext_lazy("Campaigns"), ("OUT-01", "OUT-02", "OUT-03", "OUT-04")),
    (
        gettext_lazy("Conferences and know-your-rights sessions"),
        ("OUT-05", "OUT-06", "OUT-07", "OUT-08", "OUT-09", "OUT-12"),
    ),
)
# What is told beside a figure already in the table of all; the rest stands on its own page.
BRIEF = (
    "reach_lower",
    "reach_estimate",
    "posts_in_no_export",
    "days_without_reach",
    "reach_growth",
    "median_rate",
    "posts_without_rate",
    "posts",
    "went_without",
    "share_before",
    "share_after",
    "change_low",
    "in_room_after",
)


def begins(scope: Scope) -> date | None:
    """The first day there is anything to count of: an event, a post or the end of a campaign."""
    firsts = [
        first_held(scope),
        of_campaigns.published(scope).aggregate(first=Min("published_on"))["first"],
        of_reach.campaigns(scope).aggregate(first=Min("until_on"))["first"],
    ]
    return min((first for first in firsts if first), default=None)


def _post(row: Post) -> dict[str, str]:
    url = reverse("outreach:post", args=[row.pk])
    day = formatting.day_brief(row.published_on) if row.published_on else ""
    return row_told(row, url, str(row.campaign), row.get_channel_display(), day)


def _poll(row: Poll) -> dict[str, str]:
    url = reverse("outreach:polls", args=[row.event_id])
    present = formatting.number(row.present)
    return row_told(row, url, showing_polls.group_words(row), row.get_method_display(), present)


def _snapshot(row: Snapshot) -> dict[str, str]:
    url = reverse("outreach:platform_file", args=[row.file_id])
    value = formatting.unknown() if row.value is None else formatting.number(row.value)
    of = row.object or (formatting.day_brief(row.first) if row.first else "")
    said = f"{platform_name(row.platform)}: {metric_name(row.metric)} {value}"
    return row_told(said, url, of, formatting.day_brief(row.as_of), row.file.name)


ROWS: events.Rows = {
    **events.ROWS,
    Post: (gettext_lazy("Posts published"), ("campaign",), _post),
    Snapshot: (gettext_lazy("Figures of platforms"), ("file",), _snapshot),
    Poll: (gettext_lazy("Polls counted"), ("event",), _poll),
}
BOOK = Book(
    "outreach",
    FIGURES,
    SECTIONS,
    WORDS,
    ROWS,
    title=gettext_lazy("Figures of outreach"),
    lead=gettext_lazy(
        "Counted from the records of what your office organises or helps to run, never typed. Exercises with invented facts do not count. What is not known is not zero."
    ),
    why=WHY,
    beside_words=BESIDE,
    breakdown_words=BREAKDOWNS,
    cell_words=cell_words,
    brief=BRIEF,
    not_known_words=NOT_KNOWN,
    begins=begins,
    fraction=fraction,
    roles=(*ORGANISERS, Role.COMMUNICATION),
    beside_pages=(
        (gettext_lazy("Conferences and sessions by region"), "outreach:conferences"),
        (gettext_lazy("Follow-up visits"), "outreach:visits"),
    ),
)
