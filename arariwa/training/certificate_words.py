"""What a certificate and its conditions say, in the language of the page; `certificate_paper.py` says it in both."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.training.domain.certificates import Condition

STATES: Mapping[str, tuple[str, Any]] = {
    "met": ("yes", gettext_lazy("fulfilled")),
    "not_met": ("no", gettext_lazy("not fulfilled")),
    "open": ("open", gettext_lazy("still open")),
    "not_asked": ("done", gettext_lazy("not asked for")),
}
NAMES: Mapping[str, Any] = {
    "attendance": gettext_lazy("Attendance"),
    "modules": gettext_lazy("Modules"),
    "test": gettext_lazy("Final test"),
    "exercise": gettext_lazy("Exercise"),
}
REASONS: Mapping[str, Any] = {
    "attendance.met": gettext_lazy(
        "Attended %(done)s of %(parts)s sessions (%(percent)s %%); %(asked)s %% are asked for."
    ),
    "attendance.not_met": gettext_lazy(
        "Attended %(done)s of %(parts)s sessions (%(percent)s %%); %(asked)s %% are asked for."
    ),
    "attendance.no_sessions": gettext_lazy("No session was held yet."),
    "modules.met": gettext_lazy("Read %(done)s of %(parts)s required modules."),
    "modules.not_met": gettext_lazy("Read %(done)s of %(parts)s required modules."),
    "test.met": gettext_lazy("The best final test reached %(percent)s %%; %(cut)s %% are asked for."),
    "test.not_met": gettext_lazy("The best final test reached %(percent)s %%; %(cut)s %% are asked for."),
    "test.open": gettext_lazy("No final test was handed in yet; %(cut)s %% are asked for."),
    "exercise.met": gettext_lazy("%(exercise)s was solved with %(percent)s %%, without a critical failure."),
    "exercise.not_met": gettext_lazy("%(exercise)s reached %(percent)s %%; %(cut)s %% are asked for."),
    "exercise.critical": gettext_lazy("%(exercise)s has a critical failure, so its points do not count."),
    "exercise.open": gettext_lazy("%(exercise)s was not handed in yet; %(cut)s %% are asked for."),
    "exercise.not_available": gettext_lazy("%(exercise)s is not available yet, so it is not asked for."),
    "exercise.none": gettext_lazy("The course has no exercise."),
}
# Why a certificate may be renewed.
RENEWALS: Mapping[str, Any] = {
    "law_changed": gettext_lazy("the law taught has changed"),
    "expires": gettext_lazy("its end is near"),
    "expired": gettext_lazy("it has expired"),
}


def name(condition: Condition) -> str:
    """What the condition is about."""
    exercise = condition.values.get("exercise")
    return f"{NAMES[condition.code]} {exercise}" if exercise else str(NAMES[condition.code])


def reason(condition: Condition) -> str:
    """Why it holds or does not, as a sentence."""
    return str(REASONS[condition.reason]) % dict(condition.values)


def told(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """Conditions as pages show them: name, state, reason, and the address of an exercise still to be solved."""
    return [
        {
            "name": name(one),
            "sign": STATES[one.state][0],
            "word": STATES[one.state][1],
            "reason": reason(one),
            "url": "" if one.holds else _where(one),
        }
        for one in conditions
    ]


def _where(condition: Condition) -> str:
    exercise = condition.values.get("exercise")
    return reverse("training:exercise", args=[str(exercise).lower()]) if exercise else ""


def result(condition: Condition) -> str:
    """A condition that was met, as the paper tells it: a part of a sentence, or nothing."""
    values = dict(condition.values)
    match condition.reason:
        case "attendance.met":
            return _("attended %(done)s of %(parts)s sessions") % values
        case "modules.met":
            counted = ngettext(
                "read the %(parts)s required module",
                "read the %(parts)s required modules",
                int(str(values["parts"])),
            )
            return counted % values
        case "test.met":
            return _("passed the final test with %(percent)s %%") % values
        case "exercise.met":
            return (
                _("solved the simulated case %(exercise)s with %(percent)s %%, without a critical failure")
                % values
            )
    return ""
