"""What figures add to the menu of who organises."""

from django.utils.translation import gettext_lazy

from arariwa.core import panels
from arariwa.events.actions import ORGANISERS

panels.register_place(
    panels.Place(
        "training:figures",
        gettext_lazy("Figures of the programme"),
        47,
        roles=frozenset(str(role) for role in ORGANISERS),
    )
)
