"""What exercises add to the home: those one is in; within an exercise, the way back to its page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import desk, formatting, panels
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.training import queries_exercises as queries


def in_work(by: Actor) -> Block | None:
    """The exercises one is in that were not handed in yet; within one, that one alone."""
    rows = [
        {
            "text": queries.exercise_of(run).title.in_(formatting.language()),
            "url": reverse("training:run", args=[run.pk]),
            "when": formatting.day_brief(run.opened_at),
            "more": queries.exercise_of(run).code,
        }
        for run in queries.runs(by).filter(submitted_at=None).order_by("-opened_at", "-id")[: SHOWN + 1]
    ]
    if by.exercise is None and not rows:
        return None
    return Block(
        _("Exercises"),
        rows,
        things=_("exercises to work on"),
        comes=_("The exercises you began or were named for."),
        more_url=reverse("training:runs"),
    )


desk.register(in_work)
panels.register_place(panels.Place("training:exercises", gettext_lazy("Exercises"), 44))
