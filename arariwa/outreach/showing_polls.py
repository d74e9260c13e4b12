"""What pages say of polls: each question with its shares before and after, what changed, and who counted."""

from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.events.choices import CommunityRole, Sex, Tongue
from arariwa.events.domain.polls import Change
from arariwa.events.models import Event
from arariwa.outreach import polls
from arariwa.outreach.models import Poll
from arariwa.outreach.polls import Tally


def percent(share: float) -> str:
    """A share as it is read: 62 %."""
    return f"{formatting.number(round(share * 100))}{formatting.NBSP}%"


def points(difference: float) -> str:
    """A difference of shares in points, with its sign."""
    n = round(difference * 100)
    sign = "+" if n > 0 else "−" if n < 0 else ""  # noqa: RUF001 - the sign of a number
    return f"{sign}{formatting.number(abs(n))}"


def of_event(event: Event) -> dict[str, Any]:
    """What the polls of an event show, in words."""
    found = polls.result(event)
    lang = formatting.language()
    return {
        "rows": [
            {
                "text": getattr(row.question.say, lang),
                "right": getattr(
                    next(o.say for o in row.question.options if o.id == row.question.right), lang
                ),
                "because": getattr(row.question.because, lang),
                "before": _share(row.before),
                "after": _share(row.after),
                "change": said(row.change),
            }
            for row in found.rows
        ],
        "change": said(found.change),
        "whole": found.change,
        "before": percent(found.change.before) if found.change else "",
        "after": percent(found.change.after) if found.change else "",
        "moments": {row.moment for row in found.counted},
        # Counted as a whole: no group may be counted beside it.
        "whole_rooms": {row.moment for row in found.counted if not any(map(polls.said, row.group))},
        "counted": [
            {
                "id": row.pk,
                "moment": row.get_moment_display(),
                "who": group_words(row),
                "present": row.present,
                "method": row.get_method_display(),
                "at": row.recorded_at,
                "by": str(row.recorded_by.person),
            }
            for row in found.counted
        ],
    }


def _share(tally: Tally | None) -> dict[str, Any] | None:
    if tally is None:
        return None
    return {"share": percent(tally.right / tally.present), "right": tally.right, "present": tally.present}


def said(change: Change | None) -> str:
    """ "+24 points (from +11 to +36)"; nothing when there is nothing to compare."""
    if change is None:
        return ""
    return _("%(points)s points (%(low)s to %(high)s)") % {
        "points": points(change.difference),
        "low": points(change.low),
        "high": points(change.high),
    }


def group_words(poll: Poll) -> str:
    """Who was counted: everyone, or the group."""
    names = [
        str(dict(choices)[value])
        for choices, value in (
            (Sex.choices, poll.sex),
            (CommunityRole.choices, poll.community_role),
            (Tongue.choices, poll.language),
        )
        if value and value != "NOT_RECORDED"
    ]
    return ", ".join(names) or _("Everyone")
