"""What the pages of outreach's figures show: headings, words, how its rows are told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.events import showing_figures as events
from arariwa.events.showing_figures import Book, row_told
from arariwa.outreach import showing_polls
from arariwa.outreach.figure_words import BESIDE, BREAKDOWNS, WHY, WORDS, cell_words
from arariwa.outreach.figures import FIGURES
from arariwa.outreach.models import Poll, Post

SECTIONS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (gettext_lazy("Campaigns"), ("OUT-02",)),
    (
        gettext_lazy("Conferences and know-your-rights sessions"),
        ("OUT-05", "OUT-06", "OUT-07", "OUT-08", "OUT-09", "OUT-12"),
    ),
)
# What is told beside a figure already in the table of all; the rest stands on its own page.
BRIEF = ("posts", "went_without", "share_before", "share_after", "change_low", "in_room_after")


def _post(row: Post) -> dict[str, str]:
    url = reverse("outreach:post", args=[row.pk])
    day = formatting.day_brief(row.published_on) if row.published_on else ""
    return row_told(row, url, str(row.campaign), row.get_channel_display(), day)


def _poll(row: Poll) -> dict[str, str]:
    url = reverse("outreach:polls", args=[row.event_id])
    present = formatting.number(row.present)
    return row_told(row, url, showing_polls.group_words(row), row.get_method_display(), present)


ROWS: events.Rows = {
    **events.ROWS,
    Post: (gettext_lazy("Posts published"), ("campaign",), _post),
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
)
