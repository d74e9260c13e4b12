"""What figures add to the menu of who organises."""

from django.utils.translation import gettext_lazy

from arariwa.core import panels
from arariwa.events.actions import ORGANISERS

panels.register_place(
    panels.Place(
        "outreach:figures",
        gettext_lazy("Outreach figures"),
        51,
        roles=frozenset(str(role) for role in ORGANISERS),
    )
)
