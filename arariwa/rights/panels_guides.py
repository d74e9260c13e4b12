"""What the pages of the rights pack add to the welcome for visitors and to the menu of officials."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arariwa.core import panels
from arariwa.core.actor import Actor


def welcome(request: HttpRequest, by: Actor | None) -> panels.Panel:
    """For visitors: the written questions."""
    return panels.Panel("rights/_welcome_guides.html", {})


panels.register("welcome", welcome)
panels.register_place(panels.Place("rights:questions", _("Know your rights"), 55))
