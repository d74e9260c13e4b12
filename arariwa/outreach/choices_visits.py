"""Closed lists of follow-up visits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Destination(TextChoices):
    """What kind of place is visited."""

    COMMUNITY = "community", _("Community")
    MARKET = "market", _("Market")
    PORT = "port", _("Port or landing place")
    SCHOOL = "school", _("School")
    OTHER = "other", _("Another place")


class Seen(TextChoices):
    """What was seen there; several may be true at once."""

    NONE_ON_SALE = "none_on_sale", _("No wild animals, meat or parts on sale were seen")
    ANIMALS_ON_SALE = "animals_on_sale", _("Live wild animals on sale")
    MEAT_ON_SALE = "meat_on_sale", _("Wild meat on sale")
    PARTS_ON_SALE = "parts_on_sale", _("Skins, feathers, teeth or crafts of them on sale")
    ANIMALS_KEPT = "animals_kept", _("Wild animals kept in houses or places open to the public")
    ORIGIN_SHOWN = "origin_shown", _("Sellers showed papers of origin")
    MATERIAL_IN_USE = "material_in_use", _("The material handed out is in use or on a wall")
    RECORDS_WRITTEN = "records_written", _("The patrol or the justice of the peace writes records")
    NOTICE_GIVEN = "notice_given", _("Someone gave notice to the authority since the event")
    QUESTIONS = "questions", _("People asked about the law or a lawful way")
    AFRAID = "afraid", _("Someone fears reprisals or was threatened")
    NOTHING = "nothing", _("Nothing worth noting")


ON_SALE = (Seen.ANIMALS_ON_SALE, Seen.MEAT_ON_SALE, Seen.PARTS_ON_SALE)


class Found(TextChoices):
    """How a commitment was found."""

    DONE = "done", _("Done")
    PART = "part", _("Done in part")
    NOT_DONE = "not_done", _("Not fulfilled")
    NOT_ASKED = "not_asked", _("Not looked at")


class VisitState(TextChoices):
    """Where a visit stands; computed from its days."""

    PLANNED = "planned", _("planned")
    LATE = "late", _("past its day")
    MADE = "made", _("made")
    CANCELLED = "cancelled", _("called off")
