"""How the figures of training are said, beside those of events: one list of names, reasons and breakdowns."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.events import figure_words as events
from arariwa.training import queries_courses, queries_exercises
from arariwa.training.figures import TEAM

WORDS: Mapping[str, tuple[Any, Any]] = {
    **events.WORDS,
    "CAP-09": (
        _("Courses on processing cases in the accusatory system"),
        _("Courses given whose programme declares that competency, of the intensive and asynchronous courses given."),
    ),
    "CAP-10": (
        _("Police trained in advanced investigation techniques"),
        _("Police of units specialised in the environment who completed the track where officers of the US Fish and Wildlife Service taught. To complete is to be at the share of sessions the certificate asks for; the test is counted apart (CAP-20)."),
    ),
    "CAP-11": (
        _("Prosecutors trained in litigation"),
        _("Prosecutors who completed the track on litigation: they were at the share of sessions the certificate asks for."),
    ),
    "CAP-12": (
        _("Judges trained in scientific evidence"),
        _("Judges who completed the track on scientific evidence: they were at the share of sessions the certificate asks for."),
    ),
    "CAP-17": (
        _("Practical exercises completed"),
        _("Exercises worked on simulated case files and graded, each once."),
    ),
    "CAP-18": (
        _("Early interdiction in simulation"),
        _("Graded runs in which all the simulated goods were stopped before the first sale, of the graded runs of exercises with that goal."),
    ),
    "CAP-19": (
        _("Normalised learning gain"),
        _("(Mean after - mean before) / (100 - mean before), over places in courses with entry and final test, the first of each. Below 0.3 low, up to 0.7 medium, above high."),
    ),
    "CAP-20": (
        _("Pass rate"),
        _("Places in courses whose best final test reached the cut, of those who sat one."),
    ),
    "CAP-21": (
        _("Completion of asynchronous courses"),
        _("Those enrolled who read every required module in time, of all who kept their place."),
    ),
    "CAP-22": (
        _("Retention after 90 days"),
        _("Mean of the follow-up tests as a share of the mean of the best final tests of the same places."),
    ),
    "CAP-23": (
        _("Transfer to the job: quality of the file"),
        _("Difference in the quality of real files between officials trained and not trained."),
    ),
    "CAP-24": (
        _("Certificates issued"),
        _("Verifiable certificates issued in the period and not revoked."),
    ),
}  # fmt: skip
WHY: Mapping[str, Any] = {
    **events.WHY,
    "no_pairs": _("nobody has both an entry and a final test"),
    "full_before": _("all had every point before the course, so that nothing could be gained"),
    "no_follow_up": _("nobody has handed in a follow-up test; it opens 90 days after the final one"),
    "file_quality": _("no system of this copy scores the quality of real files yet"),
}
BESIDE: Mapping[str, tuple[Any, str]] = {
    **events.BESIDE,
    "role_not_recorded": (_("Completed, role not recorded"), "count"),
    "unit_not_recorded": (_("Police who completed, unit not recorded"), "count"),
    "pairs": (_("Places with both tests (n)"), "count"),
    "began": (_("Places with an entry test"), "count"),
    "opened": (_("Places whose follow-up test has opened"), "count"),
    "attrition": (_("Without the second test"), "share"),
    "mean_before": (_("Mean before"), "points"),
    "mean_after": (_("Mean after"), "points"),
    "gain_low": (_("Gain, interval of 95 %"), "ratio"),
    "effect": (_("Effect size (Hedges' g)"), "ratio"),
    "effect_low": (_("Effect size, interval of 95 %"), "ratio"),
}
BREAKDOWNS: Mapping[str, Any] = {
    **events.BREAKDOWNS,
    "exercise": _("Exercise"),
    "point": _("Where the goods were stopped"),
}


def cell_words(name: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The cells of a breakdown in words, also of courses and exercises."""
    keys, lang = list(keys), formatting.language()
    found = dict(events.cell_words(name, keys))
    if name in ("course", "topic"):
        titles = queries_courses.titles()
        found |= {key: titles[key.lower()] for key in keys if key.lower() in titles}
    elif name == "exercise":
        found |= {slug: one.title.in_(lang) for slug, one in queries_exercises.exercises() if slug in found}
    elif name == "point":
        goals = [one.goal for _slug, one in queries_exercises.exercises() if one.goal]
        found |= {p.code: p.text.in_(lang) for goal in goals for p in goal.chain if p.code in found}
    if TEAM in found:
        found[TEAM] = str(_("a team of several institutions"))
    return found
