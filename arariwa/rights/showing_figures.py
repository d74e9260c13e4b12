"""What the pages of rights' figures show: headings, words, how its rows are told."""

from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.events import showing_figures as events
from arariwa.events.figures import Scope
from arariwa.events.listing import region_name
from arariwa.events.showing_figures import Book, row_told
from arariwa.rights import consultation_listing, figures_consultations, figures_notices
from arariwa.rights import queries_notices as queries
from arariwa.rights.consultation_choices import STAFF
from arariwa.rights.figure_words import (
    BESIDE,
    BREAKDOWNS,
    NOT_KNOWN,
    WHY,
    WORDS,
    cell_words,
    state_word,
)
from arariwa.rights.figures import FIGURES
from arariwa.rights.models import Consultation, Notice


def _consultation(row: Consultation) -> dict[str, str]:
    url = reverse("rights:consultation", args=[row.pk])
    topic = consultation_listing.topic_word(row.topic) if row.topic else ""
    day = formatting.day_brief(row.asked_on)
    return row_told(row.number, url, topic, row.get_channel_display(), region_name(row.ubigeo[:2]), day)


def _notice(row: Notice) -> dict[str, str]:
    """Of what was told nothing; of a notice the reader may not open neither number, day, id nor a place within the region."""
    kind, channel = queries.kind_name(row.kind), row.get_channel_display()
    if getattr(row, "readable", False):
        url = reverse("rights:notice_at_desk", args=[row.pk])
        region, day = region_name(row.ubigeo[:2]), formatting.day_brief(row.received_at)
        state = state_word(row.outcome or row.state)
        return row_told(row.number, url, kind, channel, region, state, day)
    month = formatting.month(timezone.localtime(row.received_at).date())
    if figures_notices.is_reserved(row.kind):
        more: tuple[str, ...] = (_("region and state are not told"),)
    else:
        more = (region_name(row.ubigeo[:2]), state_word(figures_notices.stands(row)))
    return row_told(month, "", kind, channel, *more) | {"id": ""}


def begins(scope: Scope) -> date | None:
    """The day of the first question answered or the first notice received."""
    firsts = (
        figures_consultations.answered(scope).aggregate(first=Min("answered_at"))["first"],
        figures_notices.counted(scope).aggregate(first=Min("received_at"))["first"],
    )
    return min((timezone.localtime(first).date() for first in firsts if first), default=None)


ROWS: events.Rows = {
    Consultation: (gettext_lazy("Questions of citizens"), (), _consultation),
    Notice: (gettext_lazy("Notices of citizens"), (), _notice),
}
BOOK = Book(
    "rights",
    FIGURES,
    (
        (gettext_lazy("Questions of citizens"), ("OUT-10", "OUT-11")),
        (gettext_lazy("Notices of citizens"), ("OUT-13",)),
    ),
    WORDS,
    ROWS,
    title=gettext_lazy("Figures of citizens' questions and notices"),
    lead=gettext_lazy(
        "Counted from the records your office works on, never typed; programme staff count every notice, without reading it. Exercises with invented facts do not count. What is not known is not zero."
    ),
    why=WHY,
    beside_words=BESIDE,
    breakdown_words=BREAKDOWNS,
    cell_words=cell_words,
    not_known_words=NOT_KNOWN,
    begins=begins,
    brief=("waiting", "no_way", "reach_a_case", "reach_a_case_share"),
    above=((gettext_lazy("Consultations"), "rights:consultations"),),
    beside_pages=((gettext_lazy("Notices"), "rights:notices"),),
    # Whoever answers questions or works on notices: each counts what they work on.
    roles=tuple(dict.fromkeys((*queries.HANDLERS, *STAFF))),
)
