"""Closed lists of polls."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moment(TextChoices):
    """When a gathering is asked."""

    BEFORE = "before", _("Before")
    AFTER = "after", _("After")


class Method(TextChoices):
    """How people answer who need not read."""

    HANDS = "hands", _("Raised hands")
    SEEDS = "seeds", _("Seeds in cups")
    CARDS = "cards", _("Picture cards")
