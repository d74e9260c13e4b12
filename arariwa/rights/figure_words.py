"""How the figures of rights are said: consultations and notices in one list of names, reasons and breakdowns."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.events import figure_words as events
from arariwa.rights import figure_words_consultations as consultations
from arariwa.rights import queries_notices
from arariwa.rights.figures_notices import RESERVED
from arariwa.rights.models import Notice

WORDS: Mapping[str, tuple[Any, Any]] = {
    **consultations.WORDS,
    "OUT-13": (
        _("Notices received from citizens"),
        _("Notices with a place and a fact, by the day they came; what is repeated or set aside stands beside. An office counts those it works on. Programme staff count all of them and see, of one they may not read, the month, the region, what it is about, how it came and where it stands: nothing that was told."),
    ),
}  # fmt: skip
WHY: Mapping[str, Any] = events.WHY
NOT_KNOWN: Mapping[str, Any] = {
    **events.NOT_KNOWN,
    **consultations.NOT_KNOWN,
    "elsewhere": _("How many people went straight to the police, the prosecutor or a telephone line is not known, because only what comes by the page of notices or in a chat that was read in is recorded here."),
    "who_told": _("Sex, age and language of who gave a notice are not known, because they are not asked."),
    "few_in_cases": _("Of so few notices it is not told on how many a case rests."),
    "reserved": _("Of kinds that only the offices in charge of them read, neither region nor state is told."),
}  # fmt: skip
BESIDE: Mapping[str, tuple[Any, str]] = {
    **events.BESIDE,
    **consultations.BESIDE,
    "reach_a_case": (_("Notices on which a case rests"), "count"),
    "reach_a_case_share": (_("Share of notices on which a case rests"), "share"),
    "without_place": (_("Not counted, because they say no place"), "count"),
    "repeated": (_("Not counted, because they repeat another"), "count"),
    "spam": (_("Not counted, because they were set aside"), "count"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **consultations.BREAKDOWNS,
    "month": _("Month"),
    "kind": _("What it is about"),
    "state": _("Where it stands today"),
}
UNTOLD = _("Not told: only the offices in charge read it")


def state_word(state: str) -> str:
    """Where a notice stands, in words; one that is closed by how it ended."""
    if state in Notice.Outcome.values:
        return f"{Notice.State.CLOSED.label}: {Notice.Outcome(state).label}"
    return str(Notice.State(state).label)


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words, also of channels, kinds and states of notices."""
    keys = list(keys)
    found = dict(consultations.cell_words(name, keys))
    if name == "channel":
        of_notices = {value: str(label) for value, label in Notice.Channel.choices}
        found |= {key: of_notices[key] for key in keys if key in of_notices and found[key] == key}
    elif name == "kind":
        kinds = queries_notices.kind_names()
        found |= {key: kinds.get(key, key) for key in keys}
    elif name == "state":
        found |= {key: state_word(key) for key in keys if key != RESERVED}
    elif name == "month":
        found |= {key: formatting.month(date.fromisoformat(f"{key}-01")) for key in keys}
    return found | {key: str(UNTOLD) for key in keys if key == RESERVED}
