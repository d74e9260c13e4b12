"""What the pages of the rights pack add to the welcome for visitors and to the menu of officials."""

from django.utils.translation import gettext_lazy as _

from arariwa.core import panels

panels.register_place(panels.Place("rights:questions", _("Know your rights"), 55))
