"""What courses add to the frame and to homes: their place in the menu, what one learns, the course of an event."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arariwa.core import desk, formatting, panels, search
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.domain.places import folded
from arariwa.training import actions_courses as actions
from arariwa.training import courses
from arariwa.training import queries_courses as queries
from arariwa.training import showing_courses as showing

panels.register_place(panels.Place("training:courses", _("Courses"), 43))


def learning(by: Actor) -> desk.Block | None:
    """Courses one has begun and not completed."""
    rows = [showing.learning(row) for row in queries.own(by).filter(completed_at=None)[: desk.SHOWN + 1]]
    if not rows:
        return None
    return desk.Block(
        heading=_("Courses I follow"),
        rows=rows,
        things=_("courses to go on with"),
        comes=_("Courses you enrol in stand here until you have read them."),
        more_url=reverse("training:courses"),
    )


desk.register(learning)


def followed(event: Any, by: Any) -> panels.Panel | None:
    """On an event: the course it follows; who organises may let it follow one."""
    cohort = getattr(event, "cohort", None)
    if cohort is None and (event.is_over or not may(by, actions.open_course)):
        return None
    return panels.Panel("training/_followed.html", {"event": event, **showing.followed(cohort, by)})


def called(event: Any, by: Any) -> panels.Panel | None:
    """On the call of an event: the course it follows, and one's own place in it."""
    cohort = getattr(event, "cohort", None)
    if cohort is None:
        return None
    return panels.Panel("training/_followed.html", {"event": event, **showing.followed(cohort, by)})


panels.register("event", followed)
panels.register("call", called)


def find_courses(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """Courses whose title, summary or modules hold all the words."""
    wanted = folded(text).split()
    for course in courses.current_courses() if by and wanted else ():
        file = course.file
        said = [file.title, file.summary, *(m.title for m in file.modules)]
        told = folded(" ".join([file.code, *(t.es for t in said), *(t.en for t in said)]))
        if all(word in told for word in wanted):
            url = reverse("training:course", args=[course.slug])
            yield search.Hit(url, file.title.in_(formatting.language()), file.code)


search.register(60, _("Courses"), find_courses)
