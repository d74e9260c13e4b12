"""What figures add to the menu of who organises, and of who approves."""

from django.utils.translation import gettext_lazy

from arariwa.core import panels
from arariwa.outreach.showing_figures import BOOK

panels.register_place(
    panels.Place(
        "outreach:figures",
        gettext_lazy("Outreach figures"),
        51,
        roles=frozenset(str(role) for role in BOOK.roles),
    )
)
