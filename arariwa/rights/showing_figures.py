"""What the pages of rights' figures show: headings, words, how its rows are told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.events import showing_figures as events
from arariwa.events.listing import region_name
from arariwa.events.showing_figures import Book, row_told
from arariwa.rights import consultation_listing
from arariwa.rights.figure_words import BESIDE, BREAKDOWNS, WHY, WORDS, cell_words
from arariwa.rights.figures import FIGURES
from arariwa.rights.models import Consultation, Notice


def _consultation(row: Consultation) -> dict[str, str]:
    url = reverse("rights:consultation", args=[row.pk])
    topic = consultation_listing.topic_word(row.topic) if row.topic else ""
    day = formatting.day_brief(row.asked_on)
    return row_told(row.number, url, topic, row.get_channel_display(), region_name(row.ubigeo[:2]), day)


def _notice(row: Notice) -> dict[str, str]:
    # Of what was told nothing stands here: who organises need not read it.
    url = reverse("rights:notice_at_desk", args=[row.pk])
    day = formatting.day_brief(row.received_at)
    return row_told(row.number, url, row.get_channel_display(), region_name(row.ubigeo[:2]), day)


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
        "Counted from the records your office works on, never typed. Exercises with invented facts do not count. What is not known is not zero."
    ),
    why=WHY,
    beside_words=BESIDE,
    breakdown_words=BREAKDOWNS,
    cell_words=cell_words,
    brief=("waiting", "no_way", "reach_a_case"),
    above=((gettext_lazy("Consultations"), "rights:consultations"),),
)
