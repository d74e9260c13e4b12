"""What training adds to the frame and to homes: its place in the menu, what one learns."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arariwa.core import desk, panels
from arariwa.core.actor import Actor
from arariwa.training import panels_exercises

__all__ = ["panels_exercises"]

panels.register_place(panels.Place("training:courses", _("Courses"), 55))


def learning(by: Actor) -> desk.Block | None:
    """Courses one has begun and not completed."""
    from arariwa.training import queries_courses as queries
    from arariwa.training import showing_courses as showing

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
