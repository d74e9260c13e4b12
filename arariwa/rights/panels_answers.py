"""What citizens' rights add to the frame: the question on the welcome page, and a place in the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arariwa.core import panels
from arariwa.core.actor import Actor


def welcome(request: HttpRequest, by: Actor | None) -> panels.Panel:
    """For visitors: what the law allows, a notice, a question of their own, guides."""
    return panels.Panel("rights/_welcome.html", {})


panels.register("citizens", welcome)
panels.register_place(panels.Place("rights:ask", _("What may I do?"), 54))
