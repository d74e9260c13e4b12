"""What events adds to the frame: its place in the menu."""

from django.utils.translation import gettext_lazy as _

from arariwa.core import panels

panels.register_place(panels.Place("events:events", _("Events"), 50))
