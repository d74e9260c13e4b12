"""What tests add to homes, the menu and the page of one's place in a course."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, formatting, panels
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.training import actions_tests as actions

panels.register_place(
    panels.Place("training:banks", gettext_lazy("Question banks"), 45, roles=frozenset(actions.TRAINERS))
)


def of_enrolment(enrolment: Any, by: Actor) -> panels.Panel | None:
    """On the page of a place in a course: its tests."""
    from arariwa.training import queries_tests as queries
    from arariwa.training import showing_tests as showing

    mine = queries.is_learner(by, enrolment)
    if not mine and access.level_of(by, enrolment) < access.MANAGE:
        return None
    rows = showing.rows(enrolment, by)
    return panels.Panel("training/_tests_of.html", {"rows": rows, "enrolment": enrolment, "mine": mine})


def running(by: Actor) -> desk.Block | None:
    """A test one began and has not handed in: it stands first, its clock runs."""
    from arariwa.training import queries_tests as queries

    rows = [
        {
            "text": f"{attempt}: {attempt.enrolment.cohort.event}",
            "url": reverse("training:test", args=[attempt.pk]),
            "when": _("until %(hour)s") % {"hour": formatting.hour(attempt.due_at)},
        }
        for attempt in queries.running(by)
    ]
    if not rows:
        return None
    return desk.Block(
        _("Tests under way"),
        rows,
        things=_("tests under way"),
        comes=_("A test you began, until you hand it in."),
    )


def to_decide(by: Actor) -> desk.Block | None:
    """For those who run courses: appeals to decide."""
    from arariwa.training import queries_tests as queries

    if not may(by, actions.decide_appeal):
        return None
    rows = [
        {
            "text": str(row),
            "url": reverse("training:decide_appeal", args=[row.pk]),
            "when": formatting.day_brief(row.appealed_at),
            "more": str(row.attempt.enrolment.cohort.event),
        }
        for row in queries.appeals(by, state="open").order_by("appealed_at", "id")[: desk.SHOWN + 1]
    ]
    return desk.Block(
        _("Appeals to decide"),
        rows,
        things=_("appeals to decide"),
        comes=_("Appeals of learners against the marking of a question."),
        more_url=f"{reverse('training:appeals')}?estado=open",
    )


panels.register("enrolment", of_enrolment)
for offer in (running, to_decide):
    desk.register(offer)
